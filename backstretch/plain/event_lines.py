"""What happens in a session as lines of text: the most important word first, nothing said twice. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import ceil

from backstretch.base.text import duration, expected, timestamp
from backstretch.coach.events import Event, GettingReady, Jumped, Over, Paused, PhaseBegan, Resumed, State, View
from backstretch.coach.moments import due
from backstretch.coach.speech import Line
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.model import ExerciseStep
from backstretch.session.timeline import Phase, Timeline

UNTIL_ENTER = ", until you press Enter"
_IN_THE_HEAD = frozenset({"name", "side", "halfway", "end"})
"""What is said that a phase's own line, that of its middle or of the end says already."""


def stamped(at_seconds: float, text: str) -> str:
    """A line with its second of the session, as planned, before it."""
    sign = "-" if at_seconds < 0 else ""
    return f"{sign + timestamp(abs(at_seconds) + 0.0005):>5}  {text}"


def told(event: Event, timeline: Timeline, view: View, easier: Collection[int] = ()) -> str:
    """The line for what happened, empty if there is none; ``easier``: the passages that go on in the easier way."""
    match event:
        case PhaseBegan(index=index):
            return stamped(timeline.phases[index].start, phase_line(timeline, index, easier))
        case Jumped(index=index):
            paused = "Paused. " if view.state is State.PAUSED else ""
            return stamped(view.at_seconds, paused + phase_line(timeline, index, easier))
        case Paused(missing_seconds=missing) if missing:
            gone = f"{duration(round(missing))} went by unseen and were not counted"
            return stamped(view.at_seconds, f"Paused: {gone}. {{Coach.pause}} goes on.")
        case Paused():
            return stamped(view.at_seconds, "Paused. {Coach.pause} goes on.")
        case GettingReady(hold_starts_over=over):
            wait = duration(round(view.ready_seconds))
            return stamped(view.at_seconds, f"Going on in {wait}{'; the hold starts over' if over else ''}")
        case Resumed():
            return stamped(view.at_seconds, here(timeline, view))
        case Over(state=State.FINISHED):
            return stamped(view.at_seconds, "Session finished")
        case Over(state=State.ENDED):
            return stamped(view.at_seconds, "Session ended")
        case _:
            return ""


def here(timeline: Timeline, view: View) -> str:
    """The phase under way, and what is left of it."""
    return f"{_head(timeline, view.index)}, {_left(view)}"


def said(heard: Iterable[Line], view: View) -> tuple[str, ...]:
    """A line for each sentence that nothing else tells."""
    return tuple(stamped(view.at_seconds, line.text) for line in heard if line.kind not in _IN_THE_HEAD)


def left(view: View) -> str:
    """What is left of the phase, after time was given or taken."""
    return stamped(view.at_seconds, _left(view))


def phase_line(timeline: Timeline, index: int, easier: Collection[int] = ()) -> str:
    """A phase as it begins: what to do, how long, and how."""
    phase = timeline.phases[index]
    how = _easier(phase, easier)
    seconds = ceil(phase.seconds) if phase.kind == "ready" else phase.seconds  # as long as its words, to a tenth
    lasts = expected(duration(seconds), phase.until_key)
    line = f"{_head(timeline, index)}, {lasts}{UNTIL_ENTER if phase.until_key else ''}"
    return f"{line}. {how}" if how else line


def counted(view: View, before: View) -> str:
    """Halfway, or one of the last seconds, if its moment came since ``before``; what is too late is left out."""
    moment = due(view, before.elapsed_seconds) if view.index == before.index else None
    if moment is None:
        return ""
    return stamped(view.at_seconds, "Halfway" if moment.left is None else str(moment.left))


def _left(view: View) -> str:
    left = duration(-(-view.left_seconds // 1))
    return f"{expected(left, view.phase.until_key)} left{UNTIL_ENTER if view.phase.until_key else ''}"


def _head(timeline: Timeline, index: int) -> str:
    """What a phase is, in a few words."""
    phase = timeline.phases[index]
    match phase.kind:
        case "ready":
            return f"Ready: {_named(phase)}{_first_side(phase)}"
        case "hold":
            return _hold(timeline, index)
        case "release":
            return "Let go"
        case "switch":
            return f"Switch to the {phase.works_on}"
        case kind:
            return kind.capitalize()


def _hold(timeline: Timeline, index: int) -> str:
    phase = timeline.phases[index]
    word = phase.item.words.does.capitalize() if isinstance(phase.item, ExerciseStep) else "Hold"
    if index == 0 or timeline.phases[index - 1].place != phase.place:  # no getting ready before it
        word = f"{_named(phase)}: {word.lower()}"
    side = f" {phase.side}" if phase.side else ""
    reps = phase.item.repetitions(timeline.level) if isinstance(phase.item, ExerciseStep) else 1
    return f"{word}{side}{f', {phase.rep} of {reps}' if reps > 1 else ''}"


def _named(phase: Phase) -> str:
    name = phase.item.name if isinstance(phase.item, ExerciseStep) else ""
    return f"{name}, round {phase.round}" if phase.round is not None else name


def _first_side(phase: Phase) -> str:
    item = phase.item
    if not isinstance(item, ExerciseStep) or item.sides == "none":
        return ""
    return f", {item.sides} side" if item.sides in {"left", "right"} else f", {item.first_side} side first"


def _easier(phase: Phase, easier: Collection[int]) -> str:
    """The easier way of a hold, told each time, where it was chosen."""
    known = _known(phase)
    return known.easier if known is not None and phase.kind == "hold" and phase.place in easier else ""


def _known(phase: Phase) -> Exercise | None:
    return catalogue().get(phase.exercise) if phase.exercise else None
