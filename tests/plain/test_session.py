"""A session in lines: a line an event at its second, what each key does, gaps, dialogs, and how it ends."""

from __future__ import annotations

import re
import signal
from itertools import groupby
from typing import get_args

import pytest

from backstretch.audio.audio import UNHEARD
from backstretch.audio.packaged import clip_seconds
from backstretch.audio.playback import BELL
from backstretch.coach.cues import Tone
from backstretch.coach.script import script
from backstretch.coach.speech import Speech
from backstretch.plain.event_lines import stamped
from backstretch.plain.introduction import FEW_KEYS, NO_KEYS, session_keys
from backstretch.plain.session import LONGEST_SLEEP_SECONDS
from backstretch.run.screening_flow import read
from backstretch.session.library import Found
from backstretch.session.timeline import timeline
from backstretch.settings.key_map import named
from tests.cases import cases

from .conftest import APART, SMALL_SECONDS, Act, After, Asleep, Loudspeaker, Paper, Signal, Stuck, Table, Text

WHOLE = """\
 0:00  Ready: One knee to the chest, left side first, 5 s
 0:05  Hold left, 1 of 2, 20 s
 0:05  Draw your left knee in.
 0:15  Halfway
 0:22  3
 0:23  2
 0:24  1
 0:25  Let go, 5 s
 0:25  Lower the foot slowly.
 0:30  Hold left, 2 of 2, 20 s
 0:30  Draw your left knee in.
 0:40  Halfway
 0:47  3
 0:48  2
 0:49  1
 0:50  Switch to the right, 5 s
 0:50  Lower the foot slowly.
 0:55  Hold right, 1 of 2, 20 s
 0:55  Draw your right knee in.
 1:05  Halfway
 1:12  3
 1:13  2
 1:14  1
 1:15  Let go, 5 s
 1:15  Lower the foot slowly.
 1:20  Hold right, 2 of 2, 20 s
 1:20  Draw your right knee in.
 1:30  Halfway
 1:37  3
 1:38  2
 1:39  1
 1:40  Rest, 10 s
 1:40  Lower the foot slowly.
 1:43  Next: Bridge.
 1:47  3
 1:48  2
 1:49  1
 1:50  Ready: Bridge, 5 s
 1:55  Hold, 1 of 2, 10 s
 1:55  Hips up, and hold.
 2:02  3
 2:03  2
 2:04  1
 2:05  Let go, 5 s
 2:05  Lower slowly, breathing in.
 2:10  Hold, 2 of 2, 10 s
 2:10  Hips up, and hold.
 2:17  3
 2:18  2
 2:19  1
 2:20  Lower slowly, breathing in.
 2:20  Session finished
 2:20  Roll onto your side, and push up with your upper hand.
"""


def test_a_whole_session_is_a_line_an_event(table: Table) -> None:
    reading = table.run("enter", SMALL_SECONDS, "escape")
    assert WHOLE in without_seconds_of_next(reading.text)
    assert reading.code == 0
    run = table.world.run()
    assert (run.outcome, run.active_seconds, run.holds_done) == ("completed", SMALL_SECONDS, 6)


def without_seconds_of_next(text: str) -> str:
    """What comes next is said as soon as the words before it are over, which the recorded voice decides."""
    return re.sub(r"^ 1:4[1-4](?=  Next:)", " 1:43", text, flags=re.MULTILINE)


def test_without_keys_it_is_the_same_and_nothing_is_asked(table: Table) -> None:
    reading = table.run(there=False)
    assert reading.lines[:2] == [NO_KEYS, "Small, 2 min 20 s."]
    assert WHOLE in without_seconds_of_next(reading.text)
    assert "?" not in reading.text
    assert reading.lines[-6:-2] == [
        "Small: completed",
        "2:20 active of 2:20 planned",
        "1:40 held of 1:40",
        "Holds: 6 done, 0 cut short, 0 skipped, of 6",
    ]
    assert reading.lines[-1] == "Small: 2:20. Saved."
    assert table.world.run().pain_before is None


def test_in_full_every_word_of_the_script_is_a_line_at_its_second(table: Table) -> None:
    table.world.configure('words = "full"\n')
    lines = table.run(there=False).lines
    session = read(Found("everyday", table.world.paths.sessions / "everyday.toml", "yours"))
    roomy, said = script(timeline(session), Speech(clip_seconds), session.breath_seconds)
    during = [each.line for each in said if 0 <= each.line.at < roomy.total_seconds]
    expected = [stamped(line.at, line.text) for line in during if line.kind not in {"name", "side", "halfway"}]
    assert [line for line in lines if line in set(expected)] == expected
    assert {line.kind for line in during} >= {"props", "start", "cue", "into", "holding", "out", "next"}
    assert lines.count(stamped(roomy.total_seconds, "Session finished")) == 1
    ready = [line for line in lines if "  Ready: " in line]
    assert all(re.search(r", \d+ s$", line) for line in ready), ready


