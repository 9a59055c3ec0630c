"""Records survive the way through JSON, and nothing else gets through."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.journal.codec import from_json, to_json
from backstretch.journal.records import Hold, PainReport, Progress, RunStart
from backstretch.journal.spool import Stop

from .samples import RUN_ID, hold, progress, report, run

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
WHOLE = st.integers(-(2**63), 2**63 - 1)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
MOMENT = st.builds(
    lambda at, minutes: at.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(datetime(1970, 1, 3), datetime(2200, 1, 1)),
    st.integers(-1439, 1439),
)
SIDE = st.sampled_from(["left", "right", None])
STOP = st.builds(
    Stop,
    st.builds(
        RunStart,
        **dict.fromkeys(("id", "session", "title", "sha256"), TEXT),
        **dict.fromkeys(("level", "from_step", "holds_planned", "pid"), WHOLE),
        started_at=MOMENT,
        planned_seconds=NUMBER,
        pain_before=st.none() | WHOLE,
    ),
    st.none()
    | st.builds(
        Progress,
        MOMENT,
        WHOLE,
        NUMBER,
        st.lists(
            st.builds(
                Hold,
                **dict.fromkeys(("phase", "step", "rep"), WHOLE),
                **dict.fromkeys(("within", "round"), st.none() | WHOLE),
                **dict.fromkeys(("planned_seconds", "held_seconds"), NUMBER),
                exercise=TEXT,
                side=SIDE,
                result=st.sampled_from(["done", "cut", "skipped"]),
            ),
            max_size=3,
        ).map(tuple),
        st.none() | WHOLE,
    ),
    st.builds(
        PainReport,
        at_seconds=NUMBER,
        step=WHOLE,
        **dict.fromkeys(("exercise", "kind", "where", "note"), st.none() | TEXT),
        **dict.fromkeys(("rep", "score"), st.none() | WHOLE),
        side=SIDE,
        signs=st.lists(TEXT, max_size=3).map(tuple),
    ),
)


@given(STOP)
def test_every_record_comes_back(stop: Stop) -> None:
    assert from_json(Stop, json.loads(json.dumps(to_json(stop)))) == stop


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.second
@given(STOP, st.data())
def test_anything_else_is_a_value_error(stop: Stop, data: st.DataObject) -> None:
    whole = to_json(stop)
    part = whole[data.draw(st.sampled_from(["run", "report"]))]
    key = data.draw(st.sampled_from(sorted(part)))
    part[key] = data.draw(JSON)
    try:
        read = from_json(Stop, whole)
    except ValueError:
        return
    assert from_json(Stop, to_json(read)) == read


@pytest.mark.parametrize(
    ("record", "changes"),
    [
        (run(), {"level": 1.0}),
        (run(), {"level": False}),
        (run(), {"id": 5}),
        (run(), {"started_at": None}),
        (run(), {"started_at": 1_700_000_000}),
        (run(), {"planned_seconds": "150"}),
        (run(), {"planned_seconds": True}),
        (hold(0), {"result": "finished"}),
        (hold(0), {"result": None}),
        (hold(0), {"side": "both"}),
        (progress(), {"holds": {}}),
        (progress(), {"holds": [5]}),
        (report(), {"signs": "fever"}),
        (report(), {"signs": [1]}),
    ],
)
def test_a_value_of_another_type_is_named(record: Any, changes: dict[str, object]) -> None:
    (key,) = changes
    with pytest.raises(ValueError, match=key if key != "holds" else "holds"):
        from_json(type(record), {**to_json(record), **changes})


def test_what_has_a_default_may_be_missing() -> None:
    assert from_json(PainReport, {"at_seconds": 1, "step": 2, "exercise": None, "side": None, "rep": None}) == (
        PainReport(1.0, 2, None, None, None)
    )
    with pytest.raises(ValueError, match="incomplete"):
        from_json(RunStart, {"id": RUN_ID})


def test_a_whole_number_serves_as_seconds() -> None:
    read = from_json(Hold, {**to_json(hold(0)), "held_seconds": 7})
    assert read == hold(0)._replace(held_seconds=7.0)
    assert isinstance(read.held_seconds, float)


def test_a_moment_keeps_its_offset() -> None:
    assert to_json(datetime.fromisoformat("2025-03-01T07:30:15+05:30")) == "2025-03-01T07:30:15+05:30"
