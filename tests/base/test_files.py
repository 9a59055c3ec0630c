from __future__ import annotations

import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backstretch.base.files import make_private_dir, read_regular, write_atomically


@pytest.fixture(autouse=True)
def _everybody_may() -> Iterator[None]:
    """The umask of a careless machine."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps who may read a file elsewhere")
def test_directories_on_the_way_are_the_owners_alone_too(tmp_path: Path) -> None:
    there = tmp_path / "share"
    there.mkdir(0o755)
    write_atomically(there / "backstretch" / "drafts" / "a.json", b"{}")
    assert mode(there) == 0o755
    assert mode(there / "backstretch") == mode(there / "backstretch" / "drafts") == 0o700
    assert mode(there / "backstretch" / "drafts" / "a.json") == 0o600


def test_a_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "share").write_text("in the way")
    with pytest.raises(OSError, match="share"):
        make_private_dir(tmp_path / "share")
    with pytest.raises(OSError, match="share"):
        make_private_dir(tmp_path / "share" / "backstretch")


def test_nobody_can_guess_the_name_of_an_unfinished_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[str] = []
    open_ = os.open

    def noted(path: Path, flags: int, mode: int = 0o777) -> int:
        names.append(Path(path).name)
        assert flags & os.O_EXCL
        return open_(path, flags, mode)

    monkeypatch.setattr(os, "open", noted)
    for _ in range(2):
        write_atomically(tmp_path / "config.toml", b"")
    assert len(set(names)) == 2
    assert all(len(name) >= len(".config.toml.") + 16 for name in names)
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


class TestReadRegular:
    def test_no_more_than_is_wanted_and_a_byte_that_tells(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"12345")
        assert read_regular(tmp_path / "a", 5) == b"12345"
        assert read_regular(tmp_path / "a", 3) == b"1234"

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
    def test_what_is_no_file_is_refused_at_once(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "fifo")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(os.fspath(tmp_path / "socket"))
            for name in ("fifo", "socket", "/dev/null", "/dev/zero"):
                with pytest.raises(OSError, match="it is not a regular file"):
                    read_regular(tmp_path / name, 10)
        with pytest.raises(IsADirectoryError):
            read_regular(tmp_path, 10)

    @pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
    def test_a_name_that_cannot_be_is_an_oserror_too(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(OSError, match="a") as refused:
            read_regular(tmp_path / name, 10)
        assert refused.value.strerror


def test_the_old_content_is_kept_only_when_the_new_one_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    seen = []
    write_atomically(path, b"new", keep_old=lambda: seen.append(path.read_bytes()))
    assert (seen, path.read_bytes()) == ([b"old"], b"new")
    with pytest.raises(OSError, match="a"):
        write_atomically(path / "b", b"new", keep_old=lambda: seen.append(b"too early"))
    assert seen == [b"old"]
