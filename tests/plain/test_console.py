"""Lines on every kind of stream, and keys as they count."""

from __future__ import annotations

import pytest

from backstretch.plain.console import Console, Output, SharpPainError
from backstretch.plain.key_source import SUSPEND
from backstretch.plain.signals import OutputGoneError
from backstretch.terminal.keys import PAIN_CHARACTERS

from .conftest import UNICODE, Act, After, FakeClock, Paper, ScriptedKeys


def test_lines_are_whole_and_an_empty_one_is_left_out() -> None:
    paper = Paper()
    Output(paper, UNICODE).write("a", "", "b")
    assert paper.getvalue() == "a\nb\n"


def test_a_bell_is_not_for_files() -> None:
    paper = Paper()
    Output(paper, UNICODE).ring()
    assert paper.getvalue() == ""


def test_a_stream_that_is_not_there_or_takes_nothing_is_told() -> None:
    with pytest.raises(OutputGoneError):
        Output(None, UNICODE).write("a")
    with pytest.raises(OutputGoneError):
        Output(Paper(0), UNICODE).write("a")


def keys_of(*script: Act) -> tuple[Console, ScriptedKeys]:
    clock = FakeClock()
    keys = ScriptedKeys(clock, script)
    return Console(keys, Output(Paper(), UNICODE), clock), keys


def test_letters_count_in_either_case() -> None:
    console, _ = keys_of("N", "q")
    assert (console.key(), console.key()) == ("n", "q")


def test_a_held_key_counts_once() -> None:
    console, _ = keys_of("n", After(0.66, "n"), After(0.03, "N"), After(0.95, "n"), After(0.03, "b"), After(0.03, "+"))
    assert [console.key() for _ in range(6)] == ["n", "", "", "n", "b", "+"]
    console, _ = keys_of("u", After(0.03, "u"), "right", After(0.03, "right"), "5", After(0.03, "5"))
    assert [console.key() for _ in range(6)] == ["u", "u", "right", "right", "5", "5"]


@pytest.mark.parametrize("key", PAIN_CHARACTERS)
def test_sharp_pain_counts_at_once_also_in_a_row(key: str) -> None:
    console, _ = keys_of(key, After(0.03, key))
    for _ in range(2):
        with pytest.raises(SharpPainError):
            console.key()


def test_what_was_typed_before_a_question_is_no_answer() -> None:
    console, _ = keys_of(After(0.0, "y"), After(0.0, "n"), After(0.1, "b"))
    console.drop_typed()
    assert console.key() == "b"
    console, _ = keys_of(After(0.0, "y"), After(0.0, "x"))
    with pytest.raises(SharpPainError):
        console.drop_typed()
    console, _ = keys_of(After(0.0, "x"), After(0.1, "b"))
    console.drop_typed(advised=True)
    assert console.key() == "b"


@pytest.mark.parametrize("key", ["x", "X", "!"])
def test_sharp_pain_is_done_before_anything_else(key: str) -> None:
    console, _ = keys_of(key)
    done: list[str] = []
    console.stop = lambda: done.append("stopped")
    with pytest.raises(SharpPainError):
        console.key()
    assert done == ["stopped"]


def test_where_the_advice_stands_it_is_a_key_like_others() -> None:
    console, _ = keys_of("x")
    assert console.key(advised=True) == "x"


def test_on_the_way_to_the_shell_the_session_stands_still() -> None:
    console, keys = keys_of(SUSPEND)
    visits: list[int] = []
    console.stand_still = lambda: visits.append(keys.visits)
    assert console.key() == SUSPEND
    assert (visits, keys.visits) == ([0], 1)


def test_a_terminal_gets_lines_as_wide_as_it_is_and_a_file_whole_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    line = " 0:25  Bring one knee to the chest and hold it with both hands, then let it go slowly."
    for there, lines in ((True, [line[:57].rstrip(), f"       {line[57:]}"]), (False, [line])):
        paper = Paper()
        monkeypatch.setattr(paper, "isatty", lambda there=there: there)
        monkeypatch.setattr(paper, "fileno", lambda: 1)
        monkeypatch.setattr("backstretch.plain.console.terminal_size", lambda _handle: (60, 24))
        monkeypatch.setattr(Output, "_its_writer", lambda _output: None)
        Output(paper, UNICODE).write(line)
        assert paper.getvalue().splitlines() == lines
