"""A person's directories, and a session of their own in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from backstretch.base.paths import Paths
from backstretch.editing.saving import Opened, open_for_editing
from backstretch.session.library import Found

from .samples import write

BEFORE = b"format = 1\r\ntitle = 'Mine' # by hand\r\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


@pytest.fixture
def mine(paths: Paths) -> Path:
    """A session of the person's own."""
    return write(paths.sessions / "mine.toml", BEFORE)


@pytest.fixture
def opened(mine: Path, paths: Paths) -> Opened:
    return open_for_editing(Found("mine", mine, "yours"), paths)
