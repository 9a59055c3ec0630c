"""Text that strangers wrote, made safe to show: no control, escape or direction characters."""

from __future__ import annotations

from collections.abc import Iterable

STAND_IN = "\ufffd"
"""The replacement character. By its number: to compile its name loads a library that most starts do not need."""

_SPACES = {"Zl", "Zp", "Zs"}
_UNSHOWN = {"Cf", "Co", "Cs", "Cn"}
_SHOWN_AS_REPLACED = "Cc"
_WHITESPACE = "\t\n\v\f\r\x85"
_SHAPES = "\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff"
"""What only changes how the character before it looks: terminals do not agree how wide the two are together."""
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"
"""Letters and marks by their kind, but nothing is seen of them."""


def plain(text: str) -> str:
    r"""One line of plain text: white space folded, control characters shown as U+FFFD, invisible ones dropped.

    A byte of a file's name that is no UTF-8, which Python keeps as half a surrogate pair, is shown as ``\xfc``.

    What is left can neither move a terminal's cursor, nor turn the reading direction, nor hide, nor be wider on one
    terminal than on another.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    import re
    import unicodedata

    kept = []
    for char in re.sub(f"[{_SHAPES}{_BLANKS}]", "", text):
        kind = unicodedata.category(char)
        if char in _WHITESPACE or kind in _SPACES:
            kept.append(" ")
        elif kind == _SHOWN_AS_REPLACED:
            kept.append(STAND_IN)
        elif kind not in _UNSHOWN:
            kept.append(char)
        elif "\udc80" <= char <= "\udcff":
            kept.append(f"\\x{ord(char) - 0xDC00:02x}")
    return " ".join("".join(kept).split())


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word, all in small letters, that ``word`` was probably meant to be; empty if none is near.

    One is near that is spelt like it, or has it as one of its parts between hyphens.
    """
    import difflib

    words = list(known)
    near = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if not near:  # "desk" for "desk-break"
        near = [long for long in words if word.lower() in long.split("-")][:1]
    return near[0] if near else ""


def composed(name: str) -> str:
    """A name in the one of its forms by which names are compared: an accent in one character with its letter."""
    if name.isascii():
        return name
    import unicodedata

    return unicodedata.normalize("NFC", name)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean "…"?)``, or nothing where no known word is near."""
    near = nearest(word, known)
    return f' (did you mean "{near}"?)' if near else ""


def clock(seconds: float) -> str:
    """Seconds as ``M:SS`` or ``H:MM:SS``, rounded up to a whole second, as a countdown shows them."""
    whole = max(0, -int(-seconds // 1))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
