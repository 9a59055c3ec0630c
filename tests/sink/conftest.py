"""A sound server that plays to nothing, and a recording of what it played.

These tests need PulseAudio's ``pulseaudio``, ``paplay`` and ``parec``, and as many seconds as they play; they run only
when asked for (``pytest -m sink``). What is measured is when something was really heard.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pty.home import Home

RATE = 16_000
"""Samples a second, of the recording and of every clip."""
FRAME_SECONDS = 0.01
QUIET = 150
"""RMS of 16-bit samples below which nothing is heard; the sink itself is wholly silent."""
SERVER = """
load-module module-native-protocol-unix
load-module module-null-sink sink_name=nothing rate=16000 channels=1 format=s16le
set-default-sink nothing
"""


def envelope(samples: array[int]) -> list[float]:
    """The loudness of each hundredth of a second, as RMS."""
    length = int(RATE * FRAME_SECONDS)
    frames = (samples[start : start + length] for start in range(0, len(samples), length))
    return [(sum(value * value for value in frame) / len(frame)) ** 0.5 for frame in frames]


def envelope_of(path: Path) -> list[float]:
    """The loudness of a clip, from its first sound to its last."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        samples = array("h", file.readframes(file.getnframes()))
    loud = envelope(samples)
    heard = [index for index, value in enumerate(loud) if value > QUIET]
    return loud[heard[0] : heard[-1] + 1]


class Recording:
    """Everything the sink played, by the monotonic clock."""

    def __init__(self, env: dict[str, str]) -> None:
        parec = shutil.which("parec")
        assert parec, "parec is needed: PulseAudio's utilities"
        command = [
            parec,
            "-d",
            "nothing.monitor",
            "--rate=16000",
            "--format=s16le",
            "--channels=1",
            "--latency-msec=10",
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, env=env)
        self._data = bytearray()
        self._begun_at = float("inf")
        self._thread = threading.Thread(target=self._take_in, daemon=True)
        self._thread.start()
        while len(self._data) < RATE:
            time.sleep(0.01)

    def _take_in(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while data := os.read(stream.fileno(), 4096):
            self._data += data
            # A chunk can only come late: the earliest tells when the first sample was played.
            self._begun_at = min(self._begun_at, time.monotonic() - len(self._data) / 2 / RATE)

    def until(self, moment: float) -> Heard:
        """What was heard up to this moment of the monotonic clock, which may be yet to come."""
        while self._begun_at + len(self._data) / 2 / RATE < moment:
            time.sleep(0.02)
        data = bytes(self._data[: len(self._data) // 2 * 2])
        return Heard(self._begun_at, envelope(array("h", data)))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._thread.join(10)
        if self._process.stdout is not None:
            self._process.stdout.close()


class Heard:
    """A finished recording, as loudness over time."""

    def __init__(self, begun_at: float, loudness: list[float]) -> None:
        self._begun_at = begun_at
        self._loudness = loudness

    def onset(self, near: float, before: float = 0.1, after: float = 1.0) -> float | None:
        """When something began to be heard around this moment, in seconds after it; None where nothing did.

        What was still heard from before does not count: there must have been silence.
        """
        first, last = self._index(near - before), self._index(near + after)
        silent = False
        for index in range(first, last):
            silent = silent or max(self._loudness[index - 3 : index]) < QUIET
            if silent and self._loudness[index] > QUIET:
                return self._begun_at + index * FRAME_SECONDS - near
        return None

    def likeness(self, clip: Path, at: float) -> float:
        """How much the loudness from this moment on is that of the clip: the correlation of the two, 1 for equal."""
        wanted = envelope_of(clip)
        best = 0.0
        for shift in range(-3, 4):
            start = self._index(at) + shift
            got = self._loudness[start : start + len(wanted)]
            best = max(best, _correlation(wanted, got))
        return best

    def loud_seconds(self, since: float, until: float) -> float:
        """How much of the time between two moments something was heard."""
        frames = self._loudness[self._index(since) : self._index(until)]
        return sum(value > QUIET for value in frames) * FRAME_SECONDS

    def _index(self, moment: float) -> int:
        return round((moment - self._begun_at) / FRAME_SECONDS)


def _correlation(one: list[float], other: list[float]) -> float:
    mean, other_mean = sum(one) / len(one), sum(other) / len(other)
    both = sum((a - mean) * (b - other_mean) for a, b in zip(one, other, strict=True))
    spread = sum((a - mean) ** 2 for a in one) * sum((b - other_mean) ** 2 for b in other)
    return both / spread**0.5 if spread else 0.0


@pytest.fixture
def sounding_home(tmp_path: Path) -> Iterator[Home]:
    """A home whose only sound goes to the sink."""
    home = Home(tmp_path)
    home.answer_first_questions()
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    home.env["XDG_RUNTIME_DIR"] = str(runtime)
    script = tmp_path / "server.pa"
    script.write_text(SERVER, encoding="utf-8")
    server = shutil.which("pulseaudio")
    assert server, "pulseaudio is needed"
    command = [server, "-n", "-F", str(script), "--exit-idle-time=-1", "--daemonize=no", "--log-target=stderr"]
    process = subprocess.Popen(command, env=home.env, stderr=subprocess.DEVNULL)
    try:
        while not (runtime / "pulse" / "native").exists():
            assert process.poll() is None, "the sound server did not start"
            time.sleep(0.02)
        yield home
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def recording(sounding_home: Home) -> Iterator[Recording]:
    made = Recording(sounding_home.env)
    yield made
    made.close()
