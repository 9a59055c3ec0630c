"""Speech engines that only pretend to speak, as a test tells them, and note what they were asked."""

from __future__ import annotations

import json
import math
import sys
import wave
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Mode = Literal["speak", "fail", "hang", "rubbish", "silence", "wait"]

_PROGRAM = """\
#!{python}
import json, os, sys, time
from pathlib import Path
folder = Path({folder!r})
note = {{"argv": sys.argv[1:], "stdin": sys.stdin.buffer.read().decode(), "pid": os.getpid()}}
note["env"] = {{name: value for name, value in os.environ.items() if name.startswith("BACKSTRETCH_")}}
note["nice"] = os.getpriority(os.PRIO_PROCESS, 0)
with open(folder / "log", "a", encoding="utf-8") as file:
    file.write(json.dumps(note) + "\\n")
target = note["env"].get("BACKSTRETCH_OUT") or next(
    after for before, after in zip(sys.argv, sys.argv[1:]) if before in ("-w", "-o"))
mode = (folder / "mode").read_text()
for _ in range(30_000):
    if mode != "wait":
        break
    time.sleep(0.002)
    mode = (folder / "mode").read_text()
if mode == "hang":
    time.sleep(60)
if mode == "fail":
    sys.exit(1)
if mode == "rubbish":
    Path(target).write_bytes(b"RIFF rubbish")
else:
    import wave
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((b"\\x00\\x20" if mode == "speak" else b"\\x01\\x00") * 4000)
"""

_LIBRARY = """\
import math, os
from array import array
class Hibari:
    sample_rate = 24000
    def __init__(self, voice, model):
        note("load", voice, model)
    def __call__(self, text, speed, seed):
        note("speak", text, speed, seed)
        if text == "Impossible.":
            raise KeyError(text)
        waves = [0.1 * math.sin(2 * math.pi * 200 * at / 24000) for at in range(int(12000 / speed))]
        return array("f", [0.0] * 7200 + waves + [0.0] * 7200)
def note(*words):
    with open({log!r}, "a", encoding="utf-8") as file:
        print(*words, sep="|", file=file)
"""

_LIBRARY_VOICES = """\
DEFAULT = "heart"
def voice_path(name, download_missing=True):
    if name == DEFAULT:
        return "heart.onnx"
    assert not download_missing, "the network was asked"
    raise FileNotFoundError(name)
"""


@dataclass(frozen=True)
class FakeEngine:
    """A program in a folder on the path."""

    folder: Path
    name: str

    def becomes(self, mode: Mode) -> None:
        draft = self.folder / "mode.new"
        draft.write_text(mode)
        draft.replace(self.folder / "mode")

    @property
    def calls(self) -> list[dict[str, Any]]:
        """``argv``, ``stdin``, ``env``, ``pid`` and ``nice`` of each run so far."""
        log = self.folder / "log"
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []

    @property
    def heard(self) -> list[str]:
        return [call["stdin"] for call in self.calls]


def install_engine(folder: Path, name: str, mode: Mode = "speak") -> FakeEngine:
    """Put a fake engine into ``folder``, which stands on the path."""
    program = folder / name
    program.write_text(_PROGRAM.format(python=sys.executable, folder=str(folder)), encoding="utf-8")
    program.chmod(0o755)
    engine = FakeEngine(folder, name)
    engine.becomes(mode)
    return engine


@dataclass(frozen=True)
class FakeLibrary:
    """The speech library of the optional extra, in a folder of its own."""

    folder: Path

    @property
    def calls(self) -> list[str]:
        log = self.folder / "library.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    @property
    def heard(self) -> list[str]:
        return [call.split("|")[1] for call in self.calls if call.startswith("speak")]


def install_library(folder: Path) -> FakeLibrary:
    package = folder / "hibari"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(_LIBRARY.format(log=str(folder / "library.log")), encoding="utf-8")
    (package / "voices.py").write_text(_LIBRARY_VOICES, encoding="utf-8")
    return FakeLibrary(folder)


def hum(seconds: float = 1.0, *, hertz: float = 200.0, sample_rate: int = 16_000, peak: int = 12_000) -> array[int]:
    """A plain tone."""
    turn = 2 * math.pi * hertz / sample_rate
    return array("h", [round(peak * math.sin(turn * at)) for at in range(round(seconds * sample_rate))])


def write_wav(path: Path, samples: array[int], sample_rate: int = 16_000, *, width: int = 2) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(width)
        file.setframerate(sample_rate)
        file.writeframes(samples.tobytes())
    return path


def samples_of(path: Path) -> array[int]:
    with wave.open(str(path), "rb") as file:
        return array("h", file.readframes(file.getnframes()))
