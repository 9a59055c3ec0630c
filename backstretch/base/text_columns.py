"""Text in the columns of a terminal, where a character takes none, one or two."""

from __future__ import annotations

import re

_HANGING = re.compile(r" *(-?\d+:\d\d(:\d\d)?  |\[[ x]\] +\S+ +|- +|\S{1,2}: )?")
"""What begins a line of its own: a second of the session, a box to tick and its word, a dash, a key."""
_NARROW = 60
"""Below so many columns every line begins at the left edge."""


def fitted(text: str, width: int) -> str:
    """``text`` in exactly ``width`` columns: filled up with spaces, or cut off with an ellipsis."""
    taken = 0
    for index, char in enumerate(text):
        wide = _columns(char)
        if taken + wide > width - 1 and columns_of(text[index:]) > width - taken:
            return text[:index] + "…" + " " * (width - taken - 1)
        taken += wide
    return text + " " * (width - taken)


def wrapped(line: str, width: int | None) -> list[str]:
    """``line`` in lines of at most ``width`` columns, broken between words only; a longer word stands alone.

    What follows the first line stands under its text, so that what begins the line is found at a glance. ``None`` for
    where nobody sees columns: a file, or another program.
    """
    if width is None or columns_of(line) <= width:
        return [line]
    began = _HANGING.match(line)
    hang = columns_of(began.group()) if began is not None and width >= _NARROW else 0
    lines: list[str] = []
    now = line[: began.end()] if began is not None else ""
    fresh = True
    for word in line[len(now) :].split(" "):
        if not fresh and columns_of(now) + 1 + columns_of(word) > width:
            lines.append(now)
            now, fresh = " " * hang, True
        now += word if fresh else f" {word}"
        fresh = False
    return [*lines, now]


def columns_of(text: str) -> int:
    """How many columns a terminal needs for it."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    import unicodedata

    if unicodedata.category(char) in {"Mn", "Me"}:  # not each of these has a combining class
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
