"""Statistics as lines and charts for a terminal, or for paper."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import click

from backstretch.charts.bars import Bar, bars
from backstretch.charts.calendar import calendar
from backstretch.charts.cells import ASCII, BLOCKS, Glyphs, Role, Row
from backstretch.charts.change import changes
from backstretch.charts.columns import columns, spacing, widest
from backstretch.commands.common import fitted
from backstretch.journal.regularity import week_line
from backstretch.journal.stats import Stats, Total
from backstretch.looking_back import exercise_name, pain_line, row_line, side_line
from backstretch.plain.console import encoding_of, folded
from backstretch.text import plain

NARROWEST = 40
WIDEST = 120
_CHART_HEIGHT = 9
_LABEL_WIDTH = 26
_LEAST_BAR = 8
_MOST_EXERCISES = 12
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_COLOURS: Mapping[Role, dict[str, Any]] = {
    "axis": {"dim": True},
    "label": {"dim": True},
    "bar": {"fg": "green"},
    "before": {"fg": "yellow"},
    "between": {"dim": True},
    "after": {"fg": "green"},
    "day0": {"dim": True},
    "day1": {"fg": "green"},
    "day2": {"fg": "green"},
    "day3": {"fg": "green"},
    "day4": {"fg": "green"},
}


class Look(NamedTuple):
    """How the report may look."""

    width: int
    """Cells."""
    colours: bool
    encoding: str

    @property
    def glyphs(self) -> Glyphs:
        """What the charts are drawn with."""
        try:
            "".join(BLOCKS).encode(self.encoding)
        except UnicodeEncodeError:
            return ASCII
        return BLOCKS


def terminal_look() -> Look:
    """What the standard output can show; where it is no terminal, 80 cells without colours."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM") in {"dumb", "unknown"}
    return Look(width, sys.stdout.isatty() and not dumb, encoding_of(sys.stdout, os.environ))


def report(stats: Stats, look: Look) -> Iterator[str]:
    """The whole report, a line each."""
    for line in _lines(stats, look):
        yield folded(line, look.encoding)


def _lines(stats: Stats, look: Look) -> Iterator[str]:
    yield from _wrapped(_overview(stats), look.width)
    yield from _weeks(stats, look)
    yield from _section("The last year, day by day", look)
    yield from _drawn(calendar(stats.active_by_day, stats.today, look.width, look.glyphs, _MONTHS), look)
    yield from _section("By session", look)
    yield from _drawn(_sessions(stats, look), look)
    if stats.exercises:
        yield from _section("Held by exercise, and how much that is of what was planned", look)
        yield from _drawn(_exercises(stats, look), look)
    if len(stats.exercises) > _MOST_EXERCISES:
        yield f"… and {len(stats.exercises) - _MOST_EXERCISES} more"


def _overview(stats: Stats) -> Iterator[str]:
    """Everything in words, so that no chart is needed to know it."""
    total = stats.total
    since = f", on {_times(len(total.days), 'day')} since {_day(total)}" if total.days else ""
    yield f"{_times(total.runs, 'session')}, {total.completed} completed{since}"
    yield f"{_lasting(total.active_seconds)} active, {_lasting(total.held_seconds)} held"
    yield week_line(stats.this_week, stats.goal)
    yield row_line(stats)
    yield pain_line(total.pain)
    yield from map(side_line, stats.sides)


def _weeks(stats: Stats, look: Look) -> Iterator[str]:
    """The last weeks in two charts, one under the other, a column a week in both."""
    minutes = [week.total.active_seconds / 60 for week in stats.weeks]
    pain = [(week.total.pain.before, week.total.pain.after) if week.total.pain else None for week in stats.weeks]
    labels = [f"{week.monday.day} {week.monday:%b}" for week in stats.weeks]
    at = spacing(len(minutes), look.width, widest(minutes))
    yield from _section("Minutes by week", look)
    yield from _drawn(columns(minutes, labels, look.width, _CHART_HEIGHT, look.glyphs, at=at), look)
    if any(pain[len(pain) - at.shown :]):
        yield from _section("Pain by week, 0 to 10", look)
        yield from _drawn(changes(pain, labels, look.width, _CHART_HEIGHT, look.glyphs, at=at), look)


def _sessions(stats: Stats, look: Look) -> list[Row]:
    lines = []
    for each in stats.sessions:
        said = [_times(each.total.runs, "time"), _lasting(each.total.active_seconds)]
        if each.total.pain is not None:
            said.append(f"pain {each.total.pain.before:.1f} to {each.total.pain.after:.1f}")
        lines.append((plain(each.title), each.total.runs, said))
    return _bars(lines, look)


def _exercises(stats: Stats, look: Look) -> list[Row]:
    lines = []
    for each in stats.exercises[:_MOST_EXERCISES]:
        part = round(100 * each.held_seconds / each.planned_seconds) if each.planned_seconds else 100
        lines.append((exercise_name(each.exercise), each.held_seconds, [_lasting(each.held_seconds), f"{part} %"]))
    return _bars(lines, look)


def _bars(lines: Sequence[tuple[str, float, Sequence[str]]], look: Look) -> list[Row]:
    """Lines of a label, a value, and what is said of it: as much as leaves a bar some room."""
    label = min(_LABEL_WIDTH, look.width // 3, max(len(name) for name, _, _ in lines))
    for parts in range(max(len(said) for _, _, said in lines), 0, -1):
        texts = [", ".join(said[:parts]) for _, _, said in lines]
        room = look.width - label - max(map(len, texts)) - 2
        if room >= _LEAST_BAR:
            break
    # An ellipsis may be written with three full stops.
    labels = [folded(fitted(name, label), look.encoding)[:label] for name, _, _ in lines]
    values = [value for _, value, _ in lines]
    return bars(list(map(Bar, labels, values, texts)), max(1, room), look.glyphs)


def _section(title: str, look: Look) -> Iterator[str]:
    yield ""
    for line in _wrapped([title], look.width):
        yield click.style(line, bold=True) if look.colours else line


def _drawn(rows: Iterable[Row], look: Look) -> Iterator[str]:
    for row in rows:
        yield "".join(
            click.style(piece.text, **_COLOURS.get(piece.role, {})) if look.colours else piece.text for piece in row
        )


def _wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    import textwrap

    for line in lines:
        yield from textwrap.wrap(line, width)


def _times(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _day(total: Total) -> str:
    first = total.days[0]
    return f"{first.day} {first:%B} {first.year}"


def _lasting(seconds: float) -> str:
    """A length of time in hours and minutes; a short one in seconds."""
    if 0 < seconds < 60:
        return f"{round(seconds)} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
