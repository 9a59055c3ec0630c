"""A journal goes out and into another one, whatever the order, and nothing hostile gets in with it."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backstretch.base.errors import BackstretchError, JournalError
from backstretch.coach.results import MISTAKE
from backstretch.journal import exchange, migrations
from backstretch.journal.exchange import lines, merge
from backstretch.journal.goal_scores import GoalScore
from backstretch.journal.merge import Merged
from backstretch.journal.records import Hold
from backstretch.journal.store import Journal
from tests.data.make_journal import contents, fill

from .samples import RUN_ID, hold, minutes, numbered, progress, python, report, run

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Journal]:
    """The journal of another machine."""
    with Journal.open(tmp_path / "other" / "journal.db", tmp_path / "other" / "stops") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.jsonl"


def exported(journal: Journal) -> bytes:
    return b"".join(lines(journal))


def no_pause(_seconds: float) -> None:
    pass


def take(journal: Journal, source: Journal) -> Merged:
    """Merge one journal's export into another."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(exported(source))
    try:
        return merge(journal, Path(file.name), no_pause)
    finally:
        Path(file.name).unlink()


def stops_of(journal: Journal) -> set[str]:
    return {row["run_id"] for row in journal._link.db.execute("SELECT run_id FROM stops")}


def finish(journal: Journal, number: int, *holds: Hold, note: str | None = None) -> str:
    start = numbered(number)
    journal.begin(start)
    journal.finish(start.id, "completed", progress(*holds, at=60 * number + 5))
    journal.after(start.id, pain_after=1, effort=2, note=note)
    return start.id


# Going out.


def test_the_same_journal_gives_the_same_lines(journal: Journal) -> None:
    fill(journal)
    journal.delete("00000006-8f0b-4c55-9d4e-2f6f6f1f0a01")
    first = exported(journal)
    assert exported(journal) == first
    head, *rest = map(json.loads, first.splitlines())
    assert (head["format"], head["version"]) == ("backstretch-journal", 1)
    assert [line["score"] for line in rest[8:]] == [4, 6], "of goals"
    assert [line["run"] is None for line in rest[:8]] == [False] * 7 + [True]
    assert "while pulling" not in first.splitlines()[-1].decode()


def test_all_of_a_journal_comes_through(journal: Journal, other: Journal) -> None:
    fill(journal)
    journal.delete("00000002-8f0b-4c55-9d4e-2f6f6f1f0a01")
    assert take(other, journal) == Merged(new=7, scores=2)
    assert contents(other) == contents(journal)
    assert exported(other) == exported(journal)
    assert take(other, journal) == Merged(same=7)
    assert exported(other) == exported(journal)


AT = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)


def test_of_two_ratings_of_a_day_the_later_counts_in_whatever_order(journal: Journal, other: Journal) -> None:
    first, later = (GoalScore("Socks", AT.date(), score, AT + timedelta(hours=score)) for score in (5, 3 + 5))
    journal.rate([later])
    other.rate([first])
    take(other, journal)
    take(journal, other)
    assert [score.score for score in journal.goal_scores()] == [score.score for score in other.goal_scores()] == [8]
    assert journal.rate([first]) == 0, "and an older one changes nothing any more"


@pytest.mark.parametrize(
    "line",
    [
        '{"goal": ""}',
        '{"goal": 3, "day": "2026-12-01", "score": 5, "changed_at": "2026-12-01T18:00:00+00:00"}',
        '{"goal": "G", "day": "2026-12-01", "score": 11, "changed_at": "2026-12-01T18:00:00+00:00"}',
        '{"goal": "G", "day": "2026-12-01", "score": true, "changed_at": "2026-12-01T18:00:00+00:00"}',
        '{"goal": "G", "day": "yesterday", "score": 5, "changed_at": "2026-12-01T18:00:00+00:00"}',
        '{"goal": "G", "day": "2026-12-01", "score": 5, "changed_at": "2026-12-01T18:00:00"}',
        '{"goal": "G", "day": "9999-12-01", "score": 5, "changed_at": "2026-12-01T18:00:00+00:00"}',
    ],
)
def test_a_rating_that_no_program_wrote_is_refused(journal: Journal, tmp_path: Path, line: str) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(f'{{"format": "backstretch-journal", "version": 1, "program": "x"}}\n{line}\n')
    with pytest.raises(BackstretchError, match="nothing was taken in"):
        merge(journal, path, no_pause)
    assert journal.goal_scores() == ()


