"""Commands called without click: the same as with it, and only where the command line is plain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from backstretch.base.paths import default_paths
from backstretch.cli import carry_out
from backstretch.commands import command_table
from backstretch.commands.click_program import cli
from backstretch.commands.command_table import DIRECT, direct_call
from backstretch.journal.store import Journal

from ..journal.samples import run

PLAIN: list[tuple[list[str], list[str], dict[str, bool]]] = [
    ([], [], {}),
    (["list"], [], {}),
    (["list", "--json"], [], {"as_json": True}),
    (["log", "--json"], [], {"as_json": True}),
    (["check", "a.toml", "--strict", "b c.toml"], ["a.toml", "b c.toml"], {"strict": True}),
    (["run", "--plain", "everyday", "--mute"], ["everyday"], {"plain": True, "mute": True}),
]
"""Command lines, with the operands and keywords that they are called with."""

CLICKS = [
    *(["--help"], ["-h"], ["--version"], ["nothing"], ["show", "everyday"], ["list", "extra"], ["list", "--jso"]),
    *(["log", "--since", "2026-01-01"], ["log", "show", "3f2a"], ["log", "--json", "--csv"], ["check"], ["check", "-"]),
    *(["check", "--watch", "a.toml"], ["check", "--", "a.toml"], ["check", "*.toml"], ["check", ""]),
    *(["run"], ["run", "a", "b"], ["run", "everyday", "--from", "2"], ["run", "--level=2", "a"], ["", "list"], [""]),
]
"""Command lines that are click's: a command without a row, options with values, what is wrong or may be expanded."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One with a run in the log, a session file that is good and one that is not."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    Path("bad.toml").write_text("format = 1\n")
    Path("good.toml").write_text('format = 1\ntitle = "Good"\n[[steps]]\nrest = 5\n')
    paths = default_paths()
    with Journal.open(paths.journal, paths.stops) as journal:
        assert journal.begin(run())


def test_a_plain_command_line_is_called_with_its_operands_and_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[list[str], dict[str, bool]]] = []

    def note(*operands: str, **flags: bool) -> int:
        calls.append((list(operands), flags))
        return 3

    class Module:
        def __getattr__(self, _name: str) -> Callable[..., int]:
            return note

    monkeypatch.setattr(command_table, "import_module", lambda _name: Module())
    for arguments, operands, flags in PLAIN:
        call = direct_call(arguments)
        assert call is not None, arguments
        assert call() == 3
        assert calls.pop() == (operands, flags), arguments


def test_the_rest_is_click_s() -> None:
    assert [arguments for arguments in CLICKS if direct_call(arguments) is not None] == []


def test_a_row_s_flags_are_options_without_a_value_of_click_s_command() -> None:
    context = click.Context(cli)
    for name, row in DIRECT.items():
        command = cli.get_command(context, name) if name else cli
        assert command is not None
        options = {option: parameter for parameter in command.params for option in parameter.opts}
        for flag, keyword in row.flags.items():
            assert getattr(options[flag], "is_flag", False), (name, flag)
            assert options[flag].name == keyword, (name, flag)


@pytest.mark.parametrize(
    "line",
    [
        *("list", "list --json", "log", "log --json", "stats", "stats --json", "check good.toml bad.toml", "run"),
        *("check --json --strict bad.toml", "check none.toml good.toml", "run nothing --plain", "run bad.toml --plain"),
    ],
)
def test_both_ways_say_the_same(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clicked = CliRunner().invoke(cli, line.split(), prog_name="backstretch")
    monkeypatch.setattr("sys.argv", ["backstretch", *line.split()])
    with pytest.raises(SystemExit) as ended:
        carry_out()
    said = capsys.readouterr()
    assert (said.out, said.err) == (clicked.stdout, clicked.stderr)
    assert (ended.value.code or 0) == clicked.exit_code
