from __future__ import annotations

from pathlib import Path

import pytest

from .home import LONG, SHORT, Home, assert_calm, assert_restored, check_in, leave_the_advice
from .terminal import Terminal

pytestmark = pytest.mark.second


def put_a_file_in_place_of(directory: Path) -> None:
    directory.parent.mkdir(parents=True, exist_ok=True)
    directory.write_text("not a directory", encoding="utf-8")


def session_elsewhere(home: Home, text: str) -> str:
    path = home.root / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def pass_first_questions(terminal: Terminal) -> None:
    terminal.wait_for("none of the rest applies")
    terminal.press("enter")


def test_with_no_data_directory_the_library_says_so_in_one_line(home_without_data: Home) -> None:
    with home_without_data.open(columns=400) as terminal:
        terminal.wait_for("Nothing will be logged.")
        terminal.wait_for("Every day")
        assert terminal.text().count("journal.db") == terminal.text().count("Nothing will be logged.") == 1
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)


def test_with_no_data_directory_a_session_runs_to_its_end(home_without_data: Home) -> None:
    home = home_without_data
    with home.open("run", session_elsewhere(home, SHORT)) as terminal:
        pass_first_questions(terminal)
        terminal.wait_for("could not be saved")
        check_in(terminal)
        terminal.wait_for("Holds: 1 done")
        terminal.wait_for("The log could not be written: this session is not in it.")
        terminal.press("escape")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)


def test_with_no_data_directory_a_stop_is_saved_beside_it(home_without_data: Home) -> None:
    home = home_without_data
    with home.open("run", session_elsewhere(home, LONG), rows=60) as terminal:
        pass_first_questions(terminal)
        check_in(terminal)
        terminal.wait_for("HOLD")
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for("the stop is saved beside it")
        assert len(list((home.state / "stops").glob("*.json"))) == 1
        leave_the_advice(terminal)
        assert terminal.wait_exit() == 0
        assert_calm(terminal)
    home.data.unlink()
    home.answer_first_questions()
    (run,) = home.log()
    assert run["outcome"] == "stopped_for_pain"
    with home.open("run", session_elsewhere(home, LONG)) as terminal:
        terminal.wait_for("Has that pain settled?")


def test_with_no_directory_at_all_a_stop_still_stops_and_says_that_it_is_not_saved(home_without_data: Home) -> None:
    home = home_without_data
    put_a_file_in_place_of(home.state)
    with home.open("run", session_elsewhere(home, LONG), rows=60) as terminal:
        pass_first_questions(terminal)
        check_in(terminal)
        terminal.wait_for("HOLD")
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for("could not be saved on this machine")
        leave_the_advice(terminal)
        assert terminal.wait_exit() == 0
        assert_calm(terminal)


def test_a_damaged_journal_is_left_alone_and_a_stop_is_saved_beside_it(home: Home) -> None:
    damaged = b"SQLite format 3\0" + b"no journal" * 500
    (home.data / "journal.db").write_bytes(damaged)
    home.write_session("long", LONG)
    with home.open(columns=200, rows=60) as terminal:
        terminal.wait_for("Nothing will be logged.")
        terminal.wait_for("Aaa long")
        terminal.press("end")
        terminal.wait_for("Third move")
        terminal.press("enter")
        terminal.wait_for("nobody knows whether pain")
        terminal.press("y")
        terminal.wait_for("Have you had medical advice about it?")
        terminal.press("y")
        check_in(terminal)
        terminal.wait_for("HOLD")
        terminal.press("x")
        terminal.wait_for("SESSION STOPPED")
        terminal.wait_for("the stop is saved beside it")
        leave_the_advice(terminal)
        terminal.wait_for("Nothing will be logged.")
        terminal.press("q")
        assert terminal.wait_exit() == 0
        assert_restored(terminal)
    assert (home.data / "journal.db").read_bytes() == damaged


@pytest.mark.parametrize("name", ["config.toml", "person.toml"])
def test_a_broken_file_is_reported_and_the_default_used(home: Home, name: str) -> None:
    path = (home.config if name == "config.toml" else home.data) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("this is [not TOML", encoding="utf-8")
    with home.open(columns=200) as terminal:
        terminal.wait_for(name)
        terminal.wait_for("Every day")
        assert_calm(terminal)
    assert path.read_text(encoding="utf-8") == "this is [not TOML"


@pytest.fixture
def home_without_data(tmp_path: Path) -> Home:
    """A home with a file where the data directory should be."""
    home = Home(tmp_path)
    put_a_file_in_place_of(home.data)
    return home
