"""A list of runs of any length: only the rows in sight are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from backstretch.base.errors import JournalError
from backstretch.base.text import clock, plain
from backstretch.journal.records import Run
from backstretch.review.sentences import OUTCOMES, pain_change
from backstretch.tui.history.chart import fit
from backstretch.tui.keymap import bindings

Fetch = Callable[[int, int], Sequence[Run]]
"""Of the runs listed, so many after the first so many."""

PAGE = 100
"""Runs read at once."""
_WIDE = 64
"""Cells from which pain and the ending have columns of their own."""
_NAMED = 90
"""Cells from which the pain is called that."""


class RunList(ScrollView, can_focus=True):
    """One row a run, and a cursor. A click, Enter or Space opens one."""

    ALLOW_SELECT: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list"), Binding("enter,space", "open", "Open", show=False)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"run-list--cursor", "run-list--here"}
    DEFAULT_CSS = """
    RunList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        & > .run-list--cursor { text-style: bold; }
        & > .run-list--here {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Opened(Message):
        """One run is wanted whole."""

        run: Run

    @dataclass
    class Failed(Message):
        """The journal could not be read."""

        error: str

    def __init__(self, *, dated: bool = True, id: str | None = None) -> None:  # noqa: A002
        """``dated``: a run's row begins with its day, not only with its time."""
        super().__init__(id=id)
        self._dated = dated
        self._fetch: Fetch | None = None
        self._pages: dict[int, Sequence[Run]] = {}
        self.total = 0

    def show(self, total: int, fetch: Fetch) -> None:
        """List so many runs; the cursor stays where it is, if there is a row."""
        self.total, self._fetch = total, fetch
        self._pages.clear()
        self.virtual_size = Size(0, total)
        self.cursor = max(0, min(self.cursor, total - 1))
        self.refresh()

    def watch_cursor(self) -> None:
        """It stays in sight."""
        self._show_cursor()

    def on_resize(self) -> None:
        """In a lower window too."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Some rows on, no further than the ends."""
        self.cursor = max(0, min(self.total - 1, self.cursor + by))

    def action_page(self, by: int) -> None:
        """As many rows on as there are in sight."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_to(self, row: int) -> None:
        """To the first row, or, with -1, to the last."""
        self.cursor = max(0, self.total - 1) if row < 0 else row

    @property
    def run_here(self) -> Run | None:
        """The run under the cursor."""
        return self._at(self.cursor)

    def action_open(self) -> None:
        """The run under the cursor."""
        run = self.run_here
        if run is not None:
            self.post_message(self.Opened(run))

    def on_click(self, event: events.Click) -> None:
        """The run under the pointer."""
        at = event.get_content_offset(self)
        if at is not None and at.y + self.scroll_offset.y < self.total:
            self.cursor = at.y + self.scroll_offset.y
            self.action_open()

    def render_line(self, y: int) -> Strip:
        """One run."""
        index, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        run = self._at(index)
        if run is None:
            return Strip.blank(width, self.rich_style)
        style = self.rich_style
        if index == self.cursor:
            style = self.get_component_rich_style(f"run-list--{'here' if self.has_focus else 'cursor'}")
        mark = ">" if index == self.cursor else " "
        return Strip([Segment(f"{mark} {row(run, width - 2, dated=self._dated)}", style)], width)

    def _at(self, index: int) -> Run | None:
        """The run of a row; None if there is none, or it cannot be read."""
        if not 0 <= index < self.total or self._fetch is None:
            return None
        page = index // PAGE
        if page not in self._pages:
            try:
                self._pages[page] = self._fetch(page * PAGE, PAGE)
            except JournalError as error:
                self._pages[page] = ()
                self.post_message(self.Failed(str(error)))
        runs = self._pages[page]
        return runs[index % PAGE] if index % PAGE < len(runs) else None


def day_name(day: date, *, short: bool) -> str:
    """A day with its weekday."""
    return f"{day:%a} {day.day:>2} {day:%b %Y}" if short else f"{day:%A} {day.day} {day:%B %Y}"


def row(run: Run, width: int, *, dated: bool) -> str:
    """One run in ``width`` cells: when, what, how long; with room for it the pain and how it ended."""
    at = run.started_at
    when = day_name(at, short=True) if dated else f"{at:%H:%M}"
    if width < _WIDE:
        when = when.partition(" ")[2] if dated else when
        end = f"{clock(run.active_seconds):>8} {'×' if run.outcome == 'stopped_for_pain' else ' '}"
    else:
        when = f"{when} {at:%H:%M}" if dated else when
        ending = "" if run.outcome == "completed" else OUTCOMES[run.outcome]
        pain = f"{pain_change(run):<7}"
        if width >= _NAMED:
            pain = f"{'pain ' if pain.strip() else '':<5}{pain}"
        end = f"{clock(run.active_seconds):>8}  {pain}  {ending:<16}"
    return fit(f"{when}  {fit(plain(run.title), max(4, width - len(when) - len(end) - 2))}{end}", width)
