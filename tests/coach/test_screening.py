"""The questions before a session, in their order, and what comes of the answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach.reach import REACHES, Reach
from backstretch.coach.red_flags import Sign, blocks, signs
from backstretch.coach.results import NextDay
from backstretch.coach.screening import (
    Answers,
    Facts,
    Go,
    Instead,
    Question,
    Reason,
    Refuse,
    asks_next_day,
    may_walk,
    next_step,
    unattended,
)
from tests.cases import cases

TODAY = date(2026, 3, 1)
YESTERDAY = TODAY - timedelta(days=1)

ORDINARY = Facts(today=TODAY, answered_on=YESTERDAY, open_stop=False, last_run_on=None)
FIRST = ORDINARY._replace(answered_on=None)
GATED = ORDINARY._replace(open_stop=True)
AFTER_A_RUN = ORDINARY._replace(last_run_on=YESTERDAY)
PASSED = ORDINARY._replace(first_after_stop=True)
BAD_DAY = ORDINARY._replace(bad_day=True)
WORSE_TWICE = ORDINARY._replace(worse_twice=True)
INTERRUPTED = ORDINARY._replace(resumable=True)
EVERYTHING = Facts(
    today=TODAY,
    answered_on=None,
    open_stop=True,
    last_run_on=YESTERDAY,
    worse_twice=True,
    resumable=True,
    kept_signs=True,
)

CHECKED = Answers(checked_in=True)
BOTH_YES = Answers(settled=True, advised=True)

EMERGENCY, SAME_DAY = frozenset({"chest"}), frozenset({"fever"})


KEPT = ORDINARY._replace(kept_signs=True)
NOT_SETTLED, NOT_ADVISED = Answers(settled=False), Answers(settled=True, advised=False)
BEHIND = NOT_SETTLED._replace(signs_asked=True)
"""The gate stays closed, and the list of signs was put."""
BREATHES = BEHIND._replace(instead="breathing", checked_in=True)
WALKS = BEHIND._replace(instead="walking", checked_in=True)
IN_THE_LEG = GATED._replace(stop_in_the_leg=True)


def go(*, after_stop: bool = False, instead: Instead | None = None, resume: bool = False) -> Go:
    return Go(after_stop, instead, resume)


@cases(
    ("facts", "answers", "step"),
    [
        # The first questions.
        (FIRST, Answers(), Question.FIRST_RUN),
        (FIRST, Answers(first_run=True), Question.CHECK_IN),
        (ORDINARY._replace(answered_on=TODAY - timedelta(days=364)), Answers(), Question.CHECK_IN),
        (ORDINARY._replace(answered_on=TODAY - timedelta(days=365)), Answers(), Question.FIRST_RUN),
        (ORDINARY._replace(answered_on=TODAY + timedelta(days=3)), Answers(), Question.CHECK_IN),
        # A bad day: the signs come before the check-in, and a pain that has moved into a leg is none.
        (BAD_DAY, Answers(), Question.SIGNS),
        (BAD_DAY, Answers(signs_asked=True), Question.CHECK_IN),
        (BAD_DAY, Answers(signs_asked=True, signs=SAME_DAY), Refuse(Reason.SIGNS)),
        (BAD_DAY, CHECKED._replace(signs_asked=True), go()),
        (BAD_DAY, CHECKED._replace(signs_asked=True, reach="buttock"), go()),
        (BAD_DAY, CHECKED._replace(signs_asked=True, reach="thigh"), Question.INSTEAD),
        (BAD_DAY, CHECKED._replace(signs_asked=True, reach="thigh", instead="walking"), Question.INSTEAD),
        (BAD_DAY, CHECKED._replace(signs_asked=True, reach="thigh", instead="breathing"), go(instead="breathing")),
        (BAD_DAY._replace(last_reach="thigh"), CHECKED._replace(signs_asked=True, reach="thigh"), go()),
        (BAD_DAY._replace(open_stop=True), Answers(), Question.AFTER_STOP),
        (ORDINARY, CHECKED._replace(reach="thigh"), go()),
        # The gate after a stop.
        (GATED, Answers(), Question.AFTER_STOP),
        (GATED, Answers(settled=True), Question.AFTER_STOP),
        (GATED, Answers(advised=True), Question.AFTER_STOP),
        # Not settled, or no advice: the signs, then what stays open behind the gate.
        (GATED, NOT_SETTLED, Question.SIGNS),
        (GATED, NOT_ADVISED, Question.SIGNS),
        (GATED, Answers(settled=False, advised=True), Question.SIGNS),
        (GATED, NOT_SETTLED._replace(signs_asked=True, signs=EMERGENCY), Refuse(Reason.SIGNS)),
        (GATED, BEHIND, Question.INSTEAD),
        (GATED, NOT_ADVISED._replace(signs_asked=True), Question.INSTEAD),
        (GATED, BEHIND._replace(instead="nothing"), Refuse(Reason.AFTER_STOP)),
        (GATED, BEHIND._replace(instead="breathing"), Question.CHECK_IN),
        (GATED, BREATHES, go(instead="breathing")),
        (GATED, WALKS, Question.REACH),
        (GATED, WALKS._replace(reach_asked=True), go(instead="walking")),
        (GATED, WALKS._replace(reach="back"), go(instead="walking")),
        (GATED, WALKS._replace(reach="thigh"), Question.INSTEAD),
        (GATED, BREATHES._replace(reach="thigh"), go(instead="breathing")),
        (
            GATED._replace(last_reach="thigh"),
            WALKS._replace(reach="thigh"),
            go(instead="walking"),
        ),
        (
            GATED._replace(stop_in_the_leg=True),
            WALKS._replace(reach="back"),
            Question.INSTEAD,
        ),
        (
            INTERRUPTED._replace(open_stop=True),
            BREATHES._replace(resume=True),
            go(instead="breathing"),
        ),
        # Two yes are kept: what begins next is the first after the stop.
        (PASSED, Answers(), Question.CHECK_IN),
        (PASSED, CHECKED, go(after_stop=True)),
        (PASSED._replace(resumable=True), CHECKED, go(after_stop=True)),
        (GATED, BOTH_YES, Question.CHECK_IN),
        (GATED, BOTH_YES._replace(checked_in=True), go(after_stop=True)),
        (GATED, CHECKED, Question.AFTER_STOP),
        (ORDINARY, CHECKED._replace(settled=False, advised=False), go()),
        # The day after.
        (AFTER_A_RUN, Answers(), Question.NEXT_DAY),
        (AFTER_A_RUN, Answers(next_day="worse"), Question.CHECK_IN),
        (ORDINARY._replace(last_run_on=TODAY), Answers(), Question.CHECK_IN),
        (ORDINARY._replace(last_run_on=TODAY - timedelta(days=90)), Answers(), Question.NEXT_DAY),
        # The check-in.
        (ORDINARY, Answers(), Question.CHECK_IN),
        (ORDINARY, Answers(pain=3), Question.CHECK_IN),
        (ORDINARY, CHECKED, go()),
        (ORDINARY, CHECKED._replace(pain=0), go()),
        (ORDINARY, CHECKED._replace(pain=5), go()),
        (ORDINARY, CHECKED._replace(pain=6), Question.INSTEAD),
        (ORDINARY, CHECKED._replace(pain=10), Question.INSTEAD),
        (ORDINARY, CHECKED._replace(pain=6, instead="breathing"), go(instead="breathing")),
        (ORDINARY, CHECKED._replace(pain=6, instead="nothing"), Refuse(Reason.DECLINED)),
        (ORDINARY, CHECKED._replace(pain=6, instead="walking"), Question.REACH),
        (ORDINARY, CHECKED._replace(pain=6, instead="walking", reach_asked=True), go(instead="walking")),
        (ORDINARY, CHECKED._replace(pain=6, instead="walking", reach="buttock"), go(instead="walking")),
        (ORDINARY, CHECKED._replace(pain=6, instead="walking", reach="thigh"), Question.INSTEAD),
        (ORDINARY, CHECKED._replace(pain=5, instead="breathing"), go()),
        # Worse twice in a row.
        (WORSE_TWICE, Answers(), Question.GENTLEST),
        (WORSE_TWICE, Answers(gentlest=True), Question.CHECK_IN),
        (WORSE_TWICE, Answers(gentlest=False), Question.CHECK_IN),
        (WORSE_TWICE._replace(open_stop=True), BEHIND._replace(instead="breathing"), Question.CHECK_IN),
        # Below the knee for the first time.
        (ORDINARY, CHECKED._replace(reach="thigh"), go()),
        (ORDINARY, CHECKED._replace(reach="below-knee"), Question.SIGNS),
        (ORDINARY, CHECKED._replace(reach="foot"), Question.SIGNS),
        (ORDINARY, CHECKED._replace(reach="foot", signs_asked=True), go()),
        (ORDINARY, CHECKED._replace(reach="foot", signs_asked=True, signs=SAME_DAY), Refuse(Reason.SIGNS)),
        (ORDINARY._replace(was_below_the_knee=True), CHECKED._replace(reach="foot"), go()),
        # A sign that was ticked before: only yes opens.
        (KEPT, Answers(), Question.KEPT_SIGNS),
        (KEPT, CHECKED, Question.KEPT_SIGNS),
        (KEPT._replace(answered_on=None, open_stop=True), Answers(), Question.KEPT_SIGNS),
        (KEPT, Answers(kept="not_yet"), Refuse(Reason.SIGNS)),
        (KEPT, CHECKED._replace(kept="not_yet"), Refuse(Reason.SIGNS)),
        (KEPT, Answers(kept="seen"), Question.CHECK_IN),
        (KEPT, Answers(kept="mistake"), Question.SIGNS),
        (KEPT, Answers(kept="mistake", signs_asked=True), Question.CHECK_IN),
        (KEPT, Answers(kept="mistake", signs_asked=True, signs=EMERGENCY), Refuse(Reason.SIGNS)),
        (KEPT._replace(open_stop=True), Answers(kept="seen"), Question.AFTER_STOP),
        # Signs.
        (ORDINARY, CHECKED._replace(signs=EMERGENCY), Refuse(Reason.SIGNS)),
        (ORDINARY, CHECKED._replace(signs=SAME_DAY), Refuse(Reason.SIGNS)),
        (ORDINARY, CHECKED._replace(pain=8, signs=SAME_DAY), Refuse(Reason.SIGNS)),
        (ORDINARY, CHECKED._replace(pain=8, signs=SAME_DAY, instead="breathing"), Refuse(Reason.SIGNS)),
        (ORDINARY, Answers(signs=EMERGENCY), Refuse(Reason.SIGNS)),
        # x.
        (ORDINARY, Answers(sharp_pain=True), Refuse(Reason.SHARP_PAIN)),
        (ORDINARY, CHECKED._replace(pain=0, sharp_pain=True), Refuse(Reason.SHARP_PAIN)),
        (EVERYTHING, Answers(sharp_pain=True), Refuse(Reason.SHARP_PAIN)),
        # Going on with an interrupted run.
        (INTERRUPTED, Answers(), Question.CHECK_IN),
        (INTERRUPTED, CHECKED, Question.RESUME),
        (INTERRUPTED, CHECKED._replace(pain=5), Question.RESUME),
        (INTERRUPTED, CHECKED._replace(resume=True), go(resume=True)),
        (INTERRUPTED, CHECKED._replace(resume=False), go()),
        (ORDINARY, CHECKED._replace(resume=True), go()),
        (INTERRUPTED, CHECKED._replace(pain=7), Question.INSTEAD),
        (INTERRUPTED, CHECKED._replace(pain=7, instead="breathing", resume=True), go(instead="breathing")),
        (INTERRUPTED._replace(open_stop=True), BOTH_YES._replace(checked_in=True), go(after_stop=True)),
        (INTERRUPTED._replace(open_stop=True), BOTH_YES._replace(checked_in=True, resume=True), go(after_stop=True)),
    ],
)
def test_what_comes_next(facts: Facts, answers: Answers, step: Question | Go | Refuse) -> None:
    assert next_step(facts, answers) == step


def test_the_whole_order() -> None:
    """Each question in turn, with everything to ask; after a stop nothing that was interrupted goes on."""
    answers = Answers()
    asked = []
    replies: dict[Question, dict[str, Any]] = {
        Question.KEPT_SIGNS: {"kept": "mistake"},
        Question.SIGNS: {"signs_asked": True},
        Question.FIRST_RUN: {"first_run": True},
        Question.AFTER_STOP: {"settled": True, "advised": True},
        Question.NEXT_DAY: {"next_day": "same"},
        Question.GENTLEST: {"gentlest": True},
        Question.CHECK_IN: {"checked_in": True, "pain": 6},
        Question.INSTEAD: {"instead": "walking"},
        Question.REACH: {"reach": "buttock"},
    }
    while isinstance(step := next_step(EVERYTHING, answers), Question):
        assert step not in asked
        asked.append(step)
        answers = answers._replace(**replies[step])
    assert asked == list(replies)
    assert step == go(instead="walking")


@cases("sign", signs())
def test_every_single_sign_blocks_but_those_to_tell_a_doctor(sign: Sign) -> None:
    step = next_step(ORDINARY, CHECKED._replace(signs=frozenset({sign.id})))
    assert step == (go() if sign.tier == "tell" else Refuse(Reason.SIGNS))


@cases(("last_run_on", "asks"), [(None, False), (TODAY, False), (YESTERDAY, True), (TODAY + timedelta(days=1), False)])
def test_the_day_after_is_asked_about_on_a_later_day(last_run_on: date | None, asks: bool) -> None:
    assert asks_next_day(ORDINARY._replace(last_run_on=last_run_on)) is asks


days = st.one_of(st.none(), st.integers(-5, 800).map(lambda ago: TODAY - timedelta(days=ago)))
yes_or_no = st.one_of(st.none(), st.booleans())
next_days: st.SearchStrategy[NextDay | None] = st.sampled_from((None, "better", "same", "worse"))
reaches = st.sampled_from((None, *REACHES))
any_facts = st.builds(
    Facts,
    st.just(TODAY),
    answered_on=days,
    open_stop=st.booleans(),
    last_run_on=days,
    worse_twice=st.booleans(),
    resumable=st.booleans(),
    kept_signs=st.booleans(),
    first_after_stop=st.booleans(),
    stop_in_the_leg=st.booleans(),
    last_reach=reaches,
    was_below_the_knee=st.booleans(),
)
any_answers = st.builds(
    Answers,
    kept=st.sampled_from((None, "seen", "not_yet", "mistake")),
    signs_asked=st.booleans(),
    first_run=st.booleans(),
    settled=yes_or_no,
    advised=yes_or_no,
    next_day=next_days,
    gentlest=yes_or_no,
    checked_in=st.booleans(),
    pain=st.one_of(st.none(), st.integers(0, 10)),
    reach=reaches,
    reach_asked=st.booleans(),
    signs=st.frozensets(st.sampled_from([sign.id for sign in signs()]), max_size=2),
    sharp_pain=st.booleans(),
    instead=st.sampled_from((None, "breathing", "walking", "nothing")),
    resume=yes_or_no,
)


@given(any_facts, any_answers)
def test_no_way_leads_past_the_gates(facts: Facts, answers: Answers) -> None:
    step = next_step(facts, answers)
    if not isinstance(step, Go):
        return
    assert not answers.sharp_pain
    assert not blocks(answers.signs)
    assert answers.checked_in
    assert not facts.kept_signs or answers.kept == "seen" or (answers.kept == "mistake" and answers.signs_asked)
    passed = answers.settled is True and answers.advised is True
    assert not facts.open_stop or passed or (step.instead is not None and answers.signs_asked)
    strong = answers.pain is not None and answers.pain >= 6
    assert (step.instead is not None) == (strong or (facts.open_stop and not passed))
    assert step.instead != "walking" or may_walk(facts, answers)
    assert step.instead is not None or step.after_stop == (facts.open_stop or facts.first_after_stop)
    may_resume = facts.resumable and not step.after_stop and step.instead is None
    assert step.resume == (may_resume and answers.resume is True)


def reply(question: Question, drawn: Answers) -> dict[str, Any]:
    """What was drawn for the question's fields; a yes-or-no that was left open counts as no."""
    replies: dict[Question, dict[str, Any]] = {
        Question.KEPT_SIGNS: {"kept": drawn.kept or "not_yet"},
        Question.SIGNS: {"signs_asked": True, "signs": drawn.signs},
        Question.FIRST_RUN: {"first_run": True},
        Question.AFTER_STOP: {"settled": bool(drawn.settled), "advised": bool(drawn.advised)},
        Question.NEXT_DAY: {"next_day": drawn.next_day or "same"},
        Question.GENTLEST: {"gentlest": bool(drawn.gentlest)},
        Question.CHECK_IN: {
            "checked_in": True, "pain": drawn.pain, "signs": drawn.signs, "sharp_pain": drawn.sharp_pain,
            "reach": drawn.reach,
        },
        Question.INSTEAD: {"instead": drawn.instead or "nothing"},
        Question.REACH: {"reach_asked": True},
        Question.RESUME: {"resume": bool(drawn.resume)},
    }  # fmt: skip
    return replies[question]


