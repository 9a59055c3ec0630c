"""The report for a physiotherapist: the journal's runs and doses as words and numbers for one page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backstretch.base.text import clock, day_in_words, plain
from backstretch.care_plan.adherence import Adherence, adherence
from backstretch.care_plan.goals import Course
from backstretch.care_plan.model import CarePlan
from backstretch.care_plan.today import DoneRun
from backstretch.coach.red_flags import pain_kinds, signs
from backstretch.journal.records import PainReport, Run
from backstretch.journal.sums import DoseSum
from backstretch.paper.report_tally import LONGEST_NAME, PainScores, Tally, cut_short, facts
from backstretch.session.catalogue import catalogue

ROWS = 22
"""One page, A4 or US Letter, has room for so many rows of exercises, stops and notes."""
STOP_ROWS = 10
"""The most rows for stops; the newest stop has as many as it needs."""
NOTE_ROWS = 4
"""Rows kept for notes; they get more where exercises leave some."""
ROW_CHARACTERS = 96
"""Characters of a stop or a note on one row; a longer one takes several rows."""
MOST_TASKS = 5
"""Of a plan."""
_HEADING_ROWS = 2
MOST_STOPS = 6
MOST_NOTES = 12
MOST_RATINGS = 6
LONGEST_NOTE = 180
"""Characters of a note; the rest is in the log."""


@dataclass(frozen=True, slots=True)
class Dose:
    """One exercise: the time held and the time planned, as words."""

    exercise: str
    sessions: int
    held: tuple[str, ...]
    """One text each for left and right, empty for a side that was not planned; one text for holds without sides."""
    holds: str
    """The numbers of holds done, cut short and left out."""


@dataclass(frozen=True, slots=True)
class Prescribed:
    """The plan of the person, as the page has it."""

    title: str
    tasks: tuple[tuple[str, str, str], ...]
    """What, how often it was to be done, and how often it was."""
    tasks_left_out: int
    goals: tuple[tuple[str, str], ...]
    """Each goal, and what it was rated."""

    @property
    def rows(self) -> int:
        """How many rows of the page it takes, headings too."""
        tasks, goals = len(self.tasks), len(self.goals)
        return (tasks and tasks + _HEADING_ROWS) + (goals and goals + _HEADING_ROWS)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page."""

    first: date
    last: date
    facts: tuple[tuple[str, str], ...]
    scores: tuple[PainScores, ...]
    """Oldest first; only runs with a score."""
    stopped: tuple[date, ...]
    """The days of the pain stops."""
    doses: tuple[Dose, ...]
    doses_left_out: int
    stops: tuple[tuple[str, str], ...]
    """Newest first: the day, and all that is known of the stop."""
    stops_left_out: int
    notes: tuple[tuple[str, str], ...]
    """Newest first: the day, and the note."""
    notes_left_out: int
    prescribed: Prescribed | None = None


def report(
    runs: Iterable[Run],
    doses: Sequence[DoseSum],
    since: date | None,
    today: date,
    plan: CarePlan | None = None,
    goals: Sequence[Course] = (),
) -> Report | None:
    """The page for these runs, oldest first, that began at ``since`` or later; None where there are none.

    With a ``plan`` and its ``goals`` what was prescribed stands beside what was done.
    """
    count = Tally()
    first: date | None = None
    last = today
    for run in runs:
        first = first or run.started_at.date()
        last = max(last, run.started_at.date())
        count.add(run)
    if first is None:
        return None
    begin = since if since is not None and since < first else first
    rows = _doses(doses)
    stops = [(day_in_words(run.started_at.date()), _stop(run)) for run in reversed(count.stops)]
    notes = [
        (day_in_words(run.started_at.date()), cut_short(run.note or "", LONGEST_NOTE)) for run in reversed(count.notes)
    ]
    shown_stops = _first(stops[:MOST_STOPS], STOP_ROWS) or stops[:1]
    prescribed = _prescribed(plan, count.done, begin, last, goals) if plan is not None else None
    more = (prescribed.rows if prescribed else 0) + count.more_facts
    room = max(0, ROWS - _rows(shown_stops) - more)
    shown_doses = rows[: max(0, room - min(_rows(notes[:MOST_NOTES]), NOTE_ROWS))]
    shown_notes = _first(notes[:MOST_NOTES], room - len(shown_doses))
    return Report(
        first=begin,
        last=last,
        facts=tuple(facts(count, (last - begin).days + 1)),
        scores=tuple(count.scores),
        stopped=tuple(run.started_at.date() for run in count.stops),
        doses=tuple(shown_doses),
        doses_left_out=len(rows) - len(shown_doses),
        stops=tuple(shown_stops),
        stops_left_out=len(stops) - len(shown_stops),
        notes=tuple(shown_notes),
        notes_left_out=len(notes) - len(shown_notes),
        prescribed=prescribed,
    )


