from __future__ import annotations

import contextlib
import logging
import os
import socket
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from backstretch.audio import players
from backstretch.audio.clip import Clip
from backstretch.audio.loudness import SoftClips
from backstretch.audio.players import Command, Playing, Playsound3, Winsound, find_players
from backstretch.audio.tones import silence

from .fakes import LONG_SECONDS, Clock, Program, until

pytestmark = pytest.mark.second


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that programs are looked for in; an empty one."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put_program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> Path:
    program = folder / (f"{name}.exe" if sys.platform == "win32" else name)
    program.write_text(text, encoding="utf-8")
    program.chmod(0o755)
    return program


def soft() -> SoftClips:
    """For players that are to play as loud as they can: no file is written."""
    return SoftClips(Path("/nowhere"))


def result(playing: Playing) -> bool | None:
    until(lambda: playing.poll() is not None)
    return playing.poll()


class TestFinding:
    def test_without_any_program_the_library_is_left(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        assert [player.name for player in find_players(Path())] == ["playsound3"]

    def test_the_best_comes_first(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        for name in ("ffplay", "afplay", "aplay", "paplay", "pw-play"):
            put_program(path, name)
        names = [player.name for player in find_players(Path())]
        assert names == ["pw-play", "paplay", "aplay", "afplay", "ffplay", "playsound3"]

    def test_a_program_in_the_working_folder_is_not_run(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        put_program(path, "pw-play")
        monkeypatch.chdir(path)
        monkeypatch.setenv("PATH", ".")
        assert [player.name for player in find_players(Path())] == ["playsound3"]

    def test_windows_own_player_comes_first_there(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(players, "sys", SimpleNamespace(platform="win32"))
        assert [player.name for player in find_players(Path())] == ["winsound", "playsound3"]

    def test_the_library_is_not_imported_by_finding_it(self, path: Path) -> None:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from pathlib import Path; from backstretch.audio import players, speaker, tones;"
                "players.find_players(Path());"
                "print(*({'playsound3', 'subprocess', 'wave', 'logging'} & set(sys.modules)))",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "\n"

    def test_who_would_say_that_nothing_was_heard(self, path: Path) -> None:
        for name in ("ffplay", "afplay", "aplay", "paplay", "pw-play"):
            put_program(path, name)
        sure = {player.name: player.sure for player in [*find_players(Path()), Winsound(soft())]}
        assert {name for name, is_sure in sure.items() if not is_sure} == {"ffplay", "playsound3", "winsound"}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("pw-play", ["--volume=0.09921"]),
        ("paplay", ["--latency-msec=50", "-v", "--volume=30339"]),
        ("aplay", ["-q"]),
        ("afplay", ["-v", "0.09921"]),
        ("ffplay", ["-nodisp", "-autoexit", "-loglevel", "quiet", "-stats", "-af", "volume=0.09921"]),
    ],
)
def test_what_each_program_is_told(
    name: str, arguments: list[str], path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []
    settings: dict[str, Any] = {}

    class Process:
        stderr = None

        def __init__(self, command: list[str], **keywords: Any) -> None:
            commands.append(command)
            settings.update(keywords)

    program = put_program(path, name)
    monkeypatch.setattr(subprocess, "Popen", Process)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    player = next(player for player in find_players(tmp_path / "cache") if player.name == name)
    sound = tmp_path / "a sound; rm -rf.wav"
    player.start(Clip(sound, 1.0), 25)
    assert commands == [[str(program), *arguments, str(sound)]]
    assert [settings[stream] for stream in ("stdin", "stdout")] == [subprocess.DEVNULL] * 2
    assert settings["stderr"] == (subprocess.PIPE if name in {"paplay", "ffplay"} else subprocess.DEVNULL)
    assert settings["start_new_session"]
    assert "shell" not in settings
    assert settings["env"]["LC_ALL"] == "C"  # else 0.25 is read as 0 where a comma is written


class TestCommand:
    def test_a_program_that_ends_well(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        program = Program(tmp_path, "play")
        assert result(program.player().start(silence(), 100)) is True
        assert program.log == [f"began {silence().path}", f"ended {silence().path}"]
        assert capfd.readouterr() == ("", "")

    def test_a_program_that_cannot_play(self, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert result(Program(tmp_path, "fail").player().start(silence(), 100)) is False
        assert capfd.readouterr() == ("", "")

    def test_a_program_that_is_gone(self, tmp_path: Path) -> None:
        with pytest.raises(OSError):
            Command("gone", str(tmp_path / "gone")).start(silence(), 100)

    @pytest.mark.skipif(os.name != "posix", reason="a pipe cannot be read there without waiting")
    def test_what_it_writes_while_it_plays_are_signs_of_life(self, tmp_path: Path) -> None:
        chatty = Command("chatty", "/bin/sh", ("-c", "echo . >&2; read x || exec /bin/sleep 60"), gives_signs=True)
        playing = chatty.start(silence(), 100)
        until(lambda: playing.poll() is not None or playing.signs > 0)
        assert (playing.poll(), playing.signs) == (None, 1)
        playing.stop()
        assert playing.poll() is False

    @pytest.mark.parametrize("mode", ["hang", "stubborn"])
    def test_stopping_ends_it_even_if_it_will_not(self, mode: str, tmp_path: Path) -> None:
        program = Program(tmp_path, mode)
        playing = program.player().start(silence(), 100)
        until(lambda: bool(program.log))
        assert playing.poll() is None
        playing.stop()
        assert playing.poll() is False
        assert len(program.log) == 1

    def test_stopping_what_has_ended_does_nothing(self, tmp_path: Path) -> None:
        playing = Program(tmp_path, "play").player().start(silence(), 100)
        assert result(playing) is True
        playing.stop()
        assert playing.poll() is True

    def test_stopping_a_script_ends_what_it_started_too(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            inner = f"import socket; socket.create_connection({server.getsockname()!r}).recv(1)"
            around = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
            playing = Command("script", sys.executable, ("-c", around)).start(silence(), 100)
            server.settimeout(LONG_SECONDS)
            connection, _ = server.accept()
            with connection:
                connection.settimeout(LONG_SECONDS)
                playing.stop()
                with contextlib.suppress(ConnectionResetError):
                    assert connection.recv(1) == b""
        assert playing.poll() is False


class FakeWinsound(types.ModuleType):
    SND_FILENAME, SND_ASYNC, SND_NODEFAULT = 0x20000, 1, 2

    def __init__(self, *, broken: bool = False) -> None:
        super().__init__("winsound")
        self.calls: list[tuple[str | None, int]] = []
        self.broken = broken

    def PlaySound(self, sound: str | None, flags: int) -> None:  # noqa: N802 - its name
        self.calls.append((sound, flags))
        if self.broken:
            raise RuntimeError("Failed to play sound")


class TestWinsound:
    def test_plays_for_as_long_as_the_clip_is(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        winsound, clock = FakeWinsound(), Clock()
        monkeypatch.setitem(sys.modules, "winsound", winsound)
        playing = Winsound(soft(), clock).start(Clip(tmp_path / "a.wav", 0.5), 100)
        assert winsound.calls == [(str(tmp_path / "a.wav"), 0x20003)]
        assert playing.poll() is None
        clock.now += 0.5
        assert playing.poll() is True

    def test_stops(self, monkeypatch: pytest.MonkeyPatch) -> None:
        winsound = FakeWinsound()
        monkeypatch.setitem(sys.modules, "winsound", winsound)
        Winsound(soft()).start(silence(), 100).stop()
        assert winsound.calls[-1] == (None, 0)

    def test_refuses_in_the_way_all_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "winsound", FakeWinsound(broken=True))
        with pytest.raises(OSError, match="winsound: Failed to play sound"):
            Winsound(soft()).start(silence(), 100)


class FakeSound:
    """What the library gives back; its player is a real process."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.subprocess = process

    def stop(self) -> None:
        self.subprocess.terminate()


class FakePlaysound3(types.ModuleType):
    def __init__(self, program: Program | None) -> None:
        super().__init__("playsound3")
        self.program = program
        self.calls: list[tuple[str, bool]] = []

    def playsound(self, sound: str, block: bool) -> FakeSound:
        self.calls.append((sound, block))
        if self.program is None:
            raise AssertionError("unknown backend")
        player = self.program.player()
        command = [player.program, *player.options, sound]
        return FakeSound(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


class TestPlaysound3:
    @pytest.fixture(autouse=True)
    def quiet_again(self) -> Iterator[None]:
        logger = logging.getLogger("playsound3")
        before = logger.handlers[:]
        yield
        logger.handlers[:] = before

    @pytest.mark.parametrize(("mode", "well"), [("play", True), ("fail", False)])
    def test_ends_as_its_player_ends(
        self, mode: str, well: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        library = FakePlaysound3(Program(tmp_path, mode))
        monkeypatch.setitem(sys.modules, "playsound3", library)
        assert result(Playsound3(soft()).start(silence(), 100)) is well
        assert library.calls == [(str(silence().path), False)]

    @pytest.mark.parametrize("mode", ["hang", "stubborn"])
    def test_stopping_ends_its_player(self, mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        program = Program(tmp_path, mode)
        monkeypatch.setitem(sys.modules, "playsound3", FakePlaysound3(program))
        playing = Playsound3(soft()).start(silence(), 100)
        until(lambda: bool(program.log))
        playing.stop()
        assert playing.poll() is False
        playing.stop()

    def test_refuses_in_the_way_all_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "playsound3", FakePlaysound3(None))
        with pytest.raises(OSError, match="playsound3: unknown backend"):
            Playsound3(soft()).start(silence(), 100)

    def test_a_missing_library_refuses_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "playsound3", None)
        with pytest.raises(OSError, match="playsound3"):
            Playsound3(soft()).start(silence(), 100)


WITH_THE_LIBRARY = """
import sys
from pathlib import Path
from backstretch.audio.loudness import SoftClips
from backstretch.audio.players import Playsound3
from backstretch.audio.tones import silence
from tests.audio.fakes import until
try:
    playing = Playsound3(SoftClips(Path())).start(silence(), 100)
except OSError:
    sys.exit(3)
if len(sys.argv) > 1:
    Path(sys.argv[1]).read_bytes()  # until the player writes to it
    playing.stop()
until(lambda: playing.poll() is not None)
sys.exit(0 if playing.poll() else 4)
"""


class TestTheRealLibrary:
    """In a process of its own: it looks for its players when it is imported."""

    def run(self, *arguments: str, backend: str = "gstreamer") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", WITH_THE_LIBRARY, *arguments],
            env={**os.environ, "PLAYSOUND3_BACKEND": backend},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def test_without_a_player_it_refuses_and_says_nothing(self, path: Path) -> None:
        done = self.run(backend="")
        assert (done.returncode, done.stdout, done.stderr) == (3, "", "")

    @pytest.mark.parametrize(("status", "code"), [(0, 0), (1, 4)])
    def test_plays_with_what_it_finds(self, status: int, code: int, path: Path) -> None:
        ended = f"echo noise; echo noise >&2; [ $1 = --version ] || exit {status}"
        put_program(path, "gst-play-1.0", f"#!/bin/sh\n{ended}\n")
        done = self.run()
        assert (done.returncode, done.stdout, done.stderr) == (code, "", "")

    def test_stops(self, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        begun = tmp_path / "begun"
        os.mkfifo(begun)
        program = f'#!/bin/sh\n[ $1 = --version ] || {{ : > "{begun}"; exec /bin/sleep 60; }}\n'
        put_program(path, "gst-play-1.0", program)
        done = self.run(str(begun))
        assert (done.returncode, done.stdout, done.stderr) == (4, "", "")
