"""The fields of the step that is looked at, with what the catalogue says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from backstretch.base.errors import Problem
from backstretch.base.toml_lines import Where
from backstretch.editing.exercise_facts import facts
from backstretch.session.hints import hint
from backstretch.session.key_kinds import CautionIds, ExerciseId
from backstretch.tui.editor.changes import Changes, Direction
from backstretch.tui.editor.field_row import FieldRow, Problems
from backstretch.tui.editor.inputs import FieldText, TypedNumber
from backstretch.tui.editor.step_fields import Field, exercise_of, fields_of
from backstretch.tui.editor.step_rows import name_of, owner
from backstretch.tui.widgets.controls import Toggle, Wanted


class _Rows(Vertical):
    """The rows of one kind of step; they are kept, since to make them takes longest."""

    def __init__(self, rows: list[FieldRow]) -> None:
        self.rows = rows
        super().__init__(*rows)


class FieldPanel(VerticalScroll, can_focus=False):
    """The fields, a row each, and the problems that belong to none of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Field before", show=False),
        Binding("down", "move(1)", "Next field", show=False),
    ]

    @dataclass
    class Opened(Message):
        """A field was opened that has a screen of its own: an exercise, or the cautions."""

        field: Field

    def __init__(self, changes: Changes) -> None:
        super().__init__(id="fields")
        self._changes = changes
        self._kept: dict[tuple[object, ...], _Rows] = {}
        self._shown = _Rows([])
        self._stray: tuple[Problem, ...] = ()
        self._head = Static("", id="kind", markup=False)
        self._more = Static("", id="more", markup=False)

    def compose(self) -> Iterable[Widget]:
        """The title and the catalogue's text; the rows stand between them."""
        yield self._head
        yield self._more

    async def show(self) -> None:
        """Show the step that is looked at as the document has it."""
        work, where = self._changes.work, self._changes.chosen
        shape = work.shape(where)
        fields = fields_of(work.document, shape)
        await self._change_rows(fields)
        if not self.is_attached:  # left, or the program is ending
            return
        found = _sorted(fields, {at: some for at, some in work.problems.items() if owner(at) == where})
        for row, field in zip(self.rows, fields, strict=True):
            row.show(field, found.pop(field.where, []))
        self._show_stray(tuple(problem for some in found.values() for problem in some))
        exercise = exercise_of(shape.table) if shape else None
        name = "The whole session" if shape is None else name_of(shape)
        self._head.update(f"{name}, {exercise.position}" if exercise else name)
        self._more.update("\n".join(facts(exercise)) if exercise else "")
        self._more.display = exercise is not None

    def _show_stray(self, problems: tuple[Problem, ...]) -> None:
        """Show the problems that belong to no row."""
        if problems != self._stray:
            self._stray = problems
            self.query_children(Problems).remove()
            if problems:
                self.mount(Problems(problems), after=self._head)

    async def _change_rows(self, fields: Sequence[Field]) -> None:
        """The rows for these fields, with the keyboard where it was, if that field is there too."""
        shape = tuple((each.form.title, each.key.name, each.is_end, each.grows) for each in fields)
        if shape not in self._kept:
            self._kept[shape] = _Rows(
                [FieldRow(field, self._changes, partial(self.action_move, 1)) for field in fields]
            )
            await self.mount(self._kept[shape], before=self._more)
        before, after = self._shown, self._kept[shape]
        if after is before:
            return
        focused = self.here
        self._shown = after
        after.display = True
        if focused is not None:
            self.focus_field(focused.field.key.name)
        before.display = False

    @property
    def rows(self) -> list[FieldRow]:
        """The rows that are shown."""
        return self._shown.rows

    def focus_field(self, name: str | None = None) -> None:
        """Give the keyboard to the field of this name, or else to the first."""
        rows = [row for row in self.rows if row.field.key.name == name] or self.rows
        if rows:
            rows[0].focusable_part.focus()

    def name_it(self) -> None:
        """Give the keyboard to the name, for another to be typed over it."""
        for row in self.rows:
            if row.field.key.name == "name" and isinstance(row.control, FieldText):
                row.control.select_all()
                row.control.focus()

    @property
    def here(self) -> FieldRow | None:
        """The row that has the keyboard."""
        return next((row for row in self.rows if row.has_part(self.screen.focused)), None)

    @property
    def at_number(self) -> bool:
        """Whether a number has the keyboard."""
        row = self.here
        return row is not None and isinstance(row.control, TypedNumber)

    @property
    def hint(self) -> str:
        """What may stand in the field that has the keyboard."""
        row = self.here
        return hint(row.field.key, row.field.form) if row else ""

    def action_move(self, by: int) -> None:
        """Go to another field; past the first and the last, to what is written above and below them."""
        row = self.here
        if row is None:
            return
        at = self.rows.index(row) + by
        if 0 <= at < len(self.rows):
            self.rows[at].focusable_part.focus()
        else:
            self.scroll_relative(y=by, animate=False)

    def nudge(self, direction: Direction) -> None:
        """Make the number that has the keyboard larger or smaller."""
        if self.here is not None:
            self.here.nudge(direction)

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_move(1)

    @on(Wanted)
    def _wanted(self, event: Wanted) -> None:
        event.stop()
        row = next((row for row in self.rows if row.has_part(event.control)), None)
        if row is None:
            return
        if isinstance(event.control, Toggle):
            self._changes.grow(row.field)
        elif isinstance(row.field.key, ExerciseId | CautionIds):
            self.post_message(self.Opened(row.field))
        else:
            self._changes.set(row.field, event.wanted or None)


def _sorted(fields: Iterable[Field], problems: dict[Where, tuple[Problem, ...]]) -> dict[Where, list[Problem]]:
    """The problems by the field they are shown at; others at their own place."""
    places = sorted((field.where for field in fields), key=len, reverse=True)
    found: dict[Where, list[Problem]] = {}
    for at, some in problems.items():
        shown_at = next((where for where in places if at[: len(where)] == where), at)
        found.setdefault(shown_at, []).extend(some)
    return found
