"""The pain rule, the signs, and the words about safety, which stand in ``advice.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Any, Literal

Tier = Literal["emergency", "same_day"]

SHARP_KINDS = frozenset({"sharp", "shooting", "electric", "leg"})
"""Kinds of pain that stop a session whatever the number."""
MISTAKE = "mistake"
"""The kind that says the key was pressed by mistake."""


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


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that needs help, and how soon."""

    id: str
    tier: Tier
    short: str
    text: str


@dataclass(frozen=True, slots=True)
class PainKind:
    """A kind of pain a person can name."""

    id: str
    text: str


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


@cache
def words() -> dict[str, Any]:
    """``advice.toml``, whole."""
    return tomllib.loads((Path(__file__).parent / "advice.toml").read_text(encoding="utf-8"))


def say(section: str, key: str, **values: str) -> str:
    """One sentence of ``advice.toml`` with its gaps filled; what fills them stands there word for word."""
    import re

    sentence: str = words()[section][key]
    return re.sub(r"\{(\w+)\}", lambda gap: values.get(gap[1], gap[0]), sentence)


def emergency(number: str) -> str:
    """How to call for help: the person's own number, word for word, else a general phrase."""
    return f"call {number}" if number.strip() else "call your local emergency number"


@cache
def signs() -> tuple[Sign, ...]:
    """Every sign, those that need help now first."""
    return tuple(Sign(sign["id"], sign["tier"], sign["short"], sign["text"]) for sign in words()["signs"])


@cache
def pain_kinds() -> tuple[PainKind, ...]:
    """Every kind of pain a person can name."""
    return tuple(PainKind(kind["id"], kind["text"]) for kind in words()["kinds"])


def worst_tier(ticked: Collection[str]) -> Tier | None:
    """The most urgent tier among the ticked signs; None if none is ticked."""
    if not ticked:
        return None
    tiers = {sign.tier for sign in signs() if sign.id in ticked}
    return "emergency" if "emergency" in tiers else "same_day" if tiers else None


def aftercare(number: int) -> str:
    """One suggestion for after a session; ``number`` chooses, round and round."""
    suggestions = words()["aftercare"]
    text: str = suggestions[number % len(suggestions)]["text"]
    return text
