"""The session files: whether the bundled ones are there, and what is wrong in the person's own."""

from __future__ import annotations

from collections.abc import Iterator

from backstretch.base.command_line import command
from backstretch.base.errors import UnreadableError
from backstretch.base.text import plain
from backstretch.doctor.finding import REINSTALL, Finding, Subject, shown
from backstretch.doctor.storage import MOST
from backstretch.session.library import Found, find_all, find_bundled, load


def sessions(subject: Subject) -> Iterator[Finding]:
    """All of them, a line for each thing wrong."""
    bundled = find_bundled()
    broken = [found.id for found in bundled if not _is_sound(found)]
    if broken or not bundled:
        message = f"bundled sessions broken or missing: {', '.join(broken) or 'all'}"
        yield Finding("sessions", "FAIL", message, REINSTALL)
    else:
        yield Finding("sessions", "ok", f"{len(bundled)} bundled")
    try:
        yours = [found for found in find_all(subject.paths) if found.source == "yours"]
    except UnreadableError as error:
        fix = f"make {shown(subject.paths.sessions)} a directory that you can read"
        yield Finding("sessions", "FAIL", str(error), fix)
        return
    names = {found.id for found in bundled}
    sound = 0
    for found in yours:
        wrong = list(_problems(subject, found))
        sound += not wrong
        yield from wrong
        if found.id in names:
            message = f"{shown(found.path)} takes the place of the bundled {plain(found.id)}"
            yield Finding("sessions", "note", message, "give it another name to have both")
    if yours:
        yield Finding("sessions", "ok", f"{sound} of {len(yours)} of your own without a problem")


def _is_sound(found: Found) -> bool:
    try:
        return load(found).session is not None
    except UnreadableError:
        return False


def _problems(subject: Subject, found: Found) -> Iterator[Finding]:
    check = f"`{command('backstretch check', found.path, platform=subject.platform)}`"
    try:
        problems = load(found).problems
    except UnreadableError as error:
        yield Finding("sessions", "FAIL", str(error), "make it a file that you can read, or move it away")
        return
    for problem in problems[:MOST]:
        if problem.severity == "error":
            yield Finding("sessions", "FAIL", str(problem), f"put it right; {check} looks again")
        else:
            yield Finding("sessions", "note", str(problem))
    if rest := problems[MOST:]:
        fails = any(problem.severity == "error" for problem in rest)
        more = f"{len(rest)} more in {shown(found.path)}"
        yield Finding("sessions", "FAIL" if fails else "note", more, f"{check} names them all")