def test_it_sleeps_until_there_is_something_to_say_and_never_long(table: Table) -> None:
    waits = table.run("enter", SMALL_SECONDS, "escape").keys.waits
    running = [wait for wait in waits if wait is not None]
    assert max(running) <= LONGEST_SLEEP_SECONDS + 0.01
    assert len(running) < SMALL_SECONDS * 2


def said_after(table: Table, seconds: float, *script: Act) -> list[str]:
    """The lines that keys at a second of the session bring."""
    before = table.twin().at(seconds + APART).lines
    after = table.at(seconds, *script).lines
    common = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return [line for line in after[common:] if not line.startswith("Interrupted")]


@pytest.mark.parametrize(
    ("at", "script", "lines"),
    [
        (10.0, ["space"], [" 0:10  Paused. Space goes on."]),
        (10.0, ["z"], [" 0:10  Paused. Space goes on."]),
        (10.0, ["tab"], [" 0:10  Paused. Space goes on."]),
        (10.0, ["z", "y"], [" 0:10  Paused. Space goes on."]),
        (
            10.0,
            ["space", "space", 5.0],
            [
                " 0:10  Paused. Space goes on.",
                " 0:10  Going on in 3 s",
                " 0:10  Hold left, 1 of 2, 15 s left",
            ],
        ),
        (
            10.0,
            ["space", 12.0, "space", 4.0],
            [
                " 0:10  Paused. Space goes on.",
                " 0:05  Going on in 3 s; the hold starts over",
                " 0:05  Hold left, 1 of 2, 20 s left",
                " 0:05  Draw your left knee in.",
            ],
        ),
        (10.0, ["n"], [" 0:55  Hold right, 1 of 2, 20 s"]),
        (10.0, ["N"], [" 0:55  Hold right, 1 of 2, 20 s"]),
        (10.0, ["right"], [" 0:55  Hold right, 1 of 2, 20 s"]),
        (35.0, ["b"], [" 0:30  Hold left, 2 of 2, 20 s"]),
        (10.0, ["n", "u"], [" 0:55  Hold right, 1 of 2, 20 s", " 0:10  Hold left, 1 of 2, 20 s"]),
        (10.0, ["+"], [" 0:10  20 s left"]),
        (10.0, ["="], [" 0:10  20 s left"]),
        (10.0, ["-"], [" 0:10  10 s left"]),
        (10.0, ["space", "n"], [" 0:10  Paused. Space goes on.", " 0:55  Paused. Hold right, 1 of 2, 20 s"]),
        (10.0, ["m", "m"], ["Sound on", "Sound off"]),
        (10.0, ["v", "v"], ["Voice off", "Voice on"]),
        (10.0, ["?", "k"], [*session_keys(()), "Any key goes on.", " 0:10  Going on in 3 s"]),
    ],
)
def test_what_a_key_brings(table: Table, at: float, script: list[str | float], lines: list[str]) -> None:
    said = said_after(table, at, *script)
    assert [line[: len(expected)] for line, expected in zip(said, lines, strict=True)] == lines


def test_a_held_key_counts_once(table: Table) -> None:
    said = said_after(table, 10.0, "space", After(0.66, "space"), After(0.03, "space"))
    assert said == [" 0:10  Paused. Space goes on."]


def test_the_end_early_is_asked_about_first(table: Table) -> None:
    reading = table.run("enter", 9.7, "q", "n", 2.0, "q", "q", "escape")
    assert reading.text.count("End the session early?") == 2
    assert " 0:10  Going on in 3 s" in reading.lines
    assert " 0:10  Session ended" in reading.lines
    assert table.world.run().outcome == "ended_early"


def test_a_paused_session_stays_paused_after_a_dialog(table: Table) -> None:
    assert said_after(table, 10.0, "space", "?", "k")[-1] == " 0:10  Paused. Space goes on."


def test_easing_off_asks_and_goes_on_the_easier_way(table: Table) -> None:
    said = said_after(table, 10.0, "e", "v", 9.0)
    assert said[0] == "Ease off"
    assert " 0:25  Going on in 3 s" in said
    assert any(line.startswith(" 0:30  Hold left, 2 of 2, 20 s. ") for line in said)
    assert table.world.run().outcome == "interrupted"
    assert [hold.result for hold in table.world.holds()[:2]] == ["cut", "cut"]


@pytest.mark.parametrize(
    ("key", "line"), [("g", " 0:25  Going on in 3 s"), ("s", " 1:50  Paused. Ready: Bridge"), ("enter", " 0:25  Going")]
)
def test_easing_off_goes_on_as_chosen(table: Table, key: str, line: str) -> None:
    assert any(said.startswith(line) for said in said_after(table, 10.0, "e", key))


