"""What the screens have in common on which a file is changed: saving it, and leaving it."""

from __future__ import annotations

from abc import abstractmethod

from backstretch.tui.editor.file_dialog import FileDialog
from backstretch.tui.host import Host
from backstretch.tui.questions.answers import AnswersOnce, WorkScreen


class FileScreen(AnswersOnce, WorkScreen):
    """A screen for one file, which it neither writes nor leaves unsaved without being told to."""

    app: Host
    HAS_PALETTE = True

    @property
    @abstractmethod
    def _file(self) -> FileDialog:
        """What is asked before anything on disk is changed."""

    def catch_up(self) -> None:
        """Take over what was typed, where that is still to be done."""

    def action_save(self) -> None:
        """Write the file."""
        self.catch_up()
        self.run_worker(self._file.save(), group="keeping", exclusive=True)

    def leave(self, *, program: bool = False) -> None:
        """Leave the file, or the whole ``program``, after asking about unsaved changes; not past a question."""
        if self.is_active:
            self.catch_up()
            self.run_worker(self._leave(program=program), group="keeping", exclusive=True)

    async def _leave(self, *, program: bool) -> None:
        if await self._file.may_leave():
            if program:
                self.app.exit(0)
            else:
                self.dismiss(None)
