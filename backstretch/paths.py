"""Where things are kept on this machine, and where the bundled sessions lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs


@dataclass(frozen=True, slots=True)
class Paths:
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
    def journal(self) -> Path:
        """The record of what was done."""
        return self.data_dir / "journal.db"

    @property
    def stops(self) -> Path:
        """Pain stops that could not be written to the journal, waiting to be taken in."""
        return self.state_dir / "stops"


def default_paths() -> Paths:
    """The directories of this platform and person; on Linux the XDG variables are honoured."""
    dirs = PlatformDirs("backstretch", appauthor=False)
    return Paths(
        config_dir=dirs.user_config_path,
        data_dir=dirs.user_data_path,
        state_dir=dirs.user_state_path,
        cache_dir=dirs.user_cache_path,
    )


def bundled_sessions() -> Path:
    """The folder of sessions that came with the program, from a wheel or from a checkout."""
    package = Path(__file__).parent
    in_wheel = package / "bundled"
    return in_wheel if in_wheel.is_dir() else package.parent / "sessions"