def test_the_second_easing_off_suggests_the_end(table: Table) -> None:
    reading = table.run("enter", 9.7, "e", "g", 10.0, "e", "enter", "escape")
    assert "q or Enter: End the session" in reading.lines
    assert table.world.run().outcome == "ended_early"


@pytest.mark.parametrize("pain", ["0", "1", "escape"])
def test_a_low_score_goes_on(table: Table, pain: str) -> None:
    keys = [pain] if pain == "escape" else [pain, "enter"]
    assert said_after(table, 10.0, "p", *keys)[-1] == " 0:10  Going on in 3 s"


def test_a_middle_score_eases_off(table: Table) -> None:
    assert "Ease off" in said_after(table, 10.0, "p", "4", "enter", "g")
    assert table.world.run().pain_during == 4


class TestGaps:
    def test_a_late_wake_up_pauses_where_it_was_last_seen(self, table: Table) -> None:
        reading = table.run("enter", 9.7, Stuck(30.0), 1.0, Signal(signal.SIGTERM))
        assert any("Paused: 31 s went by unseen and were not counted. Space goes on." in line for line in reading.lines)
        assert table.world.run().active_seconds == pytest.approx(10.0, abs=1.0)

    def test_sleep_is_no_stretching(self, table: Table) -> None:
        reading = table.run("enter", 9.7, Asleep(120.0), 1.5, Signal(signal.SIGTERM))
        assert any("Paused: 2 min 1 s went by unseen" in line for line in reading.lines)

    def test_without_keys_it_goes_on_by_itself(self, table: Table) -> None:
        reading = table.run(10.0, Asleep(120.0), there=False)
        assert any("went by unseen" in line for line in reading.lines)
        assert any("Going on in 3 s" in line for line in reading.lines)
        assert table.world.run().outcome == "completed"


class TestVisitsToTheShell:
    def test_the_session_is_paused_meanwhile(self, table: Table) -> None:
        reading = table.at(10.0, "ctrl+z", 30.0)
        assert reading.keys.visits == 1
        assert reading.lines[-2] == " 0:10  Paused. Space goes on."

    def test_a_question_is_put_again(self, table: Table) -> None:
        reading = table.at(10.0, "q", "ctrl+z")
        assert reading.keys.visits == 1
        assert reading.lines.count("q: End it here") == 2


class TestEnds:
    @pytest.mark.parametrize("number", [1, pytest.param(2, marks=pytest.mark.second), 15])
    @pytest.mark.parametrize("script", [[], ["space"], ["q"], ["e"], ["p"], ["?"], ["space", "space"]])
    def test_a_signal_writes_the_run_down(self, table: Table, number: int, script: list[str]) -> None:
        reading = table.run("enter", 9.7, *script, Signal(number))
        assert reading.code == 128 + number
        assert reading.lines[-1] == "Interrupted. What was done is in the log."
        assert table.world.run().outcome == "interrupted"

    @pytest.mark.parametrize("script", [[], ["y"], ["3"]])
    def test_a_signal_before_the_session_leaves_nothing(self, table: Table, script: list[str]) -> None:
        assert table.run(*script, Signal(15)).code == 143
        assert table.world.runs() == []

    def test_a_signal_on_the_summary_keeps_what_was_said(self, table: Table) -> None:
        reading = table.run("enter", SMALL_SECONDS, "7", Signal(2))
        assert reading.code == 130
        assert table.world.run().outcome == "stopped_for_pain"

    def test_a_signal_without_keys(self, table: Table) -> None:
        assert table.run(10.0, Signal(2), there=False).code == 130
        assert table.world.run().outcome == "interrupted"

    @pytest.mark.parametrize("room", [8, 9, 12])
    def test_lines_that_nobody_takes_end_it_quietly(self, table: Table, room: int) -> None:
        reading = table.run("enter", paper=Paper(room))
        assert reading.code == 141
        assert len(reading.lines) == room
        assert all(run.outcome == "interrupted" for run in table.world.runs())


class TestSummary:
    def test_every_answer_is_written_when_it_is_given(self, table: Table) -> None:
        reading = table.run("enter", SMALL_SECONDS, "2", "enter", "5", "enter", Text("went x well"))
        assert [line for line in reading.lines if line.endswith(" of 10")] == ["2 of 10", "5 of 10"], "not an echo"
        run = table.world.run()
        assert (run.pain_after, run.effort, run.note, run.outcome) == (2, 5, "went x well", "completed")

    def test_every_answer_may_be_left_open(self, table: Table) -> None:
        assert table.run("enter", SMALL_SECONDS, "enter", "enter", Text("")).code == 0
        run = table.world.run()
        assert (run.pain_after, run.effort, run.note) == (None, None, None)

    def test_a_tick_can_be_taken_back(self, table: Table) -> None:
        table.run("enter", SMALL_SECONDS, "s", "s", "enter", "escape")
        assert table.world.run().outcome == "completed"

    def test_at_the_start_the_keys_are_told(self, table: Table) -> None:
        assert {named(line, ()) for line in FEW_KEYS} <= set(table.at(1.0).lines)


