"""Lists to pick from and pages to scroll: the same keys in each of them, and what is marked is told by a sign too."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widgets import OptionList

from backstretch.tui.keymap import bindings
from backstretch.tui.textual_private import begins_option, let_lists_page

let_lists_page()  # with the first list there is

_SIGN = ">"


class MarkedList(OptionList):
    """Space takes the marked option, as it does in every list of the program; so does Enter.

    Before each option one cell is free; in it stands the sign of the marked one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "Take it", show=False)]
    DEFAULT_CSS = "MarkedList > .option-list--option { padding: 0 0 0 1; }"

    def on_resize(self) -> None:
        """The marked option stays in sight."""
        self.call_after_refresh(self.scroll_to_highlight)

    def render_line(self, y: int) -> Strip:
        """A row of an option, with the sign if it is the first of the marked one."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        option = first.style.meta.get("option") if first is not None and first.style is not None else None
        if first is None or option is None or option != self.highlighted or not first.text.startswith(" "):
            return strip
        if not begins_option(self, self.scroll_offset.y + y):
            return strip
        sign = Strip([first._replace(text=_SIGN)], len(_SIGN))
        return Strip.join([sign, strip.crop(len(_SIGN))])


class PickList(MarkedList):
    """A list on a screen whose letters mean nothing else: they move the mark too."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def action_move(self, by: int) -> None:
        """Some options on, no further than the ends."""
        if self.option_count:
            before = (-1 if by > 0 else self.option_count) if self.highlighted is None else self.highlighted
            self.highlighted = max(0, min(self.option_count - 1, before + by))

    def action_page(self, by: int) -> None:
        """As many rows on as there are in sight."""
        if by > 0:
            self.action_page_down()  # type: ignore[no-untyped-call]
        else:
            self.action_page_up()  # type: ignore[no-untyped-call]

    def action_to(self, row: int) -> None:
        """To the first option, or, with -1, to the last."""
        if row < 0:
            self.action_last()
        else:
            self.action_first()


class TwoClickList(MarkedList):
    """The first click marks an option, the second chooses it, as Enter does."""

    def on_click(self, event: events.Click) -> None:
        """Leave it at the mark where another one had it."""
        option = event.style.meta.get("option")
        if option is not None and option != self.highlighted:
            event.prevent_default()
            self.highlighted = option


class ScrollPage(VerticalScroll):
    """A page of text, which the keys of a list scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    def action_move(self, by: int) -> None:
        """Some rows on."""
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """As many rows on as there are in sight, but for one."""
        self.scroll_relative(y=by * max(1, self.size.height - 1), animate=False)

    def action_to(self, row: int) -> None:
        """To its top, or, with -1, to its end."""
        if row < 0:
            self.scroll_end(animate=False)
        else:
            self.scroll_home(animate=False)
