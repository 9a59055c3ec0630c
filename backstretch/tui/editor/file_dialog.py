"""What is asked before a file is opened, saved, left or restored, and what becomes of it then."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from backstretch.base.errors import BackstretchError, UnreadableError
from backstretch.base.text import counted, plain, visible
from backstretch.coach.questions import Asked, Choice
from backstretch.editing.saving import ChangedOnDiskError, Draft, Opened, aside
from backstretch.editing.tomledit.document import Document
from backstretch.run.screening_questions import told
from backstretch.tui.editor.file_work import FileWork
from backstretch.tui.editor.model import Work
from backstretch.tui.host import Host
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.dialog_screen import DialogScreen
from backstretch.tui.widgets.key_line import KeyLine
from backstretch.tui.widgets.pick_list import ScrollPage

_STYLES = {"+": "bold", "-": "", " ": "dim", "@": "italic"}


class DifferenceScreen(DialogScreen[None]):
    """A list of lines to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,Q", "back", "Back", id="difference.back"),
    ]

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = lines

    def compose(self) -> ComposeResult:
        """What the signs mean, then the lines."""
        lines = (Content.styled(line, _STYLES.get(line[:1], "")) for line in self._lines)
        with Vertical(id="box"):
            yield Static("+ only in mine   - only in theirs, on disk", id="heading", markup=False)
            with ScrollPage(id="lines"):
                yield Static(Content("\n").join(lines), markup=False)
            yield KeyLine([("↑↓ scroll", ""), ("Esc back", "screen.back")])

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one("#lines").focus()

    def action_back(self) -> None:
        """Go back to the question."""
        self.dismiss(None)


def difference(mine: str, theirs: str) -> list[str]:
    """The difference as lines that begin with + (mine alone), - (theirs alone) or a space."""
    lines = difflib.unified_diff(theirs.splitlines(), mine.splitlines(), "theirs, on disk", "mine", lineterm="")
    return [visible(line) for line in lines]


REFUSED = 1
"""The exit code when the program was started to edit what cannot be edited."""

T = TypeVar("T")
Some = TypeVar("Some", bound=FileWork)
ChangedAnswer = Literal["mine", "theirs", "diff", "back"]
LeaveAnswer = Literal["save", "throw away", "stay"]
DraftAnswer = Literal["take", "throw away", "later"]


async def open_work(app: Host, path: Path, opened: Callable[[], Some]) -> Some | None:
    """The file as it is to be edited, with or without what was left unsaved; None after the home screen is shown.

    ``opened`` raises UnreadableError, or ValueError for what is not UTF-8.
    """
    try:
        work = opened()
    except (UnreadableError, ValueError) as error:
        said = str(error) if isinstance(error, UnreadableError) else f"{plain(str(path))}: {error}"
        await put(app, told("It cannot be edited", said))
        app.home(REFUSED)
        return None
    if await _settle_draft(app, work):
        return work
    app.home()
    return None


async def _settle_draft(app: Host, work: FileWork) -> bool:
    """Whether it is known what becomes of what was left unsaved, the newest first."""
    try:
        while (draft := work.find_draft()) is not None:
            answer = await put(app, _draft_question(draft, app.context.clock.now()))
            if answer == "take":
                work.take_draft(draft)
                return True
            if answer != "throw away":
                return False
            draft.kept_in.unlink(missing_ok=True)
    except OSError as error:
        app.warn(f"Earlier unsaved changes cannot be looked for ({error.strerror}).")
    return True


async def put(app: Host, asked: Asked[T]) -> T | None:
    """Ask this, and wait for the answer; None for none."""
    return await app.push_screen_wait(ChoiceScreen.of(asked))


