"""Breaths that are told: by words first, then by two soft tones each. Pure."""

from math import ceil

from backstretch.coach.moments import COUNT_FROM_SECONDS, COUNTED
from backstretch.coach.phrases import BREATH, IN, OUT, plain_into
from backstretch.coach.playhead import LONGEST_PHASE_SECONDS
from backstretch.coach.speech import BETWEEN_SECONDS, Line, Speech
from backstretch.session.breath import IN_SHARE, Way, turns
from backstretch.session.model import ExerciseStep
from backstretch.session.timeline import Phase

_ROUNDED = 1e-4
BREATH_TONE_SECONDS = 1.05
"""The longer of the two tones that pace a breath."""
TONE_SECONDS = 0.6
"""Kept free at the beginning of a phase, and at its middle, for the tone that marks it."""
BREATHS_IN_WORDS = 3
"""How many breaths are paced by words; tones follow."""


def is_paced(phase: Phase) -> bool:
    """Whether breaths are told in the phase: a breathing exercise, or a hold that is counted in breaths."""
    if phase.kind != "hold" or not isinstance(phase.item, ExerciseStep):
        return False
    return phase.item.words.does == "breathe" or phase.item.hold.breaths


def paced_from(phase: Phase, speech: Speech, breath_seconds: float) -> float:
    """The second of a paced hold at which its first whole breath begins: after the way in was said."""
    into = phase.words.into or plain_into(phase)
    return ceil((TONE_SECONDS + BETWEEN_SECONDS + speech.slowest(into)) / breath_seconds) * breath_seconds


def breath_lines(phase: Phase, speech: Speech, breath_seconds: float) -> list[Line]:
    """In and out for the first breaths, after the way in was said; none where breaths are too quick for words."""
    shortest = min(IN_SHARE, 1 - IN_SHARE) * breath_seconds
    if not is_paced(phase) or max(map(speech.slowest, (IN, OUT))) + BETWEEN_SECONDS > shortest:
        return []
    begin = paced_from(phase, speech, breath_seconds)
    ticks = [] if phase.until_key or phase.seconds < COUNT_FROM_SECONDS else [phase.seconds - n for n in COUNTED]
    moments = [(at, BREATH[way]) for at, way in turns(begin + BREATHS_IN_WORDS * breath_seconds, breath_seconds)]
    return [
        Line(at, speech.seconds(text), "breath", text)
        for at, text in moments
        if begin <= at
        and (end := at + speech.slowest(text)) <= phase.seconds
        and not any(at - _ROUNDED < tick < end for tick in ticks)
    ]


def breath_tones(phase: Phase, speech: Speech, breath_seconds: float) -> list[tuple[float, Way]]:
    """Two soft tones a breath, once words have paced it long enough: when, and which."""
    if not is_paced(phase):
        return []
    words = [line.at + line.seconds for line in breath_lines(phase, speech, breath_seconds)]
    longest = LONGEST_PHASE_SECONDS if phase.until_key else phase.seconds
    begin = max(words, default=paced_from(phase, speech, breath_seconds))
    end = longest - _ROUNDED
    return [(at, way) for at, way in turns(end, breath_seconds) if begin <= at < end]
