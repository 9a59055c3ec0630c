"""From a session file's bytes to a ``Session``, or to every problem in it, each with its place and fix."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from backstretch.errors import Problem
from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import cautions
from backstretch.session.durations import parse_duration
from backstretch.session.fields import Finding, Report, Table, shown
from backstretch.session.lint import warn_of_doses, warn_of_order
from backstretch.session.model import LEVELS, Duration, Session
from backstretch.session.steps import STEP_KEYS, StepReader
from backstretch.session.syntax import Document, read_document
from backstretch.session.timeline import extent
from backstretch.session.wording import warn_of_wording
from backstretch.text import clock, plain

FORMAT = 1
MAX_TITLE = 80
MAX_HOURS = 24
MAX_PHASES = 20_000

_KEYS = (
    "format",
    "title",
    "summary",
    "author",
    "level",
    "tags",
    "lead_in",
    "side_gap",
    "breath",
    "steps",
)
_LEAD_IN = Duration(10)
_SIDE_GAP = Duration(5)
_BREATH_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a session file."""

    session: Session | None
    """None if, and only if, there is an error among the problems."""
    problems: tuple[Problem, ...]
    """Errors and warnings, in the order of the file."""


def read_session(
    data: bytes,
    *,
    id: str,  # noqa: A002
    path: str,
    exercises: Mapping[str, Exercise],
    known_cautions: Collection[str] | None = None,
) -> Reading:
    """Read the session file ``data``; ``path`` is what its problems name, ``id`` what the session is called."""
    document = read_document(data)
    report = Report(document.stand_in)
    session = None
    if document.values is not None:
        known = cautions() if known_cautions is None else known_cautions
        table = Table(document.values, (), report)
        session = _session(table, id, hashlib.sha256(data).hexdigest(), exercises, known)
        if report.whole:
            _check_size(session, report)
        warn_of_wording(document.values, report)
        warn_of_doses(session, exercises, report)
        if report.whole:
            warn_of_order(session, exercises, report)
    problems = _problems(document, report.findings, path if path.isprintable() else plain(path))
    failed = any(problem.severity == "error" for problem in problems)
    return Reading(None if failed else session, problems)


def _session(table: Table, id_: str, sha256: str, exercises: Mapping[str, Exercise], known: Collection[str]) -> Session:
    """The session, as far as it can be read."""
    table.only(_KEYS, elsewhere=STEP_KEYS)
    _check_format(table)
    table.require("title", 'write title = "…"')
    table.require("steps", "write at least one step under a header [[steps]]")
    table.breath_seconds = _breath_seconds(table)
    steps = StepReader(
        exercises=exercises,
        known_cautions=known,
        lead_in=table.duration("lead_in") or _LEAD_IN,
        side_gap=table.duration("side_gap") or _SIDE_GAP,
    )
    return Session(
        id=id_,
        title=table.filled_text("title", MAX_TITLE) or "",
        summary=table.text("summary") or "",
        author=table.text("author") or "",
        level=table.choice("level", LEVELS) or "gentle",
        tags=tuple(tag for _, tag in table.texts("tags") or ()),
        breath_seconds=table.breath_seconds,
        steps=steps.read_all(table),
        sha256=sha256,
    )


def _check_format(table: Table) -> None:
    table.require("format", f"write format = {FORMAT}")
    written = table.values.get("format", FORMAT)
    if written != table.report.stand_in and (type(written) is not int or written != FORMAT):
        table.wrong("format", f"format is {shown(written)}; this program reads format = {FORMAT}")


def _breath_seconds(table: Table) -> float:
    written = parse_duration(table.values.get("breath"))
    if written is not None and written.breaths:
        found = shown(table.values["breath"])
        table.wrong("breath", f"breath is {found}; write it in seconds, as breath = 6")
        return _BREATH_SECONDS
    breath = table.duration("breath", lowest=1, highest=30)
    return _BREATH_SECONDS if breath is None else breath.amount


def _check_size(session: Session, report: Report) -> None:
    """Report a session that is too long or has too many phases, at the level at which it has most."""
    phases, seconds = extent(session, session.top_level)
    if seconds > MAX_HOURS * 3600:
        report.error(("steps",), f"the session lasts {clock(seconds)} hours; allowed are {MAX_HOURS} hours")
    if phases > MAX_PHASES:
        report.error(("steps",), f"the session has {phases} phases; allowed are {MAX_PHASES}")


def _problems(document: Document, findings: Collection[Finding], path: str) -> tuple[Problem, ...]:
    """Everything found, in the order of the file."""
    problems = [Problem(path, fault.line, fault.column, "error", fault.message) for fault in document.faults]
    if findings:
        from backstretch.toml_lines import positions

        places = positions(document.text)
        for finding in findings:
            where = finding.where
            while where and where not in places:
                where = where[:-1]
            line, column = places[where] if where else (1, 1)
            problems.append(Problem(path, line, column, finding.severity, finding.message))
    return tuple(sorted(problems))
