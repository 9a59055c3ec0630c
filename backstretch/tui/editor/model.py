"""One session file that is worked on: its text, what is wrong with it, every way back, and what is on disk."""

from __future__ import annotations

import os
from collections.abc import Hashable, Mapping
from pathlib import Path

from backstretch.base.errors import Problem
from backstretch.base.paths import Paths
from backstretch.base.process import is_alive
from backstretch.base.text import plain
from backstretch.base.toml_lines import Where
from backstretch.editing.history import History
from backstretch.editing.outline import StepShape, problems_at, read, steps_shape
from backstretch.editing.saving import Draft, Drafts, Opened, open_for_editing, restore_original, save
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.document import Document
from backstretch.session.library import find_bundled
from backstretch.session.timeline import Timeline, timeline

NO_STEP: Where = ()
"""The place of what belongs to the whole session."""


class Work:
    """The file that the screen shows and changes. Every change is kept as a draft until it is saved."""

    def __init__(self, opened: Opened, paths: Paths) -> None:
        """Begin with what is on disk. Raises ValueError, in one line, if that is not UTF-8."""
        self.opened = opened
        self.history = History(Document.of(opened.data))
        self.trouble = ""
        """Why the last change could not be kept as a draft; empty if it was."""
        self._paths = paths
        self._drafts = Drafts(paths.state_dir / "drafts", is_alive)
        self.drawn: Timeline | None = None
        """The session in seconds as it last was without an error, at level 0."""
        self.title = plain(opened.id)
        """The session's title as it last was; what the file is called, if it never had one."""
        self._look()

    def _look(self) -> None:
        """Read the document as it is now."""
        document = self.history.document
        self.reading = read(document, self.opened.id, str(self.opened.path))
        self.problems: Mapping[Where, tuple[Problem, ...]] = problems_at(self.reading)
        self.shapes: tuple[StepShape, ...] = steps_shape(document)
        session = self.reading.session
        self.timeline = None if session is None else timeline(session, 0)
        self.longest = self.timeline
        """At the highest level; None, like ``timeline``, where there is an error."""
        if session is not None and session.top_level:
            self.longest = timeline(session, session.top_level)
        self.drawn = self.timeline or self.drawn
        title = (document.values or {}).get("title")
        self.title = (plain(title) if isinstance(title, str) else "") or self.title

    @property
    def document(self) -> Document:
        """The text as it is now."""
        return self.history.document

    @property
    def fault(self) -> Problem | None:
        """Where the text is no TOML first, so that there are no steps to show."""
        if self.document.values is not None:
            return None
        return next((problem for problem in self.reading.problems if problem.severity == "error"), None)

    def count(self, severity: str) -> int:
        """How many errors, or warnings, there are."""
        return sum(problem.severity == severity for problem in self.reading.problems)

    def shape(self, where: Where) -> StepShape | None:
        """The step at a place; None for the whole session, and where there is none."""
        return next((shape for shape in self.shapes if shape.where == where), None)

    def start_of(self, where: Where) -> float:
        """The second in which a step begins, of the session as it was last drawn; 0 for the whole session."""
        numbers = [part + 1 for part in where if isinstance(part, int)]
        for phase in self.drawn.phases if self.drawn and numbers else ():
            if phase.step == numbers[0] and (len(numbers) == 1 or phase.within == numbers[1]):
                return phase.start
        return 0.0

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

    @property
    def can_restore(self) -> bool:
        """Whether this is a person's own copy of a session that came with the program."""
        own = self._paths.sessions / f"{self.opened.id}.toml"
        bundled = self.opened.id in {found.id for found in find_bundled()}
        return bundled and not self.opened.is_new and os.path.realpath(own) == os.path.realpath(self.opened.path)

    def restore(self) -> Path:
        """Put the own copy aside, and go on with what came with the program; where the copy is now.

        Raises BackstretchError.
        """
        original = next((found for found in find_bundled() if found.id == self.opened.id), None)
        if original is None:
            raise EditError(f'no session "{plain(self.opened.id)}" came with the program')
        kept = restore_original(self.opened.id, self._paths)
        self._start_over(open_for_editing(original, self._paths), "the original")
        return kept

    def _start_over(self, opened: Opened, label: str) -> None:
        """Go on with what is on disk; what was before can be had back with undo."""
        document = Document.of(opened.data)
        self.opened = opened
        self.history.do(document, label)
        self.history.saved(document)
        self._changed()
