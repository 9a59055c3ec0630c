"""What each setting may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from backstretch.base.text import did_you_mean, plain
from backstretch.settings.values import THEMES, TIMES_SAID, WORDS

Key = tuple[str, ...]
"""The way to a value in the file; its last part is the name of the field."""

_VOICE_SIGNS = " +-_.()"
"""What the name of a voice may have beside letters and digits."""


class RefusedError(ValueError):
    """A value that cannot be used; the message says what was found and what is allowed, after "it" or a name."""


def _text(longest: int) -> Callable[[Any], str]:
    """A check for one line of text of at most ``longest`` characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise RefusedError(f"is {shown(value)}, but must be text in quotes")
        text = plain(value)
        if len(text) > longest:
            raise RefusedError(f"has {len(text)} characters, but may have at most {longest}")
        return text

    return check


def _number_to_dial(value: Any) -> str:
    """A check for something that can be dialled; empty is left empty."""
    text = _text(40)(value)
    if text and not any(char.isdecimal() for char in text):
        raise RefusedError(f"is {shown(text)}, but must have a digit")
    return text


def _voice_name(value: Any) -> str:
    """A check for a name that a speech engine can be given without taking it for an option."""
    text = _text(60)(value)
    if text.startswith("-"):
        raise RefusedError(f'is {shown(text)}, but may not begin with "-"')
    strange = next((char for char in text if not (char.isalpha() or char.isdecimal() or char in _VOICE_SIGNS)), None)
    if strange is not None:
        raise RefusedError(f"has {shown(strange)}, but may only have letters, digits, spaces and + - _ . ( )")
    return text


def _theme(value: Any) -> str:
    """A check for one of the themes; empty is left empty."""
    text = _text(40)(value)
    if text and text not in THEMES:
        near = did_you_mean(text, THEMES)
        raise RefusedError(f"is {shown(text)}, but must be one of {', '.join(THEMES)}, or empty{near}")
    return text


def _one_of(words: tuple[str, ...]) -> Callable[[Any], str]:
    """A check for one of a few words."""

    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            near = did_you_mean(value, words) if isinstance(value, str) else ""
            raise RefusedError(f"is {shown(value)}, but must be one of {', '.join(words)}{near}")
        return value

    return check


def _breath(value: Any) -> int:
    """A check for the seconds of a breath; 0 stands for the file's own."""
    if type(value) is not int or not (value == 0 or 3 <= value <= 15):
        raise RefusedError(f"is {shown(value)}, but must be a whole number from 3 to 15, or 0")
    return value


def _whole(lowest: int, highest: int, why: str = "") -> Callable[[Any], int]:
    """A check for a whole number within bounds."""

    def check(value: Any) -> int:
        if type(value) is not int:
            raise RefusedError(f"is {shown(value)}, but must be a whole number from {lowest} to {highest}")
        if not lowest <= value <= highest:
            raise RefusedError(f"is {shown(value)}, but must be {lowest} to {highest}{why}")
        return value

    return check


def _limit(highest: int) -> Callable[[Any], int]:
    """A check for a limit that can be lowered to 1, and not raised."""
    return _whole(1, highest, ": it can be lowered, never raised")


def _rate(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(f"is {shown(value)}, but must be a number from 0.7 to 1.4")
    if not 0.7 <= value <= 1.4:
        raise RefusedError(f"is {shown(value)}, but must be 0.7 to 1.4")
    return float(value)


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise RefusedError(f"is {shown(value)}, but must be true or false")
    return value


CHECKS: Mapping[Key, Callable[[Any], Any]] = {
    ("sounds",): _switch,
    ("volume",): _whole(0, 100),
    ("bell",): _switch,
    ("flash",): _switch,
    ("voice",): _switch,
    ("voice_rate",): _rate,
    ("voice_name",): _voice_name,
    ("words",): _one_of(WORDS),
    ("time_said",): _one_of(TIMES_SAID),
    ("breath_pace",): _breath,
    ("lead_in_least",): _whole(0, 3600),
    ("lead_in_most",): _whole(0, 3600),
    ("weekly_goal",): _whole(0, 7),
    ("emergency_number",): _number_to_dial,
    ("advice_line",): _text(200),
    ("clinician_note",): _text(500),
    ("theme",): _theme,
    ("motion",): _switch,
    ("pain", "stop_at"): _limit(6),
    ("pain", "ease_at"): _limit(4),
    ("pain", "ease_rise"): _limit(2),
}
"""The keys of the file; each check gives the value to use, or raises RefusedError."""
KEYS = "keys"
"""The table of the keys, which `backstretch.settings.keys` checks."""
TABLES = frozenset(key[0] for key in CHECKS if len(key) > 1)
"""The keys that stand for a table of settings."""


def shown(value: Any) -> str:
    """A value from the file, short and safe to show."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{plain(value)[:40]}"'
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, int) and abs(value) > 10**40:
        return "a number of more than 40 digits"
    return "a list" if isinstance(value, list) else plain(str(value))[:40]
