"""Before a session: what is asked, in which order, and whether it may start. Front ends only ask here."""

from datetime import date
from enum import Enum, auto
from typing import Literal, NamedTuple

from backstretch.coach.reach import BELOW_THE_KNEE, Reach, is_new_in_the_leg
from backstretch.coach.red_flags import blocks
from backstretch.coach.results import NextDay

ASK_AGAIN_AFTER_DAYS = 365
"""The first questions come again after a year."""
ONLY_EASY_FROM = 6
"""From this pain on, before a session, only breathing and an easy walk are offered."""

Kept = Literal["seen", "not_yet", "mistake"]
"""What became of a sign that was ticked before."""
Instead = Literal["breathing", "walking", "nothing"]
"""What is done instead of the session."""


class Question(Enum):
    """What has to be answered next."""

    KEPT_SIGNS = auto()
    """A sign was ticked before: has a clinician looked at it?"""
    SIGNS = auto()
    """The whole list of signs."""
    FIRST_RUN = auto()
    AFTER_STOP = auto()
    NEXT_DAY = auto()
    GENTLEST = auto()
    """Worse twice in a row: the gentlest session instead."""
    CHECK_IN = auto()
    INSTEAD = auto()
    """Only breathing or an easy walk: what of it?"""
    REACH = auto()
    """How far down the pain reaches, before a walk."""
    RESUME = auto()


class Reason(Enum):
    """Why a session does not start."""

    AFTER_STOP = auto()
    SIGNS = auto()
    SHARP_PAIN = auto()
    DECLINED = auto()


class Facts(NamedTuple):
    """What the past says, before anything is asked."""

    today: date
    answered_on: date | None
    """When the first questions were last answered."""
    open_stop: bool
    """Whether a pain stop stands that was not passed since."""
    last_run_on: date | None
    """The local day of the last run whose next day was not asked about; None if there is none."""
    worse_twice: bool = False
    """Whether the days after the last two runs that were asked about were worse, and none has begun since."""
    resumable: bool = False
    """Whether an interrupted run of this session can go on."""
    kept_signs: bool = False
    """Whether signs that keep every session away were ticked before, and nothing was heard of them since."""
    first_after_stop: bool = False
    """Whether a stop was passed, and no session has begun since."""
    stop_in_the_leg: bool = False
    """Whether the pain of the stop that stands was new in the leg."""
    last_reach: Reach | None = None
    """How far down the pain reached when that was said last."""
    bad_day: bool = False
    """Whether the person says that it is a bad day, on which less is done."""
    was_below_the_knee: bool = False
    """Whether it was ever said to reach below the knee."""


class Answers(NamedTuple):
    """What was answered so far; a field at its default was not."""

    kept: Kept | None = None
    signs_asked: bool = False
    """Whether the whole list was put."""
    first_run: bool = False
    settled: bool | None = None
    advised: bool | None = None
    next_day: NextDay | None = None
    gentlest: bool | None = None
    checked_in: bool = False
    pain: int | None = None
    """0–10; may stay unanswered."""
    reach: Reach | None = None
    """How far down the pain reaches; may stay unanswered."""
    reach_asked: bool = False
    signs: frozenset[str] = frozenset()
    sharp_pain: bool = False
    instead: Instead | None = None
    resume: bool | None = None


class Go(NamedTuple):
    """The session may start."""

    after_stop: bool
    """At level 0, whatever was asked for."""
    instead: Instead | None
    """What is done instead of the session; None: the session."""
    resume: bool


class Refuse(NamedTuple):
    """The session does not start."""

    reason: Reason


Step = Question | Go | Refuse


