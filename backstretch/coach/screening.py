"""Before a session: what is asked, in which order, and whether it may start. Front ends only ask here."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from backstretch.coach.red_flags import blocks
from backstretch.coach.results import NextDay, Reach

ASK_AGAIN_AFTER_DAYS = 365
"""The first questions come again after a year."""
ONLY_BREATHING_FROM = 6
"""From this pain on, before a session, only the breathing part of the resting session is offered."""


class Question(Enum):
    """What has to be answered next."""

    FIRST_RUN = auto()
    AFTER_STOP = auto()
    NEXT_DAY = auto()
    CHECK_IN = auto()
    ONLY_BREATHING = auto()
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
    next_days: tuple[NextDay | None, ...] = ()
    """Earlier answers about the day after, newest first."""
    resumable: bool = False
    """Whether an interrupted run of this session can go on."""


class Answers(NamedTuple):
    """What was answered so far; a field at its default was not."""

    first_run: bool = False
    settled: bool | None = None
    advised: bool | None = None
    next_day: NextDay | None = None
    checked_in: bool = False
    pain: int | None = None
    """0–10; may stay unanswered."""
    reach: Reach | None = None
    """How far down the pain reaches; may stay unanswered."""
    signs: frozenset[str] = frozenset()
    sharp_pain: bool = False
    only_breathing: bool | None = None
    resume: bool | None = None


class Go(NamedTuple):
    """The session may start."""

    after_stop: bool
    """At level 0, whatever was asked for, and the stop is passed."""
    only_breathing: bool
    resume: bool


class Refuse(NamedTuple):
    """The session does not start."""

    reason: Reason


def next_step(facts: Facts, answers: Answers) -> Question | Go | Refuse:
    """What to ask next, or what comes of the answers."""
    if answers.sharp_pain:
        return Refuse(Reason.SHARP_PAIN)
    if blocks(answers.signs):
        return Refuse(Reason.SIGNS)
    if not answers.first_run and _first_run_is_due(facts):
        return Question.FIRST_RUN
    if facts.open_stop:
        if False in {answers.settled, answers.advised}:
            return Refuse(Reason.AFTER_STOP)
        if None in {answers.settled, answers.advised}:
            return Question.AFTER_STOP
    if answers.next_day is None and asks_next_day(facts):
        return Question.NEXT_DAY
    if not answers.checked_in:
        return Question.CHECK_IN
    if answers.pain is not None and answers.pain >= ONLY_BREATHING_FROM:
        if answers.only_breathing is None:
            return Question.ONLY_BREATHING
        if not answers.only_breathing:
            return Refuse(Reason.DECLINED)
        return Go(facts.open_stop, only_breathing=True, resume=False)
    may_resume = facts.resumable and not facts.open_stop
    if may_resume and answers.resume is None:
        return Question.RESUME
    return Go(facts.open_stop, only_breathing=False, resume=may_resume and bool(answers.resume))


def unattended(facts: Facts, signs: frozenset[str]) -> Question | Go | Refuse:
    """What comes where nobody can answer: only what safety asks is left, and a question keeps the session away."""
    return next_step(facts._replace(last_run_on=None, resumable=False), Answers(checked_in=True, signs=signs))


def asks_next_day(facts: Facts) -> bool:
    """Whether this start is the first one on a later day than the last run."""
    return facts.last_run_on is not None and facts.last_run_on < facts.today


def worse_twice(answer: NextDay | None, earlier: Sequence[NextDay | None]) -> bool:
    """Whether the day after was worse two times in a row, counting this answer."""
    return answer == "worse" and bool(earlier) and earlier[0] == "worse"


def _first_run_is_due(facts: Facts) -> bool:
    return facts.answered_on is None or (facts.today - facts.answered_on).days >= ASK_AGAIN_AFTER_DAYS
