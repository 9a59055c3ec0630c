"""The voice that comes with the program: one clip for every phrase that the bundled sessions may say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from backstretch.audio.clip import Clip
from backstretch.base.shipped_toml import read_shipped
from backstretch.session.speech_time import seconds_to_say

INDEX = Path(__file__).with_name("voice") / "index.toml"
"""Phrase → file and seconds. ``tools/make_voice.py`` writes it and the files beside it."""


@cache
def packaged_clips() -> Mapping[str, Clip]:
    """Phrase → clip; none in a distribution that leaves the voice out."""
    return {phrase: Clip(INDEX.with_name(entry["file"]), entry["seconds"]) for phrase, entry in _index().items()}


def clip_seconds(text: str) -> float:
    """How long the packaged voice takes for a text at its own pace; an estimate where it has no clip of it."""
    entry = _index().get(text)
    return entry["seconds"] if entry is not None else seconds_to_say([text])


@cache
def _index() -> Mapping[str, Any]:
    try:
        return read_shipped(INDEX)
    except FileNotFoundError:
        return {}
