"""The numbers of the report that grow run by run, and the facts that they come to. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from backstretch.base.text import in_minutes, plain
from backstretch.care_plan.today import DoneRun
from backstretch.coach.reach import REACHES
from backstretch.coach.red_flags import say
from backstretch.coach.results import MISTAKE
from backstretch.journal.records import Run
from backstretch.run.day_plan import done_run

MOST_SESSIONS = 4
LONGEST_NAME = 48
"""Characters of a name or a place."""


@dataclass(frozen=True, slots=True)
class PainScores:
    """The pain scores of one run, 0–10; None where none was given."""

    on: date
    before: int | None
    after: int | None


@dataclass(slots=True)
class Tally:
    """The numbers that grow run by run."""

    outcomes: Counter[str] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)
    next_days: Counter[str] = field(default_factory=Counter)
    active_seconds: float = 0.0
    scores: list[PainScores] = field(default_factory=list)
    during: int | None = None
    mistakes: int = 0
    stops: list[Run] = field(default_factory=list)
    notes: list[Run] = field(default_factory=list)
    walks: int = 0
    walked_seconds: float = 0.0
    easy: int = 0
    reach_before: Counter[str] = field(default_factory=Counter)
    reach_after: Counter[str] = field(default_factory=Counter)
    done: list[DoneRun] = field(default_factory=list)

    def add(self, run: Run) -> None:
        """Count one run."""
        day = run.started_at.date()
        self.outcomes[run.outcome] += 1
        self.titles[plain(run.title)] += 1
        self.active_seconds += run.active_seconds
        if run.held_seconds > 0:
            self.days.add(day)
        if run.next_day is not None:
            self.next_days[run.next_day] += 1
        if run.pain_before is not None or run.pain_after is not None:
            self.scores.append(PainScores(day, run.pain_before, run.pain_after))
        self.during = max((score for score in (self.during, run.pain_during) if score is not None), default=None)
        if run.pain_report is not None and run.pain_report.kind == MISTAKE:
            self.mistakes += 1
        elif run.outcome == "stopped_for_pain":
            self.stops.append(run)
        if run.note:
            self.notes.append(run)
        self._add_kind(run)

    @property
    def more_facts(self) -> int:
        """Rows of facts that most pages do not have."""
        return bool(self.walks) + bool(self.easy) + bool(self.reach_before or self.reach_after)

    def _add_kind(self, run: Run) -> None:
        self.done.append(done_run(run))
        self.easy += run.easy
        if run.kind == "walk":
            self.walks += 1
            self.walked_seconds += run.held_seconds
        for reach, count in ((run.reach_before, self.reach_before), (run.reach_after, self.reach_after)):
            if reach is not None:
                count[reach] += 1


def facts(count: Tally, days: int) -> Iterable[tuple[str, str]]:
    """Each number with its label."""
    begun = count.outcomes.total()
    ended = (
        (count.outcomes["completed"], "completed"),
        (count.outcomes["ended_early"], "ended early"),
        (count.outcomes["interrupted"], "interrupted"),
        (len(count.stops), "stopped for pain"),
        (count.mistakes, "stopped by mistake"),
    )
    yield "Sessions started", f"{begun} ({', '.join(f'{number} {how}' for number, how in ended if number)})"
    yield "Days with a session", f"{len(count.days)} of {days}"
    yield (
        "Time",
        f"{in_minutes(count.active_seconds)}; a session {in_minutes(count.active_seconds / begun)} on average",
    )
    often = [f"{cut_short(title, LONGEST_NAME)} {number}" for title, number in count.titles.most_common(MOST_SESSIONS)]
    others = len(count.titles) - len(often)
    yield "Most often", f"{', '.join(often)}{f' and {others} more' if others else ''}"
    both = [(one.before, one.after) for one in count.scores if one.before is not None and one.after is not None]
    if both:
        before, after = (sum(scores) / len(both) for scores in zip(*both, strict=True))
        over = f"mean of the {len(both)} sessions with both" if len(both) > 1 else "one session with both"
        yield "Pain, 0 to 10", f"{before:.1f} before, {after:.1f} after ({over})"
    if count.during is not None:
        yield "Highest pain during a session", f"{count.during}"
    if count.next_days:
        answers = ", ".join(f"{word} {count.next_days[word]}" for word in ("better", "same", "worse"))
        yield "The day after", answers
    if count.walks:
        yield "Walks", f"{count.walks}, {in_minutes(count.walked_seconds)}"
    if count.easy:
        yield "Shorter form, on bad days", f"{count.easy}"
    reached = (_reached(count.reach_before, "before"), _reached(count.reach_after, "after"))
    if any(reached):
        yield "Where the pain reached", "; ".join(filter(None, reached))


def _reached(count: Counter[str], when: str) -> str:
    said = ", ".join(f"{say('reach', reach)} {count[reach]}" for reach in REACHES if count[reach])
    return f"{when}: {said}" if said else ""


def cut_short(text: str, most: int) -> str:
    """One line of text with at most so many characters."""
    line = plain(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
