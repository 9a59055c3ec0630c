"""What stands under each tab of the history."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backstretch.charts.cells import BLOCKS, Piece, Row
from backstretch.errors import JournalError
from backstretch.journal.records import Run
from backstretch.journal.stats import Stats
from backstretch.looking_back import side_line
from backstretch.pictures import by_exercise, by_session, lasting, minutes_by_week, pain_by_week, times
from backstretch.tui.history.chart import Chart, fit
from backstretch.tui.history.run_list import RunList, day_name
from backstretch.tui.history.year import YearOfDays

OfDay = Callable[[date], Sequence[Run]]
"""The runs of one day. Raises JournalError."""

_LEAST_CHART = 8
"""Rows of a chart with its heading, at least."""
_MOST_CHART = 18
_WIDE = 60
"""Cells from which a heading has room for more."""
_WEEKS_AT_ONCE = 4
"""Weeks that one key goes back or on."""


class DaysPane(Vertical):
    """The year, and under it what was done on the chosen day."""

    def __init__(self, stats: Stats, of_day: OfDay) -> None:
        super().__init__(id="days")
        self._stats = stats
        self._of_day = of_day

    def compose(self) -> ComposeResult:
        """The calendar over the list."""
        yield Static("", id="stretch", markup=False)
        yield YearOfDays(self._stats)
        yield Static("", id="day", markup=False)
        yield RunList(dated=False, id="of-day")

    def take(self, stats: Stats) -> None:
        """Show other numbers, and read the chosen day again."""
        self.query_one(YearOfDays).take(stats)
        self.show_day()

    def on_resize(self) -> None:
        """In another width there are other weeks, and other words."""
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
        self.query_one("#stretch", Static).update(f"Day by day, {first:%B %Y} to {last:%B %Y}")


class WeeksPane(VerticalScroll):
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


class SumsPane(VerticalScroll):
    """Bars by session and by exercise, and the sides that differ."""

    def __init__(self) -> None:
        super().__init__(id="sums")

    def compose(self) -> ComposeResult:
        """All of it as one picture."""
        yield Chart(id="bars")

    def take(self, stats: Stats, *, whole: bool) -> None:
        """Show other numbers; the exercises come last, with the ``whole``."""
        self.query_one("#bars", Chart).picture = lambda width: list(_sums(stats, width, whole=whole))


def day_line(day: date, runs: Sequence[Run], *, short: bool) -> str:
    """A day in words, with how much was done."""
    said = day_name(day, short=short)
    if not runs:
        return f"{said}: no session"
    parts = [times(len(runs), "session"), lasting(sum(run.active_seconds for run in runs))]
    return f"{said}: {', '.join(parts)}"


def _sums(stats: Stats, width: int, *, whole: bool) -> Iterator[Row]:
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
    yield _heading("Held by exercise", ", and how much that is of what was planned")
    if whole:
        yield from by_exercise(stats, width, BLOCKS, fit, len(stats.exercises))
    else:
        yield (Piece("adding up …", "label"),)


def _heading(text: str, more: str = "") -> Row:
    return Piece(text, "heading"), Piece(more, "label")
