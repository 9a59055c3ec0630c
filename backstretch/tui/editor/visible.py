"""Text as it stands in a file, made safe to show without moving any of it."""

from __future__ import annotations

import unicodedata

from textual.content import Content

from backstretch.base.text import STAND_IN

_UNSHOWN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """``text`` with a stand-in for each character that cannot be seen or that would move what can; tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(STAND_IN if char != "\t" and unicodedata.category(char) in _UNSHOWN else char for char in text)


def cut_off(text: str, width: int, height: int) -> Content:
    """``text`` in so many rows of so many cells; where it is longer, an ellipsis says so."""
    if width <= 0 or height <= 0:
        return Content("")
    rows = Content(text).wrap(width)
    if len(rows) <= height:
        return Content(text)
    last = (rows[height - 1] + " …").truncate(width, ellipsis=True)
    return Content("\n").join([*rows[: height - 1], last])
