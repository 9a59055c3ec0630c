"""Warns of words in a session that suggest what a sore back should be spared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from backstretch.base.text import plain
from backstretch.session.fields import Report, Where, shortened
from backstretch.session.words import MOST_INTO_WORDS, MOST_OUT_WORDS

_NECK = r"(?:\w+ ){0,2}(?:neck|head)\b"

_TOPICS = (
    (
        re.compile(
            r"\b(?:dumb|bar|kettle)[- ]?bells?\b|\bdead[- ]?lift\w*|\bweight[- ]?lift\w*|\bweights\b"
            r"|\blift\w* (?:an? |the |some )?(?:heavy|weight)\b|\bheavy (?:lift\w*|weights?|loads?)\b",
            re.IGNORECASE,
        ),
        "lifting weights",
    ),
    (
        re.compile(
            r"\btwist(?:s|ed|ing)?\b(?![- ]free)"
            r"|\brotat(?:e|es|ing) (?:\w+ )?(?:trunk|torso|spine|back|waist|upper body)\b",
            re.IGNORECASE,
        ),
        "twisting",
    ),
    (
        re.compile(
            rf"\b(?:strain|cran|crank|yank|jerk|wrench|forc|pull on)(?:e|es|s|ed|ing)? {_NECK}"
            r"|\b(?:neck|head) strain\w*",
            re.IGNORECASE,
        ),
        "straining the neck",
    ),
)

_CLAUSE_END = re.compile(r"[.;:!?()]|, (?![^.;:!?()]*\bn?or\b)|\b(?:but|then)\b", re.IGNORECASE)
"""A comma ends a clause, unless what follows is the rest of a list with "or"."""

_NOT = re.compile(
    r"\b(?:no|not|never|without|avoid\w*|cannot|nor|neither|instead of|rather than|free of)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r" (?:(?:is|are) (?:not|never|to be avoided)|(?:should|must) (?:not|never|be avoided))\b", re.IGNORECASE
)
_CLAUSE_LENGTH = 200
"""How many characters around a word are looked at."""

_LINES = frozenset({"title", "summary", "name", "cue", "start", "into", "holding", "out", "word", "say"})
_LISTS = frozenset({"cues", "props"})
_MOST_WORDS = {"into": MOST_INTO_WORDS, "out": MOST_OUT_WORDS}

_DEEPEST = 4
"""How far down the steps of a group are: ``steps``, an index, ``steps``, an index."""


def warn_of_wording(values: Mapping[str, Any], report: Report) -> None:
    """Report the texts of a file's ``values`` that suggest lifting weights, twisting or straining the neck."""
    for where, text in _texts(values, ()):
        for pattern, topic in _TOPICS:
            match = next((found for found in pattern.finditer(text) if not _is_denied(text, found)), None)
            if match is not None:
                report.warning(where, f'"{shortened(match[0])}" suggests {topic}; a sore back should be spared it')


def warn_of_long_orders(values: Mapping[str, Any], report: Report) -> None:
    """Report what is said while the body moves and is longer than the movement."""
    for where, text in _texts(values, ()):
        most = _MOST_WORDS.get(str(where[-1]))
        if most is not None and len(text.split()) > most:
            found = f"{where[-1]} has {len(text.split())} words"
            report.warning(where, f"{found}; it is said while the body moves, so use {most} at most")


def _texts(values: Mapping[str, Any], where: Where) -> Iterator[tuple[Where, str]]:
    """Every text of a table and its steps that a person will read, and its place."""
    for key, value in values.items():
        here = (*where, key)
        if key in _LINES and isinstance(value, str):
            yield here, plain(value)
        elif key in _LISTS and isinstance(value, list):
            yield from (((*here, index), plain(text)) for index, text in enumerate(value) if isinstance(text, str))
        elif (key == "parts" or (key == "steps" and len(where) < _DEEPEST)) and isinstance(value, list):
            for index, table in enumerate(value):
                if isinstance(table, dict):
                    yield from _texts(table, (*here, index))


def _is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether the clause that ``match`` stands in says not to do it."""
    start = max(0, match.start() - _CLAUSE_LENGTH)
    around = text[start : match.end() + _CLAUSE_LENGTH]
    at = match.start() - start
    ends = [end.end() for end in _CLAUSE_END.finditer(around) if end.end() <= at]
    return bool(_NOT.search(around[ends[-1] if ends else 0 : at]) or _NOT_AFTER.match(text, match.end()))