@pytest.mark.parametrize("version", range(1, len(migrations.MIGRATIONS) + 1))
def test_a_journal_of_any_version_is_taken_in_and_left_alone(
    journal: Journal, stops: Path, tmp_path: Path, version: int
) -> None:
    source = tmp_path / "usb" / "old journal?.db"
    source.parent.mkdir()
    shutil.copy(DATA / f"journal-v{version}.db", source)
    before = source.read_bytes()
    merged = merge(journal, source, no_pause)
    assert merged.new == journal.count() >= 7
    assert merge(journal, source, no_pause) == Merged(same=merged.new)
    assert source.read_bytes() == before
    assert list(source.parent.iterdir()) == [source]
    with Journal.open(source, stops, read_only=True) as read:
        assert contents(read) == contents(journal)


def test_a_journal_that_another_program_writes_to_is_read_with_its_log(
    journal: Journal, other: Journal, tmp_path: Path
) -> None:
    finish(other, 1)
    assert (tmp_path / "other" / "journal.db-wal").stat().st_size > 0
    assert merge(journal, tmp_path / "other" / "journal.db", no_pause) == Merged(new=1)
    other.change_note(numbered(1).id, "later")
    assert merge(journal, tmp_path / "other" / "journal.db", no_pause) == Merged(newer=1)
    assert journal.find_run(numbered(1).id).note == "later"


# What the rule does to real journals.


class Machines:
    """Three machines of one person, each with a clock of its own, and a few runs that more than one of them knows."""

    def __init__(self, place: Path, skews: list[int]) -> None:
        self.time = 0
        self.journals = [
            Journal.open(place / f"{n}.db", place / f"stops{n}", now=lambda n=n: minutes(self.time + skews[n]))  # type: ignore[misc]
            for n in range(3)
        ]

    def do(self, machine: int, act: Callable[[Journal], object]) -> None:
        self.time += 1
        with contextlib.suppress(JournalError):
            act(self.journals[machine])


def _finish(machine: int, number: int) -> Callable[[Journal], object]:
    def act(journal: Journal) -> None:
        finish(journal, number, hold(0), hold(1, held_seconds=float(machine)), note=f"on {machine}")

    return act


def _stop(machine: int, number: int) -> Callable[[Journal], object]:
    told = report(kind="sharp", where=f"on {machine}")
    return lambda journal: journal.record_stop(numbered(number).id, progress(hold(0)), told, numbered(number))


ACTS: list[Callable[[int, int], Callable[[Journal], object]]] = [
    _finish,
    _stop,
    lambda m, n: lambda journal: journal.change_note(numbered(n).id, f"changed on {m}"),
    lambda _, n: lambda journal: journal.next_day(numbered(n).id, "worse"),
    lambda m, n: lambda journal: journal.stopped_later(numbered(n).id, report(note=f"later on {m}")),
    lambda m, n: lambda journal: journal.amend_report(numbered(n).id, report(kind="leg", note=f"more on {m}")),
    lambda _, n: lambda journal: journal.amend_report(numbered(n).id, report(kind=MISTAKE)),
    lambda _, n: lambda journal: journal.clear_stop(numbered(n).id, minutes(9)),
    lambda _, __: lambda journal: journal.put_back("knee-to-chest"),
    lambda _, n: lambda journal: journal.delete(numbered(n).id),
    lambda _, n: lambda journal: journal.undelete(journal.delete(numbered(n).id)),
]


@pytest.mark.second
@settings(max_examples=15, deadline=None)
@given(
    skews=st.lists(st.integers(-3, 3), min_size=3, max_size=3),
    acts=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ACTS), st.integers(0, 1)), min_size=4, max_size=20),
    meanwhile=st.lists(st.permutations([0, 1, 2]), max_size=2),
    order=st.permutations([(to, of) for to in range(3) for of in range(3) if to != of]),
)
def test_all_machines_come_to_say_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    skews: list[int],
    acts: list[tuple[int, Callable[[int, int], Callable[[Journal], object]], int]],
    meanwhile: list[list[int]],
    order: list[tuple[int, int]],
) -> None:
    place = tmp_path_factory.mktemp("machines")
    machines = Machines(place, skews)
    half = len(acts) // 2
    for machine, act, number in acts[:half]:
        machines.do(machine, act(machine, number))
    for to, of, _ in meanwhile:
        take(machines.journals[to], machines.journals[of])
    for machine, act, number in acts[half:]:
        machines.do(machine, act(machine, number))
    files = []
    for machine, journal in enumerate(machines.journals):
        files.append(place / f"{machine}.jsonl")
        files[-1].write_bytes(exported(journal))
    stopped = set().union(*map(stops_of, machines.journals))
    for to, of in order:
        merge(machines.journals[to], files[of], no_pause)
    said = [exported(journal) for journal in machines.journals]
    assert said[1:] == said[:-1]
    for to, of in order:
        again = merge(machines.journals[to], files[of], no_pause)
        assert again == Merged(same=again.same)
    assert [exported(journal) for journal in machines.journals] == said
    for journal in machines.journals:
        assert stops_of(journal) == stopped
        assert journal._link.db.execute("PRAGMA foreign_key_check").fetchall() == []
        journal.close()


