"""What stands under each tab of the history."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from backstretch.base.errors import JournalError
from backstretch.base.text import counted, in_minutes
from backstretch.journal.records import Hold, Run
from backstretch.review.charts import (
    by_exercise,
    by_session,
    by_step,
    minutes_by_week,
    pain_by_week,
    year_of_days,
)
from backstretch.review.drawing.calendar import first_day
from backstretch.review.drawing.cells import BLOCKS, Piece, Row
from backstretch.review.sentences import side_line
from backstretch.review.statistics import Stats
from backstretch.review.worse_mornings import HEADING
from backstretch.tui.history.chart import Chart, fit
from backstretch.tui.history.run_list import RunList, day_name
from backstretch.tui.history.year import YearOfDays
from backstretch.tui.widgets.pick_list import ScrollPage

OfDay = Callable[[date], Sequence[Run]]
"""The runs of one day. Raises JournalError."""
HoldsOf = Callable[[str], Sequence[Hold]]
"""The holds of the run of that id. Raises JournalError."""

_LEAST_CHART = 8
"""Rows of a chart with its heading, at least."""
_MOST_CHART = 18
_WIDE = 60
"""Cells from which a heading has room for more."""
_YEAR_ROWS = 10
"""Of a year before, with its heading and what sets it off."""
_LEAST_DAYS = 18
"""Rows of the calendar, its heading and a short list, which come before any year before."""
_WEEKS_AT_ONCE = 4
"""Weeks that one key goes back or on."""


class DaysPane(Vertical):
    """The year, the years before where there is room, and under them what was done on the chosen day.

    On a high screen also what was held in the run under the cursor, step by step.
    """

    def __init__(self, stats: Stats, of_day: OfDay, holds_of: HoldsOf) -> None:
        super().__init__(id="days")
        self._stats = stats
        self._of_day = of_day
        self._holds_of = holds_of
        self._earlier: tuple[Stats, date, int] | None = None
        """What the years before were drawn from."""

    def compose(self) -> ComposeResult:
        """The calendar over the list."""
        yield Static("", id="stretch", markup=False)
        yield YearOfDays(self._stats)
        yield Chart(id="earlier")
        yield Static("", id="day", markup=False)
        yield RunList(dated=False, id="of-day")
        yield Chart(id="held")

    def on_mount(self) -> None:
        """What was held goes with the cursor."""
        self.watch(self.query_one("#of-day", RunList), "cursor", self._show_held, init=False)

    def take(self, stats: Stats) -> None:
        """Show other numbers, and read the chosen day again."""
        self.query_one(YearOfDays).take(stats)
        self.show_day()

    def on_resize(self) -> None:
        """In another size there are other weeks, and other words."""
        self.call_after_refresh(self.show_day)

    @on(YearOfDays.Chosen)
    def show_day(self) -> None:
        """The chosen day in words, and its runs."""
        year, listed = self.query_one(YearOfDays), self.query_one("#of-day", RunList)
        runs: Sequence[Run] = ()
        try:
            runs = self._of_day(year.chosen)
        except JournalError as error:
            self.post_message(RunList.Failed(str(error)))
        self.query_one("#day", Static).update(day_line(year.chosen, runs, short=self.size.width < _WIDE))
        listed.show(len(runs), lambda skip, count: runs[skip : skip + count])
        self._name_stretch()
        self._show_earlier()
        self._show_held()

    @on(YearOfDays.Opened)
    def open_day(self) -> None:
        """The only run of the chosen day; of several, one can be chosen."""
        listed = self.query_one("#of-day", RunList)
        if listed.total > 1:
            listed.cursor = 0
            listed.focus()
        else:
            # By the list itself: a message that its parent has sent goes no further up than there.
            listed.call_later(listed.action_open)

    def back(self) -> bool:
        """From the list to the calendar; whether there was a way back."""
        if self.query_one("#of-day", RunList).has_focus:
            self.query_one(YearOfDays).focus()
            return True
        return False

    def _name_stretch(self) -> None:
        first, last = self.query_one(YearOfDays).stretch()
        self.query_one("#stretch", Static).update(f"Day by day, {_from_to(first, last)}")

    def _show_held(self) -> None:
        """The steps of the run under the cursor."""
        chart, run = self.query_one("#held", Chart), self.query_one("#of-day", RunList).run_here
        holds: Sequence[Hold] = ()
        try:
            holds = self._holds_of(run.id) if run is not None and chart.display else ()
        except JournalError as error:
            self.post_message(RunList.Failed(str(error)))
        chart.picture = lambda width: by_step(holds, width, BLOCKS, fit)

    def _show_earlier(self) -> None:
        """What came before the calendar, as many years as there is room for."""
        year = self.query_one(YearOfDays)
        stats, first = year.stats, year.stretch()[0]
        count = max(0, self.size.height - _LEAST_DAYS) // _YEAR_ROWS
        if self._earlier != (stats, first, count):
            self._earlier = stats, first, count
            self.query_one("#earlier", Chart).picture = lambda width: list(_years(stats, first, count, width))


class WeeksPane(ScrollPage):
    """Minutes by week, and pain before and after under the same columns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", f"shift({_WEEKS_AT_ONCE})", "Earlier weeks", show=False),
        Binding("right", f"shift(-{_WEEKS_AT_ONCE})", "Later weeks", show=False),
    ]

    def __init__(self, stats: Stats) -> None:
        super().__init__(id="weeks")
        self._stats = stats
        self._back = 0

    def compose(self) -> ComposeResult:
        """One chart under the other."""
        yield Chart(id="minutes")
        yield Chart(id="pain")

    def take(self, stats: Stats) -> None:
        """Show other numbers."""
        self._stats = stats
        self._back = max(0, min(self._back, len(stats.weeks) - 1))
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """The charts share the height."""
        self._draw()

    def action_shift(self, by: int) -> None:
        """So many weeks back."""
        self._back = max(0, min(self._back + by, len(self._stats.weeks) - 1))
        self._draw()

    def _draw(self) -> None:
        until = len(self._stats.weeks) - self._back
        stats = self._stats._replace(weeks=self._stats.weeks[:until])
        height = max(_LEAST_CHART, min(_MOST_CHART, self.size.height // 2)) - 2

        def minutes(width: int) -> Sequence[Row]:
            rows = minutes_by_week(stats, width, height, BLOCKS) if stats.weeks else []
            return [_heading("Minutes by week"), *rows, ()] if rows else []

        def pain(width: int) -> Sequence[Row]:
            rows = pain_by_week(stats, width, height + 1, BLOCKS)
            mean = stats.total.pain
            said = f"   on average {mean.before:.1f} before, {mean.after:.1f} after" if mean and width >= _WIDE else ""
            return [_heading("Pain by week, 0 to 10", said), *rows] if rows else []

        self.query_one("#minutes", Chart).picture = minutes
        self.query_one("#pain", Chart).picture = pain


class SumsPane(ScrollPage):
    """Bars by session and by exercise, and the sides that differ."""

    def __init__(self) -> None:
        super().__init__(id="sums")

    def compose(self) -> ComposeResult:
        """All of it as one picture."""
        yield Chart(id="bars")

    def take(self, stats: Stats, worse: Sequence[str], *, whole: bool) -> None:
        """Show other numbers, and what came before ``worse`` mornings; the exercises come last, with the ``whole``."""
        self.query_one("#bars", Chart).picture = lambda width: list(_sums(stats, worse, width, whole=whole))


def day_line(day: date, runs: Sequence[Run], *, short: bool) -> str:
    """A day in words, with how much was done."""
    said = day_name(day, short=short)
    if not runs:
        return f"{said}: no session"
    parts = [counted(len(runs), "session"), in_minutes(sum(run.active_seconds for run in runs))]
    return f"{said}: {', '.join(parts)}"


def _years(stats: Stats, before: date, count: int, width: int) -> Iterator[Row]:
    """Up to ``count`` years of days before a day, the last first, as far back as anything was done."""
    done = stats.total.days
    while count and done and done[0] < before:
        last = before - timedelta(days=1)
        before, count = first_day(last, width), count - 1
        yield ()
        yield _heading(_from_to(before, last))
        yield from year_of_days(stats, width, BLOCKS, last=last)[:-1]  # what the signs mean stands above


def _from_to(first: date, last: date) -> str:
    return f"{first:%B %Y} to {last:%B %Y}"


def _sums(stats: Stats, worse: Sequence[str], width: int, *, whole: bool) -> Iterator[Row]:
    if worse:
        yield _heading(HEADING)
        for line in worse:
            yield from ((Piece(part, "number"),) for part in textwrap.wrap(line, width))
        yield ()
    if stats.sides:
        yield _heading("Sides that differ")
        for side in stats.sides:
            yield from ((Piece(line, "number"),) for line in textwrap.wrap(side_line(side), width))
        yield ()
    if not stats.total.runs:
        return
    yield _heading("By session")
    yield from by_session(stats, width, BLOCKS, fit)
    yield ()
    share = ", and how much that is of what was planned"
    yield _heading("Held by exercise", share if width >= _WIDE else "")
    if whole:
        yield from by_exercise(stats, width, BLOCKS, fit, len(stats.exercises))
    else:
        yield (Piece("adding up …", "label"),)


def _heading(text: str, more: str = "") -> Row:
    return Piece(text, "heading"), Piece(more, "label")
