"""What is written of the holds, and how it is taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach.events import HoldRecord
from backstretch.coach.ledger import Ledger
from backstretch.coach.playhead import Snapshot
from backstretch.coach.results import HoldResult

PLACE, LATER = (Snapshot(index, 3.0, {}, None, None) for index in (1, 4))


def done(index: int, seconds: float = 20) -> HoldRecord:
    return HoldRecord(index, seconds, "done")


def cut(index: int, seconds: float = 7) -> HoldRecord:
    return HoldRecord(index, seconds, "cut")


def skipped(index: int) -> HoldRecord:
    return HoldRecord(index, 0.0, "skipped")


def test_what_nothing_was_written_of_was_skipped() -> None:
    assert Ledger()[3] == skipped(3)


def test_the_last_word_counts() -> None:
    ledger = Ledger()
    ledger.put(cut(1))
    ledger.put(done(1))
    assert ledger[1] == done(1)


def test_records_of_an_earlier_start_are_there_and_have_not_changed() -> None:
    ledger = Ledger([done(1), cut(3), skipped(5)])
    assert [ledger[index] for index in (1, 3, 5)] == [done(1), cut(3), skipped(5)]
    assert ledger.take_changed() == ()


@pytest.mark.parametrize("before", [done(1), cut(1)])
def test_a_reopened_hold_was_begun_but_counts_for_nothing_yet(before: HoldRecord) -> None:
    ledger = Ledger([before])
    ledger.reopen(1)
    assert ledger[1] == cut(1, 0)


@pytest.mark.parametrize("records", [[], [skipped(1)]])
def test_a_hold_that_was_never_begun_cannot_be_reopened(records: list[HoldRecord]) -> None:
    ledger = Ledger(records)
    ledger.reopen(1)
    assert ledger[1] == skipped(1)
    assert ledger.take_changed() == ()


def test_what_changed_is_told_once_and_in_order() -> None:
    ledger = Ledger()
    for index in (5, 1, 3, 1):
        ledger.put(done(index))
    assert ledger.take_changed() == (1, 3, 5)
    assert ledger.take_changed() == ()


def test_rollback_takes_back_to_the_last_mark_and_says_what_changed() -> None:
    ledger = Ledger([done(1)])
    ledger.mark(PLACE)
    ledger.reopen(1)
    ledger.put(cut(3))
    ledger.put(done(3))
    ledger.take_changed()
    ledger.rollback()
    assert (ledger[1], ledger[3]) == (done(1), skipped(3))
    assert ledger.take_changed() == (1, 3)


def test_marks_nest() -> None:
    ledger = Ledger()
    ledger.mark(PLACE)
    ledger.put(cut(1))
    ledger.mark(LATER)
    ledger.put(done(1))
    ledger.put(cut(3))
    assert ledger.rollback() == LATER
    assert (ledger[1], ledger[3]) == (cut(1), skipped(3))
    ledger.put(done(5))
    assert ledger.has_mark
    assert ledger.rollback() == PLACE
    assert (ledger[1], ledger[5]) == (skipped(1), skipped(5))
    assert not ledger.has_mark


def test_what_is_forgotten_stays_written() -> None:
    ledger = Ledger()
    ledger.mark(PLACE)
    ledger.put(cut(1))
    ledger.forget()
    ledger.mark(PLACE)
    ledger.put(cut(3))
    ledger.rollback()
    assert (ledger[1], ledger[3]) == (cut(1), skipped(3))


result: st.SearchStrategy[HoldResult] = st.sampled_from(("done", "cut"))
records = st.builds(HoldRecord, st.integers(0, 5), st.floats(0, 100), result)
changes = st.lists(st.one_of(records, st.integers(0, 5)), max_size=10)


def apply(ledger: Ledger, some: list[HoldRecord | int]) -> None:
    for change in some:
        if isinstance(change, HoldRecord):
            ledger.put(change)
        else:
            ledger.reopen(change)


@given(changes, st.lists(changes, max_size=5))
def test_as_many_rollbacks_as_marks_lead_back(
    first: list[HoldRecord | int], later: list[list[HoldRecord | int]]
) -> None:
    ledger = Ledger()
    apply(ledger, first)
    states = []
    for some in later:
        states.append([ledger[index] for index in range(6)])
        ledger.mark(PLACE)
        apply(ledger, some)
    for state in reversed(states):
        ledger.rollback()
        assert [ledger[index] for index in range(6)] == state
