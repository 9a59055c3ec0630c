"""The standard streams as they may be: closed from outside, or on something that takes no more."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

from backstretch.base.text_columns import wrapped
from backstretch.terminal.size import output_columns


def has_terminal() -> bool:
    """Whether somebody can be asked: both streams are a terminal; one that was closed from outside is not there."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def write_line(line: str = "", *, to_errors: bool = False) -> None:
    """Write a line to standard output, or to the errors, at once. Raises OSError."""
    stream = sys.stderr if to_errors else sys.stdout
    stream.write(f"{line}\n")
    stream.flush()


def write_sentences(*lines: str) -> None:
    """Write lines with no break inside a word: as wide as the terminal, whole where they go elsewhere."""
    columns = output_columns() if sys.stdout.isatty() else None
    for line in lines:
        for part in wrapped(line, columns):
            write_line(part)


def open_missing() -> None:
    """Put something in the place of standard streams that were closed before the program began.

    Otherwise the next file that is opened would take their place. Nothing comes from the input, and what goes to the
    errors is lost; to write to the output is an OSError, as on any other file that takes nothing.
    """
    if sys.stdin is None:
        sys.stdin = open(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115


def failure(stream: TextIO) -> OSError | None:
    """Why a stream does not take what was written to it; None where it does, or nothing is left to be taken."""
    try:
        stream.flush()
    except OSError as error:
        return error
    except ValueError:  # it was closed since
        return None
    return None


def discard(stream: TextIO) -> None:
    """Drop what a stream did not take, so that nothing is said of it at the program's end."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
