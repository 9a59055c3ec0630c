"""The library: a list of any length whose files are read as they come into sight, and rows that stay true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from textual.command import CommandPalette
from textual.widgets import OptionList, Static

from backstretch.run.day_plan import DayPlan
from backstretch.run.plan import make_plan
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person
from backstretch.session.library import Found, load
from backstretch.session.reader import Reading, read_session
from backstretch.tui.help import HelpScreen
from backstretch.tui.library import model
from backstretch.tui.library.model import Entry, Listing, row
from backstretch.tui.library.session_list import SessionList
from backstretch.tui.widgets.figure import Figure
from backstretch.tui.widgets.key_line import KeyLine
from tests.cases import cases
from tests.tui.conftest import SMALL, Desk, World, settled

pytestmark = pytest.mark.second

COUNT = 90
AT_ONCE = 24
"""Files that one drawing of the list may read."""
GROWING = """\
format = 1
title = "Growing"
lead_in = 0
[[steps]]
exercise = "pelvic-tilt"
hold = 5
reps = { from = 2, to = 5, by = 1 }
rest_between = 0
[[steps]]
exercise = "bridge"
hold = 5
reps = { from = 2, to = 6, by = 1 }
rest_between = 0
"""


@pytest.fixture
def many(world: World) -> World:
    """More sessions than the highest window shows."""
    for number in range(COUNT):
        world.write_session(SMALL.replace('"Small"', f'"Title {number:02}"'), f"own-{number:02}")
    return world


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The ids of the sessions whose files were read, in turn."""
    ids: list[str] = []

    def counted(found: Found, *, warnings: bool) -> Reading:
        ids.append(found.id)
        return load(found, warnings=warnings)

    monkeypatch.setattr(model, "load", counted)
    yield ids
    assert len(ids) == len(set(ids)), "no file is read twice for one list"


def chosen(desk: Desk) -> str:
    """The heading of the preview."""
    return str(desk.screen.query_one("#heading", Static).visual)


def row_of(desk: Desk, title: str) -> str:
    """The row of the list in which a title stands; empty if none in sight does."""
    listed = desk.library.query_one(SessionList).content_region
    drawn = desk.library._compositor.render_strips(desk.app.size)[listed.y : listed.bottom]
    rows = [strip.text[listed.x + 1 : listed.right] for strip in drawn]  # without the sign of the one that is marked
    return next((row for row in rows if title in row), "")


@cases(
    ("done", "today", "row"),
    [
        ({}, False, 1),
        ({"gone": 3}, False, 1),
        ({"b": 1}, False, 2),
        ({"a": 1, "b": 2, "gone": 3}, False, 2),
        ({"a": 2, "b": 1}, False, 0),
        ({"b": 1}, True, 0),
    ],
)
def test_what_was_done_last_is_chosen_at_first(done: dict[str, int], today: bool, row: int) -> None:
    """Today, where there is a plan; whoever has done nothing yet stands on the first session."""
    found = tuple(Found(id_, Path(), "bundled") for id_ in ("a", "everyday", "b"))
    day = cast("DayPlan", object()) if today else None
    begun = {id_: datetime(2026, 11, day, tzinfo=UTC) for id_, day in done.items()}
    assert Listing(found, done=begun, day=day).first_row == row
    assert Listing(found[:1], done=begun).first_row == 0


async def test_the_session_done_last_is_in_sight_and_then_stays_where_it_is(many: World) -> None:
    many.remember_run(timedelta(days=2), session="own-70")
    async with many.program() as desk:
        assert chosen(desk) == "Title 70"
        assert row_of(desk, "Title 70")
        await desk.press("up", "s", "escape")
        assert chosen(desk) == "Title 69"


