"""Characters that look like those of TOML and are not: curly quotes, wide signs, dashes, spaces, foreign letters."""

from __future__ import annotations

import re
import string
import unicodedata

_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*+"""+'''
    r"""|'''(?:[^']|'(?!''))*+'''+"""
    r"""|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|\#[^\n]*+"""
    r"""|[^"'\#\x80-\U0010ffff]++|(?P<open>["'])|(?P<odd>.)"""
)
"""A string, a comment, or what stands between them; a quote that nothing closes, or a character that TOML has not."""

_MEANT = {*string.ascii_letters, *string.digits, *" \t\"'=[]{},.#-+_:"}
"""What TOML has outside strings and comments."""

_UNSEEN = {"Cf", "Cc", "Zl", "Zp"}

_BY_NAME = (
    ("SINGLE", "QUOTATION MARK", "'"),
    ("", "QUOTATION MARK", '"'),
    ("DOUBLE", "PRIME", '"'),
    ("", "PRIME", "'"),
    ("", "COMMA", ","),
    ("", "FULL STOP", "."),
    ("", "EQUALS SIGN", "="),
    ("", "MINUS SIGN", "-"),
    ("LEFT", "BRACKET", "["),
    ("RIGHT", "BRACKET", "]"),
)
"""Two parts of a character's name, and what it is taken for."""

_LETTERS = dict(
    zip(
        "АВЕЅІЈКМНОРСТХаеорсухіѕјԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ",
        "ABESIJKMHOPCTXaeopcyxisjdhABEZHIKMNOPTYXovp",
        strict=True,
    )
)
"""Cyrillic and Greek letters to those that they cannot be told from."""


def odd_character(text: str, line: int) -> tuple[int, str] | None:
    """Where in ``text`` the first such character of a ``line``, from 1, stands, and what it is; None without one.

    Only what stands outside strings and comments counts, and what seems to close a string and does not.
    """
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if text[start:end].isascii():
        return None
    for match in _TOKEN.finditer(text):
        if match.end() <= start:
            continue
        if match.start() >= end:
            break
        if match["odd"] and match["odd"] != "\n":
            return match.start(), told(match["odd"])
        if match["open"]:
            return _false_close(text, match.end(), end, match["open"])
    return None


def mended(line: str) -> str:
    """The line with what such characters are taken for in their place, and without those that cannot be seen."""
    return line if line.isascii() else "".join(char if char.isascii() else _mended(char) for char in line)


def _mended(char: str) -> str:
    return "" if unicodedata.category(char) in _UNSEEN else meant(char) or char


def meant(char: str) -> str:
    """The character of TOML that this one is taken for; empty if there is none."""
    folded = unicodedata.normalize("NFKC", char)
    name, kind = unicodedata.name(char, ""), unicodedata.category(char)
    if char in _LETTERS:
        return _LETTERS[char]
    if folded in _MEANT:
        return folded
    if kind == "Pd":
        return "-"
    if kind == "Zs":
        return " "
    return next((sign for one, other, sign in _BY_NAME if one in name and other in name), "")


def told(char: str) -> str:
    """What a character is, in words, and what to write."""
    name = unicodedata.name(char, "a character without a name").lower()
    code = f"U+{ord(char):04X} {name}"
    kind, instead = unicodedata.category(char), meant(char)
    if kind in _UNSEEN:
        return f"{code} stands here and cannot be seen; take it out"
    if instead == " ":
        return f"{code} is not TOML's space; write a plain space"
    shown = f"`{char}` ({code})" if char.isprintable() else code
    if instead:
        return f"{shown} is not TOML's `{instead}`"
    if kind.startswith(("L", "M")):
        return f"{shown} cannot stand here; keys are written with a to z, digits, - and _, and text in quotes"
    return f"{shown} cannot stand here; only text in quotes may have it"


def _false_close(text: str, start: int, end: int, quote: str) -> tuple[int, str] | None:
    """The last character after an opening quote that looks as if it closed the text."""
    looks = [index for index in range(start, end) if not text[index].isascii() and meant(text[index]) == quote]
    return (looks[-1], told(text[looks[-1]])) if looks else None
