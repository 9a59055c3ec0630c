"""What characters the reader of a stream can make out, and what stands in for the others."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

_ASCII = {
    "–": "-",
    "—": "-",
    "‑": "-",
    "−": "-",
    "→": "->",
    "←": "<-",
    "…": "...",
    "°": " degrees",
    "×": "x",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "•": "*",
}


def folded(text: str, encoding: str) -> str:
    """The text with every character that the encoding lacks replaced by what comes nearest."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_folded(char, encoding) for char in text)
    return text


def _folded(char: str, encoding: str) -> str:
    import unicodedata

    candidates = (char, _ASCII.get(char, ""), unicodedata.normalize("NFKD", char)[:1])
    for candidate in candidates:
        if candidate and candidate.encode(encoding, "ignore"):
            return candidate
    return "?"


def encoding_of(stream: TextIO, environment: Mapping[str, str]) -> str:
    """What a stream's reader can make out: ASCII where the locale says no more, even if Python writes more there."""
    written = stream.encoding or "ascii"
    if os.name != "posix" or environment.get("PYTHONIOENCODING") or environment.get("PYTHONUTF8"):
        return written
    locale = environment.get("LC_ALL") or environment.get("LC_CTYPE") or environment.get("LANG") or "C"
    if locale.lower() in {"c.utf-8", "c.utf8"} and not environment.get("LC_ALL"):
        # What Python itself puts into LC_CTYPE where the language is C.
        locale = environment.get("LANG") or "C"
    return "ascii" if locale in {"C", "POSIX"} else written
