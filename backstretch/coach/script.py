"""What is said in a session, and when: one script for the voice, for plain lines and for reading it. Pure.

``Writer`` says what belongs to one phase, given what was said before it, so that a run with its skips and pauses and a
script written ahead use the same rules. A text is chosen as if the voice spoke at its slowest, and placed at its real
pace: so the same words are said at every rate.
"""

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import Literal, NamedTuple

from backstretch.coach.moments import COUNT_FROM_SECONDS, COUNTED, HALFWAY_FROM_SECONDS
from backstretch.coach.playhead import LONGEST_PHASE_SECONDS
from backstretch.coach.time_left import time_left
from backstretch.session.breath import IN_SHARE, Way, turns
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.model import ExerciseStep, RestStep, Side
from backstretch.session.positions import UPRIGHT, way
from backstretch.session.speech_time import PAUSE_SECONDS, SPARE_SECONDS, seconds_to_say
from backstretch.session.timeline import Phase, Timeline
from backstretch.session.words import Words, props_sentence

SayKind = Literal[
    "name", "side", "props", "start", "cue", "into", "holding", "part", "breath", "out", "halfway", "time", "next",
    "floor", "end",
]  # fmt: skip
TimeSaid = Literal["off", "half", "minute"]

SLOWEST_RATE = 0.7
"""The slowest pace that the voice can be set to, times its own."""
_ROUNDED = 1e-4
BREATH_TONE_SECONDS = 1.05
"""The longer of the two tones that pace a breath."""
TONE_SECONDS = 0.6
"""Kept free at the beginning of a phase, and at its middle, for the tone that marks it."""
BETWEEN_SECONDS = 0.15
"""Kept free between two sentences where there is no room for a pause."""
BREATHS_IN_WORDS = 3
"""How many breaths are paced by words; tones follow."""
TIME_STALE_SECONDS = 20.0
"""The time left is not said later than this after its moment. Our own choice."""

IN = "Breathe in."
OUT = "Breathe out."
HALFWAY = "Halfway."
REST = "Rest."
DONE_NEXT = "Then the session ends."
NEXT = "Next:"
LAST_ONE = "Last one."
SIDE: dict[Side, str] = {"left": "Left side.", "right": "Right side."}
FINISHED = "Session finished."
PLAIN_OUT = "Come out slowly."
"""For a move whose author gave no way out."""
UNTIL_KEY = "Hold until you press Enter."
MOVE_UNTIL_KEY = "Go on until you press Enter."
"""Before what lasts until a key: what is held, and what is not."""
REST_UNTIL_KEY = "Rest until you press Enter."
READY_TO_BEGIN = "Press the space bar when you are in position."

_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BREATH: dict[Way, str] = {"in": IN, "out": OUT}
_MOST_SPOKEN = len(_NUMBERS) - 1
"""Repetitions beyond this are not counted aloud."""


class Line(NamedTuple):
    """One text, and when it is said."""

    at: float
    """Seconds: from the phase's beginning as ``Writer`` gives it, from the session's in a ``script``."""
    seconds: float
    """How long it takes."""
    kind: SayKind
    text: str


def estimated(text: str) -> float:
    """How long a text takes, where nobody has measured it, in seconds."""
    return seconds_to_say([text])


class Speech(NamedTuple):
    """How a person wants to hear a session."""

    clip: Callable[[str], float] = estimated
    """A text's seconds at the voice's own pace."""
    rate: float = 1.0
    """Times that pace, 0.7–1.4."""
    short: bool = False
    """Only name, side, the way in and the way out: for who knows the exercises."""
    time_said: TimeSaid = "off"
    """How often the time left is said."""
    spoken_count: bool = False
    """Whether a phase's last three seconds are counted by words instead of ticks."""

    def seconds(self, text: str) -> float:
        """How long the text takes."""
        return sum(map(self.clip, pieces(text))) / self.rate

    def slowest(self, text: str) -> float:
        """How long it takes at the slowest pace that can be set."""
        return sum(map(self.clip, pieces(text))) / SLOWEST_RATE

    def foreseen(self, text: str) -> float:
        """How much time a text must have to be chosen: that of the slowest pace, so that each pace says the same.

        Short words have no lead-in made for them, and need as much as they take.
        """
        return self.seconds(text) if self.short else self.slowest(text)


