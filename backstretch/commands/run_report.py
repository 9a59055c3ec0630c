"""A run of the journal as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from backstretch.base.text import clock, number, plain
from backstretch.base.text_columns import fitted
from backstretch.journal.records import Hold, Run
from backstretch.review.sentences import OUTCOMES, pain_change, reach_change, stop_lines

_ID_SHOWN = 8
_TITLE_WIDTH = 18
_EXERCISE_WIDTH = 30


def summary_line(run: Run) -> str:
    """One run in one line: when, what, how it ended, how long, the pain, and the beginning of its id."""
    active = clock(run.active_seconds)
    return (
        f"{run.started_at:%Y-%m-%d %H:%M}  {fitted(plain(run.title), _TITLE_WIDTH)}"
        f"  {OUTCOMES[run.outcome]:<16}{active:>8}  {pain_change(run):<7} {plain(run.id)[:_ID_SHOWN]}"
    )


def report(run: Run, holds: tuple[Hold, ...]) -> Iterator[str]:
    """All that is known of one run."""
    yield f"{plain(run.title)} ({plain(run.session)}), level {run.level}{', a bad day' if run.easy else ''}"
    yield f"{run.started_at:%Y-%m-%d %H:%M} to {run.ended_at:%H:%M}, {OUTCOMES[run.outcome]}"
    yield f"active {clock(run.active_seconds)} of {clock(run.planned_seconds)}, held {clock(run.held_seconds)}"
    yield f"holds: {run.holds_done} of {run.holds_planned} done, {run.holds_skipped} skipped"
    yield f"pain before and after: {pain_change(run) or 'not said'}"
    if reach := reach_change(run):
        yield f"it reached: {reach}"
    if run.pain_during is not None:
        yield f"highest pain said meanwhile: {run.pain_during}"
    if run.effort is not None:
        yield f"effort: {run.effort}"
    if run.next_day is not None:
        yield f"the next day: {run.next_day}"
    if run.note:
        yield f"note: {plain(run.note)}"
    if run.pain_report is not None:
        yield from stop_lines(run.pain_report)
    yield f"id: {plain(run.id)}"
    yield ""
    for hold in holds:
        yield _hold_line(hold)


def _hold_line(hold: Hold) -> str:
    step = f"{hold.step}" if hold.within is None else f"{hold.step}.{hold.within}"
    what = f"{plain(hold.exercise)}{f', {hold.side}' if hold.side else ''}, {hold.rep}"
    held = f"{number(round(hold.held_seconds, 1))} of {number(round(hold.planned_seconds, 1))} s"
    return f"{step:<5}{fitted(what, _EXERCISE_WIDTH)} {held:<16} {hold.result}"
