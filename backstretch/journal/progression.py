"""When a session may grow, and when it shrinks again: its runs → a suggestion. Pure; nothing is changed by it.

Three runs, seven days, half after fourteen days off, the lowest level after twenty-eight and after a pain stop: what
rests on a source and what is our own choice stands beside the words in ``coach/advice.toml``. What the rules leave
open is our own choice, and always the careful one:

- A day is the local day on which a run began, wherever that was.
- A run says that all went well only if it was completed from its first step and the pain after it was given: 0–3, or
  not above its start, as was every score given while it ran. Unanswered is no answer: such a run neither counts nor
  stands in the way. An unanswered next day, or one that was never asked about, is not "worse".
- A score of 4 or more with an unknown start counts as above it.
- Pain or a "worse" next day asks for less until a later run at this level says that all went well.
- Only the unbroken row of runs at the level in use counts: another level or fourteen days between two runs ends it.
  After so long a break nothing grows before there is a new row.
- A dull ache that ended a run and leaves no gate asks for less too.
- A run that was left before anything was held says nothing, and ends no break.
- Where several rules ask for less, the lowest level is suggested.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Literal, NamedTuple

from backstretch.coach.results import DULL
from backstretch.journal.records import LevelHistory, Run

STEP_UP_RUNS = 3
STEP_UP_DAYS = 7
HALF_AFTER_DAYS = 14
LOWEST_AFTER_DAYS = 28
AMBER_FROM = 4
"""Pain, 0–10, that asks for less if it is above its start."""

Direction = Literal["up", "down", "reset"]


class Reason(Enum):
    """Why another level is suggested; the value is its key in ``advice.toml``."""

    WENT_WELL = "went_well"
    PAIN = "pain"
    WORSE = "worse"
    OFF = "off"
    STOPPED = "stopped"
    GOOD_WEEK = "good_week"
    """Of a plan: every walk was taken."""


class Suggestion(NamedTuple):
    """Another level, and why."""

    level: int
    """To start at."""
    instead_of: int
    """The level in use; after a stop, the one before it."""
    direction: Direction
    """``reset`` is down to the lowest level."""
    reason: Reason
    number: int = 0
    """The runs that went well, the days since the last one, or the week of a plan."""

    @property
    def in_force(self) -> bool:
        """Whether it holds already: after a pain stop nobody is asked."""
        return self.reason is Reason.STOPPED


def suggest(
    history: LevelHistory, today: date, top_level: int, grows: Callable[[int], Suggestion | None] | None = None
) -> Suggestion | None:
    """The level to start at instead of the one in use; None if that is right as it is.

    ``grows`` says whether a level leads to the next; without it, three runs that went well do.
    """
    if not history.runs:
        before = min(history.last_level, top_level)
        return Suggestion(0, before, "reset", Reason.STOPPED) if before else None
    level = min(history.last_level, top_level)
    runs = [run for run in history.runs if _something_done(run)]
    days_off = (today - _day(runs[0])).days if runs else 0
    row = tuple(_row(runs, level, top_level))
    less = [*_after_break(level, days_off), *_after_pain(level, row)]
    if less:
        return min(less, key=lambda each: each.level)
    if level >= top_level or days_off >= HALF_AFTER_DAYS:
        return None
    return grows(level) if grows is not None else _step_up(level, row, today)


def _after_break(level: int, days_off: int) -> Iterator[Suggestion]:
    """Less after a long time without the session."""
    if level and days_off >= LOWEST_AFTER_DAYS:
        yield Suggestion(0, level, "reset", Reason.OFF, days_off)
    elif level and days_off >= HALF_AFTER_DAYS:
        yield Suggestion(level // 2, level, "down", Reason.OFF, days_off)


def _after_pain(level: int, row: Iterable[Run]) -> Iterator[Suggestion]:
    """One level less after pain, or a worse next day, that nothing good has followed."""
    for run in row:
        if level and (reason := _amber(run)):
            yield Suggestion(level - 1, level, "down", reason)
        if _amber(run) or _went_well(run):
            return


def _step_up(level: int, row: Iterable[Run], today: date) -> Suggestion | None:
    """One level more after enough runs that went well, over enough days."""
    good: list[Run] = []
    for run in row:
        if _amber(run):
            break
        if _went_well(run):
            good.append(run)
    if len(good) < STEP_UP_RUNS or (today - _day(good[-1])).days < STEP_UP_DAYS:
        return None
    return Suggestion(level + 1, level, "up", Reason.WENT_WELL, len(good))


def _row(runs: Iterable[Run], level: int, top_level: int) -> Iterator[Run]:
    """The newest runs at this level, newest first, up to another level or a long break."""
    later: Run | None = None
    for run in runs:
        if min(run.level, top_level) != level:
            return
        if later is not None and (_day(later) - _day(run)).days >= HALF_AFTER_DAYS:
            return
        yield run
        later = run


def _amber(run: Run) -> Reason | None:
    """What in a run asks for less."""
    if run.next_day == "worse":
        return Reason.WORSE
    if _ached(run):
        return Reason.PAIN
    highest = _highest_pain(run)
    above_start = highest is not None and (run.pain_before is None or highest > run.pain_before)
    return Reason.PAIN if highest is not None and highest >= AMBER_FROM and above_start else None


def _went_well(run: Run) -> bool:
    return run.outcome == "completed" and run.from_step == 1 and run.pain_after is not None and _amber(run) is None


def _highest_pain(run: Run) -> int | None:
    """Of what was said during the run and after it."""
    return max((score for score in (run.pain_during, run.pain_after) if score is not None), default=None)


def _something_done(run: Run) -> bool:
    return run.held_seconds > 0 or run.outcome == "completed" or _ached(run)


def _ached(run: Run) -> bool:
    """Whether a dull ache ended it."""
    return run.pain_report is not None and run.pain_report.kind == DULL


def _day(run: Run) -> date:
    return run.started_at.date()
