"""The answers given once: kept privately, never guessed from a broken file."""

from __future__ import annotations

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.run.person import PersonAnswers, read_person, write_person

ANSWERS = PersonAnswers(frozenset({"osteoporosis", "a-caution-of-tomorrow"}), True, date(2025, 3, 1), toured=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "person.toml"


def test_what_is_written_is_read(path: Path) -> None:
    write_person(path, ANSWERS)
    assert read_person(path) == (ANSWERS, ())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.read_text().startswith("format = 1\n")


@given(
    cautions=st.frozensets(st.text(st.characters(exclude_categories=["Cs"]))),
    rotations=st.booleans(),
    day=st.none() | st.dates(),
)
def test_any_answers_are_read_as_written(
    tmp_path_factory: pytest.TempPathFactory, cautions: frozenset[str], rotations: bool, day: date | None
) -> None:
    path = tmp_path_factory.mktemp("person") / "person.toml"
    answers = PersonAnswers(cautions, rotations, day)
    write_person(path, answers)
    assert read_person(path) == (answers, ())


def test_without_a_file_nothing_was_answered(path: Path) -> None:
    assert read_person(path) == (PersonAnswers(frozenset(), False, None), ())
    assert not path.parent.exists()


BROKEN = [
    b"",
    b"format = 1\n",
    b"cautions = []\nrotations = true\n",
    b"format = 2\ncautions = []\nrotations = true\n",
    b'format = 1\ncautions = "knee"\nrotations = true\n',
    b"format = 1\ncautions = [1]\nrotations = true\n",
    b'format = 1\ncautions = []\nrotations = "yes"\n',
    b"format = 1\ncautions = []\nrotations = 1\n",
    b'format = 1\ncautions = []\nrotations = true\nanswered_on = "today"\n',
    b"format = 1\ncautions = []\nrotations = true\nanswered_on = 2025-03-01T10:00:00\n",
    b"format = 1\ncautions = [",
    b"\xff\xfe",
    b"x = " + b"[" * 5000,
    b"#" * 70_000,
    b"a." * 20_000 + b"b = 1",
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_counts_as_unanswered_at_once_and_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    answers, (notice,) = read_person(path)
    assert answers == PersonAnswers()
    assert "it is not a regular file" in notice
    with pytest.raises(OSError, match="it is not a regular file"):
        write_person(path, ANSWERS)
    assert path.is_fifo()


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_counts_as_unanswered_and_is_told_of_and_kept(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    answers, (notice,) = read_person(path)
    assert answers == PersonAnswers()
    assert str(path) in notice
    assert "asked again" in notice
    assert notice.isprintable()
    assert path.read_bytes() == content
    write_person(path, ANSWERS)
    assert read_person(path) == (ANSWERS, ())
    assert path.with_name("person.toml.broken").read_bytes() == content


def test_a_good_file_leaves_no_copy(path: Path) -> None:
    write_person(path, PersonAnswers())
    write_person(path, ANSWERS)
    assert [file.name for file in path.parent.iterdir()] == ["person.toml"]


def test_an_unreadable_file_is_told_of_and_not_replaced(path: Path) -> None:
    path.mkdir(parents=True)
    answers, (notice,) = read_person(path)
    assert answers == PersonAnswers()
    assert str(path) in notice
    with pytest.raises(OSError, match="directory"):
        write_person(path, ANSWERS)
    assert path.is_dir()


def test_a_write_that_fails_leaves_the_old_answers(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_person(path, ANSWERS)

    def fail(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_person(path, PersonAnswers())
    assert read_person(path) == (ANSWERS, ())
    assert [file.name for file in path.parent.iterdir()] == ["person.toml"]
