"""The kinds of keys that a table of a session file can have: what may stand there, and in which bounds."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

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
    """A whole number from 1 on, or a range of them."""

    name: str
    meaning: str
    most: int
    default: Default = None
    otherwise: str = ""
    ends: "tuple[Count, ...]" = ()
    """The keys of a range in its place; empty where none may stand."""


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


Key = Fixed | Text | Texts | Choice[Any] | Count | Length | Parts | Steps
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

    @property
    def names(self) -> tuple[str, ...]:
        """The keys' names, in their order."""
        return tuple(key.name for key in self.keys)
