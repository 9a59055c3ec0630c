"""What can be wrong, said so that a person can put it right: one line each, never a traceback."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Problem(NamedTuple):
    """One thing wrong in a file a person wrote."""

    path: str
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    severity: Severity
    message: str
    """What was found, what is allowed and, where it can be said, the fix."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message}"


def in_one_line(problems: tuple[Problem, ...], where: str) -> str:
    """The first of the problems, how many more there are, and ``where`` they are told."""
    return str(problems[0]) if len(problems) < 2 else f"{problems[0]} ({len(problems) - 1} more: {where})"


class BackstretchError(Exception):
    """Any failure whose message is fit to be shown to a person as it stands: one clear line."""


class UnreadableError(BackstretchError):
    """A file that cannot be opened at all."""


class InvalidSessionError(BackstretchError):
    """A session file with at least one error; ``problems`` holds them all, warnings too."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnknownSessionError(BackstretchError):
    """No session file of that name."""


class JournalError(BackstretchError):
    """The journal cannot be read or written."""


class WrongUseError(BackstretchError):
    """The command line asks for what is not there; nothing was wrong with its form."""
