"""What each setting may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from backstretch.base.text import did_you_mean, plain

Key = tuple[str, ...]
"""The way to a value in the file; its last part is the name of the field."""
Check = Callable[[Any], Any]
"""Gives the value to use, or raises RefusedError."""

_MOST_ARGUMENTS, _LONGEST_ARGUMENT = 20, 1000
_VOICE_SIGNS = " +-_.()"
"""What the name of a voice may have beside letters and digits."""


class RefusedError(ValueError):
    """A value that cannot be used; the message says what was found and what is allowed, after "it" or a name."""


def text(longest: int) -> Check:
    """A check for one line of text of at most ``longest`` characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise RefusedError(f"is {shown(value)}, but must be text in quotes")
        line = plain(value)
        if len(line) > longest:
            raise RefusedError(f"has {len(line)} characters, but may have at most {longest}")
        return line

    return check


def number_to_dial(value: Any) -> str:
    """A check for something that can be dialled; empty is left empty."""
    number = text(40)(value)
    if number and not any(char.isdecimal() for char in number):
        raise RefusedError(f"is {shown(number)}, but must have a digit")
    return str(number)


def voice_name(value: Any) -> str:
    """A check for a name that a speech engine can be given without taking it for an option."""
    name = str(text(60)(value))
    if name.startswith("-"):
        raise RefusedError(f'is {shown(name)}, but may not begin with "-"')
    strange = next((char for char in name if not (char.isalpha() or char.isdecimal() or char in _VOICE_SIGNS)), None)
    if strange is not None:
        raise RefusedError(f"has {shown(strange)}, but may only have letters, digits, spaces and + - _ . ( )")
    return name


def one_of(words: Sequence[str]) -> Check:
    """A check for one of a few words, or for none where the empty one is among them."""
    named = [word for word in words if word]
    none = ", or empty" if "" in words else ""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise RefusedError(f"is {shown(value)}, but must be text in quotes: one of {', '.join(named)}{none}")
        word = plain(value)
        if word not in words:
            near = did_you_mean(word, named)
            raise RefusedError(f"is {shown(word)}, but must be one of {', '.join(named)}{none}{near}")
        return word

    return check


def program(value: Any) -> tuple[str, ...]:
    """A check for a program with its arguments: a list, or one line as on the settings screen; empty is none."""
    if isinstance(value, str):
        from shlex import split

        try:
            value = split(value)
        except ValueError:
            raise RefusedError(f"is {shown(value)}, which leaves a quotation open") from None
    if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
        raise RefusedError(f'is {shown(value)}, but must be a list of texts: ["program", "argument"]')
    if len(value) > _MOST_ARGUMENTS or any(len(part) > _LONGEST_ARGUMENT for part in value):
        raise RefusedError(f"is longer than {_MOST_ARGUMENTS} texts of {_LONGEST_ARGUMENT} characters")
    if value and not value[0].strip():
        raise RefusedError("begins with an empty text, but the first is the program")
    if any("\0" in part for part in value):
        raise RefusedError("has a character that no argument can have")
    return tuple(value)


def breath(value: Any) -> int:
    """A check for the seconds of a breath; 0 stands for the file's own."""
    if type(value) is not int or not (value == 0 or 3 <= value <= 15):
        raise RefusedError(f"is {shown(value)}, but must be a whole number from 3 to 15, or 0")
    return value


def whole(lowest: int, highest: int, why: str = "") -> Check:
    """A check for a whole number within bounds."""

    def check(value: Any) -> int:
        if type(value) is not int:
            raise RefusedError(f"is {shown(value)}, but must be a whole number from {lowest} to {highest}")
        if not lowest <= value <= highest:
            raise RefusedError(f"is {shown(value)}, but must be {lowest} to {highest}{why}")
        return value

    return check


def limit(highest: int) -> Check:
    """A check for a limit that can be lowered to 1, and not raised."""
    return whole(1, highest, ": it can be lowered, never raised")


def rate(value: Any) -> float:
    """A check for how fast the voice speaks."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(f"is {shown(value)}, but must be a number from 0.7 to 1.4")
    if not 0.7 <= value <= 1.4:
        raise RefusedError(f"is {shown(value)}, but must be 0.7 to 1.4")
    return float(value)


def switch(value: Any) -> bool:
    """A check for yes or no."""
    if not isinstance(value, bool):
        raise RefusedError(f"is {shown(value)}, but must be true or false")
    return value


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
