"""``edit``: what starts the editor screen, and sessions in an editor of one's own."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from backstretch.base.paths import Paths, bundled_sessions, default_paths
from backstretch.commands.click_program import cli

pytestmark = pytest.mark.second

Call = Callable[..., Result]

GOOD = "format = 1\ntitle = 'Mine' # by hand\n[[steps]]\nrest = 5\n"
LONGER = GOOD.replace("5", "50")
BROKEN = GOOD.replace("5", "-5")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home of one's own for each test, the working directory in it, and no editor."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return default_paths()


@pytest.fixture
def call() -> Call:
    """Calls the program with arguments, and without a terminal."""

    def call_it(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="backstretch")

    return call_it


@pytest.fixture
def mine(home: Paths) -> Path:
    """A session of the person's own."""
    home.sessions.mkdir(parents=True)
    path = home.sessions / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes an editor: lines of Python, each time the next of them, that are given the file's ``path``."""

    def make(*scripts: str, variable: str = "EDITOR") -> None:
        counter = tmp_path / "times"
        program = tmp_path / "my editor.py"
        program.write_text(
            "import os, sys\nfrom pathlib import Path\n"
            f"counter, scripts = Path({str(counter)!r}), {scripts!r}\n"
            "times = len(counter.read_text()) if counter.exists() else 0\n"
            "counter.write_text('x' * (times + 1))\n"
            "path = Path(sys.argv[-1])\n"
            "exec(scripts[times])\n",
            encoding="utf-8",
        )
        monkeypatch.setenv(variable, f"{shlex.quote(sys.executable)} {shlex.quote(str(program))}")

    return make


def writes(text: str) -> str:
    return f"path.write_text({text!r})"


def failure(result: Result) -> tuple[int, str]:
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    return result.exit_code, result.stderr.removesuffix("\n").removeprefix("backstretch: ")


def beside(path: Path) -> dict[str, str]:
    """Everything in the file's directory."""
    return {other.name: other.read_text(encoding="utf-8") for other in path.parent.iterdir()}


class TestScreen:
    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
        """What the screen was started with, on what looks like a terminal."""
        calls: list[dict[str, Any]] = []

        def start(paths: Paths, **options: Any) -> int:
            del options["headline"]
            calls.append({"paths": paths, **options})
            return 7

        monkeypatch.setattr("backstretch.tui.launch.run", start)
        monkeypatch.setattr("backstretch.commands.edit.has_terminal", lambda: True)
        return calls

    def test_a_session_by_its_id(self, call: Call, started: list[dict[str, Any]], home: Paths, mine: Path) -> None:
        assert call("edit", "mine").exit_code == 7
        (options,) = started
        found = options.pop("edit")
        assert options == {"paths": home}
        assert (found.id, found.path, found.source) == ("mine", mine, "yours")

    def test_a_bundled_one_and_a_path(self, call: Call, started: list[dict[str, Any]], mine: Path) -> None:
        call("edit", "everyday")
        call("edit", str(mine))
        assert [(options["edit"].id, options["edit"].source) for options in started] == [
            ("everyday", "bundled"),
            ("mine", "yours"),
        ]

    @pytest.mark.parametrize(
        ("session", "line"),
        [
            ("mien", 'no session "mien" (did you mean "mine"?)'),
            ("nowhere.toml", "cannot read nowhere.toml: No such file or directory"),
        ],
    )
    def test_of_nothing(self, call: Call, started: list[dict[str, Any]], mine: Path, session: str, line: str) -> None:
        assert mine.exists()
        assert failure(call("edit", session)) == (2, line)
        assert started == []

    def test_without_a_terminal(self, call: Call, mine: Path) -> None:
        assert mine.exists()
        said = "the editor screen needs a terminal; --external uses the editor that $EDITOR names"
        assert failure(call("edit", "mine")) == (2, said)


