"""The words of a card: the session as its file is written, with the safety advice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backstretch.base.text import counted, duration_in_words
from backstretch.coach.red_flags import emergency, say, signs
from backstretch.coach.red_flags import words as advice
from backstretch.session.adaptation import adapt
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import ALWAYS_KEPT, Caution, Person, cautions
from backstretch.session.model import Duration, ExerciseStep, Group, Range, RestStep, Session, extent
from backstretch.settings import Settings

_BEFORE = {
    "none": "",
    "left": "left only: ",
    "right": "right only: ",
    "alternate": "{first} and {second} in turn: ",
    "both": "{first}, then {second}: ",
}


def dose_words(step: ExerciseStep, level: int, breath_seconds: float) -> str:
    """A sentence or two: sides, repetitions, hold time at ``level``, how far that grows, and the rests."""
    second = "right" if step.first_side == "left" else "left"
    said = _BEFORE[step.sides].format(first=step.first_side, second=second)
    reps = step.repetitions(level)
    said += f"{reps} times {_hold(step, level, breath_seconds)}" if reps > 1 else _hold(step, level, breath_seconds)
    if step.sides in {"both", "alternate"}:
        said += " on each side"
    said += _growth(step, level)
    between = step.side_gap if step.sides == "alternate" else step.rest_between
    if between.amount and (reps > 1 or step.sides == "alternate"):
        said += f", {_rest(between)} between"
    said = f"{said[:1].upper()}{said[1:]}."
    if step.rest_after.amount:
        said += f" Then {_duration(step.rest_after)} of rest."
    return said


def rest_words(duration: Duration, breath_seconds: float, until_key: bool = False) -> str:
    """A rest step's length, as a sentence."""
    return f"{_until_done(_in_full(duration, breath_seconds), until_key).capitalize()}."


def rounds_words(group: Group) -> str:
    """The steps of a group's rounds, and the rest between; follows ``2 rounds``."""
    first, last = f"{group.number}.1", f"{group.number}.{len(group.steps)}"
    steps = first if len(group.steps) == 1 else f"{first} to {last}"
    said = f"of {steps}"
    if group.rounds > 1 and group.rest_between.amount:
        said += f", {_rest(group.rest_between)} between"
    return f"{said}."


def _hold(step: ExerciseStep, level: int, breath_seconds: float) -> str:
    hold = step.hold
    if isinstance(hold, Range):
        hold = Duration(hold.at(level), hold.breaths)
    return _until_done(_in_full(hold, breath_seconds), step.until_key)


def _until_done(said: str, until_key: bool) -> str:
    """A length; of what a key ends in the program, how it is meant on paper."""
    return f"as long as it takes, about {said}" if until_key else said


def _growth(step: ExerciseStep, level: int) -> str:
    """How far the step's range, if it has one, still grows."""
    if isinstance(step.hold, Range) and step.hold.at(level) < step.hold.last:
        return f" (later up to {_duration(Duration(step.hold.last, step.hold.breaths))})"
    if isinstance(step.reps, Range) and step.reps.at(level) < step.reps.last:
        return f" (later up to {step.reps.last:g} times)"
    return ""


def _in_full(duration: Duration, breath_seconds: float) -> str:
    """A duration; breaths with the seconds that they take."""
    said = _duration(duration)
    return f"{said} (about {duration_in_words(duration.seconds(breath_seconds))})" if duration.breaths else said


def _duration(duration: Duration) -> str:
    return str(duration) if duration.breaths else duration_in_words(duration.amount)


def _rest(duration: Duration) -> str:
    """``5 seconds' rest``."""
    said = _duration(duration)
    return f"{said}{_possessive(said)} rest"


def _possessive(said: str) -> str:
    return "'" if said.endswith("s") else "'s"


Place = tuple[int, int | None]
"""A step's number, and its number inside its group."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step: an exercise, a rest, or the head of a group that is done in rounds."""

    number: str
    """As the session numbers its steps; inside a group ``2.1``."""
    name: str
    dose: str
    group: int | None = None
    """The number of the group that the step is in, or that it is the head of."""
    head: bool = False
    """Whether this is the head of a group."""
    cues: tuple[str, ...] = ()
    """What to do, in order; the file's own sentence first."""
    easier: str = ""
    avoid: str = ""
    """The usual mistake."""
    not_with: tuple[str, ...] = ()
    """The names of the cautions that leave it out."""
    pose: str = ""
    """The exercise whose figure is shown; empty for none."""
    left: bool = False
    """Whether the figure shows the left side, the only one that is exercised."""


@dataclass(frozen=True, slots=True)
class StopBox:
    """What to do about a sharp pain."""

    heading: str
    sentence: str
    rest: str
    signs_title: str
    signs: tuple[str, ...]
    help: str
    help_in_short: str
    advice_line: str
    """May be empty."""


