"""The ``[[steps]]`` of a session file: exercises, rests and groups, every default filled in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import TypeVar

from backstretch.base.text import did_you_mean
from backstretch.session.catalogue import Exercise
from backstretch.session.fields import Table
from backstretch.session.findings import figure, shortened
from backstretch.session.format import (
    CAUTIONS,
    CUE,
    DEFAULT_FIRST_SIDE,
    EXERCISE,
    EXERCISE_STEP,
    FIRST_SIDE,
    GROUP,
    HOLD,
    INNER_STEPS,
    NAME,
    OWN_MOVE,
    REPS,
    REST,
    REST_AFTER,
    REST_BETWEEN,
    REST_BETWEEN_ROUNDS,
    REST_STEP,
    ROUNDS,
    SIDES_KEY,
    STEP_LEAD_IN,
    STEP_SIDE_GAP,
    STEPS,
)
from backstretch.session.key_kinds import Count, Key, Length
from backstretch.session.model import Duration, ExerciseStep, Group, Range, RestStep
from backstretch.session.step_words import read_cue, read_until, read_words

_MOST_LEVELS = 1_000_000

_End = TypeVar("_End", bound=Key)

_NONE = Duration(0)
_ANY_HOLD = Duration(HOLD.least)
"""Stands for a hold that is wrong or missing, so that the rest of the step can be read."""

_EXERCISE_KEYS = (EXERCISE.name, *OWN_MOVE.names)
_REST_KEYS = REST_STEP.names
_GROUP_KEYS = GROUP.names

_Keys = tuple[str, ...]

_TAKES: dict[str, _Keys] = {
    **dict.fromkeys((*EXERCISE_STEP.told_by, *OWN_MOVE.told_by), _EXERCISE_KEYS),
    **dict.fromkeys(REST_STEP.told_by, _REST_KEYS),
    **dict.fromkeys(GROUP.told_by, _GROUP_KEYS),
}
"""The keys that tell what kind a step is, and all the keys such a step takes."""

STEP_KEYS = tuple(dict.fromkeys((*_EXERCISE_KEYS, *_REST_KEYS, *_GROUP_KEYS)))
"""Every key of any step."""


class StepReader:
    """Reads steps, given what they may refer to and what the file says for all of them."""

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        known_cautions: Collection[str] | None,
        lead_in: Duration,
        side_gap: Duration,
    ) -> None:
        """Without ``known_cautions``, all there are."""
        self._exercises = exercises
        self._known_cautions = known_cautions
        self._lead_in = lead_in
        self._side_gap = side_gap

    def read_all(self, table: Table) -> tuple[ExerciseStep | RestStep | Group, ...]:
        """The steps of the file; those with something wrong in them are read as far as they can be."""
        steps: list[ExerciseStep | RestStep | Group] = []
        for number, step in table.inner_list(STEPS):
            kinds = _kinds(step)
            if _GROUP_KEYS in kinds:
                steps.append(self._group(step, number))
            steps += self._single(step, number, None, kinds)
        return tuple(steps)

    def _group(self, table: Table, number: int) -> Group:
        table.require(GROUP)
        steps: list[ExerciseStep | RestStep] = []
        for within, step in table.inner_list(INNER_STEPS):
            kinds = _kinds(step)
            if _GROUP_KEYS in kinds:
                key = next((key for key in step.values if key in _GROUP_KEYS), "rounds")
                step.wrong(key, "this is a group inside a group; groups do not nest")
            steps += self._single(step, number, within, kinds)
        return Group(
            number=number,
            rounds=table.count(ROUNDS) or 1,
            rest_between=table.duration(REST_BETWEEN_ROUNDS) or _NONE,
            steps=tuple(steps),
        )

    def _single(
        self, table: Table, number: int, within: int | None, kinds: set[_Keys]
    ) -> list[ExerciseStep | RestStep]:
        """What the step is besides a group: one thing, or, where a mistake was reported, none or two."""
        found: list[ExerciseStep | RestStep] = []
        if _EXERCISE_KEYS in kinds or not kinds:
            found.append(self._exercise(table, number, within))
        if _REST_KEYS in kinds:
            rest, cue = table.duration(REST) or _NONE, table.text(CUE) or None
            found.append(RestStep(number, within, rest, cue, read_until(table)))
        return found

    def _exercise(self, table: Table, number: int, within: int | None) -> ExerciseStep:
        known = self._known(table)
        name = table.text(NAME) or ""
        if "name" in table:
            table.require(OWN_MOVE)
        hold, reps = _read_doses(table)
        sides = table.choice(SIDES_KEY) or (known.sides if known else "none")
        return ExerciseStep(
            number=number,
            within=within,
            exercise=known.id if known else name,
            name=known.name if known else name,
            own=known is None,
            words=read_words(table, known.words if known else None, sides),
            cautions=self._cautions(table),
            sides=sides,
            first_side=table.choice(FIRST_SIDE) or DEFAULT_FIRST_SIDE,
            hold=hold or (known.hold if known else _ANY_HOLD),
            reps=reps or (known.reps if known else 1),
            rest_between=table.duration(REST_BETWEEN) or (known.rest_between if known else _NONE),
            rest_after=table.duration(REST_AFTER) or _NONE,
            lead_in=table.duration(STEP_LEAD_IN) or self._lead_in,
            side_gap=table.duration(STEP_SIDE_GAP) or self._side_gap,
            cue=read_cue(table, sides),
            until_key=read_until(table),
        )

    def _known(self, table: Table) -> Exercise | None:
        """The catalogue's exercise that the step names."""
        id_ = table.text(EXERCISE)
        if id_ is not None and id_ not in self._exercises:
            fix = did_you_mean(id_, self._exercises) or "; for a move of your own write name and hold instead"
            table.wrong("exercise", f'unknown exercise "{shortened(id_)}"{fix}')
        return None if id_ is None else self._exercises.get(id_)

    def _cautions(self, table: Table) -> frozenset[str]:
        """The ids given, as far as they are known."""
        given = table.texts(CAUTIONS)
        if not given:
            return frozenset()
        known = self._known_cautions if self._known_cautions is not None else _all_cautions()
        for index, id_ in given:
            if id_ not in known:
                fix = did_you_mean(id_, known) or f"; allowed are {', '.join(known)}"
                table.report.error(table.at("cautions", index), f'unknown caution "{shortened(id_)}"{fix}')
        return frozenset(id_ for _, id_ in given if id_ in known)


