"""A session's exercises in words, for whoever reads how they are done."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from backstretch.commands.sessions import show
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import cautions
from backstretch.session.how import How, how, in_lines
from backstretch.session.reader import read_session

TEXT = """
format = 1
title = "Mine"
[[steps]]
exercise = "clam"
first_side = "right"
[[steps]]
rounds = 2
[[steps.steps]]
name = "Rock"
hold = 10
props = ["a ball"]
start = "Sit."
cues = ["Rock."]
into = "Go."
holding = "Breathe."
out = "Stop."
parts = [{ word = "BACK", say = "Lean back." }, { word = "FORTH", say = "And forth." }]
does = "move"
cautions = ["knee"]
cue = "Gently."
[[steps]]
exercise = "pelvic-tilt"
[[steps]]
exercise = "clam"
first_side = "right"
hold = 3
"""


def found() -> tuple[How, ...]:
    session = read_session(TEXT.encode(), id="mine", path="mine.toml", exercises=catalogue()).session
    assert session is not None
    return how(session, catalogue(), cautions())


def test_each_exercise_is_told_once_in_the_order_they_are_done() -> None:
    assert [one.exercise for one in found()] == ["clam", "Rock", "pelvic-tilt"]


def test_an_exercise_of_the_catalogue() -> None:
    clam, _, tilt = found()
    known = catalogue()["clam"]
    assert clam == How("clam", "Clam", "right", known.words.on("right"), "", known.easier, known.avoid, ("surgery",))
    assert clam.words.start == "Lie on your left side, hips and knees bent."
    assert (tilt.side, tilt.cautions) == (None, ("pregnancy", "surgery"))


def test_a_move_of_ones_own_in_lines() -> None:
    assert list(in_lines(found()[1])) == [
        "Rock",
        "  Have ready: a ball",
        "  Start: Sit.",
        "  Beside that: Gently.",
        "  1: Rock.",
        "  Into the hold: Go.",
        "  Meanwhile: Breathe.",
        "  BACK: Lean back.",
        "  FORTH: And forth.",
        "  Out of it: Stop.",
        "  Left out with: knee",
    ]


def test_the_command_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TEXT, encoding="utf-8")
    plain = CliRunner().invoke(show, [str(path), "--how"])
    assert plain.exit_code == 0
    assert plain.stdout == "\n\n".join("\n".join(in_lines(one)) for one in found()) + "\n"
    written = json.loads(CliRunner().invoke(show, [str(path), "--how", "--json"]).stdout)
    assert (written["id"], written["title"]) == ("mine", "Mine")
    assert written["exercises"][1] == {
        "exercise": "Rock",
        "name": "Rock",
        "side": None,
        "cue": "Gently.",
        "easier": "",
        "avoid": "",
        "cautions": ["knee"],
        "props": ["a ball"],
        "start": "Sit.",
        "cues": ["Rock."],
        "into": "Go.",
        "holding": "Breathe.",
        "out": "Stop.",
        "parts": [{"word": "BACK", "say": "Lean back."}, {"word": "FORTH", "say": "And forth."}],
        "does": "move",
    }
