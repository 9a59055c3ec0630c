"""The forms in which a session file writes a length of time."""

from __future__ import annotations

import re
from math import isfinite

from backstretch.session.model import Duration

FORMS = 'write seconds as 20, or "90s", "1m30s", "2m", "4 breaths"'
"""What a person is told who wrote something else."""

_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
CLOCK = rf"(?:({_NUMBER})m)?(?:({_NUMBER})s)?"
"""A pattern for the whole of a text of minutes and seconds; one of them must be there."""
BREATHS = rf"({_NUMBER}) breaths?"
"""A pattern for the whole of a text of breaths."""


def parse_duration(written: object) -> Duration | None:
    """The length of time that a TOML value stands for, of whatever size or sign; None if it is none."""
    if isinstance(written, str):
        return _from_text(written)
    if isinstance(written, bool) or not isinstance(written, int | float):
        return None
    try:
        seconds = float(written)
    except OverflowError:
        seconds = float("inf") if written > 0 else float("-inf")
    else:
        if not isfinite(seconds):
            return None
    return Duration(seconds)


def _from_text(written: str) -> Duration | None:
    if match := re.fullmatch(BREATHS, written):
        return Duration(float(match[1]), breaths=True)
    match = re.fullmatch(CLOCK, written)
    if match is None or not written:
        return None
    minutes, seconds = match.groups(default="0")
    return Duration(float(minutes) * 60 + float(seconds))
