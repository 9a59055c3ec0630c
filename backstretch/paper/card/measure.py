"""How much room a text takes on paper, without a browser to ask: the widths of Arial, which the card is set in.

Helvetica and Liberation Sans have the same widths. A text in another typeface may need a little more or less.
"""

from __future__ import annotations

import unicodedata

MM_PER_POINT = 25.4 / 72

_THOUSANDTHS = {
    191: "'",
    222: "ijl’",
    278: " !,./:;I[\\]ft",
    333: "()-r`·",
    355: '"',
    500: "Jckvsxyz",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_WIDTHS = {char: thousandths for thousandths, chars in _THOUSANDTHS.items() for char in chars}
_OTHER = 556
"""Digits and the remaining small letters, with their accents."""
_BOLD = 1.08
"""How much wider bold letters are, at most."""


def width_mm(text: str, points: float, *, bold: bool = False) -> float:
    """The width of ``text`` on one line, in letters of the size ``points``."""
    thousandths = sum(map(_thousandths, text))
    return thousandths / 1000 * points * MM_PER_POINT * (_BOLD if bold else 1.0)


def line_count(text: str, room_mm: float, points: float, *, bold: bool = False, begun_mm: float = 0.0) -> int:
    """How many lines of ``room_mm`` the words of ``text`` take; a word longer than a line goes on on the next.

    With ``begun_mm`` of a line already filled, that line counts too.
    """
    space = width_mm(" ", points, bold=bold)
    lines, used = (1, begun_mm) if begun_mm else (0, 0.0)
    for word in text.split():
        width = width_mm(word, points, bold=bold)
        if lines and used + space + width <= room_mm:
            used += space + width
            continue
        more = int(width // room_mm)
        lines += 1 + more
        used = width - more * room_mm
    return lines


def _thousandths(char: str) -> int:
    """A letter's width, in thousandths of the size."""
    if (known := _WIDTHS.get(char)) is not None:
        return known
    if char.isascii():
        return _OTHER
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return 1000
    plain_letter = unicodedata.normalize("NFD", char)[0]
    return _WIDTHS.get(plain_letter, _OTHER)
