"""Warns of sessions that can be done, but should be thought over first: their doses, their order and their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from backstretch.base.text import plain
from backstretch.session.catalogue import Exercise
from backstretch.session.findings import Report, Where, figure, shortened
from backstretch.session.model import ExerciseStep, Group, RestStep, Session
from backstretch.session.speech_time import SPARE_SECONDS, said_before, seconds_to_say
from backstretch.session.timeline import Phase, timeline
from backstretch.session.words import MOST_INTO_WORDS, MOST_OUT_WORDS, Words

MAX_UNRESTED_SECONDS = 120
"""How long holds may follow each other with nothing between them."""
_NECK = r"(?:\w+ ){0,2}(?:neck|head)\b"

_TOPICS = (
    (
        re.compile(
            r"\b(?:dumb|bar|kettle)[- ]?bells?\b|\bdead[- ]?lift\w*|\bweight[- ]?lift\w*|\bweights\b"
            r"|\blift\w* (?:an? |the |some )?(?:heavy|weight)\b|\bheavy (?:lift\w*|weights?|loads?)\b",
            re.IGNORECASE,
        ),
        "lifting weights",
    ),
    (
        re.compile(
            r"\btwist(?:s|ed|ing)?\b(?![- ]free)"
            r"|\brotat(?:e|es|ing) (?:\w+ )?(?:trunk|torso|spine|back|waist|upper body)\b",
            re.IGNORECASE,
        ),
        "twisting",
    ),
    (
        re.compile(
            rf"\b(?:strain|cran|crank|yank|jerk|wrench|forc|pull on)(?:e|es|s|ed|ing)? {_NECK}"
            r"|\b(?:neck|head) strain\w*",
            re.IGNORECASE,
        ),
        "straining the neck",
    ),
)

_CLAUSE_END = re.compile(r"[.;:!?()]|, (?![^.;:!?()]*\bn?or\b)|\b(?:but|then)\b", re.IGNORECASE)
"""A comma ends a clause, unless what follows is the rest of a list with "or"."""

_NOT = re.compile(
    r"\b(?:no|not|never|without|avoid\w*|cannot|nor|neither|instead of|rather than|free of)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r" (?:(?:is|are) (?:not|never|to be avoided)|(?:should|must) (?:not|never|be avoided))\b", re.IGNORECASE
)
_CLAUSE_LENGTH = 200
"""How many characters around a word are looked at."""

_LINES = frozenset({"title", "summary", "name", "cue", "start", "into", "holding", "out", "word", "say"})
_LISTS = frozenset({"cues", "props"})
_MOST_WORDS = {"into": MOST_INTO_WORDS, "out": MOST_OUT_WORDS}

_DEEPEST = 4
"""How far down the steps of a group are: ``steps``, an index, ``steps``, an index."""


def warn_of_doses(session: Session, exercises: Mapping[str, Exercise], report: Report) -> None:
    """Report each step that at its highest level goes beyond the sources with both its hold and its reps."""
    breath, top = session.breath_seconds, session.top_level
    for step in session.exercise_steps():
        if step.own:
            continue
        known = exercises[step.exercise]
        hold, reps = step.hold_seconds(top, breath), step.repetitions(top)
        longest = known.max_hold.seconds(breath)
        if hold > longest and reps > known.max_reps:
            report.warning(
                _where(step),
                f"hold is {figure(hold)} s and reps is {reps}; the sources for {known.id} go up to"
                f" {figure(longest)} s and {known.max_reps}, so lower one of them",
            )


def warn_of_lead_ins(session: Session, report: Report) -> None:
    """Report each exercise whose words take longer than there is time before its first hold.

    Where it is done again, they are not said again, unless they are others.
    """
    said: set[tuple[str, Words]] = set()
    for step in session.exercise_steps():
        if (step.exercise, step.words) in said:
            continue
        said.add((step.exercise, step.words))
        if not step.cues:
            continue
        words, lead_in = seconds_to_say(said_before(step)), step.lead_in.seconds(session.breath_seconds)
        if words + SPARE_SECONDS > lead_in:
            report.warning(
                (*_where(step), "lead_in"),
                f"the words take {ceil(words)} s, lead_in is {figure(lead_in)} s;"
                f" write lead_in = {ceil(words + SPARE_SECONDS)}, {figure(SPARE_SECONDS)} s to spare",
            )


def warn_of_order(session: Session, exercises: Mapping[str, Exercise], report: Report) -> None:
    """Report what only the session as a whole shows: sides, positions and rests."""
    _warn_of_sides(session, report)
    _warn_of_getting_up(session, exercises, report)
    _warn_of_unrested_holds(session, exercises, report)


def _where(step: ExerciseStep | RestStep | Group) -> Where:
    """The place of a step in the file."""
    if isinstance(step, Group) or step.within is None:
        return ("steps", step.number - 1)
    return ("steps", step.number - 1, "steps", step.within - 1)


def _passages(session: Session, most_rounds: int) -> Iterator[tuple[ExerciseStep, int]]:
    """The exercise steps in the order they are done; those of a group at most ``most_rounds`` times over.

    With each the number of rounds that it stands for.
    """
    for step in session.steps:
        if isinstance(step, ExerciseStep):
            yield step, 1
        elif isinstance(step, Group):
            times = min(step.rounds, most_rounds)
            for _ in range(times):
                yield from ((inner, step.rounds // times) for inner in step.steps if isinstance(inner, ExerciseStep))


def _warn_of_sides(session: Session, report: Report) -> None:
    one_sided: dict[str, list[tuple[ExerciseStep, int]]] = {}
    for step, rounds in _passages(session, most_rounds=1):
        if step.sides in {"left", "right"}:
            one_sided.setdefault(step.exercise, []).append((step, rounds))
    top = session.top_level
    for steps in one_sided.values():
        for level in (0, top):
            held = {"left": 0.0, "right": 0.0}
            for step, rounds in steps:
                each = step.hold_seconds(level, session.breath_seconds)
                held[step.sides] += rounds * step.repetitions(level) * each
            if round(held["left"] - held["right"], 6):
                last = steps[-1][0]
                report.warning(
                    (*_where(last), "sides"),
                    f"{shortened(last.name)} is held {figure(held['left'])} s on the left and"
                    f" {figure(held['right'])} s on the right; hold both sides alike",
                )
                break


def _warn_of_getting_up(session: Session, exercises: Mapping[str, Exercise], report: Report) -> None:
    been_down = got_up = False
    for step, _ in _passages(session, most_rounds=2):
        if step.own:
            continue
        on_floor = exercises[step.exercise].height == "floor"
        if on_floor and got_up:
            report.warning(
                _where(step), f"{step.exercise} goes back to the floor; put the exercises on the floor together"
            )
        got_up = been_down and not on_floor
        been_down = been_down or on_floor


def _warn_of_unrested_holds(session: Session, exercises: Mapping[str, Exercise], report: Report) -> None:
    first: Phase | None = None
    unrested = 0.0
    for phase in timeline(session).phases:
        if phase.kind != "hold" or _is_restful(phase, session, exercises):
            first, unrested = None, 0.0
            continue
        first = first or phase
        already = unrested > MAX_UNRESTED_SECONDS
        unrested += phase.seconds
        if unrested > MAX_UNRESTED_SECONDS and not already:
            report.warning(
                _where(first.item),
                f"holds go on for more than {MAX_UNRESTED_SECONDS} s with no rest;"
                " write a rest_between or rest_after, or a rest between the steps",
            )


def _is_restful(hold: Phase, session: Session, exercises: Mapping[str, Exercise]) -> bool:
    """Whether a hold that is longer than holds should be is meant to be: breathing, or a walk."""
    known = exercises.get(hold.exercise or "") if isinstance(hold.item, ExerciseStep) and not hold.item.own else None
    return known is not None and MAX_UNRESTED_SECONDS < hold.seconds <= known.max_hold.seconds(session.breath_seconds)


def warn_of_wording(values: Mapping[str, Any], report: Report) -> None:
    """Report the texts of a file's ``values`` that suggest lifting weights, twisting or straining the neck."""
    for where, text in _texts(values, ()):
        for pattern, topic in _TOPICS:
            match = next((found for found in pattern.finditer(text) if not _is_denied(text, found)), None)
            if match is not None:
                report.warning(where, f'"{shortened(match[0])}" suggests {topic}; a sore back should be spared it')


