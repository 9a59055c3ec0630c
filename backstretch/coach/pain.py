"""The pain rule: what a reported pain asks for, during a session and after it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

SHARP_KINDS = frozenset({"sharp", "shooting", "electric", "leg"})
"""Kinds of pain that stop a session whatever the number."""


class Verdict(Enum):
    """What a reported pain asks for."""

    GO_ON = auto()
    EASE = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """When a pain score asks for more than going on; a person can lower them, never raise them.

    The figures are the strictest of several rules ([PRO], [NRS], [OST]); their combination is our own choice.
    """

    stop_at: int = 6
    """From this score on, as sharp pain; 1–6."""
    ease_at: int = 4
    """From this score on, ease off, if it is above the start or the start is unknown; 1–4."""
    ease_rise: int = 2
    """From this rise above the start on, ease off; 1–2."""

    def __post_init__(self) -> None:
        if not (1 <= self.stop_at <= 6 and 1 <= self.ease_at <= 4 and 1 <= self.ease_rise <= 2):
            raise ValueError(f"a pain limit can be lowered to 1, never raised: {self}")


def judge(score: int, before: int | None, limits: Limits) -> Verdict:
    """What a pain of ``score``, 0–10, during a session asks for; ``before`` is the score at its start."""
    if score >= limits.stop_at:
        return Verdict.STOP
    above_start = before is None or score > before
    if score >= limits.ease_at and above_start:
        return Verdict.EASE
    if before is not None and score - before >= limits.ease_rise:
        return Verdict.EASE
    return Verdict.GO_ON


def stops_afterwards(score: int | None, kinds: Collection[str], limits: Limits) -> bool:
    """Whether what is said on the summary turns the run into one that was stopped for pain."""
    return not SHARP_KINDS.isdisjoint(kinds) or (score is not None and score >= limits.stop_at)
