"""A text that is said, how long it takes, and how a person wants to hear a session. Pure."""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from backstretch.coach.phrases import pieces
from backstretch.session.speech_time import seconds_to_say

SayKind = Literal[
    "name", "side", "props", "start", "cue", "into", "holding", "part", "breath", "out", "halfway", "time", "next",
    "floor", "end",
]  # fmt: skip
TimeSaid = Literal["off", "half", "minute"]

SLOWEST_RATE = 0.7
"""The slowest pace that the voice can be set to, times its own."""
BETWEEN_SECONDS = 0.15
"""Kept free between two sentences where there is no room for a pause."""

Span = tuple[float, float]
"""From and to: time that is taken, in seconds."""


class Line(NamedTuple):
    """One text, and when it is said."""

    at: float
    """Seconds: from the phase's beginning as ``Writer`` gives it, from the session's in a ``script``."""
    seconds: float
    """How long it takes."""
    kind: SayKind
    text: str


def estimated(text: str) -> float:
    """How long a text takes, where nobody has measured it, in seconds."""
    return seconds_to_say([text])


class Speech(NamedTuple):
    """How a person wants to hear a session."""

    clip: Callable[[str], float] = estimated
    """A text's seconds at the voice's own pace."""
    rate: float = 1.0
    """Times that pace, 0.7–1.4."""
    short: bool = False
    """Only name, side, the way in and the way out: for who knows the exercises."""
    time_said: TimeSaid = "off"
    """How often the time left is said."""
    spoken_count: bool = False
    """Whether a phase's last three seconds are counted by words instead of ticks."""

    def seconds(self, text: str) -> float:
        """How long the text takes."""
        return sum(map(self.clip, pieces(text))) / self.rate

    def slowest(self, text: str) -> float:
        """How long it takes at the slowest pace that can be set."""
        return sum(map(self.clip, pieces(text))) / SLOWEST_RATE

    def foreseen(self, text: str) -> float:
        """How much time a text must have to be chosen: that of the slowest pace, so that each pace says the same.

        Short words have no lead-in made for them, and need as much as they take.
        """
        return self.seconds(text) if self.short else self.slowest(text)


def first_free(at: float, seconds: float, taken: Iterable[Span]) -> float:
    """The first moment from ``at`` on at which so many seconds are free."""
    for begin, end in sorted(taken):
        if at < end + BETWEEN_SECONDS and begin < at + seconds + BETWEEN_SECONDS:
            at = end + BETWEEN_SECONDS
    return at
