"""What was done: the year day by day, the weeks, sessions and exercises, and every run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from backstretch.base.errors import JournalError
from backstretch.base.text import counted, in_minutes, plain
from backstretch.coach.questions import Choice
from backstretch.journal.store import Journal
from backstretch.journal.sums import Sums
from backstretch.review.sentences import exercise_name, streak_line, sums_of
from backstretch.review.statistics import Stats, summarise
from backstretch.review.streaks import week_line
from backstretch.review.worse_mornings import before_worse, worse_lines
from backstretch.tui.history.model import MOST_AT_ONCE, Adding
from backstretch.tui.history.panes import DaysPane, SumsPane, WeeksPane
from backstretch.tui.history.past_run import PastRunScreen
from backstretch.tui.history.run_list import RunList
from backstretch.tui.history.tab_line import TabLine
from backstretch.tui.history.year import YearOfDays
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.widgets.key_line import Key, KeyLine

if TYPE_CHECKING:
    from backstretch.journal.deletion import Deleted
    from backstretch.journal.records import Run

TABS = ("Days", "Weeks", "Exercises", "Runs")
NO_RUNS = "No sessions yet. After the first one, what you did stands here."
_PANES = ("#days", "#weeks", "#sums", "#runs")
_ALL = ""  # in place of a session's id
_TAB_KEYS: tuple[tuple[Key, ...], ...] = (
    (("↑↓←→ day", ""), ("PgUp PgDn year", "")),
    (("←→ weeks", ""),),
    (("↑↓ more", ""),),
    (("↑↓ run", ""),),
)
_OPEN: Key = ("Enter open", "screen.open")
_KEYS: tuple[Key, ...] = (
    ("x sharp pain", "app.sharp_pain"),
    ("Esc back", "screen.back"),
    ("f one session", "screen.filter"),
)


class HistoryScreen(AnswersOnce, Screen[None]):
    """Opened from the library; never over a session."""

    app: Host
    HAS_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"tab({number})", name, id=f"history.{number}") for number, name in enumerate(TABS, 1)),
        Binding("f,F", "filter", "One session", id="history.filter"),
        Binding("u,U", "undo", "Bring back", id="history.undo"),
        Binding("escape,q,Q", "back", "Back", id="history.back"),
    ]

    @dataclass
    class Added(Message):
        """What was added up apart; ``whole``: with the exercises, which take longest."""

        sums: Sums
        whole: bool

    def __init__(self) -> None:
        super().__init__()
        self._journal: Journal | None = None
        self._adding: Adding | None = None
        self._sums = Sums((), (), ())
        self._whole = False
        self._worse: tuple[str, ...] = ()
        """What came before worse mornings, a line each; not of very many runs."""
        self._only = _ALL
        self._deleted: list[Deleted] = []

    def compose(self) -> ComposeResult:
        """The tabs, the totals, one pane a tab, and the keys."""
        stats = self._stats(_ALL)
        with Horizontal(id="title"):
            yield Static("History", id="heading", markup=False)
            yield TabLine(TABS)
            yield Static("", id="week", markup=False)
        yield Static("", id="totals", markup=False)
        yield Static("", id="only", markup=False)
        yield DaysPane(
            stats,
            lambda day: self._journal.of_day(day, self._only or None) if self._journal else (),
            lambda run_id: self._journal.holds(run_id) if self._journal else (),
        )
        yield WeeksPane(stats)
        yield SumsPane()
        yield RunList(id="runs")
        yield Static("", id="told", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """What is known at once stands at once; the rest follows."""
        self._tell("")
        self.action_tab(1)
        context = self.app.context
        try:
            self._journal = context.journal or Journal.open(
                context.paths.journal, context.paths.stops, read_only=True, now=context.clock.now
            )
        except JournalError as error:
            self._tell(str(error))
        self.reload()

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        if self._adding is not None:
            self._adding.end()
        if self._journal is not None and self._journal is not self.app.context.journal:
            self._journal.close()

    # Reading.

    def reload(self) -> None:
        """Read the journal again: one of many runs, apart."""
        journal = self._journal
        if journal is None:
            self._show()
            return
        if self._adding is not None:
            self._adding.end()
        try:
            if journal.count() > MOST_AT_ONCE:
                self._adding = adding = Adding(self.app.context.paths, self.app.context.clock.now())
                self.run_worker(lambda: self._add_apart(adding), thread=True, group="adding")
            else:
                self._sums, self._whole = sums_of(journal, self.app.context.clock.now()), True
                self._worse = tuple(worse_lines(before_worse(journal.mornings(), exercise_name)))
        except JournalError as error:
            self._tell(str(error))
        self._show()

    def _add_apart(self, adding: Adding) -> None:
        """In a thread: add up, and post what comes of it."""

        def take(sums: Sums, whole: bool) -> None:
            if not adding.ended:
                self.post_message(self.Added(sums, whole))

        try:
            adding.run(take)
        except JournalError as error:
            if not adding.ended:
                self.post_message(RunList.Failed(str(error)))

    @on(Added)
    def _added(self, event: Added) -> None:
        self._sums, self._whole = event.sums, event.whole
        self._show()

    @on(RunList.Failed)
    def _failed(self, event: RunList.Failed) -> None:
        self._tell(event.error)

    def _stats(self, only: str) -> Stats:
        """What the sums say, of all sessions or of one."""
        context = self.app.context
        days = self._sums.days if not only else tuple(day for day in self._sums.days if day.session == only)
        return summarise(self._sums._replace(days=days), context.clock.now().date(), context.settings.weekly_goal)

    # Showing.

    def _show(self) -> None:
        """Everything, from what is known."""
        stats = self._stats(_ALL)
        of_one = self._stats(self._only) if self._only else stats
        count = self._count(_ALL)
        self.query_one("#week", Static).update(week_line(stats.this_week, stats.goal) if stats.total.runs else "")
        totals = self.query_one("#totals", Static)
        totals.update(_totals(stats, count) if self._journal else "")
        totals.set_class(not count, "-empty")
        self._tell(f"Only {self._title(stats)}; f for another, or all of them" if self._only else "", "#only")
        self.query_one(DaysPane).take(of_one)
        self.query_one(WeeksPane).take(of_one)
        self.query_one(SumsPane).take(stats, self._worse, whole=self._whole)
        self.query_one("#runs", RunList).show(self._count(self._only), self._fetch)

    def _count(self, only: str) -> int:
        if self._journal is None:
            return 0
        try:
            return self._journal.count(only or None)
        except JournalError as error:
            self._tell(str(error))
            return 0

    def _fetch(self, skip: int, count: int) -> tuple[Run, ...]:
        return self._journal.page(skip, count, self._only or None) if self._journal is not None else ()

    def _title(self, stats: Stats) -> str:
        return next((plain(each.title) for each in stats.sessions if each.session == self._only), plain(self._only))

    def _tell(self, text: str, where: str = "#told") -> None:
        told = self.query_one(where, Static)
        told.update(text)
        told.display = bool(text)

    def _say_keys(self) -> None:
        tab = self.query_one(TabLine).open_tab
        opening = (_OPEN,) if TABS[tab - 1] in {"Days", "Runs"} else ()
        undo: tuple[Key, ...] = (("u bring back", "screen.undo"),) if self._deleted else ()
        self.query_one(KeyLine).keys = (*opening, *undo, *_KEYS, *_TAB_KEYS[tab - 1])

    # Keys.

    def action_tab(self, number: int) -> None:
        """Open a tab, from 1."""
        self.query_one(TabLine).open_tab = number
        for index, pane in enumerate(_PANES, 1):
            self.query_one(pane).display = index == number
        self.query_one(("#year", *_PANES[1:])[number - 1], Widget).focus(scroll_visible=False)
        self._say_keys()

    def action_open(self) -> None:
        """What Enter opens here."""
        if isinstance(self.focused, RunList | YearOfDays):
            self.focused.action_open()

    def action_filter(self) -> None:
        """Look at one session only, or at all again."""
        sessions = self._stats(_ALL).sessions
        if not sessions:
            return
        choices = [Choice("a", "All sessions", _ALL)]
        for number, each in enumerate(sessions, 1):
            choices.append(Choice(str(number) if number < 10 else "", plain(each.title), each.session))
        first = next((index for index, choice in enumerate(choices) if choice.value == self._only), 0)
        self.app.push_screen(ChoiceScreen("Show only", [], choices, first), self._filter)

    def _filter(self, session: str | None) -> None:
        if session is not None:
            self._only = session
            self.query_one("#runs", RunList).cursor = 0
            self._show()

    @on(RunList.Opened)
    def _open(self, event: RunList.Opened) -> None:
        if self._journal is not None:
            self.app.push_screen(PastRunScreen(event.run, self._journal), self._left_run)

    def _left_run(self, deleted: Deleted | None) -> None:
        """Back from a run: its note may be another one, or it is gone."""
        if deleted is not None:
            self._deleted.append(deleted)
            self._changed(f"Deleted: {plain(str(deleted.run['title']))}. u brings it back, as long as you are here.")
        else:
            self._show()

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._deleted or self._journal is None:
            return
        try:
            self._journal.undelete(self._deleted[-1])
        except JournalError as error:
            self._tell(str(error))
            return
        self._changed(f"It is back: {plain(str(self._deleted.pop().run['title']))}.")

    def _changed(self, told: str) -> None:
        self._tell(told)
        self._say_keys()
        self.reload()

    def is_of_use(self, action: str) -> bool:
        """Nothing is brought back where nothing was deleted."""
        return action != "undo" or bool(self._deleted)

    def action_back(self) -> None:
        """From a day's runs to the calendar; else to the library."""
        if not self.query_one(DaysPane).back():
            self.dismiss(None)


def _totals(stats: Stats, count: int) -> str:
    """Everything in one line."""
    if not count:
        return NO_RUNS
    if not stats.total.runs:
        return f"{count:,} sessions, adding up …"
    streak = streak_line(stats).partition(" (")[0]
    parts = (counted(count, "session"), f"{in_minutes(stats.total.held_seconds)} held", streak)
    return "   ".join(filter(None, parts))
