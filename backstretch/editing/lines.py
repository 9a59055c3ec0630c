"""Whole lines of a source: where they begin and end, which are empty, and which are comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


def _run(pattern: re.Pattern[str], source: str, start: int) -> int:
    while match := pattern.match(source, start):
        start = match.end()
    return start


def _run_back(pattern: re.Pattern[str], source: str, end: int, start: int) -> int:
    while end > start and (match := pattern.match(source, line_start(source, end - 1))) and match.end() == end:
        end = line_start(source, end - 1)
    return max(end, start)
