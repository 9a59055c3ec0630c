"""What commands that need a session share: the one that was named, and what a run of it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backstretch.base.errors import InvalidSessionError
from backstretch.terminal.streams import write_line

if TYPE_CHECKING:
    from backstretch.run.context import Context
    from backstretch.session.library import Found
    from backstretch.session.model import Session


def load_session(name: str) -> tuple[Found, Session]:
    """The session of this id or path. Raises InvalidSessionError with its problems, if it has errors."""
    from backstretch.base.paths import default_paths
    from backstretch.session.library import find, load

    found = find(name, default_paths())
    reading = load(found, warnings=False)
    if reading.session is None:
        raise InvalidSessionError(load(found).problems)
    return found, reading.session


def open_told() -> Context:
    """What a front end works with, to be closed; what it has to say goes to stderr."""
    from backstretch.base.paths import default_paths
    from backstretch.run.context import open_context

    context = open_context(default_paths())
    for notice in context.notices:
        write_line(f"backstretch: {notice}", to_errors=True)
    return context
