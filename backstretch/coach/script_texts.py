"""What there is to say in each phase, in its order, whether or not there is time for it. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from backstretch.coach.phrases import (
    DONE_NEXT,
    LAST_ONE,
    MOST_SPOKEN,
    NEXT,
    PLAIN_OUT,
    READY_TO_BEGIN,
    REST,
    REST_UNTIL_KEY,
    SIDE,
    count,
    now_side,
    plain_into,
    sentence,
    side_first,
    until_key,
)
from backstretch.coach.speech import SayKind
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.model import ExerciseStep, RestStep
from backstretch.session.positions import UPRIGHT, way
from backstretch.session.timeline import Phase, Timeline
from backstretch.session.words import Words, props_sentence


class Text(NamedTuple):
    """A text of a kind, without a moment."""

    kind: SayKind
    text: str


class Texts:
    """Goes along a timeline, and knows what was explained before and in which position the person is."""

    def __init__(self, timeline: Timeline, *, short: bool) -> None:
        """``short``: only name, side, the way in and the way out."""
        self._timeline = timeline
        self._short = short
        self._explained: set[tuple[str, Words]] = set()
        self._minded: set[int] = set()
        """The passages through a step in which ``holding`` was said."""
        self._position = UPRIGHT

    def before(self) -> tuple[Text, ...]:
        """How to get into the first position."""
        first = next((known for phase in self._timeline.phases if (known := _known(phase)) is not None), None)
        moves = way(UPRIGHT, first.position) if first is not None else ()
        if first is None or not moves:
            return ()
        self._position = first.position
        return tuple(Text("floor", text) for text in (*moves, READY_TO_BEGIN))

    def up(self) -> tuple[Text, ...]:
        """How to get up from the last position."""
        return tuple(Text("floor", text) for text in way(self._position, UPRIGHT))

    def said(self, phase: Phase, chosen: Iterable[Text]) -> None:
        """Take note of what was said in the phase."""
        if any(text.kind == "holding" for text in chosen):
            self._minded.add(phase.place)

    def of_phase(self, index: int, *, skipped: bool) -> list[Text]:
        """Of the phase at ``index``; ``skipped``: the run jumped there."""
        phase = self._timeline.phases[index]
        match phase.kind:
            case "ready":
                return self._introduction(phase)
            case "hold":
                return self._hold_texts(index, skipped=skipped)
            case "switch":
                return self._switch(phase, self._timeline.phases[index + 1])
            case "release":
                return [*self._to_mind(self._timeline.phases[index + 1]), *self._count(index)]
            case "rest":
                return self._rest(index)

    def _switch(self, phase: Phase, hold: Phase) -> list[Text]:
        """Which side comes, and what to mind; that first where sides alternate, since the way in names the side too."""
        side = phase.works_on
        named = [Text("side", now_side(side))] if side else []
        alternates = isinstance(phase.item, ExerciseStep) and phase.item.sides == "alternate"
        return [*self._to_mind(hold), *named] if alternates else [*named, *self._to_mind(hold)]

    def _introduction(self, phase: Phase) -> list[Text]:
        """Name, side, and, the first time, all that is needed to do it."""
        item = phase.item
        if not isinstance(item, ExerciseStep):
            return []
        words, known = phase.words, _known(phase)
        moves = [Text("floor", text) for text in self._way_to(known)]
        key, named = (item.exercise, item.words), self._named(phase)
        first = key not in self._explained
        self._explained.add(key)
        if self._short:
            return named
        added = [Text("cue", text) for text in (*item.added, *until_key(item))]
        if not first:
            start = [Text("start", words.start)] if moves and words.start else []
            return [*named, *moves, *start, *added]
        props = props_sentence(words.props)
        cues = filter(None, (item.cue, *words.cues))
        return [
            *named,
            *moves,
            *([Text("props", props)] if props else []),
            *([Text("start", words.start)] if words.start else []),
            *(Text("cue", cue) for cue in cues),
            *added,
        ]

    def _named(self, phase: Phase) -> list[Text]:
        """The name, and which side it is, or which comes first."""
        item = phase.item
        if not isinstance(item, ExerciseStep):
            return []
        side = phase.works_on
        both = item.sides in {"both", "alternate"} and phase.kind == "ready" and not self._short
        sides = [Text("side", side_first(side) if both else SIDE[side])] if side else []
        return [Text("name", sentence(item.name)), *sides]

    def _hold_texts(self, index: int, *, skipped: bool) -> list[Text]:
        """The way in; before it the name where nothing told it, and after it what there was no time for before."""
        phase = self._timeline.phases[index]
        fresh = index == 0 or self._timeline.phases[index - 1].place != phase.place
        if not (skipped or fresh):
            return self._hold(phase)
        later = [text for text in self._introduction(phase) if text.kind not in {"name", "side"}] if fresh else []
        return [*self._named(phase), *self._hold(phase), *later]

    def _hold(self, phase: Phase) -> list[Text]:
        words = phase.words
        found = [Text("into", words.into or plain_into(phase))]
        if words.parts and not self._short:
            found.append(Text("part", words.parts[0].say))
        return [*found, *self._to_mind(phase)]

    def _to_mind(self, hold: Phase) -> list[Text]:
        """What to mind in the hold; until it was said once in this passage through the step."""
        if self._short or hold.place in self._minded or not (holding := hold.words.holding):
            return []
        return [Text("holding", holding)]

    def leaving(self, index: int) -> list[Text]:
        """How to come out of the hold that is just over; where another follows at once, its way in serves."""
        if index == 0:
            return []
        before = self._timeline.phases[index - 1]
        if before.kind != "hold":
            return []
        after = self._timeline.phases[index] if index < len(self._timeline.phases) else None
        if after is not None and after.kind == "hold" and after.place == before.place:
            return []
        return [Text("out", before.words.out or PLAIN_OUT)]

    def _count(self, index: int) -> list[Text]:
        """Which repetition comes: "Two of five.", "Last one."."""
        later = self._timeline.phases[index + 1]
        item = later.item
        if not isinstance(item, ExerciseStep) or later.rep is None or self._short:
            return []
        reps = item.repetitions(self._timeline.level)
        if later.rep == reps:
            return [Text("next", LAST_ONE)]
        return [Text("next", count(later.rep, reps))] if reps <= MOST_SPOKEN else []

    def _rest(self, index: int) -> list[Text]:
        phase = self._timeline.phases[index]
        cue = [Text("cue", phase.item.cue)] if isinstance(phase.item, RestStep) and phase.item.cue else []
        rest = Text("name", REST_UNTIL_KEY if phase.until_key else REST)
        if index + 1 == len(self._timeline.phases):
            return [rest, *cue, Text("next", DONE_NEXT)]
        item = self._timeline.phases[index + 1].item
        coming = [Text("next", f"{NEXT} {sentence(item.name)}")] if isinstance(item, ExerciseStep) else []
        return [rest, *cue, *coming]

    def _way_to(self, known: Exercise | None) -> tuple[str, ...]:
        if known is None:
            return ()
        before, self._position = self._position, known.position
        return way(before, known.position)


def _known(phase: Phase) -> Exercise | None:
    return catalogue().get(phase.exercise) if phase.exercise else None
