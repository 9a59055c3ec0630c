"""The goals of the person's plan: what they were rated, whether that is due again, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backstretch.base.errors import JournalError
from backstretch.base.text import counted, plain
from backstretch.care_plan.goals import Course, all_due
from backstretch.journal.goal_scores import GoalScore
from backstretch.journal.store import Journal
from backstretch.run.context import Context
from backstretch.run.day_plan import goal_courses

TITLE = "Your goals"
SCALE = "0: I cannot do it. 10: as before."
_NONE = "Your plan has no goals. It can have one to three, each under [[goals]]."
_NO_PLAN = (
    "You have no plan, and goals are part of a plan. `backstretch plan new` begins one, and so does p in the library."
)
SEE_SOMEONE = "Not better in six weeks: please see a clinician about it."


def no_goals(context: Context) -> str:
    """Why there is nothing to rate, and what to do for that."""
    return _NONE if context.care_plan is not None else _NO_PLAN


def goals_due(context: Context) -> tuple[str, ...]:
    """The goals to rate today; none where none is due. Raises JournalError."""
    return all_due(goal_courses(context), context.clock.now().date())


def rate(context: Context, scores: Mapping[str, int]) -> None:
    """Keep today's scores, 0–10, by goal. Raises JournalError."""
    now = context.clock.now()
    if context.journal is None:
        raise JournalError("there is no log to write to")
    _rate(context.journal, [GoalScore(goal, now.date(), score, now) for goal, score in scores.items()])


def _rate(journal: Journal, scores: list[GoalScore]) -> None:
    if journal.refusal is not None:
        raise JournalError(journal.refusal)
    journal.rate(scores)


def course_lines(found: Course) -> Iterator[str]:
    """What to say of one goal: its scores, and a change only where it is one."""
    if not found.ratings:
        yield f"{plain(found.goal)}: not rated yet"
        return
    scores = " → ".join(str(rating.score) for rating in found.ratings[-6:])
    change = found.change
    told = "" if change is None else f", {counted(abs(change), 'point')} {'better' if change > 0 else 'worse'}"
    last = found.ratings[-1].day
    yield f"{plain(found.goal)}: {scores}{told} (last rated {last.day} {last:%B})"
    if found.needs_someone():
        yield SEE_SOMEONE
