"""What there is to know of a setting: its row, and the kinds of rows."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from backstretch.settings import checks
from backstretch.settings.checks import Check, Key


class Row(NamedTuple):
    """What there is to know of a setting besides its name and its default."""

    group: str
    """The heading under which it stands on the screen."""
    label: str
    about: str
    """What it does, in a few words that fit beside it."""
    check: Check
    """Gives the value to use, or raises RefusedError."""
    allowed: str
    """What it may be, for documents, with words in backquotes."""
    kind: Literal["switch", "steps", "text"]
    """How it is changed on the screen."""
    steps: Sequence[Any] = ()
    """The values that are stepped through."""
    shown: Callable[[Any], str] = str
    """A value on the screen."""
    digits: bool = False
    """Whether a number can be typed."""
    detail: str = ""
    """The same in full, for documents; empty: ``about`` serves."""
    table: str = ""
    """The table of the file in which it stands; empty: none."""


class Setting(NamedTuple):
    """A setting: a row with its name and its default."""

    name: str
    """Of the field in `Settings`."""
    default: Any
    row: Row

    @property
    def key(self) -> Key:
        """The way to it in the file."""
        return (self.row.table, self.name) if self.row.table else (self.name,)


def switch(group: str, label: str, about: str, detail: str = "") -> Row:
    """On or off."""
    return Row(group, label, about, checks.switch, "`true`, `false`", "switch", detail=detail)


def number(
    group: str,
    label: str,
    about: str,
    bounds: tuple[int, int],
    *,
    check: Check | None = None,
    steps: Sequence[int] = (),
    unit: str = "",
    detail: str = "",
    table: str = "",
) -> Row:
    """A whole number from the first to the second of ``bounds``."""
    low, high = bounds
    shown = f"{{}} {unit}".format if unit else str
    stepped = steps or range(low, high + 1)
    checked = check or checks.whole(low, high)
    return Row(group, label, about, checked, f"{low} to {high}", "steps", stepped, shown, True, detail, table)


def limit(label: str, about: str, highest: int, detail: str) -> Row:
    """A limit of pain, in the table of them."""
    group, check = "Pain limits (can only be lowered)", checks.limit(highest)
    return number(group, label, about, (1, highest), check=check, detail=detail, table="pain")


def text(group: str, label: str, about: str, check: Check, allowed: str, detail: str = "") -> Row:
    """A line that is typed."""
    return Row(group, label, about, check, allowed, "text", detail=detail)


def choice(
    group: str, label: str, about: str, words: Sequence[str], detail: str, shown: Callable[[Any], str] = str
) -> Row:
    """One of some words; the empty one is not named."""
    named = ", ".join(f"`{word}`" for word in words if word)
    return Row(group, label, about, checks.one_of(words), named, "steps", words, shown, detail=detail)


def value_or(word: str, unit: str, value: Any, *, none: Any = 0) -> str:
    """A value, or the word for the one that is none."""
    return word if value == none else f"{value}{unit}"


def program(label: str, about: str, detail: str) -> Row:
    """A program of the person's own, with its arguments."""
    return Row(
        "Programs of your own",
        label,
        about,
        checks.program,
        "a list of at most 20 texts: a program and its arguments; no shell",
        "text",
        shown=_joined,
        detail=f"a program that {detail}; it is not waited for, and what it writes goes nowhere",
    )


def rows_of(defaults: tuple[Any, ...]) -> dict[str, Setting]:
    """The settings of a record by name; a field without a row, as that of the keys, is none."""
    fields = type(defaults).__annotations__.items()
    rows = [(name, row) for name, kind in fields for row in getattr(kind, "__metadata__", ())]
    return {name: Setting(name, getattr(defaults, name), row) for name, row in rows}


def _joined(words: list[str]) -> str:
    """A command as it is typed."""
    from shlex import join

    return join(words)
