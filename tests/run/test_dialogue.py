"""What is asked over a session, and what each answer does to the run, without any front end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest

from backstretch.audio.packaged import packaged_clips
from backstretch.coach.cues import Cue
from backstretch.coach.events import Event, Jumped, Paused, State
from backstretch.coach.pain import Limits
from backstretch.coach.questions import EaseAnswer
from backstretch.coach.reach import Reach
from backstretch.coach.red_flags import say
from backstretch.run.dialogue import AskEase, AskLeave, AskReach, AskScore, Dialogue, Step, Stop, Tell
from backstretch.run.runner import Runner
from tests.cases import cases

from .test_runner import Runs, runs, state_of

__all__ = ["runs"]


TWO = """\
format = 1
title = "Two"
lead_in = 5
[[steps]]
exercise = "bridge"
reps = 3
hold = 20
[[steps]]
exercise = "cat-cow"
hold = 20
"""


@dataclass
class Talk:
    """A run twelve seconds under way, and what a front end was told of it."""

    runner: Runner
    told: list[Event] = field(default_factory=list)
    calls: int = 0

    def __post_init__(self) -> None:
        self.dialogue = Dialogue(self.runner, self.tell)

    def tell(self, events: Iterable[Event]) -> None:
        self.told += events
        self.calls += 1


@pytest.fixture
def talk(runs: Runs) -> Talk:
    runner = runs.begin(TWO, limits=Limits())
    runs.let(runner, 12)
    assert runner.state is State.RUNNING
    return Talk(runner)


def ease_answered(step: Step, answer: EaseAnswer | None) -> Step:
    assert isinstance(step, AskEase)
    return step.then(answer)


def scored(step: Step, score: int | None, *, moved: bool = False) -> Step:
    assert isinstance(step, AskScore)
    return step.then(score, moved)


@pytest.mark.parametrize("question", [Dialogue.leave, Dialogue.pain, Dialogue.ease, Dialogue.reach])
def test_the_session_waits_for_an_answer_and_goes_on_after_none(
    talk: Talk, question: Callable[[Dialogue], Step]
) -> None:
    step = question(talk.dialogue)
    assert talk.runner.state is State.PAUSED
    assert isinstance(step, AskLeave | AskEase | AskScore | AskReach)
    assert (scored(step, None) if isinstance(step, AskScore) else step.then(None)) is None
    assert state_of(talk.runner) in {State.RUNNING, State.GETTING_READY}
    assert not any(isinstance(event, Jumped | Paused) for event in talk.told), "what the dialog itself does"


class Ear:
    """Hears what is said."""

    def __init__(self) -> None:
        self.words: list[tuple[str, ...]] = []

    def give(self, cue: Cue) -> None:
        self.words.append(cue.words)


@cases(
    ("question", "said"),
    [
        (
            Dialogue.leave,
            (
                "Do you want to end it early?",
                "What you did so far is in the log.",
                "To go on, press N.",
                "To end it here, press Q.",
            ),
        ),
        (
            Dialogue.pain,
            (
                "How strong is the pain now?",
                "Press a digit, zero to nine, or T for ten.",
                "Sharp, shooting, electric, or new in the leg?",
                "X stops at once.",
                "Press R to say how far down it reaches.",
            ),
        ),
        (
            Dialogue.reach,
            (
                "How far down does it reach?",
                "Press one for the back, two for the buttock, three for the thigh, four for below the knee, "
                "five for the foot.",
            ),
        ),
        (
            Dialogue.ease,
            (
                "Ease off.",
                "Aching may be a sign to do less.",
                "To go on with the next one, press G.",
                "To take the easier way, press V.",
                "To skip this exercise, press S.",
                "To say how strong it is, press P.",
                "To end the session, press Q.",
            ),
        ),
    ],
)
def test_each_question_is_heard_with_its_keys(
    runs: Runs, question: Callable[[Dialogue], Step], said: tuple[str, ...]
) -> None:
    ear = Ear()
    runner = runs.begin(TWO, limits=Limits(), sound=ear)
    runs.let(runner, 12)
    question(Dialogue(runner, lambda _: None))
    assert ear.words[-1] == said
    assert set(said) <= packaged_clips().keys()
    runner.quit()


def test_the_second_time_of_easing_off_the_voice_suggests_the_end_too(runs: Runs) -> None:
    ear = Ear()
    runner = runs.begin(TWO, limits=Limits(), sound=ear)
    runs.let(runner, 12)
    dialogue = Dialogue(runner, lambda _: None)
    ease_answered(dialogue.ease(), "on")
    runs.let(runner, 12)
    dialogue.ease()
    assert ear.words[-1][1] == say("ease", "again")


def test_what_was_paused_stays_so(talk: Talk) -> None:
    talk.runner.pause()
    assert scored(talk.dialogue.pain(), 1) is None
    assert talk.runner.state is State.PAUSED


def test_leaving_ends_the_run(talk: Talk) -> None:
    step = talk.dialogue.leave()
    assert isinstance(step, AskLeave)
    assert step.then(True) is None
    assert talk.runner.state.over


@pytest.mark.parametrize(
    ("answer", "eased_goes_on"), [("on", False), ("easier", True), ("skip", False), ("end", False), (None, False)]
)
def test_what_comes_after_easing_off(talk: Talk, answer: EaseAnswer | None, eased_goes_on: bool) -> None:
    place = talk.runner.engine.phase.place
    assert ease_answered(talk.dialogue.ease(), answer) is None
    assert (place in talk.runner.eased.easier_places) is eased_goes_on
    assert talk.runner.state.over is (answer == "end")
    assert (talk.runner.engine.phase.place != place) is (answer == "skip")


@pytest.mark.parametrize(("score", "then"), [(None, None), (1, None), (2, AskEase), (8, Stop)])
def test_a_score_asks_for_no_more_than_it_must(
    talk: Talk, score: int | None, then: type[AskEase | Stop] | None
) -> None:
    step = scored(talk.dialogue.pain(), score)
    assert step is None if then is None else isinstance(step, then)
    assert talk.runner.eased.count == (then is AskEase)
    if isinstance(step, Stop):
        assert step.score == score
        assert talk.runner.state is State.PAUSED, "the stop is the front end's, and nothing goes on before it"


def test_a_score_after_easing_off_eases_once(talk: Talk) -> None:
    step = scored(ease_answered(talk.dialogue.ease(), "pain"), 5)
    assert isinstance(step, AskEase)
    assert talk.runner.eased.count == 1
    assert isinstance(scored(ease_answered(step, "pain"), 9), Stop)


def test_the_second_time_ending_is_marked(talk: Talk) -> None:
    ease_answered(talk.dialogue.ease(), "on")
    step = talk.dialogue.ease()
    assert isinstance(step, AskEase)
    assert step.question.first == len(step.question.choices) - 1


def test_nothing_is_asked_of_a_run_that_ends_meanwhile(talk: Talk) -> None:
    talk.runner.quit()
    for question in (talk.dialogue.leave, talk.dialogue.pain, talk.dialogue.ease):
        assert question() is None
    assert talk.runner.eased.count == 0


def test_time_that_nobody_saw_is_told(talk: Talk, runs: Runs) -> None:
    runs.clock.seconds += 60
    talk.dialogue.pain()
    assert [event.missing_seconds > 0 for event in talk.told if isinstance(event, Paused)] == [True]


# ---- where it reaches ----------------------------------------------------------------------------


@cases(
    ("start", "now", "stops", "told"),
    [
        (None, "back", False, say("reach", "noted", reach="the back")),
        (None, "buttock", True, ""),
        (None, "thigh", True, ""),
        ("thigh", "thigh", False, say("reach", "noted", reach="the thigh")),
        ("thigh", "buttock", False, say("reach", "further_up")),
        ("below-knee", "back", False, say("reach", "further_up")),
        ("thigh", "foot", True, ""),
    ],
)
def test_further_down_than_at_the_start_stops_and_further_up_is_said(
    runs: Runs, start: Reach | None, now: Reach, stops: bool, told: str
) -> None:
    runner = runs.begin(TWO, limits=Limits(), reach=start)
    runs.let(runner, 12)
    talk = Talk(runner)
    step = talk.dialogue.reach()
    assert isinstance(step, AskReach)
    came = step.then(now)
    assert came == (Stop(None) if stops else Tell(told))
    assert (runner.state is State.PAUSED) is stops
    if stops:
        runner.stop()
        written = runs.journal.find_run(runner.log.start.id)
        assert written.pain_report is not None
        assert written.pain_report.kind == (None if now == "buttock" else "leg")
        assert (written.reach_before, written.reach_after) == (start, now)
    else:
        runner.quit()


def test_a_number_said_before_it_counts_all_the_same(talk: Talk) -> None:
    """The key for where it reaches drops no number: one that stops does so at once, one that eases does so after."""
    assert scored(talk.dialogue.pain(), 7, moved=True) == Stop(7)
    moved = scored(talk.dialogue.pain(), 4, moved=True)
    assert isinstance(moved, AskReach)
    assert isinstance(moved.then("back"), AskEase)
    moved = scored(talk.dialogue.pain(), 3, moved=True)
    assert isinstance(moved, AskReach)
    assert moved.then("foot") == Stop(3)
