"""One run from start to summary: the engine, the clocks and the log, for every front end alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from backstretch.base.clock import Clock
from backstretch.coach import wording
from backstretch.coach.cues import Cue, Prompter, Sound, stop_cue
from backstretch.coach.engine import NUDGE_SECONDS
from backstretch.coach.events import Event, HoldRecord, Jumped, Over, Paused, PhaseBegan, PhaseEnded, State, View
from backstretch.coach.pain import Limits, Said, Verdict, judge
from backstretch.coach.reach import Reach, is_new_in_the_leg
from backstretch.coach.results import IN_THE_LEG
from backstretch.coach.speech import Line
from backstretch.coach.time_left import time_left
from backstretch.journal.records import PainReport, Resumable
from backstretch.journal.store import Journal
from backstretch.run.ease_off import EaseOff
from backstretch.run.gap import GapWatch
from backstretch.run.hooks import NO_HOOKS, Hooks
from backstretch.run.plan import Plan
from backstretch.run.recorder import Recorder
from backstretch.run.run_records import engine_of, outcome_of, pain_report, run_start, said_at_start

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
        self.start = said_at_start(start, resumable)
        """What was said of the pain before the first second."""
        self.eased = EaseOff()
        self.way_out: str | None = ""
        """How to come out of what a stop came in, as ``wording.way_out`` says it; None once the run is over."""
        self.missing_seconds = 0.0
        """How much time passed unseen before the present pause."""
        self._clock = clock
        self._limits = limits or Limits()
        self._resume_after_dialog = False
        now = clock.monotonic()
        self.engine = engine_of(plan, now, resumable)
        self.log = Recorder(journal, stops, run_start(plan, self.start, clock.now(), resumable), plan.timeline, hooks)
        self.log.begin(resumed=resumable is not None)
        self._sound = sound
        self._watch = GapWatch(clock)
        self._prompter = Prompter(plan.timeline, plan.speech, plan.session.breath_seconds, asks=attended)
        self._give(self._prompter.begin(self.engine.view(now)))
        self._watch.seen(now, self._until_next(now))

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
        if gap := self._observe():
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

    def nudge(self, seconds: float) -> tuple[Event, ...]:
        """Give the phase so many seconds, or take them, and have it heard if that could be done."""
        events = self.tick()
        before = self.view().left_seconds
        events += self._do(lambda now: self.engine.nudge(now, seconds))
        if abs(self.view().left_seconds - before - seconds) < 0.001:
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
        self.eased.count += 1
        events = self._do(self.engine.pause)
        self.eased.phase = self.engine.phase
        return events + self._do(self.engine.ease)

    def skip_eased(self) -> tuple[Event, ...]:
        """Leave out what is left of the step that was eased off, if anything is."""
        return self.skip_step() if self.eased.is_under_way(self.engine.phase) else self.tick()

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
        self.log.reach = reach
        if verdict is not Verdict.STOP:
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
            self.log.stop(self._report(now, score), *self._standing(now), self.records())
            if self.log.reach is not None:
                self.log.after(reach_after=self.log.reach)

    def stop_afterwards(self, score: int | None, kind: str | None) -> None:
        """Sharp pain told of a run that is over: it counts as stopped for pain.

        In which exercise of a finished run it began is not known, and none is left out for it.
        """
        if self.log.saved is None:
            self.way_out = None
            self._give(stop_cue())
            report = self._report(self._clock.monotonic(), score, kind)
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
        now = self._clock.monotonic()
        for paused in (event for event in events if isinstance(event, Paused)):
            self.missing_seconds = paused.missing_seconds
        self._give(self._prompter.hear(events, self.engine.view(now), self.eased.easier_places))
        if any(isinstance(event, Over) for event in events):
            self.log.finish(outcome_of(self.state, self.records()), *self._standing(now), self.records())
        elif any(isinstance(event, PhaseEnded | PhaseBegan | Jumped) for event in events):
            self.log.progress(*self._standing(now), self.engine.take_changed(now))
        self._watch.seen(now, self._until_next(now))
        return events

    def _observe(self) -> tuple[Event, ...]:
        """Tell the engine of time that passed unseen, before anything else."""
        now = self._clock.monotonic()
        unseen = self._watch.unseen_seconds(now)
        if unseen is None:
            return ()
        events = self.engine.gap(now, self._watch.seen_at, unseen)
        self._watch.seen(now, self._until_next(now))
        return events

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

    def _report(self, now: float, score: int | None, kind: str | None = None) -> PainReport:
        """Where it hurt; without a ``kind`` that of a pain said to reach further down the leg than at the start."""
        report = pain_report(self.plan.timeline, self.engine.view(now), self.engine.last_begun)
        in_the_leg = IN_THE_LEG if is_new_in_the_leg(self.log.reach, self.start.reach) else None
        return report._replace(score=score, kind=kind or in_the_leg)


KEY_ACTIONS: Mapping[str, Callable[[Runner], tuple[Event, ...]]] = {
    "skip": Runner.skip,
    "back": Runner.back,
    "undo": Runner.undo,
    "more": lambda runner: runner.nudge(NUDGE_SECONDS),
    "less": lambda runner: runner.nudge(-NUDGE_SECONDS),
}
"""What a key does to a run by itself, with no question."""
