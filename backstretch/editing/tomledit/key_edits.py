"""One key of a TOML file set or removed; every other character stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from backstretch.base.toml_lines import Item, Layout, Where
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.arrays import changed_list
from backstretch.editing.tomledit.blocks import Padded, line_end, line_start
from backstretch.editing.tomledit.document import Document, layout_of, values_of
from backstretch.editing.tomledit.literals import (
    Value,
    assignment,
    look_up,
    place,
    plain_data,
    same,
    written,
    written_key,
)
from backstretch.editing.tomledit.placement import Order, gap_for, rank

_LINED_UP = 2
"""So many spaces before a comment mean that it stands in a column with others."""


def set_value(document: Document, where: Where, value: Value, order: Order) -> Document:
    """The document with ``value`` at ``where``: a key of the file or of a table in it, or an element of a list.

    Where there is a value already, its characters alone are replaced, and a comment beside it keeps its column as far
    as it can. A text keeps its kind of quotes; a list keeps its lines, its comments and the elements that stay; a
    table keeps its form. A new key comes after those before it in the ``order``, written like its neighbours.
    Raises EditError if there is no such place, or if it can only be changed in the text.
    """
    values = values_of(document)
    table, key = where[:-1], where[-1] if where else 0
    holder = _holder(values, where)
    there = key in holder if isinstance(holder, dict) else True
    before = holder[key] if there else None
    if there and same(before, plain_data(value)):
        return document
    if isinstance(before, dict) and isinstance(value, Mapping):
        changed = document
        for part, end in value.items():
            changed = set_value(changed, (*where, part), end, order)
        for part in before.keys() - value.keys():
            changed = unset(changed, (*where, part))
        return changed
    if there and where not in layout_of(document.source).items:
        return set_value(unset(document, where), where, value, order)
    padded = Padded.of(document.source, document.newline)
    if there:
        source = _replaced(padded.source, where, before, value, document.newline)
    else:
        source = _added(padded.source, table, str(key), value, document.newline, order(table))
    holder = look_up(expected := plain_data(values), table)
    holder[key] = plain_data(value)
    return checked(document, padded.restored(source), expected, where)


def unset(document: Document, where: Where) -> Document:
    """The document without the key at ``where``, which need not be there.

    The key's lines go with the comment beside them; comment lines of their own, above or below, stay.
    Raises EditError if it can only be removed in the text.
    """
    values = values_of(document)
    holder = _holder(values, where)
    if not isinstance(holder, dict):
        raise EditError(f"{place(where)} is in a list; set the whole list")
    if where[-1] not in holder:
        return document
    padded = Padded.of(document.source, document.newline)
    layout = layout_of(padded.source)
    item = layout.items.get(where)
    if item is not None and item.inside is not None:
        source = _without_item(padded.source, layout, where, item)
    else:
        source = padded.source
        for statement in reversed(layout.statements):
            if statement.where[: len(where)] == where:
                start, end = line_start(source, statement.span.start), line_end(source, statement.span.end)
                source = source[:start] + source[end:]
    del look_up(expected := plain_data(values), where[:-1])[where[-1]]
    return checked(document, padded.restored(source), expected, where)


def checked(document: Document, source: str, expected: Mapping[str, Any], where: Where) -> Document:
    """The document with another source, if that says what is ``expected``. Raises EditError if it does not."""
    changed = replace(document, source=source)
    if not same(changed.values, expected):
        raise EditError(f"{place(where)} is written in a way that can only be changed in the text")
    return changed


def _holder(values: Mapping[str, Any], where: Where) -> Any:
    """The table or list that ``where`` is in. Raises EditError if there is none."""
    try:
        holder = look_up(values, where[:-1])
    except KeyError:
        holder = None
    match holder, where[-1:]:
        case dict(), (str(),):
            return holder
        case list(), (int() as index,) if 0 <= index < len(holder):
            return holder
        case _:
            raise EditError(f"there is no place {place(where)} in this file")


def _replaced(source: str, where: Where, before: Any, value: Value, newline: str) -> str:
    """The source with another value in place of one that has characters of its own."""
    layout = layout_of(source)
    span = layout.items[where].value
    old = source[span.start : span.end]
    if isinstance(before, list) and isinstance(value, list | tuple):
        elements = [layout.items[(*where, index)].value for index in range(len(before))]
        new = changed_list(source, span, elements, before, value, newline)
    else:
        new = written(value, old, newline)
    end = next(one.span.end for one in layout.statements if one.span.start <= span.start < one.span.end)
    return source[: span.start] + new + source[span.end : end] + _in_column(source, end, old, new)


def _in_column(source: str, end: int, old: str, new: str) -> str:
    """What follows a statement, with the comment beside it in its old column where there is room."""
    rest = source[end:]
    spaces = len(rest) - len(rest.lstrip(" "))
    if spaces < _LINED_UP or rest[spaces] != "#" or "\n" in old or "\n" in new:
        return rest
    return " " * max(_LINED_UP, spaces + len(old) - len(new)) + rest[spaces:]


def _added(source: str, table: Where, key: str, value: Value, newline: str, order: Sequence[str]) -> str:
    """The source with a key that its table did not have."""
    layout = layout_of(source)
    item = layout.items.get(table)
    if item is not None:
        return _with_item(source, layout, table, item, (key, value), order)
    gap = gap_for(source, layout, table, key, newline, order)
    indent = gap.before[: len(gap.before) - len(gap.before.lstrip())]
    dotted = gap.before[len(indent) :]
    line = assignment(key, value, newline, indent, gap.equals, dotted)
    return f"{source[: gap.offset]}{line}{newline}{gap.after}{source[gap.offset :]}"


def _items_in(layout: Layout, table: Where) -> list[tuple[Where, Item]]:
    """The keys of an inline table, in their order."""
    return sorted(
        ((where, item) for where, item in layout.items.items() if item.inside == table and where[:-1] == table),
        key=lambda found: found[1].key,
    )


def _with_item(
    source: str, layout: Layout, table: Where, item: Item, added: tuple[str, Value], order: Sequence[str]
) -> str:
    """The source with one more key in an inline table."""
    key, value = added
    items = _items_in(layout, table)
    new = f"{written_key(key)} = {written(value)}"
    earlier = [inner for where, inner in items if rank(str(where[-1]), order) < rank(key, order)]
    if earlier:
        at = max(inner.value.end for inner in earlier)
        return f"{source[:at]}, {new}{source[at:]}"
    if items:
        at = items[0][1].key
        return f"{source[:at]}{new}, {source[at:]}"
    return f"{source[: item.value.start]}{{ {new} }}{source[item.value.end :]}"


def _without_item(source: str, layout: Layout, where: Where, item: Item) -> str:
    """The source without one of the keys of an inline table."""
    table = where[:-1]
    items = [inner for _, inner in _items_in(layout, table)]
    index = items.index(item)
    if index:
        return source[: items[index - 1].value.end] + source[item.value.end :]
    if len(items) > 1:
        return source[: item.key] + source[items[1].key :]
    whole = layout.items[table].value
    return f"{source[: whole.start]}{{}}{source[whole.end :]}"