def warn_of_long_orders(values: Mapping[str, Any], report: Report) -> None:
    """Report what is said while the body moves and is longer than the movement."""
    for where, text in _texts(values, ()):
        most = _MOST_WORDS.get(str(where[-1]))
        if most is not None and len(text.split()) > most:
            found = f"{where[-1]} has {len(text.split())} words"
            report.warning(where, f"{found}; it is said while the body moves, so use {most} at most")


def _texts(values: Mapping[str, Any], where: Where) -> Iterator[tuple[Where, str]]:
    """Every text of a table and its steps that a person will read, and its place."""
    for key, value in values.items():
        here = (*where, key)
        if key in _LINES and isinstance(value, str):
            yield here, plain(value)
        elif key in _LISTS and isinstance(value, list):
            yield from (((*here, index), plain(text)) for index, text in enumerate(value) if isinstance(text, str))
        elif (key == "parts" or (key == "steps" and len(where) < _DEEPEST)) and isinstance(value, list):
            for index, table in enumerate(value):
                if isinstance(table, dict):
                    yield from _texts(table, (*here, index))


def _is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether the clause that ``match`` stands in says not to do it."""
    start = max(0, match.start() - _CLAUSE_LENGTH)
    around = text[start : match.end() + _CLAUSE_LENGTH]
    at = match.start() - start
    ends = [end.end() for end in _CLAUSE_END.finditer(around) if end.end() <= at]
    return bool(_NOT.search(around[ends[-1] if ends else 0 : at]) or _NOT_AFTER.match(text, match.end()))
