"""What commands that look back share: the journal, opened to be read, and ``--since``."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from backstretch.base.errors import WrongUseError
from backstretch.base.text import plain
from backstretch.terminal.streams import write_line

if TYPE_CHECKING:
    from backstretch.journal.store import Journal


def open_journal(*, read_only: bool = True) -> Journal:
    """The journal, to be read or changed; an empty one if there is none yet. What it has to say goes to stderr."""
    from backstretch.base.paths import default_paths
    from backstretch.journal.store import Journal

    paths = default_paths()
    journal = Journal.open(paths.journal, paths.stops, read_only=read_only)
    for notice in journal.notices:
        write_line(f"backstretch: {notice}", to_errors=True)
    return journal


def moment_of(since: str) -> datetime:
    """The moment that a date, or a date and time, stands for; local, if it does not say where."""
    try:
        if len(since) <= len("2025-03-31"):
            return datetime.combine(date.fromisoformat(since), time()).astimezone()
        moment = datetime.fromisoformat(since)
        return moment if moment.tzinfo is not None else moment.astimezone()
    except (ValueError, OverflowError, OSError) as error:
        message = f'--since is "{plain(since)}"; write a day as 2025-03-31, or 2025-03-31T18:00'
        raise WrongUseError(message) from error