def next_step(facts: Facts, answers: Answers) -> Step:
    """What to ask next, or what comes of the answers."""
    if answers.sharp_pain:
        return Refuse(Reason.SHARP_PAIN)
    if blocks(answers.signs):
        return Refuse(Reason.SIGNS)
    behind_gate = facts.open_stop and False in {answers.settled, answers.advised}
    for asked in (_before_all(facts, answers), _of_the_past(facts, answers, behind_gate), _check_in(facts, answers)):
        if asked is not None:
            return asked
    if behind_gate or _is_strong(answers) or is_no_bad_day(facts, answers):
        return _instead(facts, answers, behind_gate)
    after_stop = facts.open_stop or facts.first_after_stop
    may_resume = facts.resumable and not after_stop
    if may_resume and answers.resume is None:
        return Question.RESUME
    return Go(after_stop, None, may_resume and bool(answers.resume))


def _before_all(facts: Facts, answers: Answers) -> Step | None:
    """A sign that was ticked before, then the first questions."""
    if facts.kept_signs and answers.kept is None:
        return Question.KEPT_SIGNS
    if facts.kept_signs and answers.kept == "not_yet":
        return Refuse(Reason.SIGNS)
    if facts.kept_signs and answers.kept == "mistake" and not answers.signs_asked:
        return Question.SIGNS
    return Question.FIRST_RUN if not answers.first_run and _first_run_is_due(facts) else None


def _of_the_past(facts: Facts, answers: Answers, behind_gate: bool) -> Step | None:
    """The gate after a stop, with the signs where it stays closed; then the day after the last run."""
    if behind_gate:
        if not answers.signs_asked:
            return Question.SIGNS
        if answers.instead is None:
            return Question.INSTEAD
        return Refuse(Reason.AFTER_STOP) if answers.instead == "nothing" else None
    if facts.open_stop and None in {answers.settled, answers.advised}:
        return Question.AFTER_STOP
    if answers.next_day is None and asks_next_day(facts):
        return Question.NEXT_DAY
    return Question.GENTLEST if facts.worse_twice and answers.gentlest is None else None


def _check_in(facts: Facts, answers: Answers) -> Step | None:
    """The check-in; and the signs, on a bad day first, and where the pain reaches below the knee for the first time."""
    if not answers.checked_in:
        return Question.SIGNS if facts.bad_day and not answers.signs_asked else Question.CHECK_IN
    first = answers.reach in BELOW_THE_KNEE and not facts.was_below_the_knee
    return Question.SIGNS if first and not answers.signs_asked else None


def _instead(facts: Facts, answers: Answers, behind_gate: bool) -> Step:
    """Breathing or an easy walk, in the place of the session."""
    if answers.instead == "walking" and answers.reach is None and not answers.reach_asked:
        return Question.REACH
    if answers.instead is None or (answers.instead == "walking" and not may_walk(facts, answers)):
        return Question.INSTEAD
    if answers.instead == "nothing":
        return Refuse(Reason.AFTER_STOP if behind_gate else Reason.DECLINED)
    return Go(facts.first_after_stop, answers.instead, resume=False)


def may_walk(facts: Facts, answers: Answers) -> bool:
    """Whether an easy walk is open: not where a pain is new in the leg."""
    new = is_new_in_the_leg(answers.reach, facts.last_reach)
    return not new and not (facts.open_stop and facts.stop_in_the_leg)


def is_no_bad_day(facts: Facts, answers: Answers) -> bool:
    """Whether what is called a bad day is a pain that has moved into a leg."""
    return facts.bad_day and is_new_in_the_leg(answers.reach, facts.last_reach)


def _is_strong(answers: Answers) -> bool:
    return answers.pain is not None and answers.pain >= ONLY_EASY_FROM


def unattended(facts: Facts) -> Step:
    """What comes where nobody can answer: only what safety asks is left, and a question keeps the session away."""
    return next_step(facts._replace(last_run_on=None, worse_twice=False, resumable=False), Answers(checked_in=True))


def asks_next_day(facts: Facts) -> bool:
    """Whether this start is the first one on a later day than the last run."""
    return facts.last_run_on is not None and facts.last_run_on < facts.today


def _first_run_is_due(facts: Facts) -> bool:
    return facts.answered_on is None or (facts.today - facts.answered_on).days >= ASK_AGAIN_AFTER_DAYS
