"""What each person would do of a session: the program's own plan and script for every set of cautions. Pure.

The page adapts nothing by itself. It looks up, for what was ticked and for what hurt, the plan that the program made;
so the two cannot differ. Plans that come out alike, and phases that are alike, are kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from backstretch.base.errors import BackstretchError
from backstretch.coach import floor
from backstretch.coach.breath_pace import breath_tones, is_paced, paced_from
from backstretch.coach.phrases import PLAIN_OUT, pieces
from backstretch.coach.script import Writer
from backstretch.coach.speech import Line, Speech
from backstretch.coach.wording import here, way_out
from backstretch.figure.poses import parts_shown, poses
from backstretch.run.plan import Plan, left_out_lines, make_plan
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.cautions import ALWAYS_KEPT, Caution, Person, cautions
from backstretch.session.model import ExerciseStep, Session
from backstretch.session.positions import UPRIGHT, way
from backstretch.session.timeline import Phase

Values = dict[str, Any]
MOST_PHASES = 4000
"""Of a session that a page can hold. Our own choice: more than ten hours of holds of five seconds."""


@dataclass(slots=True)
class Table:
    """Values of one kind, each once, found by its number."""

    values: list[Any] = field(default_factory=list)
    _numbers: dict[Any, int] = field(default_factory=dict)

    def find(self, key: Any) -> int | None:
        """The number of what has this key, if it is there."""
        return self._numbers.get(key)

    def number(self, key: Any, value: Any) -> int:
        """The number of ``value``, which is the same wherever ``key`` is."""
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(value)
        return self._numbers[key]


class Plans:
    """The plans of one file, with everything that they have in common."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._texts, self._lines, self._items = Table(), Table(), Table()
        self._phases, self._passages, self._plans, self._notes = Table(), Table(), Table(), Table()
        self._jumps: dict[object, int] = {}
        self._keys: tuple[str, ...] = ()

    def add(self, plan: Plan) -> int:
        """The plan's number."""
        left_out = tuple(left_out_lines(plan.left_out))
        key = (plan.timeline, plan.session.breath_seconds, left_out)
        known = self._plans.find(key)
        return self._plans.number(key, self._values(plan, left_out)) if known is None else known

    def values(self) -> Values:
        """All of it, as JSON has it."""
        return {
            "texts": self._texts.values,
            "lines": self._lines.values,
            "items": self._items.values,
            "notes": self._notes.values,
            "phases": self._phases.values,
            "phaseKeys": self._keys,
            "passages": self._passages.values,
            "plans": self._plans.values,
        }

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every piece of text that may be spoken of it, each once."""
        return tuple(dict.fromkeys(piece for text in self._texts.values for piece in pieces(text)))

    @property
    def posed(self) -> tuple[str, ...]:
        """The exercises whose figures are shown."""
        return tuple(dict.fromkeys(item["pose"] for item in self._items.values if item["pose"]))

    # How it goes about it.

    def _values(self, plan: Plan, left_out: tuple[str, ...]) -> Values:
        timeline, breath = plan.timeline, plan.session.breath_seconds
        writer = Writer(timeline, self._speech, breath)
        before = self._said(writer.before())
        passages: list[list[int]] = []
        position = UPRIGHT
        for index, phase in enumerate(timeline.phases):
            if not index or timeline.phases[index - 1].place != phase.place:
                passages.append([])
            known = catalogue().get(phase.exercise or "")
            position = known.position if known else position
            passages[-1].append(self._phase(plan, index, self._said(writer.phase(index)), position))
        return {
            "passages": [self._passages.number(tuple(each), each) for each in passages],
            "before": before,
            "after": self._said(writer.after()),
            "seconds": timeline.total_seconds,
            "level": timeline.level,
            "breath": breath,
            "leftOut": [self._notes.number(line, line) for line in left_out],
            "ready": floor.ready_line(plan.props),
        }

    def _jumped(self, plan: Plan, index: int) -> int:
        """What is said in a hold that the run jumped to, once what comes before it in its step was said."""
        phases = plan.timeline.phases
        first = index
        while first and phases[first - 1].place == phases[index].place:
            first -= 1
        phase = phases[index]
        key = (phase.item, phase.turn, phase.rep, phase.seconds, phases[first].kind, plan.session.breath_seconds)
        if key not in self._jumps:
            writer = Writer(plan.timeline, self._speech, plan.session.breath_seconds)
            if phases[first].kind == "ready":
                writer.phase(first)
            self._jumps[key] = self._said(writer.phase(index, skipped=True))
        return self._jumps[key]

    def _said(self, lines: Iterable[Line]) -> int:
        said = tuple((round(line.at, 6), round(line.seconds, 6), line.kind, self._text(line.text)) for line in lines)
        return self._lines.number(said, said)

    def _text(self, text: str) -> int:
        return self._texts.number(text, text)

    def _phase(self, plan: Plan, index: int, said: int, position: str) -> int:
        """One phase: what happens, what is read, what is said."""
        phase, breath = plan.timeline.phases[index], plan.session.breath_seconds
        skipped = self._jumped(plan, index) if phase.kind == "hold" else said
        item = self._item(plan, index)
        key = (phase._replace(start=0.0, place=0, item=None), item, said, skipped, position, breath)  # type: ignore[arg-type]
        known = self._phases.find(key)
        if known is not None:
            return known
        paced = paced_from(phase, self._speech, breath) if is_paced(phase) else None
        tones = breath_tones(phase, self._speech, breath)
        value: Values = {
            "kind": phase.kind,
            "seconds": phase.seconds,
            "step": phase.step,
            "within": phase.within,
            "round": phase.round,
            "exercise": phase.exercise,
            "side": phase.side,
            "rep": phase.rep,
            "turn": phase.turn,
            "item": item,
            "said": said,
            "skipped": skipped,
            "here": [self._text(text) for text in here(plan.timeline, index)],
            "up": [self._text(text) for text in _way_up(phase, position)],
            "wayOut": way_out(phase),
            "untilKey": phase.until_key,
            "paced": paced,
            "tones": tones[0][0] if tones else phase.seconds,
        }
        self._keys = tuple(value)
        return self._phases.number(key, list(value.values()))

    def _item(self, plan: Plan, index: int) -> int:
        """What is read of the exercise, or of the rest."""
        phase = plan.timeline.phases[index]
        key = (phase.item, phase.works_on, plan.timeline.level)
        if isinstance(phase.item, ExerciseStep) and (known := self._items.find(key)) is not None:
            return known
        if not isinstance(phase.item, ExerciseStep):
            cue = getattr(phase.item, "cue", None) or ""
            rest = {"name": "Rest", "cues": [cue] if cue else [], "pose": _resting_pose(plan.timeline.phases, index)}
            return self._items.number(repr(rest), rest)
        item, words = phase.item, phase.words
        pose = "" if item.own or item.exercise not in poses() else item.exercise
        value = {
            "name": item.name,
            "side": phase.works_on,
            "cues": item.cues_on(phase.works_on),
            "into": words.into,
            "holding": words.holding,
            "out": words.out,
            "parts": [[part.word, part.say] for part in words.parts],
            "does": words.does,
            "reps": item.repetitions(plan.timeline.level),
            "easier": "" if item.own else catalogue()[item.exercise].easier,
            "pose": pose,
            "places": parts_shown(pose, item.words.parts) if pose else [],
        }
        return self._items.number(key, value)


def _way_up(phase: Phase, position: str) -> tuple[str, ...]:
    """Out of a hold, and up from there."""
    up = way(position, UPRIGHT)
    if phase.kind != "hold" or not isinstance(phase.item, ExerciseStep):
        return up
    return (phase.words.out or PLAIN_OUT, *up)


def _resting_pose(phases: tuple[Phase, ...], index: int) -> str:
    """In a rest the figure is that of the exercise before, or else after."""
    around = (*range(index - 1, -1, -1), *range(index + 1, len(phases)))
    item = next((phases[n].item for n in around if isinstance(phases[n].item, ExerciseStep)), None)
    return item.exercise if isinstance(item, ExerciseStep) and not item.own and item.exercise in poses() else ""


_ROTATION = 1 << list(cautions()).index("rotation")


def tickable() -> tuple[str, ...]:
    """The cautions in the order of their bits; ``rotation`` is set unless the person asks for rotations."""
    return tuple(cautions())


def person_of(bits: int, hurt: frozenset[str] = frozenset()) -> Person:
    """The person whose cautions are those bits."""
    return Person(frozenset(id_ for n, id_ in enumerate(tickable()) if bits >> n & 1), hurt)


@dataclass(frozen=True, slots=True)
class Lookup:
    """From what a person ticked, and what hurt, to a plan's number."""

    groups: tuple[int, ...]
    """For each set of cautions as bits, the group of those that come to the same."""
    plans: tuple[dict[str, int | str], ...]
    """For each group: what hurt (empty for nothing) → the plan's number, or why there is none."""
    written: tuple[str, ...]
    """The exercises of the file, by id or name."""


