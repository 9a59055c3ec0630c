"""What came before worse mornings: from five on, in counts, and never as a cause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from backstretch.coach.results import NextDay
from backstretch.journal.mornings import Morning
from backstretch.review.worse_mornings import ONLY_COUNTS, before_worse, worse_lines
from tests.cases import cases

FIRST = date(2026, 11, 1)


def morning(number: int, answer: NextDay, *exercises: str, session: str = "Everyday") -> Morning:
    return Morning(FIRST + timedelta(days=number), answer, frozenset({session}), frozenset(exercises))


Days = Sequence[tuple[str, ...]]


def made(worse: Days, others: Days) -> list[Morning]:
    days: list[tuple[NextDay, tuple[str, ...]]] = [("worse", each) for each in worse]
    days += [("same", each) for each in others]
    return [morning(number, answer, *each) for number, (answer, each) in enumerate(days)]


@cases(
    "worse,others,expected",
    [
        ([("b",)] * 4, [("c",)] * 9, []),
        ([("b",)] * 5, [], []),
        ([("b",)] * 5, [("c",)] * 9, [("B", 5, 5, 0, 9)]),
        ([("b",), ("b",), ("b",), ("c",), ("c",)], [("b",)] * 9 + [("c",)] * 11, [("B", 3, 5, 9, 20)]),
        ([("b",), ("c",), ("c",), ("c",), ("c",)], [("d",)] * 9, [("C", 4, 5, 0, 9)]),
        ([("b", "c")] * 5, [("b", "c")] * 9, []),
    ],
)
def test_from_five_worse_mornings_on(worse: Days, others: Days, expected: list[tuple[str, int, int, int, int]]) -> None:
    assert list(before_worse(made(worse, others), str.upper)) == expected


def test_it_is_told_in_counts_and_never_as_a_cause() -> None:
    found = before_worse(
        made([("b",), ("b",), ("b",), ("c",), ("c",)], [("b",)] * 9 + [("c",)] * 11), lambda _: "Bridge"
    )
    assert list(worse_lines(found)) == [
        "Bridge: before 3 of 5 worse mornings, and before 9 of 20 others",
        ONLY_COUNTS,
    ]
    assert list(worse_lines(())) == []
