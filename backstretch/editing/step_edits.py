"""Steps inserted, deleted, duplicated and moved, each with its comments; see ``blocks`` for what belongs to a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backstretch.base.toml_lines import Where
from backstretch.editing.field_edits import unset, values_of
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.blocks import (
    Block,
    Padded,
    blanks_from,
    blanks_up_to,
    blocks,
    indent_at,
    line_start,
    own_end,
    usual_gap,
)
from backstretch.editing.tomledit.document import Document, layout_of
from backstretch.editing.tomledit.key_edits import checked
from backstretch.editing.tomledit.literals import assignment, look_up, place, plain_data, written_key
from backstretch.editing.tomledit.placement import rank
from backstretch.session.format import STEP_ORDER

Table = Mapping[str, object]
"""A step as plain data: an exercise, a move of one's own, a rest, or a group with its ``steps``."""

_TOP: Where = ("steps",)


def insert_step(document: Document, at: Where, step: Table) -> Document:
    """The document with a new step that stands ``at`` a place of the list of steps, or of a group's, afterwards.

    It comes right after the step before it, else right before the one after it. Raises EditError.
    """
    steps, index = _split(at)
    document = _without_empty_list(document, steps)
    work = _Work.on(document, steps)
    expected = _inserted(document, at, plain_data(step))
    text = step_text(step, steps, document.newline, work.indent(index), work.gap)
    return checked(document, work.with_text(text, index, index == 0), expected, at)


def delete_step(document: Document, at: Where) -> Document:
    """The document without the step ``at`` a place, a group with all its steps. Raises EditError."""
    steps, index = _existing(document, at)
    expected = plain_data(values_of(document))
    siblings = look_up(expected, steps)
    del siblings[index]
    if not siblings:
        del look_up(expected, steps[:-1])["steps"]
    return checked(document, _Work.on(document, steps).without(index), expected, at)


def duplicate_step(document: Document, at: Where) -> Document:
    """The document with the step, and its comments, once more right after it. Raises EditError."""
    steps, index = _existing(document, at)
    work = _Work.on(document, steps)
    copied = look_up(values_of(document), at)
    expected = _inserted(document, (*steps, index + 1), plain_data(copied))
    return checked(document, work.with_text(work.text(index), index + 1, False), expected, at)


def move_step(document: Document, at: Where, to: Where) -> Document:
    """The document with the step ``at`` a place standing at ``to`` afterwards, in the same list or another.

    ``to`` counts as the file does once the step has been taken out: to go down by one is to go to the next index, and
    the first step goes into the group after it as ``("steps", 0, "steps", 0)``. Raises EditError.
    """
    steps, index = _existing(document, at)
    to_steps, to_index = _split(to)
    if at == to:
        return document
    moved = look_up(values_of(document), at)
    if len(to_steps) > len(_TOP) and isinstance(moved, dict) and {"steps", "rounds"} & moved.keys():
        raise EditError("this is a group; groups do not nest")
    work = _Work.on(document, steps)
    text = _under(work, index, to_steps)
    rest = delete_step(document, at)
    expected = _inserted(rest, to, plain_data(moved))
    up = to_index == 0 or file_order(to) < file_order(at)
    target = _Work.on(_without_empty_list(rest, to_steps), to_steps, work.gap)
    return checked(document, target.with_text(text, to_index, up), expected, at)


def step_text(step: Table, steps: Where, newline: str = "\n", indent: str = "", between: int = 1) -> str:
    """The lines of a step in the list at ``steps``, with so many empty lines ``between`` the steps of a group.

    Raises EditError for a group inside a group, and for a value that no session file can hold.
    """
    path = [part for part in steps if isinstance(part, str)]
    inner = step.get("steps", ())
    if inner and len(path) > 1:
        raise EditError("this is a group inside a group; groups do not nest")
    if not isinstance(inner, list | tuple) or not all(isinstance(element, Mapping) for element in inner):
        raise EditError("the steps of a group are tables")
    lines = [f"{indent}[[{'.'.join(map(written_key, path))}]]"]
    keys = sorted(step, key=lambda key: rank(key, STEP_ORDER))
    lines += [assignment(key, step[key], newline, indent) for key in keys if key != "steps" or not inner]
    own = "".join(f"{line}{newline}" for line in lines)
    parts = [step_text(element, (*steps, 0, "steps"), newline, indent) for element in inner]
    return (newline * between).join([own, *parts])


def file_order(at: Where) -> tuple[int, ...]:
    """A step's place as numbers, which compare as the steps stand in the file."""
    return tuple(part for part in at if isinstance(part, int))


