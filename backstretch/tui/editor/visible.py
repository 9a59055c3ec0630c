"""Text as it stands in a file, made safe to show without moving any of it."""

from __future__ import annotations

import unicodedata

from ...text import STAND_IN

_UNSHOWN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def visible(text: str) -> str:
    """``text`` with a stand-in for each character that cannot be seen or that would move what can; tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(STAND_IN if char != "\t" and unicodedata.category(char) in _UNSHOWN else char for char in text)
