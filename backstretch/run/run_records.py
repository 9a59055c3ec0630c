"""What is known of a run when it begins, where pain came in it, and how it counts when it is over."""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from datetime import datetime

from backstretch.coach.engine import Engine
from backstretch.coach.events import HoldRecord, State, View
from backstretch.coach.pain import Said
from backstretch.journal.records import Outcome, PainReport, Resumable, RunStart
from backstretch.run.plan import Plan
from backstretch.session.bad_day import WHOLE
from backstretch.session.timeline import Timeline

COMPLETED_SHARE = 0.8
"""The share of the holds that must be done for a run to count as completed."""


def said_at_start(now: Said, resumable: Resumable | None) -> Said:
    """What was said before the first second, also of a run that goes on; ``now`` counts where nothing was."""
    if resumable is None:
        return now
    run = resumable.run
    return Said(now.score if run.pain_before is None else run.pain_before, reach=run.reach_before or now.reach)


def run_start(plan: Plan, said: Said, now: datetime, resumable: Resumable | None) -> RunStart:
    """A run of the ``plan`` that begins ``now``, or the ``resumable`` one that goes on."""
    session, timeline = plan.session, plan.timeline
    return RunStart(
        id=resumable.run.id if resumable else str(uuid.uuid4()),
        session=session.id,
        title=session.title,
        sha256=session.sha256,
        started_at=resumable.run.started_at if resumable else now,
        level=timeline.level,
        from_step=plan.from_step,
        planned_seconds=timeline.total_seconds,
        holds_planned=len(timeline.holds),
        pain_before=said.score,
        pid=os.getpid(),
        reach_before=said.reach,
        kind=session.kind,
        easy=plan.percent < WHOLE,
    )


def engine_of(plan: Plan, now: float, resumable: Resumable | None) -> Engine:
    """The engine that begins the plan at ``now``, or goes on with the ``resumable`` run."""
    if resumable is None:
        return Engine(plan.timeline, now)
    records = [HoldRecord(hold.phase, hold.held_seconds, hold.result) for hold in resumable.holds]
    active = resumable.run.active_seconds
    return Engine(plan.timeline, now, index=resumable.next_phase, records=records, active_seconds=active)


def outcome_of(state: State, records: Sequence[HoldRecord]) -> Outcome:
    """How a run that is over counts."""
    done = sum(record.result == "done" for record in records)
    return "completed" if state is State.FINISHED and done >= COMPLETED_SHARE * len(records) else "ended_early"


def pain_report(timeline: Timeline, view: View, last_begun: int | None) -> PainReport:
    """Where the session is: side and repetition are those of the hold, or of the last one of the same step."""
    hold = timeline.phases[last_begun] if last_begun is not None else None
    if hold is not None and hold.place != view.phase.place:
        hold = None
    return PainReport(
        at_seconds=round(view.at_seconds, 3),
        step=view.phase.step,
        exercise=view.phase.exercise,
        side=hold.side if hold else None,
        rep=hold.rep if hold else None,
    )
