"""What is heard, second by second: tones on their moment, words that fit, and nothing late."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach.cues import BETWEEN_SECONDS, Cue, Prompter, Tone, stop_cue
from backstretch.coach.events import Event
from backstretch.coach.moments import LATE_SECONDS, until_next
from backstretch.session.timeline import Timeline

from .conftest import T0, Run, laid_out, move, rest, sample

TONE_SECONDS = 0.5


class Recorder:
    """Tones of half a second; words of as many seconds as they have words, or as given."""

    def __init__(self, **seconds: float | None) -> None:
        self.seconds = seconds

    def give(self, cue: Cue) -> None:
        raise AssertionError("the prompter tells, it does not sound")

    def tone_seconds(self, tone: Tone) -> float:
        return TONE_SECONDS

    def word_seconds(self, phrase: str) -> float | None:
        return self.seconds.get(phrase.split()[0].strip(".:"), len(phrase.split()) * 0.3)


@dataclass
class Listener:
    """A run with everything that was to be heard of it, each with the second it was told on."""

    timeline: Timeline
    recorder: Recorder = field(default_factory=Recorder)
    heard: list[tuple[float, Cue]] = field(default_factory=list)
    easier: set[int] = field(default_factory=set)
    began: float = 0.0

    def __post_init__(self) -> None:
        self.run = Run(self.timeline, now=T0 + self.began)
        self.prompter = Prompter(self.timeline, self.recorder)
        self.heard.append((0.0, self.prompter.begin(self.run.view)))

    @property
    def now(self) -> float:
        return self.run.now - T0 - self.began

    def listen(self, events: tuple[Event, ...] | list[Event]) -> None:
        cue = self.prompter.hear(events, self.run.view, self.easier)
        if cue is not None:
            self.heard.append((round(self.now, 3), cue))

    def to(self, second: float) -> Listener:
        """Wake at each moment that something changes, until this second."""
        while True:
            waits = [self.run.view.until_next_second, until_next(self.run.view)]
            wait = min((w for w in waits if w is not None), default=None)
            if wait is None or self.now + wait > second:
                break
            assert wait > 0
            self.leap(wait)
        return self.leap(second - self.now)

    def leap(self, seconds: float) -> Listener:
        """One wake-up, however late."""
        self.run.take()
        self.run.wait(seconds)
        self.listen(self.run.take())
        return self

    def press(self, keys: str) -> Listener:
        for key in keys:
            self.run.take()
            self.run.press(key)
            self.listen(self.run.take())
        return self

    @property
    def tones(self) -> list[tuple[float, Tone | None]]:
        return [(at, cue.tone) for at, cue in self.heard]

    def last(self) -> Cue:
        return self.heard[-1][1]

    def words(self) -> list[tuple[float, tuple[str, ...]]]:
        return [(at, cue.words) for at, cue in self.heard if cue.words]


def counted(end: float) -> list[tuple[float, str]]:
    return [(end - left, "count") for left in (3, 2, 1)]


# ---- tones -----------------------------------------------------------------------------------------------------


def test_every_kind_of_phase_has_its_tone_on_its_second() -> None:
    timeline = laid_out(
        move(1, hold=20, reps=2, sides="both", lead_in=10, rest_between=5, side_gap=5, rest_after=15),
        move(2, hold=5),
    )
    assert Listener(timeline).to(1000).tones == [
        (0, "ready"),
        *counted(10),
        (10, "left"),
        (20, "halfway"),
        *counted(30),
        (30, "release"),
        (35, "left"),
        (45, "halfway"),
        *counted(55),
        (55, "switch"),
        (60, "right"),
        (70, "halfway"),
        *counted(80),
        (80, "release"),
        (85, "right"),
        (95, "halfway"),
        *counted(105),
        (105, "rest"),
        *counted(120),
        (120, "hold"),
        (125, "done"),
    ]


@pytest.mark.parametrize(
    ("hold", "tones"),
    [
        (7.9, []),
        (8, [(5, "count"), (6, "count"), (7, "count")]),
        (14.9, [(11.9, "count"), (12.9, "count"), (13.9, "count")]),
        (15, [(7.5, "halfway"), (12, "count"), (13, "count"), (14, "count")]),
    ],
)
def test_halfway_and_the_last_seconds_from_the_lengths_that_have_them(
    hold: float, tones: list[tuple[float, str]]
) -> None:
    assert Listener(laid_out(move(hold=hold))).to(hold - 0.01).tones[1:] == tones


@pytest.mark.parametrize("kind", ["ready", "rest"])
def test_only_holds_have_a_middle(kind: str) -> None:
    timeline = laid_out(move(lead_in=20)) if kind == "ready" else laid_out(rest(1, 20), move(2))
    assert [tone for _, tone in Listener(timeline).to(19.9).tones] == [kind, "count", "count", "count"]


def test_the_halfway_of_an_odd_length_is_due_between_two_seconds() -> None:
    listener = Listener(laid_out(move(hold=15))).to(7)
    assert until_next(listener.run.view) == pytest.approx(0.5)


@pytest.mark.parametrize(("late", "heard"), [(0.0, True), (LATE_SECONDS, True), (LATE_SECONDS + 0.01, False)])
def test_what_comes_too_late_is_left_out(late: float, heard: bool) -> None:
    listener = Listener(laid_out(move(hold=20))).to(9)
    listener.leap(1 + late)
    assert (listener.last().tone == "halfway") is heard


def test_a_late_wake_up_sounds_only_what_counts_now() -> None:
    listener = Listener(laid_out(move(hold=20, reps=2, rest_between=5))).to(16)
    listener.leap(5.5)
    assert listener.tones[-1] == (21.5, "release")
    assert [tone for _, tone in listener.tones].count("count") == 0


def test_a_phase_that_began_late_is_still_told_of_since_it_is_what_to_do_now() -> None:
    listener = Listener(laid_out(move(hold=20), rest(2, 20)))
    listener.leap(21.8)
    assert listener.tones[-1] == (21.8, "rest")


def test_a_longer_phase_counts_its_end_again_and_a_shorter_one_skips_what_is_past() -> None:
    longer = Listener(laid_out(move(hold=10), move(2))).to(8.5).press("+").to(14.9)
    assert longer.tones[1:] == [(7, "count"), (8, "count"), (12, "count"), (13, "count"), (14, "count")]
    shorter = Listener(laid_out(move(hold=14), move(2))).to(5).press("-").to(8.9)
    assert shorter.tones[1:] == [(6, "count"), (7, "count"), (8, "count")]
    gone = Listener(laid_out(move(hold=10), move(2))).to(3.5).press("-").to(4.9)
    assert gone.tones[1:] == []


def test_a_pause_and_going_on() -> None:
    listener = Listener(laid_out(move(hold=20, sides="right"))).to(6).press("p").leap(5).press("r").to(20)
    assert listener.tones[1:] == [(6, "paused"), (11, "ready"), (14, "right"), (18, "halfway")]
    assert until_next(listener.run.view) == pytest.approx(5)


def test_a_pause_before_the_middle_does_not_lose_it_nor_tell_it_twice() -> None:
    listener = Listener(laid_out(move(hold=20))).to(10).press("p").leap(5).press("r").to(18.5)
    assert [tone for _, tone in listener.tones].count("halfway") == 1


def test_skipping_back_and_undoing_sound_where_one_lands() -> None:
    listener = Listener(sample()).to(12).press("n")
    assert listener.tones[-1] == (12, "right")
    assert listener.press("u").tones[-1] == (12, "left")
    assert listener.to(13).press("b").tones[-1] == (13, "left")
    assert listener.press("N").tones[-1] == (13, "rest")


def test_moving_about_while_paused_has_words_and_no_tone() -> None:
    listener = Listener(sample()).to(12).press("p").press("n")
    assert listener.last() == Cue(None, ("Move 1.", "Right side."))
    assert listener.press("N").last() == Cue(None, ("Rest.",))


def test_a_run_that_goes_on_says_where() -> None:
    prompter = Prompter(sample(), Recorder(Going=0.6, Move=0.6, Left=0.6))
    resumed = Run(sample(), index=1, active_seconds=10)
    assert prompter.begin(resumed.view) == Cue("ready", ("Going on.", "Move 1.", "Left side."))


@pytest.mark.parametrize(("key", "cue"), [("x", stop_cue()), ("q", Cue("done", ("Session ended.",)))])
@pytest.mark.parametrize("before", ["", "p", "pr"])
def test_the_end_is_heard_once_whatever_the_run_was_doing(key: str, cue: Cue, before: str) -> None:
    listener = Listener(sample()).to(12).press(before).press(key)
    assert listener.last() == cue
    heard = len(listener.heard)
    assert len(listener.press("npbq+x").leap(1000).heard) == heard
    assert until_next(listener.run.view) is None


def test_the_stop_is_the_tone_and_the_first_sentence() -> None:
    assert stop_cue() == Cue("stop", ("Session stopped.",))


# ---- words -----------------------------------------------------------------------------------------------------


def test_what_is_said_of_both_sides() -> None:
    timeline = laid_out(
        move(1, hold=20, reps=2, sides="both", lead_in=10, rest_between=5, side_gap=5, rest_after=15),
        move(2, hold=5),
    )
    said = Listener(timeline).to(1000).words()
    assert said == [
        (0, ("Move 1.", "Left side first.")),
        (10, ("Hold left.",)),
        (20, ("Halfway.",)),
        (30, ("Let go.",)),
        (35, ("Hold left.", "Last one.")),
        (45, ("Halfway.",)),
        (55, ("Switch to the right.",)),
        (60, ("Hold right.",)),
        (70, ("Halfway.",)),
        (80, ("Let go.",)),
        (85, ("Hold right.", "Last one.")),
        (95, ("Halfway.",)),
        (105, ("Rest.", "Next:", "Move 2.")),
        (120, ("Move 2.", "Hold here.")),
        (125, ("Session finished.",)),
    ]


def test_the_rest_at_the_end_says_so() -> None:
    assert Listener(laid_out(move(hold=5, rest_after=10))).to(5).last().words == ("Rest.", "Then you are done.")


@pytest.mark.parametrize(("room", "fits"), [(0.01, True), (-0.01, False)])
def test_words_end_before_the_last_three_seconds(room: float, fits: bool) -> None:
    long = 7 - TONE_SECONDS - BETWEEN_SECONDS - room
    listener = Listener(laid_out(move(lead_in=10)), Recorder(Move=long))
    assert (listener.last().words == ("Move 1.",)) is fits


def test_what_cannot_be_spoken_leaves_its_room_to_the_rest() -> None:
    listener = Listener(laid_out(move(lead_in=10, sides="left")), Recorder(Move=None))
    assert listener.last() == Cue("ready", ("Left side.",))


def test_no_words_leave_the_tone() -> None:
    listener = Listener(laid_out(move(lead_in=10)), Recorder(Move=None))
    assert listener.last() == Cue("ready", ())


def test_a_cue_is_spoken_once_at_its_step_and_anew_at_the_next_one() -> None:
    moves = [move(number, hold=20, reps=3, rest_between=9)._replace(cues=("Breathe out.",)) for number in (1, 2)]
    listener = Listener(laid_out(*moves)).to(1000)
    assert [at for at, words in listener.words() if "Breathe out." in words] == [0, 78]


def test_of_an_easier_step_the_usual_cue_is_not_spoken(everyday_words: dict[bool, set[str]]) -> None:
    assert "Take your left leg behind the thigh in both hands." in everyday_words[False]
    assert "Take your left leg behind the thigh in both hands." not in everyday_words[True]


@pytest.fixture
def everyday_words() -> dict[bool, set[str]]:
    """Everything said in a bundled session, with and without every step being done the easier way."""
    from backstretch.session.library import find_bundled, load
    from backstretch.session.timeline import timeline

    found = next(found for found in find_bundled() if found.id == "gentle-start")
    session = load(found).session
    assert session is not None
    words = {}
    for easier in (False, True):
        listener = Listener(timeline(session), easier=set(range(100)) if easier else set()).to(1000)
        words[easier] = {phrase for _, cue in listener.heard for phrase in cue.words}
    return words


# ---- for any session and any moments of waking -------------------------------------------------------------------


@given(st.floats(0.0, 1.0), st.sampled_from([(8, 3), (15, 4)]))
def test_a_length_that_just_has_them_has_them_whatever_the_clock_says(began: float, length: tuple[int, int]) -> None:
    hold, told = length
    listener = Listener(laid_out(move(hold=hold)), began=began).to(hold - 0.5)
    assert len(listener.tones[1:]) == told


@given(st.lists(st.floats(0.01, 0.4), min_size=20, max_size=200))
def test_any_rhythm_of_waking_gives_the_same_tones_in_the_same_order(steps: list[float]) -> None:
    timeline = laid_out(move(1, hold=16, lead_in=9, sides="both", side_gap=4), move(2, hold=8))
    end = sum(steps)
    rough, exact = Listener(timeline), Listener(timeline).to(end)
    for step in steps:
        rough.leap(step)
    assert [tone for _, tone in rough.tones] == [tone for _, tone in exact.tones]
    assert all(0 <= late - due <= 0.4 + 1e-6 for (late, _), (due, _) in zip(rough.tones, exact.tones, strict=True))


@given(st.floats(0.05, 1.5), st.floats(0, 30), st.integers(1, 3))
def test_nothing_is_still_spoken_when_the_next_tone_comes(pace: float, lead_in: float, reps: int) -> None:
    class Slow(Recorder):
        def word_seconds(self, phrase: str) -> float | None:
            return len(phrase.split()) * pace

    timeline = laid_out(
        move(1, hold=20, reps=reps, sides="both", lead_in=lead_in, rest_between=5, side_gap=5, rest_after=15),
        move(2, hold=5, lead_in=3),
        rest(3, 9),
    )
    slow = Slow()
    heard = Listener(timeline, slow).to(1000).heard
    for (at, cue), (following, _) in pairwise(heard):
        spoken = sum(BETWEEN_SECONDS + (slow.word_seconds(phrase) or 0) for phrase in cue.words)
        assert not cue.words or at + TONE_SECONDS + spoken <= following + 0.001


@given(st.lists(st.tuples(st.sampled_from("nNbu+-pre"), st.floats(0, 12)), max_size=30))
def test_whatever_is_pressed_nothing_is_told_twice(keys: list[tuple[str, float]]) -> None:
    listener = Listener(sample())
    for key, wait in keys:
        listener.press(key)
        listener.to(listener.now + wait)
        assert listener.prompter.hear((), listener.run.view) is None
