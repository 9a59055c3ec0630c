"""A session in the editor of one's choice, for ``edit --external``: nothing that was in the file is lost."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backstretch.base.errors import BackstretchError, WrongUseError
from backstretch.base.files import write_atomically
from backstretch.base.paths import Paths
from backstretch.base.text import plain
from backstretch.editing.saving import Opened, aside, backup_of, failures_said, open_for_editing, save_as_new
from backstretch.session.library import Found, content


def editor() -> list[str]:
    """The editor's program and its own arguments. Raises WrongUseError, in one line, if there is none."""
    for name in ("VISUAL", "EDITOR"):
        written = os.environ.get(name, "").strip()
        if not written:
            continue
        if found := shutil.which(written):  # a path with spaces or backslashes in it
            return [found]
        try:
            program, *arguments = shlex.split(written)
        except ValueError as error:
            raise WrongUseError(f"${name} is {plain(written)}, which is no command: {str(error).lower()}") from error
        return [shutil.which(program) or program, *arguments]
    raise WrongUseError("neither $VISUAL nor $EDITOR names an editor; for example EDITOR=nano")


@dataclass(frozen=True, slots=True)
class Editing:
    """A file that somebody edits by other means, and what was in it before."""

    before: Opened
    """The file as it was; for a session that came with the program, the own copy just made."""
    is_copy: bool
    """Whether that copy was made for this editing, and goes if nothing comes of it."""

    @classmethod
    def begin(cls, found: Found, paths: Paths) -> Editing:
        """Get the file ready. Raises BackstretchError."""
        opened = open_for_editing(found, paths)
        if opened.is_new:
            return cls(save_as_new(opened.id, opened.data, paths), is_copy=True)
        return cls(opened, is_copy=False)

    @property
    def path(self) -> Path:
        """The file."""
        return self.before.path

    def edit(self, command: Sequence[str]) -> bool:
        """Have the file edited; whether it is another than before, which is then kept beside it.

        Raises BackstretchError if the editor cannot be started, or says that it failed: then the file is as it was.
        """
        name = plain(command[0])
        try:
            with _interrupts_left_to_the_editor():
                status = subprocess.run([*command, self._real], check=False).returncode
        except (OSError, ValueError) as error:
            self.discard()
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise BackstretchError(f"cannot start the editor {name}: {why}") from error
        if status:
            kept = self.discard()
            where = f"; what it had written is in {plain(str(kept))}" if kept else ""
            ended = f"status {status}" if status > 0 else f"signal {-status}"
            raise BackstretchError(f"the editor {name} ended with {ended}; nothing is changed{where}")
        now = self._now()
        if now is None or now == self.before.data:
            self.discard()
            return False
        if not self.is_copy:
            with failures_said(self.path):
                write_atomically(backup_of(self.path), self.before.data, like=self.path.stat())
        return True

    def discard(self) -> Path | None:
        """Have everything as it was before; where what is in the file now is kept, if that is anything else.

        Raises SaveError.
        """
        now, kept = self._now(), None
        with failures_said(self.path):
            if now is not None and now != self.before.data:
                kept = aside(self.path)
                shutil.copy2(self._real, kept)
            if self.is_copy:
                self.path.unlink(missing_ok=True)
            elif now != self.before.data:
                write_atomically(Path(self._real), self.before.data, like=None if now is None else self.path.stat())
        return kept

    @property
    def _real(self) -> str:
        """The target of a link: an editor that writes a new file would else put it in the place of the link."""
        return os.path.realpath(self.path)

    def _now(self) -> bytes | None:
        """What is in the file; None if the editor took it away."""
        return content(self.path) if os.path.lexists(self._real) else None


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Ctrl+C is the editor's while it has the terminal; one that is merely ignored would stay so in the editor."""
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
