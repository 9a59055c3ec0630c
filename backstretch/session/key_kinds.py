"""The kinds of keys that a table of a session file can have: what may stand there, and in which bounds."""

import re
from collections.abc import Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from backstretch.session.model import Duration

FORMS = 'write seconds as 20, or "90s", "1m30s", "2m", "4 breaths"'
"""What a person is told who wrote something else."""

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
CLOCK = rf"(?:({_NUMBER})m)?(?:({_NUMBER})s)?"
"""A pattern for the whole of a text of minutes and seconds; one of them must be there."""
BREATHS = rf"({_NUMBER}) breaths?"
"""A pattern for the whole of a text of breaths."""

MAX_SECONDS = 3600.0
"""The longest duration but for a breath."""

Word = TypeVar("Word", bound=str)
Default = str | float | None


class Fixed(NamedTuple):
    """A whole number that is always the same."""

    name: str
    meaning: str
    value: int
    default: Default = None
    otherwise: str = ""


class Text(NamedTuple):
    """A line of plain text."""

    name: str
    meaning: str
    default: Default = None
    otherwise: str = ""
    filled: bool = False
    """Whether it must have at least one character that can be seen."""
    most: int | None = None
    """Characters."""


class ExerciseId(Text):
    """The id of one of the catalogue's exercises."""


class Texts(NamedTuple):
    """A list of lines of plain text."""

    name: str
    meaning: str
    default: Default = None
    otherwise: str = ""
    most: int | None = None
    """Characters of one line."""


class CautionIds(Texts):
    """A list of the cautions' ids."""


class Choice(NamedTuple, Generic[Word]):
    """One of a few words."""

    name: str
    meaning: str
    words: Mapping[Word, str]
    """Each word, and what it stands for."""
    default: Default = None
    otherwise: str = ""


class Count(NamedTuple):
    """A whole number, or a range of them."""

    name: str
    meaning: str
    most: int
    default: Default = None
    otherwise: str = ""
    ends: "tuple[Count, ...]" = ()
    """The keys of a range in its place; empty where none may stand."""
    least: int = 1


class Length(NamedTuple):
    """A length of time in seconds, or a range of them."""

    name: str
    meaning: str
    default: Default = None
    otherwise: str = ""
    least: float = 0.0
    most: float = MAX_SECONDS
    more_than_least: bool = False
    """Whether ``least`` itself is too little."""
    breaths: bool = True
    """Whether it may be written in breaths."""
    ends: "tuple[Length, ...]" = ()
    """As of a count."""


class Parts(NamedTuple):
    """A list of a few small tables of texts."""

    name: str
    meaning: str
    keys: tuple[Text, ...]
    """Each of them must be there, in every table."""
    least: int
    most: int
    """Tables."""
    default: Default = None
    otherwise: str = ""


class Steps(NamedTuple):
    """A list of tables, at least one, each written under ``header``."""

    name: str
    meaning: str
    header: str
    default: Default = None
    otherwise: str = ""
    called: str = "step"
    """What one of the tables is."""
    most: int | None = None
    """Tables; None where something else bounds them."""


class Day(NamedTuple):
    """A day of the calendar."""

    name: str
    meaning: str
    default: Default = None
    otherwise: str = ""


class Choices(NamedTuple):
    """A list of a few words, each at most once."""

    name: str
    meaning: str
    words: tuple[str, ...]
    default: Default = None
    otherwise: str = ""


Key = Fixed | Text | Texts | Choice[Any] | Count | Length | Parts | Steps | Day | Choices
"""One key of a table. Each kind has the ``name`` of the key, and beside it

- ``meaning``: what the key does, as a phrase without a full stop; units are said of each kind of key,
- ``default``: what holds where the key is left out; None if it must be there, or if ``otherwise`` says what holds,
- ``otherwise``: what holds where the key is left out, in words.
"""


class Form(NamedTuple):
    """One kind of table: the keys it takes, and those it cannot do without."""

    title: str
    keys: tuple[Key, ...]
    needs: Mapping[str, str] = MappingProxyType({})
    """Each key that must be there, and how it is written, for whoever left it out."""
    told_by: tuple[str, ...] = ()
    """The keys of which any tells that a step is of this form."""
    one_of: tuple[str, ...] = ()
    """The keys of which one must be there, and no two."""

    @property
    def names(self) -> tuple[str, ...]:
        """The keys' names, in their order."""
        return tuple(key.name for key in self.keys)


def parse_duration(written: object) -> Duration | None:
    """The length of time that a TOML value stands for, of whatever size or sign; None if it is none."""
    if isinstance(written, str):
        return _from_text(written)
    if isinstance(written, bool) or not isinstance(written, int | float):
        return None
    try:
        seconds = float(written)
    except OverflowError:
        seconds = float("inf") if written > 0 else float("-inf")
    else:
        if not isfinite(seconds):
            return None
    return Duration(seconds)


def _from_text(written: str) -> Duration | None:
    if match := re.fullmatch(BREATHS, written):
        return Duration(float(match[1]), breaths=True)
    match = re.fullmatch(CLOCK, written)
    if match is None or not written:
        return None
    minutes, seconds = match.groups(default="0")
    return Duration(float(minutes) * 60 + float(seconds))
