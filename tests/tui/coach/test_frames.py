"""What is written to the terminal when something changes on the coach screen, and when it wakes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from backstretch.coach.events import State
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach import screen
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.countdown import Countdown
from backstretch.tui.widgets.figure import Figure
from tests.tui.conftest import Desk, World, settled


@pytest.mark.second
async def test_nothing_is_drawn_while_it_is_paused(painted_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async with painted_world.program() as desk:
        await desk.begin_at(12)
        await desk.press("space")
        drawn: list[Any] = []
        monkeypatch.setattr(BackstretchApp, "_display", lambda *arguments: drawn.append(arguments))
        for _ in range(5):
            await desk.let(60)
        assert drawn == []
        assert not _ticking(desk)
        await desk.press("space")
        assert drawn


IN_PARTS = """\
format = 1
title = "Parts"
lead_in = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 10
reps = 9
rest_between = 5
"""


class Frames:
    """What is written to the terminal, and what that costs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.drawn: list[Any] = []
        self.layouts = 0
        self.matched = 0
        """How often all rules of the stylesheets were matched with a widget."""
        layout, match = Screen._refresh_layout, Stylesheet.apply

        def refresh_layout(*arguments: Any, **options: Any) -> None:
            self.layouts += 1
            layout(*arguments, **options)

        def apply(*arguments: Any, **options: Any) -> None:
            self.matched += 1
            match(*arguments, **options)

        monkeypatch.setattr(BackstretchApp, "_display", lambda *arguments: self.drawn.append(arguments[-1]))
        monkeypatch.setattr(Screen, "_refresh_layout", refresh_layout)
        monkeypatch.setattr(Stylesheet, "apply", apply)

    def forget(self) -> None:
        self.drawn.clear()
        self.layouts = self.matched = 0


