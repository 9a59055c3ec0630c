"""New files look like those that come with the program."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.base.paths import bundled_sessions
from backstretch.editing.outline import read
from backstretch.editing.step_edits import delete_step
from backstretch.editing.templates import new_text
from backstretch.editing.tomledit import EditError
from backstretch.editing.tomledit.document import Document
from backstretch.editing.tomledit.literals import same

WRITTEN = """\
# A session for backstretch. Steps are done from top to bottom; `backstretch check FILE` tells, line by line, if
# something cannot be right. New to these files? gentle-start.toml explains every key.

format = 1
title = "My \\"back\\""
summary = "S."
breath = 5

[[steps]]
exercise = "bridge"
hold = "3 breaths"
reps = { from = 3, to = 8, by = 1 }
cue = "Breathe."

[[steps]]
rounds = 2
rest_between = 30

[[steps.steps]]
name = "Ankle circles"
hold = 20
cues = [
    "Stay on your back, and let the legs be as long and as heavy as they like to be.",
    "Draw slow circles with both feet.",
]

[[steps.steps]]
rest = 5
"""

STEPS: list[dict[str, Any]] = [
    {"cue": "Breathe.", "reps": {"from": 3, "to": 8, "by": 1}, "hold": "3 breaths", "exercise": "bridge"},
    {
        "steps": [
            {
                "name": "Ankle circles",
                "cues": [
                    "Stay on your back, and let the legs be as long and as heavy as they like to be.",
                    "Draw slow circles with both feet.",
                ],
                "hold": 20,
            },
            {"rest": 5},
        ],
        "rounds": 2,
        "rest_between": 30,
    },
]


def test_a_new_file() -> None:
    assert new_text('My "back"', STEPS, {"breath": 5, "summary": "S."}) == WRITTEN
    reading = read(Document(WRITTEN), "mine", "mine.toml")
    assert [str(problem) for problem in reading.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("path", sorted(bundled_sessions().glob("*.toml")), ids=lambda path: path.stem)
def test_what_a_bundled_session_says_is_laid_out_as_it_is(path: Any) -> None:
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    others = {key: value for key, value in values.items() if key not in {"format", "title", "steps"}}
    text = new_text(values["title"], values["steps"], others)
    assert same(tomllib.loads(text), values)
    # Comments, and the spaces before them, are all that is missing.
    bare = [line.split(" #")[0].split("#")[0].rstrip() for line in path.read_text(encoding="utf-8").split("\n")]
    assert [line for line in bare if line] == [line for line in text.split("\n") if line and not line.startswith("#")]


def test_a_file_without_steps_is_one_to_begin_with() -> None:
    text = new_text("T", [])
    assert text.endswith('\nformat = 1\ntitle = "T"\n')
    one = Document(new_text("T", [{"rest": 5}]))
    assert delete_step(one, ("steps", 0)).source == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_a_title(title: str) -> None:
    assert tomllib.loads(new_text(title, []))["title"] == title


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ({"rounds": 2, "steps": [{"rounds": 1, "steps": [{"rest": 1}]}]}, "groups do not nest"),
        ({"rounds": 2, "steps": "x"}, "the steps of a group are tables"),
        ({"rest": None}, "only texts, numbers, lists and tables can be written"),
    ],
)
def test_what_no_file_can_say(step: dict[str, Any], message: str) -> None:
    with pytest.raises(EditError, match=message):
        new_text("T", [step])
