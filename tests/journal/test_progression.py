"""Every rule about the level, at each of its edges, with made-up histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backstretch.journal.progression import Reason, Suggestion, suggest
from backstretch.journal.records import LevelHistory, Run
from backstretch.journal.store import Journal
from tests.cases import cases

from .samples import hold as a_hold
from .samples import minutes, numbered, progress, report

TODAY = date(2026, 11, 23)
TOP = 5


def run(days_ago: int, level: int = 2, **changes: Any) -> Run:
    """A completed run that began so many days ago, with a little pain before it and less after."""
    at = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=1))) - timedelta(days=days_ago)
    known = Run(
        id=f"{days_ago}",
        session="everyday",
        title="Everyday",
        sha256="ab",
        started_at=at,
        ended_at=at + timedelta(minutes=10),
        outcome="completed",
        level=level,
        from_step=1,
        planned_seconds=600.0,
        active_seconds=600.0,
        held_seconds=300.0,
        holds_planned=10,
        holds_done=10,
        holds_skipped=0,
        pain_before=2,
        pain_after=1,
        effort=None,
        note=None,
        next_day=None,
        pain_report=None,
    )
    return known._replace(**changes)


def suggested(runs: Sequence[Run], top: int = TOP) -> Suggestion | None:
    """What is suggested after runs, newest first."""
    return suggest(LevelHistory(runs[0].level, tuple(runs)), TODAY, top)


UP = Suggestion(3, 2, "up", Reason.WENT_WELL, 3)
PAIN = Suggestion(1, 2, "down", Reason.PAIN)
WORSE = Suggestion(1, 2, "down", Reason.WORSE)

ACHED = {"outcome": "stopped_for_pain", "pain_after": None, "pain_report": report(kind="dull", gate=False)}

GOOD = (run(0), run(3), run(7))
"""Just enough for the next level."""


# ---- up ------------------------------------------------------------------------------------------


def test_three_runs_over_seven_days_are_enough() -> None:
    assert suggested(GOOD) == UP


@cases(
    ("why", "runs", "expected"),
    [
        ("only two runs", (run(0), run(7)), None),
        ("the first six days ago", (run(0), run(3), run(6)), None),
        ("the first seven days ago", (run(1), run(2), run(7)), UP),
        ("four runs", (run(0), run(1), run(2), run(8)), UP._replace(number=4)),
        ("the last one days ago", (run(13), run(14), run(15)), UP),
        ("at another level before", (run(0), run(3), run(7, level=1)), None),
        ("level by level", (run(0), run(3), run(7, level=3)), None),
        ("back from another level", (run(0), run(1), run(4, level=1), run(8), run(9)), None),
    ],
)
def test_how_many_and_how_long(why: str, runs: tuple[Run, ...], expected: Suggestion | None) -> None:
    assert suggested(runs) == expected


@cases(
    ("why", "changes", "counts"),
    [
        ("no pain", {"pain_before": 0, "pain_after": 0}, True),
        ("3 after", {"pain_before": 0, "pain_after": 3}, True),
        ("3 while it ran", {"pain_before": 0, "pain_during": 3}, True),
        ("4, as before", {"pain_before": 4, "pain_after": 4}, True),
        ("4 while it ran, as before", {"pain_before": 4, "pain_during": 4}, True),
        ("5, as before", {"pain_before": 5, "pain_after": 5}, True),
        ("4, less than before", {"pain_before": 5, "pain_after": 4}, True),
        ("start unknown", {"pain_before": None, "pain_after": 3}, True),
        ("better next day", {"next_day": "better"}, True),
        ("same next day", {"next_day": "same"}, True),
        ("next day asked, unanswered", {"next_day_asked": True}, True),
        ("ended early", {"outcome": "ended_early"}, False),
        ("interrupted", {"outcome": "interrupted"}, False),
        ("stopped by mistake", {"outcome": "stopped_for_pain"}, False),
        ("from a later step", {"from_step": 2}, False),
        ("after unanswered", {"pain_after": None}, False),
        ("nothing said", {"pain_before": None, "pain_after": None}, False),
        ("only while it ran", {"pain_after": None, "pain_during": 1}, False),
    ],
)
def test_what_counts_as_going_well(why: str, changes: dict[str, Any], counts: bool) -> None:
    """One of three; a run that does not count does not stand in the way of three others either."""
    assert suggested((run(0), run(3, **changes), run(7))) == (UP if counts else None)
    others = (run(0), run(3, **changes), run(6), run(7))
    assert suggested(others) == UP._replace(number=3 + counts)


@cases(
    "changes",
    [
        {"pain_before": 3, "pain_after": 4},
        {"pain_before": 3, "pain_after": 1, "pain_during": 4},
        {"pain_before": None, "pain_after": 4},
        {"next_day": "worse"},
    ],
)
def test_pain_or_a_worse_day_begins_the_row_anew(changes: dict[str, Any]) -> None:
    amber = run(20, **changes)
    assert suggested((run(0), run(5), amber, run(21), run(22))) is None
    assert suggested((run(0), run(5), run(8), amber, run(21), run(22))) == UP


def test_the_highest_level_is_the_end() -> None:
    assert suggested(GOOD, top=2) is None
    assert suggested(GOOD, top=3) == UP


def test_a_file_that_has_fewer_levels_now() -> None:
    """Runs above its top count as runs at the top."""
    runs = (run(0, level=4), run(3, level=3), run(7, level=4))
    assert suggested(runs, top=3) is None
    assert suggested((run(0, level=4, next_day="worse"),), top=3) == Suggestion(2, 3, "down", Reason.WORSE)


def test_from_the_lowest_level() -> None:
    assert suggested([each._replace(level=0) for each in GOOD]) == Suggestion(1, 0, "up", Reason.WENT_WELL, 3)


# ---- down ----------------------------------------------------------------------------------------


@cases(
    ("why", "changes", "expected"),
    [
        ("4 from 3", {"pain_before": 3, "pain_after": 4}, PAIN),
        ("5 from 4", {"pain_before": 4, "pain_after": 5}, PAIN),
        ("5 while it ran", {"pain_before": 0, "pain_during": 5, "pain_after": 0}, PAIN),
        ("4 while it ran, after unanswered", {"pain_before": 0, "pain_during": 4, "pain_after": None}, PAIN),
        ("4 from an unknown start", {"pain_before": None, "pain_after": 4}, PAIN),
        ("3 from nothing", {"pain_before": 0, "pain_after": 3}, None),
        ("4 as before", {"pain_before": 4, "pain_after": 4}, None),
        ("6 that was no stop", {"pain_before": 5, "pain_after": 6, "outcome": "interrupted"}, PAIN),
        ("in one that ended early", {"pain_before": 0, "pain_during": 4, "outcome": "ended_early"}, PAIN),
        ("in one that was stopped by mistake", {"pain_during": 4, "outcome": "stopped_for_pain"}, PAIN),
        ("from a later step", {"pain_after": 4, "from_step": 3}, PAIN),
        ("worse", {"next_day": "worse"}, WORSE),
        ("worse after one that ended early", {"next_day": "worse", "outcome": "ended_early"}, WORSE),
        ("worse and pain", {"next_day": "worse", "pain_after": 5}, WORSE),
        ("a dull ache ended it", ACHED, PAIN),
        ("at once", {**ACHED, "held_seconds": 0.0}, PAIN),
        ("a cramp ended it", {**ACHED, "pain_report": report(kind="cramp", gate=False)}, None),
        ("a mistake ended it", {**ACHED, "pain_report": report(kind="mistake")}, None),
        ("stopped by mistake", {"outcome": "stopped_for_pain", "pain_after": None}, None),
    ],
)
def test_what_asks_for_one_level_less(why: str, changes: dict[str, Any], expected: Suggestion | None) -> None:
    assert suggested((run(1, **changes),)) == expected
    after_others = suggested((run(1, **changes), run(2), run(5), run(9)))
    assert after_others is not None
    assert after_others._replace(number=0) == (expected or UP._replace(number=0))


@cases(
    ("why", "later", "stands"),
    [
        ("one that went well", run(1), False),
        ("one that says nothing", run(1, pain_after=None), True),
        ("one that ended early", run(1, outcome="ended_early"), True),
        ("one from a later step", run(1, from_step=2), True),
        ("one that was left at once", run(1, outcome="ended_early", held_seconds=0.0), True),
        ("one at a lower level", run(1, level=1), False),
    ],
)
def test_it_stands_until_a_run_at_this_level_goes_well(why: str, later: Run, stands: bool) -> None:
    assert suggested((later, run(3, next_day="worse"))) == (WORSE if stands else None)


def test_below_the_lowest_level_is_nothing() -> None:
    assert suggested((run(1, level=0, next_day="worse"), run(2, level=0), run(5, level=0), run(9, level=0))) is None


# ---- days off ------------------------------------------------------------------------------------


@cases(
    ("days", "level", "expected"),
    [
        (13, 4, None),
        (14, 4, Suggestion(2, 4, "down", Reason.OFF, 14)),
        (14, 5, Suggestion(2, 5, "down", Reason.OFF, 14)),
        (14, 1, Suggestion(0, 1, "down", Reason.OFF, 14)),
        (14, 0, None),
        (27, 4, Suggestion(2, 4, "down", Reason.OFF, 27)),
        (28, 4, Suggestion(0, 4, "reset", Reason.OFF, 28)),
        (400, 1, Suggestion(0, 1, "reset", Reason.OFF, 400)),
        (400, 0, None),
        (-1, 4, None),
    ],
)
def test_days_off(days: int, level: int, expected: Suggestion | None) -> None:
    assert suggested((run(days, level=level),)) == expected


def test_nothing_grows_straight_after_a_break() -> None:
    assert suggested((run(13, level=0), run(15, level=0), run(20, level=0))) is not None
    assert suggested((run(14, level=0), run(15, level=0), run(20, level=0))) is None


@cases(("gap", "counts"), [(13, True), (14, False)])
def test_what_was_before_a_break_does_not_count_after_it(gap: int, counts: bool) -> None:
    runs = (run(1), run(1 + gap), run(2 + gap), run(3 + gap))
    assert (suggested(runs) is not None) is counts
    amber = (run(1, pain_after=None), run(1 + gap, next_day="worse"))
    assert (suggested(amber) is not None) is counts


@cases(("left", "ends_it"), [({"held_seconds": 0.0}, False), ({"held_seconds": 5.0}, True)])
def test_a_run_left_at_once_ends_no_break(left: dict[str, Any], ends_it: bool) -> None:
    runs = (run(1, outcome="ended_early", **left), run(20))
    assert suggested(runs) == (None if ends_it else Suggestion(1, 2, "down", Reason.OFF, 20))


def test_only_a_run_left_at_once() -> None:
    assert suggested((run(40, level=3, outcome="interrupted", held_seconds=0.0),)) is None


@cases(
    ("days", "level", "expected"),
    [
        (14, 5, Suggestion(2, 5, "down", Reason.OFF, 14)),
        (14, 1, Suggestion(0, 1, "down", Reason.OFF, 14)),
        (13, 5, Suggestion(4, 5, "down", Reason.WORSE)),
    ],
)
def test_of_two_rules_the_lower_level(days: int, level: int, expected: Suggestion) -> None:
    assert suggested((run(days, level=level, next_day="worse"),)) == expected


# ---- after a pain stop ---------------------------------------------------------------------------


@cases(
    ("before", "top", "expected"),
    [
        (3, 5, Suggestion(0, 3, "reset", Reason.STOPPED)),
        (3, 2, Suggestion(0, 2, "reset", Reason.STOPPED)),
        (0, 5, None),
    ],
)
def test_after_a_stop_nobody_is_asked(before: int, top: int, expected: Suggestion | None) -> None:
    found = suggest(LevelHistory(before, ()), TODAY, top)
    assert found == expected
    assert found is None or found.in_force


def test_everything_else_is_a_suggestion_only() -> None:
    for reason in Reason:
        assert UP._replace(reason=reason).in_force is (reason is Reason.STOPPED)


# ---- any history ---------------------------------------------------------------------------------

SCORES = st.none() | st.integers(0, 10)
RUNS = st.lists(
    st.builds(
        run,
        st.integers(0, 60),
        st.integers(0, 6),
        outcome=st.sampled_from(["completed", "ended_early", "interrupted", "stopped_for_pain"]),
        pain_before=SCORES,
        pain_during=SCORES,
        pain_after=SCORES,
        next_day=st.sampled_from([None, "better", "same", "worse"]),
    ),
    min_size=1,
    max_size=12,
).map(lambda runs: sorted(runs, key=lambda each: each.started_at, reverse=True))


@given(RUNS, st.integers(0, 5))
def test_never_by_more_than_one_up_and_never_out_of_bounds(runs: list[Run], top: int) -> None:
    found = suggested(runs, top)
    if found is None:
        return
    assert 0 <= found.level <= top
    assert found.instead_of == min(runs[0].level, top)
    if found.direction == "up":
        assert found.level == found.instead_of + 1
        assert (TODAY - runs[0].started_at.date()).days < 14
        assert runs[0].next_day != "worse"
    else:
        assert found.level < found.instead_of


@given(RUNS)
def test_a_worse_day_never_leads_up(runs: list[Run]) -> None:
    worse = [runs[0]._replace(next_day="worse"), *runs[1:]]
    before, after = suggested(runs), suggested(worse)
    assert after is None or after.direction != "up"
    if before is not None and before.direction != "up":
        assert after is not None
        assert after.level <= before.level


# ---- the journal's part --------------------------------------------------------------------------


def finish(journal: Journal, number: int, **changes: Any) -> None:
    start = numbered(number, **changes)
    assert journal.begin(start)
    assert journal.finish(start.id, "completed", progress(a_hold(0), at=60 * number + 1))


def test_the_history_is_the_session_s_newest_first(journal: Journal) -> None:
    assert journal.level_history("gentle") is None
    for number, level in enumerate([0, 1, 3]):
        finish(journal, number, level=level)
    finish(journal, 9, session="other", level=5)
    history = journal.level_history("gentle")
    assert history is not None
    assert history.last_level == 3
    assert [each.level for each in history.runs] == [3, 1, 0]
    assert history.runs == tuple(reversed([each for each in journal.runs() if each.session == "gentle"]))


def test_the_history_begins_after_the_latest_stop_of_any_session(journal: Journal) -> None:
    finish(journal, 0, level=4)
    stopped = numbered(1, session="other")
    journal.record_stop(stopped.id, progress(at=61), report(), stopped)
    history = journal.level_history("gentle")
    assert history == LevelHistory(4, ())
    finish(journal, 2, level=0)
    history = journal.level_history("gentle")
    assert history is not None
    assert [each.level for each in history.runs] == [0]


def test_a_stop_by_mistake_is_part_of_the_history(journal: Journal) -> None:
    finish(journal, 0, level=4)
    mistaken = numbered(1, level=4)
    journal.record_stop(mistaken.id, progress(at=61), report(kind="mistake"), mistaken)
    history = journal.level_history("gentle")
    assert history is not None
    assert [(each.level, each.outcome) for each in history.runs] == [(4, "stopped_for_pain"), (4, "completed")]


def test_the_history_has_an_end(journal: Journal) -> None:
    for number in range(70):
        finish(journal, number)
    history = journal.level_history("gentle")
    assert history is not None
    assert len(history.runs) == 60
    assert history.runs[0].started_at == minutes(69 * 60)
