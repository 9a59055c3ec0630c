"""The report as HTML: one file that needs no other, with no script and no link. Every text is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from backstretch import __version__
from backstretch.base.text import plain
from backstretch.paper.report.contents import Report, day_in_words
from backstretch.paper.report.fitting import EXERCISE_COLUMNS, NOTE_COLUMNS, STOP_COLUMNS, fitted
from backstretch.paper.report.trend import drawing, points

_JUDGEMENT = (
    "This is what the person recorded while exercising, with the scores as they gave them. The program draws no "
    "conclusion from it."
)


def page(report: Report) -> str:
    """The whole file, of as much as has room on one page."""
    report = fitted(report)
    style = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    body = "".join((_header(report), _facts(report), _trend(report), _doses(report), _stops(report), _notes(report)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="backstretch {_text(__version__)}">\n'
        f"<title>Stretching, {_text(_period(report))}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}{_footer()}</main>\n</body>\n</html>\n"
    )


def _period(report: Report) -> str:
    return f"{day_in_words(report.first)} to {day_in_words(report.last)}"


def _header(report: Report) -> str:
    return (
        f"<header>\n<div><h1>Stretching at home</h1>\n<p>{_text(_period(report))}</p></div>\n"
        '<p class="name">Name</p>\n</header>\n'
    )


def _facts(report: Report) -> str:
    facts = "".join(f"<div><dt>{_text(what)}:</dt> <dd>{_text(how)}</dd></div>\n" for what, how in report.facts)
    return f"<dl>\n{facts}</dl>\n"


def _trend(report: Report) -> str:
    title = "<h2>Pain before and after a session, 0 to 10</h2>\n"
    if not report.said:
        return f'{title}<p class="none">No score was given.</p>\n'
    what, drawn = points(report.said)
    cross = " ✕ a session stopped for pain." if report.stopped else ""
    key = f'<p class="key">○ before, ● after: {_text(what)}.{cross}</p>\n'
    return f"{title}{drawing(drawn, report.stopped)}{key}"


def _doses(report: Report) -> str:
    rows = []
    for dose in report.doses:
        held = "".join(f'<td class="number">{_text(held)}</td>' for held in dose.held)
        if len(dose.held) == 1:
            held = f'<td class="both" colspan="2">{_text(*dose.held)}</td>'
        rows.append(
            f'<td>{_text(dose.exercise)}</td><td class="number">{dose.sessions}</td>{held}'
            f'<td class="number">{_text(dose.holds)}</td>'
        )
    more = f"and {report.doses_left_out} more exercises" if report.doses_left_out else ""
    head = ("Exercise", "Sessions", "Left", "Right", "Done / cut / left out")
    title = "<h2>Exercises: time held of the time planned, and holds</h2>\n"
    return title + _table(head, rows, more, EXERCISE_COLUMNS, numbers=True)


def _stops(report: Report) -> str:
    if not report.stops:
        return ""
    rows = [_cells((stop.on, stop.session, stop.during, stop.pain, stop.more)) for stop in report.stops]
    more = f"and {report.stops_left_out} earlier" if report.stops_left_out else ""
    head = ("Day", "Session", "During", "Pain", "Told of it")
    return "<h2>Stopped for pain</h2>\n" + _table(head, rows, more, STOP_COLUMNS)


def _notes(report: Report) -> str:
    if not report.notes:
        return ""
    more = f"and {report.notes_left_out} earlier" if report.notes_left_out else ""
    return "<h2>Notes</h2>\n" + _table(("Day", "Note"), map(_cells, report.notes), more, NOTE_COLUMNS)


def _cells(texts: Iterable[str]) -> str:
    return "".join(f"<td>{_text(text)}</td>" for text in texts)


def _table(
    head: Sequence[str], rows: Iterable[str], more: str, widths: Sequence[float], *, numbers: bool = False
) -> str:
    """A table of rows that are made already; all but the first of its columns may be ``numbers``."""
    columns = "".join(f'<col style="width:{width:g}mm"/>' for width in widths)
    names = "".join(
        f'<th scope="col"{" class=number" if numbers and place else ""}>{_text(name)}</th>'
        for place, name in enumerate(head)
    )
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    left_out = f'<p class="key">… {_text(more)}</p>\n' if more else ""
    return (
        f"<table>\n<colgroup>{columns}</colgroup>\n<thead><tr>{names}</tr></thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>\n{left_out}"
    )


def _footer() -> str:
    return f"<footer><p>{_text(_JUDGEMENT)} Made with backstretch {_text(__version__)}.</p></footer>\n"


def _text(text: str) -> str:
    """Text as HTML that shows it: no markup, no control characters."""
    return html.escape(plain(text))