class TestExternal:
    def test_a_change(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor(writes(LONGER))
        result = call("edit", "mine", "--external")
        assert result.exit_code == 0
        assert result.output == f"{mine}: no problems; 0:50 in 1 phase\n"
        assert beside(mine) == {"mine.toml": LONGER, "mine.toml.bak": GOOD}

    def test_no_change(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor("pass")
        result = call("edit", "mine", "--external")
        assert (result.exit_code, result.output) == (0, f"{mine} is unchanged\n")
        assert beside(mine) == {"mine.toml": GOOD}

    def test_a_warning_is_told_and_no_more(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor(writes(GOOD.replace("Mine", "Twist")))
        result = call("edit", "mine", "--external")
        assert result.exit_code == 0
        assert result.output.startswith(f"{mine}:2:1: warning: ")

    def test_visual_comes_first(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor(writes(LONGER), variable="VISUAL")
        os.environ["EDITOR"] = "false"
        try:
            assert call("edit", "mine", "--external").exit_code == 0
        finally:
            del os.environ["EDITOR"]
        assert mine.read_text() == LONGER

    def test_an_editor_with_a_space_in_its_path(
        self, call: Call, tmp_path: Path, mine: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = tmp_path / "my own editor"
        program.write_text(f"#!{sys.executable}\nimport sys\nopen(sys.argv[1], 'a').write('# seen\\n')\n")
        program.chmod(0o755)
        monkeypatch.setenv("EDITOR", str(program))
        assert call("edit", "mine", "--external").exit_code == 0
        assert mine.read_text() == f"{GOOD}# seen\n"

    def test_nothing_goes_through_a_shell(self, call: Call, editor: Callable[..., None], home: Paths) -> None:
        home.sessions.mkdir(parents=True)
        path = home.sessions / "$(touch x); touch y.toml"
        path.write_text(GOOD)
        editor("sys.exit(not path.exists())")
        assert call("edit", str(path), "--external").exit_code == 0
        assert sorted(other.name for other in home.sessions.iterdir()) == [path.name]

    @pytest.mark.parametrize("name", ["VISUAL", "EDITOR"])
    def test_an_editor_that_replaces_the_file(
        self, call: Call, editor: Callable[..., None], mine: Path, name: str
    ) -> None:
        new_file = f"new = path.with_name('new'); new.write_text({LONGER!r}); os.replace(new, path)"
        editor(new_file, variable=name)
        assert call("edit", "mine", "--external").exit_code == 0
        assert beside(mine) == {"mine.toml": LONGER, "mine.toml.bak": GOOD}

    def test_a_link_stays_one(self, call: Call, editor: Callable[..., None], mine: Path, tmp_path: Path) -> None:
        real = tmp_path / "dotfiles" / "real.toml"
        real.parent.mkdir()
        mine.rename(real)
        mine.symlink_to(real)
        editor(f"new = path.with_name('new'); new.write_text({LONGER!r}); os.replace(new, path)")
        assert call("edit", "mine", "--external").exit_code == 0
        assert mine.is_symlink()
        assert real.read_text() == LONGER
        assert mine.with_name("mine.toml.bak").read_text() == GOOD


class TestFailing:
    @pytest.mark.parametrize("name", ["", " ", None])
    def test_no_editor(self, call: Call, mine: Path, monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
        if name is not None:
            monkeypatch.setenv("EDITOR", name)
        said = "neither $VISUAL nor $EDITOR names an editor; for example EDITOR=nano"
        assert failure(call("edit", "mine", "--external")) == (2, said)
        assert beside(mine) == {"mine.toml": GOOD}

    def test_a_command_that_is_none(self, call: Call, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert mine.exists()
        monkeypatch.setenv("VISUAL", "vi 'x")
        said = "$VISUAL is vi 'x, which is no command: no closing quotation"
        assert failure(call("edit", "mine", "--external")) == (2, said)

    @pytest.mark.parametrize("session", ["mine", "everyday"])
    def test_an_editor_that_is_not_there(
        self, call: Call, mine: Path, monkeypatch: pytest.MonkeyPatch, session: str
    ) -> None:
        monkeypatch.setenv("EDITOR", "no-such-editor --wait")
        said = "cannot start the editor no-such-editor: No such file or directory"
        assert failure(call("edit", session, "--external")) == (1, said)
        assert beside(mine) == {"mine.toml": GOOD}

    def test_a_status_with_nothing_written(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor("sys.exit(3)")
        said = f"the editor {sys.executable} ended with status 3; nothing is changed"
        assert failure(call("edit", "mine", "--external")) == (1, said)
        assert beside(mine) == {"mine.toml": GOOD}

    def test_what_a_failing_editor_wrote_is_kept_beside(
        self, call: Call, editor: Callable[..., None], mine: Path
    ) -> None:
        mine.with_name("mine.toml.kept").write_text("older")
        editor(f"{writes(LONGER)}; sys.exit(3)")
        kept = mine.with_name("mine.toml.kept-2")
        said = f"the editor {sys.executable} ended with status 3; nothing is changed; what it had written is in {kept}"
        assert failure(call("edit", "mine", "--external")) == (1, said)
        assert beside(mine) == {"mine.toml": GOOD, "mine.toml.kept": "older", "mine.toml.kept-2": LONGER}

    @pytest.mark.skipif(sys.platform == "win32", reason="signals as exit statuses are POSIX's")
    def test_an_editor_that_is_killed(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor("os.kill(os.getpid(), 9)")
        said = f"the editor {sys.executable} ended with signal 9; nothing is changed"
        assert failure(call("edit", "mine", "--external")) == (1, said)
        assert beside(mine) == {"mine.toml": GOOD}

    def test_an_editor_that_takes_the_file_away(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor("path.unlink()")
        result = call("edit", "mine", "--external")
        assert (result.exit_code, result.output) == (0, f"{mine} is unchanged\n")
        assert beside(mine) == {"mine.toml": GOOD}


class TestBundled:
    ORIGINAL = (bundled_sessions() / "gentle-start.toml").read_text(encoding="utf-8")

    def test_a_copy_of_ones_own(self, call: Call, editor: Callable[..., None], home: Paths) -> None:
        editor("path.write_text(path.read_text(encoding='utf-8').replace('hold = 60', 'hold = 70'), encoding='utf-8')")
        result = call("edit", "gentle-start", "--external")
        path = home.sessions / "gentle-start.toml"
        assert result.output == f"{path}: no problems; 6:33 in 32 phases\n"
        assert beside(path) == {"gentle-start.toml": self.ORIGINAL.replace("hold = 60", "hold = 70")}
        assert (bundled_sessions() / "gentle-start.toml").read_text(encoding="utf-8") == self.ORIGINAL

    @pytest.mark.parametrize("script", ["pass", "sys.exit(1)", "path.unlink()"])
    def test_no_copy_of_what_is_unchanged(
        self, call: Call, editor: Callable[..., None], home: Paths, script: str
    ) -> None:
        editor(script)
        call("edit", "gentle-start", "--external")
        assert list(home.sessions.iterdir()) == []

    def test_a_failing_editor_leaves_no_copy_but_what_it_wrote(
        self, call: Call, editor: Callable[..., None], home: Paths
    ) -> None:
        editor(f"{writes(LONGER)}; sys.exit(1)")
        assert call("edit", "gentle-start", "--external").exit_code == 1
        assert {path.name: path.read_text() for path in home.sessions.iterdir()} == {"gentle-start.toml.kept": LONGER}


class TestProblems:
    ERROR = "4:1: error: rest is -5 s; allowed is 0 s to 1 h"

    @pytest.fixture
    def answer(self, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
        """Calls ``edit mine --external`` on what looks like a terminal, and answers its questions."""
        monkeypatch.setattr("backstretch.commands.edit.has_terminal", lambda: True)

        def call_it(*answers: str) -> Result:
            lines = "".join(f"{line}\n" for line in answers)
            return CliRunner().invoke(cli, ["edit", "mine", "--external"], prog_name="backstretch", input=lines)

        return call_it

    def test_without_a_terminal(self, call: Call, editor: Callable[..., None], mine: Path) -> None:
        editor(writes(BROKEN))
        result = call("edit", "mine", "--external")
        assert (result.exit_code, result.output) == (1, f"{mine}:{self.ERROR}\n")
        assert beside(mine) == {"mine.toml": BROKEN, "mine.toml.bak": GOOD}

    def test_edit_again(self, answer: Callable[..., Result], editor: Callable[..., None], mine: Path) -> None:
        editor(writes(BROKEN), "pass", writes(LONGER))
        result = answer("e", "")
        assert result.exit_code == 0
        assert result.output.count(self.ERROR) == 2
        assert result.output.count("[e]dit again, [k]eep as it is, [d]iscard my changes [e]: ") == 2
        assert result.output.endswith(f"{mine}: no problems; 0:50 in 1 phase\n")
        assert beside(mine) == {"mine.toml": LONGER, "mine.toml.bak": GOOD}

    def test_edit_back_to_what_it_was(
        self, answer: Callable[..., Result], editor: Callable[..., None], mine: Path
    ) -> None:
        editor(writes(BROKEN), writes(GOOD))
        result = answer("e")
        assert result.exit_code == 0
        assert result.output.endswith(f"{mine} is unchanged\n")
        assert mine.read_text() == GOOD

    def test_keep(self, answer: Callable[..., Result], editor: Callable[..., None], mine: Path) -> None:
        editor(writes(BROKEN))
        assert answer("Keep").exit_code == 1
        assert beside(mine) == {"mine.toml": BROKEN, "mine.toml.bak": GOOD}

    def test_discard(self, answer: Callable[..., Result], editor: Callable[..., None], mine: Path) -> None:
        editor(writes(BROKEN))
        result = answer("what?", "d")
        assert result.exit_code == 0
        kept = mine.with_name("mine.toml.kept")
        assert result.output.endswith(f"{mine} is as it was; your version is in {kept}\n")
        assert beside(mine) == {"mine.toml": GOOD, "mine.toml.bak": GOOD, "mine.toml.kept": BROKEN}

    def test_ctrl_c_at_the_question_keeps_both(
        self, answer: Callable[..., Result], editor: Callable[..., None], mine: Path
    ) -> None:
        editor(writes(BROKEN))
        assert answer().exit_code == 130
        assert beside(mine) == {"mine.toml": BROKEN, "mine.toml.bak": GOOD}

    @pytest.mark.parametrize(("byte", "times"), [(b"\xff", 1), (b"#", 2_000_000)])
    def test_what_is_no_session_at_all(
        self, answer: Callable[..., Result], editor: Callable[..., None], mine: Path, byte: bytes, times: int
    ) -> None:
        editor(f"path.write_bytes({byte!r} * {times})")
        result = answer("d")
        assert f"{mine}:1:1: error: " in result.output
        assert mine.read_text() == GOOD
        assert mine.with_name("mine.toml.kept").read_bytes() == byte * times


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C reaches the whole process group only on POSIX")
def test_ctrl_c_in_the_editor_ends_neither(editor: Callable[..., None], mine: Path) -> None:
    """Both get the signal, as from a terminal; the editor takes it for one of its keys."""
    script = (
        "import signal, time\n"
        "assert signal.getsignal(signal.SIGINT) is signal.default_int_handler\n"
        "try:\n    os.killpg(0, signal.SIGINT)\n    time.sleep(30)\n"
        f"except KeyboardInterrupt:\n    {writes(LONGER)}\n"
    )
    editor(script)
    done = subprocess.run(
        [sys.executable, "-m", "backstretch", "edit", "mine", "--external"],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert mine.read_text() == LONGER
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
