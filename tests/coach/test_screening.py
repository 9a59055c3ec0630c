"""The questions before a session, in their order, and what comes of the answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach.red_flags import Sign, signs
from backstretch.coach.results import NextDay
from backstretch.coach.screening import (
    Answers,
    Facts,
    Go,
    Question,
    Reason,
    Refuse,
    asks_next_day,
    next_step,
    unattended,
    worse_twice,
)
from tests.cases import cases

TODAY = date(2026, 3, 1)
YESTERDAY = TODAY - timedelta(days=1)

ORDINARY = Facts(today=TODAY, answered_on=YESTERDAY, open_stop=False, last_run_on=None)
FIRST = ORDINARY._replace(answered_on=None)
GATED = ORDINARY._replace(open_stop=True)
AFTER_A_RUN = ORDINARY._replace(last_run_on=YESTERDAY)
INTERRUPTED = ORDINARY._replace(resumable=True)
EVERYTHING = Facts(
    today=TODAY, answered_on=None, open_stop=True, last_run_on=YESTERDAY, next_days=("worse",), resumable=True
)

CHECKED = Answers(checked_in=True)
BOTH_YES = Answers(settled=True, advised=True)

EMERGENCY, SAME_DAY = frozenset({"chest"}), frozenset({"fever"})


def go(*, after_stop: bool = False, only_breathing: bool = False, resume: bool = False) -> Go:
    return Go(after_stop, only_breathing, resume)


@cases(
    ("facts", "answers", "step"),
    [
        # The first questions.
        (FIRST, Answers(), Question.FIRST_RUN),
        (FIRST, Answers(first_run=True), Question.CHECK_IN),
        (ORDINARY._replace(answered_on=TODAY - timedelta(days=364)), Answers(), Question.CHECK_IN),
        (ORDINARY._replace(answered_on=TODAY - timedelta(days=365)), Answers(), Question.FIRST_RUN),
        (ORDINARY._replace(answered_on=TODAY + timedelta(days=3)), Answers(), Question.CHECK_IN),
        # The gate after a stop.
        (GATED, Answers(), Question.AFTER_STOP),
        (GATED, Answers(settled=True), Question.AFTER_STOP),
        (GATED, Answers(advised=True), Question.AFTER_STOP),
        (GATED, Answers(settled=False), Refuse(Reason.AFTER_STOP)),
        (GATED, Answers(advised=False), Refuse(Reason.AFTER_STOP)),
        (GATED, Answers(settled=True, advised=False), Refuse(Reason.AFTER_STOP)),
        (GATED, Answers(settled=False, advised=True), Refuse(Reason.AFTER_STOP)),
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
        (ORDINARY, CHECKED._replace(pain=6), Question.ONLY_BREATHING),
        (ORDINARY, CHECKED._replace(pain=10), Question.ONLY_BREATHING),
        (ORDINARY, CHECKED._replace(pain=6, only_breathing=True), go(only_breathing=True)),
        (ORDINARY, CHECKED._replace(pain=6, only_breathing=False), Refuse(Reason.DECLINED)),
        (ORDINARY, CHECKED._replace(pain=5, only_breathing=True), go()),
        # Signs.
        (ORDINARY, CHECKED._replace(signs=EMERGENCY), Refuse(Reason.SIGNS)),
        (ORDINARY, CHECKED._replace(signs=SAME_DAY), Refuse(Reason.SIGNS)),
        (ORDINARY, CHECKED._replace(pain=8, signs=SAME_DAY), Refuse(Reason.SIGNS)),
        (ORDINARY, CHECKED._replace(pain=8, signs=SAME_DAY, only_breathing=True), Refuse(Reason.SIGNS)),
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
        (INTERRUPTED, CHECKED._replace(pain=7), Question.ONLY_BREATHING),
        (INTERRUPTED, CHECKED._replace(pain=7, only_breathing=True, resume=True), go(only_breathing=True)),
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
        Question.FIRST_RUN: {"first_run": True},
        Question.AFTER_STOP: {"settled": True, "advised": True},
        Question.NEXT_DAY: {"next_day": "same"},
        Question.CHECK_IN: {"checked_in": True, "pain": 6},
        Question.ONLY_BREATHING: {"only_breathing": True},
    }
    while isinstance(step := next_step(EVERYTHING, answers), Question):
        assert step not in asked
        asked.append(step)
        answers = answers._replace(**replies[step])
    assert asked == list(replies)
    assert step == go(after_stop=True, only_breathing=True)


@cases("sign", signs())
def test_every_single_sign_blocks_but_those_to_tell_a_doctor(sign: Sign) -> None:
    step = next_step(ORDINARY, CHECKED._replace(signs=frozenset({sign.id})))
    assert step == (go() if sign.tier == "tell" else Refuse(Reason.SIGNS))


@cases(
    ("answer", "earlier", "advised"),
    [
        ("worse", ("worse",), True),
        ("worse", ("worse", "better"), True),
        ("worse", ("same", "worse"), False),
        ("worse", ("better",), False),
        ("worse", (None, "worse"), False),
        ("worse", (), False),
        ("same", ("worse", "worse"), False),
        ("better", ("worse",), False),
        (None, ("worse", "worse"), False),
    ],
)
def test_worse_twice_in_a_row(answer: NextDay | None, earlier: tuple[NextDay | None, ...], advised: bool) -> None:
    assert worse_twice(answer, earlier) is advised


@cases(("last_run_on", "asks"), [(None, False), (TODAY, False), (YESTERDAY, True), (TODAY + timedelta(days=1), False)])
def test_the_day_after_is_asked_about_on_a_later_day(last_run_on: date | None, asks: bool) -> None:
    assert asks_next_day(ORDINARY._replace(last_run_on=last_run_on)) is asks


days = st.one_of(st.none(), st.integers(-5, 800).map(lambda ago: TODAY - timedelta(days=ago)))
yes_or_no = st.one_of(st.none(), st.booleans())
next_days: st.SearchStrategy[NextDay | None] = st.sampled_from((None, "better", "same", "worse"))
any_facts = st.builds(Facts, st.just(TODAY), days, st.booleans(), days, st.just(()), st.booleans())
any_answers = st.builds(
    Answers,
    first_run=st.booleans(),
    settled=yes_or_no,
    advised=yes_or_no,
    next_day=next_days,
    checked_in=st.booleans(),
    pain=st.one_of(st.none(), st.integers(0, 10)),
    signs=st.frozensets(st.sampled_from([sign.id for sign in signs()]), max_size=2),
    sharp_pain=st.booleans(),
    only_breathing=yes_or_no,
    resume=yes_or_no,
)


@given(any_facts, any_answers)
def test_no_way_leads_past_the_gates(facts: Facts, answers: Answers) -> None:
    step = next_step(facts, answers)
    if not isinstance(step, Go):
        return
    assert not answers.sharp_pain
    assert not answers.signs
    assert answers.checked_in
    assert step.after_stop == facts.open_stop
    assert not facts.open_stop or (answers.settled and answers.advised)
    assert step.only_breathing == (answers.pain is not None and answers.pain >= 6)
    may_resume = facts.resumable and not facts.open_stop and not step.only_breathing
    assert step.resume == (may_resume and answers.resume is True)


def reply(question: Question, drawn: Answers) -> dict[str, Any]:
    """What was drawn for the question's fields; a yes-or-no that was left open counts as no."""
    match question:
        case Question.FIRST_RUN:
            return {"first_run": True}
        case Question.AFTER_STOP:
            return {"settled": bool(drawn.settled), "advised": bool(drawn.advised)}
        case Question.NEXT_DAY:
            return {"next_day": drawn.next_day or "same"}
        case Question.CHECK_IN:
            return {"checked_in": True, "pain": drawn.pain, "signs": drawn.signs, "sharp_pain": drawn.sharp_pain}
        case Question.ONLY_BREATHING:
            return {"only_breathing": bool(drawn.only_breathing)}
        case Question.RESUME:
            return {"resume": bool(drawn.resume)}


