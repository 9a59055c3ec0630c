"""``plan``, ``plan check`` and the schema of plans, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.cli import cli

GOOD = """\
format = 1
title = "After the first weeks"
from = 2026-12-01
weeks = 6
[[do]]
session = "everyday"
days = ["mon", "wed", "fri"]
[[do]]
walk = 10
by = 10
to = 30
times_a_week = 5
[[goals]]
name = "Put on socks standing"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_check_has_the_exit_codes_of_session_files(here: Path) -> None:
    Path("good.toml").write_text(GOOD)
    Path("bad.toml").write_text(GOOD.replace("weeks = 6", "weeks = 60").replace("walk", "wolk"))
    good, bad, gone = (call("plan", "check", f"{name}.toml") for name in ("good", "bad", "gone"))
    assert (good.exit_code, bad.exit_code, gone.exit_code) == (0, 1, 2)
    assert good.output == "good.toml: no problems; 6 weeks from 1 December 2026, 2 tasks, 1 goal\n"
    assert bad.output == (
        "bad.toml:4:1: error: weeks is 60; allowed is 1 to 52\n"
        'bad.toml:9:1: error: unknown key "wolk" (did you mean "walk"?)\n'
    )
    assert gone.stderr == "backstretch: cannot read gone.toml: No such file or directory\n"


def test_check_as_json(here: Path) -> None:
    Path("plan.toml").write_text(GOOD.replace("mon", "monday", 1))
    told = call("plan", "check", "plan.toml", "--json")
    (problem,) = json.loads(told.output)
    assert told.exit_code == 1
    assert (problem["path"], problem["line"], problem["column"], problem["severity"]) == ("plan.toml", 7, 9, "error")


def test_the_schema_of_plans() -> None:
    assert json.loads(call("schema", "--plan").output)["required"] == ["format", "title", "from", "weeks", "do"]
