"""Textual's insides: each name is still there, the program works without it, and nobody else touches any."""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual import keys, screen
from textual.widget import Widget

import backstretch
from backstretch.actions import ACTIONS
from backstretch.tui import driver, textual_private
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.keymap import NAMED, PAIN_KEYS
from backstretch.tui.textual_private import NAMES, name_of_key

from .conftest import World

PACKAGE = Path(backstretch.__file__).parent
ALL = [(owner, name) for owner, names in NAMES.items() for name in names]


@pytest.mark.second
async def test_every_name_is_still_there(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(10)
        owners: dict[str, Any] = {
            "app": desk.app,
            "screen": desk.screen,
            "compositor": desk.screen._compositor,
            "widget": desk.screen.query(Widget).first(),
            "modules": textual_private,
        }
        if sys.platform != "win32":
            from textual.drivers.linux_driver import LinuxDriver

            owners["driver"] = LinuxDriver(desk.app)
        missing = [(owner, name) for owner, name in ALL if owner in owners and not hasattr(owners[owner], name)]
        assert missing == []
        assert all(getattr(textual_private, name) is not None for name in textual_private.MODULES)


@pytest.mark.second
@pytest.mark.parametrize("owner", ["app", "screen", "compositor", "widget", "modules"])
async def test_without_it_the_session_is_drawn_and_every_key_counts(
    world: World, monkeypatch: pytest.MonkeyPatch, owner: str
) -> None:
    there, lost = textual_private.has, set(NAMES[owner])
    monkeypatch.setattr(textual_private, "has", lambda of, *names: not lost.intersection(names) and there(of, *names))
    async with world.program() as desk:
        await desk.begin_at(10)
        assert isinstance(desk.screen, CoachScreen)
        assert "HOLD LEFT 0:15" in desk.text()
        desk.clock.go(1)
        await desk.wake()
        assert "HOLD LEFT 0:14" in desk.text()
        await desk.press("space")
        assert "PAUSED" in desk.text()
        await desk.press("x")
        assert isinstance(desk.screen, EscalationScreen)
        assert "SESSION STOPPED" in desk.text()
        assert world.run().outcome == "stopped_for_pain"


def test_without_a_parser_textual_reads_the_keys_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert (driver.own_driver() is None) == (sys.platform == "win32")
    monkeypatch.setattr(textual_private, "XTermParser", None)
    assert driver.own_driver() is None


def test_keys_have_the_same_names_without_textuals_own(monkeypatch: pytest.MonkeyPatch) -> None:
    characters = string.ascii_letters + string.digits + string.punctuation + " é§чχס"
    names = [name_of_key(character) for character in characters]
    monkeypatch.setattr(textual_private, "_character_to_key", None)
    assert [name_of_key(character) for character in characters] == names


@pytest.mark.second
def test_nobody_else_touches_textuals_insides() -> None:
    """A name with an underscore before it is one that the package itself gives, or of a record."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    given = {name for tree in trees.values() for name in _given(tree)}
    for path, tree in trees.items():
        if path.name == "textual_private.py":
            continue
        foreign = [f"{path.name}:{line}: {name}" for line, name in _used(tree) if name not in given]
        assert foreign == []


def _given(tree: ast.AST) -> Iterator[str]:
    """The names that a module defines, or puts into an object of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Attribute | ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.attr if isinstance(node, ast.Attribute) else node.id


_OF_RECORDS = frozenset({"_replace", "_asdict", "_fields", "_field_defaults", "_make"})
"""What named tuples have."""


def _used(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
            parts = [*(node.module or "").split("."), *(alias.name for alias in node.names)]
            yield from ((node.lineno, part) for part in parts if part.startswith("_"))
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.startswith("__"):
            of_system = isinstance(node.value, ast.Name) and node.value.id in {"atexit", "os", "sys"}
            if node.attr not in _OF_RECORDS and not of_system:
                yield node.lineno, node.attr


def test_textual_is_told_the_characters_that_it_would_find() -> None:
    for name in (*NAMED.values(), *(key.value for key in keys.Keys), "f25", "ampersand"):
        told, found = screen.key_to_character(name), keys.key_to_character(name)  # type: ignore[attr-defined]
        assert told == (found if found is not None and found.isprintable() else None), name


def test_no_key_of_the_program_is_looked_up_among_all_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their table would take 0.8 MiB."""
    names = {name for action in ACTIONS.values() for key in action.keys for name in (NAMED.get(key, key),)} | set(
        PAIN_KEYS
    )
    keys.key_to_character.cache_clear()
    looked_up: list[str] = []
    monkeypatch.setattr(keys, "unicodedata", SimpleNamespace(lookup=looked_up.append))
    for name in names:
        screen.key_to_character(name)  # type: ignore[attr-defined]
    keys.key_to_character.cache_clear()
    assert names
    assert looked_up == []
