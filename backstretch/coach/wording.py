"""The words of the voice that belong to no second of a session; and every text that a session may need."""

from __future__ import annotations

from collections.abc import Iterable

from backstretch.coach import floor, script
from backstretch.coach.red_flags import say
from backstretch.coach.script import IN, OUT, SIDE, Speech, sentence
from backstretch.coach.time_left import times_left
from backstretch.session import positions
from backstretch.session.catalogue import catalogue
from backstretch.session.model import ExerciseStep, Side
from backstretch.session.timeline import Timeline
from backstretch.session.words import props_sentence

HALFWAY = script.HALFWAY
PAUSED = "Session paused."
GOING_ON = "Going on."
ENDED = "Session ended."
COUNT = {3: "Three.", 2: "Two.", 1: "One."}
"""A phase's last seconds, where they are counted by words."""
SPOKEN_MINUTES = 20
"""Up to so many minutes left the voice that comes with the program says; of longer sessions a voice of the machine."""


def stopped() -> str:
    """The first sentence after a stop."""
    return say("stop", "first_sentence")


def here(timeline: Timeline, index: int) -> tuple[str, ...]:
    """Where a paused session stands."""
    phase = timeline.phases[index]
    if phase.kind == "rest" or not isinstance(phase.item, ExerciseStep):
        return (script.REST,)
    side = phase.works_on
    return (sentence(phase.item.name), *((SIDE[side],) if side else ()))


def going_on(timeline: Timeline, index: int) -> tuple[str, ...]:
    """What is said in the seconds before a session goes on."""
    return (GOING_ON, *here(timeline, index))


def of_run(timeline: Timeline, speech: Speech, breath_seconds: float) -> tuple[str, ...]:
    """Every text that a run through the timeline may say, in the order in which it may be needed; each once."""
    _, said = script.script(timeline, speech, breath_seconds)
    halts = (text for index in range(len(timeline.phases)) for text in here(timeline, index))
    ready = floor.ready_sentences(floor.props(timeline))
    return tuple(dict.fromkeys([*ready, *(each.line.text for each in said), *fixed(), *halts]))


def fixed() -> tuple[str, ...]:
    """The texts that need no particular session."""
    sides = [text for side, name in SIDE.items() for text in (name, script.side_first(side), script.now_side(side))]
    texts = [stopped(), PAUSED, GOING_ON, ENDED, HALFWAY, IN, OUT, script.FINISHED, script.PLAIN_OUT, script.REST]
    return (
        *texts,
        script.LAST_ONE,
        script.DONE_NEXT,
        script.READY_TO_BEGIN,
        script.UNTIL_KEY,
        script.MOVE_UNTIL_KEY,
        script.REST_UNTIL_KEY,
        *sides,
        *COUNT.values(),
        *script.counts(),
        *times_left(SPOKEN_MINUTES),
    )


def of_catalogue() -> tuple[str, ...]:
    """What is said of the exercises the program knows, on either side, and of the ways between them."""
    sides: tuple[Side, ...] = ("left", "right")
    texts: list[str] = []
    for known in catalogue().values():
        for side in sides:
            words = known.words.on(side)
            parts = (part.say for part in words.parts)
            moves = (words.start, *words.cues, words.into, words.holding, words.out, *parts)
            texts += floor.ready_sentences((*words.props, floor.CHAIR))
            texts += (sentence(known.name), props_sentence(words.props), *moves, f"Next: {sentence(known.name)}")
    return tuple(dict.fromkeys(text for text in (*texts, *positions.sentences()) if text))


def of_timelines(runs: Iterable[tuple[Timeline, float]]) -> tuple[str, ...]:
    """Every text that sessions and the catalogue may need, each once; a breath's seconds stand with each timeline."""
    sessions = (text for timeline, breath in runs for text in of_run(timeline, Speech(), breath))
    return tuple(dict.fromkeys([*fixed(), *of_catalogue(), *sessions]))