class _Text(NamedTuple):
    kind: SayKind
    text: str


_Fixed = tuple[float, float]
"""From and to: time that is taken."""


class Writer:
    """Goes along a timeline and says what each phase needs."""

    def __init__(self, timeline: Timeline, speech: Speech, breath_seconds: float) -> None:
        """``breath_seconds``: how long one breath is, where breaths are paced."""
        self._timeline = timeline
        self._speech = speech
        self._breath = breath_seconds
        self._explained: set[tuple[str, Words]] = set()
        self._minded: set[int] = set()
        """The passages through a step in which ``holding`` was said."""
        self._position = UPRIGHT
        self._waiting: list[_Text] = []
        """What found no room in the phase before."""
        self._time_marks = _time_marks(timeline.total_seconds, speech.time_said)
        self._next_mark = 0
        """The first moment whose time left is not yet said or dropped."""

    def before(self) -> tuple[Line, ...]:
        """What is said before the clock starts, at seconds below 0: how to get into the first position."""
        first = next((known for phase in self._timeline.phases if (known := _known(phase)) is not None), None)
        moves = way(UPRIGHT, first.position) if first is not None else ()
        if first is None or not moves:
            return ()
        self._position = first.position
        lines = self._in_a_row(_Text("floor", text) for text in (*moves, READY_TO_BEGIN))
        over = lines[-1].at + lines[-1].seconds + PAUSE_SECONDS
        return tuple(line._replace(at=line.at - over) for line in lines)

    def phase(self, index: int, *, skipped: bool = False) -> tuple[Line, ...]:
        """What is said in the phase, with seconds from its beginning; ``skipped``: the run jumped there."""
        phase = self._timeline.phases[index]
        if skipped or (index and self._timeline.phases[index - 1].place != phase.place):
            self._waiting = []
        fixed = self._fixed(index)
        texts = self._texts(index, skipped=skipped)
        first, then = (texts, self._waiting) if phase.kind in {"ready", "hold"} else (self._waiting, texts)
        wanted = [*self._leaving(index), *first, *then]
        counted = phase.seconds >= COUNT_FROM_SECONDS and not phase.until_key
        limit = phase.seconds - (COUNTED[0] if counted else 0.0)
        if phase.kind == "ready" and not self._speech.short:
            chosen, limit = wanted, float("inf")
        else:
            chosen = self._chosen(wanted, limit, fixed)
        if any(text.kind == "holding" for text in chosen):
            self._minded.add(phase.place)
        self._waiting = self._left_over(phase, wanted, chosen)
        said = [line for line, _ in fixed if line is not None]
        lines = sorted([*said, *self._placed(chosen, limit, fixed)])
        return tuple(sorted([*lines, *self._time(phase, lines, skipped=skipped)]))

    def after(self) -> tuple[Line, ...]:
        """What is said when the session is over, with seconds from its end: out of the last hold, and up."""
        up = (_Text("floor", text) for text in way(self._position, UPRIGHT))
        texts = (*self._leaving(len(self._timeline.phases)), _Text("end", FINISHED), *up)
        return tuple(line._replace(at=TONE_SECONDS + line.at) for line in self._in_a_row(texts))

    # What there is to say.

    def _texts(self, index: int, *, skipped: bool) -> list[_Text]:
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

    def _switch(self, phase: Phase, hold: Phase) -> list[_Text]:
        """Which side comes, and what to mind; that first where sides alternate, since the way in names the side too."""
        side = phase.works_on
        named = [_Text("side", now_side(side))] if side else []
        alternates = isinstance(phase.item, ExerciseStep) and phase.item.sides == "alternate"
        return [*self._to_mind(hold), *named] if alternates else [*named, *self._to_mind(hold)]

    def _introduction(self, phase: Phase) -> list[_Text]:
        """Name, side, and, the first time, all that is needed to do it."""
        item = phase.item
        if not isinstance(item, ExerciseStep):
            return []
        words, known = item.words.on(phase.works_on), _known(phase)
        moves = [_Text("floor", text) for text in self._way_to(known)]
        key, named = (item.exercise, item.words), self._named(phase)
        first = key not in self._explained
        self._explained.add(key)
        if self._speech.short:
            return named
        added = [_Text("cue", text) for text in (*item.added, *_until_key(item))]
        if not first:
            start = [_Text("start", words.start)] if moves and words.start else []
            return [*named, *moves, *start, *added]
        props = props_sentence(words.props)
        cues = filter(None, (item.cue, *words.cues))
        return [
            *named,
            *moves,
            *([_Text("props", props)] if props else []),
            *([_Text("start", words.start)] if words.start else []),
            *(_Text("cue", cue) for cue in cues),
            *added,
        ]

    def _named(self, phase: Phase) -> list[_Text]:
        """The name, and which side it is, or which comes first."""
        item = phase.item
        if not isinstance(item, ExerciseStep):
            return []
        side = phase.works_on
        both = item.sides in {"both", "alternate"} and phase.kind == "ready" and not self._speech.short
        sides = [_Text("side", side_first(side) if both else SIDE[side])] if side else []
        return [_Text("name", sentence(item.name)), *sides]

    def _hold_texts(self, index: int, *, skipped: bool) -> list[_Text]:
        """The way in; before it the name where nothing told it, and after it what there was no time for before."""
        phase = self._timeline.phases[index]
        fresh = index == 0 or self._timeline.phases[index - 1].place != phase.place
        if not (skipped or fresh):
            return self._hold(phase)
        later = [text for text in self._introduction(phase) if text.kind not in {"name", "side"}] if fresh else []
        return [*self._named(phase), *self._hold(phase), *later]

    def _hold(self, phase: Phase) -> list[_Text]:
        words = _words(phase)
        found = [_Text("into", words.into or _plain_into(phase))]
        if words.parts and not self._speech.short:
            found.append(_Text("part", words.parts[0].say))
        return [*found, *self._to_mind(phase)]

    def _to_mind(self, hold: Phase) -> list[_Text]:
        """What to mind in the hold; until it was said once in this passage through the step."""
        if self._speech.short or hold.place in self._minded or not (holding := _words(hold).holding):
            return []
        return [_Text("holding", holding)]

    def _leaving(self, index: int) -> list[_Text]:
        """How to come out of the hold that is just over; where another follows at once, its way in serves."""
        if index == 0:
            return []
        before = self._timeline.phases[index - 1]
        if before.kind != "hold":
            return []
        after = self._timeline.phases[index] if index < len(self._timeline.phases) else None
        if after is not None and after.kind == "hold" and after.place == before.place:
            return []
        return [_Text("out", _words(before).out or PLAIN_OUT)]

    def _count(self, index: int) -> list[_Text]:
        """Which repetition comes: "Two of five.", "Last one."."""
        later = self._timeline.phases[index + 1]
        item = later.item
        if not isinstance(item, ExerciseStep) or later.rep is None or self._speech.short:
            return []
        reps = item.repetitions(self._timeline.level)
        if later.rep == reps:
            return [_Text("next", LAST_ONE)]
        return [_Text("next", _count(later.rep, reps))] if reps <= _MOST_SPOKEN else []

    def _rest(self, index: int) -> list[_Text]:
        phase = self._timeline.phases[index]
        cue = [_Text("cue", phase.item.cue)] if isinstance(phase.item, RestStep) and phase.item.cue else []
        rest = _Text("name", REST_UNTIL_KEY if phase.until_key else REST)
        if index + 1 == len(self._timeline.phases):
            return [rest, *cue, _Text("next", DONE_NEXT)]
        item = self._timeline.phases[index + 1].item
        coming = [_Text("next", f"{NEXT} {sentence(item.name)}")] if isinstance(item, ExerciseStep) else []
        return [rest, *cue, *coming]

    def _way_to(self, known: Exercise | None) -> tuple[str, ...]:
        if known is None:
            return ()
        before, self._position = self._position, known.position
        return way(before, known.position)

    # When.

    def _fixed(self, index: int) -> list[tuple[Line | None, _Fixed]]:
        """What has its own second in a phase: the tone at the beginning, parts, breaths, the middle."""
        phase = self._timeline.phases[index]
        taken: list[tuple[Line | None, _Fixed]] = [(None, (0.0, TONE_SECONDS))]
        if phase.kind != "hold":
            return taken
        words = _words(phase)
        lines = [*self._parts(phase, words), *self._breaths(phase, words)]
        if not words.parts or len(words.parts) % 2:
            lines += self._halfway(phase, lines)
        return [*taken, *((line, (line.at, line.at + line.seconds)) for line in lines)]

    def _parts(self, phase: Phase, words: Words) -> list[Line]:
        """Each part's words at its second; those of the first part follow the way in."""
        each = phase.seconds / max(1, len(words.parts))
        said = []
        for number, part in enumerate(words.parts[1:], start=1):
            if BETWEEN_SECONDS + self._speech.slowest(part.say) <= each:
                said.append(Line(number * each, self._speech.seconds(part.say), "part", part.say))
        return said

    def _breaths(self, phase: Phase, words: Words) -> list[Line]:
        """In and out for the first breaths, after the way in was said; none where breaths are too quick for words."""
        shortest = min(IN_SHARE, 1 - IN_SHARE) * self._breath
        if not is_paced(phase) or max(map(self._speech.slowest, (IN, OUT))) + BETWEEN_SECONDS > shortest:
            return []
        begin = paced_from(phase, self._speech, self._breath)
        ticks = [] if phase.until_key or phase.seconds < COUNT_FROM_SECONDS else [phase.seconds - n for n in COUNTED]
        moments = [(at, _BREATH[way]) for at, way in turns(begin + BREATHS_IN_WORDS * self._breath, self._breath)]
        return [
            Line(at, self._speech.seconds(text), "breath", text)
            for at, text in moments
            if begin <= at
            and (end := at + self._speech.slowest(text)) <= phase.seconds
            and not any(at - _ROUNDED < tick < end for tick in ticks)
        ]

    def _halfway(self, phase: Phase, lines: Sequence[Line]) -> list[Line]:
        """At the middle, after its tone; or behind the word or tone of a breath that is just to be heard there."""
        if phase.seconds < HALFWAY_FROM_SECONDS or phase.until_key:
            return []
        middle = phase.seconds / 2
        heard = [(line.at, line.at + line.seconds) for line in lines]
        heard += [(at, at + BREATH_TONE_SECONDS) for at, _ in self.breath_tones(phase) if at < middle]
        at = first_free(middle + TONE_SECONDS, self._speech.slowest(HALFWAY), heard)
        return [Line(at, self._speech.seconds(HALFWAY), "halfway", HALFWAY)]

    def breath_tones(self, phase: Phase) -> list[tuple[float, Way]]:
        """Two soft tones a breath, once words have paced it long enough: when, and which."""
        if not is_paced(phase):
            return []
        words = [line.at + line.seconds for line in self._breaths(phase, _words(phase))]
        longest = LONGEST_PHASE_SECONDS if phase.until_key else phase.seconds
        begin = max(words, default=paced_from(phase, self._speech, self._breath))
        end = longest - _ROUNDED
        return [(at, way) for at, way in turns(end, self._breath) if begin <= at < end]

    def _time(self, phase: Phase, lines: Sequence[Line], *, skipped: bool) -> list[Line]:
        """How long is left, at its moment or in the first room after it; what has waited too long is dropped."""
        marks, late = self._time_marks, 0.0 if skipped else TIME_STALE_SECONDS
        while self._next_mark and marks[self._next_mark - 1] >= phase.start:
            self._next_mark -= 1  # the run went back
        while self._next_mark < len(marks) and marks[self._next_mark] + late < phase.start:
            self._next_mark += 1
        taken = [(0.0, TONE_SECONDS), *((line.at, line.at + line.seconds) for line in lines)]
        if phase.kind == "hold" and phase.seconds >= HALFWAY_FROM_SECONDS:
            taken.append((phase.seconds / 2, phase.seconds / 2 + TONE_SECONDS))
        said: list[Line] = []
        while self._next_mark < len(marks) and marks[self._next_mark] < phase.end:
            at = max(0.0, marks[self._next_mark] - phase.start)
            text = time_left(self._timeline.total_seconds - marks[self._next_mark])
            begin = first_free(at, self._speech.slowest(text), taken)
            if begin + self._speech.slowest(text) > phase.seconds - COUNTED[0]:
                break  # in the next phase, if that is not too late
            self._next_mark += 1
            if phase.start + begin <= marks[self._next_mark - 1] + TIME_STALE_SECONDS:
                said.append(Line(begin, self._speech.seconds(text), "time", text))
                taken.append((begin, begin + said[-1].seconds))
        return said

    def _chosen(
        self, wanted: Iterable[_Text], limit: float, fixed: Sequence[tuple[Line | None, _Fixed]]
    ) -> list[_Text]:
        """What fits, in its order, even at the slowest pace."""
        taken = [self._slow(line, span) for line, span in fixed]
        at, found = 0.0, []
        for text in wanted:
            seconds = self._speech.foreseen(text.text)
            begin = first_free(at, seconds, taken)
            if begin + seconds <= limit:
                found.append(text)
                at = begin + seconds + BETWEEN_SECONDS
        return found

    def _slow(self, line: Line | None, span: _Fixed) -> _Fixed:
        return span if line is None else (span[0], span[0] + self._speech.slowest(line.text))

    def _placed(self, texts: Sequence[_Text], limit: float, fixed: Sequence[tuple[Line | None, _Fixed]]) -> list[Line]:
        """The texts at their seconds, with a pause between them where all still fit."""
        taken = [span for _, span in fixed]
        lines: list[Line] = []
        for pause in (PAUSE_SECONDS, BETWEEN_SECONDS):
            at, lines = 0.0, []
            for kind, text in texts:
                seconds = self._speech.seconds(text)
                begin = first_free(at, seconds, taken)
                lines.append(Line(begin, seconds, kind, text))
                at = begin + seconds + pause
            if not lines or lines[-1].at + lines[-1].seconds <= limit:
                break
        return lines

    def _in_a_row(self, texts: Iterable[_Text]) -> list[Line]:
        return self._placed(list(texts), float("inf"), ())

    def _left_over(self, phase: Phase, wanted: Sequence[_Text], chosen: Sequence[_Text]) -> list[_Text]:
        """What goes into the next gap: what there was no time for before the exercise."""
        match phase.kind:
            case "hold" | "release":
                kept = {"props", "start", "cue"}
            case "ready":
                kept = {"name", "side"}
            case _:
                kept = set()
        return [text for text in wanted if text not in chosen and text.kind in kept]


