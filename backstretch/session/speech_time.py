"""How long words take to be said, as far as that can be told without saying them; and what is said before a hold."""

from __future__ import annotations

from collections.abc import Iterable

from backstretch.session.model import ExerciseStep
from backstretch.session.words import props_sentence

WORDS_PER_MINUTE = 183.0
"""The packaged voice at its normal pace: all its sentences of five words and more, from the length of their clips.
Shorter ones take longer a word; whoever has the clip asks for its own seconds."""
PAUSE_SECONDS = 0.4
"""Between two sentences."""
SHORTEST_SECONDS = 0.8
"""Of a sentence: even a single word takes this long, with the silence at its edges."""
SPARE_SECONDS = 3.0
"""Between the last word and the hold, for getting there."""


def seconds_to_say(sentences: Iterable[str]) -> float:
    """How long all the sentences take, one after the other, in seconds."""
    each = [max(SHORTEST_SECONDS, len(sentence.split()) * 60 / WORDS_PER_MINUTE) for sentence in sentences if sentence]
    return sum(each) + PAUSE_SECONDS * max(0, len(each) - 1)


def said_before(step: ExerciseStep) -> tuple[str, ...]:
    """What is said before the first hold of an exercise that was not done yet, in order.

    Its name, the side, what must lie ready, how to get there, the whole movement.
    """
    first = step.side_of_turn(0)
    words = step.words.on(first)
    return tuple(filter(None, (f"{step.name}.", _side(step), props_sentence(words.props), *step.cues)))


def _side(step: ExerciseStep) -> str:
    first = step.side_of_turn(0)
    if first is None:
        return ""
    return f"{first.capitalize()} side{'' if step.sides == first else ' first'}."