@given(any_facts, any_answers)
def test_answering_always_comes_to_an_end_and_asks_nothing_twice(facts: Facts, drawn: Answers) -> None:
    """But what is done in a session's place: where the walk that was chosen is not open, it is asked again."""
    answers = Answers()
    asked: list[Question] = []
    while isinstance(step := next_step(facts, answers), Question):
        again = step is Question.INSTEAD and answers.instead == "walking"
        assert step not in asked or again
        asked.append(step)
        answers = answers._replace(**(reply(step, drawn) | ({"instead": "breathing"} if again else {})))
    assert Question.CHECK_IN in asked or isinstance(step, Refuse)


@cases(
    ("reach", "last", "in_the_leg", "open_"),
    [
        (None, None, False, True),
        ("buttock", None, False, True),
        ("thigh", None, False, False),
        ("foot", "thigh", False, False),
        ("thigh", "thigh", False, True),
        ("thigh", "foot", False, True),
        ("back", None, True, False),
        (None, "foot", True, False),
    ],
)
def test_a_walk_is_open_where_nothing_is_new_in_the_leg(
    reach: Reach | None, last: Reach | None, in_the_leg: bool, open_: bool
) -> None:
    facts = GATED._replace(last_reach=last, stop_in_the_leg=in_the_leg)
    assert may_walk(facts, Answers(reach=reach)) is open_


@cases(
    ("facts", "step"),
    [
        (ORDINARY, go()),
        (AFTER_A_RUN, go()),
        (INTERRUPTED, go()),
        (WORSE_TWICE, go()),
        (PASSED, go(after_stop=True)),
        (FIRST, Question.FIRST_RUN),
        (ORDINARY._replace(answered_on=TODAY - timedelta(days=365)), Question.FIRST_RUN),
        (GATED, Question.AFTER_STOP),
        (KEPT, Question.KEPT_SIGNS),
        (EVERYTHING, Question.KEPT_SIGNS),
    ],
)
def test_where_nobody_can_answer_only_safety_stands_in_the_way(facts: Facts, step: Question | Go | Refuse) -> None:
    assert unattended(facts) == step
