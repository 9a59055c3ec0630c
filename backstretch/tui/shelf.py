"""The sessions on the shelf as this person would do them, and the lines that describe each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from textual.content import Content

from backstretch.coach.safety import say
from backstretch.context import Context
from backstretch.errors import BackstretchError, JournalError, Problem, UnreadableError
from backstretch.journal.store import Journal
from backstretch.plan import Plan, make_plan, start_level, who
from backstretch.session.cautions import Person
from backstretch.session.library import Found, find_all, find_bundled, load
from backstretch.session.model import ExerciseStep, Group, RestStep, Session
from backstretch.text import clock, plain

_LEVEL_FROM = 44
"""The width of the list, in cells, from which it has a column for the level."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One session of the list, as this person would do it."""

    found: Found
    session: Session | None
    plan: Plan | None
    """None if the file has errors or nothing is left of the session."""
    problems: tuple[Problem, ...]
    refused: str
    last_done: datetime | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All sessions, and what there is to say before one is chosen."""

    entries: tuple[Entry, ...] = ()
    person: Person = field(default_factory=Person)
    lines: tuple[str, ...] = ()


def read_shelf(context: Context) -> Shelf:
    """Read every session file; what cannot be read becomes a line, and the rest is there all the same."""
    lines = list(context.notices)
    journal, person = context.journal, who(context.answers, frozenset(), context.pace)
    done: dict[str, datetime] = {}
    try:
        person = context.person
        lines = [*([say("after_stop", "waiting")] if context.past.open_stop() else []), *lines]
        done = journal.last_done() if journal is not None else {}
    except JournalError as error:
        lines.append(str(error))
        journal = None
    try:
        found = find_all(context.paths)
    except UnreadableError as error:
        lines.append(str(error))
        found = find_bundled()
    entries = tuple(_entry(each, person, journal, done.get(each.id)) for each in found)
    return Shelf(entries, person, tuple(lines))


def _entry(found: Found, person: Person, journal: Journal | None, last_done: datetime | None) -> Entry:
    try:
        reading = load(found)
    except BackstretchError as error:
        return Entry(found, None, None, (), str(error), last_done)
    if reading.session is None:
        return Entry(found, None, None, reading.problems, "", last_done)
    try:
        plan = make_plan(reading.session, person, start_level(reading.session, journal))
    except BackstretchError as error:
        return Entry(found, reading.session, None, reading.problems, str(error), last_done)
    return Entry(found, reading.session, plan, reading.problems, "", last_done)


def row(entry: Entry, width: int, now: datetime) -> Content:
    """The title, the level, the length and when it was last done, in ``width`` cells."""
    title = entry.session.title if entry.session else entry.found.id
    length = clock(entry.plan.timeline.total_seconds) if entry.plan else "-"
    when = _ago(entry.last_done, now)
    level = f" {entry.session.level:<6}" if entry.session and width >= _LEVEL_FROM else ""
    right = f"{level} {length:>6} {when:>6}"
    content = Content(title).truncate(max(8, width - len(right)), ellipsis=True, pad=True)
    return content + Content.styled(right, "dim" if entry.plan is None else "")


def _ago(when: datetime | None, now: datetime) -> str:
    if when is None:
        return "new"
    days = (now.date() - when.astimezone(now.tzinfo).date()).days
    return "today" if days <= 0 else f"{days} d" if days < 100 else f"{days // 30} mo"


def about(entry: Entry) -> str:
    """The level, the length and the summary; or what is wrong with the file."""
    if entry.session is None:
        lines = [plain(str(problem)) for problem in entry.problems]
        return "\n".join(lines or [entry.refused])
    session = entry.session
    facts: list[str] = [session.level]
    if entry.plan is not None:
        facts.append(clock(entry.plan.timeline.total_seconds))
        if session.top_level:
            facts.append(f"level {entry.plan.timeline.level} of {session.top_level}")
    if session.author:
        facts.append(f"by {session.author}")
    return "\n".join(filter(None, [", ".join(facts), session.summary, entry.refused]))


def steps(plan: Plan) -> Iterable[str]:
    """The steps, a line each, as this person will do them."""
    level, breath = plan.timeline.level, plan.session.breath_seconds
    for step in plan.session.steps:
        if isinstance(step, Group):
            yield f"{step.rounds} rounds of"
            yield from (f"  {_step(inner, level, breath)}" for inner in step.steps)
        else:
            yield _step(step, level, breath)


def _step(step: ExerciseStep | RestStep, level: int, breath: float) -> str:
    if isinstance(step, RestStep):
        return f"rest {clock(step.rest.seconds(breath))}"
    sides = {"both": " each side", "alternate": " each side, in turn", "none": ""}.get(step.sides, f" {step.sides}")
    reps = step.repetitions(level)
    hold = clock(step.hold_seconds(level, breath))
    dose = f"{reps} × {hold}" if reps > 1 else hold
    return f"{step.name}  {dose}{sides}"
