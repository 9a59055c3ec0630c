"""The script: what is said, when, and that nobody with closed eyes misses what they need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.audio.packaged import clip_seconds
from backstretch.coach.phrases import HALFWAY
from backstretch.coach.script import Said, Writer, script, with_room
from backstretch.coach.speech import Line, Speech, estimated
from backstretch.session.adaptation import adapt
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person, cautions
from backstretch.session.library import find_bundled, load
from backstretch.session.model import ExerciseStep, Session
from backstretch.session.reader import read_session
from backstretch.session.speech_time import SPARE_SECONDS
from backstretch.session.timeline import Timeline, timeline
from tests.cases import cases as checks

RATES = (0.7, 1.0, 1.4)
at_every_rate = pytest.mark.parametrize(
    "rate", [pytest.param(0.7, marks=pytest.mark.second), 1.0, pytest.param(1.4, marks=pytest.mark.second)]
)
NEAR = 1e-4


def bundled() -> list[Session]:
    return [reading.session for found in find_bundled() if (reading := load(found, warnings=False)).session]


def session_of(steps: str) -> Session:
    text = f'format = 1\ntitle = "T"\n{steps}'
    session = read_session(text.encode(), id="t", path="t.toml", exercises=catalogue(), warnings=False).session
    assert session is not None, steps
    return session


def cases(cautions_at_once: int) -> dict[tuple[Session, int], str]:
    """Every bundled session as somebody with so many cautions does it, each that differs once, with its name.

    At every level without cautions, and at the first with them.
    """
    found: dict[tuple[Session, int], str] = {}
    for session in bundled():
        for chosen in combinations(cautions(), cautions_at_once):
            adapted, _ = adapt(session, Person(frozenset(chosen), frozenset()), catalogue(), cautions())
            for level in range(1 if chosen else session.top_level + 1):
                if adapted.exercise_steps():
                    found.setdefault((adapted, level), f"{session.id} level {level} with {chosen}")
    return found


SINGLE = cases(1) | cases(0)
CASES = [(name, session, level) for (session, level), name in SINGLE.items()]


@cache
def written(session: Session, level: int, rate: float) -> tuple[Timeline, tuple[Said, ...]]:
    """With the clips that come with the program."""
    return script(timeline(session, level), Speech(clip_seconds, rate), session.breath_seconds)


def faults(roomy: Timeline, said: tuple[Said, ...]) -> Iterator[str]:
    """All that is wrong with a script."""
    lines = [each.line for each in said]
    for before, after in pairwise(lines):
        if before.at + before.seconds > after.at + NEAR:
            yield f"{before} overlaps {after}"
    for line in lines:
        yield from _late(roomy, line)
    yield from _missing(roomy, said)


def _late(roomy: Timeline, line: Line) -> Iterator[str]:
    """A sentence that reaches out of its phase, or into the last three seconds of a long one."""
    phase = next((p for p in roomy.phases if p.start <= line.at < p.end), None)
    if phase is None:
        return
    limit = phase.end
    if phase.seconds >= 8 and line.kind not in {"breath", "part"}:
        limit -= 3
    if line.at + line.seconds > limit + NEAR:
        yield f"{line} reaches over {limit}"


def _missing(roomy: Timeline, said: tuple[Said, ...]) -> Iterator[str]:
    """A hold with no way in, or a way out that is not said; what an exercise needs, not said in time."""
    about: dict[int, set[str]] = {}
    for line, index in said:
        if index is not None:
            about.setdefault(index, set()).add(line.kind)
    explained: set[tuple[str, object]] = set()
    for index, phase in enumerate(roomy.phases):
        item = phase.item
        if phase.kind == "hold":
            if "into" not in about.get(index, set()):
                yield f"no way into {phase}"
            follows = roomy.phases[index + 1] if index + 1 < len(roomy.phases) else None
            straight_on = follows is not None and follows.kind == "hold" and follows.place == phase.place
            if not straight_on and "out" not in about.get(index, set()):
                yield f"no way out of {phase}"
        if phase.kind == "ready" and isinstance(item, ExerciseStep):
            needed = {"name"} | ({"side"} if item.sides != "none" else set())
            if (item.exercise, item.words) not in explained:
                explained.add((item.exercise, item.words))
                needed |= {"start", "cue"} | ({"props"} if item.words.props else set())
            if missing := needed - about.get(index, set()):
                yield f"{missing} not said before {phase}"
            own = [line for line, place in said if place == index and line.kind != "out"]
            if own[-1].at + own[-1].seconds + SPARE_SECONDS > phase.end + NEAR:
                yield f"no time to get there: {own[-1]} before {phase.end}"


def unminded(roomy: Timeline, said: tuple[Said, ...]) -> set[str]:
    """The exercises that are held, and of which nobody says what to mind."""
    minded = {
        roomy.phases[each.about].exercise for each in said if each.line.kind == "holding" and each.about is not None
    }
    held = {phase.exercise for phase in roomy.phases if phase.kind == "hold" and phase.exercise in catalogue()}
    return {exercise for exercise in held - minded if exercise}


@at_every_rate
def test_every_bundled_session_can_be_followed_by_ear(rate: float) -> None:
    for name, session, level in CASES:
        roomy, said = written(session, level, rate)
        assert list(faults(roomy, said)) == [], f"{name} at {rate}"


@pytest.mark.second
@pytest.mark.parametrize("rate", RATES)
def test_every_bundled_session_can_be_followed_with_any_two_cautions(rate: float) -> None:
    for (session, level), name in cases(2).items():
        if (session, level) in SINGLE:
            continue
        roomy, said = written(session, level, rate)
        assert list(faults(roomy, said)) == [], f"{name} at {rate}"
        assert unminded(roomy, said) == set(), f"{name} at {rate}"


@pytest.mark.parametrize("rate", RATES)
def test_every_exercise_can_be_followed_at_its_own_dose(rate: float) -> None:
    for each in catalogue():
        session = session_of(f'[[steps]]\nexercise = "{each}"\n')
        roomy, said = written(session, 0, rate)
        assert list(faults(roomy, said)) == [], f"{each} at {rate}"
        assert unminded(roomy, said) == set(), f"{each} at {rate}"


def test_the_lead_ins_of_bundled_sessions_have_room_for_the_words() -> None:
    """At the voice's own pace, measured and estimated: nothing is lengthened, and a list tells the true length."""
    for session in bundled():
        for level in range(session.top_level + 1):
            laid_out = timeline(session, level)
            for clip in (clip_seconds, estimated):
                assert with_room(laid_out, Speech(clip), session.breath_seconds) == laid_out, (session.id, level)


