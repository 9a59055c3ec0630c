"""`log export` and `log merge`, as a person meets them: two homes, and files between them."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.base.files import new_file
from backstretch.base.paths import Paths, default_paths
from backstretch.coach.red_flags import say
from backstretch.commands import click_program as cli
from backstretch.journal import migrations
from backstretch.journal.store import Journal
from tests.data.make_journal import contents, fill

pytestmark = pytest.mark.second

Call = Callable[..., Result]


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Paths]:
    """Goes to a machine: the same person's, with a home of its own."""

    def go(name: str) -> Paths:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / name / kind.lower()))
        return default_paths()

    monkeypatch.chdir(tmp_path)
    return go


@pytest.fixture
def first(at_home: Callable[[str], Paths]) -> Paths:
    """A machine with a log."""
    paths = at_home("first")
    with closing(Journal.open(paths.journal, paths.stops)) as journal:
        fill(journal)
    return paths


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli.cli, ["log", *arguments], prog_name="backstretch")


def everything(paths: Paths) -> dict[str, object]:
    with closing(Journal.open(paths.journal, paths.stops, read_only=True)) as journal:
        return contents(journal)


def test_a_log_goes_to_another_machine(first: Paths, at_home: Callable[[str], Paths]) -> None:
    said = call("export", "back.jsonl").stdout.splitlines()
    assert said[0] == str(Path("back.jsonl").absolute())
    assert said[1].startswith("8 runs, with every hold.")
    assert Path("back.jsonl").stat().st_mode & 0o777 == 0o600
    second = at_home("second")
    done = call("merge", "back.jsonl")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "8 runs new, 0 newer, 0 the same; 2 ratings of goals",
        say("after_stop", "waiting"),
    ]
    assert everything(second) == everything(first)
    assert call("merge", "back.jsonl").stdout == "0 runs new, 0 newer, 8 the same\n"
    assert call("merge", str(first.journal)).stdout == "0 runs new, 0 newer, 8 the same\n"


def test_what_is_changed_and_deleted_goes_along(first: Paths, at_home: Callable[[str], Paths]) -> None:
    call("export", "old.jsonl")
    with closing(Journal.open(first.journal, first.stops)) as journal:
        ids = [run.id for run in journal.runs()]
        journal.change_note(ids[0], "newer")
        journal.delete(ids[2])
    call("export", "new.jsonl")
    second = at_home("second")
    call("merge", "old.jsonl")
    assert call("merge", "new.jsonl").stdout == "0 runs new, 1 newer, 6 the same, 1 deleted\n"
    assert call("merge", "old.jsonl").stdout == "0 runs new, 0 newer, 7 the same\n"
    assert everything(second) == everything(first)


def test_standard_output_and_tables(first: Paths) -> None:
    lines = call("export", "-").stdout.splitlines()
    assert json.loads(lines[0])["format"] == "backstretch-journal"
    assert len(lines) == 11
    call("export", "back.CSV")
    call("export", "--csv", "table")
    assert Path("back.CSV").read_bytes() == Path("table").read_bytes()
    assert Path("table").read_bytes().startswith(b"\xef\xbb\xbfid,session,"), "Excel knows UTF-8 by its mark"
    for piped in (call("export", "--csv", "-"), CliRunner().invoke(cli.cli, ["log", "--csv"])):
        assert piped.stdout_bytes.startswith(b"id,session,"), "a pipe gets the columns and nothing else"
    rows = list(csv.DictReader(Path("table").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["id"] for row in rows] == [run["id"] for run in map(json.loads, lines[1:]) if "id" in run]
    assert Path("table").read_bytes().count(b"\r\n") == 9
    assert "is not an export of a journal" in call("merge", "table").stderr


def test_nothing_is_written_over_unasked(first: Paths) -> None:
    Path("mine.txt").write_text("mine")
    done = call("export", "mine.txt")
    assert (done.exit_code, Path("mine.txt").read_text()) == (2, "mine")
    assert "already there; --force writes over it" in done.stderr
    assert call("export", "--force", "mine.txt").exit_code == 0
    assert Path("mine.txt").stat().st_mode & 0o777 == 0o600
    before = first.journal.read_bytes()
    Path("link").symlink_to(first.journal)
    for name in (str(first.journal), "link"):
        done = call("export", "--force", name)
        assert done.exit_code == 2
        assert "is the log itself" in done.stderr
    assert first.journal.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_fifo_or_device_keeps_its_place(first: Paths) -> None:
    os.mkfifo("fifo")
    Path("null").symlink_to(os.devnull)
    for name in ("fifo", "null"):
        done = call("export", "--force", name)
        assert (done.exit_code, done.stderr) == (1, f"backstretch: cannot write {name}: it is not a regular file\n")
        assert not Path(name).is_file()
        done = call("merge", name)
        assert (done.exit_code, done.stderr) == (2, f"backstretch: cannot read {name}: it is not a regular file\n")
    assert not list(Path().glob(".*"))


@pytest.mark.parametrize("name", ["nowhere/back.jsonl", "."])
def test_what_cannot_be_written_is_one_clear_line(first: Paths, name: str) -> None:
    done = call("export", name)
    assert done.exit_code in (1, 2)
    assert len(done.stderr.splitlines()) == 1
    assert not any(path.name.startswith(".nowhere") for path in Path().iterdir())


def test_a_file_that_is_not_whole_has_no_name(tmp_path: Path) -> None:
    path = tmp_path / "back.jsonl"
    with contextlib.suppress(RuntimeError), new_file(path, replace=False, private=True) as file:
        file.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_somebody_who_takes_the_name_meanwhile_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError

    path = tmp_path / "back.jsonl"
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
        with new_file(path, replace=False, private=True) as file:
            file.write(b"ours")
        assert path.read_bytes() == b"ours"
        path.unlink()
        return
    with pytest.raises(FileExistsError), new_file(path, replace=False, private=True):
        path.write_bytes(b"theirs")
    assert path.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["back.jsonl"]  # noqa: PTH208 - names are what counts


def test_a_log_that_cannot_be_written_takes_nothing_in(first: Paths, at_home: Callable[[str], Paths]) -> None:
    call("export", "back.jsonl")
    second = at_home("second")
    with closing(Journal.open(second.journal, second.stops)) as journal:
        journal._link.db.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}")
    done = call("merge", "back.jsonl")
    assert done.exit_code == 1
    assert "newer backstretch" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_line_is_named(first: Paths, at_home: Callable[[str], Paths]) -> None:
    call("export", "back.jsonl")
    whole = Path("back.jsonl").read_bytes()
    Path("back.jsonl").write_bytes(whole[:-40])
    at_home("second")
    done = call("merge", "back.jsonl")
    assert done.exit_code == 1
    assert (
        done.stderr == "backstretch: back.jsonl:11: this is not JSON; was the file cut short?; nothing was taken in\n"
    )
