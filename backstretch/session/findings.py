"""What is found wrong in a file, each thing once, and how a value is named in a message."""

from math import log10
from typing import NamedTuple

from backstretch.base.errors import Severity
from backstretch.base.text import plain

Where = tuple[str | int, ...]
"""The way from the whole file to a value: keys, and indexes into lists."""

MOST_FINDINGS = 10_000
"""What is kept of all that is wrong with one file, so that no file takes more memory than a program may."""

_SHOWN_AT_MOST = 60
_LARGEST_SHOWN = 10**15


class Finding(NamedTuple):
    """One thing wrong, and the key it is wrong at."""

    where: Where
    severity: Severity
    message: str


class Report:
    """What was found wrong in a file so far, each thing once."""

    def __init__(self, stand_in: str | None = None) -> None:
        self.findings: dict[Finding, None] = {}
        self.more: Severity | None = None
        """How bad the worst was that was not kept; None if everything was."""
        self.whole = True
        """Whether every value so far was taken as the file has it, and no default for a wrong one."""
        self.stand_in = stand_in
        """The value of keys whose own is no TOML; that was reported already."""

    def error(self, where: Where, message: str) -> None:
        """A value that is missing or wrong."""
        self.whole = False
        self.stray(where, message)

    def stray(self, where: Where, message: str) -> None:
        """A key that should not be there; all others stand."""
        self._keep(Finding(where, "error", message))

    def warning(self, where: Where, message: str) -> None:
        """Something that may be done, but should be thought over."""
        self._keep(Finding(where, "warning", message))

    def _keep(self, finding: Finding) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings[finding] = None
        elif finding not in self.findings and self.more != "error":
            self.more = finding.severity


def shown(value: object) -> str:
    """A TOML value as a message names it: on one line, and not too long."""
    match value:
        case str():
            return f'"{shortened(value)}"'
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < _LARGEST_SHOWN else f"about {'-' * (value < 0)}1e{int(log10(abs(value)))}"
        case float():
            return str(value)
        case dict():
            return "a table"
        case list():
            return "a list"
        case _:
            return "a date or a time"


def figure(number: float) -> str:
    """A number of seconds, breaths or repetitions as a message names it."""
    return f"{number:.10g}"


def shortened(text: str) -> str:
    """``text`` as one plain line that fits into a message."""
    line = plain(text)
    return line if len(line) <= _SHOWN_AT_MOST else line[: _SHOWN_AT_MOST - 1] + "…"
