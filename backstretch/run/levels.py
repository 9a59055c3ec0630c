"""The level a session starts at, and the words for the one that is suggested instead. Nothing changes unasked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backstretch.coach.red_flags import say
from backstretch.journal.store import Journal
from backstretch.session.model import Session

if TYPE_CHECKING:
    from backstretch.journal.progression import Suggestion

KEY = "l"
"""Takes what is suggested, and gives it back. The sentences of ``advice.toml`` name it."""


def start_level(session: Session, journal: Journal | None, asked: int | None = None) -> int:
    """The level ``asked`` for, else that of the last run; no higher than the session goes.

    Raises JournalError if the journal fails.
    """
    if not session.top_level:
        return 0
    level = asked if asked is not None else (journal.last_level(session.id) if journal else None) or 0
    return min(level, session.top_level)


def suggestion_for(session: Session, journal: Journal | None, today: date) -> Suggestion | None:
    """What the past suggests instead of that level, for a session as this person does it.

    One without ranges, or with none left, has one level only. Raises JournalError if the journal fails.
    """
    history = journal.level_history(session.id) if journal is not None and session.top_level else None
    if history is None:
        return None
    from backstretch.journal.progression import suggest

    return suggest(history, today, session.top_level)


def offered(suggestion: Suggestion, *, taken: bool) -> list[str]:
    """The reason, and what the key does, or has done; after a stop nobody is asked."""
    if suggestion.in_force:
        return [_why(suggestion)]
    to, level = f"{suggestion.level}", f"{suggestion.instead_of}"
    if taken:
        return [_why(suggestion), say("level", "taken", to=to, level=level)]
    return [_why(suggestion), say("level", "up" if suggestion.direction == "up" else "down", to=to)]


def unattended_lines(suggestion: Suggestion) -> list[str]:
    """The reason and what could be done, where nobody can press a key."""
    if suggestion.in_force:
        return [_why(suggestion)]
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
        case reason:
            return say("level", reason, level=level)
