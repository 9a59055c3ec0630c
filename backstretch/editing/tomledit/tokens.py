"""The tokens of TOML text, line by line, for whoever colours it; what is wrong with it, the reader says."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, cast

Kind = Literal["comment", "table", "key", "text", "value"]
Delimiter = Literal["", '"""', "'''"]
"""What a string over several lines ends with; empty outside of one."""


class Token(NamedTuple):
    """A piece of a line."""

    kind: Kind
    start: int
    end: int
    """The column after its last character; both from 0."""


_TABLE = re.compile(r"""\s*\[\[?[\w."'\s-]+\]\]?(?=\s*(?:#|$))""")
_QUOTED = r'"(?:[^"\\]|\\.)*"?|\'[^\']*\'?'
_TOKEN = re.compile(
    rf"""(?P<comment>\#.*)
    |(?P<long>\"{{3}}|'{{3}})
    |(?P<key>(?:[\w-]+|{_QUOTED})(?=[\s\w."'-]*=))
    |(?P<text>{_QUOTED})
    |(?P<value>[+-]?\b[\w:.+-]+)""",
    re.VERBOSE,
)


def tokens(line: str, within: Delimiter = "") -> tuple[list[Token], Delimiter]:
    """The tokens of a line that begins ``within`` a string over several lines, or not; and what the next begins in."""
    found: list[Token] = []
    at = 0
    if within:
        at = _end_of_long(line, 0, within)
        found.append(Token("text", 0, abs(at)))
        if at < 0:
            return found, within
    elif table := _TABLE.match(line):
        at = table.end()
        found.append(Token("table", at - len(table.group().lstrip()), at))
    while (match := _TOKEN.search(line, at)) is not None:
        kind, start, at = match.lastgroup, match.start(), match.end()
        if kind == "long":
            delimiter: Delimiter = '"""' if match.group() == '"""' else "'''"
            at = _end_of_long(line, at, delimiter)
            found.append(Token("text", start, abs(at)))
            if at < 0:
                return found, delimiter
        else:
            found.append(Token(cast("Kind", kind), start, at))
    return found, ""


def begins_within(lines: Iterable[str]) -> list[Delimiter]:
    """For each line, in which string over several lines it begins."""
    within: Delimiter = ""
    found: list[Delimiter] = []
    for line in lines:
        found.append(within)
        if within or '"""' in line or "'''" in line:
            within = tokens(line, within)[1]
    return found


def _end_of_long(line: str, start: int, delimiter: Delimiter) -> int:
    """The column after the string's end; minus that of the line's, if it goes on there."""
    at = start
    while (end := line.find(delimiter, at)) >= 0:
        if delimiter == "'''" or not (end - len(line[:end].rstrip("\\"))) % 2:
            return end + len(delimiter)
        at = end + 1
    return -len(line) if line else -1
