"""The words of the voice that belong to no second of a session; and every text that a session may need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from backstretch.coach import floor, phrases
from backstretch.coach.phrases import IN, OUT, SIDE, sentence
from backstretch.coach.questions import Asked, ease_off_question, leave_question
from backstretch.coach.reach import REACHES
from backstretch.coach.red_flags import say
from backstretch.coach.script import script
from backstretch.coach.speech import Speech
from backstretch.coach.time_left import times_left
from backstretch.session import positions
from backstretch.session.catalogue import catalogue
from backstretch.session.model import ExerciseStep, Side
from backstretch.session.timeline import Phase, Timeline
from backstretch.session.words import MOST_OUT_WORDS, props_sentence

HALFWAY = phrases.HALFWAY
PAUSED = "Session paused."
GOING_ON = "Going on."
ENDED = "Session ended."
COUNT = {3: "Three.", 2: "Two.", 1: "One."}
"""A phase's last seconds, where they are counted by words."""
SCORE_KEYS = "Press a digit, zero to nine, or T for ten."
REACH_KEY = "Press R to say how far down it reaches."
SIGNS_KEYS = "Press Y for yes. If none of these is new, Enter starts."
X_STOPS = "X stops at once."
MORE = "Five seconds more."
LESS = "Five seconds less."
SOUND_ON = "Sound on."
VOICE_ON = "Voice on."
SPOKEN_MINUTES = 20
"""Up to so many minutes left the voice that comes with the program says; of longer sessions a voice of the machine."""
MOST_OUT_CHARACTERS = 40
"""What is longer would leave a small screen no room for the emergency number."""


def stopped() -> str:
    """That the session stopped, as it is heard."""
    return say("stop", "first_sentence")


def way_out(phase: Phase) -> str | None:
    """How to come out of what is held, in the exercise's own words; None where nothing is held.

    Empty where there are no words, or more than can be taken in at such a moment. A breath is not held.
    """
    if phase.kind != "hold" or not isinstance(phase.item, ExerciseStep) or phase.item.words.does == "breathe":
        return None
    out = phase.item.words.on(phase.side).out
    return out if len(out.split()) <= MOST_OUT_WORDS and len(out) <= MOST_OUT_CHARACTERS else ""


def first_words(out: str | None) -> str:
    """The first sentence on the stopped page, of a ``way_out``: how to come out, or to rest where nothing is held."""
    return say("stop", "sentence", out=say("stop", "out_of_it", out=out.rstrip(".")) if out else first_spoken(out))


def first_spoken(out: str | None) -> str:
    """The same as it is heard; of an exercise's own words that is what the voice says at the end of its holds."""
    return say("stop", "afterwards") if out is None else out or say("stop", "out")


def here(timeline: Timeline, index: int) -> tuple[str, ...]:
    """Where a paused session stands."""
    phase = timeline.phases[index]
    if phase.kind == "rest" or not isinstance(phase.item, ExerciseStep):
        return (phrases.REST,)
    side = phase.works_on
    return (sentence(phase.item.name), *((SIDE[side],) if side else ()))


def going_on(timeline: Timeline, index: int) -> tuple[str, ...]:
    """What is said in the seconds before a session goes on."""
    return (GOING_ON, *here(timeline, index))


def asked(question: Asked[Any]) -> tuple[str, ...]:
    """A question over a session as it is heard: what is asked, then each answer with its key."""
    keys = (f"To {_as_order(choice.label)}, press {choice.key.upper()}." for choice in question.choices)
    return (sentence(question.heard or question.title), question.text[0], *keys)


def _as_order(label: str) -> str:
    """The first clause of an answer: ``Say how strong it is, 0 to 10`` is heard as ``say how strong it is``."""
    clause = re.split("[:,]", label)[0]
    return clause[:1].lower() + clause[1:]


def how_strong() -> tuple[str, ...]:
    """The question of how strong a pain is, over a session."""
    return (say("pain", "question"), SCORE_KEYS, say("pain", "sharp"), X_STOPS, REACH_KEY)


