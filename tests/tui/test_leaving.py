"""Esc goes one back, Enter does the main thing, q leaves where nothing is lost and asks where something could be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.screen import Screen

from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.dialogs import PainScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.editor.picker import CatalogueScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.history.past_run import PastRunScreen
from backstretch.tui.history.screen import HistoryScreen
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.signs import SignsScreen
from backstretch.tui.questions.tour import TourScreen
from backstretch.tui.settings.screen import SettingsScreen

from .conftest import World

pytestmark = pytest.mark.second


class Row(NamedTuple):
    """A screen, the way to it, and the screens that the three keys lead to; None: the program is left."""

    screen: type
    way: tuple[str, ...]
    escape: type
    enter: type
    q: type | None


LIBRARY = {
    "library": Row(LibraryScreen, (), LibraryScreen, CheckInScreen, None),
    "keys": Row(HelpScreen, ("?",), LibraryScreen, LibraryScreen, LibraryScreen),
    "settings": Row(SettingsScreen, ("s", "down"), LibraryScreen, SettingsScreen, LibraryScreen),
    "history": Row(HistoryScreen, ("h",), LibraryScreen, HistoryScreen, LibraryScreen),
    "first questions": Row(FirstRunScreen, ("c",), LibraryScreen, LibraryScreen, LibraryScreen),
    "check-in": Row(CheckInScreen, ("enter",), LibraryScreen, CoachScreen, LibraryScreen),
    "signs": Row(SignsScreen, ("enter", "y"), CheckInScreen, CheckInScreen, CheckInScreen),
    "a question": Row(ChoiceScreen, ("enter", "7", "enter"), LibraryScreen, CoachScreen, LibraryScreen),
    "editor": Row(EditorScreen, ("e", "down"), LibraryScreen, EditorScreen, LibraryScreen),
    "editor, unsaved": Row(EditorScreen, ("e", "down", "plus"), ChoiceScreen, EditorScreen, ChoiceScreen),
    "catalogue": Row(CatalogueScreen, ("e", "a"), EditorScreen, EditorScreen, CatalogueScreen),
    "the advice": Row(EscalationScreen, ("x",), EscalationScreen, EscalationScreen, EscalationScreen),
}
"""In the catalogue q is typed: what is searched for stands there."""
SESSION = {
    "session": Row(CoachScreen, (), CoachScreen, CoachScreen, ChoiceScreen),
    "keys in a session": Row(HelpScreen, ("?",), CoachScreen, CoachScreen, CoachScreen),
    "pain score": Row(PainScreen, ("p",), CoachScreen, CoachScreen, CoachScreen),
    "ease off": Row(ChoiceScreen, ("e",), CoachScreen, CoachScreen, SummaryScreen),
    "end early?": Row(ChoiceScreen, ("q",), CoachScreen, CoachScreen, SummaryScreen),
    "stopped": Row(EscalationScreen, ("x",), EscalationScreen, EscalationScreen, EscalationScreen),
    "summary": Row(SummaryScreen, ("q", "q"), LibraryScreen, SummaryScreen, LibraryScreen),
}
"""Over a session, paused or not; *End early?* and *Ease off* name q as their answer."""


KEYS = ("escape", "q", "enter")
OPENS = ("?", "s", "h", "c", "e", "w", "x", "i", "p", "enter", "enter y", "enter 7 enter", "e a")
"""The last key of each opens a screen over the one in front."""


def wanted(row: Row, key: str) -> type | None:
    found: type | None = getattr(row, key)
    return found


async def test_every_screen_is_left_the_same_way(world: World, tmp_path: Path) -> None:
    starting: list[tuple[str, str]] = []
    async with world.program() as desk:
        for name, row in LIBRARY.items():
            for key in KEYS:
                if wanted(row, key) in (None, CoachScreen) or name == "editor, unsaved":
                    starting.append((name, key))
                    continue
                await desk.press(*row.way)
                assert isinstance(desk.screen, row.screen), name
                await desk.press(key)
                assert isinstance(desk.screen, wanted(row, key) or object), (name, key)
                desk.app.navigation.drop_to(None)
                desk.app.workers.cancel_all()
                await desk.pilot.pause()
        for key, screen in (("escape", LibraryScreen), ("q", LibraryScreen), ("enter", TourScreen)):
            desk.app.tour()
            await desk.pilot.pause()
            await desk.press(key)
            assert isinstance(desk.screen, screen)
    for name, key in starting:
        async with World(tmp_path / f"{name} {key}").program() as desk:
            await desk.press(*LIBRARY[name].way, key)
            left_to = wanted(LIBRARY[name], key)
            assert desk.app.return_code is not None if left_to is None else isinstance(desk.screen, left_to), (
                name,
                key,
            )


async def test_a_run_of_the_history_is_left_the_same_way(world: World) -> None:
    world.remember_run(timedelta(days=2))
    async with world.program() as desk:
        await desk.press("h", "4")
        for key in ("escape", "q"):
            await desk.press("enter")
            assert isinstance(desk.screen, PastRunScreen)
            await desk.press(key)
            assert isinstance(desk.screen, HistoryScreen)


async def test_every_screen_over_a_session_is_left_the_same_way(world: World, tmp_path: Path) -> None:
    """In one session, as long as it is not left."""
    leaving: list[tuple[str, str]] = []
    async with world.program() as desk:
        await desk.begin_at(7)
        for name, row in SESSION.items():
            for key in KEYS:
                # The second time Ease off suggests ending.
                if (
                    name == "ease off"
                    or row.screen in (EscalationScreen, SummaryScreen)
                    or wanted(row, key) is SummaryScreen
                ):
                    leaving.append((name, key))
                    continue
                await desk.press(*row.way)
                assert isinstance(desk.screen, row.screen), name
                await desk.press(key)
                assert isinstance(desk.screen, wanted(row, key) or object), (name, key)
                if desk.screen is not desk.coach:
                    await desk.press("escape")
    for name, key in leaving:
        if SESSION[name].screen is EscalationScreen and key != "q":
            continue  # each of them stays: one session tries all three
        async with World(tmp_path / f"{name} {key}").program() as desk:
            await desk.begin_at(7)
            await desk.press(*SESSION[name].way, *(KEYS if SESSION[name].screen is EscalationScreen else (key,)))
            assert isinstance(desk.screen, wanted(SESSION[name], key) or object), (name, key)


async def test_a_program_left_while_a_screen_opens_ends_in_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Textual puts nothing into a screen of a program that ends, and the screen looks for what is in it."""
    push, ends = BackstretchApp.push_screen, [False]

    def left(app: BackstretchApp, screen: Screen[object], *arguments: object, **options: object) -> object:
        if ends[0]:
            app.exit(return_code=130)
        return push(app, screen, *arguments, **options)

    monkeypatch.setattr(BackstretchApp, "push_screen", left)
    for way, in_session in [
        *((way, False) for way in OPENS),
        *((way, True) for way in ("p", "e", "q", "?", "x", "q q")),
    ]:
        ends[0] = False
        async with World(tmp_path / f"{way}, {in_session}").program() as desk:
            if in_session:
                await desk.begin_at(7)
            *before, last = way.split()
            await desk.press(*before)
            ends[0] = True
            await desk.press(last)
            assert desk.app.return_code == 130, way
