"""A TOML file's text as it is edited: the same bytes come out that went in."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from backstretch.base.toml_bounds import MAX_BYTES, has_too_many_tables, long_key
from backstretch.base.toml_lines import Layout, layout
from backstretch.editing.tomledit import EditError

_MARK = codecs.BOM_UTF8.decode()


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, whether or not it is TOML, and how it is encoded."""

    source: str
    """Every character of the file as it is, line ends too, without a byte-order mark at its beginning."""
    marked: bool = False
    """Whether the file begins with a byte-order mark."""

    @classmethod
    def of(cls, data: bytes) -> Document:
        """The document of a file's bytes. Raises ValueError, in one line, if they are not UTF-8."""
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            found = f"byte 0x{data[error.start]:02x} in line {line}"
            raise ValueError(f"{found} is not UTF-8; save the file as UTF-8") from None
        return cls(text.removeprefix(_MARK), text.startswith(_MARK))

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return ((_MARK if self.marked else "") + self.source).encode()

    @property
    def newline(self) -> str:
        """How most lines end; what new lines end with."""
        windows = self.source.count("\r\n")
        return "\r\n" if 2 * windows > self.source.count("\n") else "\n"

    @property
    def text(self) -> str:
        r"""The text as a field for several lines shows it, every line ending in ``\n``."""
        return "\n".join(content for content, _ in _lines(self.source))

    def with_text(self, text: str) -> Document:
        """The document with what a person typed in place of ``text``; lines that are as before keep their line end.

        Raises EditError for what no file can hold: half of a surrogate pair.
        """
        try:
            text.encode()
        except UnicodeEncodeError:
            raise EditError("the text has a character that cannot be saved: half of a pair") from None
        before, after = _lines(self.source), [content for content, _ in _lines(text)]
        contents, ends = [content for content, _ in before], [line_end for _, line_end in before]
        start = _alike(contents, after)
        end = min(_alike(contents[::-1], after[::-1]), len(before) - start, len(after) - start)
        middle = ends[start : len(before) - end]
        if len(middle) != len(after) - start - end:
            middle = [self.newline] * (len(after) - start - end)
        ends = [*ends[:start], *middle, *ends[len(before) - end :]]
        ends = [*(line_end or self.newline for line_end in ends[:-1]), ""]
        source = "".join(content + line_end for content, line_end in zip(after, ends, strict=True))
        if [content for content, _ in _lines(source)] != after:
            # A lone carriage return, which ends a line of old, got before an empty line: the two would be one.
            source = self.newline.join(after)
        return Document(source.removeprefix(_MARK), self.marked or source.startswith(_MARK))

    @property
    def values(self) -> Mapping[str, Any] | None:
        """What the text says as TOML, not to be changed; None if it is no TOML."""
        return _parsed(self.source)


def values_of(document: Document) -> Mapping[str, Any]:
    """What the text says as TOML, not to be changed. Raises EditError if it is no TOML."""
    if document.values is None:
        raise EditError("this is not TOML; correct it in the text first")
    return document.values


@lru_cache(maxsize=4)
def layout_of(source: str) -> Layout:
    """What stands where in a source that is TOML."""
    return layout(source)


@lru_cache(maxsize=4)
def _parsed(source: str) -> Mapping[str, Any] | None:
    text = source.replace("\r\n", "\n")
    if len(source.encode()) > MAX_BYTES or has_too_many_tables(text) or long_key(text) is not None:
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _lines(text: str) -> list[tuple[str, str]]:
    """The lines of a text, each with its line end; the last one has none, and may be empty."""
    lines: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        (content,) = line.splitlines()
        lines.append((content, line[len(content) :]))
    if not lines or lines[-1][1]:
        lines.append(("", ""))
    return lines


def _alike(before: list[str], after: list[str]) -> int:
    """How many lines at the beginning are the same."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((index for index, (old, new) in pairs if old != new), min(len(before), len(after)))
