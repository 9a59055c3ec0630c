"""Whole lines of a source, and the block of lines that belongs to each table of a list under ``[[headers]]``.

A block is the comment lines directly above a header, and everything from there to the table's last key, with the
comment lines directly below that. An empty line separates: a comment with empty lines around it (a heading over
several tables, the introduction of the file, a note at its end) belongs to no block and stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from backstretch.base.toml_lines import Layout, Statement, Where
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.literals import place

_BLANK = re.compile(r"[ \t\r]*\n")
_COMMENT = re.compile(r"[ \t]*#[^\n]*\n")
_INDENT = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Padded:
    """A source that ends in a line end, as all editing by lines needs it."""

    source: str
    added: str
    """The line end that was added; it is taken away again."""

    @classmethod
    def of(cls, source: str, newline: str) -> Padded:
        """The source with a line end at its end."""
        added = "" if not source or source.endswith("\n") else newline
        return cls(source + added, added)

    def restored(self, source: str) -> str:
        """A source made of this one, again with no line end at its end if there was none."""
        return source.removesuffix(self.added) if self.added else source


def line_start(source: str, offset: int) -> int:
    """Where the line of the character at ``offset`` begins."""
    return source.rfind("\n", 0, offset) + 1


def line_end(source: str, offset: int) -> int:
    """Where the line after that of the character at ``offset`` begins."""
    return source.index("\n", offset) + 1


def indent_at(source: str, offset: int) -> str:
    """The white space that the line of the character at ``offset`` begins with."""
    match = _INDENT.match(source, line_start(source, offset))
    return match[0] if match else ""


def comments_from(source: str, start: int) -> int:
    """The end of the comment lines that begin at ``start``."""
    return _run(_COMMENT, source, start)


def comments_up_to(source: str, end: int, start: int) -> int:
    """The beginning of the comment lines that end at ``end``, none of them before ``start``."""
    return _run_back(_COMMENT, source, end, start)


def blanks_from(source: str, start: int) -> int:
    """The end of the empty lines that begin at ``start``."""
    return _run(_BLANK, source, start)


def blanks_up_to(source: str, end: int, start: int = 0) -> int:
    """The beginning of the empty lines that end at ``end``, none of them before ``start``."""
    return _run_back(_BLANK, source, end, start)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one table of a list."""

    start: int
    end: int
    statements: tuple[Statement, ...]
    """From its header on, those of the lists inside it too."""


def blocks(source: str, layout: Layout, tables: Where, count: int) -> list[Block]:
    """The blocks of the list at ``tables``, which has ``count`` of them. ``source`` ends in a line end.

    Raises EditError if they are not written under headers, or one of them is not in one piece.
    """
    if count and tables in layout.items:
        raise EditError(f"{place(tables)} is one list in brackets; its steps can only be moved in the text")
    numbers: dict[str | int, list[int]] = {}
    for number, one in enumerate(layout.statements):
        if len(one.where) > len(tables) and one.where[: len(tables)] == tables:
            numbers.setdefault(one.where[len(tables)], []).append(number)
    found = []
    for index in range(count):
        inside = numbers[index]
        if inside[-1] - inside[0] != len(inside) - 1:
            raise EditError(f"{place((*tables, index))} is written in several places; it can only be moved in the text")
        found.append(_block(source, layout, inside[0], inside[-1]))
    return found


def own_end(source: str, layout: Layout, table: Where) -> int:
    """Where the lines of a table end that has no list in it. Raises EditError if it has no lines of its own."""
    numbers = [number for number, one in enumerate(layout.statements) if one.where[: len(table)] == table]
    if not numbers:
        raise EditError(f"{place(table)} is in a list in brackets; steps can only be added to it in the text")
    return _block(source, layout, numbers[0], numbers[-1]).end


def usual_gap(source: str, layout: Layout) -> int:
    """How many empty lines mostly stand before a block: one, where there are too few to tell."""
    headers = [number for number, one in enumerate(layout.statements) if one.kind == "array"]
    starts = [_block(source, layout, number, number).start for number in headers[1:]]
    gaps = Counter(source.count("\n", blanks_up_to(source, start), start) for start in starts)
    return gaps.most_common(1)[0][0] if gaps else 1


def _run(pattern: re.Pattern[str], source: str, start: int) -> int:
    while match := pattern.match(source, start):
        start = match.end()
    return start


def _run_back(pattern: re.Pattern[str], source: str, end: int, start: int) -> int:
    while end > start and (match := pattern.match(source, line_start(source, end - 1))) and match.end() == end:
        end = line_start(source, end - 1)
    return max(end, start)


def _block(source: str, layout: Layout, first: int, last: int) -> Block:
    statements = layout.statements
    header = line_start(source, statements[first].span.start)
    previous = line_end(source, statements[first - 1].span.end) if first else 0
    end = line_end(source, statements[last].span.end)
    below = comments_from(source, end)
    # Comments that are directly above what comes next belong to that.
    if below == len(source) or blanks_from(source, below) > below:
        end = below
    return Block(comments_up_to(source, header, previous), end, statements[first : last + 1])
