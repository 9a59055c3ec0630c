"""The lines that belong to each step of a file that writes its steps under headers.

A step's lines are the comment lines directly above its header, and everything from there to its last key, with the
comment lines directly below that. An empty line parts: a comment with empty lines around it (a heading over several
steps, the introduction of the file, a note at its end) belongs to no step and stays where it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from backstretch.base.toml_lines import Layout, Statement, Where
from backstretch.editing.errors import EditError
from backstretch.editing.lines import blanks_from, blanks_up_to, comments_from, comments_up_to, line_end, line_start
from backstretch.editing.values import place


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of a step."""

    start: int
    end: int
    statements: tuple[Statement, ...]
    """From its header on, those of a group's steps too."""


def blocks(source: str, layout: Layout, steps: Where, count: int) -> list[Block]:
    """The blocks of the list at ``steps``, of which there are ``count``. ``source`` ends in a line end.

    Raises EditError if the steps are not written under headers, or one of them is not in one piece.
    """
    if count and steps in layout.items:
        raise EditError(f"{place(steps)} is one list in brackets; its steps can only be moved in the text")
    numbers: dict[str | int, list[int]] = {}
    for number, one in enumerate(layout.statements):
        if len(one.where) > len(steps) and one.where[: len(steps)] == steps:
            numbers.setdefault(one.where[len(steps)], []).append(number)
    found = []
    for index in range(count):
        inside = numbers[index]
        if inside[-1] - inside[0] != len(inside) - 1:
            raise EditError(f"{place((*steps, index))} is written in several places; it can only be moved in the text")
        found.append(_block(source, layout, inside[0], inside[-1]))
    return found


def own_end(source: str, layout: Layout, group: Where) -> int:
    """Where the lines of a group end that has no steps. Raises EditError if it has no lines of its own."""
    numbers = [number for number, one in enumerate(layout.statements) if one.where[: len(group)] == group]
    if not numbers:
        raise EditError(f"{place(group)} is in a list in brackets; steps can only be added to it in the text")
    return _block(source, layout, numbers[0], numbers[-1]).end


def usual_gap(source: str, layout: Layout) -> int:
    """How many empty lines mostly stand before a step: one, where there are too few to tell."""
    headers = [number for number, one in enumerate(layout.statements) if one.kind == "array"]
    starts = [_block(source, layout, number, number).start for number in headers[1:]]
    gaps = Counter(source.count("\n", blanks_up_to(source, start), start) for start in starts)
    return gaps.most_common(1)[0][0] if gaps else 1


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
