"""The large word of a moment: what the body does now. Pure; the same on every screen."""

from typing import NamedTuple

from backstretch.coach.breath_pace import is_paced, paced_from
from backstretch.coach.events import View
from backstretch.coach.speech import Speech
from backstretch.session.breath import breath_at
from backstretch.session.model import ExerciseStep
from backstretch.session.words import Part

_ROUNDED = 1e-4
"""Seconds: a moment that is due so soon is there."""


class LargeWord(NamedTuple):
    """A word, and how long it stands."""

    word: str
    until_next: float | None
    """Seconds until another word may take its place; None until the phase ends."""


def large_word(view: View, speech: Speech, breath_seconds: float) -> LargeWord:
    """READY, RELEASE, SWITCH or REST; in a hold what the body does, or its part, or the way a paced breath goes."""
    phase, seconds = view.phase, view.elapsed_seconds + _ROUNDED
    if phase.kind != "hold" or not isinstance(phase.item, ExerciseStep):
        return LargeWord(phase.kind.upper(), None)
    words = phase.words
    if words.parts:
        number = _part_at(words.parts, seconds, phase.seconds)
        end = (number + 1) * phase.seconds / len(words.parts)
        return LargeWord(words.parts[number].word.upper(), end - seconds if end < phase.seconds else None)
    if not is_paced(phase):
        return LargeWord(words.does.upper(), None)
    begin = paced_from(phase, speech, breath_seconds)
    if seconds < begin:
        return LargeWord(words.does.upper(), begin - seconds)
    breath = breath_at(seconds, breath_seconds)
    return LargeWord(breath.way.upper(), breath.left_seconds)


def part_of(view: View) -> Part | None:
    """The part of a hold that is under way; None where it has none."""
    phase = view.phase
    if phase.kind != "hold" or not isinstance(phase.item, ExerciseStep):
        return None
    parts = phase.words.parts
    return parts[_part_at(parts, view.elapsed_seconds + _ROUNDED, phase.seconds)] if parts else None


def _part_at(parts: tuple[Part, ...], seconds: float, length: float) -> int:
    return max(0, min(len(parts) - 1, int(seconds / length * len(parts))))
