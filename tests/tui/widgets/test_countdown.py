"""The countdown: what it says, where it stands and that it paints no more than it must."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region

from backstretch.tui.widgets.countdown import Countdown, countdown_text
from backstretch.tui.widgets.glyphs import draw_number

pytestmark = pytest.mark.second


class _Recorded(Countdown):
    """Keeps the regions it was asked to paint."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.painted: list[tuple[Region, ...]] = []
        self.layouts = 0

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Any:
        self.layouts += layout
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _set_dirty(self, *regions: Region) -> None:
        """Whether it is to be painted at once or later: this is said."""
        self.painted.append(regions)
        super()._set_dirty(*regions)

    def forget(self) -> None:
        self.painted.clear()
        self.layouts = 0


class _CountdownApp(App[None]):
    def __init__(self, make: Callable[[], _Recorded]) -> None:
        super().__init__()
        self._make = make

    def compose(self) -> ComposeResult:
        yield self._make()

    @property
    def countdown(self) -> _Recorded:
        return self.query_one(_Recorded)

    def rows(self) -> list[str]:
        return [self.countdown.render_line(y).text for y in range(self.countdown.size.height)]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0"),
        (-3, "0"),
        (0.2, "1"),
        (9, "9"),
        (58.01, "59"),
        (59.5, "1:00"),
        (60, "1:00"),
        (754, "12:34"),
        (3600, "1:00:00"),
    ],
)
def test_seconds_are_plain_below_a_minute(seconds: float, text: str) -> None:
    assert countdown_text(seconds) == text


@pytest.mark.parametrize(("size", "height"), [((80, 9), 9), ((40, 4), 4), ((120, 18), 18)])
async def test_the_number_stands_in_the_middle_as_large_as_it_fits(size: tuple[int, int], height: int) -> None:
    app = _CountdownApp(lambda: _Recorded(27))
    async with app.run_test(size=size):
        drawn = draw_number("27", *size)
        assert len(drawn) == height
        assert app.rows() == [row.center(size[0]) for row in drawn]


@pytest.mark.parametrize("height", [1, 2])
async def test_below_three_rows_it_is_one_bold_line(height: int) -> None:
    app = _CountdownApp(lambda: _Recorded(95))
    async with app.run_test(size=(20, height)):
        assert app.rows()[0].strip() == "1:35"
        style = next(iter(app.countdown.render_line(0))).style
        assert style is not None
        assert style.bold


async def test_it_has_hashes_where_there_are_no_blocks() -> None:
    app = _CountdownApp(lambda: _Recorded(8, ascii=True))
    async with app.run_test(size=(40, 9)):
        assert set("".join(app.rows())) == {"#", " "}


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (3, 1), (200, 60)])
async def test_every_size_is_survived(size: tuple[int, int]) -> None:
    app = _CountdownApp(lambda: _Recorded(3599))
    async with app.run_test(size=size):
        assert [len(row) for row in app.rows()] == [size[0]] * size[1]


async def test_what_looks_the_same_is_not_painted_again() -> None:
    app = _CountdownApp(lambda: _Recorded(27))
    async with app.run_test(size=(80, 9)) as pilot:
        app.countdown.forget()
        for same in (27, 27.0, 26.4, 26.001):
            app.countdown.seconds = same
            await pilot.pause()
        assert app.countdown.painted == []


async def test_a_new_second_paints_only_its_digit_and_moves_nothing() -> None:
    app = _CountdownApp(lambda: _Recorded(27))
    async with app.run_test(size=(80, 9)) as pilot:
        before = app.rows()
        app.countdown.forget()
        app.countdown.seconds = 26
        await pilot.pause()
        after = app.rows()
        ((region,),) = app.countdown.painted
        assert region.x > 40
        assert app.countdown.layouts == 0
        differing = {(x, y) for y in range(9) for x in range(80) if before[y][x] != after[y][x]}
        assert differing
        assert all(region.contains(x, y) for x, y in differing)


async def test_what_is_to_be_painted_anyway_is_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app = _CountdownApp(lambda: _Recorded(27))
    async with app.run_test(size=(80, 9)) as pilot:
        await pilot.pause()
        drawn: list[Any] = []
        monkeypatch.setattr(_CountdownApp, "_display", lambda *arguments: drawn.append(arguments))
        app.countdown.refresh()
        app.countdown.seconds = 26
        assert drawn == []
        await pilot.pause()
        assert len(drawn) == 1


async def test_the_screen_shows_the_new_second() -> None:
    app = _CountdownApp(lambda: _Recorded(27))
    async with app.run_test(size=(80, 9)) as pilot:
        app.countdown.seconds = 8
        await pilot.pause()
        shown = [strip.text for strip in app.screen._compositor.render_strips()]
        assert shown == [row.center(80) for row in draw_number("8", 80, 9)]
