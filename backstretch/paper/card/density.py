"""Which of a card's words are said at one density: measured and printed alike."""

from __future__ import annotations

from backstretch import __version__
from backstretch.base.text import plain
from backstretch.paper.card.contents import Card, Row
from backstretch.paper.card.paper import Density

_MORE_CUES = "Not every cue has room here; the program gives them all."


def remarks(row: Row, card: Card, density: Density) -> list[tuple[str, str]]:
    """What is said of an exercise after its cues, each with its label."""
    said = [("Easier", row.easier)] if row.easier else []
    if density.avoid and row.avoid:
        said.append(("Careful", row.avoid))
    if row.not_with:
        said.append((card.not_with, f"{', '.join(row.not_with)}."))
    return said


def signs(card: Card) -> str:
    """The emergency signs as one text."""
    return f"{'; '.join(card.stop.signs)}."


def notes(card: Card, *, trimmed: bool) -> str:
    """What is said once, of the whole session; ``trimmed`` if there are more cues than are said."""
    return " ".join((*card.notes, *((_MORE_CUES,) if trimmed else ())))


def legend(card: Card, density: Density) -> str:
    """The names of the cautions, each with what it stands for, as one text; empty if it is left out."""
    return " ".join(f"{name}: {meaning}." for name, meaning in card.legend) if density.explained else ""


def running_title(card: Card, number: int, count: int) -> str:
    """What stands on top of every sheet but the first."""
    return f"{card.title}, sheet {number} of {count}"


def footer(card: Card) -> str:
    """What the card is not, and what made it."""
    return f"{card.device} Made with backstretch {__version__} from the session {plain(card.id)}."
