"""A whole short session and a stop, as they were really played: each cue within 150 ms of its second."""

from __future__ import annotations

import subprocess
import time

import pytest

from backstretch.audio.packaged import packaged_clips
from backstretch.audio.tones import tone
from backstretch.coach.cues import Tone
from tests.pty.home import PROGRAM, Home

from .conftest import Recording

pytestmark = pytest.mark.sink

LATE_SECONDS = 0.15
ALIKE = 0.85
"""Correlation of loudness from which a tone counts as recognised; another tone's is far below."""

SESSION = """
format = 1
title = "Short"
lead_in = 4
side_gap = 3
[[steps]]
name = "Reach"
sides = "both"
hold = 15
rest_after = 8
[[steps]]
name = "Lift"
lead_in = 3
hold = 4
reps = 2
rest_between = 3
"""
"""Moves of one's own: nothing to get down for, so the clock starts at once."""
CUES: list[tuple[float, Tone]] = [
    (0, "ready"),
    (4, "left"),
    (11.5, "halfway"),
    (16, "count"),
    (17, "count"),
    (18, "count"),
    (19, "switch"),
    (22, "right"),
    (29.5, "halfway"),
    (34, "count"),
    (35, "count"),
    (36, "count"),
    (37, "rest"),
    (42, "count"),
    (43, "count"),
    (44, "count"),
    (45, "ready"),
    (48, "hold"),
    (52, "release"),
    (55, "hold"),
    (59, "done"),
]


def test_each_cue_of_a_session_is_heard_on_its_second(sounding_home: Home, recording: Recording) -> None:
    sounding_home.write_session("short", SESSION)
    sounding_home.configure('words = "short"\n')  # the lead-ins stay as they are written
    command = [*PROGRAM, "run", "short", "--plain"]
    with subprocess.Popen(
        command, env=sounding_home.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        begun = next(time.monotonic() for line in program.stdout if line.lstrip().startswith("0:00"))
        assert "Session finished" in program.stdout.read()
    heard = recording.until(begun + 62)
    onsets = {second: heard.onset(begun + second) for second, _ in CUES}
    print({second: round(onset, 3) for second, onset in onsets.items() if onset is not None})
    assert all(onset is not None and -0.05 <= onset <= LATE_SECONDS for onset in onsets.values()), onsets
    likeness = {
        second: heard.likeness(tone(name).path, begun + second + (onsets[second] or 0.0)) for second, name in CUES
    }
    print({second: round(value, 2) for second, value in likeness.items()})
    assert all(value >= ALIKE for value in likeness.values()), likeness


def test_after_a_stop_there_is_the_tone_and_the_first_sentence_once(sounding_home: Home, recording: Recording) -> None:
    sounding_home.write_session("short", SESSION)
    sounding_home.configure('words = "short"\n')  # the lead-ins stay as they are written
    with sounding_home.open("run", "short") as terminal:
        terminal.wait_for("Enter starts")
        terminal.press("enter")
        terminal.wait_for("HOLD")
        terminal.take_in_for(1.5)  # the way in is being said
        assert recording.until(time.monotonic()).loud_seconds(time.monotonic() - 0.5, time.monotonic()) > 0.1
        stopped = time.monotonic()
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.take_in_for(6)
        heard = recording.until(stopped + 6)
    first, then = packaged_clips()["Lower slowly, then rest."], packaged_clips()["Session stopped."]
    stop = tone("stop")
    begins = [shift / 100 for shift in range(16) if heard.likeness(stop.path, stopped + shift / 100) >= ALIKE]
    assert begins, "the stop's tone was not heard within 150 ms"
    said = stopped + begins[0] + stop.seconds
    for clip in (first, then):  # a move of one's own has no way out in its own words
        assert max(heard.likeness(clip.path, said + shift / 100) for shift in range(40)) >= ALIKE, clip.path.name
        said += clip.seconds
    over = said + 0.6
    assert heard.loud_seconds(over, stopped + 6) == 0