class FileDialog:
    """What is asked before anything on disk is changed. Its methods wait for answers, so a worker calls them."""

    ERRORS_MEAN: ClassVar[str]
    """What a file is not good for while it has errors; a sentence goes on with it."""

    def __init__(self, app: Host, work: FileWork, tell: Callable[[str], None]) -> None:
        self._app = app
        self._work = work
        self._tell = tell

    def _first_asked(self, *, errors_told: bool) -> Asked[bool] | None:
        """What is to be said yes to before the file is written; ``errors_told``: those were spoken of just now."""
        raise NotImplementedError

    async def save(self, *, errors_told: bool = False) -> bool:
        """Write the file; whether it, or somebody else's version, is what the screen shows now."""
        work = self._work
        if not work.history.changed and not work.opened.is_new:
            self._tell("Nothing was changed since it was saved.")
            return True
        first = self._first_asked(errors_told=errors_told)
        if first is not None and not await put(self._app, first):
            return False
        try:
            work.save()
        except ChangedOnDiskError as error:
            return await self._settle(str(error), error.opened)
        except BackstretchError as error:
            await put(self._app, told("It was not saved", str(error)))
            return False
        return self._saved()

    async def _settle(self, message: str, theirs: Opened) -> bool:
        """Ask which version it is to be, where somebody else changed the file."""
        while (answer := await put(self._app, _conflict_question(message, theirs))) not in (None, "back"):
            try:
                match answer:
                    case "mine":
                        self._work.save(theirs)
                        return self._saved()
                    case "theirs":
                        self._work.take_theirs(theirs)
                        self._tell("This is their version; undo brings yours back.")
                        return True
                    case "diff":
                        await self._show_difference(theirs)
            except ChangedOnDiskError as error:
                message, theirs = str(error), error.opened
            except (BackstretchError, ValueError) as error:
                await put(self._app, told("That cannot be done", str(error)))
        return False

    async def _show_difference(self, theirs: Opened) -> None:
        """Raises ValueError if theirs is not UTF-8."""
        lines = difference(self._work.document.source, Document.of(theirs.data).source)
        await self._app.push_screen_wait(DifferenceScreen(lines or ["The two differ only in their line endings."]))

    def _saved(self) -> bool:
        errors = self._work.count("error")
        where = plain(str(self._work.opened.path))
        self._tell(f"Saved, with {counted(errors, 'error')}: {where}" if errors else f"Saved: {where}")
        return True

    async def may_leave(self) -> bool:
        """Whether the editor may be left, after asking what becomes of unsaved changes."""
        work = self._work
        if not work.history.changed:
            return True
        answer = await put(self._app, _leave_question(work.count("error"), self.ERRORS_MEAN))
        if answer == "save":
            return await self.save(errors_told=True) and not work.history.changed
        if answer == "throw away":
            try:
                work.drop_draft()
            except OSError as error:
                self._app.warn(f"The draft could not be thrown away ({error.strerror}).")
            return True
        return False


class SessionFileDialog(FileDialog):
    """That of a session."""

    ERRORS_MEAN = "and cannot be started until they are put right"

    def __init__(self, app: Host, work: Work, tell: Callable[[str], None]) -> None:
        super().__init__(app, work, tell)
        self._session = work

    def _first_asked(self, *, errors_told: bool) -> Asked[bool] | None:
        return _own_copy_question(self._session.opened) if self._session.opened.is_new else None

    async def restore(self) -> None:
        """Put one's own copy aside, for what came with the program."""
        work = self._session
        if not work.can_restore or not await put(self._app, _restore_question(work.opened)):
            return
        try:
            kept = work.restore()
        except (BackstretchError, ValueError) as error:
            await put(self._app, told("It was not restored", str(error)))
        else:
            self._tell(f"This is the original; your copy is kept as {plain(kept.name)}.")


def _own_copy_question(opened: Opened) -> Asked[bool]:
    """Before a session that came with the program is saved for the first time."""
    text = [
        "This session came with the program and stays as it is. What you save is a copy of your own, which takes its "
        "place in the library; Ctrl+R in this editor brings the original back.",
        plain(str(opened.path)),
    ]
    return Asked("Make a copy of your own?", text, [Choice("s", "Save my copy", True), Choice("escape", "Back", False)])


def _conflict_question(message: str, theirs: Opened) -> Asked[ChangedAnswer]:
    """When somebody else wrote the file, or took it away."""
    back: Choice[ChangedAnswer] = Choice("escape", "Back; nothing is written", "back")
    if theirs.is_new:
        return Asked("It is gone from the disk", [message], [Choice("m", "Write my version there again", "mine"), back])
    choices: list[Choice[ChangedAnswer]] = [
        Choice("d", "Show the differences", "diff"),
        Choice("m", f"Keep mine; theirs is kept as {plain(aside(theirs.path).name)}", "mine"),
        Choice("t", "Take theirs; undo brings mine back", "theirs"),
        back,
    ]
    return Asked("Changed on disk", [message], choices)


def _leave_question(errors: int, mean: str) -> Asked[LeaveAnswer]:
    """What becomes of unsaved changes; ``mean``: what the file is not good for while it has errors."""
    text = [f"It has {counted(errors, 'error')}, {mean}."] if errors else []
    choices: list[Choice[LeaveAnswer]] = [
        Choice("s", "Save them", "save"),
        Choice("t", "Throw them away", "throw away"),
        Choice("escape", "Stay here", "stay"),
    ]
    return Asked("There are unsaved changes", text, choices)


def _restore_question(opened: Opened) -> Asked[bool]:
    """Before one's own copy is put aside."""
    text = [
        "The session is back as it came with the program. Your copy is not lost: it is kept as "
        f"{plain(aside(opened.path).name)}, and undo brings it back here."
    ]
    return Asked("Restore the original?", text, [Choice("n", "Keep my copy", False), Choice("y", "Restore it", True)])


def _draft_question(found: Draft, now: datetime) -> Asked[DraftAnswer]:
    """When an earlier editing ended before it was saved."""
    when = found.when.astimezone(now.tzinfo)
    text = [f"Changes of {when:%Y-%m-%d %H:%M} were not saved when the program ended."]
    if found.file_changed:
        text.append("The file itself was changed since; if you take them, look before you save.")
    choices: list[Choice[DraftAnswer]] = [
        Choice("t", "Take them", "take"),
        Choice("w", "Throw them away", "throw away"),
        Choice("escape", "Decide later", "later"),
    ]
    return Asked("Unsaved changes were found", text, choices)
