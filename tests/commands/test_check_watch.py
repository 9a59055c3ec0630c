"""``check --watch``: a file checked again after every change."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.commands.check import POLL_SECONDS, watch
from backstretch.commands.click_program import cli

GOOD = "format = 1\ntitle = 'Mine'\n[[steps]]\nrest = 5\n"
ODD = GOOD.replace("Mine", "Twist")
BROKEN = GOOD.replace("5", "-5")

Watch = Callable[..., Result]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "mine.toml"
    path.write_text(GOOD)
    return path


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Watches files while things happen to them, one after each two polls; Ctrl+C follows."""

    def call_it(arguments: list[str], *happenings: Callable[[], object]) -> Result:
        steps = iter([step for happening in happenings for step in (happening, _nothing, _nothing)])

        def sleep(seconds: float) -> None:
            assert seconds == POLL_SECONDS
            step = next(steps, None)
            if step is None:
                raise KeyboardInterrupt
            step()

        monkeypatch.setattr("backstretch.commands.check.time.sleep", sleep)
        return CliRunner().invoke(cli, ["check", "--watch", *arguments], prog_name="backstretch")

    return call_it


def _nothing() -> None:
    pass


def timeless(text: str) -> list[str]:
    """The lines, with what says when they were written as ``@``."""
    return re.sub(r"^\d\d:\d\d:\d\d ", "@ ", text, flags=re.MULTILINE).splitlines()


ERROR = "mine.toml:4:1: error: rest is -5 s; allowed is 0 s to 1 h"
CLEAN = "@ mine.toml: no problems; 0:05 in 1 phase"


def test_each_change_is_checked(watched: Watch, mine: Path) -> None:
    result = watched(["mine.toml"], lambda: mine.write_text(BROKEN), _nothing, lambda: mine.write_text(GOOD))
    assert timeless(result.stdout) == [CLEAN, "@ mine.toml: fails: 1 error", ERROR, CLEAN]
    assert (result.exit_code, result.stderr.strip()) == (130, "")


def test_warnings_and_strict(watched: Watch, mine: Path) -> None:
    mine.write_text(ODD.replace("5", "-5"))
    lines = timeless(watched(["mine.toml"], lambda: mine.write_text(ODD)).stdout)
    assert lines[0] == "@ mine.toml: fails: 1 error, 1 warning"
    assert lines[3] == "@ mine.toml: passes, with 1 warning"
    lines = timeless(watched(["--strict", "mine.toml"]).stdout)
    assert lines[0] == "@ mine.toml: fails: 1 warning"


def test_a_file_that_goes_and_comes_back(watched: Watch, mine: Path) -> None:
    result = watched(["mine.toml"], mine.unlink, _nothing, lambda: mine.write_text(GOOD))
    assert timeless(result.stdout) == [CLEAN, "@ cannot read mine.toml: No such file or directory", CLEAN]


def test_a_file_that_comes_later(watched: Watch, mine: Path) -> None:
    other = mine.with_name("other.toml")
    result = watched(["other.toml", "mine.toml", "mine.toml"], lambda: other.write_text(GOOD))
    assert timeless(result.stdout) == [
        "@ cannot read other.toml: No such file or directory",
        CLEAN,
        CLEAN.replace("mine", "other"),
    ]


def test_an_editor_that_replaces_the_file(watched: Watch, mine: Path) -> None:
    status = mine.stat()

    def replace() -> None:
        new = mine.with_name("new")
        new.write_text(GOOD)
        os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
        new.replace(mine)

    assert timeless(watched(["mine.toml"], replace).stdout) == [CLEAN, CLEAN]


def test_as_json(watched: Watch, mine: Path) -> None:
    result = watched(["--json", "mine.toml"], lambda: mine.write_text(BROKEN), mine.unlink)
    first, second = map(json.loads, result.stdout.splitlines())
    assert first == []
    assert [(problem["path"], problem["line"], problem["severity"]) for problem in second] == [
        ("mine.toml", 4, "error")
    ]
    assert timeless(result.stderr.strip()) == ["@ cannot read mine.toml: No such file or directory"]


def test_a_file_that_is_being_written_is_left_alone(mine: Path) -> None:
    """Only what stands still from one poll to the next is looked at."""
    seen: list[str] = []

    def polls() -> Iterator[None]:
        for length in (1, 2, 3):
            mine.write_text("#" * length)
            yield
        yield
        raise KeyboardInterrupt

    going_on = polls()
    with pytest.raises(KeyboardInterrupt):
        watch(["mine.toml"], lambda _file: seen.append(mine.read_text()), lambda _seconds: next(going_on))
    assert seen == [GOOD, "###"]


@pytest.mark.second
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent otherwise there")
def test_ctrl_c_ends_it(mine: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "backstretch", "check", "--watch", mine.name],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert timeless(process.stdout.readline()) == [CLEAN]
        process.send_signal(signal.SIGINT)
        rest, said = process.communicate(timeout=60)
    assert (process.returncode, rest.strip(), said.strip()) == (130, "", "")
