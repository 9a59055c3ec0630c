"""What is set is found again, and nothing that a person wrote is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.base.text import plain
from backstretch.settings import THEMES, Settings, read_settings, write_settings

from .conftest import others, write

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).map(plain)
names = st.text(st.sampled_from("aZé1 +-_.()"), max_size=60).map(plain).filter(lambda name: not name.startswith("-"))
any_settings = st.builds(
    lambda lead_ins, **others: Settings(lead_in_least=lead_ins[0], lead_in_most=lead_ins[1], **others),
    lead_ins=st.tuples(st.integers(0, 3600), st.integers(0, 3600)).map(sorted),
    emergency_number=st.just("") | texts.map(lambda text: f"{text[:39]}9").map(plain),
    advice_line=texts,
    clinician_note=texts,
    stop_at=st.integers(1, 6),
    ease_at=st.integers(1, 4),
    ease_rise=st.integers(1, 2),
    theme=st.sampled_from(["", *THEMES]),
    bell=st.booleans(),
    flash=st.booleans(),
    sounds=st.booleans(),
    volume=st.integers(0, 100),
    voice=st.booleans(),
    voice_rate=st.floats(0.7, 1.4),
    voice_name=names,
)
values = st.recursive(
    st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
unknown = st.dictionaries(st.text(max_size=6).map(lambda name: f"my {name}"), values, max_size=4)


@pytest.mark.second
@given(before=any_settings, after=any_settings, extra=unknown)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, before: Settings, after: Settings, extra: dict[str, Any]
) -> None:
    import tomli_w

    path = tmp_path_factory.mktemp("config") / "config.toml"
    for settings in (before, after):
        assert write_settings(path, settings) is None
        assert read_settings(path) == (settings, ())
    write(path, tomli_w.dumps(extra))
    for settings in (before, after, Settings()):
        assert write_settings(path, settings) is None
        found, problems = read_settings(path)
        assert found == settings
        assert len(problems) == len(extra)
        assert extra.items() <= tomllib.loads(path.read_text(encoding="utf-8")).items()


def test_only_what_is_not_the_default_is_written(path: Path) -> None:
    write_settings(path, Settings())
    assert path.read_bytes() == b""
    write_settings(path, Settings(volume=40, stop_at=5))
    assert path.read_text(encoding="utf-8") == "volume = 40\n\n[pain]\nstop_at = 5\n"


def test_what_stood_in_the_file_stays_in_it(path: Path) -> None:
    write(path, "volume = 100\nbell = false\n")
    assert write_settings(path, Settings(flash=False)) is None
    assert path.read_text(encoding="utf-8") == "volume = 100\nbell = true\nflash = false\n"


@pytest.mark.second
@pytest.mark.parametrize(
    "content",
    [
        "# mine\nvolume = 40\n",
        "volume=40\n",
        "volume = 40",
        "volume = 40\r\n",
        "\ufeffvolume = 40\n",
        "voice_rate = 1\n",
        "volume = 400\n",
        "pain = 5\n",
        "pain.stop_at = 5\n",
        "lead_in_least = 9\nlead_in_most = 5\n",
        "volume = \n",
        f"x = {'[' * 5000}",
        f"x = {'[' * 150}{']' * 150}",
        f"x = 0x{'f' * 5000}\n",
        f"x = {'9' * 5000}\n",
        b"volume = \xff\n",
        b"#" * (1024 * 1024 + 5),
        "a." * 50_000 + "b = 1\n",
        "\n",
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_file_of_a_persons_own_making_is_copied_first(path: Path, content: str | bytes) -> None:
    before = write(path, content)
    copy = write_settings(path, Settings(volume=70))
    assert copy == path.with_name("config.toml.bak")
    assert copy.read_bytes() == before
    assert read_settings(path)[0] == Settings(volume=70)
    assert write_settings(path, Settings(volume=80)) is None, "it is the program's own now"
    assert others(path) == ["config.toml.bak"]


@pytest.mark.parametrize("content", ["", "volume = 40\n", "bell = true\n\n[pain]\nstop_at = 5\n", "mine = 3\n"])
def test_a_file_as_it_would_be_written_is_not_copied(path: Path, content: str) -> None:
    write(path, content)
    assert write_settings(path, Settings(volume=70)) is None
    assert others(path) == []


def test_no_copy_takes_the_place_of_another(path: Path) -> None:
    for number, name in enumerate(["config.toml.bak", "config.toml.bak-2", "config.toml.bak-3"]):
        write(path, f"# version {number}\n")
        copy = write_settings(path, Settings(volume=70))
        assert copy is not None
        assert copy.name == name
        assert copy.read_text(encoding="utf-8") == f"# version {number}\n"
    assert (path.parent / "config.toml.bak").read_text(encoding="utf-8") == "# version 0\n"


def test_a_directory_in_its_place_is_one_error(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(OSError, match="Is a directory") as refused:
        write_settings(path, Settings(volume=70))
    assert refused.value.strerror == "Is a directory"
