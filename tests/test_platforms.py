"""What a system cannot do is not asked of it: the ways for Windows and macOS, taken without being there."""

from __future__ import annotations

import importlib.util
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from backstretch.audio import child, players
from backstretch.base.clock import SystemClock
from backstretch.base.files import write_atomically
from backstretch.base.paths import default_paths
from backstretch.plain import terminal_keys
from backstretch.plain.signals import EndedError, Signals
from backstretch.tui.exit_signals import Endings
from backstretch.tui.job_control import JobControl

POSIX_ONLY = {
    os: ("fchmod", "fchown", "getpgrp", "killpg", "set_blocking", "setpriority", "tcgetpgrp"),
    select: ("poll",),
    signal: ("SIGALRM", "SIGCONT", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGTSTP", "alarm"),
    time: ("CLOCK_BOOTTIME", "clock_gettime"),
}
"""What there is no such thing as on Windows."""


@pytest.fixture
def _windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    for module, names in POSIX_ONLY.items():
        for name in names:
            monkeypatch.delattr(module, name, raising=False)
    monkeypatch.setattr(signal, "SIGBREAK", signal.SIGUSR1, raising=False)
    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x08000000, raising=False)
    monkeypatch.setattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0x4000, raising=False)


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it is taken for real there")


@pytest.mark.usefixtures("_windows")
def test_the_screens_ask_windows_for_no_signal_it_does_not_have() -> None:
    before = signal.getsignal(signal.SIGTERM)
    Endings(lambda _: None, lambda: None).listen()
    JobControl(SimpleNamespace()).listen()  # type: ignore[arg-type]
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.usefixtures("_windows")
def test_plain_mode_ends_on_the_signals_of_windows() -> None:
    with Signals(job_control=True) as signals:
        assert signals.wake is None
        signals.check()
        signal.raise_signal(signal.SIGBREAK)  # type: ignore[attr-defined,unused-ignore]
        with pytest.raises(EndedError):
            signals.check()
        signals.suspend()


@pytest.mark.usefixtures("_windows")
def test_a_file_written_on_windows_keeps_no_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("old")
    write_atomically(path, b"new", like=path.stat())
    assert path.read_text() == "new"


@pytest.mark.usefixtures("_windows")
def test_a_player_is_ended_the_way_of_windows() -> None:
    ended: list[str] = []
    process = SimpleNamespace(kill=lambda: ended.append("kill"), terminate=lambda: ended.append("terminate"))
    for hard in (False, True):
        players._signal(process, hard=hard)  # type: ignore[arg-type]
    assert ended == ["terminate", "kill"]


@pytest.mark.usefixtures("_windows")
def test_speech_is_rendered_without_a_window_and_below_the_rest() -> None:
    assert child._windows_flags() == 0x08004000
    child._be_patient(SimpleNamespace(pid=0))  # type: ignore[arg-type]


@pytest.mark.usefixtures("_windows")
def test_where_there_is_no_boot_clock_the_one_on_the_wall_goes_on_in_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 42.0)
    assert SystemClock().awake() == 42.0


@pytest.mark.usefixtures("_windows")
def test_keys_come_from_the_console_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = list("x\xe0H\x1b\r\x03")
    console = SimpleNamespace(kbhit=lambda: bool(typed), getwch=lambda: typed.pop(0))
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    spec = importlib.util.spec_from_file_location("terminal_keys_of_windows", terminal_keys.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with Signals(job_control=False) as signals, module.TerminalKeys(signals) as keys:
        assert [keys.wait(None) for _ in range(4)] == ["x", "up", "escape", "enter"]
        with pytest.raises(EndedError):
            keys.wait(None)
        assert keys.wait(0) == ""


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_the_directories_are_the_platforms_own(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    paths = default_paths()
    assert all(directory.is_absolute() for directory in paths)
    assert "backstretch" in str(paths.config_dir)
