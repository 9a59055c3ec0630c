"""What is said after a session, whatever the front end: what was really done."""

from __future__ import annotations

from collections.abc import Collection

from backstretch.base.text import clock, expected, plain, score_change
from backstretch.coach.floor import HEADING_UP, getting_up
from backstretch.coach.pain import Said, Verdict
from backstretch.run.plan import total
from backstretch.run.runner import Runner

KINDS = {
    "sharp": "It was sharp, shooting or electric",
    "leg": "It is new in the leg, or further down than at the start",
}
"""What can be ticked of a pain after a session, by its kind."""

NOT_KEPT = "The log could not be written: this session is not in it."
ANSWERS_NOT_KEPT = "Saved, except for what you said after it."


def done_lines(runner: Runner) -> list[str]:
    """How the run ended, how long it was, and what became of its holds."""
    records = runner.records()
    done = sum(record.result == "done" for record in records)
    cut = sum(record.result == "cut" for record in records)
    held = sum(record.held_seconds for record in records)
    timeline = runner.plan.timeline
    planned_hold = sum(timeline.phases[index].seconds for index in timeline.holds)
    ended = "completed" if runner.log.outcome == "completed" else "ended early"
    lines = [
        f"{runner.plan.session.title}: {ended}",
        f"{clock(runner.active_seconds())} active of {total(timeline)} planned",
        f"{clock(held)} held of {expected(clock(planned_hold), timeline.until_key)}",
        f"Holds: {done} done, {cut} cut short, {len(records) - done - cut} skipped, of {len(records)}",
    ]
    if runner.log.failed:
        lines.append(NOT_KEPT)
    return lines


def run_line(runner: Runner, *, spoken: bool = False) -> str:
    """``Gentle start: 4:58, pain 2 → 1. Saved.``: a run that is over in one line, for the shell.

    ``spoken``: for a screen reader, which calls the arrow by its name.
    """
    log = runner.log
    ended = "stopped_for_pain" if log.saved is not None else log.outcome
    pain = score_change(runner.start.score, log.pain_after).replace(" → ", " to " if spoken else " → ")
    facts = [
        *([] if ended == "completed" else [ended.replace("_", " ")]),
        clock(runner.active_seconds()),
        *([f"pain {pain}"] if pain else []),
    ]
    kept = NOT_KEPT if log.is_lost else ANSWERS_NOT_KEPT if log.lacks_answers else "Saved."
    return f"{plain(runner.plan.session.title)}: {', '.join(facts)}. {kept}"


def way_up(runner: Runner) -> tuple[str, ...]:
    """How to stand up from where the run ended, under its heading; nothing where one stands."""
    moves = getting_up(runner.plan.timeline, runner.view().index)
    return (f"{HEADING_UP}:", *moves) if moves else ()


def told_stop(runner: Runner, score: int | None, kinds: Collection[str]) -> tuple[int | None, str | None] | None:
    """The score and the kind of a pain that makes the run one that was stopped for it; None if there is none.

    A number alone has no kind: it is never written down as sharp.
    """
    if runner.judge(Said(score, frozenset(kinds), runner.log.reach)) is not Verdict.STOP:
        return None
    return score, next((kind for kind in ("leg", "sharp") if kind in kinds), None)