def test_a_pain_stop_of_another_machine_is_a_gate_here_too(journal: Journal, other: Journal) -> None:
    finish(journal, 1)
    other.record_stop(RUN_ID, progress(hold(0)), report(), run())
    take(journal, other)
    assert journal.open_stop() == other.open_stop()
    assert journal.hurt() == {"knee-to-chest"}
    other.clear_stop(RUN_ID, minutes(90))
    other.put_back("knee-to-chest")
    take(journal, other)
    assert (journal.open_stop(), journal.hurt()) == (None, frozenset())


def test_what_was_deleted_stays_deleted_and_its_stop_a_gate(journal: Journal, other: Journal) -> None:
    other.record_stop(RUN_ID, progress(hold(0)), report(kind="sharp", note="secret"), run())
    take(journal, other)
    journal.delete(RUN_ID)
    assert take(journal, other) == Merged()
    assert (journal.count(), journal.open_stop()) == (0, other.open_stop())
    assert take(other, journal) == Merged(deleted=1)
    assert other.count() == 0
    assert other.open_stop() is not None
    assert b"secret" not in exported(other)


def test_a_deletion_undone_after_a_stop_came_in_is_a_stop(journal: Journal, other: Journal) -> None:
    run_id = finish(journal, 1)
    take(other, journal)
    deleted = journal.delete(run_id)
    other.stopped_later(run_id, report())
    other.delete(run_id)
    take(journal, other)
    journal.undelete(deleted)
    assert journal.find_run(run_id).outcome == "stopped_for_pain"
    assert journal.open_stop() is not None
    assert take(other, journal) == Merged(new=1)


def test_a_run_under_way_here_is_left_alone(journal: Journal, other: Journal, path: Path, stops: Path) -> None:
    with python("import sys; sys.stdin.read()") as process:
        start = run(pid=process.pid, started_at=datetime.now().astimezone())
        journal.begin(start)
        take(other, journal)
        other.change_note(RUN_ID, "from elsewhere")
        with Journal.open(path, stops) as window:
            assert take(window, other) == Merged(left=1)
        assert process.stdin is not None
        process.stdin.close()
    with Journal.open(path, stops) as window:
        assert take(window, other) == Merged(newer=1)


# In small steps.


@pytest.mark.second
def test_the_journal_is_free_between_two_steps(journal: Journal, other: Journal, path: Path, file: Path) -> None:
    for number in range(120):
        finish(other, number, *(hold(place) for place in range(1 + 4 * (number % 2) * (number > 60))))
    file.write_bytes(exported(other))
    runs: list[int] = []
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as session:

        def write(_seconds: float) -> None:
            runs.append(session.execute("SELECT count(*) FROM runs").fetchone()[0])
            session.execute("BEGIN IMMEDIATE")
            session.execute("ROLLBACK")

        assert merge(journal, file, write) == Merged(new=120)
    assert runs == [0, 50, 100]


@pytest.mark.second
def test_runs_of_many_holds_come_fewer_at_a_time(journal: Journal, other: Journal, file: Path) -> None:
    for number in range(5):
        finish(other, number, *map(hold, range(200)))
    file.write_bytes(exported(other))
    seen: list[int] = []
    merge(journal, file, lambda _: seen.append(journal.count()))
    assert seen == [0, 2, 4]


# What does not get in.


def good(other: Journal) -> dict[str, Any]:
    """The line of a run with a hold and a stop."""
    other.record_stop(RUN_ID, progress(hold(0), hold(2)), report(kind="sharp"), run())
    data: dict[str, Any] = json.loads(exported(other).splitlines()[1])
    return data


def changed(data: dict[str, Any], place: str, value: object) -> dict[str, Any]:
    """The line with one value, or a part, put in the place of another."""
    copy: dict[str, Any] = json.loads(json.dumps(data))
    *way, last = place.split(".")
    at: Any = copy
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    if value is KeyError:
        del at[last]
    else:
        at[last] = value
    return copy


