"""Saved all or not at all; nothing that anybody wrote is lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from backstretch.base.errors import UnreadableError
from backstretch.base.paths import Paths, bundled_sessions
from backstretch.editing.saving import (
    ChangedOnDiskError,
    Opened,
    SaveError,
    backup_of,
    open_for_editing,
    restore_original,
    save,
    save_as_new,
)
from backstretch.editing.tomledit import EditError
from backstretch.session.library import Found, find, find_all

from .conftest import BEFORE
from .samples import write

AFTER = b"format = 1\ntitle = 'After'\n"
THEIRS = b"format = 1\ntitle = 'Theirs'\n"


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_what_was_there_is_kept_once_an_editing(opened: Opened, mine: Path, paths: Paths) -> None:
    saved = save(opened, AFTER)
    assert (mine.read_bytes(), saved.data) == (AFTER, AFTER)
    again = save(saved, THEIRS)
    assert mine.read_bytes() == THEIRS
    assert backup_of(mine).read_bytes() == BEFORE, "what was there before this editing's first save"
    save(again, AFTER)
    assert names(mine.parent) == ["mine.toml", "mine.toml.bak"]
    assert [found.id for found in find_all(paths) if found.source == "yours"] == ["mine"]
    save(open_for_editing(find("mine", paths), paths), THEIRS)
    assert backup_of(mine).read_bytes() == AFTER, "one copy, of the editing before this one"


def test_saving_what_is_there_makes_no_copy(opened: Opened, mine: Path) -> None:
    saved = save(opened, BEFORE)
    assert names(mine.parent) == ["mine.toml"]
    save(saved, AFTER)
    assert backup_of(mine).read_bytes() == BEFORE


def test_somebody_else_wrote_the_file(opened: Opened, mine: Path) -> None:
    stat = mine.stat()
    mine.write_bytes(BEFORE.replace(b"Mine", b"Your"))
    os.utime(mine, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with pytest.raises(ChangedOnDiskError, match=r"^.*mine\.toml was changed by somebody else while ") as caught:
        save(opened, AFTER)
    assert mine.read_bytes() == caught.value.opened.data == BEFORE.replace(b"Mine", b"Your")
    assert names(mine.parent) == ["mine.toml"]
    save(caught.value.opened, AFTER)
    assert mine.read_bytes() == AFTER
    assert mine.with_name("mine.toml.kept").read_bytes() == caught.value.opened.data, "their version is kept"


def test_their_version_takes_the_place_of_no_other(opened: Opened, mine: Path) -> None:
    saved = save(opened, AFTER)
    for number in range(2):
        theirs = THEIRS + b"# %d" % number
        mine.write_bytes(theirs)
        with pytest.raises(ChangedOnDiskError) as caught:
            save(saved, AFTER)
        saved = save(caught.value.opened, AFTER)
    kept = [path.read_bytes() for path in sorted(mine.parent.iterdir())]
    assert kept == [AFTER, BEFORE, THEIRS + b"# 0", THEIRS + b"# 1"]


def test_somebody_else_wrote_the_same(opened: Opened, mine: Path) -> None:
    mine.write_bytes(AFTER)
    assert save(opened, AFTER).data == AFTER
    assert names(mine.parent) == ["mine.toml"]


def test_the_file_was_touched_only(opened: Opened, mine: Path) -> None:
    os.utime(mine, (1, 1))
    save(opened, AFTER)
    assert mine.read_bytes() == AFTER


def test_somebody_else_wrote_it_between_two_saves(opened: Opened, mine: Path) -> None:
    saved = save(opened, AFTER)
    mine.write_bytes(THEIRS)
    with pytest.raises(ChangedOnDiskError) as caught:
        save(saved, BEFORE)
    assert caught.value.opened.data == THEIRS
    save(caught.value.opened, BEFORE)
    assert backup_of(mine).read_bytes() == BEFORE
    assert mine.with_name("mine.toml.kept").read_bytes() == THEIRS


def test_the_file_was_taken_away(opened: Opened, mine: Path) -> None:
    mine.unlink()
    with pytest.raises(ChangedOnDiskError, match="was taken away") as caught:
        save(opened, AFTER)
    assert names(mine.parent) == []
    save(caught.value.opened, AFTER)
    assert mine.read_bytes() == AFTER


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_who_may_read_it_stays(opened: Opened, mine: Path, mode: int) -> None:
    mine.chmod(mode)
    save(opened, AFTER)
    assert [path.stat().st_mode & 0o777 for path in (mine, backup_of(mine))] == [mode, mode]


def test_a_link_stays_one(mine: Path, paths: Paths, tmp_path: Path) -> None:
    target = write(tmp_path / "dotfiles" / "routine.toml", BEFORE)
    mine.unlink()
    mine.symlink_to(target)
    save(open_for_editing(Found("mine", mine, "yours"), paths), AFTER)
    assert mine.readlink() == target
    assert target.read_bytes() == AFTER
    assert backup_of(mine).read_bytes() == BEFORE
    assert names(target.parent) == ["routine.toml"]


def fail(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("place", ["os.fsync", "os.open", "pathlib.Path.replace"])
def test_a_full_disk_leaves_the_old_file(
    opened: Opened, mine: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    real_open = os.open

    def full(path: str, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            fail()
        return real_open(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(place, full if place == "os.open" else fail)
        with pytest.raises(SaveError, match=r"^cannot save .*mine\.toml: No space left on device$"):
            save(opened, AFTER)
    assert mine.read_bytes() == BEFORE
    assert names(mine.parent) == ["mine.toml"]
    save(opened, AFTER)
    assert mine.read_bytes() == AFTER


def test_a_full_disk_after_the_copy_leaves_the_old_file(
    opened: Opened, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_replace = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == mine:
            fail()
        return real_replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        with pytest.raises(SaveError):
            save(opened, AFTER)
    assert mine.read_bytes() == backup_of(mine).read_bytes() == BEFORE


class Killed(BaseException):
    """The process is gone: nothing after this is done."""


def test_a_killed_process_leaves_the_old_file(opened: Opened, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", killed)
        patch.setattr("pathlib.Path.unlink", killed)
        with pytest.raises(Killed):
            save(opened, AFTER)
    assert mine.read_bytes() == BEFORE
    assert [found.stem for found in mine.parent.glob("*.toml") if not found.name.startswith(".")] == ["mine"]
    save(opened, AFTER)
    assert mine.read_bytes() == AFTER


def test_a_write_protected_file_is_left_alone(opened: Opened, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SaveError, match=r"^cannot save .*mine\.toml: it is write-protected$"):
        save(opened, AFTER)
    assert mine.read_bytes() == BEFORE


def test_what_is_no_file_any_more(opened: Opened, mine: Path) -> None:
    mine.unlink()
    mine.mkdir()
    with pytest.raises(SaveError, match=r"Is a directory$"):
        save(opened, AFTER)


def test_what_cannot_be_opened(mine: Path, paths: Paths) -> None:
    with pytest.raises(UnreadableError, match=r"^cannot read .*none\.toml: No such file"):
        open_for_editing(Found("none", mine.with_name("none.toml"), "yours"), paths)
    write(mine, b"#" * (1024 * 1024 + 1))
    with pytest.raises(UnreadableError, match="larger than 1 MiB"):
        open_for_editing(Found("mine", mine, "yours"), paths)


@pytest.mark.parametrize("source", ["bundled", "path"])
def test_what_came_with_the_program_is_never_written(paths: Paths, source: str) -> None:
    original = bundled_sessions() / "everyday.toml"
    before = original.read_bytes()
    opened = open_for_editing(find("everyday" if source == "bundled" else str(original), paths), paths)
    assert opened.is_new
    assert opened.data == before
    saved = save(opened, AFTER)
    assert not saved.is_new
    assert original.read_bytes() == before
    own = paths.sessions / "everyday.toml"
    assert find("everyday", paths) == Found("everyday", own, "yours")
    assert own.read_bytes() == AFTER
    assert names(paths.sessions) == ["everyday.toml"]
    assert (own.stat().st_mode & 0o777, paths.sessions.stat().st_mode & 0o777) == (0o600, 0o700)
    save(saved, THEIRS)
    assert names(paths.sessions) == ["everyday.toml"], "what the program has is no version of the person's"


def test_two_edit_what_came_with_the_program(paths: Paths) -> None:
    one, other = (open_for_editing(find("everyday", paths), paths) for _ in range(2))
    save(one, AFTER)
    with pytest.raises(ChangedOnDiskError) as caught:
        save(other, THEIRS)
    assert caught.value.opened.data == AFTER


def test_the_original_comes_back(paths: Paths) -> None:
    for number, name in enumerate(["everyday.toml.kept", "everyday.toml.kept-2"]):
        save(save(open_for_editing(find("everyday", paths), paths), AFTER), b"# %d" % number)
        kept = restore_original("everyday", paths)
        assert (kept.name, kept.read_bytes()) == (name, b"# %d" % number)
        assert find("everyday", paths).source == "bundled"
    save(save(open_for_editing(find("everyday", paths), paths), AFTER), THEIRS)
    save(open_for_editing(find("everyday", paths), paths), AFTER)
    assert [path.read_bytes() for path in sorted(paths.sessions.iterdir())] == [AFTER, THEIRS, b"# 0", b"# 1"]
    restore_original("everyday", paths)
    with pytest.raises(EditError, match=r'^"everyday" is as it came with the program$'):
        restore_original("everyday", paths)
    with pytest.raises(EditError, match=r'^no session "mine" came with the program$'):
        restore_original("mine", paths)


def test_a_new_file(paths: Paths) -> None:
    opened = save_as_new("for the evening", AFTER, paths)
    path = paths.sessions / "for the evening.toml"
    assert opened.path == path
    assert path.read_bytes() == AFTER
    assert (path.stat().st_mode & 0o777, paths.sessions.stat().st_mode & 0o777) == (0o600, 0o700)
    save(opened, THEIRS)
    assert names(paths.sessions) == ["for the evening.toml"], "what was new a moment ago needs no copy"
    with pytest.raises(EditError, match=r'^there is a session "for the evening" of your own already'):
        save_as_new("for the evening", AFTER, paths)
    assert path.read_bytes() == THEIRS


@pytest.mark.parametrize(
    "id_",
    ["", ".", "..", ".a", "a/b", "a\\b", "a:b", "a.toml", "CON", "nul.x", "a\n", "-a", "a ", "\u202ea", "x" * 101],
)
def test_names_that_no_file_should_have(paths: Paths, id_: str) -> None:
    with pytest.raises(EditError, match="cannot be the name of a session"):
        save_as_new(id_, AFTER, paths)
    assert not paths.data_dir.exists()


def test_a_full_disk_leaves_no_part_of_a_new_file(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fail)
        with pytest.raises(SaveError, match="No space left on device"):
            save_as_new("new", AFTER, paths)
    assert names(paths.sessions) == []
