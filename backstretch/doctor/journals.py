"""The journal, and the pain stops that wait beside it."""

from __future__ import annotations

from collections.abc import Iterator

from backstretch.base.errors import JournalError
from backstretch.base.stop_failures import kept_failures
from backstretch.doctor.finding import Finding, Subject, shown
from backstretch.journal import spool
from backstretch.journal.checkup import Checkup, check


def journal(subject: Subject) -> Iterator[Finding]:
    """Whether it is whole and can be written, and what waits to be taken in."""
    path = subject.paths.journal
    try:
        found = check(path)
    except JournalError as error:
        yield Finding("journal", "FAIL", *_cut(str(error)))
        yield from _stops(subject, writable=False)
        return
    if found is None:
        yield Finding("journal", "ok", f"none yet; the first run begins it at {shown(path)}")
    else:
        yield from _state(subject, found)
    yield from _stops(subject, writable=found is None or (not found.newer and not found.faults))


def _state(subject: Subject, found: Checkup) -> Iterator[Finding]:
    path = shown(subject.paths.journal)
    for fault in found.faults:
        fix = f"put a backup in its place, or move {path} away"
        yield Finding("journal", "FAIL", f"{path} is damaged: {fault}", fix)
    if found.newer:
        message = f"{path} is of version {found.version}, newer than this program: it can be read, but not written"
        yield Finding("journal", "FAIL", message, "update backstretch")
    elif not found.faults:
        runs = f"{found.runs} run{'s' * (found.runs != 1)}"
        older = ", to be brought up to date, with a backup, at the next start" if found.older else ""
        yield Finding("journal", "ok", f"{path}: {runs}, version {found.version}{older}")
    if not found.finished:
        yield Finding("journal", "note", "too large to check in full now: only part of it was checked")


def _stops(subject: Subject, *, writable: bool) -> Iterator[Finding]:
    stops, unread = spool.waiting(subject.paths.stops)
    for file, why in unread.items():
        message = f"{shown(file)} may hold a pain stop and cannot be read ({why}), so sessions begin with questions"
        yield Finding("stops", "FAIL", message, "note what you can make out of it, then move the file away")
    waiting = len(stops)
    if waiting:
        what = f"{waiting} pain stop{'s wait' if waiting > 1 else ' waits'} in {shown(subject.paths.stops)}"
        when = (
            "the next start takes it in" if writable else "they count, and are taken in once the journal is put right"
        )
        yield Finding("stops", "note", what, when)


def stop_failures(subject: Subject) -> Iterator[Finding]:
    """What failed when sharp pain was told."""
    failures = kept_failures(subject.paths.state_dir)
    if failures:
        times = f"{len(failures)} time{'s' * (len(failures) > 1)}"
        message = f"something failed on the way to the advice, {times}; what, stands last in {shown(failures[-1])}"
        fix = "report it with that file, which holds no answers of yours; when it is mended, delete the file"
        yield Finding("stop", "FAIL", message, fix)


def _cut(message: str) -> tuple[str, str]:
    """A failure's line, and the fix in its last part."""
    what, mark, fix = message.rpartition("; ")
    return (what, fix) if mark else (message, "see that the file is yours, and can be read")
