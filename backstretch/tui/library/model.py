"""The sessions of the library as this person would do them, and the lines that describe each."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from backstretch.base.errors import BackstretchError, JournalError, Problem, UnreadableError
from backstretch.base.text import clock, expected, plain
from backstretch.coach.red_flags import say
from backstretch.coach.speech import Speech
from backstretch.journal.store import Journal
from backstretch.review.sentences import this_week_line
from backstretch.run.context import Context
from backstretch.run.levels import offered, start_level, suggestion_for
from backstretch.run.plan import GENTLEST_SESSION, Plan, ends, level_of, make_plan, total, who
from backstretch.session.cautions import Person
from backstretch.session.library import Found, find_all, find_bundled, load
from backstretch.session.model import ExerciseStep, Group, RestStep, Session

if TYPE_CHECKING:
    from backstretch.journal.progression import Suggestion
    from backstretch.run.day_plan import DayPlan

FIRST_SESSION = GENTLEST_SESSION
"""What somebody who has done nothing yet is offered."""
_LEVEL_FROM = 44
"""The width of the list, in cells, from which it has a column for the level."""
_DATED_FROM, _YEAR_FROM = 10, 300
"""Days from which on a date says better when something was done, and then its year."""
_LEAST_TITLE = 8
"""Cells of the title that are worth more than the column for when it was last done."""
_ANYBODY, _ESTIMATED = Person(), Speech()


class Entry(NamedTuple):
    """One session of the list, as this person would do it."""

    found: Found
    session: Session | None
    plan: Plan | None
    """None if the file has errors or nothing is left of the session."""
    problems: tuple[Problem, ...]
    refused: str
    last_done: datetime | None
    suggestion: "Suggestion | None" = None
    """Another level than the plan's; or the one that was said yes to, which then is the plan's."""

    @property
    def title(self) -> str:
        """What the session is called; one that cannot be read, by the name of its file."""
        return self.session.title if self.session else plain(self.found.id)


class Listing:
    """All sessions, and what there is to say before one is chosen. A file is read when its entry is first asked for."""

    def __init__(
        self,
        found: tuple[Found, ...] = (),
        person: Person = _ANYBODY,
        speech: Speech = _ESTIMATED,
        lines: tuple[str, ...] = (),
        week: str = "",
        levels: Journal | None = None,
        done: Mapping[str, datetime] = MappingProxyType({}),
        day: "DayPlan | None" = None,
        as_planned: Callable[[Session], Session] = lambda session: session,
    ) -> None:
        """``as_planned`` gives a session the highest level that a plan lets it have."""
        self.found = found
        self.lines = lines
        self.week = week
        """How many days of this week something was done."""
        self.done = done
        """When each session was last done, by its id."""
        self.day = day
        """What a plan has for today; None without a plan. It stands above the sessions."""
        self.person = person
        self.speech = speech
        """How a session would be heard, which its length depends on."""
        self.levels = levels
        """Knows the level of each session; None if all are done at the lowest."""
        self.as_planned = as_planned
        self._entries: dict[int, Entry] = {}

    @property
    def rows(self) -> int:
        """How many rows there are: those of the sessions, and above them that of today."""
        return len(self.found) + (self.day is not None)

    def index_of(self, row: int) -> int | None:
        """The place of the session in a row; None in the row of today, or where there is none."""
        index = row - (self.day is not None)
        return index if 0 <= index < len(self.found) else None

    def row_after(self, before: "Listing", row: int) -> int:
        """The row that holds what stood in a ``row`` of another listing; the first to be chosen if nothing did."""
        index = before.index_of(row)
        return self.first_row if index is None else self.place_of(before, index) + (self.day is not None)

    @property
    def first_row(self) -> int:
        """The row that is chosen at first: that of today, or else of the session that was done last."""
        places = {found.id: index for index, found in enumerate(self.found)}
        done = {when: id_ for id_, when in self.done.items() if id_ in places}
        last = done[max(done)] if done else FIRST_SESSION
        return 0 if self.day is not None else places.get(last, 0)

    def entry(self, index: int) -> Entry:
        """The session at a place among them; what cannot be read says so itself."""
        if index not in self._entries:
            self._entries[index] = _entry(self, self.found[index])
        return self._entries[index]

    def place_of(self, before: "Listing", index: int) -> int:
        """Where the session stands that stood in that place of the listing ``before``; the same place if it is gone."""
        ids = [found.id for found in self.found]
        id_ = before.found[index].id if index < len(before.found) else None
        return ids.index(id_) if id_ in ids else index

    def has_read(self, index: int) -> bool:
        """Whether the file of that entry need not be read any more."""
        return index in self._entries

    def title(self, index: int) -> str:
        """What the session is called; one that was not read yet, by the name of its file."""
        return self._entries[index].title if index in self._entries else plain(self.found[index].id)


def read_listing(context: Context) -> Listing:
    """Look which session files there are; what cannot be read becomes a line, and the rest is there all the same."""
    lines = list(context.notices)
    journal, person = context.journal, who(context.answers, frozenset(), context.pace)
    done: dict[str, datetime] = {}
    stopped, week = False, ""
    try:
        person = context.person
        stopped = context.gate.open_stop() is not None
        lines = [*([say("after_stop", "waiting")] if stopped else []), *lines]
        done = journal.last_done() if journal is not None else {}
        week = this_week_line(journal, context.clock.now(), context.settings.weekly_goal)
    except JournalError as error:
        lines.append(str(error))
        journal = None
    try:
        found = find_all(context.paths)
    except UnreadableError as error:
        lines.append(str(error))
        found = find_bundled()
    day, problems = today_on(context)
    levels = None if stopped else journal
    shown = (*lines, *problems)
    return Listing(tuple(found), person, context.speech, shown, week, levels, done, day, context.as_planned)


def today_on(context: Context) -> tuple["DayPlan | None", tuple[str, ...]]:
    """What the plan has for today, read anew; and what is wrong with it, a line each."""
    context.read_care_plan()
    if context.care_plan is None:
        return None, context.care_plan_problems
    from backstretch.run.day_plan import day_plan

    try:
        return day_plan(context), ()
    except JournalError:  # the reading of the sessions has told of it
        return None, ()


def _entry(listing: Listing, found: Found) -> Entry:
    last_done = listing.done.get(found.id)
    try:
        reading = load(found, warnings=False)
    except BackstretchError as error:
        return Entry(found, None, None, (), str(error), last_done)
    if reading.session is None:
        return Entry(found, None, None, reading.problems, "", last_done)
    session = listing.as_planned(reading.session)
    try:
        plan = make_plan(session, listing.person, start_level(session, listing.levels), speech=listing.speech)
    except BackstretchError as error:
        return Entry(found, session, None, reading.problems, str(error), last_done)
    return Entry(found, session, plan, reading.problems, "", last_done)


def with_suggestion(entry: Entry, context: Context, person: Person) -> Entry:
    """The entry with what is suggested for its level, at that level if it was said yes to. Raises JournalError.

    For the one session that is looked at: what is needed for all of them is in the list already.
    """
    session, plan = entry.session, entry.plan
    if session is None or plan is None:
        return entry
    suggestion = suggestion_for(plan.session, context.journal, context.clock.now().date(), context.care_plan)
    if suggestion is None or (context.gate.open_stop() and not suggestion.in_force):
        return entry
    if context.accepted_level(session.id) == suggestion:
        plan = make_plan(session, person, suggestion.level, speech=context.speech)
    return entry._replace(plan=plan, suggestion=suggestion)


def level_lines(entry: Entry, context: Context) -> str:
    """Why another level is suggested, and the key that takes it; empty if there is nothing to suggest."""
    if entry.session is None or entry.suggestion is None:
        return ""
    taken = context.accepted_level(entry.session.id) == entry.suggestion
    return "\n".join(offered(entry.suggestion, entry.session, taken=taken))


def row(entry: Entry, width: int, now: datetime) -> Content:
    """The title, the level, the length and when it was last done, in ``width`` cells."""
    length = total(entry.plan.timeline) if entry.plan else "-"
    when = _ago(entry.last_done, now)
    level = f" {entry.session.level:<6}" if entry.session and width >= _LEVEL_FROM else ""
    right = f"{level} {length:>5} {when:>7}"
    if width < _LEAST_TITLE + len(right):
        right = f" {length:>5}"
    content = Content(entry.title).truncate(max(1, width - len(right)), ellipsis=True, pad=True)
    return content + Content.styled(right, "dim" if entry.plan is None else "")


def _ago(when: datetime | None, now: datetime) -> str:
    if when is None:
        return "new"
    day = when.astimezone(now.tzinfo).date()
    days = (now.date() - day).days
    if days < _DATED_FROM:
        return "today" if days <= 0 else f"{days} d ago"
    return f"{day.day} {day:%b}" if days < _YEAR_FROM else f"in {day.year}"


def about(entry: Entry, now: datetime) -> str:
    """The level, the length, when it ends if it begins ``now``, and the summary; or what is wrong with the file."""
    if entry.session is None:
        name = entry.found.path.name  # the whole way to it takes rows, and says no more
        lines = [plain(str(problem._replace(path=name))) for problem in entry.problems]
        return "\n".join(lines or [entry.refused])
    session = entry.session
    facts: list[str] = [session.level]
    if entry.plan is not None:
        facts += [total(entry.plan.timeline), ends(entry.plan.timeline, now), level_of(entry.plan)]
    if session.author:
        facts.append(f"by {session.author}")
    return "\n".join(filter(None, [", ".join(filter(None, facts)), session.summary, entry.refused]))


def steps(plan: Plan, width: int) -> Iterable[str]:
    """The steps, a line each, as this person will do them; a dose that has no room in ``width`` cells stands below."""
    level, breath = plan.timeline.level, plan.session.breath_seconds
    for step in plan.session.steps:
        if isinstance(step, Group):
            yield f"{step.rounds} rounds of"
            yield from (_fitted(f"  {_step(inner, level, breath)}", width, "    ") for inner in step.steps)
        else:
            yield _fitted(_step(step, level, breath), width, "  ")


def _fitted(line: str, width: int, indent: str) -> str:
    name, _, dose = line.rpartition("  ")
    return line if cell_len(line) <= width or not name.strip() else f"{name}\n{indent}{dose}"


def _step(step: ExerciseStep | RestStep, level: int, breath: float) -> str:
    if isinstance(step, RestStep):
        return f"rest {expected(clock(step.rest.seconds(breath)), step.until_key)}"
    sides = {"both": " each side", "alternate": " each side, in turn", "none": ""}.get(step.sides, f" {step.sides}")
    reps = step.repetitions(level)
    hold = expected(clock(step.hold_seconds(level, breath)), step.until_key)
    dose = f"{reps} × {hold}" if reps > 1 else hold
    return f"{step.name}  {dose}{sides}"
