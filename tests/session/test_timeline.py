"""From a file to seconds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.session.model import Duration, ExerciseStep, Group, Range, RestStep, Session, Side, Sides, extent
from backstretch.session.timeline import Timeline, timeline
from backstretch.session.words import Words

from .samples import SessionOf

MOVE = '[[steps]]\nname = "Move"\n'


def outline(laid_out: Timeline) -> str:
    """Each phase as a letter, with a hold's side and repetition."""
    letters = {"ready": "r", "hold": "H", "release": "l", "switch": "s", "rest": "R"}
    sides = {"left": "L", "right": "R", None: ""}
    return " ".join(f"{letters[one.kind]}{sides[one.side]}{one.rep or ''}" for one in laid_out.phases)


def test_the_contracts_example(session_of: SessionOf) -> None:
    laid_out = timeline(
        session_of(f'lead_in = 5\nside_gap = 5\n{MOVE}hold = 20\nreps = 3\nrest_between = 5\nsides = "both"\n')
    )
    assert laid_out.total_seconds == 150
    assert outline(laid_out) == "r HL1 l HL2 l HL3 s HR1 l HR2 l HR3"
    starts = [0, 5, 25, 30, 50, 55, 75, 80, 100, 105, 125, 130]
    assert [phase.start for phase in laid_out.phases] == starts
    assert {phase.exercise for phase in laid_out.phases} == {"Move"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", "r H1 l H2"),
        ("lead_in = 0", "H1 l H2"),
        ("rest_between = 0", "r H1 H2"),
        ("rest_after = 5", "r H1 l H2 R"),
        ('sides = "left"', "r HL1 l HL2"),
        ('sides = "right"', "r HR1 l HR2"),
        ('sides = "both"', "r HL1 l HL2 s HR1 l HR2"),
        ('sides = "both"\nfirst_side = "right"', "r HR1 l HR2 s HL1 l HL2"),
        ('sides = "both"\nside_gap = 0', "r HL1 l HL2 HR1 l HR2"),
        ('sides = "alternate"', "r HL1 s HR1 s HL2 s HR2"),
        ('sides = "alternate"\nfirst_side = "right"', "r HR1 s HL1 s HR2 s HL2"),
        ('sides = "alternate"\nside_gap = 0\nrest_after = 1', "r HL1 HR1 HL2 HR2 R"),
        ('sides = "none"\nfirst_side = "right"', "r H1 l H2"),
    ],
)
def test_the_order_within_a_step(session_of: SessionOf, written: str, expected: str) -> None:
    text = f"{MOVE}hold = 10\nreps = 2\n"
    if "rest_between" not in written:
        text += "rest_between = 3\n"
    assert outline(timeline(session_of(f"{text}{written}\n"))) == expected


def test_a_group(session_of: SessionOf) -> None:
    laid_out = timeline(
        session_of(
            "[[steps]]\nrest = 1\n[[steps]]\nrounds = 2\nrest_between = 30\n"
            "[[steps.steps]]\nname = 'a'\nhold = 5\n[[steps.steps]]\nrest = 7\n"
        )
    )
    assert [
        (phase.kind, phase.start, phase.step, phase.within, phase.round, phase.exercise) for phase in laid_out.phases
    ] == [
        ("rest", 0, 1, None, None, None),
        ("ready", 1, 2, 1, 1, "a"),
        ("hold", 11, 2, 1, 1, "a"),
        ("rest", 16, 2, 2, 1, None),
        ("rest", 23, 2, None, None, None),
        ("ready", 53, 2, 1, 2, "a"),
        ("hold", 63, 2, 1, 2, "a"),
        ("rest", 68, 2, 2, 2, None),
    ]
    assert laid_out.total_seconds == 75
    assert [phase.place for phase in laid_out.phases] == [0, 1, 1, 2, 3, 4, 4, 5]
    assert laid_out.holds == (2, 6)


def test_the_rest_after_belongs_to_the_exercise(session_of: SessionOf) -> None:
    rest = timeline(session_of(f"{MOVE}hold = 5\nrest_after = 2\n")).phases[-1]
    assert (rest.kind, rest.exercise, rest.side, rest.rep) == ("rest", "Move", None, None)


def test_ranges_grow_with_the_level_up_to_their_end(session_of: SessionOf) -> None:
    session = session_of(
        f"lead_in = 0\n{MOVE}hold = {{ from = 5, to = 12, by = 3 }}\n"
        f"{MOVE}hold = 1\nreps = {{ from = 1, to = 3, by = 2 }}\n"
    )
    assert session.top_level == 3
    totals = [timeline(session, level).total_seconds for level in (0, 1, 2, 3, 4, 10**6)]
    assert totals == [6, 11, 14, 15, 15, 15]
    assert timeline(session, 2).level == 2


