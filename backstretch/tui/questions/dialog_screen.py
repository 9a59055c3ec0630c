"""What stands over another screen: that one is dimmed, and not hidden."""

from __future__ import annotations

from typing import TypeVar

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual.screen import ModalScreen

from backstretch.tui.questions.answers import AnswersOnce

T = TypeVar("T")

_DIM = Style(dim=True, bold=False)


class DialogScreen(AnswersOnce, ModalScreen[T]):
    """Its colour, of which 70 % stand before the screen below, dims that; where there are no colours, a style does."""

    def render(self) -> RenderableType:
        """The screen below, darker."""
        below = super().render()
        return _Dimmed(below) if self.app.no_color else below


class _Dimmed:
    """What is shown quietly."""

    def __init__(self, shown: RenderableType) -> None:
        self._shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Each piece, dim."""
        for text, style, control in console.render(self._shown, options):
            yield Segment(text, (style or Style.null()) + _DIM, control)
