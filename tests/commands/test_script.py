"""``script``: what is said in a session, with its second, for people and for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result

from backstretch.coach.speech import SayKind
from backstretch.commands.click_program import cli
from backstretch.session.speech_time import SPARE_SECONDS

SESSION = """\
format = 1
title = "Two"
lead_in = 10
side_gap = 6
[[steps]]
exercise = "knee-to-chest"
hold = 20
reps = { from = 2, to = 3, by = 1 }
rest_between = 6
rest_after = 15
[[steps]]
name = "My own move"
cues = ["Press the lower back down."]
hold = 10
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of one's own, with a session in the working directory."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two.toml").write_text(SESSION, encoding="utf-8")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["script", *arguments], prog_name="backstretch")


def values(*arguments: str) -> dict[str, Any]:
    result = call("two.toml", "--json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_fields_as_json() -> None:
    found = values()
    assert {"total_seconds", "phases", "said"} <= set(found)
    assert list(found["phases"][0]) == [
        "kind", "start", "seconds", "step", "within", "exercise", "side", "rep", "round",
    ]  # fmt: skip
    assert {tuple(line) for line in found["said"]} == {("at", "seconds", "kind", "text", "step", "side", "rep")}
    assert {line["kind"] for line in found["said"]} <= set(get_args(SayKind))
    times = [line["at"] for line in found["said"]]
    assert times == sorted(times)


def test_the_way_down_comes_before_second_0_and_the_way_up_after_the_end() -> None:
    found = values()
    before = [line for line in found["said"] if line["at"] < 0]
    after = [line for line in found["said"] if line["at"] >= found["total_seconds"]]
    assert {line["kind"] for line in before} == {"floor"}
    assert before[-1]["at"] + before[-1]["seconds"] < 0
    assert [line["kind"] for line in after[:2]] == ["out", "end"]
    about = [(line["step"], line["side"], line["rep"]) for line in (*before, *after[1:])]
    assert set(about) == {(None, None, None)}


def test_lead_ins_are_as_long_as_their_words() -> None:
    found = values()
    (first, second) = [phase for phase in found["phases"] if phase["kind"] == "ready"]
    last = [line for line in found["said"] if first["start"] <= line["at"] < first["start"] + first["seconds"]][-1]
    assert first["seconds"] == pytest.approx(last["at"] + last["seconds"] + SPARE_SECONDS, abs=0.01)
    assert second["seconds"] >= 10
    assert found["total_seconds"] == pytest.approx(sum(phase["seconds"] for phase in found["phases"]))


def test_each_hold_has_its_way_in_and_its_way_out() -> None:
    """The way out is said in what follows, and belongs to the hold that was left."""
    found = values()
    holds = [(phase["step"], phase["side"], phase["rep"]) for phase in found["phases"] if phase["kind"] == "hold"]
    assert len(holds) == 5
    for kind in ("into", "out"):
        said = [(line["step"], line["side"], line["rep"]) for line in found["said"] if line["kind"] == kind]
        assert said == holds, kind
    for line in (line for line in found["said"] if line["kind"] == "out" and line["at"] < found["total_seconds"]):
        phase = next(phase for phase in found["phases"] if phase["start"] + phase["seconds"] > line["at"])
        assert phase["kind"] in {"release", "switch", "rest"}, line


def test_the_level_and_the_rate() -> None:
    assert len(values("--level", "1")["phases"]) == len(values()["phases"]) + 4
    slow, usual = values("--rate", "0.7"), values()
    assert slow["total_seconds"] > usual["total_seconds"]
    assert sorted(line["text"] for line in slow["said"]) == sorted(line["text"] for line in usual["said"])
    name, same = (next(line for line in found["said"] if line["kind"] == "name") for found in (slow, usual))
    assert name["seconds"] == pytest.approx(same["seconds"] / 0.7, abs=0.01)


def test_as_lines() -> None:
    lines = call("two.toml").stdout.splitlines()
    texts = [line["text"] for line in values()["said"]]
    assert [line[7:] for line in lines] == texts
    assert lines[0].startswith("-0:")
    assert " 0:00  One knee to the chest." in lines


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nowhere"], 2, "nowhere"),
        (["two.toml", "--rate", "0.5"], 2, "0.7"),
        (["two.toml", "--rate", "1.5"], 2, "1.4"),
        (["two.toml", "--rate", "fast"], 2, "fast"),
        (["two.toml", "--level", "-1"], 2, "-1"),
        ([], 2, "SESSION"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: list[str], code: int, words: str) -> None:
    result = call(*arguments)
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (code, "")
    assert line.startswith("backstretch: ")
    assert words in line


def test_the_help_lists_it() -> None:
    assert "What is said in a session" in CliRunner().invoke(cli, ["--help"]).stdout