def lookup(
    session: Session, level: int, plans: Plans, speech: Speech, *, hurt: frozenset[str], bits: Iterable[int]
) -> Lookup:
    """The plans for every set of cautions of ``bits``, and for each exercise that may hurt beside those of ``hurt``.

    What may hurt beside two cautions and more has no plan: there would be thousands.
    """
    groups, sets, found = Table(), list(bits), []
    numbers = [groups.number(_touch(session, person_of(each)), each) for each in sets]
    for each in groups.values:
        here: dict[str, int | str] = {}
        alone = len(sets) == 1 or (each & ~_ROTATION).bit_count() <= 1
        for more in ("", *(_may_hurt(session, person_of(each, hurt), level) if alone else ())):
            person = person_of(each, hurt | {more} if more else hurt)
            try:
                here[more] = plans.add(make_plan(session, person, level, speech=speech))
            except BackstretchError as error:
                here[more] = str(error)
        found.append(here)
    return Lookup(
        tuple(numbers), tuple(found), tuple(dict.fromkeys(step.exercise for step in session.exercise_steps()))
    )


def _may_hurt(session: Session, person: Person, level: int) -> Iterator[str]:
    """What this person does without once it hurt: what the file names, and what is in its place for them."""
    try:
        adapted = make_plan(session, person, level).session.exercise_steps()
    except BackstretchError:
        adapted = ()
    known = catalogue()
    for id_ in dict.fromkeys(step.exercise for step in (*session.exercise_steps(), *adapted)):
        if id_ not in known or not known[id_].topics & ALWAYS_KEPT:
            yield id_


