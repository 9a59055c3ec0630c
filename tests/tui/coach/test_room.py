"""Where there is room for the figure of a session, and for its times."""

from __future__ import annotations

import pytest
from textual.geometry import Size

from backstretch.tui.coach.view import LEAST_SIZE, show
from backstretch.tui.widgets.countdown import Countdown
from backstretch.tui.widgets.figure import Figure
from tests.tui.conftest import World

pytestmark = pytest.mark.second


async def test_a_figure_stands_beside_or_below_wherever_there_is_room(world: World) -> None:
    """The second repetition, of which little is said; the countdown keeps a third of the height."""
    sizes = {(80, 24): "beside", (100, 30): "beside", (120, 20): "beside", (80, 16): "beside"}
    sizes |= {(40, 24): "below", (50, 40): "below", (79, 23): "below", (40, 12): "", (79, 15): "", (120, 12): ""}
    async with world.program(size=(80, 24)) as desk:
        await desk.begin_at(32)
        for size, where in sizes.items():
            await desk.pilot.resize_terminal(*size)
            figure, countdown = desk.screen.query_one(Figure), desk.screen.query_one(Countdown)
            assert (figure.display and figure.shows) == bool(where), size
            assert countdown.size.height >= size[1] // 3, size
            if where:
                below = figure.region.y >= countdown.region.bottom
                assert below == (where == "below"), size
                assert not figure.region.overlaps(countdown.region), size


async def test_the_times_have_two_rows_or_one_and_are_never_cut(world: World) -> None:
    async with world.program(size=(80, 24)) as desk:
        await desk.begin_at(7)
        runner, now = desk.runner, desk.clock.now()
        seen = {}
        for size in (LEAST_SIZE, Size(60, 24), Size(80, 24), Size(80, 20), Size(120, 20)):
            times = show(runner, runner.view(), size, audio=desk.app.audio, now=now).left_times
            seen[size] = times
            assert all(len(line) <= size.width - 10 for line in times.splitlines()), size
        both = "exercise 1:43   session 2:13"
        assert list(seen.values()) == [
            both,
            f"{both}, ends at 09:02",
            "HOLD LEFT 0:18   exercise 1:43\nsession 2:13, ends at 09:02",
            f"HOLD LEFT 0:18   {both}, ends at 09:02",
            f"HOLD LEFT 0:18   {both}, ends at 09:02",
        ]
