"""How much of the report has room on one page: what is older or less goes first, and is counted. Pure.

``report.css`` has the same measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backstretch.paper.card.measure import line_count
from backstretch.paper.report.contents import Report
from backstretch.paper.report.trend import HEIGHT

ROOM_MM = 279.4 - 2 * 8 - 3
"""The height of the lower of A4 and Letter between its margins; a little is kept for what fonts differ in."""
EXERCISE_COLUMNS = (58.0, 20.0, 39.0, 39.0, 34.0)
STOP_COLUMNS = (32.0, 30.0, 46.0, 36.0, 46.0)
NOTE_COLUMNS = (36.0, 154.0)
"""Widths in millimetres; 190 together."""

_KEPT = ((4, 8, 4), (2, 5, 2), (0, 1, 1))
"""How many notes, exercises and stops stay, while leaving out others is enough."""
_POINTS = 9.5
_LINE_MM = 4.02
_ROW_MM = 0.95
_SPACE_MM = 2.0
"""What stays white behind each column."""
_TITLE_MM = 9.0
_HEAD_MM = 5.0
_HEADER_MM = 14.5
_KEY_MM = 4.0
_FACT_MM = 92.0
_FOOTER_MM = 11.5


def fitted(report: Report) -> Report:
    """The report with as many notes, exercises and stops as have room."""
    for notes, doses, stops in _KEPT:
        while height(report) > ROOM_MM:
            if len(report.notes) > notes:
                report = replace(report, notes=report.notes[:-1], notes_left_out=report.notes_left_out + 1)
            elif len(report.doses) > doses:
                report = replace(report, doses=report.doses[:-1], doses_left_out=report.doses_left_out + 1)
            elif len(report.stops) > stops:
                report = replace(report, stops=report.stops[:-1], stops_left_out=report.stops_left_out + 1)
            else:
                break
    return report


def height(report: Report) -> float:
    """How high the page is, in millimetres, or a little less."""
    facts = sum(max(1, line_count(f"{what}: {how}", _FACT_MM, _POINTS, bold=True)) for what, how in report.facts)
    doses = [(dose.exercise, "", *dose.held, dose.holds) for dose in report.doses]
    stops = [(stop.on, stop.session, stop.during, stop.pain, stop.more) for stop in report.stops]
    return (
        _HEADER_MM
        + (facts / 2 + 1) * _LINE_MM
        + _TITLE_MM
        + (HEIGHT + _KEY_MM + 1 if report.said else _LINE_MM)
        + _table(doses, EXERCISE_COLUMNS, left_out=report.doses_left_out)
        + _table(stops, STOP_COLUMNS, left_out=report.stops_left_out)
        + _table(report.notes, NOTE_COLUMNS, left_out=report.notes_left_out)
        + _FOOTER_MM
    )


def _table(rows: Sequence[Sequence[str]], widths: Sequence[float], *, left_out: int) -> float:
    if not rows:
        return 0.0
    lines = sum(max(_lines(cell, width) for cell, width in zip(row, widths, strict=False)) for row in rows)
    more = _KEY_MM if left_out else 0.0
    return _TITLE_MM + _HEAD_MM + lines * _LINE_MM + len(rows) * _ROW_MM + more


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    return max(1, line_count(text, width - _SPACE_MM, _POINTS))
