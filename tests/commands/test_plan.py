"""``plan``, ``plan check`` and the schema of plans, from the command line."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.commands.click_program import cli

pytestmark = pytest.mark.second

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
    gone = call("plan", "check", "gone.toml", "--json")
    assert (gone.exit_code, gone.stdout) == (2, "[]\n")
    told = call("plan", "check", "plan.toml", "--json")
    (problem,) = json.loads(told.output)
    assert told.exit_code == 1
    assert (problem["path"], problem["line"], problem["column"], problem["severity"]) == ("plan.toml", 7, 9, "error")


def test_the_schema_of_plans() -> None:
    assert json.loads(call("schema", "--plan").output)["required"] == ["format", "title", "from", "weeks", "do"]


@pytest.fixture
def home(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and a day in the plan's first week."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(here / name.lower()))
    monkeypatch.setattr("backstretch.base.clock.SystemClock.now", lambda _: NOW)
    (here / "data" / "backstretch").mkdir(parents=True)
    return here


NOW = datetime(2026, 12, 3, 18, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Thursday."""


def test_today_in_lines_and_as_json(home: Path) -> None:
    assert call("plan").output.startswith("You have no plan.")
    assert call("plan", "--json").output == "null\n"
    plan = home / "data" / "backstretch" / "plan.toml"
    plan.write_text(GOOD)
    assert call("plan").output.splitlines() == [
        "After the first weeks: week 1 of 6",
        "waits: Every day, 0 of 3 this week, next on Friday",
        "due: Walk, 10 min, 0 of 5 this week",
        "It is time to rate your goals.",
    ]
    assert call("log", "add", "walk", "--minutes", "9").exit_code == 0
    told = json.loads(call("plan", "--json").output)
    assert (told["stage"], told["week"], told["weeks"], told["date"]) == ("under_way", 1, 6, "2026-12-03")
    assert [(task["session"], task["kind"], task["state"]) for task in told["tasks"]] == [
        ("everyday", "session", "waits"),
        ("walk", "walk", "done"),
    ]
    plan.write_text(GOOD.replace("weeks = 6", "weeks = 60"))
    broken = call("plan")
    assert (broken.exit_code, broken.output) == (1, f"{plan}:4:1: error: weeks is 60; allowed is 1 to 52\n")


def test_the_list_begins_with_today(home: Path) -> None:
    before = call("list")
    plan = home / "data" / "backstretch" / "plan.toml"
    plan.write_text(GOOD)
    with_plan = call("list")
    assert with_plan.output == f"Today: Walk, 10 min  (backstretch plan)\n{before.output}"
    plan.write_text("format = 1")
    broken = call("list")
    assert (broken.exit_code, broken.stdout) == (0, before.output)
    assert "do is missing" in broken.stderr


@pytest.mark.parametrize(
    ("arguments", "day", "begun"),
    [
        ([], "2026-12-03", "2026-12-03T17:40:00+01:00"),
        (["--on", "2026-12-03"], "2026-12-03", "2026-12-03T17:40:00+01:00"),
        (["--on", "2026-11-30"], "2026-11-30", None),
    ],
)
def test_a_walk_taken_elsewhere(home: Path, arguments: list[str], day: str, begun: str | None) -> None:
    told = call("log", "add", "walk", "--minutes", "20", *arguments)
    assert told.exit_code == 0, told.output
    run = json.loads(call("log", "--json").output)
    assert (run["kind"], run["session"], run["title"], run["outcome"]) == ("walk", "walk", "Walk", "completed")
    assert run["planned_seconds"] == run["active_seconds"] == run["held_seconds"] == 1200
    assert (run["holds_planned"], run["holds_done"], run["holds_skipped"], run["easy"]) == (1, 1, 0, False)
    assert run["started_at"][:10] == day
    assert begun is None or run["started_at"] == begun


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--minutes", "0"], "0 is not allowed; write 1 to 240"),
        (["--minutes", "20", "--on", "2026-12-04"], "--on is 2026-12-04, which is still to come; today is 2026-12-03"),
        (["--minutes", "20", "--on", "3 Dec"], '--on is "3 Dec"; write a day as 2026-12-03'),
        (["--minutes", "20", "--on", "0001-01-01"], "--on is 0001-01-01; write a day of 2000 or later"),
        ([], "Missing option '--minutes'"),
    ],
)
def test_what_is_no_walk(home: Path, arguments: list[str], said: str) -> None:
    told = call("log", "add", "walk", *arguments)
    assert told.exit_code == 2
    assert said in told.stderr
    assert call("log", "--json").output == ""


