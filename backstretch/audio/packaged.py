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


def packaged_clip(phrase: str) -> Clip | None:
    """The clip of a phrase; None for a phrase of one's own, and where the distribution leaves the voice out."""
    entry = _index().get(phrase)
    return Clip(INDEX.with_name(entry["file"]), entry["seconds"]) if entry is not None else None


@cache
def packaged_clips() -> Mapping[str, Clip]:
    """Phrase → clip, of all there are: a session, which needs some of them, asks for each by itself."""
    return {phrase: clip for phrase in _index() if (clip := packaged_clip(phrase)) is not None}


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
