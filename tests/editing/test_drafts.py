"""What was being typed is there again after a crash."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backstretch.editing import Draft, Drafts, Opened, open_for_editing, save
from backstretch.paths import Paths
from backstretch.session.library import Found, find

from .samples import write

TYPED = b"\xef\xbb\xbfformat = 1\r\ntitle = 'Typ\n"


@pytest.fixture
def drafts(paths: Paths) -> Drafts:
    return Drafts(paths.state_dir / "drafts")


def the_file(drafts: Drafts) -> Path:
    (file,) = drafts.directory.iterdir()
    return file


def test_a_draft_is_found_with_when_it_was_written(drafts: Drafts, opened: Opened) -> None:
    assert drafts.find(opened) is None
    drafts.keep(opened, b"format = 1\n")
    drafts.keep(opened, TYPED)
    os.utime(the_file(drafts), (1_000_000_000, 1_000_000_000))
    assert drafts.find(opened) == Draft(TYPED, datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC), file_changed=False)
    drafts.drop(opened)
    drafts.drop(opened)
    assert drafts.find(opened) is None
    assert list(drafts.directory.iterdir()) == []


def test_the_file_has_changed_since(drafts: Drafts, opened: Opened, mine: Path, paths: Paths) -> None:
    drafts.keep(opened, TYPED)
    mine.write_bytes(b"format = 1\n")
    draft = drafts.find(open_for_editing(Found("mine", mine, "yours"), paths))
    assert draft is not None
    assert draft.file_changed


def test_a_draft_that_was_saved_says_nothing(drafts: Drafts, opened: Opened) -> None:
    drafts.keep(opened, TYPED)
    assert drafts.find(save(opened, TYPED)) is None
    assert list(drafts.directory.iterdir()) == []


def test_a_draft_of_what_came_with_the_program(drafts: Drafts, paths: Paths) -> None:
    drafts.keep(open_for_editing(find("everyday", paths), paths), TYPED)
    everyday = open_for_editing(find("everyday", paths), paths)
    draft = drafts.find(everyday)
    assert draft is not None
    assert (draft.data, draft.file_changed) == (TYPED, False)
    save(everyday, b"format = 1\n")
    draft = drafts.find(open_for_editing(find("everyday", paths), paths))
    assert draft is not None
    assert draft.file_changed


def test_nobody_else_can_read_it(drafts: Drafts, opened: Opened) -> None:
    drafts.keep(opened, TYPED)
    assert (the_file(drafts).stat().st_mode & 0o777, drafts.directory.stat().st_mode & 0o777) == (0o600, 0o700)


def test_any_path_has_a_draft(drafts: Drafts, paths: Paths, tmp_path: Path) -> None:
    long = tmp_path.joinpath(*["d" * 200] * 3)
    names = [b"a b", "Übung".encode(), b"\xff", b"a\nb", b"a;b'c\"", b"x" * 200]
    for name in names:
        path = write(long / os.fsdecode(name + b".toml"), b"format = 1\n")
        opened = open_for_editing(Found("x", path, "yours"), paths)
        drafts.keep(opened, name.hex().encode())
        draft = drafts.find(opened)
        assert draft is not None
        assert draft.data == name.hex().encode()
    assert len(list(drafts.directory.iterdir())) == len(names)
    assert all(file.stem.isalnum() for file in drafts.directory.iterdir())


def test_a_link_and_its_target_have_one_draft(drafts: Drafts, opened: Opened, mine: Path, paths: Paths) -> None:
    link = mine.with_name("link.toml")
    link.symlink_to(mine)
    drafts.keep(opened, TYPED)
    assert drafts.find(open_for_editing(Found("link", link, "yours"), paths)) is not None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"text": 5, "fingerprint": null}', b'{"text": "a"}', b"\xff"])
def test_a_draft_that_never_reached_the_disk_is_none(drafts: Drafts, opened: Opened, content: bytes) -> None:
    drafts.keep(opened, TYPED)
    the_file(drafts).write_bytes(content)
    assert drafts.find(opened) is None
    assert list(drafts.directory.iterdir()) == []


def test_a_draft_does_not_wait_for_the_disk(drafts: Drafts, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", synced.append)
    drafts.keep(opened, TYPED)
    assert synced == []


def test_a_directory_that_cannot_be_made_is_an_error(drafts: Drafts, opened: Opened) -> None:
    write(drafts.directory, b"a file")
    with pytest.raises(OSError, match="exists"):
        drafts.keep(opened, TYPED)
