"""What to do, in sentences, at one moment of a run: the whole movement first, and then no more than is needed."""

from __future__ import annotations

from collections.abc import Collection

from backstretch.coach.events import View
from backstretch.coach.floor import position_at
from backstretch.coach.large_word import part_of
from backstretch.coach.phrases import PLAIN_OUT, now_side
from backstretch.session.catalogue import catalogue
from backstretch.session.model import ExerciseStep, RestStep, Side
from backstretch.session.positions import way
from backstretch.session.timeline import Phase, Timeline
from backstretch.session.words import Part, fill, props_sentence

LET_GO = "Let go. Breathe."
"""What to do in a rest of which nothing else is written."""


def instructions(timeline: Timeline, view: View, easier: Collection[int] = ()) -> list[str]:
    """The sentences, the most needed first; ``easier``: the passages through a step that go on in the easier way."""
    return _of_phase(timeline, view.index, part_of(view), easier)


def until_moved(timeline: Timeline, index: int, easier: Collection[int] = ()) -> list[list[str]]:
    """What stands there in each part of a phase and, within a passage through a step, of the one after it.

    Who keeps room for all of that moves nothing from one repetition to the next.
    """
    phases = timeline.phases
    same = [n for n in (index, index + 1) if n < len(phases) and phases[n].place == phases[index].place]
    return [_of_phase(timeline, n, part, easier) for n in same for part in _parts(phases[n])]


def _parts(phase: Phase) -> tuple[Part | None, ...]:
    is_hold = phase.kind == "hold" and isinstance(phase.item, ExerciseStep)
    return (phase.words.parts if is_hold else ()) or (None,)


def _of_phase(timeline: Timeline, index: int, part: Part | None, easier: Collection[int]) -> list[str]:
    phase, leaving = timeline.phases[index], _leaving(timeline, index)
    if not isinstance(phase.item, ExerciseStep) or phase.kind == "rest":
        return [*leaving, _rest(phase)]
    match phase.kind:
        case "ready":
            texts = [*leaving, *_way_to(timeline, index), *_easier(phase, easier), *_whole(phase.item, phase)]
        case "hold":
            texts = [*_easier(phase, easier), *_hold(phase, phase.item, part)]
        case _:
            texts = [*leaving, *_other_side(phase)]
    return list(dict.fromkeys(text for text in texts if text))


def _whole(item: ExerciseStep, phase: Phase) -> list[str]:
    """Everything of the movement, before it is done for the first time."""
    words = item.words.on(phase.works_on)
    return [
        props_sentence(words.props),
        words.start,
        fill(item.cue, phase.works_on),
        *words.cues,
        *_added(item, phase.works_on),
    ]


def _hold(phase: Phase, item: ExerciseStep, part: Part | None) -> list[str]:
    """The movement while a side is new; later the way in, or the part under way, and what to mind."""
    words, side = phase.words, phase.works_on
    cue = fill(item.cue, side)
    if phase.rep in {None, 1} or not words.into:
        return [cue, *words.cues, *_added(item, side)]
    return [cue, part.say if part is not None else words.into, words.holding, *_added(item, side)]


def _added(item: ExerciseStep, side: Side | None) -> list[str]:
    return [fill(text, side) for text in item.added]


def _rest(phase: Phase) -> str:
    return (phase.item.cue if isinstance(phase.item, RestStep) else None) or LET_GO


def _leaving(timeline: Timeline, index: int) -> list[str]:
    """How to come out of the hold that is just over."""
    before = timeline.phases[index - 1] if index else None
    if before is None or before.kind != "hold" or not isinstance(before.item, ExerciseStep):
        return []
    return [before.words.out or PLAIN_OUT]


def _other_side(phase: Phase) -> list[str]:
    """In a change of sides: which one comes, and how to lie there where that is another way."""
    side, item = phase.works_on, phase.item
    if phase.kind != "switch" or side is None or not isinstance(item, ExerciseStep):
        return []
    start = item.words.start
    return [now_side(side), fill(start, side) if "{" in start else ""]


def _way_to(timeline: Timeline, index: int) -> tuple[str, ...]:
    """How to get there from the exercise before; before the first one that was told before the clock began."""
    if not any(phase.exercise in catalogue() for phase in timeline.phases[:index]):
        return ()
    return way(position_at(timeline, index - 1), position_at(timeline, index))


def _easier(phase: Phase, easier: Collection[int]) -> list[str]:
    known = catalogue().get(phase.exercise) if phase.exercise else None
    return [known.easier] if known is not None and phase.place in easier else []
