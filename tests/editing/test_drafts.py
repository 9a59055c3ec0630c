"""What was being typed is there again after a crash."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backstretch.base.paths import Paths
from backstretch.editing.saving import Draft, Drafts, Opened, open_for_editing, save
from backstretch.session.library import Found, find

from .samples import write

LIVING = 7
"""The id of another process that runs; no other but this one does."""
TYPED = b"\xef\xbb\xbfformat = 1\r\ntitle = 'Typ\n"


@pytest.fixture
def drafts(paths: Paths) -> Drafts:
    return Drafts(paths.state_dir / "drafts", lambda pid: pid == LIVING)


def the_file(drafts: Drafts) -> Path:
    (file,) = drafts.directory.iterdir()
    return file


def test_a_draft_is_found_with_when_it_was_written(drafts: Drafts, opened: Opened) -> None:
    assert drafts.find(opened) is None
    drafts.keep(opened, b"format = 1\n")
    drafts.keep(opened, TYPED)
    os.utime(the_file(drafts), (1_000_000_000, 1_000_000_000))
    when = datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    assert drafts.find(opened) == Draft(TYPED, when, file_changed=False, kept_in=the_file(drafts))
    drafts.drop(opened)
    drafts.drop(opened)
    assert drafts.find(opened) is None
    assert list(drafts.directory.iterdir()) == []


def kept_by(pid: int, drafts: Drafts, opened: Opened, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process keeps a draft of the file, in its second after 1970."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: pid)
        before = set(drafts.directory.glob("*"))
        drafts.keep(opened, data)
        (file,) = set(drafts.directory.iterdir()) - before
    os.utime(file, (pid, pid))


def test_two_programs_edit_one_file(drafts: Drafts, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    for pid in (5, LIVING, 6):
        kept_by(pid, drafts, opened, b"# %d" % pid, monkeypatch)
    drafts.keep(opened, TYPED)
    drafts.drop(opened)
    for pid in (6, 5):
        draft = drafts.find(opened)
        assert draft is not None
        assert draft.data == b"# %d" % pid, "the newest first, and none that is still in use"
        draft.kept_in.unlink()
    assert drafts.find(opened) is None
    assert the_file(drafts).read_text().endswith('"# 7"}')


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
    names = [b"a b", "Übung".encode(), b"a\nb", b"a;b'c\"", b"x" * 200]
    for name in names:
        path = write(long / os.fsdecode(name + b".toml"), b"format = 1\n")
        opened = open_for_editing(Found("x", path, "yours"), paths)
        drafts.keep(opened, name.hex().encode())
        draft = drafts.find(opened)
        assert draft is not None
        assert draft.data == name.hex().encode()
    assert len(list(drafts.directory.iterdir())) == len(names)
    assert all(file.stem.replace("-", "").isalnum() for file in drafts.directory.iterdir())


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
