"""What is heard of a run, second by second: tones on their moment, sentences at theirs, and nothing late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach import wording
from backstretch.coach.cues import LATE_SECONDS, Cue, Prompter, Tone, stop_cue
from backstretch.coach.events import Event
from backstretch.coach.phrases import FINISHED, HALFWAY, IN, OUT
from backstretch.coach.speech import Speech, estimated
from backstretch.session.catalogue import catalogue
from backstretch.session.model import Duration, ExerciseStep
from backstretch.session.timeline import Timeline
from backstretch.session.words import Part, Words
from tests.cases import cases

from .conftest import T0, Run, laid_out, move, rest

BREATH = 6.0
BRIDGE = Words(
    start="Lie down.", cues=("Firm your belly.",), into="Hips up.", holding="Keep breathing.", out="Lower slowly."
)


@dataclass
class Listener:
    """A run with everything that was to be heard of it, each with the second it was told on."""

    timeline: Timeline
    heard: list[tuple[float, Cue]] = field(default_factory=list)
    easier: set[int] = field(default_factory=set)
    speech: Speech = field(default_factory=Speech)
    breath: float = BREATH

    def __post_init__(self) -> None:
        self.run = Run(self.timeline, now=T0)
        self.prompter = Prompter(self.timeline, self.speech, self.breath)
        self.heard.append((0.0, self.prompter.begin(self.run.view)))

    @property
    def now(self) -> float:
        return self.run.now - T0

    def listen(self, events: tuple[Event, ...] | list[Event]) -> None:
        cue = self.prompter.hear(events, self.run.view, self.easier)
        if cue is not None:
            self.heard.append((round(self.now, 3), cue))

    def to(self, second: float) -> Listener:
        """Wake at each moment at which something changes, until this second."""
        for _ in range(10_000):
            waits = [self.run.view.until_next_second, self.prompter.until_next(self.run.view)]
            wait = min((w for w in waits if w is not None), default=None)
            if wait is None or self.now + wait > second:
                break
            self.leap(max(wait, 1e-6))
        self.leap(second - self.now)
        return self

    def leap(self, seconds: float) -> None:
        """Wake up once, this much later."""
        before = len(self.run.events)
        self.run.wait(seconds)
        self.listen(self.run.events[before:])

    def press(self, key: str) -> None:
        before = len(self.run.events)
        self.run.press(key)
        self.listen(self.run.events[before:])

    def tones(self) -> list[tuple[float, Tone]]:
        return [(at, cue.tone) for at, cue in self.heard if cue.tone]

    def words(self) -> list[tuple[float, str]]:
        return [(at, " ".join(cue.words)) for at, cue in self.heard if cue.words]

    def texts(self) -> list[str]:
        return [text for _, cue in self.heard for text in cue.words]


def said(step: ExerciseStep, words: Words = BRIDGE) -> ExerciseStep:
    return step._replace(words=words)


def two_bridges() -> Timeline:
    return laid_out(said(move(hold=20, reps=2, rest_between=6, lead_in=12)))


def test_tones_stand_where_something_begins_or_ends() -> None:
    tones = Listener(two_bridges()).to(70).tones()
    assert [each for each in tones if each[1] != "count"] == [
        (0, "ready"),
        (12, "hold"),
        (22, "halfway"),
        (32, "release"),
        (38, "hold"),
        (48, "halfway"),
        (58, "done"),
    ]
    assert [at for at, tone in tones if tone == "count"] == [9, 10, 11, 29, 30, 31, 55, 56, 57]


def test_the_last_seconds_can_be_counted_by_words() -> None:
    ticks = Listener(two_bridges()).to(70)
    said = Listener(two_bridges(), speech=Speech(spoken_count=True)).to(70)
    assert said.tones() == ticks.tones(), "where the words cannot be spoken there are ticks"
    counted = [(at, cue.words, cue.instead) for at, cue in said.heard if cue.tone == "count"]
    seconds = [(9, "Three."), (10, "Two."), (11, "One."), (29, "Three."), (30, "Two."), (31, "One.")]
    assert counted[:6] == [(at, (word,), True) for at, word in seconds]
    assert len(counted) == 9
    assert [each for each in said.heard if each[1].tone != "count"] == [
        each for each in ticks.heard if each[1].tone != "count"
    ]


def test_the_sentences_of_a_repetition_come_at_their_seconds() -> None:
    words = Listener(two_bridges()).to(70).words()
    assert [text for _, text in words] == [
        "Move 1.",
        "Lie down.",
        "Firm your belly.",
        "Hips up.",
        "Keep breathing.",
        HALFWAY,
        "Lower slowly.",
        "Last one.",
        "Hips up.",
        HALFWAY,
        f"Lower slowly. {FINISHED}",
    ]
    assert [at for at, text in words if text == "Hips up."] == [12.75, 38.75]


def test_sides_are_told_by_tone_and_by_word() -> None:
    both = laid_out(
        said(move(hold=10, sides="both", side_gap=6, lead_in=12), BRIDGE._replace(into="Your {side} knee."))
    )
    heard = Listener(both).to(60)
    assert {"Left side first.", "Your left knee.", "Now your right side.", "Your right knee."} <= set(heard.texts())
    assert [each for each in heard.tones() if each[1] in {"left", "right"}] == [(12, "left"), (28, "right")]


def test_parts_are_told_at_their_second() -> None:
    arch = BRIDGE._replace(parts=(Part("ARCH", "Let it arch."), Part("FLATTEN", "Make it flat.")))
    words = {text: at for at, text in Listener(laid_out(said(move(hold=20, lead_in=12), arch))).to(40).words()}
    assert words["Make it flat."] == 22
    assert HALFWAY not in words


def test_breath_is_told_by_words_then_by_tones() -> None:
    breathing = laid_out(said(move(hold=60, lead_in=12), BRIDGE._replace(does="breathe")))
    heard = Listener(breathing).to(80)
    told = [(round(at - 12, 3), text) for at, text in heard.words() if text in {IN, OUT}]
    assert told == [(round(6.0 * n + share, 3), text) for n in range(1, 4) for share, text in ((0, IN), (2.4, OUT))]
    tones = [(round(at - 12, 3), tone) for at, tone in heard.tones() if tone in {"in", "out"}]
    every = [(round(6 * n + s, 3), tone) for n in range(4, 10) for s, tone in ((0, "in"), (2.4, "out"))]
    assert tones == [each for each in every if each != (30, "in")], "the middle is told there"


def spans(heard: Listener, clip: Callable[[str], float]) -> list[tuple[float, float, str]]:
    """When each sentence is heard, from its cue to its end."""
    tone = {"halfway": 0.32}
    return [
        (at, at + tone.get(cue.tone or "", 0.0) + sum(map(clip, cue.words)), " ".join(cue.words))
        for at, cue in heard.heard
        if cue.words
    ]


@cases(("hold", "breath"), [(h, b) for h in (15, 24, 30, 36, 41, 60, 63.5, 90) for b in (3.0, 4.0, 6.0, 7.5)])
def test_no_tone_or_word_of_a_breath_cuts_off_halfway(hold: float, breath: float) -> None:
    heard = Listener(laid_out(said(move(hold=hold, lead_in=12), BRIDGE._replace(does="breathe"))), breath=breath)
    heard.to(hold + 11.9)
    sentences = [each for each in spans(heard, estimated) if each[0] >= 12]
    (halfway,) = [each for each in sentences if each[2] == HALFWAY]
    assert 0 <= halfway[0] - 12 - hold / 2 <= 1.2 * breath
    for at, cue in heard.heard:
        for begin, end, text in sentences:
            assert not begin < at < end - 0.01, (cue, text)


def test_a_hold_in_breaths_is_paced_too() -> None:
    step = said(move(lead_in=12))._replace(hold=Duration(3, breaths=True))
    assert {IN, OUT} <= set(Listener(laid_out(step)).to(40).texts())


def test_what_comes_too_late_is_left_out() -> None:
    heard = Listener(two_bridges()).to(12)
    heard.leap(0.75 + LATE_SECONDS + 0.3)
    assert "Hips up." not in heard.texts()


def test_a_shorter_phase_has_no_room_for_what_would_reach_its_last_seconds() -> None:
    heard = Listener(two_bridges()).to(12.1)
    for _ in range(4):
        heard.press("-")
    heard.to(17)
    assert "Hips up." not in heard.texts()


def test_after_a_skip_the_name_and_the_way_in_are_said() -> None:
    heard = Listener(laid_out(said(move(hold=20, sides="both", lead_in=12), BRIDGE))).to(2)
    heard.press("n")
    heard.to(6)
    assert heard.texts()[-3:] == ["Move 1.", "Left side.", "Hips up."]


def test_a_pause_is_said_and_then_where_it_goes_on() -> None:
    heard = Listener(two_bridges()).to(20)
    heard.press("p")
    heard.leap(3)
    heard.press("r")
    heard.to(40)
    after = [cue for at, cue in heard.heard if at >= 20]
    assert after[:3] == [Cue("paused", (wording.PAUSED,)), Cue("ready", (wording.GOING_ON, "Move 1.")), Cue("hold")]
    assert heard.texts().count("Hips up.") == 1, "it was said before the pause"


def test_a_hold_that_starts_over_is_told_anew() -> None:
    heard = Listener(two_bridges()).to(20)
    heard.press("p")
    heard.leap(15)
    heard.press("r")
    heard.to(45)
    assert heard.texts().count("Hips up.") == 2


def test_of_an_easier_step_the_usual_words_are_not_spoken() -> None:
    heard = Listener(two_bridges())
    heard.easier.add(0)
    heard.to(58)
    assert "Keep breathing." not in heard.texts()
    assert heard.texts().count("Hips up.") == 2


def test_the_easier_way_is_told_once_and_how_to_leave_it_too() -> None:
    step = said(move(hold=20, reps=3, rest_between=6, lead_in=12))._replace(exercise="bridge", own=False)
    heard = Listener(laid_out(step)).to(11)
    heard.easier.add(0)
    heard.to(120)
    easier = catalogue()["bridge"].easier
    assert heard.texts().count(easier) == 1
    assert heard.texts().index("Hips up.") + 1 == heard.texts().index(easier)
    assert heard.texts().count("Lower slowly.") == 3


@cases("hold", [4.5, 5, 6])
def test_where_there_is_no_time_for_both_the_easier_way_is_what_is_told(hold: float) -> None:
    step = said(move(hold=hold, reps=2, rest_between=6, lead_in=12))._replace(exercise="bridge", own=False)
    heard = Listener(laid_out(step)).to(11)
    heard.easier.add(0)
    heard.to(30)
    assert heard.texts().count(catalogue()["bridge"].easier) == 1


def test_a_rest_names_what_comes_next() -> None:
    heard = Listener(laid_out(rest(1, 20), said(move(2, hold=20, lead_in=12)))).to(25)
    assert heard.texts()[:3] == ["Rest.", "Next:", "Move 2."]


def test_a_stop_is_the_tone_and_the_first_sentence_whatever_was_to_be_said() -> None:
    heard = Listener(two_bridges()).to(12.75)
    heard.press("x")
    assert heard.heard[-1][1] == stop_cue()
    heard.leap(30)
    assert heard.heard[-1][1] == stop_cue()


def test_reading_gets_every_sentence_of_the_voice() -> None:
    heard = Listener(two_bridges()).to(70)
    read = [line.text for line in heard.prompter.take_heard()]
    assert [*read] == [text for text in heard.texts() if text != HALFWAY]
    assert heard.prompter.take_heard() == ()


@given(
    st.lists(st.tuples(st.sampled_from(["n", "b", "u", "+", "-", "p", "r", "N"]), st.floats(0, 8)), max_size=12),
    st.floats(1, 30),
)
def test_no_sentence_overlaps_another_whatever_is_pressed(presses: list[tuple[str, float]], hold: float) -> None:
    heard = Listener(laid_out(said(move(hold=hold, reps=2, rest_between=5, lead_in=12, sides="both", side_gap=5))))
    for key, wait in presses:
        if heard.run.engine.state.over:
            break
        heard.to(heard.now + wait)
        heard.press(key)
    spoken = [(at, cue) for at, cue in heard.heard if cue.words and cue.tone is None and len(cue.words) == 1]
    for (at, cue), (later, _) in pairwise(spoken):
        pressed = any(at < moment <= later for moment, other in heard.heard if other.tone not in {None, "count"})
        whole = pressed or later - at >= Speech().seconds(cue.words[0]) - 1e-3
        assert whole, (at, cue, later)
