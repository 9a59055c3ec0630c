"""Where in a source a table's keys are written, and where a new one belongs among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from backstretch.base.toml_lines import Layout, Statement, Where
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.blocks import comments_up_to, indent_at, line_end, line_start
from backstretch.editing.tomledit.literals import place

Order = Callable[[Where], Sequence[str]]
"""Gives the usual order of the keys in a table; keys that are not in it come last."""


def rank(key: str, order: Sequence[str]) -> int:
    """The place of a key in the usual order of its table."""
    return order.index(key) if key in order else len(order)


class _Sign(NamedTuple):
    """The equals sign of a key."""

    before: str
    """The white space before it."""
    after: str
    column: int
    """How many characters the key and the white space have."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for a new line in a table, and how it is to look."""

    offset: int
    before: str
    """The text before the key on its line: white space, and the other parts of a dotted key."""
    equals: str
    after: str
    """The empty line that follows it, where one is needed."""


def gap_for(source: str, layout: Layout, table: Where, key: str, newline: str, order: Sequence[str]) -> Gap:
    """Where a new ``key`` of a table goes: after those that stand before it in the usual ``order``.

    ``source`` ends in a line end.
    """
    header = next((one for one in layout.statements if one.kind != "key" and one.where == table), None)
    siblings = [one for one in layout.statements if one.kind == "key" and one.where[: len(table)] == table]
    if header is not None or not table:
        siblings = [one for one in siblings if one.header == (header.header if header else -1)]
    elif not siblings:
        raise EditError(f"{place((*table, key))} can only be added in the text")
    earlier = [one for one in siblings if rank(str(one.where[len(table)]), order) < rank(key, order)]
    after = ""
    if earlier:
        offset = line_end(source, earlier[-1].span.end)
    elif header is not None:
        offset = line_end(source, header.span.end)
    elif siblings:
        offset = line_start(source, siblings[0].span.start)
    else:
        offset, after = _before_headers(source, layout, newline)
    like = earlier[-1] if earlier else siblings[0] if siblings else header
    if like is None:
        return Gap(offset, "", " = ", after)
    before = indent_at(source, like.span.start)
    if header is None and table:
        before += source[like.span.start : like.parts[len(table) - len(like.where)]]
    return Gap(offset, before, _equals(source, layout, siblings, like, len(before.lstrip()) + len(key)), after)


def _before_headers(source: str, layout: Layout, newline: str) -> tuple[int, str]:
    """The end of the part of the file that has no header, and what follows a line put there."""
    if not layout.statements:
        return len(source), ""
    return comments_up_to(source, line_start(source, layout.statements[0].span.start), 0), newline


def _equals(source: str, layout: Layout, siblings: list[Statement], like: Statement, width: int) -> str:
    """The equals sign for a key of this ``width``, and the white space around it, as the others have them."""
    signs = {one.where: _sign(source, layout, one) for one in siblings}
    if like.where not in signs:
        return " = "
    columns = {sign.column for sign in signs.values()}
    before, after, _ = signs[like.where]
    if len(columns) == 1 and any(len(sign.before) > 1 for sign in signs.values()):
        return " " * max(1, columns.pop() - width) + "=" + after
    return before[:1] + "=" + after


def _sign(source: str, layout: Layout, statement: Statement) -> _Sign:
    key = source[statement.span.start : layout.items[statement.where].value.start]
    before, _, after = key.rpartition("=")
    name = before.rstrip(" \t")
    return _Sign(before[len(name) :], after, len(before))
