"""Large text in half blocks: numbers as large as a box allows, words at a whole scale.

A cell holds two pixels, one above the other, which makes them square. Where the terminal has no such
characters, a cell is one pixel, twice as high as wide, shown as ``#``.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest

from backstretch.tui.widgets import letters, strokes
from backstretch.tui.widgets.strokes import Bitmap, Pen

_BLOCKS = " ▄▀█"
"""By the upper pixel times two plus the lower one."""

_NARROWEST = 0.5
"""The least width of a digit as a share of its height, in square pixels."""
_LEAST_COUNTER = 3
"""Pixels between the left and the right stroke of a digit, at least."""

_LEAST_ROWS = 3
_LEAST_HASH_ROWS = 5
"""Numbers of fewer rows are plain text: no 5 could be told from an 8."""


@lru_cache(maxsize=512)
def draw_number(text: str, width: int, height: int, *, ascii: bool = False) -> tuple[str, ...]:  # noqa: A002
    """Digits and colons as large as ``width`` × ``height`` cells allow: rows of one length.

    Plain text, in one row, where the box is too small or ``text`` holds anything else; no row at all where
    not even that fits, since part of a number would be a wrong one.
    """
    if text and strokes.DRAWABLE.issuperset(text):
        for rows in range(height, (_LEAST_HASH_ROWS if ascii else _LEAST_ROWS) - 1, -1):
            pen = _pen(rows * 2)
            digit = min(_best_width(rows * 2), _digit_width(text, width, pen))
            if digit >= max(_NARROWEST * rows * 2, 2 * pen.across + _LEAST_COUNTER):
                return _number(text, digit, rows, pen, ascii)
    return (text,) if len(text) <= width and height > 0 else ()


def _pen(height: int) -> Pen:
    """For digits ``height`` square pixels high: about a sixth of it, level strokes a little thinner."""
    return Pen(max(1, round(0.17 * height + 0.3)), max(1, round(0.155 * height - 0.2)))


def _best_width(height: int) -> int:
    """Of a digit ``height`` square pixels high: small ones are wider, to keep their counters open."""
    return round(0.7 * height + 2)


def _gap(pen: Pen) -> int:
    """Pixels between two digits."""
    return max(1, round(0.8 * pen.across))


def _digit_width(text: str, width: int, pen: Pen) -> int:
    """The width at which ``text`` fills ``width``, all digits being equally wide."""
    colons = text.count(":")
    digits = len(text) - colons
    left = width - _gap(pen) * (len(text) - 1) - pen.across * colons
    return left // digits if digits else 0


def _number(text: str, digit: int, rows: int, pen: Pen, hashes: bool) -> tuple[str, ...]:
    height = rows if hashes else rows * 2
    if hashes:
        pen = Pen(pen.across, max(1, pen.down // 2))
    bitmaps = [strokes.draw(char, pen.across if char == ":" else digit, height, pen) for char in text]
    gap = (False,) * _gap(pen)
    joined: list[tuple[bool, ...]] = []
    for y in range(height):
        row = bitmaps[0][y]
        for bitmap in bitmaps[1:]:
            row += gap + bitmap[y]
        joined.append(row)
    return _hashes(joined) if hashes else half_blocks(joined)


@lru_cache(maxsize=256)
def draw_word(text: str, max_width: int, max_height: int, *, ascii: bool = False) -> tuple[str, ...]:  # noqa: A002
    """Words in capitals at the largest whole scale that fits ``max_width`` × ``max_height`` cells.

    They stand one below the other where that makes them larger; the rows of one line are of one length. Plain
    capitals in one row, spaced where they can be, where not even the smallest scale fits; cut where not even
    those do.
    """
    text = " ".join(text.upper().split())
    if text and letters.DRAWABLE.issuperset(text):
        scale, lines = max((_scale(lines, max_width, max_height, ascii), lines) for lines in _breaks(text))
        if scale:
            return _stacked(lines, scale, ascii)
    if not text or max_height < 1 or max_width < 1:
        return ()
    spaced = " ".join(text)
    return (spaced if len(spaced) <= max_width else text[:max_width],)


def _breaks(text: str) -> list[tuple[str, ...]]:
    """The ways to set ``text``: in one line, or a word a line."""
    words = tuple(text.split())
    return [(text,), words] if len(words) > 1 else [words]


def _rows(scale: int, hashes: bool) -> int:
    """Cells that one line is high."""
    return letters.HEIGHT * scale if hashes else -(-letters.HEIGHT * scale // 2)


def _scale(lines: tuple[str, ...], max_width: int, max_height: int, hashes: bool) -> int:
    """The largest scale at which ``lines`` fit; 0 if none does."""
    scale = max_width // max(letters.width(line, 1) for line in lines)
    while scale and len(lines) * (_rows(scale, hashes) + 1) - 1 > max_height:
        scale -= 1
    return scale


def _stacked(lines: tuple[str, ...], scale: int, hashes: bool) -> tuple[str, ...]:
    rows: list[str] = []
    for line in lines:
        bitmap = letters.write(line, scale)
        drawn = _hashes(bitmap) if hashes else half_blocks(bitmap)
        rows += ["", *drawn] if rows else drawn
    return tuple(rows)


def half_blocks(bitmap: Bitmap | list[tuple[bool, ...]]) -> tuple[str, ...]:
    """A bitmap in cells of two pixels, one above the other."""
    pairs = zip_longest(bitmap[::2], bitmap[1::2], fillvalue=(False,) * len(bitmap[0]))
    return tuple(
        "".join(_BLOCKS[2 * upper + lower] for upper, lower in zip(above, below, strict=True)) for above, below in pairs
    )


def _hashes(bitmap: Bitmap | list[tuple[bool, ...]]) -> tuple[str, ...]:
    return tuple("".join("#" if pixel else " " for pixel in row) for row in bitmap)
