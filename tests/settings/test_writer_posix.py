"""Links, modes and what is no plain file, where there are such things."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from backstretch.settings import Settings, read_settings, write_settings

from .conftest import others, write


def test_a_link_stays_one(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "backstretch.toml"
    write(target, "# mine\n")
    path.parent.mkdir()
    path.symlink_to(target)
    assert write_settings(path, Settings(volume=70)) == path.with_name("config.toml.bak")
    assert path.readlink() == target
    assert target.read_text(encoding="utf-8") == "volume = 70\n"
    assert path.with_name("config.toml.bak").read_text(encoding="utf-8") == "# mine\n"


def test_a_link_to_nothing_gets_its_file(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "dotfiles" / "new.toml")
    assert write_settings(path, Settings(volume=70)) is None
    assert path.is_symlink()
    assert read_settings(path)[0].volume == 70


def test_nobody_else_can_read_either(path: Path) -> None:
    write(path, "# mine\n")
    copy = write_settings(path, Settings(volume=70))
    assert copy is not None
    assert [stat.S_IMODE(file.stat().st_mode) for file in (path, copy)] == [0o600, 0o600]


def test_what_is_no_file_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(OSError, match="not a regular file"):
        write_settings(path, Settings(volume=70))
    assert others(path) == []
    settings, (problem,) = read_settings(path)
    assert settings == Settings()
    assert "it is not a regular file" in problem.message


def test_a_file_that_cannot_be_replaced_gets_no_copy(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As home-manager has it: a link to a file in a directory that nobody may write."""
    target = tmp_path / "store" / "config.toml"
    write(target, "# mine\n")
    path.parent.mkdir()
    path.symlink_to(target)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    for place, function in (
        ("backstretch.base.files", "make_private_dir"),
        ("os", "fsync"),
        ("pathlib.Path", "replace"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"{place}.{function}", refuse)
            for _ in range(12):
                with pytest.raises(OSError, match="Read-only file system"):
                    write_settings(path, Settings(volume=70))
        assert others(path) == others(target) == [], function
        assert target.read_text(encoding="utf-8") == "# mine\n"
    assert write_settings(path, Settings(volume=70)) == path.with_name("config.toml.bak")