class Said(NamedTuple):
    """A line of a whole script, and the index of the phase it is about; None before the first and after the last."""

    line: Line
    about: int | None


def script(timeline: Timeline, speech: Speech, breath_seconds: float) -> tuple[Timeline, tuple[Said, ...]]:
    """The timeline with lead-ins long enough for their words, and everything that is said along it.

    Times below 0 come before the clock starts.
    """
    roomy = with_room(timeline, speech, breath_seconds)
    writer = Writer(roomy, speech, breath_seconds)
    said = [Said(line, None) for line in writer.before()]
    for index, phase in enumerate(roomy.phases):
        said += [_said(line, index, phase.start) for line in writer.phase(index)]
    last = len(roomy.phases)
    said += [_said(line, last if line.kind == "out" else None, roomy.total_seconds) for line in writer.after()]
    return roomy, tuple(said)


def _said(line: Line, index: int | None, start: float) -> Said:
    """The way out belongs to the hold before it."""
    hold_before = index is not None and line.kind == "out"
    return Said(line._replace(at=start + line.at), index - 1 if hold_before and index is not None else index)


def with_room(timeline: Timeline, speech: Speech, breath_seconds: float) -> Timeline:
    """The timeline with each ``ready`` as long as its words take, and 3 s more; no word is dropped for lack of time.

    With short words the lead-ins stay as they are written.
    """
    if speech.short:
        return timeline
    writer = Writer(timeline, speech._replace(time_said="off"), breath_seconds)
    writer.before()
    longer: dict[int, float] = {}
    for index, phase in enumerate(timeline.phases):
        lines = writer.phase(index)
        if phase.kind == "ready" and lines:
            needed = lines[-1].at + lines[-1].seconds + SPARE_SECONDS
            longer[index] = max(phase.seconds, ceil(1000 * needed) / 1000)  # never a rounding error too short
    return timeline.lengthened(longer)


