"""The report as HTML to print: one page."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from backstretch import __version__
from backstretch.base.text import counted, day_in_words
from backstretch.paper.markup import document, escaped, paragraph, terms
from backstretch.paper.report_contents import Report
from backstretch.paper.report_tally import PainScores

MOST_SINGLE = 60
"""The most sessions that are drawn one by one."""
MOST_WEEKS = 110

WIDTH = 190.0
HEIGHT = 54.0
"""Both in millimetres, like everything in the drawing."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 8.0, 186.0, 6.0, 46.0
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Point:
    """The mean scores of a session, a week or a month, 0–10; None where there is none."""

    on: date
    before: float | None
    after: float | None


def trend_points(scores: Sequence[PainScores]) -> tuple[str, list[Point]]:
    """What a point stands for, in words, and the points: one for each session, or the means of weeks or months."""
    if len(scores) <= MOST_SINGLE:
        return "each session", [Point(one.on, one.before, one.after) for one in scores]
    weeks = _means(scores, lambda day: day - timedelta(days=day.weekday()))
    if len(weeks) <= MOST_WEEKS:
        return "the mean of each week", weeks
    return "the mean of each month", _means(scores, lambda day: day.replace(day=1))


def trend_drawing(drawn: Sequence[Point], stopped: Sequence[date]) -> str:
    """The points and the days of stops as SVG: before is hollow, after is filled, a stop is a cross."""
    days = [*(point.on for point in drawn), *stopped]
    first, last = min(days), max(days)
    across = _across(first, last)
    parts = [*_axes(first, last, across)]
    parts += [_cross(across(day)) for day in stopped]
    for kind in ("before", "after"):
        known = [(across(point.on), _up(score)) for point in drawn if (score := getattr(point, kind)) is not None]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in known)
        parts.append(f'<polyline class="{kind}" points="{line}"/>')
        parts += [f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{_radius(len(drawn))}"/>' for x, y in known]
    label = html.escape(f"Pain before and after, 0 to 10, from {first} to {last}")
    inside = "\n".join(parts)
    return f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" aria-label="{label}">\n{inside}\n</svg>\n'


def _means(scores: Sequence[PainScores], begin: Callable[[date], date]) -> list[Point]:
    """The mean of each week or month; ``begin`` gives a day the first day of its own."""
    found: dict[date, list[PainScores]] = {}
    for one in scores:
        found.setdefault(begin(one.on), []).append(one)
    return [
        Point(day, _mean([one.before for one in some]), _mean([one.after for one in some]))
        for day, some in sorted(found.items())
    ]


def _mean(scores: Sequence[int | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return fmean(known) if known else None


def _across(first: date, last: date) -> Callable[[date], float]:
    """The x of each day; a single day stands in the middle."""
    days = (last - first).days
    return lambda day: _LEFT + 2 + (_RIGHT - _LEFT - 4) * ((day - first).days / days if days else 0.5)


def _up(score: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * score / 10


def _radius(count: int) -> float:
    return 1.1 if count <= MOST_SINGLE else 0.8


def _axes(first: date, last: date, across: Callable[[date], float]) -> list[str]:
    parts = []
    for score in range(0, 11, 2):
        y = _up(score)
        parts.append(f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 1.5}" y="{y + 1.1:.1f}" text-anchor="end">{score}</text>')
    days = (last - first).days
    ticks = _TICKS if days >= _TICKS else min(2, days + 1)
    for tick in range(ticks):
        day = first + timedelta(days=round(days * tick / max(1, ticks - 1)))
        anchor = "middle" if 0 < tick < ticks - 1 or not days else "start" if tick == 0 else "end"
        parts.append(f'<text x="{across(day):.1f}" y="{_BOTTOM + 5}" text-anchor="{anchor}">{day}</text>')
    return parts


def _cross(x: float) -> str:
    return (
        f'<path class="stop" d="M{x - 1.3:.1f} 1.4l2.6 2.6m0-2.6l-2.6 2.6"/>'
        f'<line class="stopped" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_BOTTOM}"/>'
    )


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
    what, drawn = trend_points(report.scores)
    cross = " ✕ a session stopped for pain." if report.stopped else ""
    key = f'<p class="key">○ before, ● after: {escaped(what)}.{cross}</p>\n'
    return f"{title}{trend_drawing(drawn, report.stopped)}{key}"


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
