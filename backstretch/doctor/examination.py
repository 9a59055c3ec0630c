"""Every check in its order: what a session needs most comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from backstretch.base.text import plain
from backstretch.doctor import environment, journals, session_files, sound_check, storage
from backstretch.doctor.finding import Finding, Subject

Check = Callable[[Subject], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    sound_check.sound,
    sound_check.voice,
    sound_check.awake,
    environment.terminal,
    journals.journal,
    journals.stop_failures,
    storage.directories,
    storage.settings,
    storage.person,
    session_files.sessions,
    environment.disk,
    environment.versions,
)


def examine(subject: Subject, checks: Iterable[Check] = CHECKS) -> Iterator[Finding]:
    """What each check finds, as it is found. A check that fails itself is a finding too."""
    for check in checks:
        try:
            yield from check(subject)
        except Exception as error:  # noqa: BLE001 - whatever is broken here, the other checks are worth having
            message = f"this check failed itself: {type(error).__name__}: {plain(str(error))}"
            yield Finding(
                check.__name__, "FAIL", message, "report it, with this line, to whoever maintains backstretch"
            )