@pytest.mark.second
@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_paused_is_seen_first_and_all_the_rest_in_one_frame(
    painted_world: World, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Where there is room for large words nothing moves for it; elsewhere the notice moves what is below it, once."""
    async with painted_world.program(size) as desk:
        await desk.begin_at(12)
        frames = Frames(monkeypatch)
        let_out: list[int] = []
        monkeypatch.setattr(screen, "let_out", lambda _: let_out.append(len(frames.drawn)))
        for _ in range(3):
            frames.forget()
            await desk.press("space")
            is_large = size[1] >= 24
            (whole,) = (at for at, frame in enumerate(frames.drawn) if _is_whole(frame, size))
            first = frames.drawn[:whole]
            assert len(frames.drawn) == whole + 1 or not is_large
            assert 2 <= len(first) <= 3
            assert let_out.pop() == len(first)
            assert sum(frame.region.height for frame in first) <= size[1] // 4
            seen = [_cells_of(frame.strips) for frame in first]
            assert [_text(rows) for rows in seen if "PAUSED LEFT" in _text(rows)]
            final = _cells(desk)
            for frame, rows in zip(first, seen, strict=True):
                x, y, width, _ = frame.region
                assert rows == [row[x : x + width] for row in final[y : y + len(rows)]]
            assert frames.layouts <= (0 if is_large else 2)
            assert frames.matched == 0
            assert any("PAUSED. Space goes on." in _text(rows) for rows in seen) or not is_large
            frames.forget()
            await desk.press("space")
            assert [_is_whole(frame, size) for frame in frames.drawn][: None if is_large else 1] == [True]
            assert not any(widget._repaint_required for widget in desk.screen.walk_children(Widget))


@pytest.mark.second
@pytest.mark.parametrize("size", [(80, 24), (40, 24), (120, 40)])
async def test_nothing_moves_from_one_repetition_to_the_next(
    painted_world: World, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Digits and figure keep their places and sizes through the parts of a hold and the way back."""
    painted_world.write_session(IN_PARTS)
    async with painted_world.program(size) as desk:
        await desk.begin_at(22)
        frames, seen, places = Frames(monkeypatch), set(), set()
        for _ in range(30):
            await desk.let(1)
            seen.add(desk.screen.query_one("#word", BigWord).word)
            places.add(tuple(desk.screen.query_one(kind).region for kind in (Countdown, Figure)))
        assert seen >= {"ARCH", "FLATTEN", "RELEASE"}
        assert len(places) == 1
        assert (frames.layouts, frames.matched) == (0, 0)


@pytest.mark.second
async def test_a_second_is_written_past_the_queues(painted_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digits and the times that changed, each in a piece of its own; Textual has nothing left to paint."""
    painted_world.configure("motion = false\n")
    async with painted_world.program() as desk:
        await desk.begin_at(12)
        frames = Frames(monkeypatch)
        for _ in range(3):
            frames.forget()
            desk.clock.go(1)
            await desk.wake()
            await settled()
            assert 2 <= len(frames.drawn) <= 3
            assert all(isinstance(frame, LayoutUpdate) for frame in frames.drawn)
            assert "HOLD LEFT 0:" in "".join(_text(_cells_of(frame.strips)) for frame in frames.drawn)
            assert (frames.layouts, frames.matched) == (0, 0)


@pytest.mark.second
@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_the_first_frame_after_a_stop_is_the_whole_page(
    painted_world: World, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """It was laid out before; the sentence of the hold may move what is below it, and no style is looked up."""
    async with painted_world.program(size) as desk:
        await desk.begin_at(12)
        frames = Frames(monkeypatch)
        drawn: list[tuple[Any, int, int]] = []
        monkeypatch.setattr(
            BackstretchApp, "_display", lambda *_: drawn.append((_[-1], frames.layouts, frames.matched))
        )
        await desk.press("x")
        first, layouts, matched = drawn[0]
        assert _is_whole(first, size)
        text = _text(_cells_of(first.strips))
        assert "SESSION STOPPED. " in text
        assert "Enter twice" in text
        assert layouts <= 1
        assert matched == 0


@pytest.mark.second
async def test_new_colours_are_everywhere(painted_world: World) -> None:
    """Nothing keeps a cell of an old look: all is as if every widget were painted anew."""
    painted_world.configure("motion = false\n")
    async with painted_world.program((80, 24)) as desk:
        await desk.begin_at(1)
        coach = desk.coach
        assert coach is not None
        for step in ("flash", "n", "dark", "space", "flash", "space", "dark", "n", "flash", "n", "dark", "space", "p"):
            if step == "flash":
                coach._flashed_at = float("-inf")
                coach.flash()
            elif step == "dark":
                coach._flashed()
            else:
                await desk.press(step)
            await settled()
            seen = _cells(desk)
            for widget in coach.walk_children(Widget):
                widget.refresh()
            await settled()
            assert _cells(desk) == seen, step


def _is_whole(frame: object, size: tuple[int, int]) -> bool:
    return isinstance(frame, LayoutUpdate) and frame.region.size == size


_Cells = list[list[tuple[str, str]]]
"""Rows of cells, each with its look as a terminal is told of it; of a blank one, only what is behind it."""


def _cells(desk: Desk) -> _Cells:
    """What is on the screen."""
    return _cells_of([row] for row in desk.screen._compositor.render_strips())


def _cells_of(rows: Iterable[Iterable[Strip]]) -> _Cells:
    return [[_cell(char, style) for strip in row for text, style, _ in strip for char in text] for row in rows]


def _cell(char: str, style: Style | None) -> tuple[str, str]:
    if style is None:
        return char, ""
    blank = char == " " and not style.underline
    return char, (style.background_style if blank else style).render("_")


def _text(rows: _Cells) -> str:
    return "\n".join("".join(char for char, _ in row) for row in rows)


def _ticking(desk: Desk) -> list[float]:
    """In how many seconds something wakes the coach screen."""
    coach = desk.coach
    assert coach is not None
    now = asyncio.get_running_loop().time()
    return [wake.when() - now for wake in coach._wakes if not wake.cancelled() and wake.when() > now]


@pytest.mark.second
async def test_there_is_one_timer_and_it_is_set_for_the_next_edge(world: World) -> None:
    world.configure("motion = false\n")
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.let(3, drawn=True)
        (wait,) = _ticking(desk)
        assert 0 < wait < 1.01
        for key in ("n", "b", "+", "-", "u", "m"):
            await desk.press(key)
            assert len(_ticking(desk)) == 1
        for key in ("?", "escape", "space", "a", "space", "p", "escape"):
            await desk.press(key)
            assert len(_ticking(desk)) == (desk.state() is not State.PAUSED)
