"""All cards about backs, under one key."""

from __future__ import annotations

import pytest

from backstretch.coach.cards import cards
from backstretch.tui.questions.card_screen import CardsScreen
from tests.tui.conftest import World

pytestmark = pytest.mark.second


async def test_one_key_shows_them_all(world: World) -> None:
    async with world.program(size=(120, 80)) as desk:
        await desk.press("i")
        assert isinstance(desk.screen, CardsScreen)
        assert all(card.title in desk.text() for card in cards())
        await desk.press("escape")
        assert desk.at_library()
