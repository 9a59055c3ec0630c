"""What every test shares."""

from __future__ import annotations

import gc
import itertools
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

FIRST_TIER = "not second and not sink"
"""What `pytest` runs by itself, as pyproject.toml says."""

# On a busy machine one example can be slow without anything being wrong: no test asserts timings. And what is green
# once is green every time: the examples are the same, and others are drawn by hand, with the thorough profile.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("suite", _PATIENT, max_examples=12, derandomize=True, database=None)
settings.register_profile("thorough", _PATIENT, max_examples=250, print_blob=True)
settings.load_profile("suite")

# Hypothesis also draws what stands in the sources, and reads all of them for that, three seconds in each worker of a
# fresh clone. Without it an edit elsewhere changes no example. The name is private; where it is gone, nothing changes.
providers: Any = sys.modules.get("hypothesis.internal.conjecture.providers")
if hasattr(providers, "_local_constants"):
    providers._get_local_constants = lambda: providers._local_constants

# What a shell without job control begins in the background ignores Ctrl+C, and so would every program that is tested.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A program that was opened and closed leaves rings of widgets behind. To look for them at each 700 new objects, as
# Python does, takes a twentieth of the time of the tests.
gc.set_threshold(100_000, 50, 50)


_NUMBERS = itertools.count(1)


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As pytest's own, without its look through all the folders of the tests before, of which there are thousands."""
    path = tmp_path_factory.getbasetemp() / f"{request.node.originalname[:30]}-{next(_NUMBERS)}"
    path.mkdir()
    return path


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """In the first tier a file that is of the second as a whole is not even imported."""
    if collection_path.suffix != ".py" or config.option.markexpr != FIRST_TIER:
        return None
    return "\npytestmark = pytest.mark.second\n" in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that wait for a program of their own come first: others run meanwhile, and none waits at the end."""
    items.sort(key=lambda item: "pty" not in item.path.parts)


def pytest_collection_finish() -> None:
    """What the tests are made of stays; it need not be looked through each time."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """What is left behind is looked through once; pytest would do so five times, for a second a process."""
    gc.collect()
    gc.freeze()
