"""Before and after the mat: what must lie ready, how to get down before the clock starts, and how to get up. Pure."""

from __future__ import annotations

from backstretch.coach.script import Writer
from backstretch.coach.speech import Speech
from backstretch.session.catalogue import HEIGHTS, Exercise, catalogue
from backstretch.session.model import ExerciseStep
from backstretch.session.positions import UPRIGHT, way
from backstretch.session.timeline import Timeline
from backstretch.session.words import listed

CHAIR = "a steady chair"
"""To get down with, and up again."""
HEADING_DOWN = "Getting down"
HEADING_UP = "Getting up"


def getting_down(timeline: Timeline, speech: Speech, breath_seconds: float) -> tuple[str, ...]:
    """The sentences that are said before second 0; none where the session begins as one stands."""
    return tuple(line.text for line in Writer(timeline, speech, breath_seconds).before())


def getting_up(timeline: Timeline, index: int) -> tuple[str, ...]:
    """How to stand up again from the position of the phase ``index``."""
    return way(position_at(timeline, index), UPRIGHT)


def props(timeline: Timeline) -> tuple[str, ...]:
    """Everything that must lie ready for the whole session, a thing each, in the order in which it is needed."""
    found: dict[str, None] = {}
    for phase in timeline.phases:
        if isinstance(phase.item, ExerciseStep):
            found.update(dict.fromkeys(phase.words.props))
    on_floor = any(HEIGHTS[known.position] == "floor" for known in _known(timeline, len(timeline.phases)))
    if on_floor and not any("chair" in prop for prop in found):
        found[CHAIR] = None
    return tuple(found)


def position_at(timeline: Timeline, index: int) -> str:
    """Where the body is in the phase ``index``, before which it did what stands in the timeline."""
    known = _known(timeline, index + 1)
    return known[-1].position if known else UPRIGHT


def ready_line(things: tuple[str, ...]) -> str:
    """What must lie ready, as it is read before a session; empty if nothing must."""
    return f"Have ready: {listed(things)}." if things else ""


def ready_sentences(things: tuple[str, ...]) -> tuple[str, ...]:
    """The same as it is said, a sentence each, so that the voice has them all."""
    return tuple(f"Have ready: {thing}." for thing in things)


def _known(timeline: Timeline, end: int) -> list[Exercise]:
    """The exercises of the catalogue in the phases before ``end``, in their order."""
    ids = (phase.exercise for phase in timeline.phases[:end])
    return [catalogue()[id_] for id_ in ids if id_ is not None and id_ in catalogue()]