def how_far_down() -> tuple[str, ...]:
    """The question of where a pain reaches: all answers in one sentence, each with its key."""
    numbers = ("one", "two", "three", "four", "five")
    keys = ", ".join(f"{number} for {say('reach', reach)}" for number, reach in zip(numbers, REACHES, strict=True))
    return (say("stop", "reach"), f"Press {keys}.")


def check_in(things: tuple[str, ...]) -> tuple[str, ...]:
    """The check-in: its two questions with their keys, and what must lie ready."""
    return (say("check_in", "pain"), SCORE_KEYS, REACH_KEY, *new_signs(), *floor.ready_sentences(things))


def new_signs() -> tuple[str, ...]:
    """The second question of the check-in, which is heard again where an answer to the first cut it off."""
    return (say("check_in", "signs"), SIGNS_KEYS)


def pain_afterwards() -> tuple[str, ...]:
    """The question after a session."""
    return (say("summary", "pain"), SCORE_KEYS, REACH_KEY)


def _questions() -> Iterator[str]:
    """Everything that may be asked aloud."""
    for again in (False, True):
        for exercise in (None, next(iter(catalogue().values()))):
            yield from asked(ease_off_question(exercise, again=again))
    yield from asked(leave_question())
    yield from (*how_strong(), *how_far_down(), *check_in(()), *pain_afterwards())


def way_up(timeline: Timeline, index: int) -> tuple[str, ...]:
    """What follows the end of a session that was ended in the phase ``index``: out of a hold, and up from there."""
    phase = timeline.phases[index]
    up = floor.getting_up(timeline, index)
    if phase.kind != "hold" or not isinstance(phase.item, ExerciseStep):
        return up
    return (phase.words.out or phrases.PLAIN_OUT, *up)


def of_run(timeline: Timeline, speech: Speech, breath_seconds: float) -> tuple[str, ...]:
    """Every text that a run through the timeline may say, in the order in which it may be needed; each once."""
    _, said = script(timeline, speech, breath_seconds)
    halts = (text for index in range(len(timeline.phases)) for text in here(timeline, index))
    first = check_in(floor.props(timeline))
    spoken = (piece for each in said for piece in phrases.pieces(each.line.text))
    return tuple(dict.fromkeys([*first, *spoken, *fixed(), *halts]))


def fixed() -> tuple[str, ...]:
    """The texts that need no particular session."""
    sides = [text for side, name in SIDE.items() for text in (name, phrases.side_first(side), phrases.now_side(side))]
    stops = [first_spoken(None), first_spoken(""), stopped()]
    states = [PAUSED, GOING_ON, ENDED, HALFWAY, IN, OUT, phrases.FINISHED, phrases.PLAIN_OUT, phrases.REST]
    return (
        *stops,
        *states,
        phrases.NEXT,
        phrases.LAST_ONE,
        phrases.DONE_NEXT,
        phrases.READY_TO_BEGIN,
        phrases.UNTIL_KEY,
        phrases.MOVE_UNTIL_KEY,
        phrases.REST_UNTIL_KEY,
        *sides,
        *COUNT.values(),
        *phrases.counts(),
        *_questions(),
        *(MORE, LESS, SOUND_ON, VOICE_ON),
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
            moves = (words.start, *words.cues, words.into, words.holding, words.out, *parts, known.easier)
            texts += floor.ready_sentences((*words.props, floor.CHAIR))
            texts += (sentence(known.name), props_sentence(words.props), *moves)
    return tuple(dict.fromkeys(text for text in (*texts, *positions.sentences()) if text))


def of_timelines(runs: Iterable[tuple[Timeline, float]]) -> tuple[str, ...]:
    """Every text that sessions and the catalogue may need, each once; a breath's seconds stand with each timeline."""
    sessions = (text for timeline, breath in runs for text in of_run(timeline, Speech(), breath))
    return tuple(dict.fromkeys([*fixed(), *of_catalogue(), *sessions]))
