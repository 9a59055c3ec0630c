"""The gate holds wherever the stop was written, and also where it could be written nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backstretch.coach.events import HoldRecord
from backstretch.journal.records import PainReport, RunStart, Saved
from backstretch.journal.store import Journal
from backstretch.run.gate import OpenStop, StopGate
from backstretch.run.recorder import Recorder
from backstretch.session.model import Duration, ExerciseStep, Session
from backstretch.session.timeline import timeline
from backstretch.session.words import Words
from tests.cases import cases

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECONDS = Duration(5)
STEP = ExerciseStep(
    1,
    None,
    "bridge",
    "Bridge",
    False,
    Words(),
    frozenset(),
    "none",
    "left",
    SECONDS,
    1,
    SECONDS,
    SECONDS,
    SECONDS,
    SECONDS,
)
SESSION = Session("small", "Small", "", "", "gentle", (), 6.0, (STEP,), b"")
REPORT = PainReport(at_seconds=7.0, step=1, exercise="bridge", side=None, rep=1)


def start(id_: str = "run") -> RunStart:
    return RunStart(id_, "small", "Small", SESSION.sha256, NOW, 0, 1, 15.0, 1, None, 1)


def stopped(journal: Journal | None, stops: Path, id_: str = "run") -> Recorder:
    log = Recorder(journal, stops, start(id_), timeline(SESSION))
    log.begin(resumed=False)
    log.stop(REPORT, NOW, 1, 7.0, [HoldRecord(1, 2.0, "cut")])
    return log


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A place for stops where nothing can be written."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    return blocked / "stops"


def test_nothing_stands_before_the_first_run(tmp_path: Path) -> None:
    gate = StopGate(None, tmp_path / "stops", unreadable=False)
    assert (gate.open_stop(), gate.hurt()) == (None, frozenset())


def test_a_stop_in_the_journal_stands_until_the_gate_is_passed(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db", tmp_path / "stops") as journal:
        stopped(journal, tmp_path / "stops")
        gate = StopGate(journal, tmp_path / "stops", unreadable=False)
        stop = gate.open_stop()
        assert stop == OpenStop("run", date(2026, 11, 23), "bridge")
        gate.clear(stop, NOW)
        assert gate.open_stop() is None
        assert gate.hurt() == {"bridge"}
        assert StopGate(journal, tmp_path / "stops", unreadable=False).open_stop() is None


def test_nothing_is_put_back_before_the_two_questions_and_two_yes_wait_for_a_session(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db", tmp_path / "stops") as journal:
        stopped(journal, tmp_path / "stops")
        gate = StopGate(journal, tmp_path / "stops", unreadable=False)
        assert (gate.to_put_back(), gate.is_first_after()) == (frozenset(), False)
        stop = gate.open_stop()
        assert stop is not None
        gate.clear(stop, NOW + timedelta(days=1))
        again = StopGate(journal, tmp_path / "stops", unreadable=False)
        assert again.to_put_back() == {"bridge"}
        assert gate.is_first_after()
        assert again.is_first_after()
        journal.begin(start("next")._replace(started_at=NOW + timedelta(days=2)))
        assert not again.is_first_after()


@cases("exercise", ["walking", "belly-breathing", "seated-belly-breathing"])
def test_breathing_and_walking_never_hurt(tmp_path: Path, exercise: str) -> None:
    with Journal.open(tmp_path / f"{exercise}.db", tmp_path / "stops") as journal:
        log = Recorder(journal, tmp_path / "stops", start(), timeline(SESSION))
        log.begin(resumed=False)
        log.stop(REPORT._replace(exercise=exercise), NOW, 1, 7.0, [])
        gate = StopGate(journal, tmp_path / "stops", unreadable=False)
        assert (gate.open_stop() is not None, gate.hurt()) == (True, frozenset())


def test_without_a_journal_a_stop_beside_it_stands(tmp_path: Path) -> None:
    stops = tmp_path / "stops"
    assert stopped(None, stops).saved is Saved.ASIDE
    gate = StopGate(None, stops, unreadable=False)
    stop = gate.open_stop()
    assert stop == OpenStop("run", date(2026, 11, 23), "bridge")
    assert gate.hurt() == {"bridge"}
    gate.clear(stop, NOW)
    assert gate.open_stop() is None
    assert StopGate(None, stops, unreadable=False).open_stop() == stop, "only the journal can forget it for good"


@pytest.mark.parametrize("with_journal", [False, True])
@pytest.mark.parametrize("content", ["", "{", '{"format": 2}', '{"format": 1}'])
def test_a_stop_that_cannot_be_read_is_asked_about_once(tmp_path: Path, content: str, with_journal: bool) -> None:
    stops = tmp_path / "stops"
    stops.mkdir()
    (stops / "broken.json").write_text(content)
    with Journal.open(tmp_path / "journal.db", stops) as opened:
        gate = StopGate(opened if with_journal else None, stops, unreadable=False)
        stop = gate.open_stop()
        assert stop == OpenStop(None)
        gate.clear(stop, NOW)
        assert gate.open_stop() is None
        (stops / "another.json").write_text(content)
        assert gate.open_stop() == OpenStop(None), "one that comes later is another stop"


def test_a_stop_that_is_known_is_asked_about_before_one_that_is_not(tmp_path: Path) -> None:
    stops = tmp_path / "stops"
    with Journal.open(tmp_path / "journal.db", stops) as journal:
        stopped(journal, stops)
        stops.mkdir()
        (stops / "broken.json").write_text("{")
        gate = StopGate(journal, stops, unreadable=False)
        stop = gate.open_stop()
        assert stop == OpenStop("run", date(2026, 11, 23), "bridge")
        gate.clear(stop, NOW)
        assert gate.open_stop() == OpenStop(None)


def test_a_directory_of_stops_that_cannot_be_looked_into_may_hold_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    gate = StopGate(None, tmp_path, unreadable=False)
    assert gate.open_stop() == OpenStop(None)
    gate.clear(OpenStop(None), NOW)
    assert gate.open_stop() is None


@pytest.mark.parametrize("with_journal", [False, True])
def test_a_stop_that_is_nowhere_stands_while_the_program_runs(
    nowhere: Path, tmp_path: Path, with_journal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal.open(tmp_path / "journal.db", nowhere) if with_journal else None
    if journal is not None:
        monkeypatch.setattr("backstretch.journal.store.write_stop", _full)
    gate = StopGate(journal, nowhere, unreadable=False)
    log = stopped(journal, nowhere)
    gate.watch(log)
    assert log.saved is Saved.NOWHERE
    stop = gate.open_stop()
    assert stop == OpenStop("run", date(2026, 11, 23), "bridge")
    assert gate.hurt() == {"bridge"}
    if journal is not None:
        journal.close()


def test_a_stop_that_was_nowhere_is_written_as_soon_as_it_can_be(
    nowhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(tmp_path / "journal.db", nowhere) as journal, monkeypatch.context() as broken:
        broken.setattr("backstretch.journal.store.write_stop", _full)
        log = stopped(journal, nowhere)
        assert not log.amend_report(REPORT._replace(kind="sharp"))
        broken.undo()
        log.settle()
        assert log.saved is Saved.JOURNAL
        report = journal.find_run("run").pain_report
        assert report is not None
        assert report.kind == "sharp"


def test_pressed_by_mistake_leaves_no_gate_even_where_nothing_can_be_written(nowhere: Path) -> None:
    gate = StopGate(None, nowhere, unreadable=False)
    log = stopped(None, nowhere)
    gate.watch(log)
    log.amend_report(REPORT._replace(kind="mistake"))
    assert (gate.open_stop(), gate.hurt()) == (None, frozenset())


def test_a_stop_told_of_an_earlier_run_stands_though_nothing_could_be_written(nowhere: Path) -> None:
    gate = StopGate(None, nowhere, unreadable=False)
    told = OpenStop("earlier", date(2026, 11, 22))
    gate.remember(told)
    assert (gate.open_stop(), gate.hurt()) == (told, frozenset())
    gate.clear(told, NOW)
    assert gate.open_stop() is None


def test_a_journal_that_cannot_be_read_is_asked_about_once(tmp_path: Path) -> None:
    gate = StopGate(None, tmp_path / "stops", unreadable=True)
    stop = gate.open_stop()
    assert stop == OpenStop(None)
    gate.clear(stop, NOW)
    assert gate.open_stop() is None


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
