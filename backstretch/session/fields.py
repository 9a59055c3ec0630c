"""The keys of one TOML table, read one by one; what is wrong is reported, and reading goes on."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from backstretch.base.text import bound, did_you_mean, nearest, plain
from backstretch.session.findings import Report, Where, figure, shortened, shown
from backstretch.session.format import MAX_PHASES
from backstretch.session.key_kinds import (
    FORMS,
    Choice,
    Choices,
    Count,
    Day,
    Fixed,
    Form,
    Length,
    Parts,
    Steps,
    Text,
    Texts,
    Word,
    parse_duration,
)
from backstretch.session.model import Duration

FIRST_YEAR, LAST_YEAR = 2000, 2199
"""The years that a day of a file may lie in."""


class Table:
    """One table of the file, and how long a breath is in it."""

    def __init__(self, values: Mapping[str, Any], where: Where, report: Report, breath_seconds: float = 6.0) -> None:
        self.values = values
        self.where = where
        self.report = report
        self.breath_seconds = breath_seconds
        self._meant: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def at(self, key: str, *more: int) -> Where:
        """The place of a key, or of an element of the list it holds."""
        return (*self.where, key, *more)

    def wrong(self, key: str, message: str) -> None:
        """Report the value of ``key``."""
        self.report.error(self.at(key), message)

    def only(self, allowed: Collection[str], elsewhere: Collection[str] = ()) -> None:
        """Report every key but the ``allowed``; one that belongs ``elsewhere`` is not taken for a slip of the pen."""
        for key in self.values:
            if key in allowed:
                continue
            meant = "" if key in elsewhere else _meant(key, allowed)
            self._meant.add(meant)
            if self._read(key) is not None:
                hint = f' (did you mean "{meant}"?)' if meant else f"; allowed are {', '.join(allowed)}"
                self.report.stray(self.at(key), f'unknown key "{shortened(key)}"{hint}')

    def lacks(self, *keys: str) -> bool:
        """Whether none of ``keys`` is there, not even misspelt."""
        return not any(key in self.values or key in self._meant for key in keys)

    def require(self, form: Form) -> None:
        """Report each missing key of those that ``form`` needs."""
        for key, fix in form.needs.items():
            self.require_key(key, fix)

    def require_key(self, key: str, fix: str) -> None:
        """Report a missing ``key``, unless it is there misspelt, which was reported already."""
        if self.lacks(key):
            self.report.error(self.where, f"{key} is missing; {fix}")
        elif key not in self.values:
            self.report.whole = False

    def fixed(self, fixed: Fixed) -> None:
        """A number that can only be one; where it is missing, ``require`` says so."""
        written = self.values.get(fixed.name, fixed.value)
        if written != self.report.stand_in and (type(written) is not int or written != fixed.value):
            it = f"{fixed.name} is {shown(written)}"
            self.wrong(fixed.name, f"{it}; this program reads {fixed.name} = {fixed.value}")

    def text(self, text: Text) -> str | None:
        """A line of plain text."""
        key = text.name
        value = self._read(key)
        if not isinstance(value, str):
            if value is not None:
                self.wrong(key, f"{key} is {shown(value)}; write a text in quotes")
            return None
        line = plain(value)
        if text.filled and not line:
            self.wrong(key, f"{key} is empty; write a text that can be seen")
        elif text.most is not None and len(line) > text.most:
            self.wrong(key, f"{key} has {len(line)} characters; allowed is 1 to {text.most}")
        else:
            return line
        return None

    def texts(self, texts: Texts) -> tuple[tuple[int, str], ...] | None:
        """A list's lines of plain text, each with its index, without the empty ones."""
        key = texts.name
        value = self._read(key)
        if not isinstance(value, list):
            if value is not None:
                self.wrong(key, f'{key} is {shown(value)}; write a list of texts, ["…", "…"]')
            return None
        for index, element in enumerate(value):
            if not isinstance(element, str):
                self.report.error(self.at(key, index), f"{key} contains {shown(element)}; write a text in quotes")
        lines = [(index, plain(text)) for index, text in enumerate(value) if isinstance(text, str)]
        for index, line in lines:
            if texts.most is not None and len(line) > texts.most:
                found = f"{key} has a line of {len(line)} characters"
                self.report.error(self.at(key, index), f"{found}; allowed is 1 to {texts.most}")
        return tuple((index, line) for index, line in lines if line)

    def choice(self, choice: Choice[Word]) -> Word | None:
        """One of the words allowed."""
        key = choice.name
        value = self._read(key)
        for word in choice.words:
            if value == word:
                return word
        if value is not None:
            near = did_you_mean(value, choice.words) if isinstance(value, str) else ""
            self.wrong(key, f"{key} is {shown(value)}{near}; allowed are {', '.join(choice.words)}")
        return None

    def count(self, count: Count, label: str = "") -> int | None:
        """A whole number within the bounds; a message calls it ``label``, or else by its key."""
        key, least, highest = count.name, count.least, count.most
        value = self._read(key)
        if isinstance(value, bool) or not isinstance(value, int):
            if value is not None:
                self.wrong(key, f"{label or key} is {shown(value)}; write a whole number from {least} to {highest}")
            return None
        if least <= value <= highest:
            return value
        self.wrong(key, f"{label or key} is {shown(value)}; allowed is {least} to {highest}")
        return None

    def duration(self, length_of: Length, label: str = "") -> Duration | None:
        """A length of time within the bounds; a message calls it ``label``, or else by its key."""
        key = length_of.name
        value = self._read(key)
        if value is None:
            return None
        label = label or key
        length = parse_duration(value)
        lowest, highest = length_of.least, length_of.most
        if isinstance(value, dict):
            self.wrong(key, f"{label} is a table; only hold and reps can be a range")
        elif length is None:
            self.wrong(key, f"{label} is {shown(value)}; {FORMS}")
        elif not lowest <= round(length.seconds(self.breath_seconds), 6) <= highest:
            found, allowed = self.length_shown(key, length), f"{bound(lowest)} to {bound(highest)}"
            self.wrong(key, f"{label} is {found}; allowed is {allowed}")
        elif length_of.more_than_least and length.seconds(1) <= lowest:
            self.wrong(key, f"{label} is {self.length_shown(key, length)}; it must be more than {figure(lowest)}")
        else:
            return length
        return None

    def length_shown(self, key: str, length: Duration) -> str:
        """The duration at ``key`` as a message names it: as it is written, and in seconds."""
        written = self.values[key]
        if isinstance(written, str):
            return f"{shown(written)} ({figure(length.seconds(self.breath_seconds))} s)"
        return f"{shown(written)} s"

    def inner(self, key: str) -> "Table":
        """The table that ``key`` holds."""
        return Table(self.values[key], self.at(key), self.report, self.breath_seconds)

    def inner_parts(self, parts: Parts) -> "list[Table] | None":
        """The small tables of a list; None if it is not there, or no list of as many as are allowed."""
        key = parts.name
        value = self._read(key)
        if value is None:
            return None
        form = "{ " + ", ".join(f'{inner.name} = "…"' for inner in parts.keys) + " }"
        if not isinstance(value, list):
            self.wrong(key, f"{key} is {shown(value)}; write a list, [{form}, {form}]")
            return None
        if not parts.least <= len(value) <= parts.most:
            self.wrong(key, f"{key} has {len(value)} tables; allowed is {parts.least} to {parts.most}")
            return None
        return [table for _, table in self._tables(key, value, f"write each as {form}")]

    def inner_list(self, steps: Steps) -> "list[tuple[int, Table]]":
        """The tables of a list, each with its number from 1."""
        key, header, called = steps.name, steps.header, steps.called
        value = self._read(key)
        if isinstance(value, dict):
            self.wrong(key, f"{key} is a single table; write {header}, with two brackets on each side")
        elif value == []:
            self.wrong(key, f"{key} is empty; write at least one {called} under a header {header}")
        elif value is not None and not isinstance(value, list):
            self.wrong(key, f"{key} is {shown(value)}; write each {called} under a header {header}")
        elements = value if isinstance(value, list) else []
        if steps.most is not None and len(elements) > steps.most:
            self.wrong(key, f"{key} has {len(elements)} tables; allowed is at most {steps.most}")
        if len(elements) > MAX_PHASES:
            too_many = f"{key} has {len(elements)} steps; a session may have {MAX_PHASES} phases"
            self.wrong(key, f"{too_many}; the rest is not read")
        return list(self._tables(key, elements[:MAX_PHASES], f"write each {called} as a table"))

    def _tables(self, key: str, elements: Iterable[Any], fix: str) -> "Iterator[tuple[int, Table]]":
        """The tables of a list, each with its number from 1; what else is in it is reported."""
        for number, element in enumerate(elements, 1):
            where = self.at(key, number - 1)
            if isinstance(element, dict):
                yield number, Table(element, where, self.report, self.breath_seconds)
            else:
                self.report.error(where, f"{key} contains {shown(element)}; {fix}")

    def day(self, day: Day) -> date | None:
        """A day of the calendar, of this century or the next."""
        key, value = day.name, self._read(day.name)
        if value is None:
            return None
        written = value.date() if isinstance(value, datetime) else value
        if not isinstance(written, date):
            quotes = "; write it without quotes" if isinstance(value, str) else ""
            self.wrong(key, f"{key} is {shown(value)}{quotes or '; write a day'}, as {key} = 2026-12-01")
        elif isinstance(value, datetime):
            self.wrong(key, f"{key} has a time; write the day alone, as {key} = {written}")
        elif not FIRST_YEAR <= written.year <= LAST_YEAR:
            self.wrong(key, f"{key} is {written}; allowed are the years {FIRST_YEAR} to {LAST_YEAR}")
        else:
            return written
        return None

    def choices(self, choices: Choices) -> tuple[str, ...] | None:
        """Some of the words allowed, each once; None if that is not what stands there."""
        key, value = choices.name, self._read(choices.name)
        form = f'write a list, as {key} = ["{choices.words[0]}", "{choices.words[2]}"]'
        if not isinstance(value, list):
            if value is not None:
                self.wrong(key, f"{key} is {shown(value)}; {form}")
            return None
        if not value:
            self.wrong(key, f"{key} is empty; {form}")
        found: list[str] = []
        for index, word in enumerate(value):
            if word not in choices.words:
                near = ""
                if isinstance(word, str):  # "monday" for "mon"
                    near = did_you_mean(word, choices.words) or did_you_mean(word[:3], choices.words)
                allowed = f"allowed are {', '.join(choices.words)}"
                self.report.error(self.at(key, index), f"{key} contains {shown(word)}{near}; {allowed}")
            elif word in found:
                self.report.error(self.at(key, index), f"{key} contains {shown(word)} twice; once is enough")
            else:
                found.append(word)
        return tuple(found) if len(found) == len(value) > 0 else None

    def one_of(self, form: Form, example: str) -> None:
        """Report a table that has none of the keys of which one must be there, or more than one."""
        there = [key for key in form.one_of if key in self.values]
        if not there and self.lacks(*form.one_of):
            self.report.error(self.where, f"{' or '.join(form.one_of)} is missing; write {example}")
        for key in there[1:]:
            self.wrong(key, f"{key} stands beside {there[0]}; write one of the two")

    def _read(self, key: str) -> Any:
        """What ``key`` holds; None if it is not there, or is no TOML."""
        value = self.values.get(key)
        if value is not None and value == self.report.stand_in:
            self.report.whole = False
            return None
        return value


_ALSO_CALLED = {
    "repetitions": "reps",
    "repeat": "reps",
    "repeats": "reps",
    "duration": "hold",
    "seconds": "hold",
    "time": "hold",
    "pause": "rest",
    "description": "summary",
    "cycles": "rounds",
    "sets": "rounds",
}
"""Words that stand in a file for a key, but look little like it."""


def _meant(key: str, allowed: Collection[str]) -> str:
    """The allowed key that ``key`` was probably meant to be; empty if none is near."""
    also = _ALSO_CALLED.get(key.lower())
    if also in allowed:
        return str(also)
    return nearest(key, allowed)
