"""What makes a file no TOML, and what could be read of it all the same."""

from typing import Any, NamedTuple


class Fault(NamedTuple):
    """A place at which the file is no TOML, or no text at all."""

    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    message: str


class Document(NamedTuple):
    """What could be read of a file."""

    values: dict[str, Any] | None
    """None if nothing could be made of it."""
    text: str
    """The text that ``values`` was read from: that of the file, but for lines with a fault."""
    faults: tuple[Fault, ...] = ()
    stand_in: str | None = None
    """What stands for values that could not be read; None if there are none."""


def fault_at(text: str, offset: int, message: str) -> Fault:
    """A fault at the character of ``text`` at ``offset``."""
    before = text[:offset]
    return Fault(before.count("\n") + 1, len(before) - before.rfind("\n"), message)
