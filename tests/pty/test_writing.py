"""Sessions begun and changed on a real terminal: the questions of ``new``, and those after an editor."""

from __future__ import annotations

import sys

import pytest

from .home import SHORT, Home, assert_calm

pytestmark = pytest.mark.second


def test_four_questions_answered_with_enter(home: Home) -> None:
    with home.open("new", "mine") as terminal:
        for question in ("Minutes [10]", "Number or word [loosen]", "Number or word [gentle]", "or none [none]"):
            terminal.wait_for(question)
            terminal.press("enter")
        terminal.wait_for("backstretch run mine")
        assert terminal.wait_exit() == 0
        assert_calm(terminal)
    assert (home.data / "sessions" / "mine.toml").read_text(encoding="utf-8").count("[[steps]]") > 3


def test_a_broken_session_is_offered_again(home: Home) -> None:
    home.write_session("mine", SHORT)
    editor = home.root / "editor.py"
    editor.write_text("import sys\nopen(sys.argv[1], 'a').write('oops\\n')\n", encoding="utf-8")
    home.env["EDITOR"] = f"'{sys.executable}' '{editor}'"
    with home.open("edit", "mine", "--external") as terminal:
        terminal.wait_for("[d]iscard my changes [e]:")
        terminal.press("d", "enter")
        terminal.wait_for("your version is in")
        assert terminal.wait_exit() == 0
    assert (home.data / "sessions" / "mine.toml").read_text(encoding="utf-8") == SHORT
