"""What is too much for ``tomllib``, which takes memory without bound for some short texts; no file needs so much."""

from __future__ import annotations

import re

MAX_BYTES = 1024 * 1024
"""The size of the largest file that is read."""

MAX_KEY_PARTS = 64
"""For a key ``a.b.c…`` time and memory grow with the square of its parts; no file needs more than three."""

MAX_TABLES = 40_000
"""Each takes 2 kB; a session of the most phases has half as many."""

_KEY_PART = r"""(?:[\w-]++|"(?:[^"\\\n]++|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_KEY = rf"(?<![\w-])(?:{_KEY_PART}){{{MAX_KEY_PARTS}}}"
_HEADER = r"(?m)^[ \t]*+\["


def long_key(text: str) -> int | None:
    """Where a key with too many parts begins, if there is one; only a line with as many points can have it."""
    if all(line.count(".") < MAX_KEY_PARTS for line in text.split("\n")):
        return None
    match = re.search(_LONG_KEY, text)
    return match and match.start()


def has_too_many_tables(text: str) -> bool:
    """Whether there are more headers than ``MAX_TABLES``."""
    return text.count("[") > MAX_TABLES and sum(1 for _ in re.finditer(_HEADER, text)) > MAX_TABLES
