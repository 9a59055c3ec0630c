"""The size of a terminal: what the system says it is, never what the environment says it was."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

USUAL = (80, 24)
"""Columns and rows where nobody knows."""
MOST = (1000, 400)
"""Columns and rows that are believed: a window of more is drawn up to here."""


def forget_variables(environment: MutableMapping[str, str]) -> None:
    """Take ``COLUMNS`` and ``LINES`` out of the environment; for the door of the program.

    A window keeps its size in the system. These are copies that do not follow it, and the libraries that draw and
    wrap believe them all the same.
    """
    for name in ("COLUMNS", "LINES"):
        environment.pop(name, None)


def terminal_size(*handles: int) -> tuple[int, int]:
    """Columns and rows of the first of these file descriptors that is a terminal with a size; else the usual."""
    for handle in handles:
        try:
            columns, rows = os.get_terminal_size(handle)
        except (OSError, ValueError):
            continue
        if columns > 0 and rows > 0:  # a serial line has none
            return min(columns, MOST[0]), min(rows, MOST[1])
    return USUAL


def output_columns() -> int:
    """How wide lines on the standard output may be; the usual where that is no terminal."""
    return terminal_size(1)[0]