def test_breaths_become_seconds(session_of: SessionOf) -> None:
    session = session_of(f'breath = 4.5\n{MOVE}hold = {{ from = "2 breaths", to = "4 breaths", by = "1 breath" }}\n')
    assert [timeline(session, level).phases[1].seconds for level in (0, 1, 2)] == [9, 13.5, 18]


def test_odd_decimals_do_not_drift(session_of: SessionOf) -> None:
    inner = "[[steps.steps]]\nrest = 0.1\n" * 100
    session = session_of(f"[[steps]]\nrounds = 50\nrest_between = 0.1\n{inner}")
    laid_out = timeline(session)
    assert laid_out.total_seconds == 504.9
    assert laid_out.phases[-1].start == 504.8


@pytest.mark.second
def test_twenty_thousand_phases(session_of: SessionOf) -> None:
    move = '{ name = "a", hold = 4.3, reps = 100, sides = "alternate", lead_in = 0, side_gap = 0.02 }'
    session = session_of(f"steps = [{{ rounds = 50, rest_between = 1, steps = [{move}] }}, {{ rest = 1 }}]")
    laid_out = timeline(session)
    assert len(laid_out.phases) == 50 * 399 + 50
    assert extent(session) == (len(laid_out.phases), laid_out.total_seconds)


def test_beginning_at_a_later_step(session_of: SessionOf) -> None:
    laid_out = timeline(session_of("[[steps]]\nrest = 1.1\n[[steps]]\nrest = 2.2\n[[steps]]\nrest = 3.3\n"))
    rest = laid_out.from_step(2)
    assert [(phase.step, phase.start) for phase in rest.phases] == [(2, 0), (3, 2.2)]
    assert rest.total_seconds == 5.5
    assert laid_out.from_step(1) == laid_out
    assert laid_out.from_step(4) == Timeline((), 0, 0)


LENGTHS = st.builds(Duration, st.sampled_from([0, 0, 0.1, 1, 7.3, 3600]), st.booleans())
HOLDS = st.builds(Duration, st.sampled_from([1, 2.5, 30]), st.booleans())
RUNGS = st.just(()) | st.lists(st.integers(1, 30), min_size=1, max_size=4).map(lambda rungs: tuple(sorted(rungs)))
RANGES = st.builds(Range, st.integers(1, 5), st.integers(5, 9), st.integers(1, 4), st.booleans(), RUNGS)


def exercise_steps(within: int | None) -> st.SearchStrategy[ExerciseStep]:
    all_sides: tuple[Sides, ...] = ("none", "left", "right", "both", "alternate")
    either: tuple[Side, ...] = ("left", "right")
    return st.builds(
        ExerciseStep,
        number=st.just(1),
        within=st.just(within),
        exercise=st.just("a"),
        name=st.just("a"),
        own=st.just(True),
        words=st.just(Words()),
        cue=st.just(""),
        added=st.just(()),
        until_key=st.just(False),
        cautions=st.just(frozenset[str]()),
        sides=st.sampled_from(all_sides),
        first_side=st.sampled_from(either),
        hold=HOLDS | RANGES,
        reps=st.integers(1, 5) | RANGES,
        rest_between=LENGTHS,
        rest_after=LENGTHS,
        lead_in=LENGTHS,
        side_gap=LENGTHS,
    )


def single_steps(within: int | None) -> st.SearchStrategy[ExerciseStep | RestStep]:
    rests = st.builds(RestStep, st.just(1), st.just(within), LENGTHS, st.none())
    return exercise_steps(within) | rests


GROUPS = st.builds(
    Group, st.just(1), st.integers(1, 4), LENGTHS, st.lists(single_steps(1), min_size=1, max_size=3).map(tuple)
)
SESSIONS = st.builds(
    Session,
    id=st.just("s"),
    title=st.just("T"),
    summary=st.just(""),
    author=st.just(""),
    level=st.just("gentle"),
    tags=st.just(()),
    breath_seconds=st.sampled_from([1, 6, 7.7]),
    steps=st.lists(single_steps(None) | GROUPS, min_size=1, max_size=4).map(tuple),
    content=st.just(b""),
)


@pytest.mark.second
@given(SESSIONS, st.integers(0, 9))
def test_phases_follow_each_other_without_a_gap(session: Session, level: int) -> None:
    laid_out = timeline(session, level)
    assert all(phase.seconds > 0 for phase in laid_out.phases)
    assert all(round(one.end, 6) == next_one.start for one, next_one in pairwise(laid_out.phases))
    assert extent(session, level) == (len(laid_out.phases), laid_out.total_seconds)
    for phase in laid_out.phases:
        assert (phase.rep is not None) == (phase.kind == "hold")
        assert phase.side is None or phase.kind == "hold"


@given(SESSIONS)
def test_no_level_is_shorter_than_the_one_before(session: Session) -> None:
    levels = range(session.top_level + 1)
    assert all(extent(session, level) <= extent(session, level + 1) for level in levels)
    assert extent(session, session.top_level) == extent(session, session.top_level + 5)
