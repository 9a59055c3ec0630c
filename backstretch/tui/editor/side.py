"""The steps of the session, and under them, where there is room, what the chosen one looks like."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical

from backstretch.base.toml_lines import Where
from backstretch.figure.motion import Moment
from backstretch.figure.poses import HOLD, poses
from backstretch.tui.editor.fields import exercise_of
from backstretch.tui.editor.model import Work
from backstretch.tui.editor.step_list import StepList
from backstretch.tui.widgets.figure import Figure, charset_here


class Side(Vertical):
    """The list that a step is chosen from, over the figure in the middle of its hold."""

    def __init__(self, choose: Callable[[Where], None]) -> None:
        """``choose`` is called with the step that the mark of the list is moved to."""
        super().__init__(id="side")
        self.list = StepList(choose)
        self._figure = Figure(chars=charset_here(), id="figure")

    def compose(self) -> ComposeResult:
        """One over the other."""
        yield self.list
        yield self._figure

    def show(self, work: Work, chosen: Where) -> None:
        """The steps as they are now, and the chosen one's pose; none of a rest or of an own move."""
        self.list.show(work, chosen)
        shape = work.shape(chosen)
        exercise = exercise_of(shape.table) if shape else None
        pose = poses().get(exercise.id) if exercise else None
        self._figure.set_class(pose is None, "-empty")
        self._figure.show(pose, Moment(HOLD))
