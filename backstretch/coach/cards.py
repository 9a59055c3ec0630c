"""What is known about backs, as short cards with their sources, of which one is shown now and then. Pure."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from backstretch.base.shipped_toml import read_shipped

SHOWN_EVERY_DAYS = 3
"""Our own choice: often enough to be met, seldom enough to be read."""


class Card(NamedTuple):
    """One fact in plain words."""

    title: str
    text: str
    sources: tuple[str, ...]
    """Who says so, and where it can be read."""


@cache
def cards() -> tuple[Card, ...]:
    """All of them, in their order."""
    entries = read_shipped(Path(__file__).parent / "cards.toml")["cards"]
    return tuple(Card(entry["title"], entry["text"], tuple(entry["sources"])) for entry in entries)


def card_of(day: date) -> Card | None:
    """The card of a day, each in its turn; most days have none."""
    turn, rest = divmod(day.toordinal(), SHOWN_EVERY_DAYS)
    return cards()[turn % len(cards())] if rest == 0 else None


def shown_card(day: date, *, wanted: bool) -> str:
    """The card of a day in one line, where the person has not turned them off; empty on a day without one."""
    card = card_of(day) if wanted else None
    return card_line(card) if card is not None else ""


def card_line(card: Card) -> str:
    """A card in one line, with whoever says so but not where."""
    return f"{card.title}: {card.text} ({'; '.join(source.split(' (')[0] for source in card.sources)})"
