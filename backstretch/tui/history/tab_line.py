"""The parts of the history by number; a click opens one."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget


class TabLine(Widget):
    """One line; the open tab stands between brackets, so that no colour is needed to see it."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    TabLine {
        width: auto;
        height: 1;
        link-style: none;
        link-color: $foreground;
        link-background: transparent;
        link-style-hover: underline;
        link-color-hover: $foreground;
        link-background-hover: transparent;
    }
    """

    open_tab: reactive[int] = reactive(1)
    """From 1."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(id="tabs")
        self._names = names

    def render(self) -> Content:
        """The names."""
        parts = []
        for number, name in enumerate(self._names, 1):
            here = number == self.open_tab
            link = Content(f"[{number} {name}]" if here else f" {number} {name} ")
            link = link.stylize(Style.from_meta({"@click": f"screen.tab({number})"}))
            parts.append(link.stylize("bold") if here else link)
        return Content("").join(parts)
