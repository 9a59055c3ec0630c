"""From a session file's bytes to a ``Session``, or to every problem in it, each with its place and fix."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from backstretch.base.errors import Problem
from backstretch.base.text import clock, plain
from backstretch.session.catalogue import Exercise
from backstretch.session.faults import Document
from backstretch.session.fields import Table
from backstretch.session.findings import MOST_FINDINGS, Finding, Report, Where, shown
from backstretch.session.format import (
    AUTHOR,
    BREATH,
    BREATH_SECONDS,
    DEFAULT_LEVEL,
    FILE,
    FORMAT,
    LEAD_IN,
    LEAD_IN_SECONDS,
    LEVEL,
    MAX_HOURS,
    MAX_PHASES,
    SIDE_GAP,
    SIDE_GAP_SECONDS,
    SUMMARY,
    TAGS,
    TITLE,
)
from backstretch.session.key_kinds import parse_duration
from backstretch.session.model import Duration, Session, extent
from backstretch.session.steps import STEP_KEYS, StepReader


class Reading(NamedTuple):
    """What came of reading a session file."""

    session: Session | None
    """None if, and only if, there is an error among the problems."""
    problems: tuple[Problem, ...]
    """Errors and warnings, in the order of the file."""
    places: tuple[Where, ...]
    """The value that each of the problems is about; () is the whole file, or a place that is no TOML."""


def read_session(
    data: bytes,
    *,
    id: str,  # noqa: A002
    path: str,
    exercises: Mapping[str, Exercise],
    known_cautions: Collection[str] | None = None,
    warnings: bool = True,
    document: Document | None = None,
) -> Reading:
    """Read the session file ``data``; ``path`` is what its problems name, ``id`` what the session is called.

    Without ``warnings`` only what is wrong is looked for. ``document``: what is known already to stand in ``data``.
    """
    if document is None:
        from backstretch.session.syntax import read_document  # and with it a parser

        document = read_document(data)
    report = Report(document.stand_in)
    session = None
    if document.values is not None:
        table = Table(document.values, (), report)
        session = _session(table, id, data, exercises, known_cautions)
        if report.whole:
            _check_size(session, report)
        if warnings:
            _warn(session, document.values, exercises, report)
    if report.more is not None:
        message = f"the file has more problems than can be listed; these are the first {MOST_FINDINGS}"
        report.findings[Finding((), report.more, message)] = None
    findings = [finding for finding in report.findings if warnings or finding.severity == "error"]
    found = in_order(document, findings, path)
    problems = tuple(problem for problem, _ in found)
    failed = any(problem.severity == "error" for problem in problems)
    return Reading(None if failed else session, problems, tuple(where for _, where in found))


def _warn(session: Session, values: Mapping[str, Any], exercises: Mapping[str, Exercise], report: Report) -> None:
    from backstretch.session.lint import (
        warn_of_doses,
        warn_of_lead_ins,
        warn_of_long_orders,
        warn_of_order,
        warn_of_wording,
    )

    warn_of_wording(values, report)
    warn_of_long_orders(values, report)
    warn_of_doses(session, exercises, report)
    if report.whole:
        warn_of_lead_ins(session, report)
        warn_of_order(session, exercises, report)


def _session(
    table: Table, id_: str, data: bytes, exercises: Mapping[str, Exercise], known_cautions: Collection[str] | None
) -> Session:
    """The session, as far as it can be read."""
    table.only(FILE.names, elsewhere=STEP_KEYS)
    table.require(FILE)
    table.fixed(FORMAT)
    table.breath_seconds = _breath_seconds(table)
    steps = StepReader(
        exercises=exercises,
        known_cautions=known_cautions,
        lead_in=table.duration(LEAD_IN) or Duration(LEAD_IN_SECONDS),
        side_gap=table.duration(SIDE_GAP) or Duration(SIDE_GAP_SECONDS),
    )
    return Session(
        id=id_,
        title=table.text(TITLE) or "",
        summary=table.text(SUMMARY) or "",
        author=table.text(AUTHOR) or "",
        level=table.choice(LEVEL) or DEFAULT_LEVEL,
        tags=tuple(tag for _, tag in table.texts(TAGS) or ()),
        breath_seconds=table.breath_seconds,
        steps=steps.read_all(table),
        content=data,
    )


def _breath_seconds(table: Table) -> float:
    written = parse_duration(table.values.get(BREATH.name))
    if written is not None and written.breaths:
        found = shown(table.values[BREATH.name])
        table.wrong(BREATH.name, f"breath is {found}; write it in seconds, as breath = 6")
        return BREATH_SECONDS
    breath = table.duration(BREATH)
    return BREATH_SECONDS if breath is None else breath.amount


def _check_size(session: Session, report: Report) -> None:
    """Report a session that is too long or has too many phases, at the level at which it has most."""
    phases, seconds = extent(session, session.top_level)
    if seconds > MAX_HOURS * 3600:
        report.error(("steps",), f"the session lasts {clock(seconds)} hours; allowed are {MAX_HOURS} hours")
    if phases > MAX_PHASES:
        report.error(("steps",), f"the session has {phases} phases; allowed are {MAX_PHASES}")


def in_order(document: Document, findings: Collection[Finding], path: str) -> list[tuple[Problem, Where]]:
    """Everything found in the file at ``path``, in the order of the file, each with the value it is about."""
    path = path if path.isprintable() else plain(path)
    problems: list[tuple[Problem, Where]] = [
        (Problem(path, fault.line, fault.column, "error", fault.message), ()) for fault in document.faults
    ]
    if findings:
        from backstretch.base.toml_lines import positions

        wheres = {finding.where for finding in findings}
        places = positions(document.text, {where[:end] for where in wheres for end in range(len(where) + 1)})
        for finding in findings:
            where = finding.where
            while where and where not in places:
                where = where[:-1]
            line, column = places[where] if where else (1, 1)
            problems.append((Problem(path, line, column, finding.severity, finding.message), finding.where))
    return sorted(problems, key=lambda found: found[0])
