"""What stands after sharp pain: the advice first, a deliberate double Enter to leave, no way back into the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from backstretch.base.text import plain
from backstretch.coach.reach import REACHES
from backstretch.coach.red_flags import pain_kinds, say, words
from backstretch.journal.records import NOTE_LENGTH
from backstretch.run.stop_report import StopReport, Twice
from backstretch.tui.coach.view import rows_of
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import SeenFirst
from backstretch.tui.questions.signs import sign_items
from backstretch.tui.textual_private import lay_out_ahead
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.checklist import CheckItem, Checklist
from backstretch.tui.widgets.pain_scale import PainScale

_LAYOUTS = 3
"""How often a page is laid out before its parts have asked for all that they need."""


class Leave(Static, can_focus=True):
    """The only way out: Enter or a click, twice."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "leave", "Leave", id="escalation.leave")]

    class Left(Message):
        """It was confirmed."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        """``monotonic`` gives seconds of a clock that never goes back."""
        super().__init__(id="leave", markup=False)
        self.tooltip = say("stop", "leave_how")
        self._monotonic = monotonic
        self._twice = Twice()

    def on_mount(self) -> None:
        """Say how."""
        self._say(say("stop", "leave_how"))

    def on_click(self) -> None:
        """As Enter."""
        self.focus()
        self.action_leave()

    def action_leave(self) -> None:
        """Leave, the second time."""
        if self._twice.pressed(self._monotonic()):
            self.post_message(self.Left())
            return
        self._say(say("stop", "leave_again"))

    def _say(self, how: str) -> None:
        self.update(f"[ {say('stop', 'leave')} ]  {how}")


class EscalationScreen(SeenFirst, Screen[None]):
    """The advice after a stop, or, with no run to stop, the same advice on its own.

    That of a run is built when the run begins, and then waits: the key that stops has nothing left to build.
    """

    app: Host
    TELLS_KEYS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"tick({n})", show=False) for n in range(1, 10)),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("y,Y", "recent", show=False, id="escalation.recent"),
    ]

    def __init__(self, stop_report: StopReport) -> None:
        super().__init__()
        self._stop_report = stop_report
        self._page = VerticalScroll(id="page", can_focus=False)
        self._stands = False
        """Whether it was ever in front."""
        self._ready_for: tuple[Size, str] | None = None
        """The look for which it was laid out while it waited."""
        self._asks = False
        """Whether the questions about the pain are on the page, or are being put there."""

    # What is on it. The first page is there at once; what can wait comes after it was seen.

    def compose(self) -> ComposeResult:
        """The first page."""
        yield BigWord(say(self._stop_report.section, "heading"), id="heading")
        yield Static(self._stop_report.sentence(), id="sentence", markup=False)
        yield Static(self._stop_report.emergency_line(), id="emergency", markup=False)
        yield Static("", id="help", markup=False)
        yield Static(say("stop", "see_signs"), id="see-signs", markup=False)
        with self._page:
            if self._stop_report.recent is not None:
                yield Static(self._recent_line(), id="recent", markup=False)
            yield Static(" ".join(words()["stop"]["rest"]), id="rest", markup=False)
            yield Checklist(sign_items(short=True), id="signs")
        if self._stop_report.of_a_run:
            yield Static(say("stop", "more_on_screen"), id="more", markup=False)
        yield Leave(self.app.context.clock.monotonic)

    def on_mount(self) -> None:
        """Leave has the keyboard."""
        for leave in self.query(Leave):  # none: sharp pain was told after Ctrl+C, and nothing is shown any more
            leave.focus()
        self.app.call_later(self._get_ready, _LAYOUTS)

    def _get_ready(self, times: int) -> None:
        """While it waits, lay it out, and once more what its parts asked for when they knew their size."""
        if times and not self._stands and self.is_attached and lay_out_ahead(self):
            self._ready_for = self._look
            self.app.call_later(self._get_ready, times - 1)

    @property
    def _look(self) -> tuple[Size, str]:
        """What its layout and its colours depend on."""
        return self.app.size, self.app.theme

    @on(events.ScreenResume)
    def _stand(self, event: events.ScreenResume) -> None:
        """The first page is seen; the rest is added when it was."""
        if self._stands:
            return
        self._stands = True
        event.refresh_styles = self._ready_for != self._look
        sentence, text = self.query_one("#sentence", Static), self._stop_report.sentence()  # of the hold it came in
        moves = event.refresh_styles or sentence.size.height != rows_of(text, sentence.size.width)
        sentence.update(text, layout=moves)
        self.call_after_refresh(self._add_the_rest)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing may be done before it was in front."""
        return self._stands and super().check_action(action, parameters)

    async def _add_the_rest(self) -> None:
        if not self._page.is_attached:  # left, or the program is ending, before there was time for this
            return
        lines = [say("stop", "cause"), *self._stop_report.own_advice()]
        await self._page.mount(
            *(Static(line, classes="line", markup=False) for line in lines),
            Static(self._stop_report.saved_line(), id="saved", markup=False),
        )
        if self._stop_report.report is not None:
            await self._add_report()
        self._stop_report.sync()

    async def _add_report(self) -> None:
        if self._asks or not self._page.is_attached:  # left meanwhile
            return
        self._asks = True
        report = self._stop_report.report
        kinds = [CheckItem(kind.id, kind.text) for kind in pain_kinds()]
        reached = [CheckItem(reach, say("reach", reach)) for reach in REACHES]
        reach = self._stop_report.reach
        await self._page.mount(
            Static(say("stop", "optional"), classes="title", markup=False),
            Static(say("stop", "kind"), markup=False),
            Checklist(kinds, ticked=self._stop_report.kinds, id="kind"),
            Static("", id="then", markup=False),
            Static(say("stop", "reach"), markup=False),
            Checklist(reached, ticked=(reach,) if reach else (), single=True, id="reach"),
            Static(say("stop", "score"), markup=False),
            PainScale(report.score if report else None, id="score"),
            Static(say("stop", "where"), markup=False),
            Input(id="where", max_length=200),
            Static(say("stop", "note"), markup=False),
            Input(id="note", max_length=NOTE_LENGTH),
        )

    def _recent_line(self) -> str:
        return f"{say('advice', 'recent')}  y: {say('advice', 'recent_yes')}"

    # What the person says.

    def on_key(self, event: events.Key) -> None:
        """Enter outside *Leave* and the fields does nothing; nothing here leads back."""
        if event.key == "escape":
            event.stop()
            self.query_one(Leave).focus()

    def action_tick(self, number: int) -> None:
        """Tick the sign of that number."""
        for checklist in self.query("#signs").results(Checklist):
            checklist.action_tick_number(number)

    def action_scroll(self, rows: int) -> None:
        """Show more of the page."""
        for scrolled in (self._page, self):  # where there is little room, all of it scrolls as one
            scrolled.scroll_relative(y=rows, animate=False)

    async def action_recent(self) -> None:
        """The pain began in the last run: it counts as stopped for pain."""
        saved = self._stop_report.began_in_recent(self.query_one("#signs", Checklist).ticked)
        if saved:
            self.query_one("#recent", Static).update(saved)
            await self._add_report()

    @on(Checklist.Changed, "#signs")
    def _signs_ticked(self, event: Checklist.Changed) -> None:
        text = self._stop_report.help(event.ticked)
        box = self.query_one("#help", Static)
        box.update(text)
        box.set_class(bool(text), "-shown")
        self.query_one("#see-signs").display = not text  # who ticks one sees them, and its row shows one more
        self._stop_report.tick(event.ticked)

    @on(Checklist.Changed, "#kind")
    def _kinds_named(self, event: Checklist.Changed) -> None:
        lines, then = self._stop_report.name_kinds(event.ticked), self.query_one("#then", Static)
        then.update("\n".join(lines))
        then.set_class(bool(lines), "-shown")

    @on(Checklist.Changed, "#reach")
    def _reach_said(self, event: Checklist.Changed) -> None:
        self._stop_report.say_reach(next((reach for reach in REACHES if reach in event.ticked), None))

    @on(PainScale.Changed)
    def _scored(self, event: PainScale.Changed) -> None:
        self._stop_report.amend(score=event.value)

    @on(Input.Changed, "#where")
    def _where_changed(self, event: Input.Changed) -> None:
        self._stop_report.amend(where=plain(event.value) or None)

    @on(Input.Changed, "#note")
    def _note_changed(self, event: Input.Changed) -> None:
        self._stop_report.amend(note=plain(event.value) or None)

    @on(Leave.Left)
    def _left(self) -> None:
        self.app.home()
