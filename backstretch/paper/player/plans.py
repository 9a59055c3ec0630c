"""What each person would do of a session: the program's own plan and script for every set of cautions. Pure.

The page adapts nothing by itself. It looks up, for what was ticked and for what hurt, the plan that the program made;
so the two cannot differ. Plans that come out alike, and phases that are alike, are kept once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from backstretch.coach import floor
from backstretch.coach.breath_pace import breath_tones, is_paced, paced_from
from backstretch.coach.phrases import PLAIN_OUT, pieces
from backstretch.coach.script import Writer, with_room
from backstretch.coach.speech import Line, Speech
from backstretch.coach.wording import here, way_out
from backstretch.figure.poses import parts_shown, poses
from backstretch.paper.player.passage_context import Context, contexts_of, resting_pose
from backstretch.run.plan import Plan, left_out_lines
from backstretch.session.catalogue import catalogue
from backstretch.session.model import TICKS, ExerciseStep
from backstretch.session.positions import UPRIGHT, way
from backstretch.session.timeline import Phase

Values = dict[str, Any]
ITEM_TEXTS = ("name", "into", "holding", "out", "does", "easier", "pose")
ITEM_KEYS = (*ITEM_TEXTS, "cues", "parts", "side", "reps", "places")
COURSE_KEYS = ("passages", "before", "after", "seconds", "level", "breath", "ready")
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


class _Written(NamedTuple):
    """A passage in the table, or of what is said before and after, the lines."""

    number: int
    ticks: int = 0
    """How long it is."""


class Plans:
    """The plans of one file, with everything that they have in common."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._texts, self._lines, self._items = Table(), Table(), Table()
        self._phases, self._passages, self._plans, self._notes = Table(), Table(), Table(), Table()
        self._courses, self._exercises, self._rows, self._strings = Table(), Table(), Table(), Table()
        self._jumps: dict[object, int] = {}
        self._written: dict[Context, _Written] = {}
        self._keys: tuple[str, ...] = ()

    def add(self, plan: Plan) -> int:
        """The plan's number. Its lead-ins are as written: here they get the room that their words need."""
        key = (plan.session.steps, plan.timeline.level, plan.session.breath_seconds)
        course = self._courses.find(key)
        if course is None:
            course = self._courses.number(key, self._course(plan))
        left_out = tuple(self._notes.number(line, line) for line in left_out_lines(plan.left_out))
        return self._plans.number((course, left_out), (course, *left_out))

    def values(self) -> Values:
        """All of it, as JSON has it."""
        return {
            "texts": self._texts.values,
            "lines": self._lines.values,
            "items": [self._encoded(item) for item in self._items.values],
            "itemKeys": ITEM_KEYS,
            "rows": self._rows.values,
            "notes": self._notes.values,
            "phases": self._phases.values,
            "phaseKeys": self._keys,
            "passages": self._passages.values,
            "exercises": self._exercises.values,
            "courses": self._courses.values,
            "courseKeys": COURSE_KEYS,
            "plans": self._plans.values,
            "strings": self._strings.values,
        }

    def _encoded(self, item: Values) -> list[Any]:
        """An item in the order of ``ITEM_KEYS``, with its texts by number; what it does not have is null."""
        words = {key: self._string(text) for key in ITEM_TEXTS if (text := item.get(key))}
        cues = [self._string(cue) for cue in item["cues"]]
        parts = [[self._string(text) for text in part] for part in item.get("parts", ())]
        shown = {**item, **dict.fromkeys(ITEM_TEXTS), **words, "cues": cues, "parts": parts}
        return [shown.get(key) for key in ITEM_KEYS]

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every piece of text that may be spoken of it, each once."""
        return tuple(dict.fromkeys(piece for text in self._texts.values for piece in pieces(text)))

    @property
    def posed(self) -> tuple[str, ...]:
        """The exercises whose figures are shown."""
        return tuple(dict.fromkeys(item["pose"] for item in self._items.values if item["pose"]))

    # How it goes about it.

    def _course(self, plan: Plan) -> tuple[Any, ...]:
        """What happens from beginning to end, in the order of ``COURSE_KEYS``."""
        contexts = contexts_of(plan)
        if not self._written.keys() >= {*contexts}:
            self._write(plan, contexts)
        before, *passages, after = (self._written[context] for context in contexts)
        ready = floor.ready_line(plan.props)
        return (
            [passage.number for passage in passages],
            before.number,
            after.number,
            sum(passage.ticks for passage in passages) / TICKS,
            plan.timeline.level,
            plan.session.breath_seconds,
            self._notes.number(ready, ready),
        )

    def _write(self, plan: Plan, contexts: list[Context]) -> None:
        """Lay the plan out, and keep each of its passages, and what is said before and after, by its context."""
        breath = plan.session.breath_seconds
        roomy = plan._replace(timeline=with_room(plan.timeline, self._speech, breath))
        phases, writer = roomy.timeline.phases, Writer(roomy.timeline, self._speech, breath)
        parts = [_Written(self._said(writer.before()))]
        passages: list[list[int]] = []
        position = UPRIGHT
        for index, phase in enumerate(phases):
            if not index or phases[index - 1].place != phase.place:
                passages.append([])
                parts.append(_Written(0))
            known = catalogue().get(phase.exercise or "")
            position = known.position if known else position
            passages[-1].append(self._phase(roomy, index, self._said(writer.phase(index)), position))
            parts[-1] = parts[-1]._replace(ticks=parts[-1].ticks + round(phase.seconds * TICKS))
        for number, passage in enumerate(passages, start=1):
            parts[number] = parts[number]._replace(number=self._passages.number(tuple(passage), passage))
        parts.append(_Written(self._said(writer.after())))
        self._written.update(zip(contexts, parts, strict=True))

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
        said = tuple(
            (round(line.at, 6), round(line.seconds, 6), self._string(line.kind), self._text(line.text))
            for line in lines
        )
        return self._lines.number(said, said)

    def _text(self, text: str) -> int:
        return self._texts.number(text, text)

    def _row(self, texts: tuple[str, ...]) -> int:
        return self._rows.number(texts, [self._text(text) for text in texts])

    def _string(self, text: str) -> int:
        """What is shown of it, not spoken as it stands."""
        return self._strings.number(text, text)

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
            "kind": self._string(phase.kind),
            "seconds": phase.seconds,
            "step": phase.step,
            "within": phase.within,
            "round": phase.round,
            "exercise": phase.exercise and self._exercises.number(phase.exercise, phase.exercise),
            "side": phase.side,
            "rep": phase.rep,
            "turn": phase.turn,
            "item": item,
            "said": said,
            "skipped": skipped,
            "here": self._row(here(plan.timeline, index)),
            "up": self._row(_way_up(phase, position)),
            "wayOut": self._text(out) if (out := way_out(phase)) else out,
            "untilKey": int(phase.until_key),
            "paced": paced,
            "tones": tones[0][0] if tones else None,
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
            rest = {"name": "Rest", "cues": [cue] if cue else [], "pose": resting_pose(plan.timeline.phases, index)}
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
