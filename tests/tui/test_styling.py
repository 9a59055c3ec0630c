"""The styles that the tests work out once are those that Textual works out each time."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

from . import styling
from .conftest import Desk, World


@pytest.mark.second
async def test_it_is_what_textual_finds(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found_once = Stylesheet.apply
    compared: set[type] = set()

    def both(self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: Any = None) -> None:
        found_once(self, node, animate=animate, cache=cache)
        was = _looks(node)
        styling._apply(self, node)
        assert _looks(node) == was, node
        compared.add(type(node))

    async with world.program((80, 24)) as desk:
        await _change_everything(desk)
    monkeypatch.setattr(Stylesheet, "apply", both)  # from now on most is known
    async with world.program((80, 24)) as desk:
        await _change_everything(desk)
    assert len(compared) > 20


def _looks(node: DOMNode) -> tuple[object, ...]:
    """All that was found for a widget and for its parts."""
    parts = {name: dict(node._component_styles[name].base._rules) for name in node._get_component_classes()}
    return dict(node.styles.base._rules), node._has_hover_style, parts


async def _change_everything(desk: Desk) -> None:
    """All that a selector can ask for, on every screen or nearly so."""
    await desk.press("?", "escape", "s", "down", "tab", "escape", "c", "1", "escape", "down", "up")
    await desk.press("e", "down", "enter", "down", "escape", "escape", "q")
    await desk.pilot.resize_terminal(40, 12)
    await desk.pilot.hover("#keys")
    await desk.press("enter", "3", "y", "1", "1", "enter", "enter", "space", "p", "escape", "x", "1", "escape")
    desk.app.theme = "textual-light"
    await desk.pilot.pause()


def test_a_signature_holds_all_that_a_selector_can_ask_for() -> None:
    assert set(App._PSEUDO_CLASSES) == {"focus", "blur", "dark", "light", "inline", "ansi", "nocolor"}
    places = Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE
    of_the_app = {"dark", "light", "inline", "ansi", "nocolor"}
    assert set(Widget._PSEUDO_CLASSES) - places - of_the_app == {
        *("hover", "focus", "blur", "disabled", "enabled", "can-focus")
    }
