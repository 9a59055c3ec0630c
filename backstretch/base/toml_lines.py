"""Where in a TOML text things stand: line and column of every key, and the characters of every statement and value."""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Where = tuple[str | int, ...]
"""The way from the document to a value: keys, and indexes into arrays."""


class Position(NamedTuple):
    """A place in a text."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters; a byte-order mark is not counted."""


class Span(NamedTuple):
    """Characters of a text: from ``start`` up to, but without, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A header, or a key with its value."""

    where: Where
    """The table that a header opens, with its index if it is one of an array; or the key."""
    kind: Literal["key", "table", "array"]
    """``table`` is a ``[header]``, ``array`` a ``[[header]]``."""
    parts: tuple[int, ...]
    """Where each part of the dotted key or header begins."""
    span: Span
    """From the key's first character to the value's last, or from bracket to bracket; no comment."""
    header: int
    """The index, among the statements, of the header this key stands under or this header itself; -1 without one."""


@dataclass(frozen=True, slots=True)
class Item:
    """A value as it is written: that of a statement, or one inside an array or inline table."""

    value: Span
    key: int
    """Where its key begins; in an array, where the value does."""
    inside: Where | None
    """The array or inline table it stands in, if it does."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in a text."""

    statements: tuple[Statement, ...]
    items: Mapping[Where, Item]
    """What has characters of its own: not the tables that only headers or dotted keys make."""


def layout(text: str) -> Layout:
    """The statements and values of ``text``, which ``tomllib`` reads without an error and no byte-order mark begins."""
    scan = _Scan(text)
    scan.document()
    return Layout(tuple(scan.statements), scan.items)


def positions(text: str, wanted: Container[Where] | None = None) -> Mapping[Where, Position]:
    """The place of everything in ``text``, or of all that is ``wanted``; ``tomllib`` reads it without an error.

    A key's place is its first character, an array element's likewise; a table that has a header of its
    own, ``[table]`` or ``[[tables]]``, stands where that header begins.
    """
    scan = _Scan(text, wanted, spans=False)
    scan.document()
    return scan.found


def last_statement(text: str) -> Position:
    """Where the last statement of ``text`` begins; the text may break off in the middle of it."""
    scan = _Scan(text)
    scan.document()
    return scan.position(scan.statement)


_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BETWEEN = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*+")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+'""")
_HEADER = re.compile(r"\[\[?[ \t]*+")
_HEADER_END = re.compile(r"[ \t]*+\]\]?+")
_TO_LINE_END = re.compile(r"[^\n]*+")
_SCALAR = re.compile(
    r'''"""(?:[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}'''
    r"""|'''(?:[^']++|'(?!''))*+'{3,5}"""
    r"""|"(?!"")(?:[^"\\\n]++|\\.)*+"|'(?!'')[^'\n]*+'|[^\s,\]}#"']++(?:[ ][0-9][^\s,\]}#]*+)?"""
)
"""A string, or a bare value; a date and its time may have one space between them."""


@dataclass(slots=True)
class _Container:
    """An array or inline table that is still open."""

    where: Where
    is_array: bool
    key: int
    start: int
    next_index: int = 0


