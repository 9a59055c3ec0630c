"""One session in plain lines, on the standard streams."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

from backstretch.base.paths import Paths
from backstretch.plain.console import Output
from backstretch.plain.key_source import Keys, NoKeys
from backstretch.plain.program import Program
from backstretch.plain.signals import Signals
from backstretch.run.context import open_context
from backstretch.run.screening_flow import ScreeningFlow
from backstretch.session.model import Session
from backstretch.terminal.unread import tells_pain, unread


def run(
    paths: Paths,
    session: Session,
    from_step: int | None = None,
    level: int | None = None,
    *,
    mute: bool = False,
    easy: bool = False,
) -> int:
    """Run one session; the exit code. Raises BackstretchError."""
    context = open_context(paths)
    with contextlib.closing(context):
        with _keys() as (keys, signals):
            program = Program(context, keys, Output(sys.stdout, os.environ), mute=mute)

            def give_up() -> None:
                try:
                    program.write_down()
                finally:
                    keys.restore()

            signals.give_up = give_up
            program.wake = signals.nudge
            code = program.run(ScreeningFlow(context, session, from_step, level, easy=easy))
        program.last_look(pain=keys.there and tells_pain(unread(), program.pain_keys))
        return code


@contextlib.contextmanager
def _keys() -> Iterator[tuple[Keys, Signals]]:
    """The keys of the terminal on the standard input, if it is one."""
    there = sys.stdin is not None and sys.stdin.isatty()
    with Signals(job_control=there) as signals:
        if not there:
            yield NoKeys(signals), signals
            return
        from backstretch.plain.terminal_keys import TerminalKeys

        with TerminalKeys(signals) as keys:
            yield keys, signals
