"""One field on the screen: its name, what it is changed with, and what is wrong there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from backstretch.base.errors import Problem
from backstretch.base.text import plain
from backstretch.session.catalogue import catalogue
from backstretch.session.key_kinds import CautionIds, Choice, Count, ExerciseId, Length, Texts
from backstretch.tui.editor.changes import Changes, Direction
from backstretch.tui.editor.inputs import FieldLines, FieldText, TypedNumber
from backstretch.tui.editor.step_fields import Field, words_of
from backstretch.tui.widgets.controls import Control, Opener, Stepper, Toggle


class Chosen(Opener):
    """A value that is chosen on a screen of its own."""

    def render(self) -> Content:
        """What holds now, and that it can be another."""
        return Content(f"{self.value} [change]")


class Grows(Toggle):
    """Whether a number is a range, which grows with the level."""

    def render(self) -> Content:
        """A box to tick, and the word."""
        return Content(f"[{'x' if self.value else ' '}] grows")


class Problems(Static):
    """A line for each problem of a field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        lines = (f"{problem.severity}: {plain(problem.message)}" for problem in problems)
        failed = any(problem.severity == "error" for problem in problems)
        super().__init__("\n".join(lines), classes="-error" if failed else "", markup=False)


class FieldRow(Vertical):
    """One field, which hands what is typed in it to ``changes``."""

    def __init__(self, field: Field, changes: Changes, entered: Callable[[], None]) -> None:
        """``entered`` is called when Enter ends a text."""
        super().__init__(classes="-number" if isinstance(field.key, Count | Length) else "")
        self.field = field
        self._changes = changes
        self._entered = entered
        self.control: Control | TypedNumber | FieldLines | None = self._control()
        self.toggle = Grows() if field.may_grow else None
        self._problems: tuple[Problem, ...] = ()

    def compose(self) -> ComposeResult:
        """The cells from left to right; problems come below."""
        with Horizontal(classes="cells"):
            yield Static(
                f"  {self.field.name}" if self.field.is_end else self.field.name, classes="label", markup=False
            )
            if self.control is not None:
                yield self.control
                if self.field.unit or self.toggle is not None:
                    yield Static(self.field.unit, classes="unit", markup=False)
            if self.toggle is not None:
                yield self.toggle

    def _control(self) -> Control | TypedNumber | FieldLines | None:
        field, key = self.field, self.field.key
        if field.grows:
            return None
        match key:
            case Choice():
                return Stepper(words_of(key), self._word)
            case ExerciseId() | CautionIds():
                return Chosen()
            case Texts():
                return FieldLines(field.text, self._typed, otherwise=field.otherwise)
            case Count() | Length():
                return TypedNumber(field.text, self._typed, self.nudge, otherwise=field.otherwise)
            case _:
                return FieldText(field.text, self._typed, self._entered, otherwise=field.otherwise)

    @property
    def focusable_part(self) -> Widget:
        """The widget that takes the keyboard."""
        part = self.control or self.toggle
        assert part is not None  # noqa: S101 - a field without a control is a range, which has its switch
        return part

    def has_part(self, widget: Widget | None) -> bool:
        """Whether this is where the keyboard is."""
        return widget is not None and widget in (self.control, self.toggle)

    def show(self, field: Field, problems: Sequence[Problem]) -> None:
        """Show what the file has there now. What is being typed and means the same stays as it is."""
        self.field = field
        control = self.control
        if isinstance(control, TypedNumber | FieldLines):
            if field.meant(control.text) != field.value:
                control.show(field.text)
            control.placeholder = field.otherwise
        elif isinstance(control, Stepper):
            control.value = field.text
            control.refresh()
        elif isinstance(control, Chosen):
            control.value = self._opened(field)
        if self.toggle is not None:
            self.toggle.value = field.grows
        if self._problems != tuple(problems):
            self._problems = tuple(problems)
            self._show_problems()

    def on_mount(self) -> None:
        """Show the problems that were found before there was a place for them."""
        self._show_problems()

    def _show_problems(self) -> None:
        self.query(Problems).remove()
        if self._problems and self.is_attached:
            self.mount(Problems(self._problems))

    def _word(self, word: str) -> str:
        return word or f"{self.field.otherwise} (default)"

    @staticmethod
    def _opened(field: Field) -> str:
        if isinstance(field.key, ExerciseId):
            known = catalogue().get(field.text)
            return known.name if known else field.text or "none"
        own = field.text.replace("\n", ", ")
        if not field.default:
            return own or "none"
        return f"{own}; the catalogue's: {field.default}" if own else f"the catalogue's: {field.default}"

    def _typed(self, text: str) -> None:
        self._changes.type_in(self.field, text)

    def nudge(self, direction: Direction) -> None:
        """Make a number larger or smaller; nothing else can be."""
        if isinstance(self.control, TypedNumber):
            self._changes.nudge(self.field, direction)
