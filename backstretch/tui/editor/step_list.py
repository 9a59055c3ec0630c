"""The list of steps, with one line for the whole session, and below it, where there is room, the figure of a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets.option_list import Option

from backstretch.base.toml_lines import Where
from backstretch.figure.motion import Moment
from backstretch.figure.poses import HOLD, poses
from backstretch.session.reader import Reading
from backstretch.tui.editor.model import Work
from backstretch.tui.editor.step_fields import exercise_of
from backstretch.tui.editor.step_rows import Columns, Row, columns_of, rows_of
from backstretch.tui.keymap import bindings
from backstretch.tui.widgets.figure import Figure, charset_here
from backstretch.tui.widgets.pick_list import TwoClickList


class StepList(TwoClickList):
    """A list of steps: the arrows choose one, and one key changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("steps", target="screen.")]

    def __init__(self, choose: Callable[[Where], None]) -> None:
        """``choose`` is called with the step that the mark is moved to, before the next key is heard."""
        self._choose = choose
        super().__init__(id="list", markup=False)
        self._reading: Reading | None = None
        """What the lines say."""
        self._rows: tuple[Row, ...] = ()
        self._drawn: tuple[int, Columns] | None = None
        """The width and the columns that the lines were drawn with."""

    @classmethod
    def has_key_for(cls, action: str) -> bool:
        """Whether this action of the screen is one of the list's keys."""
        return any(binding.action == f"screen.{action}" for binding in cls.BINDINGS if isinstance(binding, Binding))

    def on_resize(self) -> None:
        """The columns follow the width."""
        if self._rows:
            self._show(self._rows, self._rows[self.highlighted or 0].where)

    def show(self, work: Work, chosen: Where) -> None:
        """The steps as they are now, with the mark on the chosen one."""
        rows = self._rows if work.reading is self._reading else rows_of(work)
        self._reading = work.reading
        self._show(rows, chosen)

    def _show(self, rows: tuple[Row, ...], chosen: Where) -> None:
        drawn = max(12, self.scrollable_content_region.width - 1), columns_of(rows)
        before, self._rows = self._rows, rows
        index = next((index for index, row in enumerate(rows) if row.where == chosen), 0)
        with self.prevent(self.OptionHighlighted):
            if len(rows) != len(before):
                self._rows = ()
                self.set_options([Option(row.render(*drawn)) for row in rows])
                self._rows = rows
            else:
                for number, row in enumerate(rows):
                    if drawn != self._drawn or row != before[number]:
                        self.replace_option_prompt_at_index(number, row.render(*drawn))
            self._drawn = drawn
            self.highlighted = index

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Report which step is marked."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and highlighted < len(self._rows):
            self._choose(self._rows[highlighted].where)


class StepPane(Vertical):
    """The list that a step is chosen from, over the figure in the middle of its hold."""

    def __init__(self, choose: Callable[[Where], None]) -> None:
        """``choose`` is called with the step that the mark of the list is moved to."""
        super().__init__(id="side")
        self.list = StepList(choose)
        self._figure = Figure(chars=charset_here(), id="figure")

    def compose(self) -> ComposeResult:
        """The list above the figure."""
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