def _time_marks(total_seconds: float, time_said: TimeSaid) -> tuple[float, ...]:
    """The moments of a session at which the time left is due, in seconds from its beginning."""
    match time_said:
        case "off":
            return ()
        case "half":
            return (total_seconds / 2,)
        case "minute":
            whole = ceil(total_seconds / 60) - 1
            return tuple(total_seconds - 60 * minutes for minutes in range(whole, 0, -1))


def is_paced(phase: Phase) -> bool:
    """Whether breaths are told in the phase: a breathing exercise, or a hold that is counted in breaths."""
    if phase.kind != "hold" or not isinstance(phase.item, ExerciseStep):
        return False
    return phase.item.words.does == "breathe" or phase.item.hold.breaths


def paced_from(phase: Phase, speech: Speech, breath_seconds: float) -> float:
    """The second of a paced hold at which its first whole breath begins: after the way in was said."""
    into = _words(phase).into or _plain_into(phase)
    return ceil((TONE_SECONDS + BETWEEN_SECONDS + speech.slowest(into)) / breath_seconds) * breath_seconds


def side_first(side: Side) -> str:
    """For an exercise that is done on both."""
    return f"{side.capitalize()} side first."


def now_side(side: Side) -> str:
    """For a change of sides."""
    return f"Now your {side} side."


