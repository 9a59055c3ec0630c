"""The row of today above the sessions, and what is shown beside it."""

from __future__ import annotations

from textual.content import Content

from backstretch.base.errors import BackstretchError
from backstretch.run.context import Context
from backstretch.run.day_plan import DayPlan
from backstretch.run.day_words import day_lines, row_line
from backstretch.run.levels import offered, start_level
from backstretch.run.plan import Plan, make_plan
from backstretch.run.walk_growth import Growth, growth_of
from backstretch.tui.library.preview import Shown

_NAME = "Today"


def today_row(day: DayPlan, width: int) -> Content:
    """What comes next, in ``width`` cells."""
    text = Content.assemble((f"{_NAME}:", "bold"), f" {row_line(day)}")
    return text.truncate(width, ellipsis=True, pad=True)


def today_shown(day: DayPlan, context: Context) -> Shown:
    """All there is to say of today. Raises JournalError."""
    heading, *lines = day_lines(day)
    if day.next is not None:
        lines += ["", f"Enter starts {day.next.title}."]
    if day.goals_due:
        lines += ["o: rate your goals"]
    growth = growth_of(context, day)
    return Shown(heading, "\n".join(lines), _next(day, context), _said(growth, context) if growth else "")


def change_walk(day: DayPlan, context: Context) -> bool:
    """Take the minutes that are suggested for the next walk, or give them back; False if there are none.

    Raises JournalError.
    """
    growth = growth_of(context, day)
    return growth is not None and context.change_level(growth.walk.id, growth.suggestion)


def _said(growth: Growth, context: Context) -> str:
    taken = context.accepted_level(growth.walk.id) == growth.suggestion
    return "\n".join(offered(growth.suggestion, growth.walk, taken=taken))


def _next(day: DayPlan, context: Context) -> Plan | None:
    offer = day.next
    if offer is None or offer.session is None:
        return None
    accepted = context.accepted_level(offer.session.id)
    level = accepted.level if accepted else start_level(offer.session, context.journal)
    try:
        return make_plan(offer.session, context.person, level, speech=context.speech)
    except BackstretchError:
        return None
