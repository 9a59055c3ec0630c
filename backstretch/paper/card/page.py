"""A card as HTML: one file that needs no other, with no script, no link and no picture but those it draws."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from backstretch import __version__
from backstretch.base.text import plain
from backstretch.figure.poses import poses
from backstretch.figure.svg import inline_svg
from backstretch.paper.card.contents import Card, Row
from backstretch.paper.card.density import footer, notes, remarks, running_title
from backstretch.paper.card.paper import MARGIN_X_MM, MARGIN_Y_MM
from backstretch.paper.card.sheets import Plan

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def page(card: Card, plan: Plan) -> str:
    """The whole file."""
    sheets = "".join(
        f'<article class="sheet">\n{"".join(_sheet(card, plan, number))}</article>\n'
        for number in range(1, len(plan.sheets) + 1)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="backstretch {_text(__version__)}">\n'
        f"<title>{_text(card.title)}</title>\n<style>\n{_style(plan)}</style>\n</head>\n"
        f"<body>\n<main>\n{sheets}</main>\n</body>\n</html>\n"
    )


def _style(plan: Plan) -> str:
    """The stylesheet with this plan's measures."""
    paper, density = plan.paper, plan.density
    size = f" size: {paper.css} portrait;" if paper.css else ""
    return (
        f"@page {{{size} margin: {MARGIN_Y_MM:g}mm {MARGIN_X_MM:g}mm; }}\n"
        f":root {{ --points: {density.points:g}pt; --name: {density.name_points:g}pt;"
        f" --stop: {density.stop_points:g}pt; --figure: {density.figure_mm:g}mm;"
        f" --room: {paper.room_mm:g}mm; --tall: {paper.tall_mm:g}mm; }}\n"
        f"{_stylesheet()}"
    )


@cache
def _stylesheet() -> str:
    return (Path(__file__).parent / "card.css").read_text(encoding="utf-8")


def _sheet(card: Card, plan: Plan, number: int) -> Iterator[str]:
    first, last = number == 1, number == len(plan.sheets)
    yield _header(card) if first else _paragraph(running_title(card, number, len(plan.sheets)), "running")
    yield _stop(card, first=first)
    yield '<h2 class="hidden">Exercises</h2>\n'
    yield f'<ol role="list" class="{plan.density.flow}">\n{"".join(_rows(plan.sheets[number - 1], card, plan))}</ol>\n'
    if last:
        yield _notes(card, plan)
        yield _by_hand(plan.density.weeks)
    yield f"<footer>{_paragraph(footer(card))}</footer>\n"


def _header(card: Card) -> str:
    summary = _paragraph(card.summary) if card.summary else ""
    return f"<header>\n<h1>{_text(card.title)}</h1>\n{summary}{_terms(card.facts, 'facts')}</header>\n"


def _stop(card: Card, *, first: bool) -> str:
    """The stop box: on every sheet, in full on the first."""
    stop = card.stop
    said = f"<h2>{_text(stop.heading)} {_text(stop.sentence)}</h2>\n"
    if first:
        signs = "".join(f"<li>{_text(sign)}{'.' if sign is stop.signs[-1] else ';'} </li>" for sign in stop.signs)
        said += f'{_paragraph(stop.rest)}<h3>{_text(stop.signs_title)}:</h3> <ul role="list">{signs}</ul>\n'
    said += _paragraph(stop.help if first else stop.help_in_short, "help")
    if first and stop.advice_line:
        said += _paragraph(stop.advice_line)
    return f'<section class="stop">\n{said}</section>\n'


def _rows(rows: Iterable[Row], card: Card, plan: Plan) -> Iterator[str]:
    """The steps of one sheet; those of a group as a list inside the list."""
    for group, found in groupby(rows, key=lambda row: row.group):
        items = list(found)
        if group is None:
            yield from (f"<li>{_row(row, card, plan)}</li>\n" for row in items)
            continue
        head = _row(items.pop(0), card, plan) if items[0].head else ""
        inner = "".join(f"<li>{_row(row, card, plan)}</li>\n" for row in items)
        yield f'<li class="group">{head}<ol role="list">\n{inner}</ol></li>\n'


def _row(row: Row, card: Card, plan: Plan) -> str:
    cues = "".join(f"<li>{_text(cue)} </li>" for cue in row.cues)
    said = "".join(
        f"<p><em>{_text(label)}:</em> {_text(text)} </p>\n" for label, text in remarks(row, card, plan.density)
    )
    if cues:
        said = f'<ul role="list">{cues}</ul>\n{said}'
    how = f'<div class="how">\n{said}</div>\n' if said else ""
    figure = ""
    if row.pose and plan.density.figure_mm:
        figure = inline_svg(poses()[row.pose], side="left" if row.left else None)
    return (
        f'<div class="step">\n{figure}<div class="what"><h3><span>{row.number}.</span> {_text(row.name)}</h3>'
        f" <p>{_text(row.dose)} </p></div>\n{how}</div>\n"
    )


def _notes(card: Card, plan: Plan) -> str:
    legend = _terms(card.legend, "legend", ".") if plan.density.explained and card.legend else ""
    said = notes(card, trimmed=plan.trimmed)
    return f'<section class="notes">\n{_paragraph(said)}{legend}</section>\n'


def _by_hand(weeks: int) -> str:
    """Boxes to tick, and lines for the clinician's name and the date."""
    lines = '<div class="lines"><p class="name">Clinician</p><p class="date">Date</p></div>\n'
    days = "".join(f'<th scope="col">{day}</th>' for day in _DAYS)
    boxes = "".join(
        f'<tr><th scope="row">Week {week}</th>{"<td></td>" * len(_DAYS)}</tr>\n' for week in range(1, weeks + 1)
    )
    table = (
        '<table class="weeks">\n<caption class="hidden">Days on which it was done</caption>\n'
        f"<thead><tr><td></td>{days}</tr></thead>\n<tbody>\n{boxes}</tbody>\n</table>\n"
    )
    return f'<section class="by-hand">\n{table if weeks else ""}{lines}</section>\n'


def _terms(terms: Iterable[tuple[str, str]], kind: str, end: str = "") -> str:
    """Labels with what belongs to them."""
    divs = "".join(f"<div><dt>{_text(label)}:</dt> <dd>{_text(said)}{end}</dd> </div>" for label, said in terms)
    return f'<dl class="{kind}">{divs}</dl>\n'


def _paragraph(text: str, kind: str = "") -> str:
    return f"<p{f' class={kind}' if kind else ''}>{_text(text)}</p>\n"


def _text(text: str) -> str:
    """Text as HTML that shows it: no markup, no control characters."""
    return html.escape(plain(text))
