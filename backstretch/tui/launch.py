"""The full-screen program, run from a terminal until the person leaves it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING

from backstretch.base.paths import Paths
from backstretch.terminal.encoding import encoding_of, folded
from backstretch.tui.app import BackstretchApp

if TYPE_CHECKING:
    from backstretch.session.library import Found
    from backstretch.session.model import Session
    from backstretch.terminal.headline import Headline

_SWITCH_SECONDS = 0.001
"""How long a frame that is worked out may keep the threads waiting that read keys and write to the terminal."""


def run(
    paths: Paths,
    session: Found | Session | None = None,
    from_step: int | None = None,
    level: int | None = None,
    *,
    mute: bool = False,
    easy: bool = False,
    edit: Found | None = None,
    headline: Headline | None = None,
) -> int:
    """Run the full-screen program until the person leaves it; the exit code.

    ``edit`` opens straight on its editor. ``headline``: what stands on the terminal already.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = BackstretchApp(paths, session, from_step, level, mute=mute, easy=easy, edited=edit)
    app.headline = headline
    try:
        code = app.run()
        if sys.platform != "win32":  # what is left of the way out takes a moment: a second Ctrl+C changes nothing of it
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.alarm(0)  # the grace for leaving: at the very end it would kill, and the exit code would be its own
        with contextlib.suppress(OSError):
            encoding = encoding_of(sys.stdout, os.environ)
            advice = app.last_look()  # may turn a run into one that was stopped
            for line in (*app.run_lines(), *advice):
                print(folded(line, encoding))
    finally:
        app.close_records()
    return app.return_code or 0 if code is None else code