# What is heard.

TONES = frozenset(get_args(Tone)) - {"count"}


def heard() -> list[list[str]]:
    (speaker,) = Loudspeaker.made
    assert speaker.closed
    return speaker.played


def test_a_session_is_heard_and_a_stop_ends_it(table: Table) -> None:
    table.run("enter", 12.0, "x", "enter", 1.0, "enter", mute=False)
    played = heard()
    assert [cue for cue in played if set(cue) & TONES] == [
        ["ready"],
        ["left"],
        ["stop", "lower-the-foot-slowly", "session-stopped"],
    ]
    assert played[-1] == ["stop", "lower-the-foot-slowly", "session-stopped"]


def test_where_it_reaches_is_asked_aloud_at_the_check_in_and_afterwards(table: Table) -> None:
    table.run("r", "3", "enter", SMALL_SECONDS, "r", "3", "escape", mute=False)
    asked = ["how-far-down-does-it-reach", "press-one-for-the-back-two-for-the-butto"]
    played = heard()
    assert [played.index(asked), len(played) - played[::-1].index(asked)] == [1, len(played)]
    assert played[2][0] == "new-numbness-between-the-legs-bladder-or", "what the key cut off is asked again"


def test_without_a_terminal_it_is_heard_too(table: Table) -> None:
    table.run(there=False, mute=False)
    played = [cue[0] for cue in heard() if set(cue) & TONES]
    assert [name for name, _ in groupby(played)] == [  # the word "Rest." has its tone's name
        "ready", "left", "halfway", "release", "left", "halfway", "switch", "right", "halfway", "release", "right",
        "halfway", "rest", "ready", "hold", "release", "hold", "done",
    ]  # fmt: skip


@pytest.mark.parametrize("there", [True, False])
def test_where_nothing_can_be_played_it_says_so_once(
    table: Table, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(Loudspeaker, "link", BELL)
    script: list[Act] = ["enter", 2.0, Signal(signal.SIGINT)] if there else []
    assert table.run(*script, there=there, mute=False).lines.count(UNHEARD) == 1


UNTIL_KEY = """\
format = 1
title = "Until done"
lead_in = 5
[[steps]]
name = "Reach"
hold = 20
until = "key"
[[steps]]
rest = 30
until = "key"
[[steps]]
name = "Lift"
hold = 4
"""


def test_what_lasts_until_a_key_ends_at_enter_or_a_key_without_a_meaning(table: Table) -> None:
    table.world.write_session(UNTIL_KEY)
    # 60 s into the hold Enter; in the rest a key in its first second, then another after 40 s.
    reading = table.run("enter", 64.7, "enter", After(0.5, "z"), After(39.5, "k"), 11.7, Signal(signal.SIGINT))
    said = [line for line in reading.lines if re.match(r" *\d+:\d\d  ", line)]
    assert said == [
        " 0:00  Ready: Reach, 5 s",
        " 0:05  Hold, about 20 s, until you press Enter",
        " 0:05  Hold here.",
        " 0:25  Rest, about 30 s, until you press Enter",
        " 0:25  Come out slowly.",
        " 0:29  Next: Lift.",
        " 0:55  Ready: Lift, 5 s",
        " 1:00  Hold, 4 s",
        " 1:00  Hold here.",
        " 1:04  Come out slowly.",
        " 1:04  Session finished",
    ], said
    assert "Until done, about 64 s." in "\n".join(reading.lines)
    reach, _ = table.world.holds()
    assert (reach.planned_seconds, round(reach.held_seconds), reach.result) == (20, 60, "done")


@cases("key", ["down", "5", "k", "enter"])
def test_a_key_held_down_ends_nothing(table: Table, key: str) -> None:
    table.world.write_session(UNTIL_KEY)
    repeats = [After(0.66, key), *(After(0.03, key) for _ in range(80))]
    reading = table.run("enter", 5.0, key, *repeats, 2.0, Signal(signal.SIGINT))
    assert not any(word in line for line in reading.lines for word in ("Rest", "Paused"))


def test_where_nobody_can_press_a_key_it_lasts_what_is_expected(table: Table) -> None:
    table.world.write_session(UNTIL_KEY)
    reading = table.run(there=False)
    assert " 0:05  Hold, 20 s" in reading.lines
    assert " 0:25  Rest, 30 s" in reading.lines
    assert reading.lines[1].startswith("Until done, 64 s")
    assert [(hold.held_seconds, hold.result) for hold in table.world.holds()] == [(20, "done"), (4, "done")]
