"""Statistics as lines and charts for a terminal, or for paper."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from backstretch.base.text import counted, day_in_words, in_minutes
from backstretch.base.text_columns import fitted
from backstretch.review.charts import (
    Fit,
    Value,
    by_exercise,
    by_session,
    exercise_values,
    minutes_by_week,
    pain_by_week,
    session_values,
    year_of_days,
)
from backstretch.review.drawing.cells import ASCII, BLOCKS, Glyphs, Role, Row
from backstretch.review.sentences import pain_line, side_line, streak_line
from backstretch.review.statistics import Stats, WeekTotal
from backstretch.review.streaks import week_line
from backstretch.review.worse_mornings import HEADING, Before, worse_lines
from backstretch.terminal.encoding import encoding_of, folded
from backstretch.terminal.size import output_columns

NARROWEST = 40
WIDEST = 120
_CHART_HEIGHT = 9
_MOST_EXERCISES = 12
_MOST_WEEKS = 53
_HELD = "Held by exercise, and how much that is of what was planned"
_BOLD, _DIM, _RED, _GREEN, _YELLOW = 1, 2, 31, 32, 33
"""Attributes and colours, as a terminal numbers them."""
_STYLES: Mapping[Role, tuple[int, ...]] = {
    "axis": (_DIM,),
    "label": (_DIM,),
    "bar": (_GREEN,),
    "before": (_YELLOW,),
    "between": (_DIM,),
    "after": (_GREEN,),
    "day0": (_DIM,),
    "day1": (_GREEN,),
    "day2": (_GREEN,),
    "day3": (_GREEN,),
    "day4": (_GREEN,),
    "stopped": (_RED, _BOLD),
}


class Look(NamedTuple):
    """What the output can show."""

    width: int
    """Cells."""
    colours: bool
    encoding: str

    @property
    def glyphs(self) -> Glyphs:
        """The characters of the charts."""
        try:
            "".join(BLOCKS).encode(self.encoding)
        except UnicodeEncodeError:
            return ASCII
        return BLOCKS


def terminal_look() -> Look:
    """The look of standard output: 80 cells without colours where it is no terminal."""
    width = max(NARROWEST, min(WIDEST, output_columns()))
    dumb = os.environ.get("NO_COLOR") or os.environ.get("TERM") in {"dumb", "unknown"}
    return Look(width, sys.stdout.isatty() and not dumb, encoding_of(sys.stdout, os.environ))


def report(stats: Stats, look: Look, worse: Sequence[Before] = (), *, words: bool = False) -> Iterator[str]:
    """The whole report, line by line; last what came before ``worse`` mornings. In ``words`` there is no chart."""
    for line in _in_words(stats, look) if words else _lines(stats, look):
        yield folded(line, look.encoding)
    if worse:
        for line in (*_section(HEADING, look), *_wrapped(worse_lines(worse), look.width)):
            yield folded(line, look.encoding)


def _lines(stats: Stats, look: Look) -> Iterator[str]:
    yield from _wrapped(_overview(stats), look.width)
    yield from _weeks(stats, look)
    yield from _section("The last year, day by day", look)
    yield from drawn(year_of_days(stats, look.width, look.glyphs), look)
    yield from _section("By session", look)
    yield from drawn(by_session(stats, look.width, look.glyphs, fit_of(look)), look)
    if stats.exercises:
        yield from _section(_HELD, look)
        yield from drawn(by_exercise(stats, look.width, look.glyphs, fit_of(look), _MOST_EXERCISES), look)
    if len(stats.exercises) > _MOST_EXERCISES:
        yield f"… and {len(stats.exercises) - _MOST_EXERCISES} more"


def _overview(stats: Stats) -> Iterator[str]:
    """The figures in words, for whoever cannot see a chart."""
    total = stats.total
    since = f", on {counted(len(total.days), 'day')} since {day_in_words(total.days[0])}" if total.days else ""
    yield f"{counted(total.runs, 'session')}, {total.completed} completed{since}"
    yield f"{in_minutes(total.active_seconds)} active, {in_minutes(total.held_seconds)} held"
    yield week_line(stats.this_week, stats.goal)
    yield streak_line(stats)
    yield pain_line(total.pain)
    yield from map(side_line, stats.sides)


def _in_words(stats: Stats, look: Look) -> Iterator[str]:
    """All that the charts show, for whoever hears it or feels it: a sentence a line."""
    yield from _wrapped(_overview(stats), look.width)
    yield from _section("By week, the latest first", look)
    weeks = [week for week in reversed(stats.weeks) if week.total.runs][:_MOST_WEEKS]
    yield from _wrapped(map(_week_line, weeks), look.width)
    if stats.stopped:
        yield from _section("Stopped for pain on", look)
        yield from _wrapped([", ".join(map(day_in_words, sorted(stats.stopped, reverse=True)))], look.width)
    yield from _section("By session", look)
    yield from _wrapped(_said(session_values(stats)), look.width)
    if stats.exercises:
        yield from _section(_HELD, look)
        yield from _wrapped(_said(exercise_values(stats)), look.width)


def _week_line(week: WeekTotal) -> str:
    total = week.total
    pain = f", pain {total.pain.before:.1f} before, {total.pain.after:.1f} after" if total.pain else ""
    on = f"{counted(total.runs, 'session')} on {counted(len(total.days), 'day')}"
    return f"{day_in_words(week.monday)}: {on}, {in_minutes(total.active_seconds)}{pain}"


def _said(values: Iterable[Value]) -> Iterator[str]:
    for label, _, texts in values:
        yield f"{label}: {', '.join(texts)}"


def _weeks(stats: Stats, look: Look) -> Iterator[str]:
    """The last weeks in two charts, one under the other, with a column for each week."""
    yield from _section("Minutes by week", look)
    yield from drawn(minutes_by_week(stats, look.width, _CHART_HEIGHT, look.glyphs), look)
    if pain := pain_by_week(stats, look.width, _CHART_HEIGHT, look.glyphs):
        yield from _section("Pain by week, 0 to 10", look)
        yield from drawn(pain, look)


def fit_of(look: Look) -> Fit:
    """Fits texts; an ellipsis may be written with three full stops."""
    return lambda text, width: folded(fitted(text, width), look.encoding)[:width]


def _section(title: str, look: Look) -> Iterator[str]:
    yield ""
    for line in _wrapped([title], look.width):
        yield _styled(line, (_BOLD,)) if look.colours else line


def drawn(rows: Iterable[Row], look: Look) -> Iterator[str]:
    """The rows of a chart as lines."""
    for row in rows:
        yield "".join(_styled(piece.text, _STYLES.get(piece.role, ())) if look.colours else piece.text for piece in row)


def _styled(text: str, styles: Iterable[int]) -> str:
    """``text`` between the escape codes that begin and end its look."""
    begin = "".join(f"\x1b[{style}m" for style in styles)
    return f"{begin}{text}\x1b[0m"


def _wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    import textwrap

    for line in lines:
        yield from textwrap.wrap(line, width)
