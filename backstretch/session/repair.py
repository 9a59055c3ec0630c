"""Reading on after a TOML error: the line is taken out, so that what comes after it can be checked too."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from backstretch.base.text import STAND_IN, plain
from backstretch.base.toml_bounds import MAX_BYTES
from backstretch.base.toml_lines import last_statement
from backstretch.base.toml_lookalikes import mended, odd_character
from backstretch.session.faults import Document, Fault, fault_at

_MOST_TRIES = 50
_PARSED_AT_MOST = 2 * MAX_BYTES
"""How much text may be parsed, over and over, to find further faults."""

_FOUND_SHOWN_AT_MOST = 40

_SIMPLE_KEY = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"[^"\\]*"|'[^']*')[ \t]*=""")
_HEADER = re.compile(r"""[ \t]*\[\[?[ \t]*[\w."'-]+[ \t]*\]?\]?[ \t]*(?:#.*)?$""")
_STEPS_HEADER = re.compile(r"[ \t]*\[\[?[ \t]*(steps(?:\.steps)?|do|goals)[ \t]*\]*[ \t]*(?:#.*)?$")
_LONG_NUMBER = re.compile(r"[0-9][0-9_]{4299}")
_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")


def repaired(text: str) -> Document:
    """What can be read of ``text``, which is no TOML as it stands, and every fault found on the way."""
    repair = _Repair(text)
    values = None
    for _ in range(max(1, min(_MOST_TRIES, _PARSED_AT_MOST // len(text)))):
        values, fault = _parsed(repair.text)
        if fault is None or not repair.take_out(fault):
            break
    return Document(values, repair.text, tuple(repair.faults), repair.stand_in)


class _Repair:
    """A text, and the lines taken out of it so far."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self.stand_in = STAND_IN
        while self.stand_in in text:
            self.stand_in += STAND_IN
        self._lines = [*text.split("\n"), ""]
        self._taken_out: set[int] = set()

    @property
    def text(self) -> str:
        """The text as it is now, with as many lines as ever."""
        return "\n".join(self._lines)

    def take_out(self, fault: Fault) -> bool:
        """Take out what is wrong at ``fault``; whether what is left can be expected to make sense."""
        index = fault.line - 1
        line = self._lines[index]
        again = index in self._taken_out
        if not again:
            self.faults.append(fault)
        if _HEADER.match(mended(line)):
            return not again and self._mend_header(index)
        if again or fault.message.endswith(_TWICE):
            return self._blank(index)
        # A list that is not closed is noticed at whatever follows it.
        earlier = fault.message == _UNCLOSED and not set("[{") & set(line[: fault.column])
        if _is_whole(line) and not earlier:
            return self._stand_in_for(index, index + 1)
        return self._take_out_around(index - 1 if earlier else index)

    def _mend_header(self, index: int) -> bool:
        """Close the header of a step; what else it should have been cannot be told."""
        steps = _STEPS_HEADER.match(mended(self._lines[index]))
        if steps:
            self._lines[index] = f"[[{steps[1]}]]"
            self._taken_out.add(index)
        return steps is not None

    def _take_out_around(self, index: int) -> bool:
        """Take out the statement over several lines that the one at ``index`` seems to be in."""
        first = next((at for at in range(index, -1, -1) if self._begins_statement(at)), -1)
        if first < 0 or first in self._taken_out or _HEADER.match(self._lines[first]):
            return False
        lines = range(first + 1, len(self._lines))
        return self._stand_in_for(first, next((at for at in lines if self._begins_statement(at)), len(self._lines)))

    def _begins_statement(self, index: int) -> bool:
        line = self._lines[index]
        return bool(_SIMPLE_KEY.match(line) or _HEADER.match(line))

    def _stand_in_for(self, first: int, end: int) -> bool:
        """Keep no more of the lines than their key, lest it be reported as missing."""
        key = _SIMPLE_KEY.match(mended(self._lines[first]))
        for index in range(first, end):
            self._blank(index)
        if key:
            self._lines[first] = f'{key[0]} "{self.stand_in}"'
        return True

    def _blank(self, index: int) -> bool:
        changes = self._lines[index] != ""
        self._lines[index] = ""
        self._taken_out.add(index)
        return changes


def _is_whole(line: str) -> bool:
    """Whether a line is, as far as can be seen, a whole statement."""
    return (
        bool(line.strip())
        and '"""' not in line
        and "'''" not in line
        and line.count("[") == line.count("]")
        and line.count("{") == line.count("}")
    )


def _parsed(text: str) -> tuple[dict[str, Any] | None, Fault | None]:
    """The values of ``text``, or the first fault in it."""
    try:
        return tomllib.loads(text), None
    except tomllib.TOMLDecodeError as error:
        return None, _in_plain_words(str(error), text)
    except ValueError:
        number = _LONG_NUMBER.search(text)
        return None, fault_at(text, number.start() if number else 0, "a number has too many digits")
    except RecursionError:
        return None, Fault(1, 1, "lists or tables are nested too deeply to be read")


def _in_plain_words(error: str, text: str) -> Fault:
    """What ``tomllib`` says of ``text``, as a person can understand it."""
    place = _PLACE.search(error)
    line, column = (int(place[1]), int(place[2])) if place and place[1] else last_statement(text)
    if odd := odd_character(text, line):
        return fault_at(text, *odd)
    if place is None or place[1] is None:
        return Fault(line, column, "a quote or bracket that is opened here is never closed")
    line_text = text.split("\n", line)[line - 1]
    what = error[: place.start()]
    key = _SIMPLE_KEY.match(line_text)
    if what == "Cannot overwrite a value" and key:
        return Fault(line, key.start(1) + 1, f"{plain(key[1])} {_TWICE}")
    if what == "Invalid value" and key and key.start(1) == column - 1:
        return Fault(line, column, _UNCLOSED)
    rest = plain(line_text[column - 1 :])
    shown = rest if len(rest) <= _FOUND_SHOWN_AT_MOST else rest[: _FOUND_SHOWN_AT_MOST - 1] + "…"
    words = next((words for start, words in _WORDS if what.startswith(start)), plain(what))
    return Fault(line, column, words.replace("{found}", shown or "nothing"))


_TWICE = "is given twice; keep one of them"
_UNCLOSED = "a list or table is not closed before this; write a comma or the closing bracket"

_WORDS = (
    ("Illegal character '\\n'", 'the text is not closed; write " at its end'),
    ("Found invalid character '\\n'", "the text is not closed; write ' at its end"),
    ("Illegal character", "a control character is not allowed here"),
    ("Found invalid character", "a control character is not allowed here"),
    ("Invalid value", "a value should stand here, found {found}; write text in quotes, numbers without"),
    ("Expected newline", "nothing more should stand here, found {found}; write text in quotes, one key a line"),
    ("Expected '=' after", "= and a value should stand here, found {found}"),
    ("Invalid statement", "a key or a [[steps]] header should stand here, found {found}"),
    ("Invalid initial character for a key", "a key should stand here, found {found}"),
    ("Cannot overwrite", f"this {_TWICE}"),
    ("Duplicate inline table key", f"this key {_TWICE}"),
    ("Cannot declare", "this table is given twice; one step of many is written [[steps]]"),
    ("Cannot mutate", "this adds to a table or list that is complete already"),
    ("Cannot redefine", "this adds to a table or list that is complete already"),
    ("Unclosed", _UNCLOSED),
    ("Unescaped", r"\ begins an escape that does not exist; write \\ for a backslash"),
    ("Invalid hex", r"\u needs four hexadecimal digits after it, and \U eight"),
    ("Escaped character", "this escape stands for no character"),
    ("Invalid date", "this date does not exist"),
    ("Expected ']", "a header is not closed; a step's is written [[steps]]"),
)
"""How ``tomllib``'s messages begin, and what is said instead; ``{found}`` is the line from the error on."""
