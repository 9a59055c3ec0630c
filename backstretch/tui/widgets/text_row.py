"""One row of plain text, placed in a width: what the large widgets put on the screen."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


def aligned(text: str, width: int, align: str, style: Style) -> Strip:
    """``text`` to the ``left``, ``right`` or (any other word) centre of ``width`` cells; cut if longer."""
    if cell_len(text) > width:
        text = set_cell_size(text, width)
    spare = width - cell_len(text)
    before = {"left": 0, "start": 0, "right": spare, "end": spare}.get(align, spare // 2)
    return Strip([Segment(" " * before + text + " " * (spare - before), style)], width)
