"""One word, or a few, as large as there is room for."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip

from backstretch.base.text import plain
from backstretch.tui.widgets.glyphs import draw_word
from backstretch.tui.widgets.text_row import WholeRows, aligned, style_of

_BOLD = Style(bold=True)

Align = Literal["left", "center", "right"]


class BigWord(WholeRows):
    """Capitals in the widget's ``color``, placed by ``text-align`` and ``content-align-vertical``.

    Where there is no room for large ones: one bold row.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    BigWord {
        width: 1fr;
        height: 3;
        text-align: center;
        content-align-vertical: middle;
    }
    """

    word: reactive[str] = reactive("")
    """What is shown; in whatever case, it is shown in capitals."""

    def __init__(
        self,
        word: str = "",
        *,
        align: Align | None = None,
        ascii: bool = False,  # noqa: A002
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._ascii = ascii
        if align is not None:
            self.styles.text_align = align
        self.set_reactive(BigWord.word, self.validate_word(word))

    def validate_word(self, word: str) -> str:
        """The word as it is shown, without anything that could steer the terminal."""
        return plain(word).upper()

    def drawn(self) -> list[Strip]:
        """The word, where it is placed."""
        return self.rows_of(self.word, style_of(self))

    def rows_of(self, word: str, style: Style) -> list[Strip]:
        """What the widget looks like with this word in this style."""
        width, height = self.size
        rows = draw_word(self.validate_word(word), width, height, ascii=self._ascii)
        spare = height - len(rows)
        above = {"top": 0, "bottom": spare}.get(self.styles.content_align_vertical, spare // 2)
        shown = style if len(rows) > 1 else style + _BOLD
        placed = [*[""] * above, *rows, *[""] * (spare - above)]
        return [aligned(row, width, self.styles.text_align, shown) for row in placed]
