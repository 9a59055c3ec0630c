"""Session files to read, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable

from backstretch.base.errors import Problem
from backstretch.session.model import Session
from backstretch.session.reader import Reading

Read = Callable[[str | bytes], Reading]
SessionOf = Callable[[str], Session]

HEAD = 'format = 1\ntitle = "T"\n'
"""Two lines without a problem: what follows them begins on line 3."""

EXAMPLE = """
format = 1
title = "Gentle start"
summary = "Five quiet minutes for a stiff lower back."
author = "A. Physio"
level = "steady"
tags = ["flexibility", "morning"]
lead_in = 15
side_gap = 4
breath = 5

[[steps]]
exercise = "knee-to-chest"
sides = "both"
hold = 20
reps = 3
rest_between = 5
rest_after = 15
cue = "Breathe out as the knee comes in."

[[steps]]
name = "My own move"
cues = ["Lie on your back.", "Press the lower back down."]
cautions = ["osteoporosis"]
hold = "4 breaths"
reps = { from = 5, to = 30, by = 5 }

[[steps]]
rest = 30

[[steps]]
rounds = 2
rest_between = 30
[[steps.steps]]
exercise = "bridge"
hold = 6
reps = 8
[[steps.steps]]
rest = "1m"
cue = "Let go."
"""


def lines(problems: tuple[Problem, ...]) -> list[str]:
    """The errors, without what is the same in all of them."""
    return [
        f"{problem.line}:{problem.column}: {problem.message}" for problem in problems if problem.severity == "error"
    ]
