"""The plan as the text of its file, with everything that is wrong with it below."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from backstretch.base.text import counted, plain
from backstretch.coach.questions import Asked, Choice
from backstretch.editing.tomledit import EditError
from backstretch.run.day_words import NO_PLAN, summary
from backstretch.tui.editor.file_dialog import FileDialog, open_work, put
from backstretch.tui.editor.file_screen import FileScreen
from backstretch.tui.editor.header_and_footer import StatusText, problem_counts
from backstretch.tui.editor.text_tab import TextTab
from backstretch.tui.help import HelpScreen
from backstretch.tui.host import Host
from backstretch.tui.keymap import bindings
from backstretch.tui.plan.model import PlanWork, open_plan
from backstretch.tui.widgets.key_line import KeyLine

_KEYS = (
    ("Esc leave", "screen.back"),
    ("Ctrl+S save", "screen.save"),
    ("F3 undo", "screen.undo"),
    ("F1 keys", "screen.help"),
    ("F4 redo", "screen.redo"),
)


async def edit_plan(app: Host) -> None:
    """Change the person's plan, or begin one, until its screen is left."""
    paths, today = app.context.paths, app.context.clock.now().date()
    work = await open_work(app, paths.plan, lambda: open_plan(paths, today))
    if work is None:
        return
    begun = not work.opened.is_new or work.history.changed
    if begun or await put(app, _begin_question(plain(str(paths.plan)))):
        await app.push_screen_wait(PlanScreen(work))
        app.home()


class PlanFileDialog(FileDialog):
    """That of a plan, which is written with errors only by who was told of them."""

    ERRORS_MEAN = "and Today shows the whole plan only when there are none"

    def _first_asked(self, *, errors_told: bool) -> Asked[bool] | None:
        errors = self._work.count("error")
        if not errors or errors_told:
            return None
        text = [f"It has {counted(errors, 'error')}, {self.ERRORS_MEAN}."]
        choices = [Choice("escape", "Back, to correct it", False), Choice("s", "Save it as it is", True)]
        return Asked("Save it with its errors?", text, choices)


class PlanScreen(FileScreen):
    """Opened from the library; what is typed is checked at once, and kept as a draft until it is saved."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("plan")]

    def __init__(self, work: PlanWork) -> None:
        super().__init__()
        self.work = work
        self._text = TextTab(work, self._rewrite)
        self._told = ""

    def compose(self) -> ComposeResult:
        """What it is and how much is wrong, the text above its problems, a line of text, and the keys."""
        with Horizontal(id="head"):
            yield Static("", id="title", markup=False)
            yield Static("", id="count", markup=False)
        yield self._text
        yield StatusText()
        yield KeyLine(_KEYS)

    def on_mount(self) -> None:
        """Begin at the first error; the text has the keyboard."""
        self._text.go_to_first()
        self._text.area.focus()
        self._draw()

    def on_resize(self) -> None:
        """What is counted is said as there is room."""
        self.call_later(self._draw)

    def _rewrite(self, text: str, line: int) -> None:
        try:
            self.work.rewrite(text, line)
        except EditError as error:
            self._tell(str(error))
        else:
            self._tell(self.work.trouble)

    def _tell(self, text: str) -> None:
        self._told = text
        self.call_later(self._draw)

    def _draw(self) -> None:
        if not self.is_attached:  # left, or the program is ending
            return
        work = self.work
        self._text.show()
        self.query_one("#title", Static).update(f"Your plan{' (changed)' if work.history.changed else ''}")
        count = self.query_one("#count", Static)
        count.update(problem_counts(work, self.size.width))
        count.set_class(bool(work.count("error")), "-errors")
        self.query_one(StatusText).say(self._told or self._of_plan())

    def _of_plan(self) -> str:
        """How much stands in it, where it has no error; and whether there is a file yet."""
        unsaved = "Not saved yet (Ctrl+S)." if self.work.opened.is_new else ""
        read = f"{summary(self.work.plan)}." if self.work.plan is not None else ""
        return " ".join(filter(None, (unsaved, read)))

    @property
    def _file(self) -> PlanFileDialog:
        return PlanFileDialog(self.app, self.work, self._tell)

    def action_undo(self) -> None:
        """Undo the last change."""
        self._tell(self.work.undo())

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self._tell(self.work.redo())

    def action_back(self) -> None:
        """Leave, after asking about unsaved changes."""
        self.leave()

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(HelpScreen("plan"))


def _begin_question(path: str) -> Asked[bool]:
    text = [NO_PLAN, path, "It begins with an example for you to change; nothing is saved before Ctrl+S."]
    return Asked("Begin a plan?", text, [Choice("y", "Begin one", True), Choice("escape", "Back", False)])
