"""The working directory is gone, or a folder that is named may not be searched: one line at the most."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backstretch.base.paths import default_paths
from backstretch.commands.click_program import cli

from .test_standard_streams import SAYING

GONE = "backstretch: the directory you are in is not there any more; go to another one\n"
HERE = {"card everyday", "log export out.jsonl", "remind --at 7:30 --days mon --ics a.ics"}
"""What would be written there."""
MISSING = {"check bad.toml", "check --json bad.toml", "log merge out.jsonl"}
"""What is looked for there."""
SLOW = {"doctor", "doctor --json", "run everyday --plain --mute"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


@pytest.mark.second
@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the directory that somebody is in")
def test_with_the_working_directory_gone_all_works_that_needs_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for line in SAYING:
        if line in SLOW:
            continue
        done = CliRunner().invoke(cli, line.split(), prog_name="backstretch")
        if line in HERE:
            assert (done.exit_code, done.stdout, done.stderr) == (1, "", GONE), line
        elif line in MISSING:
            assert done.exit_code == 2, line
            assert "No such file or directory" in done.stderr + done.stdout, line
        else:
            assert (done.exit_code, done.stderr) == (0, ""), line


def test_a_folder_that_may_not_be_searched_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody with every right, as tests may be run by, can search all of them."""

    is_dir = Path.is_dir

    def refuse(self: Path) -> bool:
        if self.parts[:1] == ("closed",):
            raise PermissionError(13, "Permission denied", str(self))
        return is_dir(self)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_dir", refuse)
        done = CliRunner().invoke(cli, ["card", "everyday", "--output", "closed/a"], prog_name="backstretch")
    assert (done.exit_code, done.stderr) == (1, "backstretch: cannot use closed/a: Permission denied\n")
    assert not default_paths().journal.exists()
