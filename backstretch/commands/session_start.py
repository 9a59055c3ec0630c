"""Starts the screens, or the same in plain lines."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from backstretch.base.errors import WrongUseError
from backstretch.base.without_ssl import load_asyncio
from backstretch.terminal.headline import Headline
from backstretch.terminal.streams import has_terminal

if TYPE_CHECKING:
    from backstretch.session.library import Found
    from backstretch.session.model import Session

_PLAIN = "backstretch run SESSION --plain needs none"


def run_session(
    name: str,
    from_step: int | None = None,
    level: int | None = None,
    *,
    plain: bool = False,
    mute: bool = False,
    easy: bool = False,
) -> int:
    """Run the session of this id or path; the exit code."""
    from backstretch.commands.session_access import load_session

    found, read = load_session(name)
    if not plain:
        require_terminal()
    if from_step is not None and not 1 <= from_step <= len(read.steps):
        raise WrongUseError(f"--from is {from_step}; {found.id} has the steps 1 to {len(read.steps)}")
    if level is not None:
        level = min(level, read.top_level)
    return start(read, from_step, level, found=found, plain=plain, mute=mute, easy=easy)


def start(
    session: Session,
    from_step: int | None = None,
    level: int | None = None,
    *,
    found: Found | None = None,
    plain: bool,
    mute: bool,
    easy: bool = False,
) -> int:
    """Run a session, with the questions before it; the exit code. ``found`` is its file, if it has one."""
    if plain:
        from backstretch.base.paths import default_paths
        from backstretch.plain import standard_streams

        return standard_streams.run(default_paths(), session, from_step, level, mute=mute, easy=easy)
    return open_screens(session=found or session, from_step=from_step, level=level, mute=mute, easy=easy)


def open_library() -> int:
    """The library screen; the exit code once it is left."""
    require_terminal()
    return open_screens()


def open_screens(**options: Any) -> int:
    """Show the headline, load the screens and run them, with the ``options`` of ``launch.run``; the exit code."""
    with Headline(sys.__stdin__, sys.__stderr__) as headline:
        # Nothing of what is loaded can be let go. The screens turn it on again once there is something to see.
        gc.disable()
        load_asyncio()
        from backstretch.base.paths import default_paths
        from backstretch.tui import launch

        return launch.run(default_paths(), headline=headline, **options)


def require_terminal() -> None:
    """Refuse where the session screen cannot be shown. Raises WrongUseError."""
    if not has_terminal():
        raise WrongUseError(f"the session screen needs a terminal for its keys and its picture; {_PLAIN}")
    kind = os.environ.get("TERM", "")
    if kind in {"dumb", "unknown"}:
        raise WrongUseError(f"the session screen cannot be drawn on a terminal of the kind {kind}; {_PLAIN}")
