from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backstretch.journal.store import Journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.db"


@pytest.fixture
def stops(tmp_path: Path) -> Path:
    return tmp_path / "state" / "stops"


@pytest.fixture
def journal(path: Path, stops: Path) -> Iterator[Journal]:
    with Journal.open(path, stops) as opened:
        yield opened
