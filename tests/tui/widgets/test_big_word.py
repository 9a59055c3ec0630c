"""The large words of the coach screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from backstretch.tui.widgets.big_word import Align, BigWord
from backstretch.tui.widgets.glyphs import draw_word

pytestmark = pytest.mark.second


class _Counted(BigWord):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refreshes = 0

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Any:
        self.refreshes += 1
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


class _WordApp(App[None]):
    def __init__(self, make: Callable[[], BigWord], css: str = "BigWord { height: 1fr; }") -> None:
        super().__init__()
        self.stylesheet.add_source(css, is_default_css=False)
        self._make = make

    def compose(self) -> ComposeResult:
        yield self._make()

    def rows(self) -> list[str]:
        word = self.query_one(BigWord)
        return [word.render_line(y).text for y in range(word.size.height)]


@pytest.mark.parametrize("align", ["left", "center", "right"])
async def test_a_word_stands_where_it_is_told(align: Align) -> None:
    app = _WordApp(lambda: BigWord("left", align=align))
    async with app.run_test(size=(60, 3)):
        place = {"left": str.ljust, "center": str.center, "right": str.rjust}[align]
        drawn = draw_word("LEFT", 60, 3)
        assert len(drawn) == 3
        assert [row.index("█") for row in app.rows()[:1]] == [place(drawn[0], 60).index("█")]
        assert [row.strip() for row in app.rows()] == [row.strip() for row in drawn]


async def test_alignment_comes_from_css_too() -> None:
    css = "BigWord { height: 1fr; text-align: right; content-align-vertical: bottom; }"
    app = _WordApp(lambda: BigWord("HOLD"), css)
    async with app.run_test(size=(60, 4)):
        rows = app.rows()
        assert rows[0].strip() == ""
        assert rows[1:] == [row.rjust(60) for row in draw_word("HOLD", 60, 4)]


async def test_without_room_it_is_one_bold_row() -> None:
    app = _WordApp(lambda: BigWord("SESSION STOPPED"))
    async with app.run_test(size=(40, 3)):
        assert [row.strip() for row in app.rows()] == ["", "S E S S I O N   S T O P P E D", ""]
        style = next(iter(app.query_one(BigWord).render_line(1))).style
        assert style is not None
        assert style.bold


async def test_markup_and_escapes_are_shown_as_they_are() -> None:
    app = _WordApp(lambda: BigWord("[b]\x1b[31m"))
    async with app.run_test(size=(12, 1)):
        assert app.rows()[0].strip() == "[B]\ufffd[31M"


async def test_the_same_word_is_not_painted_again() -> None:
    app = _WordApp(lambda: _Counted("HOLD"))
    async with app.run_test(size=(60, 5)) as pilot:
        word = app.query_one(_Counted)
        word.refreshes = 0
        word.word = "HOLD"
        word.word = "hold"
        await pilot.pause()
        assert word.refreshes == 0
        word.word = "REST"
        await pilot.pause()
        assert word.refreshes == 1
        assert [row.strip() for row in app.rows()] == [row.strip() for row in draw_word("REST", 60, 5)]


@pytest.mark.parametrize("size", [(1, 1), (1, 9), (9, 1), (200, 60)])
async def test_every_size_is_survived(size: tuple[int, int]) -> None:
    app = _WordApp(lambda: BigWord("SWITCH"))
    async with app.run_test(size=size):
        assert [len(row) for row in app.rows()] == [size[0]] * size[1]
