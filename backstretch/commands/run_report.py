"""A run of the journal as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from backstretch.commands.common import fitted, number
from backstretch.journal.records import Hold, PainReport, Run
from backstretch.text import clock, plain

_ID_SHOWN = 8
_TITLE_WIDTH = 18
_EXERCISE_WIDTH = 30

_OUTCOMES = {
    "completed": "completed",
    "ended_early": "ended early",
    "interrupted": "interrupted",
    "stopped_for_pain": "stopped for pain",
}


def summary_line(run: Run) -> str:
    """One run in one line: when, what, how it ended, how long, the pain, and the beginning of its id."""
    active = clock(run.active_seconds)
    return (
        f"{run.started_at:%Y-%m-%d %H:%M}  {fitted(plain(run.title), _TITLE_WIDTH)}"
        f"  {_OUTCOMES[run.outcome]:<16}{active:>8}  {_pain(run):<7} {plain(run.id)[:_ID_SHOWN]}"
    )


def report(run: Run, holds: tuple[Hold, ...]) -> Iterator[str]:
    """All that is known of one run."""
    yield f"{plain(run.title)} ({plain(run.session)}), level {run.level}"
    yield f"{run.started_at:%Y-%m-%d %H:%M} to {run.ended_at:%H:%M}, {_OUTCOMES[run.outcome]}"
    yield f"active {clock(run.active_seconds)} of {clock(run.planned_seconds)}, held {clock(run.held_seconds)}"
    yield f"holds: {run.holds_done} of {run.holds_planned} done, {run.holds_skipped} skipped"
    yield f"pain before and after: {_pain(run) or 'not said'}"
    if run.pain_during is not None:
        yield f"highest pain said meanwhile: {run.pain_during}"
    if run.effort is not None:
        yield f"effort: {run.effort}"
    if run.next_day is not None:
        yield f"the next day: {run.next_day}"
    if run.note:
        yield f"note: {plain(run.note)}"
    if run.pain_report is not None:
        yield from _pain_lines(run.pain_report)
    yield f"id: {plain(run.id)}"
    yield ""
    for hold in holds:
        yield _hold_line(hold)


def _pain(run: Run) -> str:
    if run.pain_before is None and run.pain_after is None:
        return ""
    before, after = ("–" if score is None else str(score) for score in (run.pain_before, run.pain_after))
    return f"{before} → {after}"


def _pain_lines(said: PainReport) -> Iterator[str]:
    place = [f"at {clock(said.at_seconds)}", f"step {said.step}"]
    place += [plain(text) for text in (said.exercise, said.side) if text]
    if said.rep is not None:
        place.append(f"repetition {said.rep}")
    yield f"stopped {', '.join(place)}"
    more = {
        "kind": said.kind,
        "score": said.score,
        "where": said.where,
        "signs": ", ".join(said.signs),
        "note": said.note,
    }
    for label, value in more.items():
        if value is not None and value != "":
            yield f"  {label}: {plain(str(value))}"


def _hold_line(hold: Hold) -> str:
    step = f"{hold.step}" if hold.within is None else f"{hold.step}.{hold.within}"
    what = f"{plain(hold.exercise)}{f', {hold.side}' if hold.side else ''}, {hold.rep}"
    held = f"{number(round(hold.held_seconds, 1))} of {number(round(hold.planned_seconds, 1))} s"
    return f"{step:<5}{fitted(what, _EXERCISE_WIDTH)} {held:<16} {hold.result}"
