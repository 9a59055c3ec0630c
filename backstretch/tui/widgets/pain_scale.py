"""How much it hurts, from 0 to 10, picked with one key or a click."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backstretch.coach.questions import PAIN_ENDS
from backstretch.tui.widgets import letters
from backstretch.tui.widgets.glyphs import half_blocks
from backstretch.tui.widgets.strokes import Bitmap
from backstretch.tui.widgets.text_row import aligned

_WORST = 10
_MARK = 2
"""Cells to the left of the scale, for the sign that it has the focus."""
_LARGE_CELL = 6
_LARGE_TEN = 12
_LARGE_WIDTH = _MARK + _WORST * _LARGE_CELL + _LARGE_TEN + 1
_DIGIT_ROWS = 3
"""Rows of a large digit; half a one follows."""
_LARGE_HEIGHT = _DIGIT_ROWS + 2
_TEN = (".#..##.", "##.#..#", ".#.#..#", ".#.#..#", ".#..##.")
"""A ten whose two digits stand nearer to one another than to the nine."""
_KEYS = ("keys 0 to 9, t for 10", "t = 10", "")
"""What is said of the keys between the two ends; the first for which there is room."""
_SMALL_HEIGHT = 2
_SMALL_CELL = 3
_SMALL_WIDTH = _MARK + _WORST * _SMALL_CELL + _SMALL_CELL + 1

_REVERSED = Style(reverse=True)
_BOLD = Style(bold=True)


class PainScale(Widget, can_focus=True):
    """The numbers 0 to 10 in a row, the chosen one reversed and bold.

    Large digits where the box has 75 × 5 cells, with a bar below the chosen one; one row of numbers otherwise, with the
    chosen one in brackets; below 36 columns that alone. Keys it has no use for go on to whoever is asked next.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    PainScale {
        width: 1fr;
        height: auto;
        & > .pain-scale--chosen { color: $text; }
        & > .pain-scale--ends { color: $text-muted; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pain-scale--ends", "pain-scale--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"pick({number})", show=False) for number in range(_WORST)),
        Binding("t,T", "pick(10)", "Ten; the digits are the other numbers", show=False),
        Binding("left", "step(-1)", "Less", show=False),
        Binding("right", "step(1)", "More", show=False),
        Binding("backspace,delete", "clear", "No answer", show=False),
        Binding("enter", "submit", show=False),
    ]

    value: reactive[int | None] = reactive(None)
    """0 to 10, or None where it is left unanswered."""

    class Changed(Message):
        """Another number was chosen, or none."""

        def __init__(self, scale: PainScale, value: int | None) -> None:
            super().__init__()
            self.scale, self.value = scale, value

        @property
        def control(self) -> PainScale:
            """The scale that changed."""
            return self.scale

    class Submitted(Changed):
        """Enter was pressed: the scale is done with."""

    def __init__(
        self,
        value: int | None = None,
        *,
        ends: tuple[str, str] = PAIN_ENDS,
        ascii: bool = False,  # noqa: A002
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """``ends`` says what 0 and 10 stand for, where it is something else than pain."""
        super().__init__(id=id, classes=classes)
        self.tooltip = "Click a number"
        self._ends = ends
        self._ascii = ascii
        self.set_reactive(PainScale.value, self.validate_value(value))

    def validate_value(self, value: int | None) -> int | None:
        """A number on the scale, or None."""
        return None if value is None else min(_WORST, max(0, value))

    def watch_value(self, value: int | None) -> None:
        """Tell whoever listens."""
        self.post_message(self.Changed(self, value))

    def action_pick(self, number: int) -> None:
        """Choose ``number``."""
        self.value = number

    def action_step(self, by: int) -> None:
        """The next number; where there is none yet, a step up is to 0 and a step down changes nothing."""
        if self.value is not None:
            self.value += by
        elif by > 0:
            self.value = 0

    def action_clear(self) -> None:
        """Leave it unanswered."""
        self.value = None

    def action_submit(self) -> None:
        """Tell whoever listens that this is the answer."""
        self.post_message(self.Submitted(self, self.value))

    def on_click(self, event: events.Click) -> None:
        """Choose the number under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for number, (start, end) in enumerate(self._spans()):
            if start <= offset.x < end:
                self.value = number
                event.stop()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows the scale takes, in ``width`` cells."""
        if width < _SMALL_WIDTH:
            return 1
        return _SMALL_HEIGHT if self._ascii or width < _LARGE_WIDTH else _LARGE_HEIGHT

    def render_line(self, y: int) -> Strip:
        """A row of the numbers, or the one below that says what the ends mean."""
        width, style = self.size.width, self.visual_style.rich_style
        spans = self._spans()
        rows = _LARGE_HEIGHT if self._large else _SMALL_HEIGHT
        if not spans:
            chosen = f"0 [{' ' if self.value is None else self.value}] {_WORST}"
            return aligned(chosen if y == 0 else "", width, "left", style + _BOLD)
        if y >= rows:
            return Strip.blank(width, style)
        if y == rows - 1:
            style = self.get_component_rich_style("pain-scale--ends")
            return aligned(" " * _MARK + self._said_below(spans[-1][1] - _MARK), width, "left", style)
        row = (">" if self.has_focus and y == (rows - 1) // 3 else "").ljust(_MARK)
        row += "".join(self._cell(number, end - start, y) for number, (start, end) in enumerate(spans))
        if self.value is None:
            return aligned(row, width, "left", style)
        start, end = spans[self.value]
        before, chosen, after = row[:start], row[start:end], row[end:].ljust(width - end)
        return Strip([Segment(before, style), Segment(chosen, self._chosen_style(y)), Segment(after, style)], width)

    def _said_below(self, width: int) -> str:
        """What the ends stand for, and between them the keys."""
        first, last = self._ends
        room = width - len(first) - len(last)
        keys = next(keys for keys in _KEYS if not keys or len(keys) + 2 <= room)
        return f"{first}{keys.center(max(0, room))}{last}"

    @property
    def _large(self) -> bool:
        return not self._ascii and self.size.width >= _LARGE_WIDTH and self.size.height >= _LARGE_HEIGHT

    def _spans(self) -> list[tuple[int, int]]:
        """Each number's first cell and the one after its last; empty where there is no room for a scale."""
        width = self.size.width
        if width < _SMALL_WIDTH:
            return []
        if self._large:
            cell, last = _LARGE_CELL, _LARGE_TEN
        else:
            cell = min(_LARGE_CELL, (width - _MARK - 1) // (_WORST + 1))
            last = cell + 1
        tens = _MARK + _WORST * cell
        return [*((start, start + cell) for start in range(_MARK, tens, cell)), (tens, tens + last)]

    def _cell(self, number: int, width: int, y: int) -> str:
        """One row of one number."""
        chosen = number == self.value
        if not self._large:
            return (f"[{number}]" if chosen else str(number)).center(width)
        if y < _DIGIT_ROWS:
            row = _large_row(number, y)
            return f"{row:>{width - 1}} " if number == _WORST else row.center(width)
        return ("▀" if chosen else " ") * width

    def _chosen_style(self, y: int) -> Style:
        """The chosen number is reversed, but for the half row below a large one."""
        style = self.get_component_rich_style("pain-scale--chosen") + _BOLD
        return style if self._large and y == _DIGIT_ROWS else style + _REVERSED


def _large_row(number: int, y: int) -> str:
    """A row of a large number; a row of pixels is left free above, so that it can stand reversed."""
    ten: Bitmap = tuple(tuple(pixel == "#" for pixel in row) for row in _TEN)
    bitmap = ten if number == _WORST else letters.write(str(number), 1)
    return half_blocks(((False,) * len(bitmap[0]), *bitmap))[y]
