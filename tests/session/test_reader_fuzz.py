"""Whatever a file holds, reading it ends, and what is said of it can be printed."""

from __future__ import annotations

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from backstretch.session.model import ExerciseStep, Session, extent
from backstretch.session.reader import Reading
from backstretch.session.timeline import timeline

from .samples import EXAMPLE, Read, SessionOf

pytestmark = pytest.mark.second

TELLING = [
    "format",
    "title",
    "summary",
    "author",
    "level",
    "tags",
    "lead_in",
    "side_gap",
    "breath",
    "steps",
    "exercise",
    "name",
    "cue",
    "cues",
    "cautions",
    "sides",
    "first_side",
    "hold",
    "reps",
    "rest",
    "rest_between",
    "rest_after",
    "rounds",
    "from",
    "to",
    "by",
]

SCALARS = st.one_of(
    st.sampled_from([0, 1, 5, 30, 101, 3601, 10**30, 0.5, -1.0, 1e300, float("nan"), float("inf"), True]),
    st.sampled_from(["", "T", "bridge", "4 breaths", "90s", "1m30s", "both", "alternate", "gentle", "knee", "\x1b[2J"]),
    st.text(max_size=8),
    st.datetimes(),
    st.times(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(TELLING), inner, max_size=5),
    max_leaves=12,
)


def check(reading: Reading) -> None:
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    assert (reading.session is None) == bool(errors)
    assert list(reading.problems) == sorted(reading.problems)
    for problem in reading.problems:
        assert str(problem).isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
    if reading.session is not None:
        check_session(reading.session)


def check_session(session: Session) -> None:
    for level in (0, 1, session.top_level):
        laid_out = timeline(session, level)
        assert extent(session, level) == (len(laid_out.phases), laid_out.total_seconds)
    texts = [session.title, session.summary, session.author, *session.tags]
    for step in session.steps:
        if isinstance(step, ExerciseStep):
            texts += [step.name, step.exercise, *step.cues]
    assert all(text.isprintable() for text in texts)


@given(st.binary())
def test_any_bytes(read: Read, data: bytes) -> None:
    check(read(data))


@given(st.text())
def test_any_text(read: Read, text: str) -> None:
    check(read(text))


@given(st.dictionaries(st.sampled_from(TELLING) | st.text(max_size=6), VALUES, max_size=8))
def test_any_values(read: Read, values: dict[str, object]) -> None:
    check(read(tomli_w.dumps({"format": 1, "title": "T"} | values)))


@given(
    st.lists(
        st.dictionaries(st.sampled_from(TELLING), VALUES, max_size=4).map(
            lambda step: {"exercise": "bridge"} | step if len(step) % 2 else step
        ),
        max_size=4,
    )
)
def test_any_steps(read: Read, steps: list[dict[str, object]]) -> None:
    check(read(tomli_w.dumps({"format": 1, "title": "T", "steps": steps})))


def mutations() -> st.SearchStrategy[list[tuple[int, int, str]]]:
    """Places in the example, how much is cut out there, and what is put in."""
    pieces = st.sampled_from(
        ['"', "'", "[", "]", "[[steps]]\n", "{", "}", "=", "\n", "#", "\\", ".", ",", "-", "\0", "9" * 20]
    )
    return st.lists(
        st.tuples(st.integers(0, len(EXAMPLE)), st.integers(0, 30), pieces | st.text(max_size=5)), max_size=4
    )


def mutated(changes: list[tuple[int, int, str]]) -> str:
    text = EXAMPLE
    for place, length, piece in changes:
        text = text[:place] + piece + text[place + length :]
    return text


@given(mutations())
def test_any_mutation_of_a_good_file(read: Read, changes: list[tuple[int, int, str]]) -> None:
    check(read(mutated(changes)))


@given(st.data())
def test_a_broken_line_hides_no_other_problem(read: Read, data: st.DataObject) -> None:
    """One value that is no TOML: the error of another line is reported as if nothing were."""
    lines = EXAMPLE.split("\n")
    keys = [number for number, line in enumerate(lines) if " = " in line and "[" not in line and "{" not in line]
    broken, wrong = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True))
    lines[broken] = lines[broken].split(" = ")[0] + " = 20 sec"
    lines[wrong] = lines[wrong].split(" = ")[0] + " = 1979-05-27"
    assert {problem.line for problem in read("\n".join(lines)).problems} >= {broken + 1, wrong + 1}


def test_a_file_cut_off_anywhere(read: Read) -> None:
    for end in range(len(EXAMPLE)):
        check(read(EXAMPLE[:end]))


def test_the_same_bytes_give_the_same_reading(read: Read, session_of: SessionOf) -> None:
    assert read(EXAMPLE) == read(EXAMPLE)
    assert hash(read(EXAMPLE)) == hash(read(EXAMPLE))
    assert session_of("steps = [{ rest = 1 }]") == session_of("steps = [{ rest = 1 }]")