@dataclass(frozen=True, slots=True)
class _Work:
    """A source, and the steps of one of its lists."""

    padded: Padded
    steps: Where
    found: list[Block]
    newline: str
    gap: int
    """Empty lines between two steps."""

    @classmethod
    def on(cls, document: Document, steps: Where, gap: int | None = None) -> _Work:
        """What is needed to change the list at ``steps``. Raises EditError."""
        padded = Padded.of(document.source, document.newline)
        layout = layout_of(padded.source)
        found = blocks(padded.source, layout, steps, _count(values_of(document), steps))
        return cls(padded, steps, found, document.newline, usual_gap(padded.source, layout) if gap is None else gap)

    def text(self, index: int) -> str:
        """The lines of a step."""
        return self.padded.source[self.found[index].start : self.found[index].end]

    def indent(self, index: int) -> str:
        """The white space before the header of the steps around ``index``."""
        near = self.found[max(0, index - 1) : index + 1]
        return indent_at(self.padded.source, near[0].statements[0].span.start) if near else ""

    def without(self, index: int) -> str:
        """The source without a step, and without the empty lines that parted it from one of its neighbours."""
        source, start, end = self.padded.source, self.found[index].start, self.found[index].end
        before, after = blanks_up_to(source, start), blanks_from(source, end)
        if after < len(source) and (before == 0 or source.count("\n", before, start) >= source.count("\n", end, after)):
            end = after
        else:
            start = before
        return self.padded.restored(source[:start] + source[end:])

    def with_text(self, text: str, index: int, before: bool) -> str:
        """The source with a step's lines put in at ``index``: before the step there now, or after the one above."""
        source = self.padded.source
        if before and index < len(self.found):
            offset = self.found[index].start
        elif self.found:
            offset = self.found[index - 1].end
        elif self.steps == _TOP:
            offset = len(source)
        else:
            offset = own_end(source, layout_of(source), self.steps[:-1])
        above = source.count("\n", blanks_up_to(source, offset), offset)
        below = source.count("\n", offset, blanks_from(source, offset))
        head = self._parted(_last_line(source[:offset]), _first_line(text), above) if offset else ""
        tail = self._parted(_last_line(text), _first_line(source[offset:]), below) if source[offset:].strip() else ""
        return self.padded.restored(f"{source[:offset]}{head}{text}{tail}{source[offset:]}")

    def _parted(self, above: str, below: str, there: int) -> str:
        """The empty lines missing between two lines; a comment does not get to another step."""
        comment = above.startswith("#") or below.startswith("#")
        return self.newline * (max(self.gap, 1 if comment else 0) - there)


def _last_line(text: str) -> str:
    stripped = text.rstrip()
    return stripped[line_start(stripped, len(stripped)) :].strip()


def _first_line(text: str) -> str:
    return text.lstrip().partition("\n")[0]


def _under(work: _Work, index: int, steps: Where) -> str:
    """The lines of a step, with headers that put it into the list at ``steps``."""
    text, start = work.text(index), work.found[index].start
    if len(steps) == len(work.steps):
        return text
    headers = [one for one in work.found[index].statements if one.kind != "key"]
    for header in reversed(headers):
        first = header.parts[0] - start
        if len(steps) > len(work.steps):
            text = f"{text[:first]}steps.{text[first:]}"
        else:
            text = text[:first] + text[header.parts[1] - start :]
    return text


def _split(at: Where) -> tuple[Where, int]:
    match at:
        case ("steps", int() as index) | ("steps", int(), "steps", int() as index) if min(file_order(at)) >= 0:
            return at[:-1], index
        case _:
            raise EditError(f"{place(at)} is not a place of a step")


def _existing(document: Document, at: Where) -> tuple[Where, int]:
    steps, index = _split(at)
    if not 0 <= index < _count(values_of(document), steps):
        raise EditError(f"there is no step {place(at)} in this file")
    return steps, index


def _count(values: Mapping[str, Any], steps: Where) -> int:
    """How many steps the list has; 0 without a list. Raises EditError if something else stands there."""
    try:
        holder = look_up(values, steps[:-1])
    except KeyError:
        raise EditError(f"there is no place {place(steps)} in this file") from None
    found = holder.get("steps", []) if isinstance(holder, dict) else None
    if not isinstance(found, list):
        raise EditError(f"{place(steps)} is not a list of steps; correct it in the text first")
    return len(found)


def _inserted(document: Document, at: Where, step: dict[str, Any]) -> dict[str, Any]:
    """What the document says, with one more step. Raises EditError if there is no such place."""
    expected: dict[str, Any] = plain_data(values_of(document))
    steps, index = _split(at)
    count = _count(expected, steps)
    if index > count:
        raise EditError(f"there is no place {place(at)} in this file")
    look_up(expected, steps[:-1]).setdefault("steps", []).insert(index, step)
    return expected


def _without_empty_list(document: Document, steps: Where) -> Document:
    """The document without a ``steps = []`` in the way of the first header."""
    values = values_of(document)
    if _count(values, steps) == 0 and steps in layout_of(document.source).items:
        return unset(document, steps)
    return document
