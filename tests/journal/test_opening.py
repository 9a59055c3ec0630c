"""Getting at the journal's file: private, careful, and clear when it cannot be."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from backstretch.base.errors import JournalError
from backstretch.journal import database
from backstretch.journal.checkup import check
from backstretch.journal.records import Saved
from backstretch.journal.store import Journal

from .samples import RUN_ID, START, hold, locked, minutes, numbered, progress, python, report, run


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(directory: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(directory.iterdir())}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_it(path: Path, stops: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with Journal.open(path, stops) as journal:
            journal.begin(run())
            files = list(path.parent.iterdir())
            assert {file.name for file in files} == {"journal.db", "journal.db-wal", "journal.db-shm"}
            assert {mode(file) for file in files} == {0o600}
    finally:
        os.umask(before)
    assert mode(path.parent) & 0o077 == 0


def test_it_is_private_from_its_first_moment(path: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    connect = sqlite3.connect

    def noted(*arguments: object, **options: object) -> sqlite3.Connection:
        seen.append(mode(path))
        return connect(*arguments, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", noted)
    before = os.umask(0)
    try:
        Journal.open(path, stops).close()
    finally:
        os.umask(before)
    assert seen == [0o600]


def test_one_that_others_could_read_is_narrowed(path: Path, stops: Path) -> None:
    Journal.open(path, stops).close()
    path.chmod(0o644)
    Journal.open(path, stops).close()
    assert mode(path) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="a link is a right of its own there")
def test_a_link_is_followed_and_what_is_no_journal_is_left_as_it_is(path: Path, stops: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE theirs (x)")
    diary = tmp_path / "diary"
    diary.write_text("Dear diary")
    path.parent.mkdir()
    for target in (other, diary):
        target.chmod(0o644)
        before = target.read_bytes()
        path.symlink_to(target)
        with pytest.raises(JournalError, match="left as it is"):
            Journal.open(path, stops)
        assert (mode(target), target.read_bytes()) == (0o644, before)
        path.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="a link is a right of its own there")
def test_a_journal_behind_a_link_is_narrowed_with_what_lies_beside_it(path: Path, stops: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "real.db"
    path.parent.mkdir()
    with Journal.open(real, stops) as first:
        first.begin(run())
        files = [real, *(real.with_name(f"real.db-{end}") for end in ("wal", "shm"))]
        for file in files:
            file.chmod(0o644)
        path.symlink_to(real)
        with Journal.open(path, stops) as journal:
            assert [mode(file) for file in files] == [0o600] * 3
            assert journal.sync()
            assert journal.find_run(RUN_ID).id == RUN_ID
        with closing(database.open_unchanged(path)) as db:
            assert db.execute("SELECT count(*) FROM runs").fetchone()[0] == 1, "the log beside the target is read too"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_file_is_refused_at_once(path: Path, stops: Path, read_only: bool) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(JournalError, match="it is not a regular file"):
        Journal.open(path, stops, read_only=read_only)
    with pytest.raises(JournalError, match="it is not a regular file"):
        check(path)
    assert database.may_hold_stops(path)
    path.unlink()
    assert not database.may_hold_stops(path)
    path.symlink_to(path.with_name("nowhere"))
    assert database.may_hold_stops(path), "its disk may not be there"


def test_opening_it_twice_drops_no_lock_of_the_first(path: Path, stops: Path) -> None:
    """Closing any handle on a file drops all locks that the process holds on it."""
    with Journal.open(path, stops) as first:
        first.begin(run())
        Journal.open(path, stops).close()
        Journal.open(path, stops, read_only=True).close()
        with python(_OPEN_AND_CLOSE, path, stops) as process:
            assert process.wait() == 0
        assert path.with_name("journal.db-wal").exists()
        assert first.progress(RUN_ID, progress(hold(0)))
    with Journal.open(path, stops) as journal:
        assert journal.find_run(RUN_ID).holds_done == 1


_OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from backstretch.journal import database
from backstretch.journal.checkup import check
from backstretch.journal.store import Journal
Journal.open(Path(sys.argv[1]), Path(sys.argv[2])).close()
"""


def test_an_odd_directory_name_is_no_matter(tmp_path: Path, stops: Path) -> None:
    path = tmp_path / "my data?mode=memory#50%20é" / "journal.db"
    with Journal.open(path, stops) as journal:
        journal.begin(run())
    assert path.stat().st_size > 0
    with Journal.open(path, stops, read_only=True) as reader:
        assert reader.find_run(RUN_ID).id == RUN_ID


