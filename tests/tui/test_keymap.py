"""Keys of one's own on the screen: they act, they are shown, and those for sharp pain stay."""

from __future__ import annotations

import pytest
from textual.dom import DOMNode

from backstretch.actions import ACTIONS, Action, of_screen
from backstretch.coach.events import State
from backstretch.run.runner import KEY_ACTIONS
from backstretch.settings import read_settings
from backstretch.settings.key_map import EDITOR
from backstretch.terminal.keys import PAIN_CHARACTERS
from backstretch.tui.app import BackstretchApp
from backstretch.tui.catalogue.screen import ExercisesScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.history.run_list import RunList
from backstretch.tui.keymap import NAMED, bindings
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.library.session_list import SessionList
from backstretch.tui.plan.screen import PlanScreen
from backstretch.tui.settings.screen import SettingsScreen
from backstretch.tui.settings.setting_line import SettingLine
from backstretch.tui.textual_private import name_of_key
from backstretch.tui.widgets.checklist import Checklist
from backstretch.tui.widgets.pick_list import PickList, ScrollPage

from .conftest import World

OWN = """\
[keys]
sharp_pain = ["f9"]
coach.pause = ["k", "f8"]
coach.next = ["b"]
coach.back = ["n"]
library.edit = ["f5"]
"""


SCREENS: dict[str, tuple[type[DOMNode], ...]] = {
    "sharp_pain": (BackstretchApp,),
    "palette": (BackstretchApp,),
    "keys": (BackstretchApp,),
    "coach": (CoachScreen,),
    "library": (LibraryScreen, BackstretchApp),
    "list": (RunList, PickList, Checklist, ScrollPage),
    "settings": (SettingsScreen,),
    "steps": (EditorScreen,),
    "editor": (EditorScreen,),
    "catalogue": (ExercisesScreen,),
    "plan": (PlanScreen,),
}
"""Who does what the keys call."""


@pytest.mark.parametrize("action", [action for action in ACTIONS.values() if action.call], ids=lambda each: each.id)
def test_what_a_key_calls_is_there(action: Action) -> None:
    name = action.call.partition("(")[0].rpartition(".")[2]
    owners = [hasattr(owner, f"action_{name}") for owner in SCREENS[action.screen]]
    assert all(owners) if action.screen == "list" else any(owners)
    assert not action.asked_of_runner or action.asked_of_runner in KEY_ACTIONS
    assert action.name
    assert action.does or not action.line


def test_no_key_of_a_screen_means_two_things() -> None:
    for screens in (
        ("coach",),
        ("library", "palette"),
        ("list",),
        ("settings", "palette"),
        ("steps",),
        ("editor",),
        ("plan",),
    ):
        keys = [name for screen in screens for each in bindings(screen) for name in each.key.split(",")]
        assert len(keys) == len(set(keys)), screens


def test_a_letter_counts_in_either_case_unless_the_capital_is_another_key() -> None:
    keys = {each.id: each.key.split(",") for screen in ("coach", "editor", "settings") for each in bindings(screen)}
    assert keys["coach.next"] == ["n", "N", "right"]
    assert keys["coach.more"] == ["plus", "equals_sign"]
    assert keys["editor.undo"] == ["u", "f3", "ctrl+underscore"]
    assert keys["editor.redo"] == ["U", "shift+u", "f4", "ctrl+y"]
    assert keys["settings.last"] == ["end", "G"]


def test_the_keys_of_the_editor_are_known() -> None:
    assert {"[", "]", "+", "-", "<", ">", "?", "f1", "f2", "ctrl+s", "ctrl+t", "left", "right"} <= EDITOR
    assert not EDITOR & {"enter", "escape", "delete", "a", "u", "U"}


@pytest.mark.second
async def test_they_act_and_are_shown(world: World) -> None:
    world.configure(OWN)
    async with world.program((120, 36)) as desk:
        assert "F5 edit" in desk.text()
        await desk.press("e")
        assert desk.at_library()
        await desk.begin_at(7)
        assert "k pause" in desk.text()
        assert "b next" in desk.text()
        for key in ("k", "K", "f8", "space"):
            await desk.press(key)
            assert desk.state() is State.PAUSED, key
            if key == "k":
                assert "PAUSED. K goes on." in desk.text()
            if key == "space":  # it means nothing now, so it pauses and never resumes
                await desk.press("space")
                assert desk.state() is State.PAUSED
            await desk.press("f8")
            await desk.let(4)
        at = desk.at
        await desk.press("b")
        assert desk.at > at
        await desk.press("?")
        assert isinstance(desk.screen, HelpScreen)
        assert "x ! F9" in desk.text()
        await desk.press("escape", "f9")
        assert isinstance(desk.screen, EscalationScreen)
    assert world.run().outcome == "stopped_for_pain"


@pytest.mark.second
async def test_letters_move_along_lists_and_a_slash_finds(world: World) -> None:
    async with world.program() as desk:
        listed = desk.screen.query_one(SessionList)
        last = listed.option_count - 1
        for key, at in (("G", last), ("k", last - 1), ("k", last - 2), ("j", last - 1), ("j", last), ("j", last)):
            await desk.press(key)
            assert listed.highlighted == at, key
        await desk.press("slash")
        assert type(desk.screen).__name__ == "CommandPalette"
        await desk.press("escape", "s", "G")
        lines = list(desk.screen.query(SettingLine))
        assert desk.app.focused is lines[-1].control
        await desk.press("up", "home")
        assert isinstance(desk.screen, SettingsScreen)
        lines[0].control.focus()
        await desk.press("j", "j", "k")
        assert desk.app.focused is lines[1].control
        await desk.press("?")
        assert isinstance(desk.screen, HelpScreen)
        assert "In the settings" in desk.text()
        assert "In the editor" not in desk.text()
        await desk.press("escape", "escape")
        assert desk.at_library()
    world.configure('[keys]\nlibrary.edit = ["g"]\n')
    async with world.program() as desk:
        await desk.press("g")
        assert isinstance(desk.screen, EditorScreen), "what a person chose is theirs"


async def test_x_stops_whatever_was_added(world: World) -> None:
    world.configure(OWN)
    async with world.program() as desk:
        await desk.begin_at(7)
        await desk.press("X")
        assert isinstance(desk.screen, EscalationScreen)


@pytest.mark.second
async def test_they_are_changed_on_the_settings_screen(world: World) -> None:
    async with world.program() as desk:
        await desk.press("s")
        line = desk.screen.query_one("#keys-library-edit", SettingLine)
        line.control.focus()
        await desk.press("ctrl+u", "q")
        assert 'Not saved: "q" cannot be chosen' in desk.text()
        assert "already a key of library.quit" in line.problem
        await desk.press("backspace", "f", "6", "escape")
        assert read_settings(world.paths.config)[0].keys == (("library.edit", ("f6",)),)
        assert desk.at_library()
        assert "F6 edit" in desk.text()
        await desk.press("f6")
        await desk.pilot.pause()
        assert isinstance(desk.screen, EditorScreen)


def test_every_sign_that_is_a_key_has_the_name_that_textual_gives_it() -> None:
    assert {sign: name_of_key(sign) for sign in NAMED} == NAMED
    keys = [key for screen in ("", "library", "coach") for action in of_screen(screen) for key in action.keys]
    signs = {key for key in (*keys, *PAIN_CHARACTERS) if len(key) == 1 and not key.isalnum()}
    assert {"?", "+", "!"} <= signs <= set(NAMED)
