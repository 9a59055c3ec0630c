"""The calendar of a year with a cursor that goes from day to day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from backstretch.review.charts import year_of_days
from backstretch.review.drawing.calendar import day_at, first_day, last_day_with
from backstretch.review.drawing.cells import BLOCKS
from backstretch.review.statistics import Stats
from backstretch.tui.history.chart import Chart

_YEAR_DAYS = 364
"""Whole weeks, so that the weekday stays."""


class YearOfDays(Chart, can_focus=True):
    """The weeks with the chosen day, a column each; before the first day done and after today nothing is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k,K", "move(-1)", "Day before", show=False),
        Binding("down,j,J", "move(1)", "Next day", show=False),
        Binding("left", "move(-7)", "Week before", show=False),
        Binding("right", "move(7)", "Next week", show=False),
        Binding("pageup", f"move(-{_YEAR_DAYS})", "Year before", show=False),
        Binding("pagedown", f"move({_YEAR_DAYS})", "Next year", show=False),
        Binding("home,g", "first", "First day", show=False),
        Binding("end,G", "today", "Today", show=False),
        Binding("enter,space", "open", "Open", show=False),
    ]

    @dataclass
    class Chosen(Message):
        """Another day is chosen."""

        day: date

    class Opened(Message):
        """The chosen day's runs are wanted."""

    def __init__(self, stats: Stats) -> None:
        super().__init__(id="year")
        self.stats = stats
        self.chosen = stats.today

    def on_mount(self) -> None:
        """Draw what there is."""
        self.take(self.stats)

    def take(self, stats: Stats) -> None:
        """Show other numbers; the chosen day stays."""
        self.stats = stats
        self.picture = lambda width: year_of_days(
            stats, width, BLOCKS, last=last_day_with(self.chosen, stats.today, width), chosen=self.chosen
        )

    def stretch(self) -> tuple[date, date]:
        """The first day and the last one shown."""
        last = last_day_with(self.chosen, self.stats.today, self.size.width)
        return first_day(last, self.size.width), last

    def choose(self, day: date) -> None:
        """Choose a day, no further away than there is something to see."""
        first = min([self.stats.today - timedelta(days=_YEAR_DAYS), *self.stats.total.days[:1]])
        self.chosen = max(first, min(self.stats.today, day))
        self.take(self.stats)
        self.post_message(self.Chosen(self.chosen))

    def action_move(self, days: int) -> None:
        """So many days on, or back."""
        self.choose(self.chosen + timedelta(days=days))

    def action_first(self) -> None:
        """The first day of all."""
        self.choose(date.min)

    def action_today(self) -> None:
        """Today."""
        self.choose(self.stats.today)

    def action_open(self) -> None:
        """The chosen day's runs."""
        self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """The day under the pointer."""
        at = event.get_content_offset(self)
        day = None if at is None else day_at(at.x, at.y, self.stretch()[1], self.size.width)
        if day is not None:
            self.choose(day)
