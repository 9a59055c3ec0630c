"""The report as HTML to print: one page."""

from __future__ import annotations

from collections.abc import Iterable

from backstretch import __version__
from backstretch.base.text import counted, day_in_words
from backstretch.paper.markup import document, escaped, paragraph, terms
from backstretch.paper.report_contents import Report
from backstretch.paper.report_trend import drawing, points

_NO_JUDGEMENT = (
    "This is what the person recorded while exercising, with the scores as they gave them. The program draws no "
    "conclusion from it."
)


def page(report: Report) -> str:
    """The whole file."""
    body = "".join((_header(report), terms(report.facts, "facts"), _trend(report), _prescribed(report), _doses(report)))
    body += _dated("Stopped for pain", "What was said", report.stops, report.stops_left_out)
    body += _dated("Notes", "Note", report.notes, report.notes_left_out)
    footer = f"<footer>{paragraph(f'{_NO_JUDGEMENT} Made with backstretch {__version__}.')}</footer>\n"
    return document(f"Stretching, {_period(report)}", "report.css", f"<main>\n{body}{footer}</main>\n")


def _period(report: Report) -> str:
    return f"{day_in_words(report.first)} to {day_in_words(report.last)}"


def _header(report: Report) -> str:
    return (
        f"<header>\n<div><h1>Stretching at home</h1>\n<p>{escaped(_period(report))}</p></div>\n"
        '<p class="name">Name</p>\n</header>\n'
    )


def _trend(report: Report) -> str:
    title = "<h2>Pain before and after a session, 0 to 10</h2>\n"
    if not report.scores:
        return f'{title}<p class="none">No score was given.</p>\n'
    what, drawn = points(report.scores)
    cross = " ✕ a session stopped for pain." if report.stopped else ""
    key = f'<p class="key">○ before, ● after: {escaped(what)}.{cross}</p>\n'
    return f"{title}{drawing(drawn, report.stopped)}{key}"


def _prescribed(report: Report) -> str:
    """The plan beside what was done, and its goals; nothing without one."""
    plan = report.prescribed
    if plan is None:
        return ""
    tasks = [
        f"<td>{escaped(what)}</td><td>{escaped(asked)}</td><td>{escaped(done)}</td>" for what, asked, done in plan.tasks
    ]
    more = f"and {counted(plan.tasks_left_out, 'more task')}" if plan.tasks_left_out else ""
    goals = [f"<td>{escaped(goal)}</td><td>{escaped(scores)}</td>" for goal, scores in plan.goals]
    text = ""
    if tasks:
        text += f"<h2>Prescribed and done: {escaped(plan.title)}</h2>\n"
        text += _table("plan", ("What", "Prescribed", "Done"), tasks, more)
    if goals:
        text += "<h2>Goals, 0 unable to 10 as before</h2>\n" + _table("plan", ("Goal", "Rated"), goals, "")
    return text


def _doses(report: Report) -> str:
    rows = []
    for dose in report.doses:
        held = "".join(f"<td>{escaped(held)}</td>" for held in dose.held)
        if len(dose.held) == 1:
            held = f'<td class="both" colspan="2">{escaped(*dose.held)}</td>'
        rows.append(f"<td>{escaped(dose.exercise)}</td><td>{dose.sessions}</td>{held}<td>{escaped(dose.holds)}</td>")
    more = f"and {counted(report.doses_left_out, 'more exercise')}" if report.doses_left_out else ""
    head = ("Exercise", "Sessions", "Left", "Right", "Done / cut short / skipped")
    title = "<h2>Exercises: time held of the time planned, and holds</h2>\n"
    return title + _table("doses", head, rows, more)


def _dated(title: str, what: str, rows: Iterable[tuple[str, str]], left_out: int) -> str:
    """A table of days and texts, the newest first; nothing where there is none."""
    cells = [f"<td>{escaped(day)}</td><td>{escaped(said)}</td>" for day, said in rows]
    more = f"and {left_out} earlier" if left_out else ""
    return f"<h2>{title}</h2>\n{_table('dated', ('Day', what), cells, more)}" if cells or left_out else ""


def _table(kind: str, head: Iterable[str], rows: Iterable[str], more: str) -> str:
    names = "".join(f'<th scope="col">{escaped(name)}</th>' for name in head)
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    left_out = f'<p class="key">… {escaped(more)}</p>\n' if more else ""
    return f'<table class="{kind}">\n<thead><tr>{names}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n{left_out}'