async def test_what_is_not_in_sight_is_not_read(many: World, files_read: list[str]) -> None:
    async with many.program() as desk:
        assert row_of(desk, "Title 00")
        assert len(files_read) <= AT_ONCE
        assert "own-30" not in files_read
        await desk.press("end")
        assert chosen(desk) == f"Title {COUNT - 1}"
        assert row_of(desk, f"Title {COUNT - 1}").split() == ["Title", f"{COUNT - 1}", "gentle", "2:20", "new"]
        assert len(files_read) <= 2 * AT_ONCE
        assert "own-30" not in files_read


async def test_a_high_window_fills_drawing_by_drawing(many: World, files_read: list[str]) -> None:
    async with many.program(size=(120, 100)) as desk:
        for drawing in range(1, 5):
            row_of(desk, "")
            assert len(files_read) <= AT_ONCE * drawing + 1, "and one for the preview"
            await settled()
        assert "2:20" in row_of(desk, "Title 80")


async def test_the_palette_finds_what_was_never_in_sight(many: World, files_read: list[str]) -> None:
    (many.paths.sessions / "own-61.toml").write_text("no TOML", encoding="utf-8")
    async with many.program() as desk:
        assert row_of(desk, "Title 00")
        await desk.press("ctrl+p")
        assert isinstance(desk.screen, CommandPalette)
        offered = desk.screen.query_one(OptionList)
        names = [str(option.prompt).split("  ")[0] for option in offered.options]
        assert {"Start Title 00", "Start own-60", "Edit own-60"} <= set(names)
        assert len(files_read) <= 2 * AT_ONCE
        await desk.press(*"start title 60")
        await desk.wait_for(lambda: offered.option_count)
        assert str(offered.options[0].prompt).startswith("Start Title 60  ")
        await desk.press("escape", "escape")
        titles = [title for _, title in desk.library.sessions()]
        assert {"own-61", "Title 62"} <= set(titles), "what cannot be read keeps the name of its file"


async def test_a_title_is_never_taken_for_markup(world: World) -> None:
    title = "Sit [/b] [red]up[/red]"
    world.write_session(SMALL.replace("Small", title))
    async with world.program() as desk:
        assert title in row_of(desk, "Sit")
        await desk.press("ctrl+p", *"start sit")
        offered = desk.screen.query_one(OptionList)
        await desk.wait_for(lambda: offered.option_count == 1)
        assert str(offered.options[0].prompt).startswith(f"Start {title}  ")


async def test_the_chosen_one_stays_when_others_come_and_go(many: World) -> None:
    async with many.program() as desk:
        listed = desk.library.query_one(SessionList)
        await desk.press("end", "pageup", "up")
        title, row_before, top = chosen(desk), listed.highlighted, listed.scroll_offset.y
        await desk.press("s", "escape")
        assert (chosen(desk), listed.highlighted, listed.scroll_offset.y) == (title, row_before, top)
        many.write_session(SMALL, "a-first")
        await desk.press("s", "escape")
        assert chosen(desk) == title
        assert listed.highlighted == (row_before or 0) + 1
        assert title in row_of(desk, title)
        (many.paths.sessions / "a-first.toml").unlink()
        found = desk.library.sessions()[listed.highlighted or 0][0]
        found.path.unlink()
        await desk.press("s", "escape")
        assert title not in row_of(desk, title)
        assert listed.option_count == len(desk.library.sessions())


async def test_the_columns_follow_a_resize_under_a_dialog(world: World) -> None:
    async with world.program(size=(240, 60)) as desk:
        await desk.press("?")
        for size in ((150, 40), (240, 60)):
            await desk.pilot.resize_terminal(*size)
            assert isinstance(desk.screen, HelpScreen)
            width = desk.library.query_one(SessionList).scrollable_content_region.width
            assert len(row_of(desk, "Small").strip()) == width - 1, "but for the sign"


