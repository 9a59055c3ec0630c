"""What happens in a session as lines of text: the most important word first, nothing said twice. Pure."""

from __future__ import annotations

from collections.abc import Collection

from backstretch.base.text import duration, timestamp
from backstretch.coach.events import Event, GettingReady, Jumped, Over, Paused, PhaseBegan, Resumed, State, View
from backstretch.coach.moments import due
from backstretch.coach.wording import cues_of
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.model import ExerciseStep, Group, RestStep, Side
from backstretch.session.timeline import Phase, Timeline
from backstretch.session.words import fill

_NOT_HELD = frozenset({"breathing", "walking"})
"""Topics of exercises that are done rather than held."""


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


def left(view: View) -> str:
    """What is left of the phase, after time was given or taken."""
    return stamped(view.at_seconds, _left(view))


def phase_line(timeline: Timeline, index: int, easier: Collection[int] = ()) -> str:
    """A phase as it begins: what to do, how long, and how."""
    phase = timeline.phases[index]
    how = " ".join(_sentence(text) for text in _how(timeline, index, easier))
    line = f"{_head(timeline, index)}, {duration(phase.seconds)}"
    return f"{line}. {how}" if how else line


def counted(view: View, before: View) -> str:
    """Halfway, or one of the last seconds, if its moment came since ``before``; what is too late is left out."""
    moment = due(view, before.elapsed_seconds) if view.index == before.index else None
    if moment is None:
        return ""
    return stamped(view.at_seconds, "Halfway" if moment.left is None else str(moment.left))


def _left(view: View) -> str:
    return f"{duration(-(-view.left_seconds // 1))} left"


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
            return f"Switch to the {_side_to_come(timeline, index)}"
        case "rest":
            return "Rest"


def _hold(timeline: Timeline, index: int) -> str:
    phase = timeline.phases[index]
    known = _known(phase)
    word = "Hold" if known is None or _NOT_HELD.isdisjoint(known.topics) else "Begin"
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


def _how(timeline: Timeline, index: int, easier: Collection[int]) -> tuple[str, ...]:
    """What is said after a phase's head; each cue of a step once, but for the easier way, which is told each time."""
    phase = timeline.phases[index]
    match phase.kind:
        case "ready":
            return _start(timeline, index)
        case "hold":
            known = _known(phase)
            if known is not None and phase.place in easier:
                return (known.easier,)
            fresh = index == 0 or timeline.phases[index - 1].place != phase.place
            return (*(_start(timeline, index) if fresh else ()), *_cues(timeline, index))
        case "rest":
            return (*_rest_cue(phase), _after_rest(timeline, index))
        case _:
            return ()


def _start(timeline: Timeline, index: int) -> tuple[str, ...]:
    """How to get into position, unless the exercise before began in the same one."""
    phase = timeline.phases[index]
    if _known(phase) is None or not isinstance(phase.item, ExerciseStep) or not phase.item.words.start:
        return ()
    start = phase.item.words.start
    earlier = (other.item for other in reversed(timeline.phases[:index]) if other.place != phase.place)
    before = next((item for item in earlier if isinstance(item, ExerciseStep)), None)
    return () if before is not None and before.words.start == start else (fill(start, phase.works_on),)


def _cues(timeline: Timeline, index: int) -> tuple[str, ...]:
    """The first repetition's cues, then one more of the catalogue's with each; on the other side none again."""
    phase = timeline.phases[index]
    if phase.turn or phase.rep is None:
        return ()
    if phase.rep == 1:
        return cues_of(timeline, index)
    if _known(phase) is None or not isinstance(phase.item, ExerciseStep):
        return ()
    return phase.item.words.on(phase.side).cues[phase.rep - 1 : phase.rep]


def _rest_cue(phase: Phase) -> tuple[str, ...]:
    return (phase.item.cue,) if isinstance(phase.item, RestStep) and phase.item.cue else ()


def _after_rest(timeline: Timeline, index: int) -> str:
    if index + 1 == len(timeline.phases):
        return "Then you are done"
    item: ExerciseStep | RestStep | Group = timeline.phases[index + 1].item
    return f"Next: {item.name}" if isinstance(item, ExerciseStep) else ""


def _side_to_come(timeline: Timeline, index: int) -> Side | None:
    later = timeline.phases[index + 1 : timeline.last_of_place(index) + 1]
    return next((phase.side for phase in later if phase.kind == "hold"), None)


def _known(phase: Phase) -> Exercise | None:
    return catalogue().get(phase.exercise) if phase.exercise else None


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."
