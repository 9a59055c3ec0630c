"""What each shell is taught, and what it is answered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner

from backstretch.commands.click_program import cli
from backstretch.commands.completion import COMPINIT, SHELLS, register
from tests.cases import cases


def test_each_shell_has_its_script() -> None:
    scripts = {shell: CliRunner().invoke(cli, ["completion", shell]).stdout for shell in SHELLS}
    assert all("_BACKSTRETCH_COMPLETE" in script for script in scripts.values())
    assert scripts["zsh"].index(COMPINIT) < scripts["zsh"].index("compdef _backstretch")
    assert 'string split --max 1 ","' in scripts["fish"], "a description keeps its commas"
    assert "Register-ArgumentCompleter -Native -CommandName backstretch" in scripts["powershell"]
    for script in scripts.values():
        assert not re.search(r"%\([a-z_]+\)s", script), "a name is not filled in"


@cases(
    ("shell", "line", "word", "answer"),
    [
        ("bash", "run ever", "2", "plain,everyday plain,everyday-with-rotations"),
        ("bash", "show ./kn", "2", "file,./kn"),
        ("bash", "lo", "1", "plain,log"),
        ("fish", "card", "card", "plain,card\tA sheet to print, for the fridge or to hand out. plain,cards\tWhat is"),
        ("zsh", "run desk", "2", "plain desk-break _"),
        ("powershell", "run ever", "ever", "everyday everyday-with-rotations"),
        ("powershell", "run", "", "everyday gentle-start"),
        ("powershell", "card everyday --output ./kn", "./kn", ""),
        ("powershell", "stats --si", "--si", "--since\tOnly runs that began on this day, as 2025-03-31, or later."),
        ("powershell", "show .\\mine\\kn", ".\\mine\\kn", ""),
    ],
)
def test_what_a_shell_is_answered(
    shell: str, line: str, word: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register()
    monkeypatch.setenv("COMP_WORDS", f"backstretch {line}")
    monkeypatch.setenv("COMP_CWORD", word)
    found = get_completion_class(shell)
    assert found is not None
    said = found(cli, {}, "backstretch", "_BACKSTRETCH_COMPLETE").complete()
    assert said.replace("\n", " ").startswith(answer)
    assert said == "" or answer


@pytest.mark.second
def test_the_program_answers_powershell() -> None:
    words = {"_BACKSTRETCH_COMPLETE": "powershell_complete", "COMP_WORDS": "backstretch lo", "COMP_CWORD": "lo"}
    done = subprocess.run(
        [sys.executable, "-m", "backstretch"],
        env={**os.environ, **words},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("log\tWhat you did.\n", "")


def test_a_name_with_a_space_is_one_word_to_powershell(monkeypatch: pytest.MonkeyPatch) -> None:
    register()
    monkeypatch.setattr("backstretch.session.library.find_all", lambda _paths: [_Named("my desk")])
    environment = {"_BACKSTRETCH_COMPLETE": "powershell_complete", "COMP_WORDS": "backstretch run m", "COMP_CWORD": "m"}
    assert CliRunner().invoke(cli, env=environment, prog_name="backstretch").stdout == "'my desk'\n"


class _Named:
    def __init__(self, id_: str) -> None:
        self.id = id_
