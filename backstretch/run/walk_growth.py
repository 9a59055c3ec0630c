"""What is suggested for the walk of today."""

from typing import NamedTuple

from backstretch.journal.progression import Suggestion
from backstretch.run.context import Context
from backstretch.run.day_plan import DayPlan
from backstretch.run.levels import suggestion_for
from backstretch.session.model import Session


class Growth(NamedTuple):
    """Another length for the walk of today, and why."""

    walk: Session
    suggestion: Suggestion


def growth_of(context: Context, day: DayPlan) -> Growth | None:
    """What is suggested for the walk of a day, if anything is. Raises JournalError."""
    walks = (offer.session for offer in day.offers if offer.session is not None and offer.session.kind == "walk")
    for walk in walks:
        suggestion = suggestion_for(walk, context.journal, day.today.day, context.care_plan)
        if suggestion is not None and (suggestion.in_force or context.gate.open_stop() is None):
            return Growth(walk, suggestion)
    return None
