"""A card as HTML to print. ``card.css`` lays it out, and the browser breaks it into sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from backstretch import __version__
from backstretch.base.text import plain
from backstretch.figure.poses import poses
from backstretch.figure.svg import inline_svg
from backstretch.paper.card_contents import Card, Row
from backstretch.paper.markup import document, escaped, paragraph, terms

SIZES = ((2000, "large"), (3100, "medium"), (4800, "small"))
"""Sizes of letters, each with the most characters of which one sheet, A4 or US Letter, has room."""
SMALLEST = "smallest"
"""The size of a longer card: 8.5 points, without the usual mistakes. A very long one takes several sheets."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKS = 4
_STEP_CHARACTERS = 60
"""The room of a step's rule and last line, as characters."""


def page(card: Card, paper: str = "") -> str:
    """The whole file; ``paper`` is ``a4``, ``letter``, or empty for what the printer has."""
    head = f"<header>\n<h1>{escaped(card.title)}</h1>\n{_stop(card)}</header>\n"
    parts = (_signs(card), _summary(card), _steps(card), _by_hand(), _footer(card))
    body = f'<main class="{size(card)}">\n{head}<div class="body">\n{"".join(parts)}</div>\n</main>\n'
    return document(card.title, "card.css", body, paper)


def size(card: Card) -> str:
    """The largest size of letters in which one sheet has room for the card, by a count of its characters."""
    return next((name for most, name in SIZES if count(card) <= most), SMALLEST)


def count(card: Card) -> int:
    """The characters of the texts that differ from card to card, with an allowance for each step."""
    texts = [card.title, card.summary, card.stop.advice_line, *card.notes]
    texts += [text for term in card.legend for text in term]
    for row in card.rows:
        texts += [row.name, row.dose, *row.cues, row.easier, row.avoid, *row.not_with]
    return sum(map(len, texts)) + _STEP_CHARACTERS * len(card.rows)


def _stop(card: Card) -> str:
    """What to do about a sharp pain, on top of every sheet."""
    stop = card.stop
    said = f"<h2>{escaped(stop.heading)} {escaped(stop.sentence)}</h2>\n{paragraph(stop.help_in_short, 'help')}"
    return f'<section class="stop">\n{said}</section>\n'


def _signs(card: Card) -> str:
    """The rest of the stop box, once: how to rest, and the signs of an emergency."""
    stop = card.stop
    listed = "".join(f"<li>{escaped(sign)}{'.' if sign is stop.signs[-1] else ';'} </li>" for sign in stop.signs)
    said = f'{paragraph(stop.rest)}<h3>{escaped(stop.signs_title)}:</h3> <ul role="list">{listed}</ul>\n'
    return f'<section class="signs">\n{said}{paragraph(stop.help, "help")}{paragraph(stop.advice_line)}</section>\n'


def _summary(card: Card) -> str:
    return f'<section class="summary">\n{paragraph(card.summary)}{terms(card.facts, "facts")}</section>\n'


def _steps(card: Card) -> str:
    """The steps, those of a group as a list inside the list, and what is said once of all of them."""
    if size(card) == SMALLEST:
        card = replace(card, rows=tuple(replace(row, avoid="") for row in card.rows))
    listed = f'<ol role="list">\n{"".join(_rows(card))}</ol>\n'
    return f'<div class="steps">\n<h2 class="hidden">Exercises</h2>\n{listed}{_notes(card)}</div>\n'


def _rows(card: Card) -> Iterator[str]:
    for group, found in groupby(card.rows, key=lambda row: row.group):
        items = list(found)
        head = _row(items.pop(0), card) if items[0].head else ""
        listed = "".join(f"<li>{_row(row, card)}</li>\n" for row in items)
        yield listed if group is None else f'<li class="group">{head}<ol role="list">\n{listed}</ol></li>\n'


def _row(row: Row, card: Card) -> str:
    cues = "".join(f"<li>{escaped(cue)} </li>" for cue in row.cues)
    how = f'<ul role="list">{cues}</ul>\n' if cues else ""
    how += "".join(f"<p><em>{escaped(label)}:</em> {escaped(said)} </p>\n" for label, said in _remarks(row, card))
    figure = inline_svg(poses()[row.pose], side="left" if row.left else None) if row.pose else ""
    return (
        f'<div class="step">\n{figure}<div class="what"><h3><span>{row.number}.</span> {escaped(row.name)}</h3>'
        f' <p>{escaped(row.dose)} </p></div>\n<div class="how">\n{how}</div>\n</div>\n'
    )


def _remarks(row: Row, card: Card) -> list[tuple[str, str]]:
    """The remarks that follow an exercise's cues, each with its label."""
    not_with = f"{', '.join(row.not_with)}." if row.not_with else ""
    remarks = (("Easier", row.easier), ("Careful", row.avoid), (card.not_with, not_with))
    return [(label, said) for label, said in remarks if said]


def _notes(card: Card) -> str:
    """The notes on the whole session."""
    said = " ".join(card.notes)
    return f'<section class="notes">\n{paragraph(said)}{terms(card.legend, "legend", ".")}</section>\n'


def _by_hand() -> str:
    """Boxes to tick, and lines for the clinician's name and the date."""
    days = "".join(f'<th scope="col">{day}</th>' for day in _DAYS)
    boxes = "".join(
        f'<tr><th scope="row">Week {week}</th>{"<td></td>" * len(_DAYS)}</tr>\n' for week in range(1, _WEEKS + 1)
    )
    return (
        '<section class="by-hand">\n<table>\n<caption class="hidden">Days on which it was done</caption>\n'
        f"<thead><tr><td></td>{days}</tr></thead>\n<tbody>\n{boxes}</tbody>\n</table>\n"
        '<div class="lines"><p class="name">Clinician</p><p class="date">Date</p></div>\n</section>\n'
    )


def _footer(card: Card) -> str:
    """The notice that this is no medical device, and what made the card."""
    made = f"Made with backstretch {__version__} from the session {plain(card.id)}."
    return f"<footer>{paragraph(f'{card.device} {made}')}</footer>\n"