def counts() -> tuple[str, ...]:
    """Every repetition as it is counted."""
    return tuple(_count(rep, reps) for reps in range(3, _MOST_SPOKEN + 1) for rep in range(2, reps))


def _count(rep: int, reps: int) -> str:
    return f"{_NUMBERS[rep].capitalize()} of {_NUMBERS[reps]}."


def pieces(text: str) -> tuple[str, ...]:
    """The parts that a text is spoken in, one behind the other: after "Next:" a name is the clip that it always is."""
    head, space, rest = text.partition(" ")
    return (head, rest) if head == NEXT and space else (text,)


def sentence(text: str) -> str:
    """A name as it is spoken on its own."""
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def first_free(at: float, seconds: float, taken: Iterable[_Fixed]) -> float:
    """The first moment from ``at`` on at which so many seconds are free."""
    for begin, end in sorted(taken):
        if at < end + BETWEEN_SECONDS and begin < at + seconds + BETWEEN_SECONDS:
            at = end + BETWEEN_SECONDS
    return at


def _until_key(step: ExerciseStep) -> tuple[str, ...]:
    """What tells that a key ends it."""
    if not step.until_key:
        return ()
    return (UNTIL_KEY if step.words.does == "hold" else MOVE_UNTIL_KEY,)


def _words(phase: Phase) -> Words:
    return phase.item.words.on(phase.works_on) if isinstance(phase.item, ExerciseStep) else Words()


def _known(phase: Phase) -> Exercise | None:
    return catalogue().get(phase.exercise) if phase.exercise else None


def _plain_into(phase: Phase) -> str:
    """For a move whose author gave no way in."""
    side: Side | None = phase.side
    return f"Hold, {side} side." if side else "Hold here."