def _prescribed(
    plan: CarePlan, done: Sequence[DoneRun], first: date, last: date, goals: Sequence[Course]
) -> Prescribed | None:
    """What the plan asked for beside what was done; None where none of it lies in this time."""
    tasks = [_task(each) for each in adherence(plan, done, first, last)]
    rated = [(cut_short(course.goal, LONGEST_NAME), _ratings(course)) for course in goals if course.ratings]
    if not tasks and not rated:
        return None
    title = f"{plan.title}, by {plan.by}" if plan.by else plan.title
    return Prescribed(
        cut_short(title, 2 * LONGEST_NAME), tuple(tasks[:MOST_TASKS]), len(tasks[MOST_TASKS:]), tuple(rated)
    )


def _task(each: Adherence) -> tuple[str, str, str]:
    task = each.task
    what = f"Walk, from {task.minutes} min" if task.minutes is not None else cut_short(task.session, LONGEST_NAME)
    return what, f"{each.prescribed} times ({task.times_a_week} a week)", f"{each.done} times"


def _ratings(course: Course) -> str:
    return " → ".join(f"{rating.score} ({rating.day.day} {rating.day:%b})" for rating in course.ratings[-MOST_RATINGS:])


def _rows(texts: Sequence[tuple[str, str]]) -> int:
    """The rows that these take, by their bytes in UTF-8: outside ASCII a character may be wide, and counts as more."""
    return sum(-(-len(text.encode()) // ROW_CHARACTERS) or 1 for _, text in texts)


def _first(texts: Sequence[tuple[str, str]], rows: int) -> Sequence[tuple[str, str]]:
    """The first of these, as many as have room on so many rows."""
    return next(texts[:count] for count in range(len(texts), -1, -1) if _rows(texts[:count]) <= rows)


def _doses(sums: Sequence[DoseSum]) -> list[Dose]:
    """A row for each exercise, the longest held first; two rows for one that was done both with sides and without."""
    found: dict[tuple[str, bool], list[DoseSum]] = {}
    for dose in sums:
        found.setdefault((dose.exercise, dose.side is None), []).append(dose)
    longest = sorted(found.items(), key=lambda row: (-sum(each.held_seconds for each in row[1]), row[0]))
    return [_dose(exercise, each) for (exercise, _), each in longest]


def _dose(exercise: str, sides: Sequence[DoseSum]) -> Dose:
    done, cut, skipped = (sum(getattr(side, what) for side in sides) for what in ("done", "cut", "skipped"))
    held = {side.side: _held(side) for side in sides}
    return Dose(
        exercise=_exercise(exercise),
        sessions=max(side.runs for side in sides),
        held=(held[None],) if None in held else (held.get("left", ""), held.get("right", "")),
        holds=f"{done} / {cut} / {skipped}",
    )


def _held(dose: DoseSum) -> str:
    """In minutes and seconds, or in hours from one hour on."""
    held, planned = dose.held_seconds, dose.planned_seconds
    share = f" ({held / planned:.0%})" if planned else ""
    if planned < 3600:
        return f"{clock(held)} of {clock(planned)}{share}"
    return f"{held / 3600:.1f} of {planned / 3600:.1f} h{share}"


def _stop(run: Run) -> str:
    """The session, the step, the pain, the signs that were ticked and the note, each as far as it is known."""
    parts = [cut_short(run.title, LONGEST_NAME)]
    if (told := run.pain_report) is not None:
        names = {sign.id: sign.short for sign in signs()}
        ticked = ", ".join(names.get(sign, plain(sign)) for sign in told.signs)
        parts += [
            _during(told),
            _pain(told),
            f"Signs: {ticked}" if ticked else "",
            cut_short(told.note or "", LONGEST_NOTE),
        ]
    return ". ".join(filter(None, parts))


def _during(told: PainReport) -> str:
    words = [_exercise(told.exercise)] if told.exercise else []
    words += [told.side] if told.side else []
    words += [f"repetition {told.rep}"] if told.rep is not None else []
    return ", ".join([*words, f"at {clock(told.at_seconds)}"])


def _pain(told: PainReport) -> str:
    names = {kind.id: kind.text for kind in pain_kinds()}
    words = [names.get(told.kind, plain(told.kind))] if told.kind else []
    words += [f"{told.score} of 10"] if told.score is not None else []
    words += [cut_short(told.where, LONGEST_NAME)] if told.where else []
    return f"Pain: {', '.join(words)}" if words else ""


def _exercise(exercise: str) -> str:
    known = catalogue().get(exercise)
    return known.name if known else cut_short(exercise, LONGEST_NAME)


def _note(note: str | None) -> str:
    return cut_short(note or "", LONGEST_NOTE)