class _Scan:
    """One pass over a text, from its first character to its last."""

    def __init__(self, text: str, wanted: Container[Where] | None = None, *, spans: bool = True) -> None:
        """Without ``spans`` only ``found`` is filled; a large file has more of the others than memory should hold."""
        self._text = text.removeprefix("\ufeff")
        self._wanted = wanted
        self._spans = spans
        self._at = 0
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._lengths: dict[Where, int] = {}
        self._header_index = -1
        self.found: dict[Where, Position] = {}
        self.statements: list[Statement] = []
        self.items: dict[Where, Item] = {}
        self.statement = 0
        """The offset at which the statement under way began."""

    def position(self, offset: int) -> Position:
        """The line and column of the character at ``offset``."""
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1)

    def document(self) -> None:
        """Every statement of the text: headers, and keys with their values."""
        table: Where = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            self.statement = self._at
            if self._char() == "[":
                table = self._header()
                self._skip(_TO_LINE_END)
            else:
                where, parts = self._key(table)
                self._value(where)
                if self._spans:
                    span = Span(self.statement, self._at)
                    self.statements.append(Statement(where, "key", parts, span, self._header_index))
            self._skip(_BLANK)

    def _char(self) -> str:
        """The character next in turn; nothing at the end."""
        return self._text[self._at : self._at + 1]

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Go past what ``pattern`` matches here; whether it matches at all."""
        if match := pattern.match(self._text, self._at):
            self._at = match.end()
        return match is not None

    def _note(self, where: Where, offset: int) -> None:
        if where not in self.found and (self._wanted is None or where in self._wanted):
            self.found[where] = self.position(offset)

    def _parts(self) -> list[tuple[str, int]]:
        """The parts of a dotted key, each with its offset."""
        parts: list[tuple[str, int]] = []
        while match := _KEY.match(self._text, self._at):
            parts.append((_unquoted(match.group()), self._at))
            self._at = match.end()
            if not self._skip(_DOT):
                break
        return parts

    def _header(self) -> Where:
        """The table that a ``[header]`` opens."""
        start = self._at
        is_array = self._text.startswith("[[", start)
        self._skip(_HEADER)
        parts = self._parts()
        where: Where = ()
        for number, (part, _) in enumerate(parts, 1):
            where = (*where, part)
            if is_array and number == len(parts):
                self._lengths[where] = self._lengths.get(where, 0) + 1
            self._note(where, start)
            if where in self._lengths:
                where = (*where, self._lengths[where] - 1)
        self.found.pop(where, None)
        self._note(where, start)
        self._skip(_HEADER_END)
        if self._spans:
            self._header_index = len(self.statements)
            kind: Literal["table", "array"] = "array" if is_array else "table"
            offsets = tuple(offset for _, offset in parts)
            self.statements.append(Statement(where, kind, offsets, Span(start, self._at), self._header_index))
        return where

    def _key(self, table: Where) -> tuple[Where, tuple[int, ...]]:
        """The key of a statement or inline table, and where its parts begin; one character on, if there is none."""
        where = table
        parts = self._parts()
        for part, offset in parts:
            where = (*where, part)
            self._note(where, offset)
        if not self._skip(_EQUALS) and not parts:
            self._at += 1
        return where, tuple(offset for _, offset in parts)

    def _value(self, where: Where) -> None:
        """The value at ``where``, and everything in it."""
        containers: list[_Container] = []
        inside: Where | None = where
        key = self.statement
        while inside is not None:
            start = self._at
            if self._char() in {"[", "{"}:
                containers.append(_Container(inside, self._char() == "[", key, start))
                self._at += 1
            else:
                if not self._skip(_SCALAR):
                    self._at = len(self._text)
                self._item(inside, Span(start, self._at), key, containers)
            inside, key = self._next_inside(containers)

    def _item(self, where: Where, value: Span, key: int, containers: list[_Container]) -> None:
        if not self._spans:
            return
        inside = containers[-1].where if containers else None
        self.items.setdefault(where, Item(value, key, inside))

    def _next_inside(self, containers: list[_Container]) -> tuple[Where | None, int]:
        """The next value in the innermost open container that has one, and where its key begins; None at the end."""
        while containers:
            self._skip(_BETWEEN)
            inner = containers[-1]
            if self._char() in {"]", "}", ""}:
                self._at += 1
                containers.pop()
                self._item(inner.where, Span(inner.start, self._at), inner.key, containers)
            elif inner.is_array:
                where = (*inner.where, inner.next_index)
                inner.next_index += 1
                self._note(where, self._at)
                return where, self._at
            else:
                key = self._at
                return self._key(inner.where)[0], key
        return None, 0


def _unquoted(key: str) -> str:
    """What a key as written says."""
    if key.startswith("'"):
        return key[1:-1]
    if key.startswith('"'):
        return key[1:-1] if "\\" not in key else _unescaped(key)
    return key


def _unescaped(key: str) -> str:
    """A key in double quotes, without them; as written where the text is one that breaks off at a wrong escape."""
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        return key[1:-1]
