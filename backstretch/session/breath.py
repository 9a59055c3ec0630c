"""The course of one breath: in, and then, more slowly, out. What is seen of it and what is heard follow this alike."""

from collections.abc import Iterator
from math import ceil, cos, pi
from typing import Literal, NamedTuple

IN_SHARE = 0.4
"""The part of a breath in which it goes in: breathing out slowly takes longer. Our own choice."""
_DIGITS = 6
"""Of a share of a breath: a moment that is computed in another order is the same."""

Way = Literal["in", "out"]


class Breath(NamedTuple):
    """One moment of breathing."""

    way: Way
    full: float
    """From 0, all out, to 1, all in."""
    left_seconds: float
    """Until it goes the other way."""


def breath_at(seconds: float, breath_seconds: float) -> Breath:
    """The moment ``seconds`` after the beginning of a breath, where each takes ``breath_seconds``."""
    share = round(max(0.0, seconds) / breath_seconds % 1.0, _DIGITS) % 1.0
    if share < IN_SHARE:
        return Breath("in", (1 - cos(pi * share / IN_SHARE)) / 2, (IN_SHARE - share) * breath_seconds)
    out = (share - IN_SHARE) / (1 - IN_SHARE)
    return Breath("out", (1 + cos(pi * out)) / 2, (1 - share) * breath_seconds)


def turns(seconds: float, breath_seconds: float) -> Iterator[tuple[float, Way]]:
    """The seconds at which it begins to go in, and out, in so many seconds of breathing."""
    for number in range(ceil(round(seconds / breath_seconds, _DIGITS))):
        yield number * breath_seconds, "in"
        yield (number + IN_SHARE) * breath_seconds, "out"
