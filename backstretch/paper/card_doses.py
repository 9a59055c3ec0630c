"""Doses, rests and rounds in words, for paper."""

from __future__ import annotations

from backstretch.base.text import duration_in_words
from backstretch.session.model import Duration, ExerciseStep, Group, Range

_BEFORE = {
    "none": "",
    "left": "left only: ",
    "right": "right only: ",
    "alternate": "{first} and {second} in turn: ",
    "both": "{first}, then {second}: ",
}


def dose(step: ExerciseStep, level: int, breath_seconds: float) -> str:
    """A sentence or two: sides, repetitions, hold time at ``level``, how far that grows, and the rests."""
    second = "right" if step.first_side == "left" else "left"
    said = _BEFORE[step.sides].format(first=step.first_side, second=second)
    reps = step.repetitions(level)
    said += f"{reps} times {_hold(step, level, breath_seconds)}" if reps > 1 else _hold(step, level, breath_seconds)
    if step.sides in {"both", "alternate"}:
        said += " on each side"
    said += _growth(step, level)
    between = step.side_gap if step.sides == "alternate" else step.rest_between
    if between.amount and (reps > 1 or step.sides == "alternate"):
        said += f", {_rest(between)} between"
    said = f"{said[:1].upper()}{said[1:]}."
    if step.rest_after.amount:
        said += f" Then {_duration(step.rest_after)} of rest."
    return said


def rest(duration: Duration, breath_seconds: float, until_key: bool = False) -> str:
    """A rest step's length, as a sentence."""
    return f"{_until_done(_in_full(duration, breath_seconds), until_key).capitalize()}."


def rounds(group: Group) -> str:
    """The steps of a group's rounds, and the rest between; follows ``2 rounds``."""
    first, last = f"{group.number}.1", f"{group.number}.{len(group.steps)}"
    steps = first if len(group.steps) == 1 else f"{first} to {last}"
    said = f"of {steps}"
    if group.rounds > 1 and group.rest_between.amount:
        said += f", {_rest(group.rest_between)} between"
    return f"{said}."


def _hold(step: ExerciseStep, level: int, breath_seconds: float) -> str:
    hold = step.hold
    if isinstance(hold, Range):
        hold = Duration(hold.at(level), hold.breaths)
    return _until_done(_in_full(hold, breath_seconds), step.until_key)


def _until_done(said: str, until_key: bool) -> str:
    """A length; of what a key ends in the program, how it is meant on paper."""
    return f"as long as it takes, about {said}" if until_key else said


def _growth(step: ExerciseStep, level: int) -> str:
    """How far the step's range, if it has one, still grows."""
    if isinstance(step.hold, Range) and step.hold.at(level) < step.hold.last:
        return f" (later up to {_duration(Duration(step.hold.last, step.hold.breaths))})"
    if isinstance(step.reps, Range) and step.reps.at(level) < step.reps.last:
        return f" (later up to {step.reps.last:g} times)"
    return ""


def _in_full(duration: Duration, breath_seconds: float) -> str:
    """A duration; breaths with the seconds that they take."""
    said = _duration(duration)
    return f"{said} (about {duration_in_words(duration.seconds(breath_seconds))})" if duration.breaths else said


def _duration(duration: Duration) -> str:
    return str(duration) if duration.breaths else duration_in_words(duration.amount)


def _rest(duration: Duration) -> str:
    """``5 seconds' rest``."""
    said = _duration(duration)
    return f"{said}{_possessive(said)} rest"


def _possessive(said: str) -> str:
    return "'" if said.endswith("s") else "'s"