def test_walks_go_with_a_log_to_another_machine(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("log", "add", "walk", "--minutes", "20", "--on", "2026-12-02")
    assert call("log", "export", "here.jsonl").exit_code == 0
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "other"))
    call("log", "add", "walk", "--minutes", "10")
    for _ in range(2):
        assert call("log", "merge", "here.jsonl").exit_code == 0
    runs = [json.loads(line) for line in call("log", "--json").output.splitlines()]
    assert [(run["kind"], run["active_seconds"]) for run in runs] == [("walk", 1200), ("walk", 600)]


def test_nothing_is_started_without_a_plan_or_with_nothing_due(home: Path) -> None:
    assert "there is no plan" in call("plan", "start", "--plain").stderr
    (home / "data" / "backstretch" / "plan.toml").write_text(GOOD.replace("2026-12-01", "2026-12-10"))
    told = call("plan", "start", "--plain")
    assert (told.exit_code, told.stderr) == (1, "backstretch: nothing is started: your plan begins on 10 December\n")


def test_goals_are_rated_and_shown_in_lines(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("goals").output.startswith(
        "You have no plan, and goals are part of a plan. `backstretch plan new` begins one"
    )
    assert "You have no plan" in call("goals", "rate", "4").stderr
    file = home / "data" / "backstretch" / "plan.toml"
    begun = call("plan", "new")
    assert (begun.exit_code, begun.output.split("\n")[0]) == (0, str(file))
    assert "no problems" in call("plan", "check", str(file)).output
    assert call("goals").output.startswith("Your plan has no goals.")
    again, text = call("plan", "new"), file.read_text()
    assert (again.exit_code, again.stderr.startswith(f"backstretch: there is a plan already, {file}; ")) == (1, True)
    assert file.read_text() == text
    file.write_text(GOOD)
    assert call("goals").output.splitlines() == [
        "Put on socks standing: not rated yet",
        "It is time to rate them: backstretch goals rate",
    ]
    assert "It is time to rate your goals." in call("plan").output
    wrong = call("goals", "rate", "4", "5")
    assert (wrong.exit_code, wrong.stderr) == (
        2,
        "backstretch: 2 scores for 1 goal: Put on socks standing\n",
    )
    assert call("goals", "rate").exit_code == 2
    assert call("goals", "rate", "11").exit_code == 2
    assert call("goals", "rate", "4").output == "Put on socks standing: 4 (last rated 3 December)\n"
    assert "rate" not in call("plan").output
    monkeypatch.setattr("backstretch.base.clock.SystemClock.now", lambda _: NOW + timedelta(days=28))
    assert call("goals").output.splitlines()[-1] == "It is time to rate them: backstretch goals rate"
    call("goals", "rate", "5")
    assert call("goals").output.splitlines()[0] == "Put on socks standing: 4 → 5 (last rated 31 December)"
    monkeypatch.setattr("backstretch.base.clock.SystemClock.now", lambda _: NOW + timedelta(days=42))
    call("goals", "rate", "4")
    lines = call("goals").output.splitlines()
    assert lines[:2] == [
        "Put on socks standing: 4 → 5 → 4 (last rated 14 January)",
        "Not better in six weeks: please see a clinician about it.",
    ]
    assert [line.split()[-1] for line in lines[2:]] == ["4", "5", "4"]
    (goal,) = json.loads(call("goals", "--json").output)
    assert (goal["change"], goal["due"], goal["see_someone"]) == (None, False, True)
