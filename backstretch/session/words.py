"""The words of an exercise: what must lie ready, how it is done, and what belongs to each moment of a hold."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

Side = Literal["left", "right"]
Does = Literal["hold", "breathe", "walk", "move"]

PLACEHOLDERS = ("side", "other")
"""What may stand in braces in a text; it becomes "left" or "right": the side that is done, and the other one."""

MOST_INTO_WORDS = 8
MOST_OUT_WORDS = 6
"""Said while the body moves: what is longer comes too late."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_WITH_SPACE = re.compile(rf"\{{(?:{'|'.join(PLACEHOLDERS)})\}} ?")
_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}


class Part(NamedTuple):
    """One of the parts that divide a hold evenly."""

    word: str
    """The large word while it lasts."""
    say: str
    """What to do then."""


class Words(NamedTuple):
    """Everything there is to say of an exercise; a text that is empty is not there."""

    props: tuple[str, ...] = ()
    """What must lie ready, one thing each: "a pillow under your knees"."""
    start: str = ""
    """How to get there from the position before."""
    cues: tuple[str, ...] = ()
    """The whole movement, in order."""
    into: str = ""
    """The movement into the hold, as an order."""
    holding: str = ""
    """What to mind while it is held."""
    out: str = ""
    """How to come out of the hold."""
    parts: tuple[Part, ...] = ()
    """None, or two to four."""
    does: Does = "hold"

    def on(self, side: Side | None) -> "Words":
        """The same words, said for a side."""
        return _on(self, side)


@lru_cache(2048)  # it is asked several times a phase, and a file for a phone has thousands of plans
def _on(words: Words, side: Side | None) -> Words:
    return Words(
        props=tuple(fill(prop, side) for prop in words.props),
        start=fill(words.start, side),
        cues=tuple(fill(cue, side) for cue in words.cues),
        into=fill(words.into, side),
        holding=fill(words.holding, side),
        out=fill(words.out, side),
        parts=tuple(Part(fill(part.word, side), fill(part.say, side)) for part in words.parts),
        does=words.does,
    )


def fill(text: str, side: Side | None) -> str:
    """``text`` with its placeholders as words; without a side they are left out, "your {side} knee" is "your knee"."""
    if "{" not in text:
        return text
    if side is None:
        return _WITH_SPACE.sub("", text)
    return text.replace("{side}", side).replace("{other}", _OTHER[side])


def placeholders(text: str) -> tuple[str, ...]:
    """What stands in braces in ``text``, known or not."""
    return tuple(_PLACEHOLDER.findall(text))


def props_sentence(props: tuple[str, ...]) -> str:
    """What must lie ready, as it is said; empty if nothing must."""
    if not props:
        return ""
    return f"With {listed(props)}."


def listed(things: tuple[str, ...]) -> str:
    """Some things in a row, as a sentence has them."""
    return " and ".join(filter(None, (", ".join(things[:-1]), things[-1])))