def _touch(session: Session, person: Person) -> tuple[object, ...]:
    """All that an adaptation of the session asks of a set of cautions: where it is the same, so is the plan."""
    mine = [caution for id_, caution in cautions().items() if id_ in person.cautions]
    steps = session.exercise_steps()
    named = tuple(tuple(caution.id for caution in mine if caution.id in step.cautions) for step in steps)
    own = tuple(caution.id for caution in mine if "everything" in caution.takes_out or caution.cues(frozenset()))
    if not any(step.own for step in steps):
        own = ()
    exercises = [catalogue()[id_] for id_ in _reachable(session)]
    return (named, own, tuple(_effect(exercise, mine) for exercise in exercises))


def _reachable(session: Session) -> tuple[str, ...]:
    """The exercises of the session, and those that may take their places."""
    own = [step.exercise for step in session.exercise_steps() if not step.own]
    return tuple(dict.fromkeys([*own, *(swap for id_ in own for swap in catalogue()[id_].swaps)]))


def _effect(exercise: Exercise, mine: list[Caution]) -> tuple[object, ...]:
    """What cautions do to one exercise: why it is left out, what is added, which holds they shorten."""
    reason = next((caution.id for caution in mine if caution.touches(exercise)), None)
    cues = tuple(caution.cue for caution in mine if caution.cues(exercise.topics))
    return reason, cues, tuple(caution.id for caution in mine if caution.shortens & exercise.topics)
