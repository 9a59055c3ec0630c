"""Old journals become new ones, once, with a copy kept; newer ones are read and left alone."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from backstretch.base.errors import JournalError
from backstretch.journal import migrations
from backstretch.journal.records import Saved
from backstretch.journal.store import Journal

from .samples import RUN_ID, hold, progress, python, report, run

NOW = migrations.MIGRATIONS
V = len(NOW)
"""The version that there is now."""


def add_weather(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE runs ADD COLUMN weather TEXT NOT NULL DEFAULT 'dry'")


def add_moon(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE runs ADD COLUMN moon TEXT")


def fail(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM runs")
    raise sqlite3.OperationalError("out of luck")


@pytest.fixture
def old(path: Path, stops: Path) -> Path:
    """A journal of the version that there is now, with one run."""
    with Journal.open(path, stops) as journal:
        journal.begin(run())
        journal.progress(RUN_ID, progress(hold(0)))
    return path


def later_versions(monkeypatch: pytest.MonkeyPatch, *steps: migrations.Migration) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*NOW, *steps))


def columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as db:
        return {row[1] for row in db.execute("PRAGMA table_info(runs)")}


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_a_fresh_journal_has_every_step_and_no_copy(path: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_versions(monkeypatch, add_weather)
    Journal.open(path, stops).close()
    assert version(path) == V + 1
    assert "weather" in columns(path)
    assert [file.name for file in path.parent.iterdir()] == ["journal.db"]


def test_an_old_journal_is_copied_and_then_taken_through_each_step(
    old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_versions(monkeypatch, add_weather, add_moon)
    with Journal.open(old, stops) as journal:
        assert journal.find_run(RUN_ID).holds_done == 1
        assert journal.begin(run(id="next"))
    assert version(old) == V + 2
    assert {"weather", "moon"} <= columns(old)
    backup = old.with_name(f"journal.db.v{V}.bak")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert version(backup) == V
    assert "weather" not in columns(backup)
    monkeypatch.undo()
    with Journal.open(backup, stops) as copy:
        assert copy.find_run(RUN_ID).holds_done == 1


def test_the_copy_has_what_only_the_log_beside_the_journal_has(
    path: Path, stops: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal.open(path, stops) as journal:
        journal.begin(run())
        later_versions(monkeypatch, add_weather)
        Journal.open(path, stops).close()
    monkeypatch.undo()
    with Journal.open(path.with_name(f"journal.db.v{V}.bak"), stops) as copy:
        assert copy.find_run(RUN_ID).id == RUN_ID


def test_a_step_is_taken_once(old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_versions(monkeypatch, add_weather)
    for _ in range(3):
        Journal.open(old, stops).close()
    assert sorted(file.name for file in old.parent.iterdir()) == ["journal.db", f"journal.db.v{V}.bak"]


def test_a_step_that_fails_changes_nothing(old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_versions(monkeypatch, add_weather, fail)
    for _ in range(2):
        with pytest.raises(JournalError, match="out of luck"):
            Journal.open(old, stops)
    assert version(old) == V
    assert "weather" not in columns(old)
    monkeypatch.undo()
    with Journal.open(old, stops) as journal:
        assert journal.find_run(RUN_ID).holds_done == 1


def test_what_a_killed_copy_left_is_in_nobodys_way(old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old.with_name(f"journal.db.v{V}.bak.new").write_bytes(b"half a copy")
    later_versions(monkeypatch, add_weather)
    Journal.open(old, stops).close()
    assert sorted(file.name for file in old.parent.iterdir()) == ["journal.db", f"journal.db.v{V}.bak"]


def test_a_copy_that_cannot_be_made_keeps_the_old_version(
    old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old.parent / f"journal.db.v{V}.bak").mkdir()
    later_versions(monkeypatch, add_weather)
    with pytest.raises(JournalError):
        Journal.open(old, stops)
    assert version(old) == V


def test_reading_an_old_journal_changes_no_file(old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_versions(monkeypatch, add_weather)
    before = old.read_bytes()
    with Journal.open(old, stops, read_only=True) as reader:
        assert reader.find_run(RUN_ID).holds_done == 1
    assert old.read_bytes() == before
    assert [file.name for file in old.parent.iterdir()] == ["journal.db"]


_MIGRATE = """
import sys
from pathlib import Path
from backstretch.journal import migrations
from backstretch.journal.store import Journal

def add_weather(db):
    db.execute("ALTER TABLE runs ADD COLUMN weather TEXT")

migrations.MIGRATIONS = (*migrations.MIGRATIONS, add_weather)
print("ready", flush=True)
sys.stdin.readline()
with Journal.open(Path(sys.argv[1]), Path(sys.argv[2])) as journal:
    print(len(list(journal.runs())))
"""


@pytest.mark.second
def test_many_processes_can_migrate_it_at_once(old: Path, stops: Path) -> None:
    processes = [python(_MIGRATE, old, stops) for _ in range(6)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        out, _ = process.communicate()
        assert (process.returncode, out) == (0, "1\n")
    assert version(old) == V + 1
    assert sorted(file.name for file in old.parent.iterdir()) == ["journal.db", f"journal.db.v{V}.bak"]


def test_a_newer_journal_is_read_and_not_written(old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later_versions(monkeypatch, add_weather)
    Journal.open(old, stops).close()
    monkeypatch.undo()
    before = old.read_bytes()
    with Journal.open(old, stops) as journal:
        assert [read.id for read in journal.runs()] == [RUN_ID]
        assert journal.refusal is not None
        assert "newer backstretch" in journal.refusal
        assert str(old) in journal.refusal
        assert not journal.begin(run(id="next"))
        with pytest.raises(JournalError, match="newer backstretch"):
            journal.next_day(RUN_ID, "same")
        with pytest.raises(JournalError, match="newer backstretch"):
            journal.resume(RUN_ID, 1)
        assert journal.record_stop(RUN_ID, progress(), report(), run()) is Saved.ASIDE
        assert journal.open_stop() is not None
    assert old.read_bytes() == before


def test_a_stop_waits_through_a_newer_journal_for_one_that_can_take_it(
    old: Path, stops: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_versions(monkeypatch, add_weather)
    Journal.open(old, stops).close()
    monkeypatch.undo()
    with Journal.open(old, stops) as journal:
        journal.record_stop(RUN_ID, progress(), report(), run())
    later_versions(monkeypatch, add_weather)
    with Journal.open(old, stops) as journal:
        assert journal.open_stop() is not None
    assert list(stops.iterdir()) == []