WRONG = [
    ("id", "../escape", "id is not 1 to 64 letters"),
    ("id", "x" * 65, "id is not 1 to 64 letters"),
    ("id", 5, "id is not what it should be"),
    ("run", [], "run is not a table"),
    ("run", None, "neither a run nor a deletion"),
    ("run.title", KeyError, "run is incomplete: it has no title"),
    ("run.title", "x" * 1_000_001, "title is longer than"),
    ("run.sha256", "'; DROP TABLE runs", "sha256 is not"),
    ("run.started_at", "2025-03-01T07:30:15", "started_at has no offset"),
    ("run.started_at", "2025-03-01T07:30:15+01:02:03", "started_at has an offset that is not whole minutes"),
    ("run.started_at", "9999-12-31T23:59:59+00:00", "started_at is in the year 9999"),
    ("run.changed_at", "2025-03-01T07:30:15+01:00", "changed_at is not in UTC"),
    ("run.changed_at", "2025-01-01T00:00:00+00:00", "the stop's changed_at is after the run's"),
    ("run.outcome", "won", "outcome is not what it should be"),
    ("run.outcome", "completed", "outcome and stop do not go together"),
    ("run.level", -1, "level is -1, which cannot be"),
    ("run.level", 2**70, "level is not what it should be"),
    ("run.level", True, "level is not what it should be"),
    ("run.pain_before", 11, "pain_before is 11; it must be 0 to 10"),
    ("run.planned_seconds", float("nan"), "planned_seconds is not what it should be"),
    ("run.active_seconds", 1e300, "active_seconds is 1e+300, which cannot be"),
    ("run.holds.0.result", "won", "result is not what it should be"),
    ("run.holds.0.phase", 2, "holds are not in the order of their phases"),
    ("run.holds.1.held_seconds", -1, "held_seconds is -1, which cannot be"),
    ("run.holds", {}, "holds is not what it should be"),
    ("stop", None, "outcome and stop do not go together"),
    ("stop.score", -1, "score is -1; it must be 0 to 10"),
    ("stop.signs", ["\x1b[2J"], "signs is not 1 to 64 letters"),
    ("stop.kind", "x" * 99, "kind is not 1 to 64 letters"),
    ("deleted_at", "2199-01-01T00:00:00+00:00", "and yet there is a run"),
    ("deleted_at", "2025-01-01T00:00:00", "deleted_at has no offset"),
]


@pytest.mark.second
@pytest.mark.parametrize(("place", "value", "message"), WRONG, ids=[f"{wrong[0]} {wrong[1]!r:.20}" for wrong in WRONG])
def test_what_no_journal_wrote_is_named_with_its_line_and_nothing_gets_in(
    journal: Journal, other: Journal, file: Path, place: str, value: object, message: str
) -> None:
    data = good(other)
    finish(other, 1)
    file.write_bytes(exported(other) + json.dumps(changed(data, place, value)).encode())
    with pytest.raises(BackstretchError) as caught:
        merge(journal, file, no_pause)
    said = str(caught.value)
    assert said.startswith(f"{file}:4: ")
    assert message in said
    assert said.endswith("; nothing was taken in")
    assert said.isprintable()
    assert journal.count() == 0