@dataclass(frozen=True, slots=True)
class Card:
    """All texts of a card, as they were written: nothing is escaped yet."""

    id: str
    title: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    """Length, level, author and what to have ready, each with its label."""
    stop: StopBox
    rows: tuple[Row, ...]
    not_with: str
    """The label of the cautions that leave an exercise out."""
    notes: tuple[str, ...]
    """Said once: whom to ask first, and what all the cautions have in common."""
    legend: tuple[tuple[str, str], ...]
    """The names of the cautions on this card, each with its meaning."""
    device: str
    """The notice that this is no medical device."""


def card(session: Session, level: int, settings: Settings) -> Card:
    """The card of ``session`` at ``level``."""
    touched = _touched(session)
    rows = tuple(_rows(session, level, touched))
    named = {name for row in rows for name in row.not_with}
    notes = [advice()["notice"]["paragraphs"][1], *([say("card", "cautions")] if named else [])]
    if not all(map(_stays, session.exercise_steps())):
        nearly_all = [caution.question for caution in cautions().values() if _is_for_nearly_all(caution)]
        notes.append(f"{say('card', 'waiting')} {'; '.join(map(_inside_a_sentence, nearly_all))}.")
    return Card(
        id=session.id,
        title=session.title,
        summary=session.summary,
        facts=tuple(_facts(session, level)),
        stop=_stop(settings),
        rows=rows,
        not_with=say("card", "not_with"),
        notes=tuple(notes),
        legend=tuple((_name(id_), caution.question) for id_, caution in cautions().items() if _name(id_) in named),
        device=advice()["notice"]["paragraphs"][0],
    )


def _facts(session: Session, level: int) -> Iterator[tuple[str, str]]:
    yield "Takes", duration_in_words(extent(session, level)[1])
    grows = f", at level {level} of {session.top_level}" if session.top_level else ""
    yield "Level", f"{session.level}{grows}"
    if session.author:
        yield "By", session.author
    if things := _things(session.exercise_steps()):
        yield "Have ready", ", ".join(things)


def _things(steps: Iterable[ExerciseStep]) -> tuple[str, ...]:
    """What the session's exercises need, each once."""
    return tuple(dict.fromkeys(prop for step in steps for prop in step.words.on(step.side_of_turn(0)).props))


def _stop(settings: Settings) -> StopBox:
    line = settings.advice_line.strip()
    call = emergency(settings.emergency_number)
    return StopBox(
        heading=say("advice", "heading"),
        sentence=say("advice", "sentence"),
        rest=" ".join(advice()["stop"]["rest"]),
        signs_title=say("stop", "emergency_title"),
        signs=tuple(sign.short for sign in signs() if sign.tier == "emergency"),
        help=say("help", "emergency", emergency=call),
        help_in_short=f"{say('stop', 'emergency', emergency=f'{call[:1].upper()}{call[1:]}')}.",
        advice_line=say("help", "advice_line", advice_line=line) if line else "",
    )


def _rows(session: Session, level: int, touched: dict[Place, list[str]]) -> Iterator[Row]:
    for step in session.steps:
        if not isinstance(step, Group):
            yield _row(session, step, level, touched)
            continue
        name = counted(step.rounds, "round")
        yield Row(f"{step.number}", name, rounds_words(step), group=step.number, head=True)
        for inner in step.steps:
            yield _row(session, inner, level, touched)


def _row(session: Session, step: ExerciseStep | RestStep, level: int, touched: dict[Place, list[str]]) -> Row:
    number = f"{step.number}" if step.within is None else f"{step.number}.{step.within}"
    group = None if step.within is None else step.number
    if isinstance(step, RestStep):
        cues = (step.cue,) if step.cue else ()
        return Row(
            number, "Rest", rest_words(step.rest, session.breath_seconds, step.until_key), group=group, cues=cues
        )
    known = None if step.own else catalogue()[step.exercise]
    return Row(
        number=number,
        name=step.name,
        dose=dose_words(step, level, session.breath_seconds),
        group=group,
        cues=step.cues,
        easier=known.easier if known else "",
        avoid=known.avoid if known else "",
        not_with=tuple(map(_name, touched.get((step.number, step.within), ()))),
        pose=known.id if known else "",
        left=step.sides == "left",
    )


def _touched(session: Session) -> dict[Place, list[str]]:
    """For each step, the cautions that take it out or change it, but for what is said once of nearly all steps."""
    written = {(step.number, step.within): step.cautions for step in session.exercise_steps()}
    found: dict[Place, list[str]] = {}
    for id_, caution in cautions().items():
        _, changes = adapt(session, Person(frozenset({id_})), catalogue(), cautions())
        for change in changes:
            place = (change.step, change.within)
            if change.hold_most is None and (not _is_for_nearly_all(caution) or id_ in written[place]):
                found.setdefault(place, []).append(id_)
    return found


def _is_for_nearly_all(caution: Caution) -> bool:
    """Whether the caution takes out everything but breathing and walking."""
    return "everything" in caution.takes_out


def _stays(step: ExerciseStep) -> bool:
    """Whether the step is one of those that even such a caution leaves in."""
    return not step.own and not catalogue()[step.exercise].topics.isdisjoint(ALWAYS_KEPT)


def _name(id_: str) -> str:
    """A caution's id in words."""
    return id_.replace("-", " ")


def _inside_a_sentence(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
