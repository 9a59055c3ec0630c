"""The command line, as a person or another program meets it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from backstretch import __version__
from backstretch.base.paths import Paths, default_paths
from backstretch.commands.click_program import cli
from backstretch.journal.records import Hold, PainReport, Progress, RunStart
from backstretch.journal.store import Journal
from backstretch.session.model import Session

Call = Callable[..., Result]

CONTRACT = """format = 1
title = "Knees"
lead_in = 24
side_gap = 5
[[steps]]
exercise = "knee-to-chest"
hold = 20
reps = 3
rest_between = 5
sides = "both"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Paths]:
    """A home of one's own for each test, the working directory in it, and India's time."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        yield default_paths()
    time.tzset()


@pytest.fixture
def call() -> Call:
    """Calls the program with arguments, and without a terminal."""

    def call_it(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="backstretch")

    return call_it


@pytest.fixture
def knees(tmp_path: Path) -> str:
    path = tmp_path / "knees.toml"
    path.write_text(CONTRACT)
    return "knees.toml"


def own_session(home: Paths, name: str, text: str) -> None:
    home.sessions.mkdir(parents=True, exist_ok=True)
    (home.sessions / name).write_text(text)


def failure(result: Result) -> tuple[int, str]:
    """The exit code and the one line on stderr."""
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.exit_code, result.stderr.removesuffix("\n")


class TestHelp:
    def test_version(self, call: Call) -> None:
        assert call("--version").stdout == f"backstretch {__version__}\n"

    @pytest.mark.parametrize(
        "command",
        [
            *("", "run", "list", "show", "check", "new", "edit", "schema", "card", "log", "log show", "sounds"),
            *("stats", "doctor", "paths", "config", "completion", "log export", "log merge", "log report", "remind"),
            *(
                "plan",
                "plan check",
                "plan new",
                "plan start",
                "goals",
                "goals rate",
                "cards",
                "walk",
                "log add",
                "log add walk",
            ),
        ],
    )
    def test_every_command_has_help_and_an_example(self, call: Call, command: str) -> None:
        result = call(*command.split(), "--help")
        assert result.exit_code == 0
        assert f"Examples:\n  {'eval' if command == 'completion' else 'backstretch'}" in result.stdout
        assert all(len(line) <= 80 for line in result.stdout.splitlines())

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (["rnu"], 'No such command \'rnu\' (did you mean "run"?); see "backstretch --help"'),
            (["export"], 'No such command \'export\' (did you mean "log export"?); see "backstretch --help"'),
            (["desk"], 'No such command \'desk\' (did you mean "run desk-break"?); see "backstretch --help"'),
            (["log", "shwo"], 'No such command \'shwo\' (did you mean "show"?); see "backstretch log --help"'),
            (["nonsense"], "No such command 'nonsense'; see \"backstretch --help\""),
            (["list", "--yaml"], "No such option '--yaml'; see \"backstretch list --help\""),
            (["show"], "Missing argument 'SESSION'; see \"backstretch show --help\""),
            (["check"], "Missing argument 'FILE…'; see \"backstretch check --help\""),
        ],
    )
    def test_wrong_use_is_one_line(self, call: Call, arguments: list[str], line: str) -> None:
        code, said = failure(call(*arguments))
        assert code == 2
        assert said.replace("option: --yaml", "option '--yaml'") == f"backstretch: {line}"


@pytest.mark.skipif(sys.platform == "win32", reason="names are no bytes there")
class TestNameThatIsNotUtf8:
    @pytest.fixture(autouse=True)
    def file(self, home: Paths) -> None:
        own_session(home, "ok.toml", CONTRACT)
        try:
            os.rename(home.sessions / "ok.toml", os.fsencode(home.sessions) + b"/\xfcbung.toml")  # noqa: PTH104
        except OSError:
            pytest.skip("this file system takes no such name")

    def test_the_list_says_so(self, call: Call, home: Paths) -> None:
        line = f"cannot read {home.sessions}/\\xfcbung.toml: its name is not UTF-8; rename it"
        assert call("list").stdout.splitlines()[-1].split(maxsplit=1) == ["\\xfcbung", line]
        assert json.loads(call("list", "--json").stdout)[-1]["problems"] is None

    def test_every_command_refuses_it_in_one_line(self, call: Call, home: Paths) -> None:
        for name in ("\udcfcbung", os.fspath(home.sessions / "\udcfcbung.toml")):
            for arguments in (
                *(["show", name], ["card", name], ["run", name, "--plain"], ["new", "copy", "--from", name]),
                *(
                    ["edit", name, "--external"],
                    ["remind", "--at", "7:30", "--days", "mon", "--ics", "a", "--session", name],
                ),
            ):
                code, said = failure(call(*arguments))
                assert code in {1, 2}
                assert said.endswith("\\xfcbung.toml: its name is not UTF-8; rename it"), arguments
        code, said = failure(call("check", os.fspath(home.sessions / "\udcfcbung.toml")))
        assert (code, said.endswith("its name is not UTF-8; rename it")) == (2, True)
        assert not home.journal.exists()


class TestList:
    def test_in_columns(self, call: Call, home: Paths) -> None:
        own_session(home, "mine.toml", CONTRACT.replace("Knees", r"Knees\u001b[2J"))
        own_session(home, "broken.toml", 'titel = "x"')
        own_session(home, "worse.toml", "format = 1\ntitle = 'W'\n")
        lines = call("list").stdout.splitlines()
        assert lines[0] == "everyday                  gentle    14:41  Every day"
        assert lines[-2] == "mine                      gentle     2:49  Knees\ufffd[2J"
        assert lines[-3] == f"broken                    3 problems — backstretch check {home.sessions}/broken.toml"
        assert lines[-1] == f"worse                     1 problem — backstretch check {home.sessions}/worse.toml"

    def test_as_json(self, call: Call, home: Paths) -> None:
        own_session(home, "desk-break.toml", CONTRACT)
        own_session(home, "broken.toml", "")
        entries = {entry["id"]: entry for entry in json.loads(call("list", "--json").stdout)}
        assert entries["desk-break"] == {
            "id": "desk-break",
            "title": "Knees",
            "summary": "",
            "level": "gentle",
            "top_level": 0,
            "tags": [],
            "total_seconds": 169,
            "source": "yours",
            "path": str(home.sessions / "desk-break.toml"),
            "problems": 0,
        }
        assert entries["everyday"]["source"] == "bundled"
        assert (entries["broken"]["problems"], entries["broken"]["total_seconds"]) == (3, None)

    def test_a_file_that_cannot_be_opened_hides_no_other(self, call: Call, home: Paths) -> None:
        own_session(home, "mine.toml", CONTRACT)
        (home.sessions / "folder.toml").mkdir()
        result = call("list")
        assert result.exit_code == 0
        assert f"folder                    cannot read {home.sessions}/folder.toml: Is a directory" in result.stdout
        assert json.loads(call("list", "--json").stdout)[-2]["problems"] is None


class TestShow:
    def test_as_json(self, call: Call, knees: str) -> None:
        result = call("show", knees, "--json")
        shown = json.loads(result.stdout)
        assert list(shown) == ["id", "title", "total_seconds", "phases"]
        assert (shown["id"], shown["title"], shown["total_seconds"]) == ("knees", "Knees", 169)
        assert len(shown["phases"]) == 12
        assert shown["phases"][3] == {
            "kind": "hold",
            "start": 49,
            "seconds": 20,
            "step": 1,
            "within": None,
            "exercise": "knee-to-chest",
            "side": "left",
            "rep": 2,
            "round": None,
        }
        assert '"seconds": 20,' in result.stdout
        assert "20.0" not in result.stdout

    def test_the_level(self, call: Call, home: Paths) -> None:
        own_session(home, "grow.toml", CONTRACT.replace("reps = 3", "reps = { from = 3, to = 5, by = 1 }"))

        def total(*arguments: str) -> int:
            return int(json.loads(call("show", "grow", "--json", *arguments).stdout)["total_seconds"])

        assert [total(), total("--level", "1"), total("--level", "2"), total("--level", "9" * 400)] == [
            169,
            219,
            269,
            269,
        ]
        assert "gentle, level 1 of 2, 3:39 in 16 phases" in call("show", "grow", "--level", "1").stdout
        assert "reps grows from 3 to 5, by 1 a level" in call("show", "grow").stdout

    def test_for_people(self, call: Call, home: Paths) -> None:
        own_session(
            home,
            "mixed.toml",
            'format = 1\ntitle = "Mixed"\nsummary = "One of each."\nbreath = 5\n'
            '[[steps]]\nexercise = "bridge"\nhold = 6\nreps = 8\nrest_between = 10\n'
            '[[steps]]\nname = "A move of my own with a name that is rather long"\n'
            'hold = { from = "2 breaths", to = "4 breaths", by = "1 breath" }\nsides = "both"\n'
            "[[steps]]\nrest = 90\n"
            "[[steps]]\nrounds = 2\nrest_between = 30\n[[steps.steps]]\n"
            'name = "伸びをする"\nhold = 5\nsides = "alternate"\n',
        )
        assert call("show", "mixed").stdout.splitlines() == [
            "Mixed (mixed)",
            "One of each.",
            "gentle, level 0 of 2, the easiest, 5:33 in 30 phases",
            "",
            "1    Bridge                   on back         8 × 6 s                       2:08",
            "2    A move of my own with a…                 1 × 2 breaths each side       0:35",
            "     hold grows from 2 to 4 breaths, by 1 a level",
            "3    Rest                                     90 s                          1:30",
            "4    2 rounds                                 30 s rest between             1:20",
            "4.1  伸びをする                               1 × 5 s alternating           0:25",
        ]

    def test_nothing_wider_than_80_columns(self, call: Call) -> None:
        for entry in json.loads(call("list", "--json").stdout):
            assert all(len(line) <= 80 for line in call("show", entry["id"]).stdout.splitlines())

    def test_a_broken_file(self, call: Call, tmp_path: Path) -> None:
        (tmp_path / "broken.toml").write_text('format = 2\ntitle = "x"\nsteps = []\n')
        result = call("show", "broken.toml")
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.splitlines() == [
            "broken.toml:1:1: error: format is 2; this program reads format = 1",
            "broken.toml:3:1: error: steps is empty; write at least one step under a header [[steps]]",
        ]

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (["everyda"], 'no session "everyda" (did you mean "everyday"?)'),
            (["../everyday"], "cannot read ../everyday: No such file or directory"),
            (["no.toml"], "cannot read no.toml: No such file or directory"),
        ],
    )
    def test_no_such_session(self, call: Call, arguments: list[str], line: str) -> None:
        assert failure(call("show", *arguments)) == (2, f"backstretch: {line}")

    def test_a_level_below_0(self, call: Call, knees: str) -> None:
        code, line = failure(call("show", knees, "--level", "-1"))
        assert code == 2
        assert line.startswith("backstretch: Invalid value for '--level': -1 is not allowed; write 0 or more")


class TestCheck:
    def test_a_clean_file(self, call: Call, knees: str) -> None:
        result = call("check", knees)
        assert (result.exit_code, result.stdout) == (0, "knees.toml: no problems; 2:49 in 12 phases\n")

    def test_problems(self, call: Call, knees: str, tmp_path: Path) -> None:
        (tmp_path / "broken.toml").write_text(CONTRACT.replace("hold = 20", "hold = 0.5\nfoo = 1"))
        result = call("check", "broken.toml", knees)
        assert result.exit_code == 1
        assert result.stdout.splitlines()[0] == "broken.toml:7:1: error: hold is 0.5 s; allowed is 1 s to 1 h"
        assert result.stdout.splitlines()[1].startswith('broken.toml:8:1: error: unknown key "foo"; allowed are ')
        assert result.stdout.splitlines()[2:] == ["knees.toml: no problems; 2:49 in 12 phases"]

    def test_warnings_fail_only_if_asked(self, call: Call, tmp_path: Path) -> None:
        (tmp_path / "odd.toml").write_text(CONTRACT.replace("both", "left"))
        for options, code in (((), 0), (("--strict",), 1)):
            result = call("check", "odd.toml", *options)
            assert result.exit_code == code
            assert result.stdout.startswith("odd.toml:10:1: warning: One knee to the chest is held 60 s on the left")

    def test_as_json(self, call: Call, knees: str, tmp_path: Path) -> None:
        (tmp_path / "odd.toml").write_text(CONTRACT.replace("both", "left").replace("[[steps]]", "foo = 1\n[[steps]]"))
        result = call("check", "--json", "odd.toml", knees)
        assert result.exit_code == 1
        found = json.loads(result.stdout)
        assert [list(problem) for problem in found] == [["path", "line", "column", "severity", "message"]] * 2
        assert [(one["path"], one["line"], one["severity"]) for one in found] == [
            ("odd.toml", 5, "error"),
            ("odd.toml", 11, "warning"),
        ]
        assert json.loads(call("check", "--json", knees).stdout) == []

    def test_what_cannot_be_opened_wins(self, call: Call, knees: str, tmp_path: Path) -> None:
        (tmp_path / "broken.toml").write_text("")
        result = call("check", "nowhere.toml", "broken.toml", str(tmp_path), knees)
        assert result.exit_code == 2
        assert result.stderr.splitlines() == [
            "backstretch: cannot read nowhere.toml: No such file or directory",
            f"backstretch: cannot read {tmp_path}: Is a directory",
        ]
        assert len(result.stdout.splitlines()) == 4

    def test_a_file_that_is_not_there_is_answered_with_one_that_is(self, call: Call, knees: str) -> None:
        line = "backstretch: cannot read kness.toml: No such file or directory"
        assert call("check", "kness.toml").stderr == f'{line} (did you mean "{knees}"?)\n'
        assert call("check", "desk").stderr.endswith('desk-break.toml"?)\n')

    def test_a_file_that_is_no_text_is_a_problem(self, call: Call, tmp_path: Path) -> None:
        (tmp_path / "latin.toml").write_bytes(b"title = 'caf\xe9'")
        (tmp_path / "large.toml").write_bytes(b"#" * (1024 * 1024 + 1))
        for name in ("latin.toml", "large.toml"):
            assert call("check", name).exit_code == 1

    def test_the_bundled_sessions_are_clean(self, call: Call) -> None:
        paths = [entry["path"] for entry in json.loads(call("list", "--json").stdout)]
        assert call("check", "--strict", *paths).exit_code == 0


class TestRun:
    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        """What the screens were started with, on what looks like a terminal."""
        calls: list[dict[str, Any]] = []

        def start(paths: Paths, **options: Any) -> int:
            assert not options.pop("headline").stands, "there is no terminal"
            calls.append({"paths": paths, **options})
            return 7

        def start_plain(
            paths: Paths, session: Session, from_step: int | None, level: int | None, **options: Any
        ) -> int:
            calls.append({"paths": paths, "read": session, "from_step": from_step, "level": level, **options})
            return 8

        monkeypatch.setattr("backstretch.tui.launch.run", start)
        monkeypatch.setattr("backstretch.plain.standard_streams.run", start_plain)
        monkeypatch.setattr("backstretch.commands.session_start.require_terminal", lambda: None)
        return calls

    def test_the_library(self, call: Call, started: list[dict[str, Any]], home: Paths) -> None:
        assert call().exit_code == 7
        assert started == [{"paths": home}]

    def test_a_session(self, call: Call, started: list[dict[str, Any]]) -> None:
        assert call("run", "everyday", "--from", "2", "--level", "1").exit_code == 7
        (options,) = started
        assert options["session"].id == "everyday"
        assert (options["from_step"], options["level"]) == (2, 1)

    @pytest.mark.parametrize("mute", [True, False])
    def test_a_session_without_a_sound(self, call: Call, started: list[dict[str, Any]], mute: bool) -> None:
        call("run", "everyday", *(["--mute"] if mute else []))
        call("run", "everyday", "--plain", *(["--mute"] if mute else []))
        assert [options["mute"] for options in started] == [mute, mute]

    def test_a_session_in_plain_lines(self, call: Call, started: list[dict[str, Any]], home: Paths) -> None:
        assert call("run", "everyday", "--plain", "--from", "2", "--level", "1").exit_code == 8
        (options,) = started
        assert options["read"].id == "everyday"
        assert (options["paths"], options["from_step"], options["level"]) == (home, 2, 1)

    @pytest.mark.parametrize("kind", ["dumb", "unknown"])
    def test_a_terminal_that_cannot_draw(self, call: Call, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
        monkeypatch.setenv("TERM", kind)
        monkeypatch.setattr("backstretch.commands.session_start.has_terminal", lambda: True)
        line = f"backstretch: the session screen cannot be drawn on a terminal of the kind {kind}; "
        assert failure(call("run", "everyday")) == (2, f"{line}backstretch run SESSION --plain needs none")

    def test_a_level_beyond_the_highest_is_the_highest(
        self, call: Call, started: list[dict[str, Any]], knees: str
    ) -> None:
        call("run", knees, "--level", "9")
        assert started[0]["level"] == 0

    @pytest.mark.parametrize("step", ["0", "2", "-1"])
    def test_a_step_that_is_not_there(self, call: Call, started: list[dict[str, Any]], knees: str, step: str) -> None:
        expected = f"backstretch: --from is {step}; knees has the steps 1 to 1"
        assert failure(call("run", knees, "--from", step)) == (2, expected)
        assert started == []

    def test_a_broken_file_is_not_started(self, call: Call, started: list[dict[str, Any]], tmp_path: Path) -> None:
        (tmp_path / "broken.toml").write_text("")
        result = call("run", "broken.toml")
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 3
        assert started == []

    def test_without_a_terminal(self, call: Call) -> None:
        line = "backstretch: the session screen needs a terminal for its keys and its picture; "
        line += "backstretch run SESSION --plain needs none"
        assert failure(call()) == (2, line)
        assert failure(call("run", "everyday")) == (2, line)
        assert failure(call("run", "desk")) == (2, 'backstretch: no session "desk" (did you mean "desk-break"?)')


RUN_KEYS = [
    "id",
    "session",
    "title",
    "started_at",
    "ended_at",
    "outcome",
    "level",
    "planned_seconds",
    "active_seconds",
    "held_seconds",
    "holds_planned",
    "holds_done",
    "holds_skipped",
    "pain_before",
    "pain_after",
    "effort",
    "note",
    "next_day",
    "kind",
    "reach_before",
    "reach_after",
    "easy",
    "pain_report",
]
REPORT_KEYS = [
    "at_seconds",
    "step",
    "exercise",
    "side",
    "rep",
    "kind",
    "score",
    "where",
    "signs",
    "note",
]

START = datetime(2025, 3, 31, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))


def run_start(number: int, **changes: Any) -> RunStart:
    run = RunStart(
        id=f"{number:08d}-0000-4000-8000-000000000000",
        session="knees",
        title="=Knees",
        sha256="00" * 32,
        started_at=START + timedelta(days=number),
        level=0,
        from_step=1,
        planned_seconds=150,
        holds_planned=6,
        pain_before=3,
        pid=os.getpid(),
        reach_before="thigh",
    )
    return run._replace(**changes)


HOLD = Hold(1, 1, None, None, "knee-to-chest", "left", 1, 20, 12.5, "cut")
REPORT = PainReport(25.5, 1, "knee-to-chest", "left", 1, "sharp", 7, "@lower back", ("numb", "fever"), "-ouch\n\x1b[2J")


@pytest.fixture
def journal(home: Paths) -> None:
    """Two runs: one completed, and the day after one that pain stopped."""
    store = Journal.open(home.journal, home.stops)
    store.begin(run_start(0))
    store.finish(run_start(0).id, "completed", Progress(START + timedelta(minutes=3), 12, 150.0, ()))
    store.after(run_start(0).id, pain_after=2, effort=4, note="+good", reach_after="buttock")
    store.next_day(run_start(0).id, "better")
    store.begin(run_start(1, kind="walk", easy=True))
    moment = START + timedelta(days=1, minutes=1)
    store.record_stop(run_start(1).id, Progress(moment, 2, 25.5, (HOLD,)), REPORT, run_start(1))
    store.close()


@pytest.mark.usefixtures("journal")
class TestLog:
    def test_as_json(self, call: Call) -> None:
        runs = [json.loads(line) for line in call("log", "--json").stdout.splitlines()]
        assert list(runs[0]) == RUN_KEYS
        assert runs[0]["started_at"] == "2025-03-31T00:30:00+05:30"
        assert runs[0]["ended_at"] == "2025-03-31T00:33:00+05:30"
        assert runs[0]["pain_report"] is None
        assert (runs[0]["outcome"], runs[0]["note"], runs[0]["next_day"]) == ("completed", "+good", "better")
        assert runs[1]["outcome"] == "stopped_for_pain"
        assert [[run[key] for key in RUN_KEYS[-5:-1]] for run in runs] == [
            ["session", "thigh", "buttock", False],
            ["walk", "thigh", None, True],
        ]
        report = runs[1]["pain_report"]
        assert list(report) == REPORT_KEYS
        assert (report["at_seconds"], report["signs"]) == (25.5, ["numb", "fever"])

    def test_as_csv(self, call: Call) -> None:
        rows = list(csv.DictReader(call("log", "--csv").stdout.splitlines()))
        assert [row["title"] for row in rows] == ["'=Knees"] * 2
        assert (rows[0]["note"], rows[0]["pain_at_seconds"], rows[0]["pain_after"]) == ("'+good", "", "2")
        assert [rows[0][key] for key in RUN_KEYS[-5:-1]] == ["session", "thigh", "buttock", "false"]
        assert (rows[1]["pain_where"], rows[1]["pain_signs"]) == ("'@lower back", "numb fever")
        assert rows[1]["pain_note"].startswith("'-ouch ")
        assert rows[1]["pain_note"].isprintable()

    def test_for_people(self, call: Call) -> None:
        assert call("log").stdout.splitlines() == [
            "2025-03-31 00:30  =Knees              completed           2:30  3 → 2   00000000",
            "2025-04-01 00:30  =Knees              stopped for pain    0:26  3 → –   00000001",
        ]

    @pytest.mark.parametrize(
        ("since", "count"),
        [
            ("2025-03-31", 2),
            ("2025-04-01", 1),
            ("2025-04-02", 0),
            ("2025-04-01T00:31", 0),
            ("2025-03-31T19:00:00+00:00", 1),
            ("2025-03-31T19:00:00Z", 1),
            ("2025-03-31T19:00:01Z", 0),
        ],
    )
    def test_since(self, call: Call, since: str, count: int) -> None:
        assert len(call("log", "--json", "--since", since).stdout.splitlines()) == count

    @pytest.mark.parametrize("since", ["yesterday", "2025-02-30", "", "0001-01-01T00:00", "\x1b[2J"])
    def test_since_no_such_day(self, call: Call, since: str) -> None:
        code, line = failure(call("log", "--since", since))
        assert code == 2
        assert line.startswith('backstretch: --since is "')
        assert line.isprintable()

    def test_one_run(self, call: Call) -> None:
        lines = call("log", "show", "00000001").stdout.splitlines()
        assert lines[0] == "=Knees (knees), level 0, a bad day"
        assert "it reached: the thigh before" in lines
        assert "stopped at 0:26 by the session's clock, step 1, knee-to-chest, left, repetition 1" in lines
        assert "  where: @lower back" in lines
        assert lines[-1] == "1    knee-to-chest, left, 1         12.5 of 20 s     cut"
        assert all(line.isprintable() for line in lines)

    def test_one_run_as_json(self, call: Call) -> None:
        run = json.loads(call("log", "show", "00000001", "--json").stdout)
        assert run["pain_report"]["kind"] == "sharp"
        assert [hold["held_seconds"] for hold in run["holds"]] == [12.5]

    @pytest.mark.parametrize("prefix", ["ffff", "0000", ""])
    def test_no_such_run_or_more_than_one(self, call: Call, prefix: str) -> None:
        code, line = failure(call("log", "show", prefix))
        assert code == 2
        assert line.startswith("backstretch: ")

    @pytest.mark.parametrize("arguments", [["--json", "--csv"], ["--json", "show", "00000000"]])
    def test_options_that_exclude_each_other(self, call: Call, arguments: list[str]) -> None:
        assert failure(call("log", *arguments))[0] == 2


class TestEmptyLog:
    def test_nothing_done_yet(self, call: Call, home: Paths) -> None:
        assert call("log").stdout == "No sessions yet.\n"
        assert call("log", "--json").stdout == ""
        assert call("log", "--csv").stdout.count("\n") == 1
        assert not home.data_dir.exists()

    def test_a_journal_that_is_none(self, call: Call, home: Paths) -> None:
        home.data_dir.mkdir(parents=True)
        home.journal.write_text("This is no database. " * 100)
        code, line = failure(call("log"))
        assert code == 1
        assert line.startswith("backstretch: ")


class TestPlaces:
    def test_paths(self, call: Call, home: Paths) -> None:
        lines = call("paths").stdout.splitlines()
        assert lines[0].split() == ["settings", str(home.config)]
        assert any(line.endswith(str(home.journal)) for line in lines)
        assert not home.data_dir.exists()


def program(
    *arguments: str, env: dict[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    root = str(Path(__file__).parents[2])
    return subprocess.run(
        [sys.executable, "-m", "backstretch", *arguments],
        env=os.environ | {"PYTHONPATH": root} | (env or {}),
        capture_output=True,
        encoding=encoding,
        timeout=60,
        check=False,
    )


class TestProcess:
    def test_exit_code_and_streams(self, knees: str) -> None:
        done = program("check", knees, "nowhere.toml")
        assert done.returncode == 2
        assert done.stdout == "knees.toml: no problems; 2:49 in 12 phases\n"
        assert done.stderr == "backstretch: cannot read nowhere.toml: No such file or directory\n"

    @pytest.mark.second
    def test_a_terminal_that_knows_few_characters(self, tmp_path: Path) -> None:
        (tmp_path / "paris.toml").write_text(CONTRACT.replace("Knees", "Café → 伸"), encoding="utf-8")
        done = program("show", "paris.toml", env={"PYTHONIOENCODING": "latin-1"}, encoding="latin-1")
        assert done.stderr == ""
        assert done.stdout.startswith("Café ? ? (paris)\n")

    def test_a_reader_that_has_heard_enough(self) -> None:
        root = str(Path(__file__).parents[2])
        with subprocess.Popen(
            [sys.executable, "-m", "backstretch", "show", "strengthen", "--json"],
            env=os.environ | {"PYTHONPATH": root},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""

    def test_an_error_nobody_thought_of_is_one_line_too(self, knees: str) -> None:
        code = (
            "import sys, backstretch.session.library as library\n"
            "def load(found): raise RuntimeError('odd\\nand odder')\n"
            "library.load = load\n"
            "from backstretch.cli import main\n"
            f"sys.argv = ['backstretch', 'check', {knees!r}]\n"
            "main()\n"
        )
        root = str(Path(__file__).parents[2])
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": root},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr == "backstretch: RuntimeError: odd and odder (BACKSTRETCH_DEBUG=1 shows where)\n"

    @pytest.mark.second
    @pytest.mark.parametrize(
        "arguments",
        [
            ["list"],
            ["show", "everyday"],
            ["check", "knees.toml"],
            ["log"],
            ["log", "--json"],
            ["paths"],
            ["--help"],
            ["--version"],
        ],
        ids=" ".join,
    )
    def test_what_draws_no_screen_imports_none(self, knees: str, arguments: list[str]) -> None:
        code = (
            "import sys\n"
            "from backstretch.cli import carry_out\n"
            f"sys.argv = ['backstretch', *{arguments!r}]\n"
            "try:\n    carry_out()\n"
            "finally:\n"
            "    heavy = {'textual', 'rich', 'asyncio', 'wakepy', 'tomlkit', 'backstretch.tui'} & set(sys.modules)\n"
            "    print(*heavy, file=sys.stderr)\n"
        )
        root = str(Path(__file__).parents[2])
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": root},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == "\n"

    def test_a_good_file_needs_no_places(self, knees: str) -> None:
        code = (
            "import sys\n"
            "from pathlib import Path\n"
            "from backstretch.session.library import Found, load\n"
            f"assert load(Found('knees', Path({knees!r}), 'yours')).problems == ()\n"
            "print({'backstretch.base.toml_lines', 'backstretch.session.repair'} & set(sys.modules))\n"
        )
        root = str(Path(__file__).parents[2])
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONPATH": root},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "set()\n"