def test_a_lead_in_has_room_for_its_words_whatever_was_said_before_it() -> None:
    """To look at the first phase of each step alone finds what is found where all are gone along."""
    kinds = set()
    mixed = session_of("""
        [[steps]]
        exercise = "bridge"
        lead_in = 0
        [[steps]]
        exercise = "bridge"
        lead_in = 1
        rest_after = 5
        [[steps]]
        rounds = 2
        [[steps.steps]]
        exercise = "knee-to-chest"
        lead_in = 1
        [[steps.steps]]
        rest = 5
        [[steps.steps]]
        exercise = "sphinx"
    """)
    for name, session, level in (*CASES[::9], ("mixed", mixed, 0)):
        whole = timeline(session, level)
        for laid_out in (whole, *([whole.from_step(2)] if len(session.steps) > 1 else [])):
            for speech in (Speech(clip_seconds, 0.7), Speech(rate=1.4)):
                writer, needed = Writer(laid_out, speech, session.breath_seconds), {}
                writer.before()
                for index, phase in enumerate(laid_out.phases):
                    lines = writer.phase(index)
                    if phase.kind == "ready" and lines:
                        over = lines[-1].at + lines[-1].seconds + SPARE_SECONDS
                        needed[index] = max(phase.seconds, ceil(1000 * over) / 1000)
                        kinds.add(needed[index] > phase.seconds)
                assert with_room(laid_out, speech, session.breath_seconds) == laid_out.lengthened(needed), name
    assert kinds == {True, False}


@pytest.mark.second
def test_the_same_words_are_said_at_every_rate() -> None:
    for name, session, level in CASES:
        texts = [[(each.line.kind, each.line.text) for each in written(session, level, rate)[1]] for rate in RATES]
        assert sorted(texts[0]) == sorted(texts[1]) == sorted(texts[2]), name


@pytest.mark.second
def test_what_to_mind_is_said_of_every_exercise_that_is_held() -> None:
    """With closed eyes nobody else says to go on breathing."""
    for name, session, level in CASES:
        for speech in (Speech(clip_seconds), Speech()):
            roomy, said = script(timeline(session, level), speech, session.breath_seconds)
            assert unminded(roomy, said) == set(), name


def test_coming_out_is_said_before_the_next_name() -> None:
    for name, session, level in CASES:
        _, said = written(session, level, 1.0)
        for before, after in pairwise(said):
            assert not (before.line.kind in {"name", "next", "floor"} and after.line.kind == "out"), (name, after)


