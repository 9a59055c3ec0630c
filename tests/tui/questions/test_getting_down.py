"""Before second 0: what must lie ready is shown and said, how to get down too, and the clock starts on a key."""

from __future__ import annotations

import pytest

from backstretch.audio.audio import Audio
from backstretch.coach.floor import HEADING_UP, getting_up, props, ready_line
from backstretch.coach.phrases import READY_TO_BEGIN
from backstretch.coach.wording import check_in
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from backstretch.session.timeline import Timeline, timeline
from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.questions.getting_down import GettingDownScreen
from tests.tui.conftest import Desk, World

pytestmark = pytest.mark.second

FIRST = "Stand facing a steady chair, both hands on its seat."
HAVE_READY = "Have ready: a flat cushion under your head and a steady chair."
STANDING = 'format = 1\ntitle = "Up"\n[[steps]]\nexercise = "walking"\nhold = 10\n'


async def down(desk: Desk) -> GettingDownScreen:
    """From the library to the page."""
    await desk.open_check_in()
    await desk.press("enter")
    assert isinstance(desk.screen, GettingDownScreen)
    return desk.screen


@pytest.mark.usefixtures("upright")
@pytest.mark.parametrize("key", ["space", "enter"])
async def test_the_clock_starts_on_a_key(world: World, key: str) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        assert HAVE_READY in desk.text()
        await desk.press("enter")
        assert isinstance(desk.screen, GettingDownScreen)
        for text in (HAVE_READY, FIRST, READY_TO_BEGIN):
            assert text in desk.text()
        await desk.let(300)
        for other in ("n", "tab", "z", "1"):
            await desk.press(other)
            assert isinstance(desk.screen, GettingDownScreen)
        assert desk.app.runner is None
        await desk.press(key)
        assert isinstance(desk.screen, CoachScreen)
        assert desk.at == 0
    assert len(world.runs()) == 1


@pytest.mark.usefixtures("upright")
async def test_it_is_said_and_leaving_cuts_it_off(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[tuple[str, ...]] = []
    monkeypatch.setattr(Audio, "give", lambda _, cue: said.append(cue.words))
    async with world.program() as desk:
        page = await down(desk)
        assert said[0] == check_in(page.plan.props)
        assert said[0][-2:] == ("Have ready: a flat cushion under your head.", "Have ready: a steady chair.")
        assert said[1:] == [page.plan.getting_down]
        await desk.press("escape")
        assert said[2:] == [()]
        assert desk.at_library()
    assert not world.paths.journal.exists() or world.runs() == []


@pytest.mark.usefixtures("upright")
@pytest.mark.parametrize("key", ["x", "!"])
async def test_sharp_pain_there_is_as_at_the_check_in(world: World, key: str) -> None:
    async with world.program() as desk:
        await down(desk)
        await desk.press(key)
        assert isinstance(desk.screen, EscalationScreen)
        await desk.press("space", "enter", "escape")
        assert isinstance(desk.screen, EscalationScreen)
        assert desk.app.runner is None


@pytest.mark.usefixtures("upright")
async def test_an_interrupted_run_goes_on_at_once(world: World) -> None:
    async with world.program() as desk:
        await down(desk)
        await desk.press("space")
        await desk.let(30)
        await desk.press("ctrl+c")
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("enter", "y")
        assert isinstance(desk.screen, CoachScreen)


@pytest.mark.usefixtures("upright")
async def test_a_session_that_begins_as_one_stands_begins_at_once(world: World) -> None:
    world.write_session(STANDING)
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)


async def test_the_summary_says_how_to_get_up(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("q", "q")
        assert isinstance(desk.screen, SummaryScreen)
        assert f"{HEADING_UP}: Roll onto your side, and push up with your upper hand." in desk.said()


def laid_out(*ids: str) -> Timeline:
    steps = "".join(f'[[steps]]\nexercise = "{id_}"\n' for id_ in ids)
    text = f'format = 1\ntitle = "T"\n{steps}'
    session = read_session(text.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False).session
    assert session is not None
    return timeline(session)


def test_what_must_lie_ready_is_all_of_the_session_once_with_a_chair_where_there_is_a_floor() -> None:
    assert props(laid_out("knee-to-chest", "bridge", "belly-breathing")) == (
        "a flat cushion under your head",
        "a pillow under your knees",
        "a steady chair",
    )
    assert props(laid_out("walking")) == ()
    assert ready_line(()) == ""


def test_getting_up_begins_where_the_run_ended() -> None:
    both = laid_out("walking", "bridge")
    assert getting_up(both, 0) == ()
    assert getting_up(both, len(both.phases) - 1)[0] == "Roll onto your side, and push up with your upper hand."
