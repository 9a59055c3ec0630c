"""The command palette: what it offers, and that it never stands over a session or the advice."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette
from textual.fuzzy import Matcher
from textual.widgets import OptionList

from backstretch.actions import of_screen
from backstretch.coach.events import State
from backstretch.settings import read_settings
from backstretch.tui import palette
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.history.screen import HistoryScreen
from backstretch.tui.questions.answers import SeenFirst
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.settings.screen import SettingsScreen
from tests.cases import cases

from .conftest import Desk, World

pytestmark = pytest.mark.second


@pytest.fixture(autouse=True)
def _drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The palette holds drawing back until a timer of the program's ends it, and in tests those never do."""
    monkeypatch.setattr(BackstretchApp, "delay_update", lambda _app, _delay=0.05: None)


async def offered(desk: Desk) -> list[str]:
    """The names of the commands the open palette offers."""
    assert isinstance(desk.screen, CommandPalette)
    commands = desk.screen.query_one(OptionList)
    return [str(commands.get_option_at_index(number).prompt).split("  ")[0] for number in range(commands.option_count)]


async def choose(desk: Desk, typed: str) -> None:
    """Open the palette, type, and take what it offers first."""
    await desk.press("ctrl+p")
    assert isinstance(desk.screen, CommandPalette)
    await desk.press(*typed)
    await desk.wait_for(lambda: desk.screen.query_one(OptionList).option_count)
    await desk.press("enter")
    await desk.pilot.pause()


async def leave(desk: Desk) -> None:
    """Close the palette, and leave the screen under it once that is drawn again, as no key counts before."""
    await desk.press("escape")
    under = desk.screen
    assert isinstance(under, SeenFirst)
    await desk.wait_for(lambda: not under.is_unseen(desk.clock.seconds))
    await desk.press("escape")


async def test_it_offers_what_can_be_done(world: World) -> None:
    async with world.program() as desk:
        await desk.press("colon")
        names = await offered(desk)
        for name in (
            *("Edit", "What was done", "Your answers", "Settings", "Keys", "Leave"),
            *("Sharp pain: what to do", "Start Small", "Edit Gentle start", "What works on this machine"),
            *("Tones off", "Voice off", "Colour theme: nord", "Colour theme: high-contrast"),
        ):
            assert names.count(name) == 1, name
        for name in ("Put back", "The level suggested", "Your goals", "The next session", "Find"):
            assert name not in names, "there is nothing to do"
        await desk.press("escape")
        await choose(desk, "theme: nord")
        assert desk.app.theme == "nord"
        assert read_settings(world.paths.config)[0].theme == "nord"
        await choose(desk, "tones off")
        assert not desk.app.context.settings.sounds
        await choose(desk, "edit small")
        assert isinstance(desk.screen, EditorScreen)
        await desk.press("ctrl+p")
        names = await offered(desk)
        assert {"Save", "Undo", "Back"} <= set(names)
        assert not [name for name in names if name.startswith("Start ")]
        await leave(desk)
        await choose(desk, "settings")
        assert isinstance(desk.screen, SettingsScreen)
        await desk.press("ctrl+p")
        assert "Colour theme: nord" not in await offered(desk)
        await leave(desk)
        await choose(desk, "what was done")
        assert isinstance(desk.screen, HistoryScreen)
        await desk.press("ctrl+p")
        assert {"One session", "Back"} <= set(await offered(desk))
        await leave(desk)
        await choose(desk, "sharp")
        assert isinstance(desk.screen, EscalationScreen)
        await desk.press("ctrl+p", "colon")
        assert isinstance(desk.screen, EscalationScreen)
        await desk.press("enter", "enter")
        await choose(desk, "start small")
        assert isinstance(desk.screen, CheckInScreen)


async def test_over_a_session_it_pauses_as_any_other_key(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("ctrl+p")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("enter")
        for key in ("ctrl+p", "colon"):
            assert desk.state() is State.RUNNING or desk.state() is State.GETTING_READY
            await desk.press(key)
            assert desk.state() is State.PAUSED
            assert isinstance(desk.screen, CoachScreen)
            await desk.press("space")
        await desk.press("e", "ctrl+p")
        assert isinstance(desk.screen, ChoiceScreen)


@cases(
    ("typed", "names"),
    [
        ("theme", {"Colour theme: nord"}),
        ("voice", {"Voice off"}),
        ("mute", {"Tones off", "Voice off"}),
        ("sound", {"Tones off", "What works on this machine"}),
        ("quit", {"Leave"}),
        ("exit", {"Leave"}),
        ("HELP", {"Keys", "The tour"}),
        ("history", {"What was done"}),
        ("stats", {"What was done"}),
        ("options", {"Settings"}),
        ("cautions", {"Your answers"}),
        ("dark", {"Colour theme: nord"}),
        ("stop", {"Sharp pain: what to do"}),
        ("run gentle", set()),
        ("zebra", set()),
    ],
)
def test_it_is_found_by_the_words_people_try(typed: str, names: set[str]) -> None:
    known = {each.name: palette._CALLED_TOO.get(each.call, "") for each in of_screen("library") if each.name}
    known |= {"Colour theme: nord": "color dark light contrast", "Tones off": "sound mute silence quiet beeps"}
    known |= {"Voice off": "speech mute", "The tour": "tutorial introduction help"}
    known |= {"What works on this machine": "sound", "Sharp pain: what to do": "stop"}
    commands = [palette.Command(name, "", lambda: None, words) for name, words in known.items()]
    found = {command.name for command in commands if command.match(typed, Matcher(typed))[0] > 0}
    assert names <= found
    assert names or not found
