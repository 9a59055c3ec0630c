"""The signs, and the words about safety, which stand in ``advice.toml``."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from backstretch.base.shipped_toml import read_shipped

Tier = Literal["emergency", "same_day", "tell"]


class Sign(NamedTuple):
    """Something that needs help, and how soon."""

    id: str
    tier: Tier
    short: str
    text: str


class PainKind(NamedTuple):
    """A kind of pain a person can name."""

    id: str
    text: str
    then: str = ""
    """What to mind where it is named; may be empty."""


@cache
def words() -> dict[str, Any]:
    """``advice.toml``, whole."""
    return read_shipped(Path(__file__).parent / "advice.toml")


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
    """Every kind of pain a person can name, those that ask for most care first."""
    return tuple(PainKind(kind["id"], kind["text"], kind.get("then", "")) for kind in words()["kinds"])


def worst_tier(ticked: Collection[str]) -> Tier | None:
    """The most urgent tier among the ticked signs; None if none is ticked."""
    return next((sign.tier for sign in signs() if sign.id in ticked), None)


def blocks(ticked: Collection[str]) -> bool:
    """Whether the ticked signs keep every session away: those of the list to tell a doctor do not."""
    return worst_tier(ticked) in {"emergency", "same_day"}


def aftercare(number: int, *, walked: bool = False) -> str:
    """One suggestion for after a session; ``number`` chooses, round and round. None to walk after a walk."""
    suggestions = [each for each in words()["aftercare"] if not (walked and each.get("id") == "walk")]
    text: str = suggestions[number % len(suggestions)]["text"]
    return text
