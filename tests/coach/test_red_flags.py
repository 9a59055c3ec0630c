"""The pain rule at every boundary, and the words with their gaps filled."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach import red_flags
from backstretch.coach.pain import Limits, Verdict, judge, stops_afterwards
from backstretch.coach.red_flags import aftercare, emergency, say, worst_tier
from backstretch.coach.results import MISTAKE
from tests.cases import cases

GO_ON, EASE, STOP = Verdict.GO_ON, Verdict.EASE, Verdict.STOP

# Worked out from the contract: 6–10 stop; 4–5 ease when above the start or the start is unknown; any 2 above the
# start ease; else go on. A line for each start, the verdicts for 0 to 10.
RULE: dict[int | None, str] = {
    None: "GGGG EE SSSSS",
    0: "GGEE EE SSSSS",
    1: "GGGE EE SSSSS",
    2: "GGGG EE SSSSS",
    3: "GGGG EE SSSSS",
    4: "GGGG GE SSSSS",
    5: "GGGG GG SSSSS",
    6: "GGGG GG SSSSS",
    7: "GGGG GG SSSSS",
    8: "GGGG GG SSSSS",
    9: "GGGG GG SSSSS",
    10: "GGGG GG SSSSS",
}
VERDICTS = {"G": GO_ON, "E": EASE, "S": STOP}
CASES = [
    (score, before, VERDICTS[letter])
    for before, line in RULE.items()
    for score, letter in enumerate(line.replace(" ", ""))
]


@cases(("score", "before", "verdict"), CASES)
def test_the_pain_rule(score: int, before: int | None, verdict: Verdict) -> None:
    assert judge(score, before, Limits()) is verdict


def test_the_table_has_every_pair() -> None:
    assert len(CASES) == 12 * 11


@cases(
    ("limits", "score", "before", "verdict"),
    [
        (Limits(stop_at=5), 4, 0, EASE),
        (Limits(stop_at=5), 5, 0, STOP),
        (Limits(stop_at=5), 5, 5, STOP),
        (Limits(stop_at=3), 3, None, STOP),
        (Limits(stop_at=1), 1, 1, STOP),
        (Limits(stop_at=1), 0, 0, GO_ON),
        (Limits(ease_at=2), 1, None, GO_ON),
        (Limits(ease_at=2), 2, None, EASE),
        (Limits(ease_at=2), 2, 1, EASE),
        (Limits(ease_at=2), 2, 2, GO_ON),
        (Limits(ease_at=2), 6, 2, STOP),
        (Limits(ease_rise=1), 1, 0, EASE),
        (Limits(ease_rise=1), 1, 1, GO_ON),
        (Limits(ease_rise=1), 3, None, GO_ON),
        (Limits(ease_rise=1), 5, 4, EASE),
        (Limits(1, 1, 1), 0, None, GO_ON),
    ],
)
def test_lowered_limits(limits: Limits, score: int, before: int | None, verdict: Verdict) -> None:
    assert judge(score, before, limits) is verdict


def test_the_limits_are_those_of_the_contract() -> None:
    assert dataclasses.astuple(Limits()) == (6, 4, 2)


@cases("limits", [(7, 4, 2), (6, 5, 2), (6, 4, 3), (0, 4, 2), (6, 0, 2), (6, 4, 0), (11, 11, 11)])
def test_limits_cannot_be_raised_nor_be_none(limits: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="never raised"):
        Limits(*limits)


scores = st.integers(0, 10)
starts = st.one_of(st.none(), scores)
any_limits = st.builds(Limits, st.integers(1, 6), st.integers(1, 4), st.integers(1, 2))
STRICTNESS = [GO_ON, EASE, STOP]


@given(scores, starts, any_limits)
def test_lowering_a_limit_never_makes_the_rule_milder(score: int, before: int | None, limits: Limits) -> None:
    lowered, default = judge(score, before, limits), judge(score, before, Limits())
    assert STRICTNESS.index(lowered) >= STRICTNESS.index(default)


@given(scores, starts, any_limits)
def test_more_pain_never_gets_a_milder_answer(score: int, before: int | None, limits: Limits) -> None:
    verdicts = [STRICTNESS.index(judge(more, before, limits)) for more in range(score, 11)]
    assert verdicts == sorted(verdicts)


# ---- afterwards ----------------------------------------------------------------------------------


@cases(
    ("score", "kinds", "stops"),
    [
        (None, set(), False),
        (0, set(), False),
        (5, {"dull"}, False),
        (6, set(), True),
        (10, {"dull"}, True),
        (None, {"sharp"}, True),
        (0, {"leg"}, True),
        (1, {"shooting"}, True),
        (1, {"electric", "dull"}, True),
        (3, {MISTAKE}, False),
    ],
)
def test_what_is_said_afterwards_can_make_it_a_stop(score: int | None, kinds: set[str], stops: bool) -> None:
    assert stops_afterwards(score, kinds, Limits()) is stops


def test_lowered_limits_hold_afterwards_too() -> None:
    assert stops_afterwards(4, (), Limits(stop_at=4))
    assert not stops_afterwards(3, (), Limits(stop_at=4))


# ---- signs and words -----------------------------------------------------------------------------


@cases(
    ("ticked", "tier"),
    [
        ([], None),
        (["unheard-of"], None),
        (["fever"], "same_day"),
        (["saddle"], "emergency"),
        (["fever", "saddle", "night"], "emergency"),
    ],
)
def test_the_most_urgent_tier_counts(ticked: list[str], tier: str | None) -> None:
    assert worst_tier(ticked) == tier


@cases(
    ("number", "text"),
    [
        ("112", "call 112"),
        ("+44 999 / ext. 5", "call +44 999 / ext. 5"),
        ("", "call your local emergency number"),
        ("  ", "call your local emergency number"),
    ],
)
def test_the_emergency_number_stands_word_for_word(number: str, text: str) -> None:
    assert emergency(number) == text


def test_what_fills_a_gap_is_not_read_again() -> None:
    said = say("after_stop", "intro", date="{exercise} {0} \\1", exercise=" ({date})")
    assert said == "On {exercise} {0} \\1 you stopped for sharp pain ({date})."


def test_a_gap_that_nothing_fills_shows() -> None:
    assert "{emergency}" in say("help", "emergency")


def test_the_suggestions_come_round_and_round() -> None:
    count = len(red_flags.words()["aftercare"])
    assert [aftercare(number) for number in range(count)] == [aftercare(number + 3 * count) for number in range(count)]
    assert len({aftercare(number) for number in range(count)}) == count
