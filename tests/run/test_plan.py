"""From a chosen session to what this person will do, and what the past says before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from backstretch.base.errors import BackstretchError
from backstretch.base.paths import bundled_sessions
from backstretch.coach.red_flags import say
from backstretch.coach.results import NextDay
from backstretch.journal.records import Hold, PainReport, Progress, RunStart
from backstretch.journal.store import Journal
from backstretch.plain.introduction import overview
from backstretch.run.gate import StopGate
from backstretch.run.levels import start_level
from backstretch.run.person import PersonAnswers
from backstretch.run.plan import (
    ends,
    ends_line,
    find_resumable,
    gather_facts,
    left_out_lines,
    level_of,
    make_breathing_plan,
    make_plan,
    who,
)
from backstretch.session.adaptation import paced
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Pace, Person
from backstretch.session.library import Found, load
from backstretch.session.model import Range, Session
from backstretch.session.reader import read_session
from backstretch.tui.library.model import Entry, about
from tests.cases import cases

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DEAD_PID = 2**31 - 1
TEXT = """\
format = 1
title = "Three"
lead_in = 0
[[steps]]
exercise = "knee-to-chest"
hold = 10
reps = 1
side_gap = 0
[[steps]]
rest = 30
[[steps]]
exercise = "bridge"
hold = { from = 5, to = 15, by = 5 }
reps = 1
"""
"""Holds of 10 s left and right, a rest of 30 s, a hold of 5 s or more."""


def session_of(text: str) -> Session:
    reading = read_session(text.encode(), id="three", path="three.toml", exercises=catalogue())
    assert reading.session is not None, list(map(str, reading.problems))
    return reading.session


def resting() -> Session:
    session = load(Found("rest-and-breathe", bundled_sessions() / "rest-and-breathe.toml", "bundled")).session
    assert session is not None
    return session


SESSION = session_of(TEXT)
ANYONE = Person()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "data" / "journal.db", tmp_path / "stops") as opened:
        yield opened


def begun(
    ago: timedelta, run_id: str = "run", *, sha256: str = SESSION.sha256, from_step: int = 1, level: int = 0
) -> RunStart:
    plan = make_plan(SESSION, ANYONE, level, from_step)
    return RunStart(
        id=run_id,
        session="three",
        title="Three",
        sha256=sha256,
        started_at=NOW - ago - timedelta(minutes=1),
        level=level,
        from_step=from_step,
        planned_seconds=plan.timeline.total_seconds,
        holds_planned=len(plan.timeline.holds),
        pain_before=None,
        pid=DEAD_PID,
    )


def interrupt(journal: Journal, start: RunStart, ago: timedelta, next_phase: int = 1) -> None:
    """Write a run whose process died."""
    hold = Hold(0, 1, None, None, "knee-to-chest", "left", 1, 10.0, 10.0, "done")
    assert journal.begin(start)
    assert journal.progress(start.id, Progress(NOW - ago, next_phase, 10.0, (hold,)))


# What is done.


@pytest.mark.parametrize(("rotations", "expected"), [(False, {"knee", "rotation"}), (True, {"knee"})])
def test_everyone_has_the_rotation_caution_until_they_switch_it_off(rotations: bool, expected: set[str]) -> None:
    person = who(PersonAnswers(frozenset({"knee", "rotation"}), rotations, None), frozenset({"bridge"}))
    assert person == Person(frozenset(expected), frozenset({"bridge"}))


def test_a_plan_is_the_session_at_a_level_from_a_step() -> None:
    plan = make_plan(SESSION, ANYONE)
    assert (plan.timeline.total_seconds, plan.timeline.level, plan.from_step, plan.left_out) == (55.0, 0, 1, ())
    assert make_plan(SESSION, ANYONE, 2).timeline.total_seconds == 65
    assert make_plan(SESSION, ANYONE, 9).timeline.total_seconds == 65
    later = make_plan(SESSION, ANYONE, 1, 2)
    assert (later.timeline.total_seconds, later.from_step) == (40.0, 2)
    assert [phase.start for phase in later.timeline.phases] == [0, 30]


def test_cautions_and_what_hurt_are_left_out_by_name() -> None:
    plan = make_plan(SESSION, Person(frozenset({"osteoporosis"})))
    assert [(change.name, change.instead) for change in plan.left_out] == [("One knee to the chest", "Sphinx")]
    assert {phase.exercise for phase in plan.timeline.phases} == {None, "bridge", "sphinx"}
    plan = make_plan(SESSION, Person(hurt=frozenset({"bridge"})))
    assert [change.reason for change in plan.left_out] == ["it ended in a pain stop"]
    assert {phase.exercise for phase in plan.timeline.phases} == {None, "knee-to-chest"}


@pytest.mark.parametrize(
    ("hurt", "level", "said"),
    [
        ((), 4, "level 4 of 4"),
        ((), 0, "level 0 of 4, the easiest"),
        (("bridge",), 4, "level 3 of 3"),
        (("bridge",), 2, "level 2 of 3"),
        (("bridge", "pelvic-tilt"), 4, ""),
    ],
)
def test_the_level_is_one_of_those_that_are_left(hurt: tuple[str, ...], level: int, said: str) -> None:
    session = session_of("""\
