"""How far down pain reaches, as the journal knows it."""

from __future__ import annotations

from pathlib import Path

from backstretch.coach.reach import Reach
from backstretch.journal.store import Journal
from tests.cases import cases

from .samples import RUN_ID, progress, report, run


@cases(
    ("before", "after", "stopped", "last", "new_in_the_leg"),
    [
        (None, None, False, None, False),
        ("buttock", None, False, "buttock", False),
        ("thigh", "buttock", False, "buttock", False),
        (None, "thigh", False, "thigh", False),
        (None, "thigh", True, None, True),
        ("thigh", "thigh", True, "thigh", False),
        ("thigh", "foot", True, "thigh", True),
        ("buttock", "back", True, "buttock", False),
    ],
)
def test_how_far_down_a_pain_is_known_to_reach(
    tmp_path: Path, before: Reach | None, after: Reach | None, stopped: bool, last: Reach | None, new_in_the_leg: bool
) -> None:
    """After a run that pain stopped it is what was said at its start: what is new since is not known yet."""
    with Journal.open(tmp_path / f"{before}-{after}-{stopped}.db", tmp_path / "stops") as journal:
        start = run(reach_before=before)
        journal.begin(start)
        if stopped:
            journal.record_stop(RUN_ID, progress(), report(), start)
        else:
            journal.finish(RUN_ID, "completed", progress())
        assert journal.after(RUN_ID, reach_after=after)
        assert journal.last_reach() == last
        assert journal.reached(("below-knee", "foot")) == (after == "foot")
        stop = journal.open_stop()
        assert (stop is not None and stop.in_the_leg) is new_in_the_leg
