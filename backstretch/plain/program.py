"""``run --plain``, from its questions to its exit code."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from backstretch.actions import PAIN
from backstretch.base.errors import BackstretchError
from backstretch.base.process import SIGNALLED
from backstretch.base.stop_failures import StopFailures
from backstretch.coach.floor import ready_sentences
from backstretch.coach.red_flags import say
from backstretch.coach.screening import Go, Question, Refuse
from backstretch.coach.wording import check_in
from backstretch.plain.console import Console, Output, SharpPainError
from backstretch.plain.introduction import FEW_KEYS, NO_KEYS, overview
from backstretch.plain.key_source import Keys
from backstretch.plain.signals import EndedError, OutputGoneError, code_of
from backstretch.run.context import Context
from backstretch.run.screening_flow import ScreeningFlow
from backstretch.settings.key_map import keys_of, named

if TYPE_CHECKING:
    from backstretch.audio.audio import Audio
    from backstretch.run.plan import Plan
    from backstretch.run.runner import Runner
    from backstretch.run.wake_lock import WakeLock

LAST_SOUND_SECONDS = 30.0
"""How long the last tone and words may take, at most: the way up from the floor takes half of it."""
POLL_SECONDS = 0.1
REFUSED = 1
"""The exit code when the session did not start."""


class Program:
    """One session, with somebody at the keys or without."""

    def __init__(self, context: Context, keys: Keys, output: Output, *, mute: bool = False) -> None:
        self.runner: Runner | None = None
        """The run under way or just over."""
        self._context = context
        self._keys = keys
        self._output = output
        self._failures = StopFailures(context.paths.state_dir)
        self.pain_keys = keys_of(context.settings.keys, PAIN)
        self._console = Console(keys, output, context.clock, self.pain_keys, self._failures)
        self._muted = mute
        self._made_audio: Audio | None = None
        self._news: deque[str] = deque()
        """What was found out in the background: told between two lines, never in the middle of a question."""
        self.wake: Callable[[], object] = lambda: None
        """Ends the waiting for a key, from any thread."""
        self._awake: WakeLock | None = None

    def run(self, screening: ScreeningFlow) -> int:
        """The exit code. Raises BackstretchError, in one line, where the session cannot start."""
        try:
            return self._attended(screening) if self._keys.there else self._alone(screening)
        except EndedError as ended:
            return self._ended(ended.number)
        except OutputGoneError as gone:
            self.write_down()
            self._output.discard()
            return code_of(gone.__cause__)
        finally:
            self._sleep()
            self.write_down()
            self.last_look(pain=self._console.left_in_pain())
            if self._made_audio is not None:
                self._made_audio.close()
            self._output.close()

    def write_down(self) -> None:
        """A run under way ends here, cut short by the program's own end."""
        if self.runner is not None:
            self.runner.interrupt()
            self.runner.log.settle()

    def last_look(self, *, pain: bool) -> None:
        """At the very end: whether ``pain`` was told after what ended the program; the run counts as stopped for it."""
        runner = self.runner
        if not pain or runner is None or runner.log.saved is not None:
            return
        from backstretch.run.stop_report import StopReport

        with self._failures.kept("the stop"):
            runner.stop_afterwards(None, None)
        with contextlib.suppress(OutputGoneError):
            self._console.write(*StopReport(self._context, runner).first_lines())

    def _attended(self, screening: ScreeningFlow) -> int:
        from backstretch.plain.run_summary import Summary
        from backstretch.plain.start import Start

        console = self._console
        try:
            outcome = Start(console, self._context, screening, self._prepare, self._say).ask_all()
            if isinstance(outcome, Refuse):
                why = screening.refuse(outcome.reason)
                if why is not None:
                    console.write(why.title, *why.text)
                return REFUSED
            if outcome is None:
                return 0
            plan = screening.gets_down(outcome)
            if plan is not None and not self._get_down(plan):
                return 0
            runner = self._begin(screening, outcome)
            console.write(*([] if runner.plan == screening.proposal.shown else overview(runner.plan)))
            console.write(*(named(line, self._context.settings.keys) for line in FEW_KEYS))
            self._carry(runner)
            summary = Summary(console, runner, cards=self._context.settings.cards)
            summary.tell(self._context.clock.now())
            summary.ask()
        except SharpPainError:
            self._escalate()
        self._tell_end()
        return 0

    def _alone(self, screening: ScreeningFlow) -> int:
        """Where nobody can answer and no key can be pressed."""
        step = screening.unattended()
        if not isinstance(step, Go):
            raise BackstretchError(_refusal(step))
        plan = screening.proposal.plan()
        level = " ".join((*screening.proposal.level_lines(attended=False), *screening.proposal.bad_day_lines()))
        self._console.write(NO_KEYS, *overview(plan), level, *self._context.notices)
        from backstretch.plain.run_summary import Summary  # it can wait until there is something to read

        self._prepare(plan)
        if plan.getting_down:
            from backstretch.plain.way_down import get_down_alone, moves

            self._say(moves(plan, keys=False))
            get_down_alone(self._console, plan, self._context.clock)
        runner = self._begin(screening, step)
        self._carry(runner)
        summary = Summary(self._console, runner, cards=self._context.settings.cards)
        summary.tell(self._context.clock.now())
        self._let_sound_out()
        self._tell_end()
        return 0

    def _tell_end(self) -> None:
        """The run in one line, the last in the shell."""
        if self.runner is not None and self.runner.state.over:
            from backstretch.run.summary import run_line

            self.runner.log.settle()
            self._console.write(run_line(self.runner, spoken=True))

    def _get_down(self, plan: Plan) -> bool:
        """Say how too, and in silence again if the person goes back."""
        from backstretch.plain.way_down import get_down, moves

        self._say(moves(plan))
        begins = get_down(self._console, plan)
        if not begins:
            self._say(())
        return begins

    def _say(self, texts: tuple[str, ...]) -> None:
        """Have them spoken, and whatever was being said cut off."""
        from backstretch.coach.cues import Cue

        self._audio.give(Cue(None, texts))

    def _let_sound_out(self) -> None:
        """Nobody lingers over a summary here: let the end be heard before the program is gone."""
        for _ in range(round(LAST_SOUND_SECONDS / POLL_SECONDS)):
            if not self._audio.busy:
                break
            self._keys.wait(POLL_SECONDS)

    def _begin(self, screening: ScreeningFlow, go: Go) -> Runner:
        self.runner = screening.begin(go, sound=self._audio)
        self._console.stop = self._stop
        self._console.stand_still = self.runner.pause
        return self.runner

    def _carry(self, runner: Runner) -> None:
        from backstretch.plain.session import Session

        session = Session(self._console, runner, self._audio, self._news, self._context.settings.keys)
        session.begin()
        self._stay_awake().hold()
        session.run()
        self._sleep()

    def _prepare(self, plan: Plan) -> None:
        """Find out, in the background, what can be heard and whether the machine stays awake."""
        self._stay_awake().prepare(self._news.append)
        self._audio.prepare(plan.texts, self._tell_news)
        self._say(check_in(plan.props) if self._keys.there else ready_sentences(plan.props))

    def _tell_news(self, line: str) -> None:
        """On the audio thread: have it told at once, not only when the next second is due."""
        self._news.append(line)
        self.wake()

    @property
    def _audio(self) -> Audio:
        """Everything that is heard. Made, and loaded, at first use."""
        if self._made_audio is None:
            from backstretch.audio.audio import Audio

            context = self._context
            self._made_audio = Audio(context.settings, context.paths.cache_dir, self._ring, muted=self._muted)
        return self._made_audio

    def _ring(self) -> None:
        """On the audio thread, where nothing can be played."""
        if self._context.settings.bell:
            self._console.ring()

    def _stay_awake(self) -> WakeLock:
        from backstretch.run.wake_lock import WakeLock

        self._awake = self._awake or WakeLock(lambda tell: tell())
        return self._awake

    def _sleep(self) -> None:
        """The machine may idle again."""
        if self._awake is not None:
            self._awake.release()

    def _stop(self) -> None:
        """Sharp pain."""
        if self.runner is not None:
            self.runner.stop()

    def _escalate(self) -> None:
        from backstretch.coach.cues import Cue
        from backstretch.plain.advice import Escalation
        from backstretch.run.stop_report import StopReport, recent_run

        self._output.overtake()
        self._sleep()
        runner, recent = self.runner, None
        if runner is None:
            with self._failures.kept("the look at the run before"):
                recent = recent_run(self._context)
            with self._failures.kept("the sound of the stop"):
                self._audio.give(Cue("stop"))
        Escalation(self._console, StopReport(self._context, runner, recent), self._context.clock, self._failures).run()

    def _ended(self, number: int) -> int:
        """Written down first; then said, where somebody may still read it."""
        under_way = self.runner is not None and not self.runner.state.over
        self.write_down()
        if under_way:
            try:
                self._console.write("Interrupted. What was done is in the log.")
            except OutputGoneError:
                self._output.discard()
        return SIGNALLED + number


def _refusal(step: Question | Refuse) -> str:
    """Why a session does not start where nobody can answer."""
    match step:
        case Question.FIRST_RUN:
            return say("unattended", "first_run")
        case Question.AFTER_STOP:
            return say("unattended", "after_stop")
        case Question.KEPT_SIGNS | Refuse():
            return say("unattended", "signs")
        case _:
            raise AssertionError(f"nobody can be asked for {step}, which is not for safety")
