"""One browser, and one file for a phone, for all tests that need them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paper.browser import Browser
from tests.paper.phone import SHORT, run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file for a phone, made once."""
    folder = tmp_path_factory.mktemp("phone")
    session, made = folder / "short.toml", folder / "short.html"
    session.write_text(SHORT)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
        run("card", str(session), "--play", str(made))
    return made


@pytest.fixture
def file(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That file, on a machine that knows nothing yet."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return written
