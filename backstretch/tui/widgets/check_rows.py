"""A list of things to tick, broken into rows of a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from backstretch.base.text import plain

INDENT = len("> 1 [x] ")
"""Cells to the left of an item's text."""

_LEAST_TEXT = 8
"""Cells the text has at least; what does not fit the width then is cut off."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """Something that can be ticked."""

    id: str
    """What it is called in the set of the ticked ones."""
    text: str
    group: str = ""
    """The heading it stands under, with the items next to it that have the same; none if empty."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row of the list."""

    text: str
    item: int | None
    """The index of the item it belongs to; None in a heading."""
    first: bool
    """Whether it is the first of its item, the one with the box."""


def check_rows(items: Sequence[CheckItem], width: int) -> tuple[CheckRow, ...]:
    """``items`` in ``width`` cells: headings, and texts broken between words, ``INDENT`` cells in."""
    rows: list[CheckRow] = []
    group = ""
    for index, item in enumerate(items):
        if item.group != group:
            group = item.group
            rows += [CheckRow(line, None, False) for line in _wrapped(group, width) if line]
        for number, line in enumerate(_wrapped(item.text, width - INDENT)):
            rows.append(CheckRow(line, index, number == 0))
    return tuple(rows)


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in Content(plain(text)).wrap(max(_LEAST_TEXT, width))]
