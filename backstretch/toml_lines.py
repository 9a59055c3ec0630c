"""Where in a TOML text a key stands: line and column of every key, table header and array element."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Where = tuple[str | int, ...]
"""The way from the document to a value: keys, and indexes into arrays."""


class Position(NamedTuple):
    """A place in a text."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters; a byte-order mark is not counted."""


def positions(text: str) -> Mapping[Where, Position]:
    """The place of everything in ``text``, a TOML document that ``tomllib`` reads without an error.

    A key's place is its first character, an array element's likewise; a table that has a header of its
    own, ``[table]`` or ``[[tables]]``, stands where that header begins.
    """
    scan = _Scan(text)
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
    next_index: int = 0


class _Scan:
    """One pass over a text, from its first character to its last."""

    def __init__(self, text: str) -> None:
        self._text = text.removeprefix("\N{BYTE ORDER MARK}")
        self._at = 0
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._lengths: dict[Where, int] = {}
        self.found: dict[Where, Position] = {}
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
                self._value(self._key(table))
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
        self.found.setdefault(where, self.position(offset))

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
        self.found[where] = self.position(start)
        return where

    def _key(self, table: Where) -> Where:
        """The key of a statement or inline table; one character on, if there is none."""
        where = table
        parts = self._parts()
        for part, offset in parts:
            where = (*where, part)
            self._note(where, offset)
        if not self._skip(_EQUALS) and not parts:
            self._at += 1
        return where

    def _value(self, where: Where) -> None:
        """The value at ``where``, and everything in it."""
        containers: list[_Container] = []
        inside: Where | None = where
        while inside is not None:
            if self._char() in {"[", "{"}:
                containers.append(_Container(inside, is_array=self._char() == "["))
                self._at += 1
            elif not self._skip(_SCALAR):
                self._at = len(self._text)
            inside = self._next_inside(containers)

    def _next_inside(self, containers: list[_Container]) -> Where | None:
        """The place of the next value in the innermost open container that has one; None once all are closed."""
        while containers:
            self._skip(_BETWEEN)
            inner = containers[-1]
            if self._char() in {"]", "}", ""}:
                self._at += 1
                containers.pop()
            elif inner.is_array:
                where = (*inner.where, inner.next_index)
                inner.next_index += 1
                self._note(where, self._at)
                return where
            else:
                return self._key(inner.where)
        return None


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
