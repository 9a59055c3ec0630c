"""One run from start to summary: the engine, the clocks and the log, for every front end alike."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from backstretch.base.clock import Clock
from backstretch.coach import wording
from backstretch.coach.cues import Cue, Prompter, Sound, stop_cue
from backstretch.coach.engine import NUDGE_SECONDS, Engine
from backstretch.coach.events import Event, HoldRecord, Jumped, Over, Paused, PhaseBegan, PhaseEnded, State, View
from backstretch.coach.pain import Limits, Said, Verdict, judge
from backstretch.coach.reach import Reach, is_new_in_the_leg
from backstretch.coach.results import IN_THE_LEG
from backstretch.coach.speech import Line
from backstretch.coach.time_left import time_left
from backstretch.journal.records import Outcome, PainReport, Resumable, Run, RunStart
from backstretch.journal.store import Journal
from backstretch.run.hooks import NO_HOOKS, Hooks
from backstretch.run.plan import Plan
from backstretch.run.recorder import Recorder, pain_report
from backstretch.session.bad_day import WHOLE
from backstretch.session.timeline import Phase

GAP_SECONDS = 2.0
"""A wake-up later than this, or a sleep longer than this, is time nobody saw."""
_ROUNDED = 1e-3
COMPLETED_SHARE = 0.8
"""The share of the holds that must be done for a run to count as completed."""
_UNSAID = Said()


class Runner:
    """Carries one run. A front end calls ``tick`` when ``until_next`` has passed, and a method for each key."""

    def __init__(
        self,
        plan: Plan,
        journal: Journal | None,
        stops: Path,
        clock: Clock,
        *,
        start: Said = _UNSAID,
        limits: Limits | None = None,
        resumable: Resumable | None = None,
        sound: Sound | None = None,
        attended: bool = True,
        hooks: Hooks = NO_HOOKS,
    ) -> None:
        """Begin the run, or go on with the ``resumable`` one. Without a ``sound`` it is silent.

        Where it is not ``attended`` nobody is asked anything afterwards.
        """
        self.plan = plan
        self.start = start if resumable is None else _earlier(resumable.run, start)
        """What was said of the pain before the first second."""
        self.eased = 0
        """How often the person eased off."""
        self.eased_phase: Phase | None = None
        """What they eased off from, the last time."""
        self.easier_places: set[int] = set()
        """The passages through a step that go on in the easier way."""
        self.way_out: str | None = ""
        """How to come out of what a stop came in, as ``wording.way_out`` says it; None once the run is over."""
        self.missing_seconds = 0.0
        """How much time passed unseen before the present pause."""
        self._clock = clock
        self._limits = limits or Limits()
        self._resume_after_dialog = False
        now = clock.monotonic()
        if resumable is None:
            self.engine = Engine(plan.timeline, now)
        else:
            records = [HoldRecord(h.phase, h.held_seconds, h.result) for h in resumable.holds]
            self.engine = Engine(
                plan.timeline,
                now,
                index=resumable.next_phase,
                records=records,
                active_seconds=resumable.run.active_seconds,
            )
        self.log = Recorder(journal, stops, self._start(resumable), plan.timeline, hooks)
        self.log.begin(resumed=resumable is not None)
        self._sound = sound
        self._prompter = Prompter(plan.timeline, plan.speech, plan.session.breath_seconds, asks=attended)
        self._give(self._prompter.begin(self.engine.view(now)))
        self._seen(now)

    # What a front end shows.

    def view(self) -> View:
        """The run at this moment."""
        return self.engine.view(self._clock.monotonic())

    def until_next(self) -> float | None:
        """Seconds until ``tick`` is due; None while nothing happens by itself."""
        return self._until_next(self._clock.monotonic())

    def records(self) -> tuple[HoldRecord, ...]:
        """Every hold as it stands."""
        return self.engine.hold_records(self._clock.monotonic())

    def take_heard(self) -> tuple[Line, ...]:
        """The sentences that came since this was last asked, whether they could be heard or not."""
        return self._prompter.take_heard()

    def active_seconds(self) -> float:
        """All running time so far."""
        return self.engine.active_seconds(self._clock.monotonic())

    @property
    def state(self) -> State:
        """What the run is doing."""
        return self.engine.state

    # What happens.

    def tick(self) -> tuple[Event, ...]:
        """Let time pass."""
        return self._do(self.engine.advance)

    def toggle(self) -> tuple[Event, ...]:
        """Pause or resume; what was paused by a gap just now stays paused, since nobody has seen it yet."""
        gap = self._observe()
        if gap:
            return self._after(gap)
        return self._do(self.engine.resume if self.state is State.PAUSED else self.engine.pause)

    def pause(self) -> tuple[Event, ...]:
        """Pause; never resumes."""
        return self._do(self.engine.pause)

    def other_key(self, *, afresh: bool) -> tuple[Event, ...]:
        """A key that means nothing else: it pauses, or ends what lasts until a key, if it was pressed ``afresh``."""
        return self._do(lambda now: self.engine.other_key(now, afresh=afresh))

    def skip(self) -> tuple[Event, ...]:
        """To the next side or step."""
        return self._do(self.engine.skip)

    def skip_step(self) -> tuple[Event, ...]:
        """To the next step."""
        return self._do(self.engine.skip_step)

    def back(self) -> tuple[Event, ...]:
        """To the start of this hold or to the one before."""
        return self._do(self.engine.back)

    def undo(self) -> tuple[Event, ...]:
        """Take the last skip back."""
        return self._do(self.engine.undo)

    def more(self) -> tuple[Event, ...]:
        """Give the phase five seconds."""
        return self._nudge(NUDGE_SECONDS)

    def less(self) -> tuple[Event, ...]:
        """Take five seconds from the phase."""
        return self._nudge(-NUDGE_SECONDS)

    def _nudge(self, seconds: float) -> tuple[Event, ...]:
        """Give time or take it, and have it heard if that could be done."""
        events = self.tick()
        before = self.view().left_seconds
        events += self._do(lambda now: self.engine.nudge(now, seconds))
        if abs(self.view().left_seconds - before - seconds) < _ROUNDED:
            self.say(wording.MORE if seconds > 0 else wording.LESS)
        return events

    def say(self, *texts: str) -> None:
        """Have these heard now, in place of whatever is being said."""
        self._give(Cue(None, texts))

    def say_time_left(self) -> str:
        """Have it heard how long the session still lasts; the sentence, for who reads it."""
        text = time_left(self.view().session_left_seconds)
        self.say(text)
        return text

    def ease(self) -> tuple[Event, ...]:
        """Something aches: stand still and end this repetition."""
        self.eased += 1
        events = self._do(self.engine.pause)
        self.eased_phase = self.engine.phase
        return events + self._do(self.engine.ease)

    def easier(self) -> None:
        """Go on with the step that was eased off in its easier way."""
        if self.eased_phase is not None:
            self.easier_places.add(self.eased_phase.place)

    def skip_eased(self) -> tuple[Event, ...]:
        """Leave out what is left of the step that was eased off, if anything is."""
        eased = self.eased_phase is not None and self.engine.phase.place == self.eased_phase.place
        return self.skip_step() if eased else self.tick()

    def say_pain(self, score: int) -> Verdict:
        """Keep that a pain of ``score``, 0–10, was said, and tell what it asks for; a stop is written by the stop."""
        self.log.pain_said(score)
        verdict = self.judge(Said(score))
        if verdict is not Verdict.STOP:
            self.log.progress(*self._standing(self._clock.monotonic()), ())
        return verdict

    def say_reach(self, reach: Reach) -> Verdict:
        """Keep how far down the pain reaches, and tell what that asks for; a stop is written by the stop."""
        verdict = self.judge(Said(reach=reach))
        if verdict is Verdict.STOP:
            self.log.reach = reach
        else:
            self.log.after(reach_after=reach)
        return verdict

    def judge(self, said: Said) -> Verdict:
        """What a pain asks for beside what was said at the start of the run."""
        return judge(said, self.start, self._limits)

    def open_dialog(self) -> tuple[Event, ...]:
        """Pause while something stands over the session."""
        events = self.tick()
        going = self.state in {State.RUNNING, State.GETTING_READY}
        self._resume_after_dialog = self._resume_after_dialog or going
        return events + self._do(self.engine.pause)

    def close_dialog(self) -> tuple[Event, ...]:
        """Go on as before: a session that was paused stays paused."""
        going, self._resume_after_dialog = self._resume_after_dialog, False
        return self._do(self.engine.resume) if going else self.tick()

    def stop(self, score: int | None = None) -> None:
        """Sharp pain: freeze and write it down, in that order and with nothing before.

        ``score``, 0–10, is what the person said of it, if they did.
        """
        if self.state in {State.STOPPED, State.ENDED}:
            return
        self._observe()
        now = self._clock.monotonic()
        self.engine.stop(now)
        try:
            self.way_out = wording.way_out(self.engine.view(now).held)
            self._give(stop_cue(self.way_out))
        finally:
            report = self._report(now)._replace(score=score, kind=self._kind_of_reach())
            self.log.stop(report, *self._standing(now), self.records())
            if self.log.reach is not None:
                self.log.after(reach_after=self.log.reach)

    def stop_afterwards(self, score: int | None, kind: str | None) -> None:
        """Sharp pain told of a run that is over: it counts as stopped for pain.

        In which exercise of a finished run it began is not known, and none is left out for it.
        """
        if self.log.saved is None:
            self.way_out = None
            self._give(stop_cue())
            report = self._report(self._clock.monotonic())._replace(score=score, kind=kind or self._kind_of_reach())
            if self.state is State.FINISHED:
                report = report._replace(exercise=None, side=None, rep=None)
            self.log.stopped_later(report)

    def quit(self) -> tuple[Event, ...]:
        """End early, because the person asked."""
        return self._do(self.engine.end)

    def interrupt(self) -> None:
        """End because the program must: a signal, a closed terminal, Ctrl+C."""
        self.tick()
        if self.state.over:
            return
        now = self._clock.monotonic()
        self.engine.end(now)
        self.log.finish("interrupted", *self._standing(now), self.records())

    # How it goes about it.

    def _do(self, action: Callable[[float], tuple[Event, ...]]) -> tuple[Event, ...]:
        gap = self._observe()
        return self._after((*gap, *action(self._clock.monotonic())))

    def _after(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """Sound and write down what happened, and note when the next wake-up is due."""
        for event in events:
            if isinstance(event, Paused):
                self.missing_seconds = event.missing_seconds
        now = self._clock.monotonic()
        self._give(self._prompter.hear(events, self.engine.view(now), self.easier_places))
        if any(isinstance(event, Over) for event in events):
            self.log.finish(self._outcome(), *self._standing(now), self.records())
        elif any(isinstance(event, PhaseEnded | PhaseBegan | Jumped) for event in events):
            self.log.progress(*self._standing(now), self.engine.take_changed(now))
        self._seen(now)
        return events

    def _observe(self) -> tuple[Event, ...]:
        """Tell the engine of time that passed unseen, before anything else."""
        now, awake = self._clock.monotonic(), self._clock.awake()
        slept = (awake - self._seen_awake) - (now - self._seen_at)
        late = now - self._due if self._due is not None else 0.0
        if slept <= GAP_SECONDS and late <= GAP_SECONDS:
            return ()
        unseen = max(slept, 0.0) + (now - self._seen_at if self._due is not None else 0.0)
        events = self.engine.gap(now, self._seen_at, unseen)
        self._seen(now)
        return events

    def _seen(self, now: float) -> None:
        self._seen_at, self._seen_awake = now, self._clock.awake()
        until = self._until_next(now)
        self._due = None if until is None else now + until

    def _until_next(self, now: float) -> float | None:
        """Seconds until something is to be shown or heard."""
        view = self.engine.view(now)
        waits = (view.until_next_second, self._prompter.until_next(view))
        return min((wait for wait in waits if wait is not None), default=None)

    def _give(self, cue: Cue | None) -> None:
        """Have it heard; what sounds it waits for nothing."""
        if self._sound is not None and cue is not None:
            self._sound.give(cue)

    def _standing(self, now: float) -> tuple[datetime, int, float]:
        """When, and how far: the phase to go on with and the seconds active."""
        return self._clock.now(), self.engine.index, self.engine.active_seconds(now)

    def _outcome(self) -> Outcome:
        if self.state is not State.FINISHED:
            return "ended_early"
        records = self.records()
        done = sum(record.result == "done" for record in records)
        return "completed" if done >= COMPLETED_SHARE * len(records) else "ended_early"

    def _kind_of_reach(self) -> str | None:
        """The kind of a pain that was said to reach further down the leg than at the start."""
        return IN_THE_LEG if is_new_in_the_leg(self.log.reach, self.start.reach) else None

    def _report(self, now: float) -> PainReport:
        return pain_report(self.plan.timeline, self.engine.view(now), self.engine.last_begun)

    def _start(self, resumable: Resumable | None) -> RunStart:
        session, timeline = self.plan.session, self.plan.timeline
        return RunStart(
            id=resumable.run.id if resumable else str(uuid.uuid4()),
            session=session.id,
            title=session.title,
            sha256=session.sha256,
            started_at=resumable.run.started_at if resumable else self._clock.now(),
            level=timeline.level,
            from_step=self.plan.from_step,
            planned_seconds=timeline.total_seconds,
            holds_planned=len(timeline.holds),
            pain_before=self.start.score,
            pid=os.getpid(),
            reach_before=self.start.reach,
            kind=session.kind,
            easy=self.plan.percent < WHOLE,
        )


def _earlier(run: Run, now: Said) -> Said:
    """What was said before the first second of a run that goes on; ``now`` counts where nothing was."""
    score = now.score if run.pain_before is None else run.pain_before
    return Said(score, reach=run.reach_before or now.reach)


KEY_ACTIONS: Mapping[str, Callable[[Runner], tuple[Event, ...]]] = {
    "skip": Runner.skip,
    "back": Runner.back,
    "undo": Runner.undo,
    "more": Runner.more,
    "less": Runner.less,
}
"""What a key does to a run by itself, with no question."""