def _all_cautions() -> Collection[str]:
    """Every caution's id. Few files name one, and the others need not wait for the list."""
    from backstretch.session.cautions import cautions

    return cautions()


def _kinds(table: Table) -> set[_Keys]:
    """What kinds of step a table is, each as the keys it takes: one, unless there is a mistake to report."""
    telling = [key for key in table.values if key in _TAKES]
    kinds = {_TAKES[key] for key in telling}
    table.only(_allowed(frozenset(kinds)), elsewhere=STEP_KEYS)
    if not telling and table.lacks(*_TAKES):
        table.report.error(table.where, 'a step needs one of "exercise", "name", "rest" or "rounds"')
    if {"exercise", "name"} <= set(telling):
        second = next(key for key in reversed(telling) if key in {"exercise", "name"})
        table.wrong(second, "this step has both exercise and name; keep one of them")
    if len(kinds) > 1:
        second = next(key for key in telling if _TAKES[key] != _TAKES[telling[0]])
        table.wrong(second, f"this step is two kinds at once, {telling[0]} and {second}; make two steps of it")
    return kinds or {_TAKES[key] for key in _TAKES if not table.lacks(key)}


@cache
def _allowed(kinds: frozenset[_Keys]) -> tuple[str, ...]:
    """The keys that a step of one of these kinds takes; all, where none is known."""
    return tuple(key for key in STEP_KEYS if not kinds or any(key in keys for keys in kinds))


def _read_hold(table: Table) -> Duration | Range | None:
    """``hold``, within its bounds at every level; None if it is not there, or wrong and reported."""
    if not isinstance(table.values.get("hold"), dict):
        return table.duration(HOLD)
    return _range(table.inner("hold"), "hold", HOLD.ends, _hold_end)


def _read_reps(table: Table) -> int | Range | None:
    """``reps``, within its bounds at every level; None if it is not there, or wrong and reported."""
    if not isinstance(table.values.get("reps"), dict):
        return table.count(REPS)
    return _range(table.inner("reps"), "reps", REPS.ends, _reps_end)


def _read_doses(table: Table) -> tuple[Duration | Range | None, int | Range | None]:
    """``hold`` and ``reps``, of which one at most may be a range."""
    ranges = [key for key in table.values if key in {"hold", "reps"} and isinstance(table.values[key], dict)]
    if len(ranges) > 1:
        table.wrong(ranges[1], f"{ranges[0]} and {ranges[1]} are both ranges; only one of them can grow")
    return _read_hold(table), _read_reps(table)


def _hold_end(ends: Table, key: Length) -> Duration | None:
    return ends.duration(key, label=f"hold.{key.name}")


def _reps_end(ends: Table, key: Count) -> Duration | None:
    count = ends.count(key, label=f"reps.{key.name}")
    return None if count is None else Duration(count)


def _range(
    ends: Table, label: str, keys: Sequence[_End], read: Callable[[Table, _End], Duration | None]
) -> Range | None:
    """The range that ``ends`` holds under ``keys``; None if anything is wrong in it."""
    ends.only([key.name for key in keys])
    for key in keys:
        ends.require_key(key.name, f"a range is written {label} = {{ from = 5, to = 30, by = 5 }}")
    first, last, by = (read(ends, key) for key in keys)
    if first is None or last is None:
        return None
    if first.breaths != last.breaths or (by is not None and by.breaths != first.breaths):
        ends.wrong("from", f"{label} mixes seconds and breaths; write from, to and by alike")
    elif first.amount > last.amount:
        found = f"{label}.from is {figure(first.amount)}, more than {label}.to, which is {figure(last.amount)}"
        ends.wrong("from", f"{found}; write the smaller number first")
    elif by is not None and (last.amount - first.amount) / by.amount > _MOST_LEVELS:
        ends.wrong("by", f"{label}.by is {figure(by.amount)}; too small to ever get from one end to the other")
    elif by is not None:
        return Range(first.amount, last.amount, by.amount, first.breaths)
    return None
