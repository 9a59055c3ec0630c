"""One run of the journal: what was planned and what was held, what was said of it, and a note that can be changed."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input, Static

from backstretch.base.errors import JournalError
from backstretch.base.text import clock, in_minutes, plain
from backstretch.journal.deletion import Deleted
from backstretch.journal.records import NOTE_LENGTH, Hold, Run
from backstretch.journal.store import Journal
from backstretch.review.charts import by_hold
from backstretch.review.drawing.cells import BLOCKS
from backstretch.review.sentences import OUTCOMES, exercise_name, reach_change, stop_lines
from backstretch.tui.history.chart import Chart, fit
from backstretch.tui.history.run_list import day_name
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.widgets.key_line import Key, KeyLine
from backstretch.tui.widgets.pick_list import ScrollPage

_KEYS: tuple[Key, ...] = (
    ("↑↓ more", ""),
    ("n note", "screen.note"),
    ("Del delete", "screen.delete"),
    ("x sharp pain", "app.sharp_pain"),
    ("Esc back", "screen.back"),
)
_NOTE_KEYS: tuple[Key, ...] = (("x is a letter here", ""), ("Enter done", "screen.back"), ("Esc done", "screen.back"))
_WIDE = 80
"""Columns from which there is room for a whole date."""


class PastRunScreen(AnswersOnce, Screen[Deleted | None]):
    """Gives what was deleted, or None."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,N", "note", "Note", id="past_run.note"),
        Binding("delete", "delete", "Delete", id="past_run.delete"),
        Binding("escape,q,Q", "back", "Back", id="past_run.back"),
    ]

    def __init__(self, run: Run, journal: Journal) -> None:
        super().__init__()
        self._run_id = run.id
        self._run = run
        self._journal = journal

    def compose(self) -> ComposeResult:
        """When it was, what is known of it, the note, and every hold."""
        with Horizontal(id="title"):
            yield Static(plain(self._run.title), id="heading", markup=False)
            yield Static("", id="when", markup=False)
        with ScrollPage(id="page"):
            yield Static("", id="facts", markup=False)
            yield Static("", id="stop", markup=False)
            with Horizontal(id="note-line"):
                yield Static("Note", id="note-label", markup=False)
                yield Input(id="note", max_length=NOTE_LENGTH, select_on_focus=False, compact=True)
            yield Chart(id="holds")
        yield Static("", id="told", markup=False)
        yield KeyLine(_KEYS)

    def on_mount(self) -> None:
        """Read it again: the list may be older."""
        self._tell("")
        holds: tuple[Hold, ...] = ()
        try:
            self._run = self._journal.find_run(self._run_id)
            holds = self._journal.holds(self._run_id)
        except JournalError as error:
            self._tell(str(error))
        self.query_one("#facts", Static).update("\n".join(facts(self._run, holds)))
        stop = self.query_one("#stop", Static)
        if self._run.pain_report is not None:
            lines = "\n".join(stop_lines(self._run.pain_report, exercise_name))
            stop.update(lines[:1].upper() + lines[1:])
        stop.display = self._run.pain_report is not None
        note = self.query_one(Input)
        with note.prevent(Input.Changed):
            note.value = plain(self._run.note or "")
        self.query_one("#holds", Chart).picture = lambda width: by_hold(holds, width, BLOCKS, fit)
        self.query_one("#page").focus()

    def on_resize(self, event: events.Resize) -> None:
        """The date takes the room there is."""
        begun, ended = self._run.started_at, self._run.ended_at
        times = f"{begun:%H:%M} to {ended:%H:%M}" if event.size.width >= _WIDE else f"{begun:%H:%M}"
        self.query_one("#when", Static).update(f"{day_name(begun, short=event.size.width < _WIDE)}, {times}")

    def on_descendant_focus(self) -> None:
        """The keys of what has the keyboard."""
        self.query_one(KeyLine).keys = _NOTE_KEYS if isinstance(self.focused, Input) else _KEYS

    @on(Input.Changed)
    def _write(self, event: Input.Changed) -> None:
        """What is typed is kept at once."""
        try:
            self._journal.change_note(self._run_id, plain(event.value) or None)
        except JournalError as error:
            self._tell(f"The note is not kept: {error}")
        else:
            self._tell("")

    @on(Input.Submitted)
    def _written(self) -> None:
        self.action_back()

    def action_note(self) -> None:
        """Write in the note."""
        self.query_one(Input).focus()

    def action_delete(self) -> None:
        """Take the run out of the journal; the history can bring it back."""
        try:
            deleted = self._journal.delete(self._run_id)
        except JournalError as error:
            self._tell(str(error))
        else:
            self.dismiss(deleted)

    def action_back(self) -> None:
        """Out of the note; else back to the history."""
        if isinstance(self.focused, Input):
            self.query_one("#page").focus()
        else:
            self.dismiss(None)

    def _tell(self, text: str) -> None:
        told = self.query_one("#told", Static)
        told.update(text)
        told.display = bool(text)


def facts(run: Run, holds: tuple[Hold, ...]) -> list[str]:
    """How it ended, how long it was, what became of its holds, and what was said of it."""
    cut = sum(hold.result == "cut" for hold in holds)
    lines = [
        f"{OUTCOMES[run.outcome].capitalize()}, level {run.level}{', a bad day' if run.easy else ''}",
        f"{clock(run.active_seconds)} active of {clock(run.planned_seconds)} planned, "
        f"{in_minutes(run.held_seconds)} held",
        f"Holds: {run.holds_done} done, {cut} cut short, {run.holds_skipped} skipped, of {run.holds_planned}",
    ]
    pain = {"before": run.pain_before, "at most during": run.pain_during, "after": run.pain_after}
    said = [f"{score} {when}" for when, score in pain.items() if score is not None]
    lines.append(f"Pain, 0 to 10: {', '.join(said)}" if said else "Pain: not said")
    if reach := reach_change(run):
        lines.append(f"It reached: {reach}")
    if run.effort is not None:
        lines.append(f"Effort, 0 to 10: {run.effort}")
    if run.next_day is not None:
        lines.append(f"The next day: {run.next_day}")
    return lines
