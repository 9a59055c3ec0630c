"""``cards``: what is known about backs."""

from __future__ import annotations

import click

from backstretch.commands.common import Command
from backstretch.terminal.streams import write_sentences


@click.command("cards", cls=Command, short_help="What is known about backs.", epilog="backstretch cards")
def cards_() -> None:
    """What is known about backs, on ten short cards with their sources; one is shown after a session now and then.

    `backstretch config cards false` turns that off.
    """
    from backstretch.coach.cards import cards

    for card in cards():
        write_sentences(card.title, f"  {card.text}", *(f"  - {source}" for source in card.sources))
