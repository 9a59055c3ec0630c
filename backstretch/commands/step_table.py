"""A session's steps as lines of text, for ``show``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from backstretch.base.text import clock, counted, expected, level_of_levels, number, plain
from backstretch.base.text_columns import fitted
from backstretch.session.catalogue import catalogue
from backstretch.session.model import Duration, ExerciseStep, Group, Range, RestStep, Session, extent

_WIDTH = 80
_NUMBER_WIDTH = 5
_NAME_WIDTH = 24
_POSITION_WIDTH = 15
_DOSE_WIDTH = 26
_LENGTH_WIDTH = 7

_SIDES = {
    "none": "",
    "left": " left",
    "right": " right",
    "both": " each side",
    "alternate": " alternating",
}


def overview(session: Session, level: int) -> Iterator[str]:
    """The lines that describe ``session`` at ``level``, each of at most 80 cells but for very long doses."""
    phases, seconds = extent(session, level)
    yield from textwrap.wrap(f"{session.title} ({plain(session.id)})", _WIDTH)
    yield from textwrap.wrap(session.summary, _WIDTH)
    at_level = f", {level_of_levels(level, session.top_level)}" if session.top_level else ""
    yield f"{session.level}{at_level}, {expected(clock(seconds), session.until_key)} in {counted(phases, 'phase')}"
    yield ""
    for step in session.steps:
        yield from _step_lines(session, step, level)
        if isinstance(step, Group):
            for inner in step.steps:
                yield from _step_lines(session, inner, level)


def _step_lines(session: Session, step: ExerciseStep | RestStep | Group, level: int) -> Iterator[str]:
    alone = session._replace(steps=(step,))
    length = expected(clock(extent(alone, level)[1]), alone.until_key)
    within = None if isinstance(step, Group) else step.within
    number_ = f"{step.number}" if within is None else f"{step.number}.{within}"
    if isinstance(step, ExerciseStep):
        position = "" if step.own else catalogue()[step.exercise].position
        yield _line(number_, step.name, position, _dose(step, level), length)
        for label, dose in (("hold", step.hold), ("reps", step.reps)):
            if isinstance(dose, Range):
                yield f"{'':{_NUMBER_WIDTH}}{_growth(label, dose)}"
    elif isinstance(step, RestStep):
        yield _line(number_, "Rest", "", expected(str(step.rest), step.until_key), length)
    else:
        rounds = counted(step.rounds, "round")
        rest = f"{step.rest_between} rest between" if step.rest_between.amount else ""
        yield _line(number_, rounds, "", rest, length)


def _line(number_: str, name: str, position: str, dose: str, length: str) -> str:
    return (
        f"{number_:<{_NUMBER_WIDTH}}{fitted(name, _NAME_WIDTH)} {position:<{_POSITION_WIDTH}}"
        f" {dose:<{_DOSE_WIDTH}} {length:>{_LENGTH_WIDTH}}"
    )


def _dose(step: ExerciseStep, level: int) -> str:
    """How often and how long, on which sides."""
    hold = step.hold
    if isinstance(hold, Range):
        hold = Duration(hold.at(level), hold.breaths)
    return f"{step.repetitions(level)} × {expected(str(hold), step.until_key)}{_SIDES[step.sides]}"


def _growth(label: str, grows: Range) -> str:
    """What a range is at each level."""
    unit = " breaths" if grows.breaths else " s" if label == "hold" else ""
    ends = f"from {number(grows.first)} to {number(grows.last)}{unit}"
    return f"{label} grows {ends}, by {number(grows.by)} a level"
