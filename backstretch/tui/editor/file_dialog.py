"""What is asked before a file is opened, saved, left or restored, and what becomes of it then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Literal, TypeVar

from backstretch.base.errors import BackstretchError, UnreadableError
from backstretch.base.text import counted, plain
from backstretch.coach.questions import Asked, Choice
from backstretch.editing.saving import ChangedOnDiskError, Draft, Opened, aside, open_for_editing
from backstretch.editing.tomledit.document import Document
from backstretch.run.screening_questions import told
from backstretch.session.library import Found
from backstretch.tui.editor.difference import DifferenceScreen, difference
from backstretch.tui.editor.model import Work
from backstretch.tui.questions.choice import ChoiceScreen

if TYPE_CHECKING:
    from backstretch.tui.host import Host

REFUSED = 1
"""The exit code when the program was started to edit what cannot be edited."""

T = TypeVar("T")
ChangedAnswer = Literal["mine", "theirs", "diff", "back"]
LeaveAnswer = Literal["save", "throw away", "stay"]
DraftAnswer = Literal["take", "throw away", "later"]


async def open_work(app: Host, found: Found) -> Work | None:
    """The file as it is to be edited, with or without what was left unsaved; None after the home screen is shown."""
    try:
        work = Work(open_for_editing(found, app.context.paths), app.context.paths)
    except (UnreadableError, ValueError) as error:
        said = str(error) if isinstance(error, UnreadableError) else f"{plain(str(found.path))}: {error}"
        await _put(app, told("It cannot be edited", said))
        app.home(REFUSED)
        return None
    if await _settle_draft(app, work):
        return work
    app.home()
    return None


async def _settle_draft(app: Host, work: Work) -> bool:
    """Whether it is known what becomes of what was left unsaved, the newest first."""
    try:
        while (draft := work.find_draft()) is not None:
            answer = await _put(app, _draft_question(draft, app.context.clock.now()))
            if answer == "take":
                work.take_draft(draft)
                return True
            if answer != "throw away":
                return False
            draft.kept_in.unlink(missing_ok=True)
    except OSError as error:
        app.warn(f"Earlier unsaved changes cannot be looked for ({error.strerror}).")
    return True


async def _put(app: Host, asked: Asked[T]) -> T | None:
    return await app.push_screen_wait(ChoiceScreen.of(asked))


class FileDialog:
    """What is asked before anything on disk is changed. Its methods wait for answers, so a worker calls them."""

    def __init__(self, app: Host, work: Work, tell: Callable[[str], None]) -> None:
        self._app = app
        self._work = work
        self._tell = tell

    async def save(self) -> bool:
        """Write the file; whether it, or somebody else's version, is what the screen shows now."""
        work = self._work
        if not work.history.changed and not work.opened.is_new:
            self._tell("Nothing was changed since it was saved.")
            return True
        if work.opened.is_new and not await _put(self._app, _own_copy_question(work.opened)):
            return False
        try:
            work.save()
        except ChangedOnDiskError as error:
            return await self._settle(str(error), error.opened)
        except BackstretchError as error:
            await _put(self._app, told("It was not saved", str(error)))
            return False
        return self._saved()

    async def _settle(self, message: str, theirs: Opened) -> bool:
        """Ask which version it is to be, where somebody else changed the file."""
        while (answer := await _put(self._app, _conflict_question(message, theirs))) not in (None, "back"):
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
                await _put(self._app, told("That cannot be done", str(error)))
        return False

    async def _show_difference(self, theirs: Opened) -> None:
        """Raises ValueError if theirs is not UTF-8."""
        lines = difference(self._work.document.source, Document.of(theirs.data).source)
        await self._app.push_screen_wait(DifferenceScreen(lines or ["The two differ in line ends alone."]))

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
        answer = await _put(self._app, _leave_question(work.count("error")))
        if answer == "save":
            return await self.save() and not work.history.changed
        if answer == "throw away":
            try:
                work.drop_draft()
            except OSError as error:
                self._app.warn(f"The draft could not be thrown away ({error.strerror}).")
            return True
        return False

    async def restore(self) -> None:
        """Put one's own copy aside, for what came with the program."""
        if not self._work.can_restore or not await _put(self._app, _restore_question(self._work.opened)):
            return
        try:
            kept = self._work.restore()
        except (BackstretchError, ValueError) as error:
            await _put(self._app, told("It was not restored", str(error)))
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
        Choice("d", "Look at what differs", "diff"),
        Choice("m", f"Keep mine; theirs is kept as {plain(aside(theirs.path).name)}", "mine"),
        Choice("t", "Take theirs; undo brings mine back", "theirs"),
        back,
    ]
    return Asked("Changed on disk", [message], choices)


def _leave_question(errors: int) -> Asked[LeaveAnswer]:
    """What becomes of unsaved changes."""
    text = [f"It has {counted(errors, 'error')}, and cannot be started until they are put right."] if errors else []
    choices: list[Choice[LeaveAnswer]] = [
        Choice("s", "Save them", "save"),
        Choice("t", "Throw them away", "throw away"),
        Choice("escape", "Stay here", "stay"),
    ]
    return Asked("There are unsaved changes", text, choices)


def _restore_question(opened: Opened) -> Asked[bool]:
    """Before one's own copy is put aside."""
    text = [
        "The session is again as it came with the program. Your copy is not lost: it is kept as "
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
