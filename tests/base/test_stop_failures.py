"""What fails on the way to the advice is kept, and never stands in the way."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from backstretch.base.stop_failures import MOST_FILES, StopFailures, kept_failures


class ExpectedError(Exception):
    """One that is no failure."""


def test_a_failure_is_written_down_with_its_place(tmp_path: Path) -> None:
    with StopFailures(tmp_path / "state").kept("the stop"):
        raise KeyError("the place")
    (file,) = kept_failures(tmp_path / "state")
    text = file.read_text(encoding="utf-8")
    assert "the stop failed after sharp pain was told" in text
    assert "Traceback" in text
    assert "KeyError: 'the place'" in text
    assert "test_stop_failures.py" in text
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    failures = StopFailures(tmp_path)
    for number in range(MOST_FILES + 3):
        with failures.kept("the stop"):
            raise ValueError(f"<{number}>")
    kept = kept_failures(tmp_path)
    assert len(kept) == MOST_FILES
    assert "<3>" in kept[0].read_text(encoding="utf-8")
    assert f"<{MOST_FILES + 2}>" in kept[-1].read_text(encoding="utf-8")


def test_where_nothing_can_be_written_it_goes_on_all_the_same(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    for directory in (in_the_way, None):
        with StopFailures(directory).kept("the stop"):
            raise ValueError
    assert in_the_way.read_bytes() == b""


def test_what_is_no_failure_comes_through(tmp_path: Path) -> None:
    with StopFailures(tmp_path).kept("the stop"):
        pass
    with pytest.raises(ExpectedError), StopFailures(tmp_path).kept("the stop", but=(ExpectedError,)):
        raise ExpectedError
    with pytest.raises(KeyboardInterrupt), StopFailures(tmp_path).kept("the stop"):
        raise KeyboardInterrupt
    assert kept_failures(tmp_path) == []
