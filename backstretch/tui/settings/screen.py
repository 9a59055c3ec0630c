"""Everything a person can set, a row each; what is valid is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from backstretch.base.text import plain
from backstretch.settings import change, read_settings
from backstretch.settings.checks import RefusedError
from backstretch.tui.help import HelpScreen
from backstretch.tui.host import Host
from backstretch.tui.keymap import bindings
from backstretch.tui.questions.answers import AnswersOnce
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.settings.model import CAUTIONS, GROUPS
from backstretch.tui.settings.setting_line import SettingLine
from backstretch.tui.widgets.controls import Control, Stepper, Toggle, Wanted
from backstretch.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from backstretch.base.errors import Problem
    from backstretch.run.person import PersonAnswers


class _Page(Vertical):
    """The rows."""

    def on_resize(self) -> None:
        """Where there is less room than before, the row with the keyboard stays in sight."""
        self.show_row()

    def show_row(self) -> None:
        """Scroll to the row with the keyboard; to what stands above it, if it is the first."""
        lines = list(self.query(SettingLine))
        for line in lines:
            if line.here:
                if line is lines[0]:
                    self.scroll_home(animate=False)
                else:
                    self.scroll_to_widget(line, animate=False)


class SettingsScreen(AnswersOnce, Screen[None]):
    """Opened from the library; never over a session."""

    app: Host
    HAS_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("settings")]

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[SettingLine] = []

    def compose(self) -> ComposeResult:
        """The file, what is wrong with it, the rows, and what the keys do."""
        settings = self.app.context.settings
        with Horizontal(id="title"):
            yield Static("Settings", id="heading", markup=False)
            yield Static("", id="path", markup=False)
        with _Page(id="page"):
            yield Static("", id="problems", markup=False)
            for heading, rows in GROUPS:
                yield Static(heading, classes="group", markup=False)
                for row in rows:
                    self._lines.append(SettingLine(row, row.value(settings)))
                    yield self._lines[-1]
        yield Static("", id="about", markup=False)
        yield Static("", id="told", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """The file may have been changed since the program began; what is in order there holds from now on."""
        context = self.app.context
        found, problems = read_settings(context.paths.config)
        if not problems and not context.settings_unsaved:
            self.app.use_settings(found)
            for line in self._lines:
                line.control.value = line.row.value(found)
        self._list_problems(problems)
        self._tell("")
        self._lines[0].control.focus()

    def on_resize(self, event: events.Resize) -> None:
        """The end of the path says most."""
        path, room = plain(str(self.app.context.paths.config)), event.size.width - 14
        self.query_one("#path", Static).update(path if len(path) <= room else f"…{path[1 - max(2, room) :]}")

    @property
    def _line(self) -> SettingLine | None:
        """The row that has the keyboard."""
        return next((line for line in self._lines if line.control is self.focused), None)

    # Moving.

    def action_move(self, by: int) -> None:
        """To another row, no further than the first or the last."""
        lines = self._lines
        at = lines.index(self._line) if self._line else 0
        lines[max(0, min(len(lines) - 1, at + by))].control.focus(scroll_visible=False)

    @on(Input.Submitted)
    def _next_row(self) -> None:
        self.action_move(1)

    def on_descendant_focus(self) -> None:
        """Show the whole row, and what the keys do on it."""
        if (line := self._line) is not None:
            for each in self._lines:
                each.here = each is line
            self.query_one("#about", Static).update(line.row.line, layout=False)
            stop = () if isinstance(line.control, Input) else (("x sharp pain", "app.sharp_pain"),)
            self.query_one(KeyLine).keys = (
                *line.keys,
                ("Esc back", "screen.back"),
                *stop,
                ("↑↓ rows", ""),
                ("F1 keys", "screen.help"),
            )
            self.call_after_refresh(self.query_one(_Page).show_row)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A number that was typed and refused is gone, and so is what was said of it."""
        line = next((line for line in self._lines if line.control is event.widget), None)
        if line is not None and not isinstance(line.control, Input):
            line.problem = ""

    # Changing.

    @on(Wanted)
    def _wanted(self, event: Wanted) -> None:
        line = next(line for line in self._lines if line.control is event.control)
        if line.row.name == CAUTIONS:
            self._open_cautions()
        else:
            self._set(line, event.wanted)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._set(next(line for line in self._lines if line.control is event.input), event.value)

    def action_default(self) -> None:
        """The row's default again."""
        line = self._line
        if line is not None and isinstance(line.control, Toggle | Stepper):
            if isinstance(line.control, Stepper):
                line.control.typing = ""
            self._set(line, line.row.default)

    def _set(self, line: SettingLine, wanted: Any) -> None:
        """Let ``wanted`` hold from now on and keep it, or say at its row why not."""
        context, name = self.app.context, line.row.name
        before = context.settings
        try:
            after = change(before, name, wanted)
        except RefusedError as refused:
            line.problem = f"Not saved: {'' if line.row.kind == 'keys' else 'it '}{refused}."
            return
        line.problem = ""
        if isinstance(line.control, Control):
            line.control.value = line.row.value(after)
        if after != before:
            self.app.use_settings(after)
            self._save()

    def _save(self) -> None:
        context = self.app.context
        was_unsaved = context.settings_unsaved
        kept = context.keep_settings()
        if kept.error or was_unsaved:
            self._tell(kept.error)
        if kept.copy:
            self._tell(f"The file as it was is kept as {kept.copy}.")
            self._list_problems(read_settings(context.paths.config)[1])

    def _open_cautions(self) -> None:
        def keep(given: PersonAnswers | None) -> None:
            if given is not None:
                self.app.warn(self.app.context.remember(given))

        self.app.push_screen(FirstRunScreen(self.app.context.answers), keep)

    # Telling.

    def _list_problems(self, problems: tuple[Problem, ...]) -> None:
        """What is wrong with the file, by line."""
        self.app.context.tell_of_settings(problems)
        listed = self.query_one("#problems", Static)
        listed.update("\n".join(f"line {each.line}, column {each.column}: {each.message}" for each in problems))
        listed.display = bool(problems)

    def _tell(self, text: str) -> None:
        told = self.query_one("#told", Static)
        told.update(text)
        told.display = bool(text)

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(HelpScreen("settings"))

    def action_back(self) -> None:
        """What holds was kept already."""
        self.dismiss(None)
