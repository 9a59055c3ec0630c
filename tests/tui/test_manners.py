"""What every screen does alike: the keys of lists, the help of the screen in front, dialogs that hide nothing."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.widgets.checklist import Checklist
from backstretch.tui.widgets.pick_list import MarkedList, ScrollPage
from tests.tui.conftest import Desk, World
from tests.tui.history.test_history import several

pytestmark = pytest.mark.second


def marked(desk: Desk) -> int | None:
    """The number of the option that is marked in the list in front, from 0; its row alone has the sign."""
    listed = desk.screen.query_one(MarkedList)
    inner = listed.content_region
    signs = [row[inner.x : inner.x + 1] for row in desk.rows()[inner.y : inner.bottom]]
    assert signs.count(">") == (listed.highlighted is not None), signs
    return listed.highlighted


async def test_the_letters_move_in_every_list(world: World) -> None:
    async with world.program() as desk:
        seen = [marked(desk)]
        for key in ("j", "J", "k", "G", "j", "g", "k"):
            await desk.press(key)
            seen.append(marked(desk))
        last = desk.screen.query_one(OptionList).option_count - 1
        assert seen == [0, 1, 2, 1, last, last, 0, 0]
        await desk.press("c", "j", "j", "k")
        checklist = desk.screen.query_one(Checklist)
        assert (checklist.cursor, checklist.ticked) == (1, frozenset())
        await desk.press("G", "space", "g")
        assert checklist.cursor == 0
        assert len(checklist.ticked) == 1
        await desk.press("escape", "i", "j", "j")
        page = desk.screen.query_one(ScrollPage)
        assert page.scroll_offset.y == 2
        await desk.press("G")
        assert page.scroll_offset.y == page.max_scroll_y > 2
        await desk.press("g")
        assert page.scroll_offset.y == 0


async def test_the_sign_stands_once_and_the_marked_row_stays_in_sight(world: World) -> None:
    async with world.program() as desk:
        await desk.press("G")
        last = marked(desk)
        for size in ((40, 12), (120, 20), (80, 24)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            assert marked(desk) == last, size
        await desk.press("g")
        await desk.begin_at(12)
        await desk.press("e", "j")
        assert marked(desk) == 1
        assert "Take the easier way: Leave the knee further away, and do" not in desk.text(), "it takes two rows"


async def test_keys_of_answers_are_whole_words(world: World) -> None:
    async with world.program() as desk:
        await desk.press("o")
        assert ">Enter Back" in desk.text()
        assert "You have no plan, and goals" in desk.text()


async def test_an_answer_s_own_letter_comes_first(world: World) -> None:
    """In ease-off ``g`` goes on; ``j`` moves the mark, and answers nothing."""
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("e", "j", "k")
        assert isinstance(desk.screen, ChoiceScreen)
        assert marked(desk) == 0
        await desk.press("g")
        assert isinstance(desk.screen, CoachScreen)


async def test_the_keys_of_the_screen_in_front_are_told_everywhere(world: World) -> None:
    several(world)
    ways = {
        "notice": (("c",), "None of the rest applies: go on"),
        "history": (("h",), "One session"),
        "runs": (("h", "4"), "Next row"),
        "a run": (("h", "4", "enter"), "Delete"),
        "cards": (("i",), "Next row"),
        "check-in": (("enter",), "Esc q Back"),
        "the scale": (("enter",), "Enter Start"),
        "signs": (("enter", "y"), "Tick"),
        "settings": (("s",), "clear a text"),
    }
    async with world.program() as desk:
        for name, (keys, said) in ways.items():
            await desk.press(*keys)
            front = desk.screen
            await desk.press("f1")
            assert isinstance(desk.screen, HelpScreen), name
            assert said.casefold() in desk.text().casefold(), name
            assert "sharp pain" in desk.text(), name
            assert "Copy selected" not in desk.text(), "Textual's own"
            await desk.press("escape")
            assert desk.screen is front, name
            while not desk.at_library():
                await desk.press("escape")


async def test_a_dialog_dims_the_session_without_colours_too(
    painted_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with painted_world.program() as desk:
        await desk.begin_at(12)
        await desk.press("q")
        assert isinstance(desk.screen, ChoiceScreen)
        foot = desk.screen._compositor.render_strips(desk.app.size)[-1]
        assert "space pause" in foot.text
        assert all(piece.style is not None and piece.style.dim for piece in foot if piece.text.strip())
        box = next(row for row in desk.screen._compositor.render_strips(desk.app.size) if "Go on" in row.text)
        assert any(piece.style is not None and not piece.style.dim for piece in box if "Go on" in piece.text)


async def test_the_question_before_leaving_takes_yes(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("q", "n")
        assert isinstance(desk.screen, CoachScreen)
        await desk.press("q", "y")
        assert "ended early" in desk.said()


async def test_a_check_in_takes_no_answer_from_its_help(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("?", "enter")
        assert isinstance(desk.screen, CheckInScreen)
