"""What the keys do, at the foot of a screen; each can be clicked instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from backstretch.tui.host import Host

Key = tuple[str, str]
"""What the line says of a key, and the action it stands for; no action, and it is only said.

``{coach.next}`` stands for the key of that action.
"""

BETWEEN = "  "


def rows_for(height: int) -> int:
    """The lines that the keys may take on a screen of so many rows."""
    return 1 if height < 12 else 2 if height < 24 else 3


class KeyLine(Widget):
    """Keys and what they do, the most needed first; a click on one does it. A line breaks between two keys only.

    Where there is not room for all, what does not fit is left out.
    """

    app: Host
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyLine {
        width: 1fr;
        height: auto;
        link-style: none;
        link-color: $foreground;
        link-background: transparent;
        link-style-hover: underline;
        link-color-hover: $foreground;
        link-background-hover: transparent;
    }
    """

    keys: reactive[tuple[Key, ...]] = reactive((), layout=True)
    """What is said."""

    def __init__(self, keys: Iterable[Key] = (), more: Iterable[Key] = ()) -> None:
        """``more``: what is said after the keys, if their last line has room for it."""
        super().__init__(id="keys")
        self._more = tuple(more)
        self.tooltip = "A click does what the key does"
        self.set_reactive(KeyLine.keys, tuple(keys))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines it takes in ``width`` cells."""
        return len(self._lines(width, rows_for(viewport.height)))

    def render_line(self, y: int) -> Strip:
        """A line of keys, each a link to what it does."""
        width = self.content_size.width
        lines = self._lines(width, rows_for(self.app.size.height))
        style = self.visual_style.rich_style
        link = style + self.link_style
        pieces: list[Segment] = []
        for text, action in lines[y] if y < len(lines) else ():
            if pieces:
                pieces.append(Segment(BETWEEN, style))
            pieces.append(Segment(text, link + _click(action) if action else style))
        return Strip(pieces).adjust_cell_length(width, style.background_style)

    def _named(self, keys: Sequence[Key]) -> Sequence[Key]:
        """The keys by the names they have for this person."""
        if not any("{" in text for text, _ in keys):
            return keys
        return [(self.app.named(text), action) for text, action in keys]

    def _lines(self, width: int, most: int) -> list[list[Key]]:
        lines = self._broken(self.keys, width, most)
        return self._broken((*self.keys, *self._more), width, len(lines)) if self._more else lines

    def _broken(self, keys: Sequence[Key], width: int, most: int) -> list[list[Key]]:
        lines: list[list[Key]] = [[]]
        used = 0
        for key in self._named(keys):
            room = cell_len(key[0])
            if lines[-1] and used + len(BETWEEN) + room > width:
                if len(lines) == most:
                    continue
                lines.append([])
            used = room + (used + len(BETWEEN) if lines[-1] else 0)
            lines[-1].append(key)
        return lines


@lru_cache(maxsize=256)
def _click(action: str) -> Style:
    return Style.from_meta({"@click": action})
