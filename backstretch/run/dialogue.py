"""What is asked over a running session, whatever the front end: leaving, easing off, how strong a pain is.

Each method does to the run what its name says, and gives what to put next; a front end puts it and hands the answer on.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, TypeAlias

from backstretch.coach.events import Event, Jumped, Paused
from backstretch.coach.pain import Verdict
from backstretch.coach.questions import (
    Asked,
    EaseAnswer,
    ReachAnswer,
    ease_off_question,
    leave_question,
    reach_question,
    reach_said,
    reached_line,
)
from backstretch.coach.wording import asked, how_far_down, how_strong
from backstretch.run.runner import Runner
from backstretch.session.catalogue import catalogue


class AskLeave(NamedTuple):
    """Put whether to end early; ``then`` takes the answer, None if the person went back."""

    question: Asked[bool]
    then: Callable[[bool | None], "Step"]


class AskEase(NamedTuple):
    """Put what comes after easing off; ``then`` takes the answer, None if the person went back."""

    question: Asked[EaseAnswer]
    then: Callable[[EaseAnswer | None], "Step"]


class AskScore(NamedTuple):
    """Put how strong the pain is; ``then`` takes a number from 0 to 10, None if none was said.

    And whether the key was pressed that says how far down it reaches.
    """

    then: Callable[[int | None, bool], "Step"]


class AskReach(NamedTuple):
    """Put how far down the pain reaches; ``then`` takes the answer, None if the person went back."""

    question: Asked[ReachAnswer]
    then: Callable[[ReachAnswer | None], "Step"]


class Tell(NamedTuple):
    """Say this to the person; the session goes on."""

    text: str


class Stop(NamedTuple):
    """Do what sharp pain asks for, by the front end's own shortest way."""

    score: int | None
    """0–10: what was said of it, if it was."""


Step: TypeAlias = AskLeave | AskEase | AskScore | AskReach | Stop | Tell | None
"""What a front end does next; None: nothing, the session goes on or is over."""


class Dialogue:
    """Pauses the run while it asks, and says what an answer does to it."""

    def __init__(self, runner: Runner, tell: Callable[[Iterable[Event]], None]) -> None:
        """``tell`` is called after each change to the run, with what happened of which the person should know."""
        self._runner = runner
        self._tell = tell

    def open(self) -> bool:
        """Pause for a dialog; False if the run is over by now."""
        self._tell(_without_own(self._runner.open_dialog()))
        return not self._runner.state.over

    def close(self) -> Step:
        """Go on as before: a session that was paused stays paused."""
        self._tell(self._runner.close_dialog())
        return None

    def leave(self) -> Step:
        """Ask whether to end early."""
        if not self.open():
            return None
        question = leave_question()
        self._runner.say(*asked(question))
        return AskLeave(question, self._leave_answered)

    def pain(self) -> Step:
        """Ask how strong a pain is."""
        return self._ask_score(eased=False) if self.open() else None

    def reach(self) -> Step:
        """Ask how far down a pain reaches."""
        return self._ask_reach(self.close) if self.open() else None

    def ease(self) -> Step:
        """Something aches: end this repetition, and ask what then."""
        return self._ease_off() if self.open() else None

    def _leave_answered(self, end: bool | None) -> Step:
        return self._end() if end else self.close()

    def _ease_off(self) -> Step:
        self._tell(_without_own(self._runner.ease()))
        return None if self._runner.state.over else self._ask_after_easing()

    def _ask_after_easing(self) -> Step:
        phase = self._runner.eased.phase
        exercise = catalogue().get(phase.exercise or "") if phase is not None else None
        question = ease_off_question(exercise, again=self._runner.eased.count > 1)
        self._runner.say(*asked(question))
        return AskEase(question, self._ease_answered)

    def _ease_answered(self, answer: EaseAnswer | None) -> Step:
        match answer:
            case "pain":
                return self._ask_score(eased=True)
            case "end":
                return self._end()
            case "easier":
                self._runner.eased.easier()
            case "skip":
                self._tell(self._runner.skip_eased())
        return self.close()

    def _ask_score(self, *, eased: bool) -> Step:
        self._runner.say(*how_strong())
        return AskScore(partial(self._scored, eased=eased))

    def _scored(self, score: int | None, moved: bool, *, eased: bool) -> Step:
        verdict = Verdict.GO_ON if score is None else self._runner.say_pain(score)
        if verdict is Verdict.STOP:
            return Stop(score)
        after = partial(self._judged, verdict, eased=eased)
        return self._ask_reach(after, score) if moved else after()

    def _judged(self, verdict: Verdict, *, eased: bool) -> Step:
        if verdict is Verdict.EASE:
            return self._ask_after_easing() if eased else self._ease_off()
        return self.close()

    def _ask_reach(self, after: Callable[[], Step], score: int | None = None) -> Step:
        self._runner.say(*how_far_down())
        return AskReach(reach_question(), partial(self._reached, after, score))

    def _reached(self, after: Callable[[], Step], score: int | None, answer: ReachAnswer | None) -> Step:
        """Further down than at the start stops; further up is said, and nothing more."""
        reach = reach_said(answer)
        if reach is None:
            return after()
        if self._runner.say_reach(reach) is Verdict.STOP:
            return Stop(score)
        return after() or Tell(reached_line(reach, self._runner.start.reach))

    def _end(self) -> Step:
        self._tell(self._runner.quit())
        return None


def _without_own(events: Iterable[Event]) -> list[Event]:
    """What happened, without what the dialog itself has done: the jump of easing off, and the pause."""
    return [
        event
        for event in events
        if not (isinstance(event, Jumped) or (isinstance(event, Paused) and not event.missing_seconds))
    ]