def test_halfway_is_said_at_the_middle_of_long_holds() -> None:
    for name, session, level in CASES:
        roomy, said = written(session, level, 1.0)
        for index, phase in enumerate(roomy.phases):
            words = phase.item.words if isinstance(phase.item, ExerciseStep) else None
            due = phase.kind == "hold" and phase.seconds >= 15 and words is not None and not words.parts
            heard = [each.line.at for each in said if each.about == index and each.line.text == HALFWAY]
            assert bool(heard) == due, (name, phase)
            assert all(0 <= at - (phase.start + phase.end) / 2 <= 2 for at in heard), (name, heard)


def test_a_ready_of_no_length_stays_away_and_its_words_come_in_the_hold() -> None:
    session = next(session for session in bundled() if session.id == "gentle-start")
    step = session.exercise_steps()[3]
    bare = session._replace(steps=(step._replace(number=1, lead_in=step.lead_in._replace(amount=0.0)),))
    roomy, said = written(bare, 0, 1.0)
    assert roomy.phases[0].kind == "hold"
    first = [each.line.kind for each in said if each.about == 0]
    assert first[:2] == ["name", "into"]


def test_a_skip_says_the_name_and_forgets_what_waited() -> None:
    session = next(session for session in bundled() if session.id == "gentle-start")
    laid_out = with_room(timeline(session), Speech(), session.breath_seconds)
    for index, phase in enumerate(laid_out.phases):
        if phase.kind == "hold":
            writer = Writer(laid_out, Speech(), session.breath_seconds)
            writer.phase(0)
            kinds = [line.kind for line in writer.phase(index, skipped=True)]
            assert "name" in kinds, phase
            assert "into" in kinds or phase.seconds < 6, phase


def test_short_words_leave_lead_ins_as_written() -> None:
    for session in bundled():
        laid_out = timeline(session)
        roomy, said = script(laid_out, Speech(short=True), session.breath_seconds)
        assert roomy == laid_out
        kinds = {each.line.kind for each in said}
        assert not kinds & {"props", "start", "holding"}, session.id
        assert {"name", "into", "out"} <= kinds


@checks(("id_", "lead_in"), [(each, lead_in) for each in catalogue() for lead_in in (4, 5, 7)])
def test_short_words_are_said_in_a_short_lead_in(id_: str, lead_in: float) -> None:
    """Name and side, whatever exercise went before; with real clips, at the voice's own pace."""
    session = session_of(
        f'lead_in = {lead_in}\n[[steps]]\nexercise = "bird-dog"\nrest_after = 5\n[[steps]]\nexercise = "{id_}"\n'
    )
    laid_out = timeline(session)
    _, said = script(laid_out, Speech(clip_seconds, short=True), 6)
    ready = max(index for index, phase in enumerate(laid_out.phases) if phase.kind == "ready")
    kinds = [each.line.kind for each in said if each.about == ready]
    assert kinds == (["name"] if catalogue()[id_].sides == "none" else ["name", "side"])
    hold = [each.line.kind for each in said if each.about == ready + 1]
    assert {"into", "out"} <= set(hold)
    assert not set(hold) & {"holding", "cue", "part"}


def test_what_short_words_have_no_time_for_comes_in_the_hold() -> None:
    session = session_of('lead_in = 1\n[[steps]]\nexercise = "seated-knee-to-chest"\n')
    _, said = script(timeline(session), Speech(clip_seconds, short=True), 6)
    assert [each.line.kind for each in said if each.about in {0, 1}][:3] == ["into", "name", "side"]


def test_the_name_comes_before_the_way_to_another_position() -> None:
    for name, session, level in CASES:
        _, said = written(session, level, 1.0)
        for before, after in pairwise(said):
            if before.line.kind == "floor" and before.line.at >= 0 and before.about is not None:
                assert after.line.kind != "name", (name, after)


@pytest.mark.second
@given(rate=st.floats(0.7, 1.4), hold=st.floats(1, 40), rest=st.floats(0, 20), lead_in=st.floats(0, 40))
def test_nothing_overlaps_whatever_the_lengths(rate: float, hold: float, rest: float, lead_in: float) -> None:
    session = next(session for session in bundled() if session.id == "gentle-start")
    steps = tuple(
        step._replace(
            hold=step.lead_in._replace(amount=hold),
            rest_between=step.lead_in._replace(amount=rest),
            lead_in=step.lead_in._replace(amount=lead_in),
        )
        for step in session.exercise_steps()
    )
    roomy, said = written(session._replace(steps=steps), 0, rate)
    lines = [each.line for each in said]
    assert all(before.at + before.seconds <= after.at + NEAR for before, after in pairwise(lines))
    assert [fault for line in lines for fault in _late(roomy, line)] == []
