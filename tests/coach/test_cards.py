"""The cards about backs: ten, each with its sources, and each in its turn."""

from __future__ import annotations

from datetime import date, timedelta

from backstretch.coach.cards import SHOWN_EVERY_DAYS, card_of, cards, shown_card

DAYS = [date(2026, 12, 1) + timedelta(days=number) for number in range(SHOWN_EVERY_DAYS * 10)]


def test_there_are_ten_each_short_and_with_who_says_so() -> None:
    assert len({card.title for card in cards()}) == len(cards()) == 10
    for card in cards():
        assert len(card.text) <= 140, card
        assert card.sources
        assert all("(https://" in source for source in card.sources)
        assert not {"fine", "cure", "treat", "heal"} & set(card.text.lower().split()), card


def test_each_comes_in_its_turn_and_most_days_have_none() -> None:
    found = [card for day in DAYS if (card := card_of(day)) is not None]
    assert sorted(found) == sorted(cards())


def test_they_can_be_turned_off() -> None:
    assert any(shown_card(day, wanted=True) for day in DAYS)
    assert not any(shown_card(day, wanted=False) for day in DAYS)
