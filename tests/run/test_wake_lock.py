"""The wake lock, and where there is nobody to ask for it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from backstretch.run.wake_lock import WakeLock


@contextlib.contextmanager
def _presenting(*, on_fail: str) -> Iterator[SimpleNamespace]:
    yield SimpleNamespace(active=on_fail == "pass")


@pytest.mark.parametrize(
    ("platform", "address", "granted"),
    [
        ("linux", "unix:path=/run/user/1000/bus", True),
        ("linux", None, False),
        ("linux", "", False),
        ("freebsd14", None, False),
        ("darwin", None, True),
        ("win32", None, True),
    ],
)
def test_a_desktop_is_asked_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, platform: str, address: str | None, granted: bool
) -> None:
    library = SimpleNamespace(keep=SimpleNamespace(presenting=_presenting))
    monkeypatch.setitem(sys.modules, "wakepy", library)
    monkeypatch.setattr(sys, "platform", platform)
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    assert WakeLock.granted() is granted
