"""What a screen shows: the steps as they are written, and each problem at its field."""

from __future__ import annotations

import pytest

from backstretch.base.toml_lines import Where
from backstretch.editing.outline import problems_at, read, step_lines, steps_shape
from backstretch.editing.tomledit.document import Document

from .samples import INLINE, REGULAR, document


def test_the_steps_of_a_file() -> None:
    document = Document.of(REGULAR["comments, CRLF"])
    lines = step_lines(document)
    shapes = steps_shape(document)
    assert [(shape.where, shape.kind, shape.table.get("name"), lines[shape.where]) for shape in shapes] == [
        (("steps", 0), "own", "A", 15),
        (("steps", 1), "own", "B", 27),
        (("steps", 2), "unknown", "C", 39),
        (("steps", 2, "steps", 0), "own", "D", 44),
        (("steps", 2, "steps", 1), "unknown", "E", 51),
        (("steps", 3), "own", "F", 56),
    ]


def test_every_kind() -> None:
    text = 'steps = [{ exercise = "x" }, { rest = 1 }, { rounds = 2 }, { steps = [5] }, {}, 5, { hold = 1 }]\n'
    assert [(shape.where[1:], shape.kind) for shape in steps_shape(document(text))] == [
        ((0,), "exercise"),
        ((1,), "rest"),
        ((2,), "group"),
        ((3,), "group"),
        ((3, "steps", 0), "unknown"),
        ((4,), "unknown"),
        ((5,), "unknown"),
        ((6,), "unknown"),
    ]
    assert list(step_lines(document(INLINE)).values()) == [3, 4, 5, 5]


@pytest.mark.parametrize("text", ["", "steps = 5", "steps = [", "steps = {}"])
def test_no_steps(text: str) -> None:
    assert steps_shape(document(text)) == ()
    assert step_lines(document(text)) == {}


def test_each_problem_at_its_field() -> None:
    text = """\
format = 1
level = "hard"
breath = 99
[[steps]]
exercise = "brige"
hold = { from = 0, to = 5 }
cues = ["a", 5]
extra = 1
[[steps]]
"""
    reading = read(document(text), "s", "s.toml")
    assert reading.session is None
    found = {where: [problem.line for problem in problems] for where, problems in problems_at(reading).items()}
    expected: dict[Where, list[int]] = {
        (): [1],
        ("level",): [2],
        ("breath",): [3],
        ("steps", 0, "exercise"): [5],
        ("steps", 0, "hold", "from"): [6],
        ("steps", 0, "hold"): [6],
        ("steps", 0, "cues", 1): [7],
        ("steps", 0, "extra"): [8],
        ("steps", 1): [9],
    }
    assert found == expected
    (missing,) = problems_at(reading)[()]
    assert missing.message.startswith("title is missing")


def test_what_is_no_toml_is_a_problem_of_the_file() -> None:
    reading = read(document("format = 1\ntitle = \n"), "s", "s.toml")
    problems = problems_at(reading)[()]
    assert [problem.line for problem in problems if problem.severity == "error"][-1] == 2


def test_a_good_file_is_read() -> None:
    reading = read(Document.of(REGULAR["everyday"]), "everyday", "everyday.toml")
    assert reading.session is not None
    assert reading.session.id == "everyday"
    assert problems_at(reading) == {}
