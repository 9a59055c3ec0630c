"""Programs of the person's own: when they begin, and that nothing waits for them."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from backstretch.base.process import begin_detached
from backstretch.journal.records import Saved
from backstretch.journal.store import Journal
from backstretch.run import hooks
from backstretch.run.hooks import Hooks, hooks_of
from backstretch.run.recorder import Recorder
from backstretch.settings import Settings, read_settings
from tests.cases import cases
from tests.run.test_recorder import REPORT, at, laid_out, start

HOOKS = Hooks(("begin",), ("end", "now"), ("stop", "now"))
PATIENCE = 60.0


class Told:
    """What was begun, and the outcome that another connection read at that moment."""

    def __init__(self, path: Path, stops: Path) -> None:
        self.begun: list[tuple[str, str]] = []
        self._places = path, stops

    def begin(self, arguments: tuple[str, ...]) -> None:
        with Journal.open(*self._places, read_only=True) as other:
            (run,) = other.runs()
        self.begun.append((" ".join(arguments), run.outcome))


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Told:
    told = Told(tmp_path / "journal.db", tmp_path / "stops")
    monkeypatch.setattr(hooks, "begin_detached", told.begin)
    return told


@pytest.mark.parametrize("end", ["finish", "stop", "stopped later"])
def test_each_begins_after_the_log_is_written(told: Told, tmp_path: Path, end: str) -> None:
    with Journal.open(tmp_path / "journal.db", tmp_path / "stops") as journal:
        recorder = Recorder(journal, tmp_path / "stops", start(), laid_out(), HOOKS)
        recorder.begin(resumed=False)
        assert told.begun == [("begin", "interrupted")]
        if end != "stop":
            recorder.finish("completed", at(45), 5, 40.0, ())
            assert told.begun[1:] == [("end now", "completed")]
        if end == "stop":
            assert recorder.stop(REPORT, at(12), 1, 12.0, ()) is Saved.JOURNAL
        elif end == "stopped later":
            recorder.stopped_later(REPORT)
        assert told.begun[-1] == (("end now", "completed") if end == "finish" else ("stop now", "stopped_for_pain"))
        recorder.settle()
        assert len(told.begun) == {"finish": 2, "stop": 2, "stopped later": 3}[end]


def test_none_begins_where_none_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "Thread", None)
    none = hooks_of(Settings())
    none.started()
    none.ended()
    none.stopped()


def test_it_gets_its_arguments_as_they_are_and_writes_nowhere(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "made by it"
    code = "import pathlib, sys; print('heard'); pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"
    before = set(threading.enumerate())
    begin_detached([sys.executable, "-c", code, str(made), "$HOME; *"])
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
    assert made.read_text() == "$HOME; *"
    assert capfd.readouterr() == ("", "")


def test_one_that_is_not_there_is_no_matter() -> None:
    before = set(threading.enumerate())
    begin_detached(["/no/such/program"])
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
        assert not thread.is_alive()


@cases(
    ("written", "read"),
    [
        ('["notify-send", "Session over"]', ("notify-send", "Session over")),
        ("[]", ()),
        ("\"notify-send 'Session over'\"", ("notify-send", "Session over")),
    ],
)
def test_a_list_is_read(tmp_path: Path, written: str, read: tuple[str, ...]) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"on_end = {written}\n", encoding="utf-8")
    settings, problems = read_settings(file)
    assert (settings.on_end, problems) == (read, ())


@cases(
    ("written", "said"),
    [
        ("5", "on_stop is 5, but must be a list of texts"),
        ('["a", 5]', "must be a list of texts"),
        ('["", "a"]', "begins with an empty text"),
        ('"a \'b"', "leaves a quotation open"),
        ("[" + '"a", ' * 21 + "]", "is longer than 20 texts"),
        ('["a\\u0000"]', "a character that no argument can have"),
    ],
)
def test_what_is_no_program_is_told(tmp_path: Path, written: str, said: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"on_stop = {written}\n", encoding="utf-8")
    settings, (problem,) = read_settings(file)
    assert settings.on_stop == ()
    assert said in str(problem)
