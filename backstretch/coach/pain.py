"""The pain rule: what a reported pain asks for, during a session and after it."""

from collections.abc import Collection
from enum import Enum, auto
from typing import NamedTuple, Self

from backstretch.coach.reach import Reach, is_further_down, is_new_in_the_leg
from backstretch.coach.results import CRAMP, DULL, IN_THE_LEG, MISTAKE

STOPPING_KINDS = frozenset({"sharp", "shooting", "electric", IN_THE_LEG})
"""Kinds that stop a session whatever the number; ``leg`` is new in the leg, or further down than at the start."""
MILD_KINDS = frozenset({CRAMP, DULL})
"""Kinds that may leave no gate; that a cramp passes by itself: [CRA]."""


class Verdict(Enum):
    """What a reported pain asks for."""

    GO_ON = auto()
    EASE = auto()
    STOP = auto()


class _Limits(NamedTuple):
    """The fields of ``Limits``."""

    stop_at: int
    """From this score on, stop; 1–6."""
    ease_at: int
    """From this score on, ease off; 1–4."""
    ease_rise: int
    """From this rise above the start on, ease off; 1–2."""


class Limits(_Limits):
    """When a pain score above the start's asks for more than going on; a person can lower them, never raise them.

    The figures are the strictest of several rules ([PRO], [NRS], [OST]); their combination is our own choice.
    """

    __slots__ = ()

    def __new__(cls, stop_at: int = 6, ease_at: int = 4, ease_rise: int = 2) -> Self:
        """Raises ValueError for a limit that is raised."""
        limits = super().__new__(cls, stop_at, ease_at, ease_rise)
        if not (1 <= stop_at <= 6 and 1 <= ease_at <= 4 and 1 <= ease_rise <= 2):
            raise ValueError(f"a pain limit can be lowered to 1, never raised: {limits}")
        return limits


class Said(NamedTuple):
    """What a person says of their pain at one moment; each may be left unsaid."""

    score: int | None = None
    """0–10."""
    kinds: frozenset[str] = frozenset()
    reach: Reach | None = None


def judge(now: Said, start: Said, limits: Limits) -> Verdict:
    """What a pain asks for, during a session and after it; ``start`` is what was said before its first second.

    A start not answered counts as 0, and as nowhere below the back. A pain that was there and is the same or less is
    no reason to stop, however strong, and none to ease off.
    """
    if not STOPPING_KINDS.isdisjoint(now.kinds) or is_further_down(now.reach, start.reach):
        return Verdict.STOP
    before = start.score or 0
    if now.score is None or now.score <= before:
        return Verdict.GO_ON
    if now.score >= limits.stop_at:
        return Verdict.STOP
    return Verdict.EASE if now.score >= limits.ease_at or now.score - before >= limits.ease_rise else Verdict.GO_ON


def leaves_gate(now: Said, start: Said, signs: Collection[str], limits: Limits) -> bool:
    """Whether two questions stand before the next session after a stop of which this was told.

    None after a press by mistake, and none after a cramp or a dull ache that is all there was: below the limit, or
    without a score, nothing new below the buttock, and no sign ticked. If no kind is named, they stand.
    """
    if now.kinds == {MISTAKE}:
        return False
    mild = len(now.kinds) == 1 and now.kinds <= MILD_KINDS
    strong = now.score is not None and now.score >= limits.stop_at
    return not mild or strong or bool(signs) or is_new_in_the_leg(now.reach, start.reach)
