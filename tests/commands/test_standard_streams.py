"""What becomes of a command where its standard streams are closed, or on something that takes no more."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from backstretch.base.paths import default_paths
from backstretch.commands.click_program import cli
from backstretch.commands.command_table import COMMANDS
from backstretch.doctor import examination
from backstretch.doctor.finding import Finding
from backstretch.journal.store import Journal
from backstretch.terminal import streams

from ..journal.samples import run

pytestmark = pytest.mark.second

SAYING = (
    *("--version", "--help", "list", "list --json", "show everyday", "show everyday --json", "check bad.toml"),
    *("script everyday", "script everyday --json", "config", "config volume"),
    *("check --json bad.toml", "log", "log --csv", "log --json", "log export -", "log export out.jsonl", "log report"),
    *("log merge out.jsonl", "log show --help", "stats", "stats --json", "paths", "schema", "doctor", "doctor --json"),
    *(
        "completion bash",
        "completion zsh",
        "completion fish",
        "completion powershell",
        "card everyday",
        "card everyday --output -",
        "new mine",
    ),
    *("remind --at 7:30 --days mon --ics -", "remind --at 7:30 --days mon --ics a.ics", "new blank --blank"),
    *("new copy --from everyday", "edit --help", "sounds --help", "run everyday --plain --mute"),
    *("answers", "put-back", "plan", "goals", "plan new", "cards", "log note --help", "walk --help"),
)
"""A command line for each command, and each way in which it writes."""


class Full(io.RawIOBase):
    """A disk that is full."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.refuses = True
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if self.refuses:
            raise OSError(self.number, os.strerror(self.number))
        return len(data)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One in which the questions are answered, with a run in the log and a session file that has something wrong."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.chdir(tmp_path)
    person = default_paths().person
    person.parent.mkdir(parents=True)
    person.write_text("format = 1\ncautions = []\nrotations = false\nanswered_on = 2200-01-01\n")
    Path("bad.toml").write_text("format = 1\n")
    paths = default_paths()
    with Journal.open(paths.journal, paths.stops) as journal:
        assert journal.begin(run())
    monkeypatch.setattr(examination, "examine", lambda _subject: iter([Finding("sound", "ok", "plays")]))


@contextmanager
def full_stream(number: int) -> Iterator[io.TextIOWrapper]:
    full = Full(number)
    stream = io.TextIOWrapper(io.BufferedWriter(full), encoding="utf-8")
    try:
        yield stream
    finally:
        full.refuses = False
        stream.close()


def code_of(arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments.split(), prog_name="backstretch")
    return int(ended.value.code or 0)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EPIPE], ids=["full", "pipe"])
def test_a_full_disk_is_one_line_and_a_pipe_that_is_closed_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    assert {line.split()[0] for line in SAYING if not line.startswith("-")} == COMMANDS.keys()
    for line in SAYING:
        with monkeypatch.context() as patch, full_stream(number) as stream:
            patch.setattr(sys, "stdout", stream)
            code = code_of(line)
        said = capsys.readouterr().err
        if number == errno.EPIPE:
            assert (code, said) == (141 if "--plain" in line else 1, ""), line
        else:
            what = "backstretch: cannot write to standard output: No space left on device\n"
            assert (code, said) == (1, what), line


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of its own kind is there")
@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [
        (">&-", 1, "backstretch: cannot write to standard output: Bad file descriptor\n"),
        ("2>&-", 0, ""),
        (">&- 2>&- <&-", 1, ""),
    ],
)
def test_a_stream_that_is_closed_is_no_exception(closed: str, code: int, said: str) -> None:
    """The last one shows that no file takes the place of a closed stream."""
    command = f'"$0" -m backstretch log export - {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (code, said)


def test_what_stands_in_for_a_closed_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    streams.open_missing()
    with sys.stdin, sys.stderr:
        assert (sys.stdin.read(), sys.stdin.isatty(), sys.stdout.isatty()) == ("", False, False)
        sys.stderr.write("lost")
        assert streams.failure(sys.stderr) is None
    sys.stdout.write("refused")
    assert streams.failure(sys.stdout) is not None
    streams.discard(sys.stdout)
    sys.stdout.close()
