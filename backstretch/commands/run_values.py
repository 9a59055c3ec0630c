"""A run of the journal as plain values, for JSON and for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from backstretch.base.text import number, plain
from backstretch.journal.records import NOT_LISTED, Hold, PainReport, Run

_REPORT_KEYS = tuple(field for field in PainReport._fields if field not in NOT_LISTED)
_RUN_KEYS = tuple(field for field in Run._fields if field not in NOT_LISTED)
_HOLD_KEYS = Hold._fields[1:]
"""All but the phase, which says nothing without the session's file."""

COLUMNS = (*_RUN_KEYS, *(f"pain_{key}" for key in _REPORT_KEYS))
"""The head of the table that ``run_cells`` fills."""

_FORMULA_BEGINS = ("=", "+", "-", "@")
"""What makes a spreadsheet take a text for a formula."""


def run_values(run: Run) -> dict[str, Any]:
    """A run with its pain report; moments in ISO 8601 with their offset, lengths in seconds."""
    values = {key: _value(getattr(run, key)) for key in _RUN_KEYS}
    return values | {"pain_report": None if run.pain_report is None else _report_values(run.pain_report)}


def hold_values(hold: Hold) -> dict[str, Any]:
    """One hold of a run, lengths in seconds."""
    return {key: _value(getattr(hold, key)) for key in _HOLD_KEYS}


def run_cells(run: Run) -> Iterable[object]:
    """A run as a row under ``COLUMNS``."""
    values = run_values(run)
    report = values["pain_report"] or dict.fromkeys(_REPORT_KEYS)
    cells = [values[key] for key in _RUN_KEYS] + [report[key] for key in _REPORT_KEYS]
    return [_cell(value) for value in cells]


def table_lines(runs: Iterable[Run]) -> Iterator[str]:
    """A table of runs as CSV, a line at a time, its head first."""
    import csv
    import io

    for cells in chain([COLUMNS], map(run_cells, runs)):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(cells)
        yield line.getvalue()


def _report_values(report: PainReport) -> dict[str, Any]:
    return {key: _value(getattr(report, key)) for key in _REPORT_KEYS}


def _value(value: Any) -> Any:
    if isinstance(value, float):
        return number(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _cell(value: object) -> object:
    """A value as a spreadsheet should show it, and never run it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = " ".join(value)
    if not isinstance(value, str):
        return value
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA_BEGINS) else text
