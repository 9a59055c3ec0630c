"""Keys of one's own on the screen: they act, they are shown, and those for sharp pain stay."""

from __future__ import annotations

from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import _character_to_key

from backstretch.coach.events import State
from backstretch.settings import read_settings
from backstretch.settings.key_map import ACTIONS, EDITOR, FIXED, PAIN
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.editor.screen import EditorScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.settings.setting_line import SettingLine

from .conftest import World

OWN = """\
[keys]
sharp_pain = ["f9"]
coach.pause = ["k", "f8"]
coach.next = ["b"]
coach.back = ["n"]
library.edit = ["f5"]
"""


def bindings(*owners: type[DOMNode]) -> dict[str, set[str]]:
    """The keys of each binding that has an id."""
    found: dict[str, set[str]] = {}
    for owner in owners:
        for binding in owner.BINDINGS:
            if isinstance(binding, Binding) and binding.id:
                found.setdefault(binding.id, set()).update(binding.key.split(","))
    return found


def test_the_table_of_actions_is_that_of_the_bindings() -> None:
    there = bindings(BackstretchApp, CoachScreen, LibraryScreen)
    fixed = {*FIXED, "interrupt", "leave", "suspend"}
    assert set(ACTIONS) == set(there) - fixed
    for id_, action in ACTIONS.items():
        if id_ != PAIN:
            wanted = {key if len(key) > 1 else _character_to_key(key) for key in action.keys}
            assert {key for key in there[id_] if not (len(key) == 1 and key.isupper())} == wanted, id_


def test_the_keys_of_the_editor_are_known() -> None:
    lists = import_module("backstretch.tui.editor.step_list")
    keys = {key for each in bindings(EditorScreen, lists.StepList).values() for key in each}
    known = {key if len(key) > 1 else _character_to_key(key) for key in EDITOR}
    fixed = {"enter", "escape", "delete", "backspace", "U", "ctrl+underscore"}
    assert {key for key in keys if not (len(key) == 1 or key.startswith(("alt+", "shift+")))} - fixed <= known


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


async def test_x_stops_whatever_was_added(world: World) -> None:
    world.configure(OWN)
    async with world.program() as desk:
        await desk.begin_at(7)
        await desk.press("X")
        assert isinstance(desk.screen, EscalationScreen)


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
