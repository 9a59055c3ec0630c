"""The rule by which two entries of a run are merged: the same in whatever order, and nothing that guards is lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach.results import MISTAKE
from backstretch.journal.codec import entry_of, to_json
from backstretch.journal.merge import merged
from backstretch.journal.records import Entry, RunEntry, StopEntry

from .samples import RUN_ID, START, hold

EAST = timezone(timedelta(hours=2))
RUN = RunEntry(
    session="gentle",
    title="Gentle start",
    sha256="ab" * 32,
    started_at=START,
    ended_at=START + timedelta(minutes=5),
    outcome="completed",
    level=1,
    from_step=1,
    planned_seconds=150.0,
    active_seconds=120.0,
    holds_planned=2,
    pain_before=3,
    pain_during=None,
    pain_after=None,
    effort=None,
    note=None,
    next_day=None,
    next_day_asked=False,
    next_phase=4,
    changed_at=datetime(2025, 5, 1, tzinfo=UTC),
    holds=(hold(1), hold(3, side="right")),
)
STOP = StopEntry(
    stopped_at=START + timedelta(minutes=4),
    at_seconds=31.5,
    step=1,
    exercise="knee-to-chest",
    side="left",
    rep=2,
    kind="sharp",
    score=7,
    where="low left",
    signs=("fever",),
    note="while pulling",
    put_back=False,
    cleared_at=None,
    changed_at=datetime(2025, 5, 1, tzinfo=UTC),
)


def day(number: int) -> datetime:
    return datetime(2025, 5, number, tzinfo=UTC)


def run(changed: int = 1, **changes: Any) -> RunEntry:
    return RUN._replace(changed_at=day(changed), **changes)


def stop(changed: int = 1, **changes: Any) -> StopEntry:
    return STOP._replace(changed_at=day(changed), **changes)


def entry(run: RunEntry | None = None, stop: StopEntry | None = None, deleted: int | None = None) -> Entry:
    if run is not None and stop is not None:
        run = run._replace(outcome="stopped_for_pain")
    return Entry(RUN_ID, None if deleted is None else day(deleted), run, stop)


def exact(value: Any) -> str:
    """An entry with the offsets of its moments, which `==` does not look at."""
    return json.dumps(to_json(value))


# Few values, so that ties and clashes come often.
DAYS = st.integers(1, 3)
RUNS = st.builds(
    run,
    DAYS,
    outcome=st.sampled_from(["completed", "ended_early", "interrupted"]),
    started_at=st.sampled_from([START, START.astimezone(EAST)]),
    active_seconds=st.sampled_from([120.0, 90.0]),
    note=st.sampled_from([None, "a", "b"]),
    pain_during=st.sampled_from([None, 0, 5]),
    next_day=st.sampled_from([None, "same"]),
    holds=st.sampled_from([(), (hold(1),), (hold(1, side=None),)]),
)
STOPS = st.builds(
    stop,
    DAYS,
    exercise=st.sampled_from([None, "bridge"]),
    kind=st.sampled_from([None, "sharp", MISTAKE]),
    score=st.sampled_from([None, 7]),
    where=st.sampled_from([None, "left"]),
    signs=st.sampled_from([(), ("fever",)]),
    put_back=st.booleans(),
    cleared_at=st.sampled_from([None, day(2)]),
)


@st.composite
def known(draw: st.DrawFn) -> Entry:
    """What a journal that was never merged may know of a run."""
    run, stop, deleted = draw(st.none() | RUNS), draw(st.none() | STOPS), draw(st.none() | DAYS)
    if run is None and deleted is None:
        run = draw(RUNS)
    if run is not None and stop is not None:
        run = run._replace(changed_at=max(run.changed_at, stop.changed_at))
    if run is None and stop is not None:
        stop = stop.without_telling()
    made = entry(run, stop, deleted)
    return merged(made, made)


ENTRIES = known() | st.builds(merged, known(), known())
"""What a journal may know of a run."""


@given(ENTRIES)
def test_a_journal_may_know_all_of_this(one: Entry) -> None:
    assert exact(entry_of(json.loads(exact(one)))) == exact(one)


@given(ENTRIES)
def test_twice_is_once(one: Entry) -> None:
    assert exact(merged(one, one)) == exact(one)


@pytest.mark.second
@given(ENTRIES, ENTRIES)
def test_the_order_is_no_matter(one: Entry, other: Entry) -> None:
    together = merged(one, other)
    assert exact(merged(other, one)) == exact(together)
    assert exact(merged(together, other)) == exact(together)
    entry_of(json.loads(exact(together)))


@given(ENTRIES, ENTRIES, ENTRIES)
def test_who_is_asked_first_is_no_matter(one: Entry, other: Entry, third: Entry) -> None:
    assert exact(merged(merged(one, other), third)) == exact(merged(one, merged(other, third)))


@given(ENTRIES, ENTRIES)
def test_no_stop_is_lost(one: Entry, other: Entry) -> None:
    together = merged(one, other)
    stops = [side.stop for side in (one, other) if side.stop is not None]
    assert (together.stop is not None) == bool(stops)
    if together.stop is not None and together.run is not None:
        assert together.run.outcome == "stopped_for_pain"
    newest = [stop for stop in stops if stop.changed_at == max(stop.changed_at for stop in stops)]
    if any(stop.kind != MISTAKE and stop.cleared_at is None for stop in newest):
        assert together.stop is not None
        assert together.stop.kind != MISTAKE
        assert together.stop.cleared_at is None


@given(ENTRIES, ENTRIES)
def test_a_deletion_wins_over_anything_older_and_nothing_newer(one: Entry, other: Entry) -> None:
    together = merged(one, other)
    deleted = max((side.deleted_at for side in (one, other) if side.deleted_at), default=None)
    changed = max((side.run.changed_at for side in (one, other) if side.run), default=None)
    assert together.deleted_at == deleted
    gone = changed is None or (deleted is not None and deleted >= changed)
    assert (together.run is None) == gone
    if together.run is None and together.stop is not None:
        assert (together.stop.where, together.stop.score, together.stop.note) == (None, None, None)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param(entry(run(1, note="a")), entry(run(2, note=None)), entry(run(2)), id="the later change counts"),
        pytest.param(entry(run(1)), entry(run(1, note="a")), entry(run(1, note="a")), id="or what says more"),
        pytest.param(
            entry(run(1, active_seconds=60.0, note="a")), entry(run(1)), entry(run(1)), id="or what got further"
        ),
        pytest.param(
            entry(run(1, started_at=START.astimezone(UTC))),
            entry(run(1)),
            entry(run(1)),
            id="or what is further east",
        ),
        pytest.param(
            entry(run(3, note="a")),
            entry(run(2), stop(2)),
            entry(run(3, note="a"), stop(2)),
            id="a stop counts though the run was changed later elsewhere",
        ),
        pytest.param(
            entry(run(2), stop(2, kind=MISTAKE)),
            entry(run(1), stop(1)),
            entry(run(2), stop(2, kind=MISTAKE)),
            id="a mistake told of since is one",
        ),
        pytest.param(
            entry(run(1), stop(1, kind=MISTAKE)),
            entry(run(1), stop(1)),
            entry(run(1), stop(1)),
            id="of two told of at once it is none",
        ),
        pytest.param(
            entry(run(2), stop(2, cleared_at=day(2))),
            entry(run(1), stop(1)),
            entry(run(2), stop(2, cleared_at=day(2))),
            id="a gate passed on one side is passed",
        ),
        pytest.param(
            entry(run(2), stop(2, cleared_at=day(2))),
            entry(run(3), stop(3)),
            entry(run(3), stop(3)),
            id="unless the other told more since",
        ),
        pytest.param(entry(deleted=2), entry(run(1)), entry(deleted=2), id="deleted"),
        pytest.param(entry(deleted=2), entry(run(2)), entry(deleted=2), id="deleted at the same moment"),
        pytest.param(entry(deleted=2), entry(run(3)), entry(run(3), deleted=2), id="changed since"),
        pytest.param(
            entry(deleted=2),
            entry(run(1), stop(1)),
            entry(None, stop(1).without_telling(), deleted=2),
            id="of a deleted run the stop stays, and nothing that was told",
        ),
        pytest.param(
            entry(deleted=2),
            entry(run(3), stop(1)),
            entry(run(3), stop(1).without_telling(), deleted=2),
            id="what was told before stays deleted though the run came back",
        ),
    ],
)
def test_what_two_say_together(one: Entry, other: Entry, together: Entry) -> None:
    assert exact(merged(one, other)) == exact(together)
    assert exact(merged(other, one)) == exact(together)
