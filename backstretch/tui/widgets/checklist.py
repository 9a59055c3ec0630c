"""A list to tick, with one key, with the arrows and Space, or with the mouse."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backstretch.base.text import plain
from backstretch.tui.keymap import bindings
from backstretch.tui.widgets.text_row import aligned

INDENT = len("> 1 [x] ")
"""Cells to the left of an item's text."""

_LEAST_TEXT = 8
"""Cells the text has at least; what does not fit the width then is cut off."""


class CheckItem(NamedTuple):
    """Something that can be ticked."""

    id: str
    """What it is called in the set of the ticked ones."""
    text: str
    group: str = ""
    """The heading it stands under, with the items next to it that have the same; none if empty."""


class CheckRow(NamedTuple):
    """One row of the list."""

    text: str
    item: int | None
    """The index of the item it belongs to; None in a heading."""
    first: bool
    """Whether it is the first of its item, the one with the box."""


def check_rows(items: Sequence[CheckItem], width: int) -> tuple[CheckRow, ...]:
    """``items`` in ``width`` cells: headings, and texts broken between words, ``INDENT`` cells in."""
    rows: list[CheckRow] = []
    group = ""
    for index, item in enumerate(items):
        if item.group != group:
            group = item.group
            rows += [CheckRow(line, None, False) for line in _wrapped(group, width) if line]
        for number, line in enumerate(_wrapped(item.text, width - INDENT)):
            rows.append(CheckRow(line, index, number == 0))
    return tuple(rows)


def _wrapped(text: str, width: int) -> list[str]:
    return [line.plain.rstrip() for line in Content(plain(text)).wrap(max(_LEAST_TEXT, width))]


_BOLD = Style(bold=True)


class Checklist(Widget, can_focus=True):
    """Items with a box each, ``[x]`` and bold where ticked; ``>`` marks the one Space acts on.

    It is as high as its rows and scrolls with its parent, which follows the cursor. Enter and every key it
    has no use for, the arrows at either end among them, go on to whoever is asked next.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "checklist--heading",
        "checklist--item",
        "checklist--ticked",
        "checklist--cursor",
    }
    DEFAULT_CSS = """
    Checklist {
        width: 1fr;
        height: auto;
        & > .checklist--heading { text-style: bold underline; }
        & > .checklist--ticked { color: $warning; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("list"),
        Binding("space", "tick", "Tick", show=False),
        *(Binding(str(number), f"tick_number({number})", show=False) for number in range(1, 10)),
    ]

    ticked: reactive[frozenset[str]] = reactive(frozenset())
    """The ids of the ticked items."""
    cursor: reactive[int] = reactive(0)
    """The index of the item that Space ticks."""

    class Changed(Message):
        """An item was ticked or its tick taken back."""

        def __init__(self, checklist: "Checklist", ticked: frozenset[str]) -> None:
            super().__init__()
            self.checklist = checklist
            self.ticked = ticked
            """The ids of all that are ticked now."""

        @property
        def control(self) -> "Checklist":
            """The list that changed."""
            return self.checklist

    def __init__(
        self,
        items: Sequence[CheckItem],
        *,
        ticked: Iterable[str] = (),
        single: bool = False,
        numbered: bool = True,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        """``single``: at most one item is ticked, and a tick takes the one before away.

        ``numbered``: each shows the digit that ticks it, which does so in any case.
        """
        super().__init__(id=id, classes=classes)
        self._single = single
        self._numbered = numbered
        self.tooltip = "Click a line to tick it, again to take the tick back"
        self._items = tuple(items)
        self._rows: tuple[CheckRow, ...] = ()
        self._width = -1
        self.set_reactive(Checklist.ticked, self.validate_ticked(frozenset(ticked)))

    def validate_ticked(self, ticked: frozenset[str]) -> frozenset[str]:
        """Of the ids, those the list has."""
        return ticked.intersection(item.id for item in self._items)

    def validate_cursor(self, cursor: int) -> int:
        """The index nearest to it."""
        return max(0, min(len(self._items) - 1, cursor))

    def watch_ticked(self, ticked: frozenset[str]) -> None:
        """Tell whoever listens."""
        self.post_message(self.Changed(self, ticked))

    def action_move(self, by: int) -> None:
        """To the next item; at either end the key is left to the parent, which may scroll."""
        before = self.cursor
        self.cursor += by
        if self.cursor == before:
            raise SkipAction
        self._show_cursor()

    def action_page(self, _by: int) -> None:
        """Left to the parent, which scrolls."""
        raise SkipAction

    def action_to(self, row: int) -> None:
        """To the first item, or, with -1, to the last."""
        self.cursor = len(self._items) - 1 if row < 0 else row
        self._show_cursor()

    def action_tick(self) -> None:
        """Tick the item the cursor is on, or take the tick back."""
        if self._items:
            chosen = {self._items[self.cursor].id}
            self.ticked = self.ticked ^ chosen if not self._single else frozenset(chosen - self.ticked)
            self._show_cursor()

    def action_tick_number(self, number: int) -> None:
        """Tick the item of that number, from 1, or take the tick back."""
        if number > len(self._items):
            raise SkipAction
        self.cursor = number - 1
        self.action_tick()

    def on_click(self, event: events.Click) -> None:
        """Tick the item under the pointer, or take the tick back."""
        offset = event.get_content_offset(self)
        rows = self._laid_out(self.size.width)
        item = rows[offset.y].item if offset is not None and offset.y < len(rows) else None
        if item is not None:
            event.stop()
            self.cursor = item
            self.action_tick()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of the list, in ``width`` cells."""
        return len(self._laid_out(width))

    def render_line(self, y: int) -> Strip:
        """A heading, or one row of an item."""
        width, style = self.size.width, self.visual_style.rich_style
        rows = self._laid_out(width)
        if y >= len(rows):
            return Strip.blank(width, style)
        row = rows[y]
        if row.item is None:
            return aligned(row.text, width, "left", self.get_component_rich_style("checklist--heading"))
        item = self._items[row.item]
        ticked = item.id in self.ticked
        under_cursor = self.has_focus and row.item == self.cursor
        style = self.get_component_rich_style("checklist--item")
        if ticked:
            style += self.get_component_rich_style("checklist--ticked", partial=True) + _BOLD
        if under_cursor:
            style += self.get_component_rich_style("checklist--cursor", partial=True)
        head = ""
        if row.first:
            number = str(row.item + 1) if row.item < 9 and self._numbered else " "
            head = f"{'>' if under_cursor else ' '} {number} [{'x' if ticked else ' '}] "
        text = head.ljust(INDENT) + row.text
        return aligned(text, width, "left", style)

    def _laid_out(self, width: int) -> tuple[CheckRow, ...]:
        """The rows in ``width`` cells, computed once a width."""
        if self._width != width:
            self._rows = check_rows(self._items, width)
            self._width = width
        return self._rows

    def _show_cursor(self) -> None:
        """Scroll the parents so that the item the cursor is on can be seen."""
        rows = self._laid_out(self.size.width)
        own = [y for y, row in enumerate(rows) if row.item == self.cursor]
        region = Region(0, own[0], self.size.width, len(own)).translate(self.content_offset)
        widget: Widget = self
        while isinstance(widget.parent, Widget):
            parent = widget.parent
            region = region.translate(widget.virtual_region.offset)
            parent.scroll_to_region(region, animate=False, immediate=True)
            region = region.translate(Offset(*parent.gutter.top_left) - parent.scroll_offset)
            widget = parent
