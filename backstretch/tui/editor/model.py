"""One session file that is worked on: its steps, its length, and what is wrong with each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from backstretch.base.errors import Problem
from backstretch.base.paths import Paths
from backstretch.base.text import plain
from backstretch.base.toml_lines import Where
from backstretch.editing.outline import StepShape, problems_at, read, steps_shape
from backstretch.editing.saving import Opened, open_for_editing, restore_original
from backstretch.editing.tomledit import EditError
from backstretch.session.library import find_bundled
from backstretch.session.timeline import Timeline, timeline
from backstretch.tui.editor.file_work import FileWork

NO_STEP: Where = ()
"""The place of what belongs to the whole session."""


class Work(FileWork):
    """The session that the screen shows and changes."""

    def __init__(self, opened: Opened, paths: Paths) -> None:
        """Begin with what is on disk. Raises ValueError, in one line, if that is not UTF-8."""
        self._paths = paths
        self.drawn: Timeline | None = None
        """The session in seconds as it last was without an error, at level 0."""
        self.title = plain(opened.id)
        """The session's title as it last was; what the file is called, if it never had one."""
        super().__init__(opened, paths)

    def _look(self) -> None:
        document = self.document
        self.reading = read(document, self.opened.id, str(self.opened.path))
        self.found = self.reading.problems
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
    def fault(self) -> Problem | None:
        """Where the text is no TOML first, so that there are no steps to show."""
        if self.document.values is not None:
            return None
        return next((problem for problem in self.found if problem.severity == "error"), None)

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

    # The original.

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
