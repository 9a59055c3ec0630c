"""Finding session files, and opening only what is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backstretch.base.errors import UnknownSessionError, UnreadableError
from backstretch.base.paths import Paths, bundled_sessions
from backstretch.editing.saving import save_as_new
from backstretch.editing.tomledit import EditError
from backstretch.session.library import Found, find, find_all, load, own_file

REST = 'format = 1\ntitle = "Rest"\nsteps = [{ rest = 5 }]\n'

BUNDLED = [
    "everyday",
    "gentle-start",
    "knee-to-chest-and-bridge",
    "desk-break",
    "strengthen",
    "rest-and-breathe",
    "everyday-with-rotations",
    "chair-break",
]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


@pytest.fixture
def own(paths: Paths) -> Path:
    """The person's directory of sessions."""
    paths.sessions.mkdir(parents=True)
    return paths.sessions


def test_the_bundled_sessions_in_their_order(paths: Paths) -> None:
    found = find_all(paths)
    assert [one.id for one in found] == BUNDLED
    assert {one.source for one in found} == {"bundled"}
    assert not paths.data_dir.exists()


def test_further_bundled_sessions_follow_by_name(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for id_ in ("zebra", "ant", "desk-break", "everyday"):
        (tmp_path / f"{id_}.toml").touch()
    monkeypatch.setattr("backstretch.session.library.bundled_sessions", lambda: tmp_path)
    assert [one.id for one in find_all(paths)] == ["everyday", "desk-break", "ant", "zebra"]


def test_ones_own_come_last_or_in_place_of_a_bundled_one(paths: Paths, own: Path) -> None:
    for name in ("zebra.toml", "ant.toml", "desk-break.toml", ".hidden.toml", "notes.txt"):
        (own / name).write_text(REST)
    found = find_all(paths)
    assert [one.id for one in found] == [*BUNDLED, "ant", "zebra"]
    assert [one.id for one in found if one.source == "yours"] == ["desk-break", "ant", "zebra"]
    assert find("desk-break", paths).path == own / "desk-break.toml"


def test_a_session_by_its_id(paths: Paths) -> None:
    assert find("everyday", paths) == Found("everyday", bundled_sessions() / "everyday.toml", "bundled")


@pytest.mark.parametrize("path", ["./mine.toml", "mine.toml", "/a/b/mine.toml", "a/mine", "../mine"])
def test_a_file_by_its_path(paths: Paths, path: str) -> None:
    assert find(path, paths) == Found("mine", Path(path), "yours")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("everyda", 'no session "everyda" (did you mean "everyday"?)'),
        ("xyz", 'no session "xyz"; "backstretch list" names them all'),
        ("..", 'no session ".."; "backstretch list" names them all'),
        ("", 'no session ""; "backstretch list" names them all'),
        ("a\x1b\0", 'no session "a\ufffd\ufffd"; "backstretch list" names them all'),
    ],
)
def test_no_such_session(paths: Paths, name: str, message: str) -> None:
    with pytest.raises(UnknownSessionError) as caught:
        find(name, paths)
    assert str(caught.value) == message


def test_a_file_is_read_and_checked(own: Path) -> None:
    path = own / "mine.toml"
    path.write_text(REST)
    session = load(Found("mine", path, "yours")).session
    assert session is not None
    assert session.id == "mine"
    path.write_text("format = 2")
    assert str(load(Found("mine", path, "yours")).problems[0]).startswith(f"{path}:1:1: error: ")


def test_no_more_is_read_than_needed(own: Path) -> None:
    path = own / "endless.toml"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    (problem,) = load(Found("endless", path, "yours")).problems
    assert problem.message == "the file is larger than 1 MiB; allowed is at most 1 MiB"


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableError) as caught:
        load(Found("x", path, "yours"))
    return str(caught.value)


def test_what_cannot_be_opened(own: Path) -> None:
    missing = own / "missing.toml"
    assert refusal(missing) == f"cannot read {missing}: No such file or directory"
    assert refusal(own) == f"cannot read {own}: Is a directory"
    assert refusal(Path("a\0b")).startswith("cannot read a\ufffdb: ")
    assert refusal(Path("/dev/zero")) == "cannot read /dev/zero: it is not a regular file"
    pipe = own / "pipe.toml"
    os.mkfifo(pipe)
    assert refusal(pipe) == f"cannot read {pipe}: it is not a regular file"
    loop = own / "loop.toml"
    loop.symlink_to(loop)
    assert refusal(loop) == f"cannot read {loop}: Too many levels of symbolic links"


def test_a_directory_that_cannot_be_looked_into(paths: Paths) -> None:
    paths.data_dir.mkdir()
    paths.sessions.write_text("a file, where the directory should be")
    with pytest.raises(UnreadableError, match=r"^cannot read .*sessions: Not a directory"):
        find_all(paths)


def test_a_file_name_with_escapes_is_shown_plainly(paths: Paths, own: Path) -> None:
    (own / "every\x1b[2J.toml").write_text(REST)
    with pytest.raises(UnknownSessionError) as caught:
        find("every\x1b[2", paths)
    assert str(caught.value) == 'no session "every\ufffd[2" (did you mean "every\ufffd[2J"?)'


def test_no_descriptor_is_left_open(own: Path) -> None:
    before = len(list(Path("/dev/fd").iterdir()))
    refusal(own)
    refusal(Path("/dev/zero"))
    assert len(list(Path("/dev/fd").iterdir())) == before


def odd_name(directory: Path) -> Path:
    """A file called as an old Windows disk wrote it, in Latin-1."""
    path = Path(os.fsdecode(os.fsencode(directory) + b"/\xfcbung.toml"))
    try:
        path.write_text(REST)
    except OSError:
        pytest.skip("this file system takes no such name")
    return path


def test_a_name_that_is_not_utf8_is_refused_in_words(paths: Paths, own: Path) -> None:
    path = odd_name(own)
    found = find_all(paths)[-1]
    assert found.path == path
    for one in (found, find(os.fspath(path), paths)):
        with pytest.raises(UnreadableError) as refused:
            load(one)
        assert str(refused.value) == f"cannot read {own}/\\xfcbung.toml: its name is not UTF-8; rename it"


NFC, NFD = "\u00fcbung", "u\u0308bung"


@pytest.mark.parametrize(("there", "typed"), [(NFD, NFC), (NFC, NFD)])
def test_a_name_is_found_in_its_other_form(paths: Paths, own: Path, there: str, typed: str) -> None:
    path = own / f"{there}.toml"
    path.write_text(REST)
    for name in (typed, there, f"{own}/{typed}.toml", f"{own}/{there}.toml"):
        found = find(name, paths)
        assert (found.id, os.fspath(found.path)) == (there, os.fspath(path)), name
    assert own_file(typed, paths) == path
    assert [one.id for one in find_all(paths)] == [*BUNDLED, there]
    with pytest.raises(EditError, match="of your own already"):
        save_as_new(typed, b"", paths)


def test_of_two_forms_side_by_side_the_one_that_is_typed_is_meant(paths: Paths, own: Path) -> None:
    for name in (NFC, NFD):
        (own / f"{name}.toml").write_text(REST)
    if len(os.listdir(own)) == 2:  # noqa: PTH208 - not on a file system that knows the two for one
        assert [find(name, paths).id for name in (NFC, NFD)] == [NFC, NFD]


def test_a_part_of_a_name_is_enough_to_be_told_the_whole(paths: Paths) -> None:
    with pytest.raises(UnknownSessionError, match=r'no session "desk" .did you mean "desk-break"'):
        find("desk", paths)
