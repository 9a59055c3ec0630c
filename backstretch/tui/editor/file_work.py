"""One TOML file that is worked on: its text, what is wrong with it, every way back, and what is on disk."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable

from backstretch.base.errors import Problem
from backstretch.base.paths import Paths
from backstretch.base.process import is_alive
from backstretch.editing.history import History
from backstretch.editing.saving import Draft, Drafts, Opened, save
from backstretch.editing.tomledit.document import Document


class FileWork(ABC):
    """The file that a screen shows and changes. Every change is kept as a draft until it is saved."""

    found: tuple[Problem, ...]
    """All that is wrong with the text as it is now, in the order of the file."""

    def __init__(self, opened: Opened, paths: Paths) -> None:
        """Begin with what is on disk. Raises ValueError, in one line, if that is not UTF-8."""
        self.opened = opened
        self.history = History(Document.of(opened.data))
        self.trouble = ""
        """Why the last change could not be kept as a draft; empty if it was."""
        self._drafts = Drafts(paths.state_dir / "drafts", is_alive)
        self._look()

    @abstractmethod
    def _look(self) -> None:
        """Read the document as it is now, and set what is ``found``."""

    @property
    def document(self) -> Document:
        """The text as it is now."""
        return self.history.document

    def count(self, severity: str) -> int:
        """How many errors, or warnings, there are."""
        return sum(problem.severity == severity for problem in self.found)

    # Changing.

    def do(self, document: Document, label: str, merge: Hashable = None) -> None:
        """Go on with a changed document; see ``History.do``."""
        self.history.do(document, label, merge)
        self._changed()

    def undo(self) -> str:
        """Undo the last change; the message for it."""
        if not self.history.can_undo:
            return "There is nothing to undo."
        label = self.history.undo()
        self._changed()
        return f"Undone: {label}"

    def redo(self) -> str:
        """Redo the change that was undone last; the message for it."""
        if not self.history.can_redo:
            return "There is nothing to redo."
        label = self.history.redo()
        self._changed()
        return f"Redone: {label}"

    def _changed(self) -> None:
        self._look()
        self._keep_draft()

    # Drafts.

    def _keep_draft(self) -> None:
        try:
            if self.history.changed:
                self._drafts.keep(self.opened, self.document.data)
            else:
                self._drafts.drop(self.opened)
        except OSError as error:
            self.trouble = f"What you change cannot be kept until it is saved ({error.strerror})."
        else:
            self.trouble = ""

    def find_draft(self) -> Draft | None:
        """What an earlier editing left unsaved. Raises OSError."""
        return self._drafts.find(self.opened)

    def take_draft(self, draft: Draft) -> None:
        """Go on with what was left unsaved. Raises OSError."""
        self.do(Document.of(draft.data), "earlier unsaved changes")
        if not self.trouble:
            self._drafts.take_over(self.opened, draft)

    def drop_draft(self) -> None:
        """Throw away what is not saved. Raises OSError."""
        self._drafts.drop(self.opened)

    # Keeping.

    def save(self, over: Opened | None = None) -> None:
        """Write the file; ``over`` is what somebody else put there, if that may be replaced. Raises SaveError."""
        document = self.document
        self.opened = save(over or self.opened, document.data)
        self.history.saved(document)
        self._changed()

    def take_theirs(self, theirs: Opened) -> None:
        """Go on with what somebody else put in the file. Raises ValueError if that is not UTF-8."""
        self._start_over(theirs, "their version")

    def _start_over(self, opened: Opened, label: str) -> None:
        """Go on with what is on disk; what was before can be had back with undo."""
        document = Document.of(opened.data)
        self.opened = opened
        self.history.do(document, label)
        self.history.saved(document)
        self._changed()