def no_database(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"Dear diary, today my back was fine. " * 200)


def damaged(path: Path) -> None:
    Journal.open(path, path.parent / "stops").close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    content[100:3000] = b"\xff" * 2900
    path.write_bytes(content)


def of_another_program(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")


def of_another_program_with_versions(path: Path) -> None:
    of_another_program(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 1")


def a_directory(path: Path) -> None:
    path.mkdir(parents=True)


UNUSABLE = [no_database, damaged, of_another_program, of_another_program_with_versions, a_directory]


@pytest.mark.parametrize("make", UNUSABLE)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_journal_is_left_as_it_is(
    path: Path, stops: Path, make: Callable[[Path], None], read_only: bool
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(JournalError) as caught:
        Journal.open(path, stops, read_only=read_only)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    assert any(advice in message for advice in ("move it away", "check that"))
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_file_where_the_directory_should_be_is_one_clear_line(path: Path, stops: Path) -> None:
    path.parent.write_text("in the way")
    with pytest.raises(JournalError, match="check that the file and its directory"):
        Journal.open(path, stops)
    with Journal.open(path, stops, read_only=True) as reader:
        assert list(reader.runs()) == []


def test_damage_found_only_while_reading_is_one_clear_line(path: Path, stops: Path) -> None:
    with Journal.open(path, stops) as journal:
        for number in range(300):
            journal.begin(numbered(number, title="x" * 200))
    content = bytearray(path.read_bytes())
    content[len(content) // 3 :] = b"\xff" * (len(content) - len(content) // 3)
    path.write_bytes(content)
    with Journal.open(path, stops) as journal:
        with pytest.raises(JournalError, match="damaged"):
            list(journal.runs())
        assert journal.record_stop(RUN_ID, progress(), report(), run()) in (Saved.JOURNAL, Saved.ASIDE)


def test_an_empty_file_becomes_a_journal(path: Path, stops: Path) -> None:
    """What a process leaves that was killed right after it made the file."""
    path.parent.mkdir(parents=True)
    path.touch()
    with Journal.open(path, stops, read_only=True) as reader:
        assert list(reader.runs()) == []
    assert path.stat().st_size == 0
    with Journal.open(path, stops) as journal:
        assert journal.begin(run())


class TestReadingOnly:
    def test_a_missing_journal_is_empty_and_stays_missing(self, path: Path, stops: Path) -> None:
        with Journal.open(path, stops, read_only=True) as reader:
            assert list(reader.runs()) == []
            assert reader.last_run() is None
            assert reader.open_stop() is None
            assert reader.hurt() == frozenset()
            assert reader.last_done() == {}
            assert reader.recent_next_days(3) == ()
            assert reader.resumable("gentle", "ab", START) is None
        assert not path.parent.exists()
        assert not stops.parent.exists()

    def test_nothing_can_be_written(self, journal: Journal, path: Path, stops: Path) -> None:
        journal.begin(run())
        with Journal.open(path, stops, read_only=True) as reader:
            assert reader.refusal is not None
            assert not reader.begin(numbered(1))
            assert not reader.finish(RUN_ID, "completed", progress())
            with pytest.raises(JournalError, match="reading only"):
                reader.put_back("bridge")
            assert reader.record_stop(RUN_ID, progress(), report(), run()) is Saved.ASIDE
        assert [read.outcome for read in journal.runs()] == ["stopped_for_pain"]

    def test_it_sees_what_another_connection_writes(self, journal: Journal, path: Path, stops: Path) -> None:
        with Journal.open(path, stops, read_only=True) as reader:
            journal.begin(run())
            assert reader.find_run(RUN_ID).id == RUN_ID

    def test_it_works_under_a_lock(self, journal: Journal, path: Path, stops: Path) -> None:
        journal.begin(run())
        with locked(path), Journal.open(path, stops, read_only=True) as reader:
            assert reader.find_run(RUN_ID).id == RUN_ID


def test_a_lock_does_not_keep_a_journal_from_being_opened(journal: Journal, path: Path, stops: Path) -> None:
    journal.begin(run())
    with locked(path), Journal.open(path, stops) as second:
        assert second.find_run(RUN_ID).id == RUN_ID


def test_a_new_journal_under_a_lock_is_in_use(path: Path, stops: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backstretch.journal.database.PATIENT_MS", 10)
    path.parent.mkdir(parents=True)
    path.touch()
    with locked(path), pytest.raises(JournalError, match="in use by another program"):
        Journal.open(path, stops)


_OPEN_TOGETHER = """
import sys
from datetime import datetime
from pathlib import Path
from backstretch.journal.records import RunStart
from backstretch.journal import database
from backstretch.journal.checkup import check
from backstretch.journal.store import Journal
print("ready", flush=True)
sys.stdin.readline()
with Journal.open(Path(sys.argv[1]), Path(sys.argv[2])) as journal:
    at = datetime.fromisoformat("2025-01-01T00:00:00+00:00")
    start = RunStart(sys.argv[3], "gentle", "Gentle", "ab", at, 0, 1, 1.0, 1, None, 1)
    assert any(journal.begin(start) for _ in range(1000))
    print(journal._link.db.execute("PRAGMA journal_mode").fetchone()[0])
"""


@pytest.mark.second
def test_many_processes_can_make_it_at_once(path: Path, stops: Path) -> None:
    processes = [python(_OPEN_TOGETHER, path, stops, f"run-{number}") for number in range(8)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        out, _ = process.communicate()
        assert (process.returncode, out) == (0, "wal\n")
    with Journal.open(path, stops) as journal:
        assert {read.id for read in journal.runs()} == {f"run-{number}" for number in range(8)}
    assert list(contents(path.parent)) == ["journal.db"]


def test_reading_leaves_nothing_beside_the_journal(path: Path, stops: Path) -> None:
    with Journal.open(path, stops) as journal:
        journal.begin(run())
    before = contents(path.parent)
    with Journal.open(path, stops, read_only=True) as reader:
        assert len(list(reader.runs(minutes(-1)))) == 1
    assert contents(path.parent) == before


_WITHOUT_RIGHTS = """
import os, sys, urllib.parse  # the last is loaded by some versions when it is needed: too late
from pathlib import Path
from backstretch.base.errors import JournalError
from backstretch.journal import database
from backstretch.journal.checkup import check
from backstretch.journal.store import Journal
path, stops = Path(sys.argv[1]), Path(sys.argv[2])
path.parent.chmod(0o500)
if os.getuid() == 0:
    os.chown(path, 65534, 65534)
    os.chown(path.parent, 65534, 65534)
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    Journal.open(path, stops)
except JournalError as error:
    print(error)
with Journal.open(path, stops, read_only=True) as reader:
    print(reader.find_run("5c9d").title)
path.parent.chmod(0o700)
"""


@pytest.mark.second
def test_in_a_directory_that_cannot_be_written_it_can_be_read() -> None:
    with tempfile.TemporaryDirectory() as directory:
        path, stops = Path(directory, "data", "journal.db"), Path(directory, "stops")
        Path(directory).chmod(0o755)
        with Journal.open(path, stops) as journal:
            journal.begin(run())
        with python(_WITHOUT_RIGHTS, path, stops) as process:
            out, _ = process.communicate()
    error, title = out.splitlines()
    assert "check that the file and its directory are yours" in error
    assert title == "Gentle start"


def test_a_reader_cannot_write(journal: Journal, path: Path, stops: Path) -> None:
    journal.begin(run())
    with Journal.open(path, stops, read_only=True) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._link.db.execute("DELETE FROM runs")
    assert len(list(journal.runs())) == 1


@pytest.mark.parametrize(("log", "writable"), [(True, True), (True, False), (False, True)])
def test_what_cannot_be_read_is_not_taken_for_a_backup_that_nobody_writes_to(
    path: Path, monkeypatch: pytest.MonkeyPatch, log: bool, writable: bool
) -> None:
    """Without its log, or with a writer at work, it would be read as less than it holds."""
    path.parent.mkdir()
    path.write_bytes(b"no journal at all" * 100)
    if log:
        database.beside(path, "wal").write_bytes(b"")
    monkeypatch.setattr(os, "access", lambda *_: writable)
    with pytest.raises(sqlite3.DatabaseError):
        database._connect_to_read(path)


def test_where_nothing_can_be_written_a_journal_without_a_log_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no journal at all" * 100)
    monkeypatch.setattr(os, "access", lambda *_: False)
    database._connect_to_read(path).close()
