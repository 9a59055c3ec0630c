"""The level a session starts at, and the words for the one that is suggested instead. Nothing changes unasked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backstretch.coach.red_flags import say
from backstretch.journal.store import Journal
from backstretch.session.model import Session

if TYPE_CHECKING:
    from backstretch.care_plan.model import CarePlan
    from backstretch.journal.progression import Suggestion

KEY = "l"
"""Takes what is suggested, and gives it back. The sentences of ``advice.toml`` name it."""


def start_level(session: Session, journal: Journal | None, asked: int | None = None) -> int:
    """The level ``asked`` for, else that of the last run, as far as a plan allows; no higher than the session goes.

    Raises JournalError if the journal fails.
    """
    if not session.top_level:
        return 0
    if asked is not None:
        return min(asked, session.top_level)
    level = journal.last_level(session.id, session.level_since) if journal else None
    return min(level or 0, highest_level(session))


def highest_level(session: Session) -> int:
    """How high the session goes by itself: as far as its ranges, and as a plan, if one names it."""
    return session.top_level if session.level_most is None else min(session.top_level, session.level_most)


def suggestion_for(
    session: Session, journal: Journal | None, today: date, plan: CarePlan | None = None
) -> Suggestion | None:
    """What the past suggests instead of that level, for a session as this person does it; the walks of a ``plan`` grow.

    One without ranges, or with none left, has one level only. Raises JournalError if the journal fails.
    """
    history = None
    if journal is not None and session.top_level:
        history = journal.level_history(session.id, session.level_since)
    if history is None:
        return None
    from backstretch.journal.progression import suggest

    if session.kind == "session":
        return suggest(history, today, highest_level(session))
    from backstretch.run.good_weeks import good_weeks

    return suggest(history, today, highest_level(session), good_weeks(plan, journal, today))


def offered(suggestion: Suggestion, session: Session, *, taken: bool) -> list[str]:
    """The reason, and what the key does, or has done; after a stop nobody is asked."""
    if suggestion.in_force:
        return [_why(suggestion)]
    if session.kind == "walk":
        to, now = (f"{walk_minutes(session, level)}" for level in (suggestion.level, suggestion.instead_of))
        if taken:
            return [_why(suggestion), say("level", "walk_taken", to=to, now=now)]
        return [_why(suggestion), say("level", "walk_up" if suggestion.direction == "up" else "walk_down", to=to)]
    to, level = f"{suggestion.level}", f"{suggestion.instead_of}"
    if taken:
        return [_why(suggestion), say("level", "taken", to=to, level=level)]
    return [_why(suggestion), say("level", "up" if suggestion.direction == "up" else "down", to=to)]


def walk_minutes(session: Session, level: int) -> int:
    """The minutes of a walk at a level."""
    return round(sum(step.hold_seconds(level, session.breath_seconds) for step in session.exercise_steps()) / 60)


def unattended_lines(suggestion: Suggestion, session: Session) -> list[str]:
    """The reason and what could be done, where nobody can press a key."""
    if suggestion.in_force:
        return [_why(suggestion)]
    if session.kind == "walk":
        minutes = f"{walk_minutes(session, suggestion.level)}"
        return [_why(suggestion), say("level", "walk_unattended", to=minutes)]
    key = "unattended_up" if suggestion.direction == "up" else "unattended_down"
    return [_why(suggestion), say("level", key, to=f"{suggestion.level}")]


def _why(suggestion: Suggestion) -> str:
    level, number = f"{suggestion.instead_of}", f"{suggestion.number}"
    match suggestion.reason.value:
        case "went_well":
            return say("level", "went_well", count=number, level=level)
        case "off":
            return say("level", "off", count=number)
        case "stopped":
            return say("level", "stopped")
        case "good_week":
            return say("level", "good_week", week=number)
        case reason:
            return say("level", reason, level=level)
