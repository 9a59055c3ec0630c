"""A session file as steps and as text: one document, changed here or there, saved when the person says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import ScreenResume
from textual.timer import Timer
from textual.widgets import OptionList, Static

from backstretch.base.text import plain
from backstretch.base.toml_lines import Where
from backstretch.editing.saving import open_for_editing
from backstretch.session.library import Found
from backstretch.tui.editor.changes import Changes, Direction
from backstretch.tui.editor.file_dialog import SessionFileDialog, open_work
from backstretch.tui.editor.file_screen import FileScreen
from backstretch.tui.editor.header_and_footer import EditorHeader, EditorKeys, Part, StatusText
from backstretch.tui.editor.model import Work
from backstretch.tui.editor.panel import FieldPanel
from backstretch.tui.editor.step_actions import StepActions
from backstretch.tui.editor.step_list import StepList, StepPane
from backstretch.tui.editor.step_rows import about, owner
from backstretch.tui.editor.text_tab import TextTab
from backstretch.tui.help import HelpScreen
from backstretch.tui.host import Host
from backstretch.tui.keymap import bindings
from backstretch.tui.widgets.session_strip import SessionStrip

_LEAST_WIDE = 80
"""From which width on there is room for the list and the fields."""
_PAUSE_SECONDS = 0.3
"""For how long nothing is typed before what was typed in a long file is taken over."""


async def edit(app: Host, found: Found) -> None:
    """Edit a session until its editor is left."""
    paths = app.context.paths
    work = await open_work(app, found.path, lambda: Work(open_for_editing(found, paths), paths))
    if work is not None:
        await app.push_screen_wait(EditorScreen(work))
        app.home()


class EditorScreen(StepActions, FileScreen):
    """The editor, opened from the library or by a command; never over a running session."""

    app: Host
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("editor")]

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work = work
        self.changes = Changes(work, self._tell, self._wait)
        self._pause: Timer | None = None
        self._told = ""
        self._to_draw = False
        self._resized = False
        self._in_fields = False
        """Whether the fields have, or are to have, the keyboard."""
        self._side = StepPane(self._choose)
        self._list = self._side.list
        self._panel = FieldPanel(self.changes)
        self._text = TextTab(work, self.changes.rewrite)

    def compose(self) -> ComposeResult:
        """The header, one of the two tabs, the session from left to right, a line of text, and the keys."""
        yield EditorHeader(id="head")
        with Horizontal(id="steps"):
            yield self._side
            yield self._panel
        yield Static("", id="locked", markup=False)
        yield self._text
        yield SessionStrip(id="strip")
        yield StatusText()
        yield EditorKeys()

    async def on_mount(self) -> None:
        """Open a file with errors at the first of them."""
        self.set_class(bool(self.work.count("error")), "-text")
        if self.has_class("-text"):
            self._text.go_to_first()
        await self._draw()
        self._give_keyboard()

    def on_resize(self) -> None:
        """There may be room for the list and the fields, or for one of them; what has the keyboard stays in sight."""
        self._resized = True
        self.draw()

    def _show_focused(self) -> None:
        """The fields from the first one on, or from further down where the one that has the keyboard needs that."""
        self._panel.scroll_home(animate=False, immediate=True)
        if self.focused is not None:
            self.focused.scroll_visible(animate=False)

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Show what was changed on the screen above."""
        self.draw()

    def on_unmount(self) -> None:
        """Keep what was typed, however the program ends."""
        self.catch_up()

    def catch_up(self) -> None:
        """Take over what was typed, in a long file too."""
        self.changes.catch_up()

    def _wait(self) -> None:
        """Take over what is typed once there is a pause."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE_SECONDS, self.changes.catch_up)

    # Drawing.

    def draw(self) -> None:
        """Show the document as it is now, once for all that is done at a time."""
        if not self._to_draw:
            self._to_draw = True
            self.call_later(self._draw)

    async def _draw(self) -> None:
        self._to_draw = False
        self.changes.settle()
        if not self.is_attached:  # left, or the program is ending
            return
        work, fault = self.work, self.work.fault
        narrow = self.size.width < _LEAST_WIDE
        self._side.display, self._panel.display = not (narrow and self._in_fields), not narrow or self._in_fields
        was_locked = self.has_class("-locked")
        self.set_class(fault is not None, "-locked")
        if was_locked and fault is None:
            self.call_after_refresh(self._give_keyboard)
        if fault is not None:
            self.query_one("#locked", Static).update(
                f"The steps can be shown once line {fault.line} is put right in the text (F2):\n{plain(fault.message)}"
            )
        elif not self.has_class("-text"):
            self._side.show(work, self.changes.chosen)
            await self._panel.show()
            if self.naming:
                self.naming = False
                self._show_fields(self._panel.name_it)
        if self.has_class("-text"):
            self._text.show()
        self.query_one(EditorHeader).show(work, text=self.has_class("-text"))
        strip = self.query_one(SessionStrip)
        strip.timeline, strip.position = work.drawn, work.start_of(self.changes.chosen)
        self._draw_foot()
        if self._resized:
            self._resized = False
            self.call_after_refresh(self._show_focused)

    def _draw_foot(self) -> None:
        self.query_one(StatusText).say(
            self._told or self._panel.hint or (self._of_step() if self._part == "list" else "")
        )
        self.query_one(EditorKeys).show(self._part, restore=self.work.can_restore)

    @property
    def _part(self) -> Part:
        """Where the keyboard is."""
        if self.has_class("-text"):
            return "text"
        if self.has_class("-locked"):
            return "locked"
        if not self._in_fields:
            return "list"
        return "number" if self._panel.at_number else "fields"

    def _of_step(self) -> str:
        """What is wrong with the chosen step first, or else what it says."""
        found = (some for at, some in self.work.problems.items() if owner(at) == self.changes.chosen)
        for some in found:
            return f"{some[0].severity}: {plain(some[0].message)}"
        return about(self.work.shape(self.changes.chosen))

    def _tell(self, text: str) -> None:
        self._told = text
        self.draw()

    # Where the keyboard is.

    def _give_keyboard(self) -> None:
        if self.has_class("-text"):
            self._text.area.focus()
        elif not self.has_class("-locked"):
            self._list.focus()

    def on_descendant_focus(self) -> None:
        """What the keys do depends on where the keyboard is, and what is typed in one field is one change."""
        focused = self.focused
        self._in_fields = focused is not None and self._panel in focused.ancestors
        self.changes.part()
        self._told = ""
        self.draw()

    def _choose(self, where: Where) -> None:
        if where != self.changes.chosen:
            self.changes.choose(where)
            self._tell("")

    @on(OptionList.OptionSelected, "#list")
    def action_fields(self) -> None:
        """Go to the fields of the chosen step."""
        self._show_fields(self._panel.focus_field)

    def _show_fields(self, focus: Callable[[], None]) -> None:
        """Where there is no room for both they take the list's; only then can one of them have the keyboard."""
        self._in_fields = True
        self._tell("")
        self.call_later(focus)

    def action_switch(self) -> None:
        """Switch to the other tab, at the same step."""
        self.changes.part()
        self.toggle_class("-text")
        self._in_fields = False
        if self.has_class("-text"):
            self._text.show()
            if self.changes.step_at(self._text.line) != self.changes.chosen:
                self._text.go_to(self.changes.line)
        elif self.work.fault is None:
            self.changes.choose(self.changes.step_at(self._text.line))
        self._tell("")
        self.call_after_refresh(self._give_keyboard)

    def action_back(self) -> None:
        """Go from the fields to the steps, and from there out, after asking about unsaved changes."""
        if self._in_fields:
            self._in_fields = False
            self._tell("")
            self.call_later(self._list.focus)
        else:
            self.leave()

    @on(FieldPanel.Opened)
    def _choose_value(self, event: FieldPanel.Opened) -> None:
        self.choose_value(event)

    def action_nudge(self, direction: Direction) -> None:
        """Make the number that has the keyboard larger or smaller."""
        self._panel.nudge(direction)

    # The file.

    def action_restore(self) -> None:
        """Restore the session that came with the program."""
        self.run_worker(self._file.restore(), group="keeping", exclusive=True)

    @property
    def _file(self) -> SessionFileDialog:
        return SessionFileDialog(self.app, self.work, self._tell)

    def action_help(self) -> None:
        """Show the keys; a click on one does it, in the steps tab where it is a key of the list."""

        async def do(action: str | None) -> None:
            if action is None:
                return
            if self.has_class("-text") and StepList.has_key_for(action):
                self.action_switch()
            await self.run_action(action)

        self.app.push_screen(HelpScreen("editor"), do)