HEAD = b'{"format": "backstretch-journal", "version": 1}\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not an export of a journal"),
        (b"\x00\xff\xfe", "is not an export of a journal"),
        (b"[" * 100_000, "is not an export of a journal"),
        (b'{"id": 5}\n', "is not an export of a journal"),
        (HEAD.replace(b"1", b"2"), "newer backstretch (export version 2"),
        (HEAD.replace(b"1", b'"1"'), "version is not a whole number"),
        (HEAD + b'{"id": "a', ":2: this is not JSON; was the file cut short?"),
        (HEAD + b"\n\xff\n", ":3: this is not JSON"),
        (HEAD + b"[" * 100_000, ":2: this is nested too deeply"),
        (HEAD + b"5\n", ":2: Entry is not a table"),
        (HEAD + b"9" * 5000 + b"\n", ":2: this is not JSON"),
        (b"SQLite format 3\0 and then nothing", "cannot be read as a journal"),
    ],
)
def test_what_is_no_export_is_one_clear_line(journal: Journal, file: Path, content: bytes, message: str) -> None:
    file.write_bytes(content)
    with pytest.raises(BackstretchError) as caught:
        merge(journal, file, no_pause)
    assert message in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_line_without_end_is_not_read_into_memory(
    journal: Journal, other: Journal, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(other, 1)
    monkeypatch.setattr(exchange, "LONGEST_LINE", 200)
    file.write_bytes(exported(other))
    with pytest.raises(BackstretchError, match=r":2: the line is longer than 200 bytes"):
        merge(journal, file, no_pause)


def test_a_file_that_is_not_there_or_a_directory_is_one_clear_line(journal: Journal, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(BackstretchError, match="cannot read"):
            merge(journal, path, no_pause)


def test_a_newer_journal_and_another_programs_database_are_refused(journal: Journal, tmp_path: Path) -> None:
    newer, bookmarks = tmp_path / "newer.db", tmp_path / "bookmarks.db"
    Journal.open(newer, tmp_path / "s").close()
    for path, statement in (
        (newer, f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}"),
        (bookmarks, "CREATE TABLE t (x)"),
    ):
        with closing(sqlite3.connect(path)) as db:
            db.execute(statement)
    with pytest.raises(JournalError, match="newer backstretch"):
        merge(journal, newer, no_pause)
    with pytest.raises(JournalError, match="another program's database, not a journal"):
        merge(journal, bookmarks, no_pause)


def test_a_journal_with_values_no_journal_has_is_refused(journal: Journal, other: Journal, tmp_path: Path) -> None:
    finish(other, 1)
    finish(other, 2)
    other.close()
    source = tmp_path / "other" / "journal.db"
    for column, value in (("pain_before", "'much'"), ("level", "-5"), ("started_at", "'yesterday'")):
        with closing(sqlite3.connect(source)) as db:
            before = db.execute(f"SELECT {column} FROM runs").fetchone()
            db.execute(f"UPDATE runs SET {column} = {value} WHERE id = '{numbered(2).id}'")
            db.commit()
        with pytest.raises(BackstretchError) as caught:
            merge(journal, source, no_pause)
        assert str(source) in str(caught.value)
        assert journal.count() == 0
        with closing(sqlite3.connect(source)) as db:
            db.execute(f"UPDATE runs SET {column} = ?", before)
            db.commit()


def test_keys_of_a_later_program_and_a_byte_order_mark_are_no_matter(
    journal: Journal, other: Journal, file: Path
) -> None:
    data = good(other) | {"weather": "rain"}
    data["run"]["mood"] = 5
    head = exported(other).splitlines()[0]
    file.write_bytes(b"\xef\xbb\xbf" + head + b"\r\n\r\n" + json.dumps(data).encode() + b"\r\n")
    assert merge(journal, file, no_pause) == Merged(new=1)
    assert merge(journal, file, no_pause) == Merged(same=1)
    assert exported(journal) == exported(other)


def test_the_gap_is_shorter_than_a_session_tries(journal: Journal, other: Journal, file: Path) -> None:
    finish(other, 1)
    file.write_bytes(exported(other))
    paused: list[float] = []
    merge(journal, file, paused.append)
    (first,) = paused
    assert 0 <= first <= exchange.GAP_SECONDS < 0.02


Change = tuple[int, int, bytes]
"""Where, how many bytes go, and what comes in their place."""
ODD = [b"", b"\x00", b"\xff", b"9" * 30, b"-1", b"null", b"[]", b'"', b"\n", b"\x1b[2J", b"NaN"]
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1_000_000),
        st.sampled_from([0, 1, 1, 4, 40]),
        st.one_of(st.sampled_from(ODD), st.binary(max_size=8)),
    ),
    min_size=1,
    max_size=3,
)


def broken(data: bytes, changes: list[Change]) -> bytes:
    """The same bytes but for a few places."""
    for where, gone, come in changes:
        start = where % (len(data) + 1)
        data = data[:start] + come + data[start + gone :]
    return data


def check_merge(data: bytes, folder: Path) -> None:
    """Whatever the file: it comes in, or one line says why nothing of it did; and the journal is one afterwards."""
    file = folder / "given"
    file.write_bytes(data)
    with Journal.open(folder / "journal.db", folder / "stops") as journal:
        said = ""
        try:
            merge(journal, file, no_pause)
        except BackstretchError as error:
            said = str(error)
        if said:
            assert said.isprintable()
            assert journal.count() == 0
            assert stops_of(journal) == set()
        again = exported(journal)
        (folder / "again").write_bytes(again)
        merge(journal, folder / "again", no_pause)
        assert exported(journal) == again


@pytest.mark.second
@settings(max_examples=60)
@given(CHANGES)
def test_no_export_whatever_happened_to_it_does_any_harm(changes: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        with Journal.open(Path(folder, "other.db"), Path(folder, "other-stops")) as other:
            fill(other)
            content = exported(other)
        check_merge(broken(content, changes), Path(folder))


@pytest.mark.second
@settings(max_examples=40)
@given(CHANGES)
def test_no_journal_of_another_machine_whatever_happened_to_it_does_any_harm(changes: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "other.db")
        with Journal.open(path, Path(folder, "other-stops")) as other:
            fill(other)
        check_merge(broken(path.read_bytes(), changes), Path(folder))
