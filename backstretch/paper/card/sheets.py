"""How a card is laid out: what fits one sheet, and which steps share a sheet where not even the tightest does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from backstretch.paper.card.contents import Card, Row
from backstretch.paper.card.heights import end_mm, footer_mm, row_mm, top_mm
from backstretch.paper.card.paper import LADDER, SEVERAL_SHEETS, TIGHT, Density, Paper

_SPARE_MM = 2.5
"""Kept on every sheet for a browser or typeface that needs a line more than was reckoned."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a card is laid out."""

    paper: Paper
    density: Density
    sheets: tuple[tuple[Row, ...], ...]
    """The rows of each sheet, with the cues that are said."""
    trimmed: bool = False
    """Whether some cues are left out."""


def plan(card: Card, paper: Paper) -> Plan:
    """As roomy as one sheet allows, else several sheets; no step is cut in two."""
    for density in LADDER:
        room = _room(card, paper, density, first=True) - end_mm(card, paper, density, trimmed=False)
        if _fit((row_mm(row, card, paper, density) for row in card.rows), room):
            return Plan(paper, density, (card.rows,))
    for density in (TIGHT, replace(TIGHT, figure_mm=0.0), replace(TIGHT, figure_mm=0.0, weeks=0)):
        if rows := _trimmed(card, paper, density):
            return Plan(paper, density, (tuple(rows),), trimmed=True)
    return Plan(paper, SEVERAL_SHEETS, tuple(_sheets(card, paper, SEVERAL_SHEETS)))


def _trimmed(card: Card, paper: Paper, density: Density) -> list[Row]:
    """The rows with as many of their cues as fit one sheet, shared out evenly; none if too few would."""
    room = _room(card, paper, density, first=True) - end_mm(card, paper, density, trimmed=True)
    rows = [_with_cues(row, row.least_cues) for row in card.rows]
    if not _fit((row_mm(row, card, paper, density) for row in rows), room):
        return []
    room -= sum(row_mm(row, card, paper, density) for row in rows)
    grew = True
    while grew:
        grew = False
        for index, row in enumerate(card.rows):
            longer = _with_cues(row, len(rows[index].cues) + 1)
            more = row_mm(longer, card, paper, density) - row_mm(rows[index], card, paper, density)
            if longer != rows[index] and more <= room:
                rows[index], room, grew = longer, room - more, True
    return rows


def _with_cues(row: Row, count: int) -> Row:
    """The row with the first ``count`` of its cues."""
    return replace(row, cues=row.cues[:count])


def _room(card: Card, paper: Paper, density: Density, *, first: bool) -> float:
    """The millimetres that a sheet has for steps and what ends the card."""
    return paper.tall_mm - _SPARE_MM - top_mm(card, paper, density, first=first) - footer_mm(card, paper)


def _fit(heights: Iterable[float], room: float) -> bool:
    for height in heights:
        room -= height
        if room < 0:
            return False
    return True


def _sheets(card: Card, paper: Paper, density: Density) -> Iterator[tuple[Row, ...]]:
    """The rows sheet by sheet. A group's head stays with the row after it, and what ends the card with the last row."""
    rows: list[Row] = []
    room = _room(card, paper, density, first=True)
    end = end_mm(card, paper, density, trimmed=False)
    for block in _blocks(card.rows):
        height = sum(row_mm(row, card, paper, density) for row in block)
        if rows and height + (end if block[-1] is card.rows[-1] else 0.0) > room:
            yield tuple(rows)
            rows, room = [], _room(card, paper, density, first=False)
        rows += block
        room -= height
    yield tuple(rows)


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that may not be parted."""
    block: list[Row] = []
    for row in rows:
        block.append(row)
        if not row.head:
            yield block
            block = []