async def test_a_level_that_is_taken_shows_in_the_row(world: World) -> None:
    world.write_session(GROWING)
    world.remember_good_runs(8, 5, 2, level=1)
    async with world.program() as desk:
        assert "0:30" in row_of(desk, "Growing")
        await desk.press("l")
        assert "0:40" in row_of(desk, "Growing")
        assert "0:40, ends at 09:00, level 2 of 4" in desk.said()
        await desk.press("s", "escape")
        assert "0:40" in row_of(desk, "Growing"), "also when all is read again"
        await desk.press("l")
        assert "0:30" in row_of(desk, "Growing")
        await desk.open_check_in()
        await desk.press("l", "escape")
        assert "0:40" in row_of(desk, "Growing")


@pytest.mark.parametrize(("width", "said"), [(80, False), (120, True)])
async def test_the_keys_are_those_that_fit_one_line(world: World, width: int, said: bool) -> None:
    async with world.program(size=(width, 24)) as desk:
        keys = desk.screen.query_one(KeyLine)
        assert keys.size.height == 1
        assert "q leave" in desk.rows()[-1]
        assert ("c answers" in desk.rows()[-1]) is said


ROWS = (
    "A session with a longer title       gentle     -  10 Aug",
    "A session with a longe… gentle     -  10 Aug",
    "A session with a longer title     -  10 Aug",
    "A sessi…     -  10 Aug",
    "A session wit…     -",
    "A…     -",
)


@pytest.mark.parametrize("said", ROWS)
def test_a_row_has_the_columns_that_have_room(said: str) -> None:
    text = GROWING.replace("Growing", "A session with a longer title").encode()
    session = read_session(text, id="long", path="", exercises=catalogue()).session
    entry = Entry(Found("long", Path("long.toml"), "yours"), session, None, (), "", datetime(2026, 8, 10, tzinfo=UTC))
    assert row(entry, len(said), datetime(2026, 11, 23, tzinfo=UTC)).plain == said


@cases(
    ("day", "said"),
    [
        (datetime(2026, 11, 23, 1, tzinfo=UTC), "today"),
        (datetime(2026, 11, 24, tzinfo=UTC), "today"),
        (datetime(2026, 11, 22, 23, tzinfo=UTC), "1 d ago"),
        (datetime(2026, 11, 14, tzinfo=UTC), "9 d ago"),
        (datetime(2026, 11, 13, tzinfo=UTC), "13 Nov"),
        (datetime(2026, 1, 28, tzinfo=UTC), "28 Jan"),
        (datetime(2026, 1, 27, tzinfo=UTC), "in 2026"),
    ],
)
def test_a_row_says_when_it_was_done_last(day: datetime, said: str) -> None:
    entry = Entry(Found("gone", Path("gone.toml"), "yours"), None, None, (), "", day)
    assert row(entry, 46, datetime(2026, 11, 23, 2, tzinfo=UTC)).plain.endswith(f" {said:>7}")


@pytest.mark.parametrize("size", [(80, 4), (10, 3), (1, 1)])
async def test_a_page_moves_in_any_window(world: World, size: tuple[int, int]) -> None:
    async with world.program(size) as desk:
        await desk.press("pagedown", "pageup", "pagedown")
        assert desk.at_library()


async def test_a_figure_stands_in_the_preview_wherever_there_is_room(world: World) -> None:
    sizes = {(100, 30): True, (120, 20): True, (40, 24): True, (50, 40): True, (120, 40): True}
    sizes |= {(80, 24): False, (40, 12): False, (80, 11): False}
    async with world.program() as desk:
        for size, there in sizes.items():
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            figure = desk.screen.query_one(Figure)
            assert (figure.display and figure.shows) == there, size
            assert desk.screen.query_one(SessionList).size.height >= 5, size


def test_a_dose_is_never_broken_in_two() -> None:
    session = load(Found("everyday", Path("sessions/everyday.toml"), "bundled")).session
    assert session is not None
    plan = make_plan(session, Person(), 0)
    wide, narrow = list(model.steps(plan, 80)), list(model.steps(plan, 28))
    assert "One knee to the chest  3 × 0:05 each side" in wide
    assert "One knee to the chest\n  3 × 0:05 each side" in narrow
    assert all(len(row) <= 28 for line in narrow for row in line.split("\n"))
