"""What is said in a session, and when: one script for the voice, for plain lines and for reading it. Pure.

``Writer`` says what belongs to one phase, given what was said before it, so that a run with its skips and pauses and a
script written ahead use the same rules. A text is chosen as if the voice spoke at its slowest, and placed at its real
pace: so the same words are said at every rate.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from backstretch.coach.breath_pace import BREATH_TONE_SECONDS, TONE_SECONDS, breath_lines, breath_tones
from backstretch.coach.moments import COUNT_FROM_SECONDS, COUNTED, HALFWAY_FROM_SECONDS
from backstretch.coach.phrases import FINISHED, HALFWAY
from backstretch.coach.script_texts import Text, Texts
from backstretch.coach.speech import BETWEEN_SECONDS, Line, Span, Speech, TimeSaid, first_free
from backstretch.coach.time_left import time_left
from backstretch.session.speech_time import PAUSE_SECONDS, SPARE_SECONDS
from backstretch.session.timeline import Phase, Timeline
from backstretch.session.words import Words

TIME_STALE_SECONDS = 20.0
"""The time left is not said later than this after its moment. Our own choice."""


class Writer:
    """Goes along a timeline and says what each phase needs."""

    def __init__(self, timeline: Timeline, speech: Speech, breath_seconds: float) -> None:
        """``breath_seconds``: how long one breath is, where breaths are paced."""
        self._timeline = timeline
        self._speech = speech
        self._breath = breath_seconds
        self._texts = Texts(timeline, short=speech.short)
        self._waiting: list[Text] = []
        """What found no room in the phase before."""
        self._time_marks = _time_marks(timeline.total_seconds, speech.time_said)
        self._next_mark = 0
        """The first moment whose time left is not yet said or dropped."""

    def before(self) -> tuple[Line, ...]:
        """What is said before the clock starts, at seconds below 0: how to get into the first position."""
        lines = self._in_a_row(self._texts.before())
        if not lines:
            return ()
        over = lines[-1].at + lines[-1].seconds + PAUSE_SECONDS
        return tuple(line._replace(at=line.at - over) for line in lines)

    def phase(self, index: int, *, skipped: bool = False) -> tuple[Line, ...]:
        """What is said in the phase, with seconds from its beginning; ``skipped``: the run jumped there."""
        phase = self._timeline.phases[index]
        if skipped or (index and self._timeline.phases[index - 1].place != phase.place):
            self._waiting = []
        fixed = self._fixed(index)
        texts = self._texts.of_phase(index, skipped=skipped)
        first, then = (texts, self._waiting) if phase.kind in {"ready", "hold"} else (self._waiting, texts)
        wanted = [*self._texts.leaving(index), *first, *then]
        counted = phase.seconds >= COUNT_FROM_SECONDS and not phase.until_key
        limit = phase.seconds - (COUNTED[0] if counted else 0.0)
        if phase.kind == "ready" and not self._speech.short:
            chosen, limit = wanted, float("inf")
        else:
            chosen = self._chosen(wanted, limit, fixed)
        self._texts.said(phase, chosen)
        self._waiting = self._left_over(phase, wanted, chosen)
        said = [line for line, _ in fixed if line is not None]
        lines = sorted([*said, *self._placed(chosen, limit, fixed)])
        return tuple(sorted([*lines, *self._time(phase, lines, skipped=skipped)]))

    def after(self) -> tuple[Line, ...]:
        """What is said when the session is over, with seconds from its end: out of the last hold, and up."""
        out = self._texts.leaving(len(self._timeline.phases))
        texts = (*out, Text("end", FINISHED), *self._texts.up())
        return tuple(line._replace(at=TONE_SECONDS + line.at) for line in self._in_a_row(texts))

    def _fixed(self, index: int) -> list[tuple[Line | None, Span]]:
        """What has its own second in a phase: the tone at the beginning, parts, breaths, the middle."""
        phase = self._timeline.phases[index]
        taken: list[tuple[Line | None, Span]] = [(None, (0.0, TONE_SECONDS))]
        if phase.kind != "hold":
            return taken
        words = phase.words
        lines = [*self._parts(phase, words), *breath_lines(phase, self._speech, self._breath)]
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

    def _halfway(self, phase: Phase, lines: Sequence[Line]) -> list[Line]:
        """At the middle, after its tone; or behind the word or tone of a breath that is just to be heard there."""
        if phase.seconds < HALFWAY_FROM_SECONDS or phase.until_key:
            return []
        middle = phase.seconds / 2
        heard = [(line.at, line.at + line.seconds) for line in lines]
        heard += [
            (at, at + BREATH_TONE_SECONDS) for at, _ in breath_tones(phase, self._speech, self._breath) if at < middle
        ]
        at = first_free(middle + TONE_SECONDS, self._speech.slowest(HALFWAY), heard)
        return [Line(at, self._speech.seconds(HALFWAY), "halfway", HALFWAY)]

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

    def _chosen(self, wanted: Iterable[Text], limit: float, fixed: Sequence[tuple[Line | None, Span]]) -> list[Text]:
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

    def _slow(self, line: Line | None, span: Span) -> Span:
        return span if line is None else (span[0], span[0] + self._speech.slowest(line.text))

    def _placed(self, texts: Sequence[Text], limit: float, fixed: Sequence[tuple[Line | None, Span]]) -> list[Line]:
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

    def _in_a_row(self, texts: Iterable[Text]) -> list[Line]:
        return self._placed(list(texts), float("inf"), ())

    def _left_over(self, phase: Phase, wanted: Sequence[Text], chosen: Sequence[Text]) -> list[Text]:
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

    With short words the lead-ins stay as they are written. What is said in a ``ready`` depends on how the steps
    before it began, and on nothing later in them: most phases are passed over, as the library asks for many sessions.
    """
    if speech.short:
        return timeline
    writer = Writer(timeline, speech._replace(time_said="off"), breath_seconds)
    writer.before()
    longer: dict[int, float] = {}
    for index, phase in enumerate(timeline.phases):
        if index and timeline.phases[index - 1].place == phase.place:
            continue
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
