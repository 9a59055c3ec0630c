"""The speech engines a machine may have, and how each is told to speak one text into one WAV file.

The text is data: it goes to a program's standard input, never through a shell or among its arguments.
"""

import json
import math
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from backstretch.audio.child import Job

LOWEST_RATE, HIGHEST_RATE = 0.7, 1.4
"""How fast the voice may speak; 1 is normal."""

_NATURAL_VOICES = frozenset({"", "heart", "emma", "fenrir", "fable", "kore"})
_MOST_AT_ONCE = 8
_WORDS_PER_MINUTE = 175
"""The normal speed of espeak, and about that of say."""
_SAPI_SCRIPT = "; ".join(
    (
        "$ErrorActionPreference = 'Stop'",
        "Add-Type -AssemblyName System.Speech",
        "$in = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), [System.Text.Encoding]::UTF8)",
        "$text = $in.ReadToEnd()",
        "$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer",
        "if ($env:BACKSTRETCH_VOICE) { $speech.SelectVoice($env:BACKSTRETCH_VOICE) }",
        "$speech.Rate = [int]$env:BACKSTRETCH_RATE",
        "$speech.SetOutputToWaveFile($env:BACKSTRETCH_OUT)",
        "$speech.Speak($text)",
        "$speech.Dispose()",
    )
)


class Order(NamedTuple):
    """One text to be spoken into one file."""

    text: str
    path: Path


class Engine(NamedTuple):
    """One program that can speak."""

    name: str
    program: str
    """Its absolute path."""
    job: Callable[[str, Sequence[Order], str, float], Job]
    """Program, orders, voice (empty: the engine's own) and rate → what to run."""
    at_once: int = 1
    """How many orders it takes at a time."""
    voices: frozenset[str] | None = None
    """Those it knows; None if only trying tells."""

    def speaks(self, voice: str) -> bool:
        """Whether the voice may be one of its."""
        return self.voices is None or voice in self.voices


def find_engines(platform: str = sys.platform) -> tuple[Engine, ...]:
    """The engines of this machine, the best first. Looks through the path; starts nothing."""
    found = []
    if sys.executable and find_spec("hibari") is not None:
        found.append(Engine("natural", sys.executable, _natural, _MOST_AT_ONCE, _NATURAL_VOICES))
    if platform == "darwin" and (program := _program("say")):
        found.append(Engine("say", program, _say))
    if platform == "win32" and (program := _program("powershell")):
        found.append(Engine("sapi", program, _sapi))
    for name in ("espeak-ng", "espeak"):
        if program := _program(name):
            found.append(Engine(name, program, _espeak))
            break
    return tuple(found)


def is_voice_name(name: str) -> bool:
    """Whether the name can be given to an engine; empty is its own voice."""
    return re.fullmatch(r"(?!-)[\w +\-.()]{0,60}", name) is not None


def _program(name: str) -> str | None:
    found = shutil.which(name)
    # What lies in the folder one happens to stand in is not run.
    return found if found and Path(found).is_absolute() else None


def _natural(program: str, orders: Sequence[Order], voice: str, rate: float) -> Job:
    script = Path(__file__).with_name("natural.py")
    work = {"voice": voice, "rate": rate, "jobs": [(order.text, str(order.path)) for order in orders]}
    # -P: nothing in the folder beside the script can take a library's place.
    return Job((program, "-P", str(script)), json.dumps(work).encode())


def _espeak(program: str, orders: Sequence[Order], voice: str, rate: float) -> Job:
    (order,) = orders
    words = str(round(_WORDS_PER_MINUTE * rate))
    named = ("-v", voice) if voice else ()
    utf8 = ("-b", "1")
    return Job((program, *named, "-s", words, *utf8, "--stdin", "-w", str(order.path)), order.text.encode())


def _say(program: str, orders: Sequence[Order], voice: str, rate: float) -> Job:
    (order,) = orders
    named = ("-v", voice) if voice else ()
    paced = ("-r", str(round(_WORDS_PER_MINUTE * rate))) if rate != 1 else ()
    output = ("-o", str(order.path), "--data-format=LEI16@22050")
    return Job((program, *named, *paced, *output, "-f", "-"), order.text.encode())


def _sapi(program: str, orders: Sequence[Order], voice: str, rate: float) -> Job:
    (order,) = orders
    # SAPI counts in steps from -10 to 10, of which ten are three times the speed.
    steps = round(10 * math.log(rate, 3))
    env = {"BACKSTRETCH_VOICE": voice, "BACKSTRETCH_RATE": str(steps), "BACKSTRETCH_OUT": str(order.path)}
    return Job((program, "-NoProfile", "-NonInteractive", "-Command", _SAPI_SCRIPT), order.text.encode(), env)
