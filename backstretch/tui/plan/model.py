"""The plan that is worked on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from backstretch.base.errors import UnreadableError
from backstretch.base.paths import Paths
from backstretch.care_plan.plan_reader import read_plan
from backstretch.care_plan.template import plan_template
from backstretch.editing.saving import Opened, open_or_begin
from backstretch.session.library import find_all
from backstretch.tui.editor.file_work import FileWork


class PlanWork(FileWork):
    """``plan.toml``, with what is wrong with it as ``plan check`` tells it."""

    def __init__(self, opened: Opened, paths: Paths, sessions: Collection[str] | None) -> None:
        """``sessions``: the ids that it may name; None for every one. Raises ValueError for what is not UTF-8."""
        self._sessions = sessions
        super().__init__(opened, paths)

    def _look(self) -> None:
        reading = read_plan(self.document.data, path=str(self.opened.path), sessions=self._sessions)
        self.found, self.plan = reading.problems, reading.plan

    def rewrite(self, text: str, line: int) -> None:
        """Take over the whole text as it was typed, the last of it in this line. Raises EditError."""
        self.do(self.document.with_text(text), "what was typed", ("text", line))


def open_plan(paths: Paths, today: date) -> PlanWork:
    """The person's plan, or the one that a new one begins with. Raises UnreadableError, and ValueError if not UTF-8."""
    try:
        sessions = {found.id for found in find_all(paths)}
    except UnreadableError:  # the library tells of it
        sessions = None
    return PlanWork(open_or_begin("plan", paths.plan, plan_template(today).encode()), paths, sessions)