format = 1
title = "Three"
[[steps]]
exercise = "pelvic-tilt"
hold = 5
reps = { from = 2, to = 5, by = 1 }
[[steps]]
exercise = "bridge"
hold = 5
reps = { from = 2, to = 6, by = 1 }
[[steps]]
exercise = "knee-to-chest"
""")
    plan = make_plan(session, Person(hurt=frozenset(hurt)), level)
    assert level_of(plan) == said
    entry = Entry(Found("three", Path(), "yours"), session, plan, (), "", None)
    assert ("level" in about(entry, NOW)) is bool(said)
    assert said in about(entry, NOW)
    assert said in overview(plan)[0]


@cases(
    ("seconds", "until_key", "said"),
    [
        (0.0, False, "ends at 12:00"),
        (59.0, False, "ends at 12:00"),
        (60.0, False, "ends at 12:01"),
        (90.0, True, "ends about 12:01"),
        (12 * 3600.0 - 1, False, "ends at 23:59"),
        (12 * 3600.0, False, ""),
    ],
)
def test_the_time_of_the_end_is_that_of_the_wall(seconds: float, until_key: bool, said: str) -> None:
    assert ends_line(seconds, NOW.replace(hour=12, minute=0, second=0), until_key=until_key) == said


@cases(("key", "said"), [("", "ends at 12:00"), ('until = "key"\n', "ends about 12:00")])
def test_a_session_says_when_it_ends(key: str, said: str) -> None:
    text = f'format = 1\ntitle = "Three"\n[[steps]]\nname = "Mine"\ncues = ["Up."]\nhold = 50\n{key}'
    plan = make_plan(session_of(text), ANYONE)
    now = NOW.replace(hour=12, minute=0) - timedelta(seconds=plan.timeline.total_seconds)
    assert ends(plan.timeline, now) == said
    entry = Entry(Found("three", Path(), "yours"), plan.session, plan, (), "", None)
    assert said in about(entry, now)


@pytest.mark.parametrize(
    ("exercises", "person", "from_step", "reason"),
    [
        (["double-knee-to-chest"], Person(frozenset({"osteoporosis"})), 1, "cautions"),
        (["bridge", "double-knee-to-chest"], Person(hurt=frozenset({"bridge", "double-knee-to-chest"})), 1, "hurt"),
        (["bridge", "double-knee-to-chest"], Person(frozenset({"osteoporosis"}), frozenset({"bridge"})), 1, "both"),
        (["bridge", "double-knee-to-chest"], Person(frozenset({"osteoporosis"})), 2, "from_step"),
        (["bridge", "double-knee-to-chest"], Person(hurt=frozenset({"bridge"})), 3, "from_step"),
    ],
)
def test_nothing_left_but_rests_is_refused_with_the_true_reason(
    exercises: list[str], person: Person, from_step: int, reason: str
) -> None:
    steps = "".join(f'[[steps]]\nexercise = "{id_}"\n' for id_ in exercises)
    session = session_of(f'format = 1\ntitle = "Few"\n{steps}[[steps]]\nrest = 30\n')
    with pytest.raises(BackstretchError) as refused:
        make_plan(session, person, 0, from_step)
    assert str(refused.value) == say("missing", reason)
    assert "\n" not in str(refused.value)


def test_a_hold_that_is_kept_shorter_is_told_of() -> None:
    text = 'format = 1\ntitle = "Long"\n[[steps]]\nexercise = "bridge"\nhold = 18\n'
    plan = make_plan(session_of(text), Person(frozenset({"heart-pressure"})))
    (line,) = left_out_lines(plan.left_out)
    assert line.startswith("Bridge with holds of 6 s at most: ")
    assert {phase.seconds for phase in plan.timeline.phases if phase.kind == "hold"} == {6}


def test_a_hold_that_is_to_be_short_does_not_wait_for_a_key() -> None:
    text = 'format = 1\ntitle = "Long"\n[[steps]]\nexercise = "bridge"\nhold = 5\nuntil = "key"\n'
    assert make_plan(session_of(text), ANYONE).timeline.until_key
    assert not make_plan(session_of(text), Person(frozenset({"heart-pressure"}))).timeline.until_key
    sitting = 'format = 1\ntitle = "Swap"\n[[steps]]\nexercise = "figure-4"\nuntil = "key"\n'
    swapped = make_plan(session_of(sitting), Person(frozenset({"osteoporosis"})))
    assert swapped.left_out[0].instead is not None
    assert not swapped.timeline.until_key


def test_only_breathing_is_the_breathing_of_the_resting_session() -> None:
    plan = make_breathing_plan(resting(), ANYONE)
    assert {phase.exercise for phase in plan.timeline.phases} == {"seated-belly-breathing"}
    assert plan.session.id == "rest-and-breathe"
    after = make_breathing_plan(resting(), Person(hurt=frozenset({"seated-belly-breathing"})))
    assert after.session == plan.session, "breathing is never left out for having hurt"


@pytest.mark.parametrize("caution", ["pregnancy", "surgery", "osteoporosis", "knee", "leg-pain"])
def test_with_every_caution_there_is_breathing_left(caution: str) -> None:
    exercises = {
        phase.exercise for phase in make_breathing_plan(resting(), Person(frozenset({caution}))).timeline.phases
    }
    assert exercises == {"seated-belly-breathing"}


PACED = """\
format = 1
title = "Paced"
lead_in = 10
breath = 5
[[steps]]
exercise = "bridge"
lead_in = 0
[[steps]]
exercise = "pelvic-tilt"
[[steps]]
rounds = 2
[[steps.steps]]
exercise = "bridge"
lead_in = "8 breaths"
[[steps.steps]]
rest = 5
"""


@pytest.mark.parametrize(
    ("pace", "lead_ins"),
    [
        (Pace(), [0, 10, 40, 40]),
        (Pace(0, 15), [0, 10, 15, 15]),
        (Pace(5, 3600), [5, 10, 40, 40]),
        (Pace(12, 12), [12, 12, 12, 12]),
        (Pace(0, 0), [0, 0, 0, 0]),
    ],
)
def test_every_lead_in_keeps_to_the_pace(pace: Pace, lead_ins: list[float]) -> None:
    session = session_of(PACED)
    plan = make_plan(session, who(PersonAnswers(), frozenset(), pace))
    ready = {phase.place: phase.seconds for phase in plan.timeline.phases if phase.kind == "ready"}
    exercises = sorted({phase.place for phase in plan.timeline.phases if phase.kind == "hold"})
    assert [ready.get(place, 0) for place in exercises] == lead_ins
    as_written = make_plan(session, ANYONE).timeline.total_seconds
    assert plan.timeline.total_seconds == as_written - 90 + sum(lead_ins)


def test_a_pace_that_changes_nothing_leaves_the_session_as_written() -> None:
    session = session_of(PACED)
    assert paced(session, Pace(0, 40)) == session
    assert [str(step.lead_in) for step in paced(session, Pace(1, 39)).exercise_steps()] == ["1 s", "10 s", "39 s"]


def test_a_breath_is_as_long_as_the_person_wants_it() -> None:
    session = session_of(PACED)
    plan = make_plan(session, Person(pace=Pace(breath_seconds=4)))
    assert plan.session.breath_seconds == 4
    ready = {phase.place: phase.seconds for phase in plan.timeline.phases if phase.kind == "ready"}
    assert 8 * 4 in ready.values(), "what is written in breaths"
    assert make_plan(session, ANYONE).session.breath_seconds == session.breath_seconds
    assert make_breathing_plan(resting(), Person(pace=Pace(breath_seconds=9))).session.breath_seconds == 9


def test_breathing_keeps_to_the_pace_too() -> None:
    plan = make_breathing_plan(resting(), Person(pace=Pace(33, 33)))
    assert {phase.seconds for phase in plan.timeline.phases if phase.kind == "ready"} == {33}


# What the past says.


def test_without_a_journal_the_past_is_empty() -> None:
    answers = PersonAnswers(answered_on=date(2026, 1, 1))
    facts = gather_facts(answers, None, NOW.date(), no_stops(None))
    assert (facts.today, facts.answered_on) == (date(2026, 11, 23), date(2026, 1, 1))
    assert (facts.open_stop, facts.last_run_on, facts.worse_twice, facts.resumable) == (False, None, False, False)


def no_stops(journal: Journal | None) -> StopGate:
    """Of a journal beside which no stop waits."""
    return StopGate(journal, Path("nowhere"), unreadable=False)


def test_facts_tell_of_the_last_run_until_its_next_day_was_asked_about(journal: Journal) -> None:
    start = begun(timedelta(days=1))
    interrupt(journal, start, timedelta(days=1))
    facts = gather_facts(PersonAnswers(), journal, NOW.date(), no_stops(journal))
    assert (facts.last_run_on, facts.worse_twice, facts.open_stop) == (date(2026, 11, 22), False, False)
    journal.next_day(start.id, "worse")
    facts = gather_facts(PersonAnswers(), journal, NOW.date(), no_stops(journal))
    assert (facts.last_run_on, facts.worse_twice) == (None, False)


@cases(
    ("days", "twice"),
    [
        (("worse", "worse"), True),
        (("same", "worse", "worse"), True),
        (("worse", "better"), False),
        (("worse", "same", "worse"), False),
        (("worse", None, "worse"), False),
        (("worse",), False),
    ],
)
def test_worse_twice_in_a_row_counts_until_something_begins(
    tmp_path: Path, days: tuple[NextDay | None, ...], twice: bool
) -> None:
    """Oldest first: how the days after were."""
    with Journal.open(tmp_path / f"{days}.db", tmp_path / "stops") as journal:
        for number, answer in enumerate(days):
            start = begun(timedelta(days=10 - number))._replace(id=f"run-{number}")
            interrupt(journal, start, timedelta(days=10 - number))
            journal.next_day(start.id, answer)
        assert gather_facts(PersonAnswers(), journal, NOW.date(), no_stops(journal)).worse_twice is twice
        interrupt(journal, begun(timedelta(days=1))._replace(id="since"), timedelta(days=1))
        assert not gather_facts(PersonAnswers(), journal, NOW.date(), no_stops(journal)).worse_twice


def test_facts_pass_on_what_they_were_told() -> None:
    facts = gather_facts(PersonAnswers(), None, NOW.date(), no_stops(None), kept_signs=True, resumable=True)
    assert (facts.kept_signs, facts.resumable) == (True, True)


@pytest.mark.parametrize(("asked", "expected"), [(None, 1), (0, 0), (1, 1), (9, 2)])
def test_a_session_starts_at_the_level_asked_for_or_the_last_one(
    journal: Journal, asked: int | None, expected: int
) -> None:
    interrupt(journal, begun(timedelta(days=3), level=1), timedelta(days=3))
    growing = SESSION._replace(steps=(SESSION.exercise_steps()[0]._replace(reps=Range(1, 3, 1)),))
    assert start_level(growing, journal, asked) == expected


# Going on.


def test_an_interrupted_run_is_found_with_its_plan(journal: Journal) -> None:
    interrupt(journal, begun(timedelta(minutes=59), level=1), timedelta(minutes=59))
    found = find_resumable(journal, SESSION, ANYONE, 1, NOW)
    assert found is not None
    resumable, plan = found
    assert (resumable.run.id, resumable.next_phase, plan.timeline.level) == ("run", 1, 1)
    assert [hold.phase for hold in resumable.holds] == [0]


def test_one_begun_from_a_later_step_goes_on_there(journal: Journal) -> None:
    interrupt(journal, begun(timedelta(minutes=5), from_step=2), timedelta(minutes=5), next_phase=1)
    found = find_resumable(journal, SESSION, ANYONE, 1, NOW)
    assert found is not None
    assert (found[1].from_step, found[1].timeline.total_seconds) == (2, 35.0)


def test_it_is_not_found(journal: Journal) -> None:
    assert find_resumable(None, SESSION, ANYONE, 1, NOW) is None
    assert find_resumable(journal, SESSION, ANYONE, 1, NOW) is None
    interrupt(journal, begun(timedelta(minutes=30)), timedelta(minutes=30))
    assert find_resumable(journal, SESSION, ANYONE, 1, NOW) is not None
    assert find_resumable(journal, SESSION, ANYONE, 2, NOW) is None, "another beginning was asked for"
    changed = session_of(TEXT + "# changed\n")
    assert find_resumable(journal, changed, ANYONE, 1, NOW) is None, "the file was changed"
    tender = Person(hurt=frozenset({"bridge"}))
    assert find_resumable(journal, SESSION, tender, 1, NOW) is None, "the person does it another way now"
    nobody = Person(frozenset({"surgery"}))
    assert find_resumable(journal, SESSION, nobody, 1, NOW) is None, "nothing is left of it"
    assert find_resumable(journal, SESSION, ANYONE, 1, NOW + timedelta(minutes=31)) is None, "more than an hour"


def test_never_after_a_stop(journal: Journal) -> None:
    interrupt(journal, begun(timedelta(minutes=30)), timedelta(minutes=30))
    stopped = begun(timedelta(minutes=10), "stopped")
    report = PainReport(at_seconds=5, step=1, exercise=None, side=None, rep=None)
    journal.record_stop(stopped.id, Progress(NOW - timedelta(minutes=10), 0, 5.0, ()), report, stopped)
    journal.clear_stop(stopped.id, NOW)
    assert find_resumable(journal, SESSION, ANYONE, 1, NOW) is None


def test_a_place_beyond_the_end_is_not_gone_on_from(journal: Journal) -> None:
    interrupt(journal, begun(timedelta(minutes=5)), timedelta(minutes=5), next_phase=99)
    assert find_resumable(journal, SESSION, ANYONE, 1, NOW) is None
