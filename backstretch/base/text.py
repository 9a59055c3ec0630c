"""Text for people: what strangers wrote, made safe to show; and every form of a duration, a day and a plural."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from datetime import date

STAND_IN = "\ufffd"
"""The replacement character. By its number: to compile its name loads a library that most starts do not need."""

_SECONDS_ALONE = 100
"""Shorter durations are said in seconds alone."""
_Number = TypeVar("_Number", int, float)

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


def visible(text: str) -> str:
    """``text`` with a stand-in for each character that cannot be seen or that would move what can; tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    import unicodedata

    hidden = _UNSHOWN | {_SHOWN_AS_REPLACED, "Zl", "Zp"}
    return "".join(STAND_IN if char != "\t" and unicodedata.category(char) in hidden else char for char in text)


_PART_CUTOFF = 0.8


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word, all in small letters, that ``word`` was probably meant to be; empty if none is near.

    One is near that is spelt like it, or one of whose parts between hyphens is.
    """
    import difflib

    words = list(known)
    near = difflib.get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    if near:
        return near[0]
    parts = {part: long for long in reversed(words) for part in long.split("-")}  # "desk" for "desk-break"
    part = difflib.get_close_matches(word.lower(), parts, n=1, cutoff=_PART_CUTOFF)
    return parts[part[0]] if part else ""


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
    return timestamp(-(-seconds // 1))


def timestamp(seconds: float) -> str:
    """Seconds since a start as ``M:SS`` or ``H:MM:SS``, rounded down to a whole second."""
    hours, minutes, rest = _split(max(0, int(seconds)))
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def duration(seconds: float) -> str:
    """``20 s``, ``2.5 s``, ``11 min 28 s``, ``1 h 5 min``: exact to the second, in seconds alone below 100."""
    whole = round(seconds)
    if seconds < _SECONDS_ALONE:
        return f"{whole} s" if abs(seconds - whole) < 0.05 else f"{seconds:.1f} s"
    return " ".join(f"{number} {unit}" for number, unit in zip(_split(whole), ("h", "min", "s"), strict=True) if number)


def in_minutes(seconds: float) -> str:
    """``45 s``, ``12 min``, ``20 h 0 min``: exact to the minute, but below one."""
    if 0 < seconds < 60:
        return f"{round(seconds)} s"
    hours, minutes, _ = _split(round(seconds / 60) * 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def duration_in_words(seconds: float) -> str:
    """``1 minute 30 seconds``, ``2.5 seconds``: in full, for paper."""
    hours, minutes, rest = _split(round(seconds, 3))
    units = ((hours, "hour"), (minutes, "minute"), (round(rest, 3), "second"))
    return " ".join(counted(amount, unit) for amount, unit in units if amount) or counted(0, "second")


def expected(length: str, until_key: bool) -> str:
    """``5:20``, or ``about 5:20`` where a key ends some of it and nobody knows when."""
    return f"about {length}" if until_key else length


def bound(seconds: float) -> str:
    """``600 s``, ``1 h``: a limit as a session file could write it, in seconds but for whole hours."""
    hours = seconds / 3600
    return f"{hours:g} h" if hours >= 1 and hours == int(hours) else f"{seconds:g} s"


def score_change(before: int | None, after: int | None) -> str:
    """``2 → 1``: pain before and after, with a dash for a score that is missing; empty if both are."""
    if before is None and after is None:
        return ""
    return " → ".join("–" if score is None else str(score) for score in (before, after))


def level_of_levels(level: int, top: int) -> str:
    """``level 0 of 5, the easiest``: a level among those that a session has."""
    return f"level {level} of {top}{'' if level else ', the easiest'}"


def day_in_words(day: date) -> str:
    """``3 November 2026``."""
    return f"{day.day} {day:%B} {day.year}"


def counted(number: float, noun: str) -> str:
    """``1 error``, ``2 errors``, ``2.5 seconds``."""
    return f"{number:.10g} {noun}{'' if number == 1 else 's'}"


def _split(seconds: _Number) -> tuple[int, int, _Number]:
    """Hours, minutes and what is left."""
    minutes, rest = divmod(seconds, 60)
    return int(minutes) // 60, int(minutes) % 60, rest


def number(value: float) -> int | float:
    """A whole number as an int, so that it is written without a point."""
    return int(value) if value == int(value) else value
