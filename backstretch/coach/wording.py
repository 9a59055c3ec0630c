"""The words of the voice: what belongs to each phase of a session. A phrase is what has one clip of its own."""

from __future__ import annotations

from collections.abc import Iterable

from backstretch.coach.red_flags import say
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.model import ExerciseStep, Group, RestStep, Side
from backstretch.session.timeline import Phase, Timeline
from backstretch.session.words import fill

HALFWAY = "Halfway."
LET_GO = "Let go."
REST = "Rest."
NEXT = "Next:"
LAST_ONE = "Last one."
THEN_DONE = "Then you are done."
PAUSED = "Paused."
GOING_ON = "Going on."
FINISHED = "Session finished."
ENDED = "Session ended."
BEGIN = "Begin."
HOLD = "Hold here."
HOLD_ON: dict[Side, str] = {"left": "Hold left.", "right": "Hold right."}
SIDE: dict[Side, str] = {"left": "Left side.", "right": "Right side."}
SIDE_FIRST: dict[Side, str] = {"left": "Left side first.", "right": "Right side first."}
SWITCH: dict[Side, str] = {"left": "Switch to the left.", "right": "Switch to the right."}

_NOT_HELD = frozenset({"breathing", "walking"})
"""Topics of exercises that are done rather than held."""
_MOST_CUES = 3
"""How many of a step's cues are spoken."""


def stopped() -> str:
    """The first sentence after a stop."""
    return say("stop", "first_sentence")


def of_phase(timeline: Timeline, index: int) -> tuple[str, ...]:
    """What is said when the phase begins, the most important first."""
    phase = timeline.phases[index]
    match phase.kind:
        case "ready":
            return (*_introduction(timeline, index), *_start(timeline, index))
        case "hold":
            fresh = index == 0 or timeline.phases[index - 1].place != phase.place
            introduction = _introduction(timeline, index) if fresh else ()
            return (*introduction, _hold(phase), *_last_one(phase, timeline.level))
        case "release":
            return (LET_GO,)
        case "switch":
            side = _side_to_come(timeline, index)
            return (SWITCH[side],) if side else ()
        case "rest":
            return (REST, *_rest_cue(phase), *_next(timeline, index))


def cues_of(timeline: Timeline, index: int) -> tuple[str, ...]:
    """What to do in this step, to be said once, as soon as there is room for it; only on the first side."""
    phase = timeline.phases[index]
    if not isinstance(phase.item, ExerciseStep) or phase.turn or phase.kind in {"switch", "rest"}:
        return ()
    known = _known(phase)
    item = phase.item
    if known is None:
        return item.cues[:_MOST_CUES]
    movement = item.words.on(phase.works_on).cues
    return tuple(filter(None, (*movement[:1], item.cue, *item.added)))[:_MOST_CUES]


def here(timeline: Timeline, index: int) -> tuple[str, ...]:
    """Where a paused session stands."""
    phase = timeline.phases[index]
    if phase.kind == "rest" or not isinstance(phase.item, ExerciseStep):
        return (REST,)
    side = phase.side or _side_to_come(timeline, index)
    return (sentence(phase.item.name), *((SIDE[side],) if side else ()))


def going_on(timeline: Timeline, index: int) -> tuple[str, ...]:
    """What is said in the seconds before a session goes on."""
    return (GOING_ON, *here(timeline, index))


def of_run(timeline: Timeline) -> tuple[str, ...]:
    """Every phrase a run through the timeline may say, in the order in which it may be needed; each once."""
    found = [phrase for index in range(len(timeline.phases)) for phrase in _at(timeline, index)]
    return tuple(dict.fromkeys([*found, *fixed()]))


def fixed() -> tuple[str, ...]:
    """The phrases that need no particular session."""
    sides = [*HOLD_ON.values(), *SIDE.values(), *SIDE_FIRST.values(), *SWITCH.values()]
    others = [HALFWAY, LET_GO, REST, NEXT, LAST_ONE, THEN_DONE, PAUSED, GOING_ON, FINISHED, ENDED, BEGIN, HOLD]
    return (stopped(), *others, *sides)


def of_catalogue() -> tuple[str, ...]:
    """What is said of the exercises the program knows: name, how to get there, and the first cue."""
    sides: tuple[Side, ...] = ("left", "right")
    spoken = (phrase for known in catalogue().values() for side in sides for phrase in _of_exercise(known, side))
    return tuple(dict.fromkeys(spoken))


def of_timelines(timelines: Iterable[Timeline]) -> tuple[str, ...]:
    """Every phrase that sessions may say, with those of the catalogue; each once."""
    sessions = (phrase for timeline in timelines for phrase in of_run(timeline))
    return tuple(dict.fromkeys([*fixed(), *of_catalogue(), *sessions]))


def sentence(text: str) -> str:
    """A name as it is spoken on its own."""
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def _at(timeline: Timeline, index: int) -> tuple[str, ...]:
    return (*of_phase(timeline, index), *cues_of(timeline, index), *here(timeline, index))


def _of_exercise(known: Exercise, side: Side) -> tuple[str, ...]:
    words = known.words.on(side)
    return (sentence(known.name), words.start, words.cues[0])


def _introduction(timeline: Timeline, index: int) -> tuple[str, ...]:
    """The name of the exercise, and the side that comes first."""
    item = timeline.phases[index].item
    if not isinstance(item, ExerciseStep):
        return ()
    name = sentence(item.name)
    if item.sides == "none":
        return (name,)
    if item.sides in {"left", "right"}:
        return (name, SIDE["left" if item.sides == "left" else "right"])
    return (name, SIDE_FIRST[item.first_side])


def _start(timeline: Timeline, index: int) -> tuple[str, ...]:
    """How to get into position, unless the exercise before began in the same one."""
    phase = timeline.phases[index]
    if _known(phase) is None or not isinstance(phase.item, ExerciseStep) or not phase.item.words.start:
        return ()
    start = phase.item.words.start
    earlier = (other.item for other in reversed(timeline.phases[:index]) if other.place != phase.place)
    before = next((item for item in earlier if isinstance(item, ExerciseStep)), None)
    return () if before is not None and before.words.start == start else (fill(start, phase.works_on),)


def _hold(phase: Phase) -> str:
    known = _known(phase)
    if known is not None and not _NOT_HELD.isdisjoint(known.topics):
        return BEGIN
    return HOLD_ON[phase.side] if phase.side else HOLD


def _last_one(phase: Phase, level: int) -> tuple[str, ...]:
    """On the last of several repetitions."""
    reps = phase.item.repetitions(level) if isinstance(phase.item, ExerciseStep) else 1
    return (LAST_ONE,) if reps > 1 and phase.rep == reps else ()


def _rest_cue(phase: Phase) -> tuple[str, ...]:
    return (phase.item.cue,) if isinstance(phase.item, RestStep) and phase.item.cue else ()


def _next(timeline: Timeline, index: int) -> tuple[str, ...]:
    """What comes after a rest."""
    if index + 1 == len(timeline.phases):
        return (THEN_DONE,)
    item: ExerciseStep | RestStep | Group = timeline.phases[index + 1].item
    return (NEXT, sentence(item.name)) if isinstance(item, ExerciseStep) else ()


def _side_to_come(timeline: Timeline, index: int) -> Side | None:
    place = timeline.phases[index].place
    for later in timeline.phases[index + 1 : timeline.last_of_place(index) + 1]:
        if later.kind == "hold":
            return later.side if later.place == place else None
    return None


def _known(phase: Phase) -> Exercise | None:
    return catalogue().get(phase.exercise) if phase.exercise else None
