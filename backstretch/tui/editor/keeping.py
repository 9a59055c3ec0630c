"""Saving, leaving and restoring, with the questions that may come between."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from backstretch.base.errors import BackstretchError
from backstretch.base.text import counted, plain
from backstretch.coach.questions import Asked
from backstretch.editing.saving import ChangedOnDiskError, Opened
from backstretch.editing.tomledit.document import Document
from backstretch.run.screening_flow import told
from backstretch.tui.editor import questions
from backstretch.tui.editor.difference import DifferenceScreen
from backstretch.tui.editor.model import Work
from backstretch.tui.questions.choice import ChoiceScreen

if TYPE_CHECKING:
    from backstretch.tui.app import BackstretchApp

T = TypeVar("T")


class Keeping:
    """What is asked before anything on disk is changed. Its methods wait for answers, so a worker calls them."""

    def __init__(self, app: BackstretchApp, work: Work, tell: Callable[[str], None]) -> None:
        self._app = app
        self._work = work
        self._tell = tell

    async def save(self) -> bool:
        """Write the file; whether it, or somebody else's version, is what the screen shows now."""
        work = self._work
        if not work.history.changed and not work.opened.is_new:
            self._tell("Nothing was changed since it was saved.")
            return True
        if work.opened.is_new and not await self._put(questions.own_copy(work.opened)):
            return False
        try:
            work.save()
        except ChangedOnDiskError as error:
            return await self._settle(str(error), error.opened)
        except BackstretchError as error:
            await self._put(told("It was not saved", str(error)))
            return False
        return self._saved()

    async def _settle(self, message: str, theirs: Opened) -> bool:
        """Ask which version it is to be, where somebody else changed the file."""
        while (answer := await self._put(questions.changed_on_disk(message, theirs))) not in (None, "back"):
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
                await self._put(told("That cannot be done", str(error)))
        return False

    async def _show_difference(self, theirs: Opened) -> None:
        """Raises ValueError if theirs is not UTF-8."""
        lines = questions.difference(self._work.document.source, Document.of(theirs.data).source)
        await self._app.push_screen_wait(DifferenceScreen(lines or ["The two differ in line ends alone."]))

    def _saved(self) -> bool:
        errors = self._work.count("error")
        where = plain(str(self._work.opened.path))
        self._tell(f"Saved, with {counted(errors, 'error')}: {where}" if errors else f"Saved: {where}")
        return True

    async def may_leave(self) -> bool:
        """Whether nothing unsaved is left, after asking what becomes of it."""
        work = self._work
        if not work.history.changed:
            return True
        answer = await self._put(questions.leave(work.count("error")))
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
        if not self._work.can_restore or not await self._put(questions.restore(self._work.opened)):
            return
        try:
            kept = self._work.restore()
        except (BackstretchError, ValueError) as error:
            await self._put(told("It was not restored", str(error)))
        else:
            self._tell(f"This is the original; your copy is kept as {plain(kept.name)}.")

    async def _put(self, asked: Asked[T]) -> T | None:
        return await self._app.push_screen_wait(ChoiceScreen.of(asked))
