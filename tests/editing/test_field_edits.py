"""One key more, one key less, on any number."""

from __future__ import annotations

import tomllib
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.base.toml_lines import Where
from backstretch.editing.field_edits import label, nudge
from backstretch.editing.tomledit import EditError
from backstretch.session.catalogue import catalogue
from backstretch.session.reader import read_session
from tests.cases import cases

from .samples import document

UP: Literal[1] = 1
DOWN: Literal[-1] = -1


def nudged(key: str, written: str, direction: Literal[-1, 1], head: str = "") -> str:
    after = nudge(document(f"{head}[[steps]]\n{key} = {written}\n"), ("steps", 0, key), direction).source
    return after.removeprefix(f"{head}[[steps]]\n{key} = ").removesuffix("\n")


@cases(
    ("key", "one", "other"),
    [
        ("hold", "20", "25"),
        ("hold", "12.5", "17.5"),
        ("hold", "10", "15"),
        ("hold", "9", "10"),
        ("hold", "1", "2"),
        ("hold", "3595", "3600"),
        ("hold", '"90s"', '"95s"'),
        ("hold", '"55s"', '"60s"'),
        ("hold", '"1m30s"', '"1m35s"'),
        ("hold", '"1m55s"', '"2m"'),
        ("hold", '"2m"', '"2m5s"'),
        ("hold", "'4 breaths'", "'5 breaths'"),
        ("hold", '"1 breath"', '"2 breaths"'),
        ("hold", '"0m8s"', '"9s"'),
        ("reps", "3", "4"),
        ("reps", "99", "100"),
        ("rounds", "49", "50"),
        ("rest", "0", "5"),
        ("rest_between", "5", "10"),
        ("rest_after", '"1m"', '"1m5s"'),
        ("rest_after", '"0 breaths"', '"1 breath"'),
        ("lead_in", "3595", "3600"),
        ("side_gap", "2.5", "7.5"),
    ],
)
def test_up_and_down_again(key: str, one: str, other: str) -> None:
    assert nudged(key, one, UP) == other
    back = nudged(key, other, DOWN)
    assert back == one or (one, back) == ('"0m8s"', '"8s"')


@cases(
    ("key", "written", "direction", "after"),
    [
        ("hold", "12", DOWN, "10"),
        ("hold", "1.5", DOWN, "1.0"),
        ("hold", "3598", UP, "3600"),
        ("rest", "3", DOWN, "0"),
        ("hold", '"1m3s"', DOWN, '"58s"'),
        ("hold", "5000", DOWN, "3600"),
        ("hold", "-3", UP, "1"),
        ("reps", "500", DOWN, "100"),
    ],
)
def test_no_further_than_allowed(key: str, written: str, direction: Literal[-1, 1], after: str) -> None:
    assert nudged(key, written, direction) == after


@cases(
    ("key", "written", "direction"),
    [
        ("hold", "0x1", DOWN),
        ("hold", "3_600", UP),
        ("hold", "'60m'", UP),
        ("reps", "1", DOWN),
        ("reps", "100", UP),
        ("rounds", "50", UP),
        ("rest", "0.0", DOWN),
        ("hold", '"1 breath"', DOWN),
        ("hold", '"600 breaths"', UP),
    ],
)
def test_at_the_end_nothing_changes(key: str, written: str, direction: Literal[-1, 1]) -> None:
    assert nudged(key, written, direction) == written


def test_how_long_a_breath_is_counts() -> None:
    assert nudged("hold", '"359 breaths"', UP, "breath = 10\n") == '"360 breaths"'
    assert nudged("hold", '"360 breaths"', UP, "breath = 10\n") == '"360 breaths"'


@cases(
    ("key", "written", "end", "direction", "after"),
    [
        ("reps", "{ from = 3, to = 8, by = 1 }", "from", UP, "{ from = 4, to = 8, by = 1 }"),
        ("reps", "{ from = 8, to = 8, by = 1 }", "from", UP, "{ from = 8, to = 8, by = 1 }"),
        ("reps", "{ from = 3, to = 3, by = 1 }", "to", DOWN, "{ from = 3, to = 3, by = 1 }"),
        ("reps", "{ from = 3, to = 8, by = 1 }", "by", DOWN, "{ from = 3, to = 8, by = 1 }"),
        ("hold", "{ from = 10, to = 20, by = 5 }", "to", UP, "{ from = 10, to = 25, by = 5 }"),
        ("hold", "{ from = 17, to = 20, by = 5 }", "from", UP, "{ from = 20, to = 20, by = 5 }"),
        ("hold", "{ from = 10, to = 20, by = 5 }", "by", DOWN, "{ from = 10, to = 20, by = 4 }"),
        (
            "hold",
            '{ from = "1 breath", to = "2 breaths", by = 5 }',
            "to",
            UP,
            '{ from = "1 breath", to = "3 breaths", by = 5 }',
        ),
    ],
)
def test_the_parts_of_a_range(key: str, written: str, end: str, direction: Literal[-1, 1], after: str) -> None:
    before = document(f"[[steps]]\n{key} = {written}\n")
    assert nudge(before, ("steps", 0, key, end), direction).source == f"[[steps]]\n{key} = {after}\n"


