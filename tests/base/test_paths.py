"""The directories are those of ``platformdirs``, found by a shorter way where that is open."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from backstretch.base.paths import Paths, default_paths
from tests.cases import cases

VARIABLES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def by_platformdirs() -> Paths:
    dirs = PlatformDirs("backstretch", appauthor=False)
    return Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path)


@cases("home", ["/home/anna", "/home/anna/", "/", "//", "/home/an na", "home", "", None])
@cases("root", [None, "", "/x/y", "/x/y/", "/x/../y", "relative/z", "~/z", " /x"])
@cases("set_", [VARIABLES, VARIABLES[1:2]])
def test_they_are_those_of_the_platform(
    home: str | None, root: str | None, set_: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {"HOME": home, **dict.fromkeys(set_, root)}.items():
        if value is None:
            monkeypatch.delenv(variable, raising=False)
        else:
            monkeypatch.setenv(variable, value)
    assert default_paths() == by_platformdirs()


def test_asking_for_them_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", *VARIABLES):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    default_paths()
    assert list(tmp_path.iterdir()) == []


def test_android_is_left_to_platformdirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("ANDROID_DATA", "/data")
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    with pytest.raises(ImportError):
        default_paths()
