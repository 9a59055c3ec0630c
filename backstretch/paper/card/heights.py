"""How high each part of a card is on paper, in millimetres, with the gap after it."""

from __future__ import annotations

from backstretch.paper.card.contents import Card, Row
from backstretch.paper.card.density import footer, legend, notes, remarks, running_title, signs
from backstretch.paper.card.measure import MM_PER_POINT, line_count, width_mm
from backstretch.paper.card.paper import (
    BOX_MM,
    DAYS_POINTS,
    GAP_MM,
    HAND_MM,
    INDENT_MM,
    LINE,
    ROW_MM,
    SMALL_POINTS,
    TITLE_POINTS,
    WEEK_MM,
    Density,
    Paper,
)

_SPACE = " " * 2
"""Between a name and its dose, and between one label's text and the next label."""


def row_mm(row: Row, card: Card, paper: Paper, density: Density) -> float:
    """One step, with the figure beside it."""
    room = paper.room_mm - (0.0 if row.group is None or row.head else INDENT_MM)
    alone = _text_mm(row, card, room, density)
    if not (row.pose and density.figure_mm):
        return alone + ROW_MM
    beside = _text_mm(row, card, room - density.figure_wide_mm, density)
    # Lines below the figure are long again: what stands beside it pushes no more than a line's length down.
    text = min(beside, max(alone, density.figure_mm) + density.points * LINE * MM_PER_POINT)
    return max(text, density.figure_mm) + ROW_MM


def _text_mm(row: Row, card: Card, room: float, density: Density) -> float:
    """What is said of a step, in a column of its own."""
    said = [f"{label}: {text}" for label, text in remarks(row, card, density)]
    if density.flow == "inline":
        return _heading(row, _SPACE.join((*row.cues, *said)), room, density)
    height = _heading(row, "", room, density)
    if density.flow == "below":
        return height + _lines(_SPACE.join((*row.cues, *said)), room, density.points)
    height += sum(_lines(text, room - INDENT_MM, density.points) for text in row.cues)
    return height + sum(_lines(text, room, density.points) for text in said)


def _heading(row: Row, more: str, room_mm: float, density: Density) -> float:
    """A step's name, and on the same line, as far as it has room there, its dose and ``more``."""
    name = f"{row.number}. {row.name}{_SPACE}"
    lines = line_count(name, room_mm, density.name_points, bold=True)
    width = width_mm(name, density.name_points, bold=True) % room_mm
    doses = line_count(row.dose, room_mm, density.points, bold=True, begun_mm=width)
    lines_of_text = doses - 1
    if more:
        width += width_mm(f"{row.dose}{_SPACE}", density.points, bold=True)
        lines_of_text += line_count(more, room_mm, density.points, begun_mm=width % room_mm) - 1
    return (lines * density.name_points + lines_of_text * density.points) * LINE * MM_PER_POINT


def top_mm(card: Card, paper: Paper, density: Density, *, first: bool) -> float:
    """Title and stop box: in full on the first sheet, in short on the others."""
    stop = card.stop
    inside = paper.room_mm - 2 * BOX_MM
    box = _lines(f"{stop.heading} {stop.sentence}", inside, density.stop_points, bold=True)
    box += _lines(stop.help if first else stop.help_in_short, inside, density.points, bold=True) + 2 * BOX_MM
    if not first:
        return _lines(running_title(card, 1, 1), paper.room_mm, density.points, bold=True) + box + 2 * GAP_MM
    box += _lines(stop.rest, inside, density.points)
    box += _lines(f"{stop.signs_title}: {signs(card)}", inside, density.points)
    box += _lines(stop.advice_line, inside, density.points)
    facts = (_SPACE * 2).join(f"{label}: {fact}" for label, fact in card.facts)
    title = _lines(card.title, paper.room_mm, TITLE_POINTS, bold=True)
    title += _lines(card.summary, paper.room_mm, density.points) + _lines(facts, paper.room_mm, density.points)
    return title + box + 2 * GAP_MM


def end_mm(card: Card, paper: Paper, density: Density, *, trimmed: bool) -> float:
    """What stands below the last step: the cautions, the boxes to tick, and room for the clinician's hand."""
    said = _lines(notes(card, trimmed=trimmed), paper.room_mm, density.points)
    said += _lines(legend(card, density), paper.room_mm, density.points)
    weeks = _lines("Mon", paper.room_mm, DAYS_POINTS) + density.weeks * WEEK_MM if density.weeks else 0.0
    return said + ROW_MM + max(weeks, HAND_MM) + GAP_MM


def footer_mm(card: Card, paper: Paper) -> float:
    """The small print at the foot of every sheet."""
    return _lines(footer(card), paper.room_mm, SMALL_POINTS) + GAP_MM


def _lines(text: str, room_mm: float, points: float, *, bold: bool = False) -> float:
    """The height of a paragraph."""
    return line_count(text, room_mm, points, bold=bold) * points * LINE * MM_PER_POINT
