"""Every check in its order: what a session needs most comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from backstretch.base.text import plain
from backstretch.doctor import files, hearing, keeping, records, surroundings
from backstretch.doctor.finding import Finding, Subject

Check = Callable[[Subject], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    hearing.sound,
    hearing.voice,
    hearing.awake,
    surroundings.terminal,
    records.journal,
    records.stop_failures,
    keeping.directories,
    keeping.settings,
    keeping.person,
    files.sessions,
    surroundings.disk,
    surroundings.versions,
)


def examine(subject: Subject, checks: Iterable[Check] = CHECKS) -> Iterator[Finding]:
    """What each check finds, as it is found. A check that fails itself is a finding too."""
    for check in checks:
        try:
            yield from check(subject)
        except Exception as error:  # noqa: BLE001 - whatever is broken here, the other checks are worth having
            message = f"this check failed itself: {type(error).__name__}: {plain(str(error))}"
            yield Finding(check.__name__, "FAIL", message, "report it, with this line, to who keeps backstretch")
