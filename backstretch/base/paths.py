"""Where things are kept on this machine, and where the bundled sessions lie."""

import os
import sys
from pathlib import Path
from typing import NamedTuple

_NAME = "backstretch"
_LINUX_ROOTS = (
    ("XDG_CONFIG_HOME", ".config"),
    ("XDG_DATA_HOME", ".local/share"),
    ("XDG_STATE_HOME", ".local/state"),
    ("XDG_CACHE_HOME", ".cache"),
)
"""For each directory of ``Paths``: the variable that names where it lies, and that place in the home otherwise."""


class Paths(NamedTuple):
    """The program's directories and files; none is made by asking for its name."""

    config_dir: Path
    data_dir: Path
    state_dir: Path
    cache_dir: Path

    @property
    def config(self) -> Path:
        """The person's settings, written by hand or by the program."""
        return self.config_dir / "config.toml"

    @property
    def person(self) -> Path:
        """The answers given before the first session; kept with the data, never with shared settings."""
        return self.data_dir / "person.toml"

    @property
    def sessions(self) -> Path:
        """The person's own session files."""
        return self.data_dir / "sessions"

    @property
    def plan(self) -> Path:
        """What the person means to do over some weeks; by hand, or from a physiotherapist."""
        return self.data_dir / "plan.toml"

    @property
    def journal(self) -> Path:
        """The record of what was done."""
        return self.data_dir / "journal.db"

    @property
    def stops(self) -> Path:
        """Pain stops that could not be written to the journal, waiting to be taken in."""
        return self.state_dir / "stops"


def default_paths() -> Paths:
    """The directories of this platform and person; on Linux the XDG variables are honoured."""
    return _plain_paths() or _found_paths()


def _plain_paths() -> Paths | None:
    """What ``platformdirs`` finds on a Linux whose variables leave no question open; None where one is.

    Every command needs the directories, and loading ``platformdirs`` takes a good part of the time of a short one.
    """
    if sys.platform != "linux" or hasattr(sys, "getandroidapilevel") or "ANDROID_DATA" in os.environ:
        return None
    home = os.environ.get("HOME", "")
    roots = [os.environ.get(variable, f"{home.rstrip('/')}/{usual}") for variable, usual in _LINUX_ROOTS]
    if not all(root.startswith("/") for root in (home, *roots)):
        return None
    return Paths(*(Path(root, _NAME) for root in roots))


def _found_paths() -> Paths:
    from platformdirs import PlatformDirs

    dirs = PlatformDirs(_NAME, appauthor=False)
    return Paths(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path)


def bundled_sessions() -> Path:
    """The folder of sessions that came with the program, from a wheel or from a checkout."""
    package = Path(__file__).parents[1]
    in_wheel = package / "bundled"
    return in_wheel if in_wheel.is_dir() else package.parent / "sessions"
