"""A new screen is styled, laid out and drawn for the window that it comes into, once."""

from __future__ import annotations

from typing import Any

import pytest
from textual.geometry import Size
from textual.screen import Screen

from backstretch.tui.new_screen import COLUMNS, ROWS, fit
from tests.tui.conftest import World
from tests.tui.test_app_sizes import WALKS, Stop

BREAKPOINTS = {name for _, name in (*COLUMNS, *ROWS)}

pytestmark = pytest.mark.second


@pytest.mark.parametrize("size", [Size(80, 24), Size(39, 11), Size(0, 0), Size(110, 60), Size(500, 36)], ids=str)
async def test_a_new_screen_has_the_classes_that_textual_gives_it(world: World, size: Size) -> None:
    async with world.program((size.width, size.height)) as desk:
        screen: Screen[None] = Screen()
        fit(screen, size)
        assert screen.classes == desk.screen.classes & BREAKPOINTS


async def test_what_has_been_in_front_is_left_to_textual(world: World) -> None:
    """It would not style again what it finds to have its classes already."""
    async with world.program() as desk:
        fit(desk.screen, Size(40, 12))
        assert "-narrow" not in desk.screen.classes


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
async def test_the_first_layout_has_the_room_and_the_styles_of_the_last(
    painted_world: World, walk: list[Stop], monkeypatch: pytest.MonkeyPatch
) -> None:
    first: dict[Screen[Any], frozenset[str]] = {}
    lay_out = Screen._refresh_layout

    def refresh_layout(screen: Screen[Any], *arguments: Any, **options: Any) -> None:
        first.setdefault(screen, screen.classes & BREAKPOINTS)
        lay_out(screen, *arguments, **options)

    monkeypatch.setattr(Screen, "_refresh_layout", refresh_layout)
    async with painted_world.program() as desk:
        for name, _, go in walk:
            await go(desk)
            assert first[desk.screen] == {"-wide", "-tall"}, name
            parts = [*desk.screen.walk_children(with_self=True)]
            styles = [part.styles.get_rules() for part in parts]
            desk.app.stylesheet.update(desk.screen)
            assert [part.styles.get_rules() for part in parts] == styles, name