def test_the_breath_of_the_file_changes_by_one_second() -> None:
    assert nudge(document("breath = 12 # x"), ("breath",), UP).source == "breath = 13 # x"
    assert nudge(document("breath = 30"), ("breath",), UP).source == "breath = 30"
    assert nudge(document("lead_in = 10"), ("lead_in",), DOWN).source == "lead_in = 5"


def test_a_number_that_is_not_there_starts_at_its_default() -> None:
    before = document('[[steps]]\nexercise = "bridge"\n')
    assert nudge(before, ("steps", 0, "hold"), UP, "3 breaths").source == f'{before.source}hold = "4 breaths"\n'
    assert nudge(before, ("steps", 0, "reps"), DOWN, 8).source == f"{before.source}reps = 7\n"


@cases(
    ("text", "where", "message"),
    [
        ("hold = 'long'", ("steps", 0, "hold"), 'steps.1.hold is "long"; there is no number to change'),
        ("hold = true", ("steps", 0, "hold"), "steps.1.hold is true; there is no number to change"),
        ("hold = { from = 1 }", ("steps", 0, "hold"), "steps.1.hold is a table; there is no number to change"),
        ("reps = 2.5", ("steps", 0, "reps"), "steps.1.reps is 2.5; there is no number to change"),
        ("cue = 'a'", ("steps", 0, "cue"), 'steps.1.cue is "a"; there is no number to change'),
        ("hold = 5", ("steps", 0, "hold", "from"), "steps.1.hold.from is not there; there is no number to change"),
        ("hold = 5", ("steps", 3, "hold"), "steps.4.hold is not there; there is no number to change"),
        ("hold = 5", (), "the file is not there; there is no number to change"),
    ],
)
def test_where_there_is_no_number(text: str, where: Where, message: str) -> None:
    with pytest.raises(EditError) as refused:
        nudge(document(f"[[steps]]\n{text}\n"), where, UP)
    assert str(refused.value) == message


@cases(
    ("where", "before", "after", "said"),
    [
        (("steps", 0, "hold"), 20, 25, "hold 20 s → 25 s"),
        (("steps", 0, "hold"), "1m30s", 2.5, 'hold "1m30s" → 2.5 s'),
        (("steps", 0, "reps"), 3, 4, "reps 3 → 4"),
        (("steps", 0, "reps", "from"), 3, 4, "reps from 3 → 4"),
        (("steps", 0, "hold", "by"), 3, 4, "hold by 3 s → 4 s"),
        (("steps", 0, "cue"), None, "a", 'cue "a"'),
        (("title",), "a", None, 'title "a" removed'),
        (("tags",), ["a"], True, "tags a list → true"),
    ],
)
def test_what_a_change_is_called(where: Where, before: object, after: object, said: str) -> None:
    assert label(where, before, after) == said


lengths = st.integers(-5, 4000) | st.floats(-5, 4000) | st.sampled_from(["90s", "1m", "59m58s", "4 breaths", "0.5s"])


@pytest.mark.second
@given(
    st.sampled_from(["hold", "reps", "rest_between", "lead_in"]),
    lengths,
    st.sampled_from([UP, DOWN]),
    st.integers(1, 30),
)
def test_wherever_one_begins_one_ends_within_bounds(
    key: str, start: Any, direction: Literal[-1, 1], breath: int
) -> None:
    one = document(f'format = 1\ntitle = "T"\nbreath = {breath}\n[[steps]]\nexercise = "bridge"\n')
    if key == "reps" and not isinstance(start, int):
        return
    one = nudge(one, ("steps", 0, key), direction, start)
    for _ in range(5):
        session = read_session(one.data, id="s", path="s", exercises=catalogue(), warnings=False)
        said = tomllib.loads(one.source)["steps"][0]
        assert session.session is not None or key not in said, (session.problems, one.source)
        one = nudge(one, ("steps", 0, key), direction, start)