@given(any_facts, any_answers)
def test_answering_always_comes_to_an_end_and_asks_nothing_twice(facts: Facts, drawn: Answers) -> None:
    answers = Answers()
    asked: list[Question] = []
    while isinstance(step := next_step(facts, answers), Question):
        assert step not in asked
        asked.append(step)
        answers = answers._replace(**reply(step, drawn))
    assert asked == sorted(asked, key=list(Question).index)
    assert Question.CHECK_IN in asked or step == Refuse(Reason.AFTER_STOP)


@cases(
    ("facts", "ticked", "step"),
    [
        (ORDINARY, frozenset(), go()),
        (AFTER_A_RUN, frozenset(), go()),
        (INTERRUPTED, frozenset(), go()),
        (FIRST, frozenset(), Question.FIRST_RUN),
        (ORDINARY._replace(answered_on=TODAY - timedelta(days=365)), frozenset(), Question.FIRST_RUN),
        (GATED, frozenset(), Question.AFTER_STOP),
        (EVERYTHING, frozenset(), Question.FIRST_RUN),
        (ORDINARY, EMERGENCY, Refuse(Reason.SIGNS)),
        (ORDINARY, SAME_DAY, Refuse(Reason.SIGNS)),
    ],
)
def test_where_nobody_can_answer_only_safety_stands_in_the_way(
    facts: Facts, ticked: frozenset[str], step: Question | Go | Refuse
) -> None:
    assert unattended(facts, ticked) == step
