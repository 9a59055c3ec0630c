"""The list of sessions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets.option_list import Option

from backstretch.tui.widgets.pick_list import TwoClickList

Row = Callable[[int, int], Content]
"""What stands in the row of a number, in so many cells."""


class SessionList(TwoClickList):
    """A click shows a session, a click on the one that is shown starts it; so a mouse can look before it starts.

    Of a list of any length only the rows in sight are asked for.
    """

    def on_mount(self) -> None:
        """Say so."""
        self.tooltip = "Click to look, click again to start"

    def show(self, count: int, row: Row, chosen: int) -> None:
        """List so many sessions, with one of them ``chosen``; as far as it can, the list stays where it is scrolled."""
        top = self.scroll_offset.y
        self.set_options(Option(_Drawn(partial(row, index))) for index in range(count))
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.highlighted = chosen

    def redraw(self) -> None:
        """Ask for the rows in sight again."""
        if self.options:
            self.replace_option_prompt_at_index(0, self.options[0].prompt)


class _Drawn(Visual):
    """A row, asked for when it is drawn, in the width it is drawn in."""

    def __init__(self, row: Callable[[int], Content]) -> None:
        self._row = row

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The row."""
        return self._row(width).render_strips(width, 1, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One row."""
        return 1
