"""A journal of every version there ever was opens, after a copy was made, and says what it always said."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from backstretch.journal import migrations
from backstretch.journal.codec import to_json
from backstretch.journal.records import PainReport
from backstretch.journal.store import Journal
from tests.data.make_journal import contents

DATA = Path(__file__).parents[1] / "data"
VERSIONS = range(1, len(migrations.MIGRATIONS) + 1)
UNTOLD = "00000005-8f0b-4c55-9d4e-2f6f6f1f0a01"
"""A run that pain stopped and of which nothing more was written, which only the first version allowed."""


def expected(version: int) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((DATA / f"journal-v{version}.json").read_text())
    if version == 1:
        (untold,) = (run for run in said["runs"] if run["id"] == UNTOLD)
        bare = PainReport(at_seconds=untold["active_seconds"], step=1, exercise=None, side=None, rep=None)
        untold["pain_report"] = json.loads(json.dumps(to_json(bare)))
    if version < 3:
        for run in said["runs"]:
            run |= {"kind": "session", "reach_before": None, "reach_after": None, "easy": False}
            if run["pain_report"] is not None:
                run["pain_report"]["gate"] = True
    return {"goals": [], **said}


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def kept(version: int, path: Path) -> Path:
    """The journal of a version, where the program looks for it."""
    path.parent.mkdir()
    shutil.copy(DATA / f"journal-v{version}.db", path)
    return path


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return [*db.iterdump(), *map(str, db.execute("PRAGMA user_version"))]


def test_it_says_what_it_always_said(kept: Path, stops: Path, version: int) -> None:
    with Journal.open(kept, stops) as journal:
        assert contents(journal) == expected(version)
        assert journal.refusal is None
        journal.put_back("knee-to-chest")
        assert journal.hurt() == frozenset()


def test_a_copy_is_made_first(kept: Path, stops: Path, version: int) -> None:
    before = dump(kept)
    Journal.open(kept, stops).close()
    backup = kept.with_name(f"journal.db.v{version}.bak")
    assert backup.exists() == (version < len(migrations.MIGRATIONS))
    if backup.exists():
        assert dump(backup) == before
        assert backup.stat().st_mode & 0o077 == 0


def test_reading_it_changes_nothing(kept: Path, stops: Path, version: int) -> None:
    before = kept.read_bytes()
    with Journal.open(kept, stops, read_only=True) as reader:
        assert contents(reader) == expected(version)
    assert kept.read_bytes() == before
    assert list(kept.parent.iterdir()) == [kept]


def test_what_is_there_was_changed_when_it_was_last_written(kept: Path, stops: Path) -> None:
    Journal.open(kept, stops).close()
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT count(*) FROM runs WHERE changed_at < ended_at").fetchone() == (0,)
        late = "SELECT count(*) FROM stops JOIN runs ON id = run_id WHERE stops.changed_at > runs.changed_at"
        assert db.execute(late).fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM stops WHERE changed_at < coalesce(cleared_at, '')").fetchone() == (0,)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def tables(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(
            """SELECT things.type, things.name, columns.name, columns.type, columns."notnull", columns.dflt_value
            FROM sqlite_master AS things, pragma_table_xinfo(things.name) AS columns ORDER BY 1, 2, columns.cid"""
        ).fetchall()


def test_it_ends_up_with_the_tables_of_a_new_one(kept: Path, stops: Path, tmp_path: Path) -> None:
    Journal.open(kept, stops).close()
    Journal.open(tmp_path / "new.db", stops).close()
    assert tables(kept) == tables(tmp_path / "new.db")
