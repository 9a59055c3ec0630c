"""The pain rule at every boundary, and the words with their gaps filled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backstretch.coach import red_flags
from backstretch.coach.pain import STOPPING_KINDS, Limits, Said, Verdict, judge, leaves_gate
from backstretch.coach.reach import Reach
from backstretch.coach.red_flags import aftercare, emergency, say, worst_tier
from backstretch.coach.results import MISTAKE
from tests.cases import cases

GO_ON, EASE, STOP = Verdict.GO_ON, Verdict.EASE, Verdict.STOP

# Worked out from the contract: above the start, 6–10 stop and 4–5 ease, as does any 2 above; else go on. A start not
# answered counts as 0. A line for each start, the verdicts for 0 to 10.
RULE: dict[int | None, str] = {
    None: "GGEE EE SSSSS",
    0: "GGEE EE SSSSS",
    1: "GGGE EE SSSSS",
    2: "GGGG EE SSSSS",
    3: "GGGG EE SSSSS",
    4: "GGGG GE SSSSS",
    5: "GGGG GG SSSSS",
    6: "GGGG GG GSSSS",
    7: "GGGG GG GGSSS",
    8: "GGGG GG GGGSS",
    9: "GGGG GG GGGGS",
    10: "GGGG GG GGGGG",
}
VERDICTS = {"G": GO_ON, "E": EASE, "S": STOP}
CASES = [
    (score, before, VERDICTS[letter])
    for before, line in RULE.items()
    for score, letter in enumerate(line.replace(" ", ""))
]


@cases(("score", "before", "verdict"), CASES)
def test_the_pain_rule(score: int, before: int | None, verdict: Verdict) -> None:
    assert judge(Said(score), Said(before), Limits()) is verdict


def test_the_table_has_every_pair() -> None:
    assert len(CASES) == 12 * 11


@cases(
    ("limits", "score", "before", "verdict"),
    [
        (Limits(stop_at=5), 4, 0, EASE),
        (Limits(stop_at=5), 5, 0, STOP),
        (Limits(stop_at=5), 5, 5, GO_ON),
        (Limits(stop_at=5), 5, 4, STOP),
        (Limits(stop_at=3), 3, None, STOP),
        (Limits(stop_at=1), 1, 1, GO_ON),
        (Limits(stop_at=1), 0, 0, GO_ON),
        (Limits(ease_at=2), 1, None, GO_ON),
        (Limits(stop_at=1), 1, None, STOP),
        (Limits(ease_at=2), 2, None, EASE),
        (Limits(ease_at=2), 2, 1, EASE),
        (Limits(ease_at=2), 2, 2, GO_ON),
        (Limits(ease_at=2), 6, 2, STOP),
        (Limits(ease_rise=1), 1, 0, EASE),
        (Limits(ease_rise=1), 1, 1, GO_ON),
        (Limits(ease_rise=1), 1, None, EASE),
        (Limits(ease_rise=1), 5, 4, EASE),
        (Limits(1, 1, 1), 0, None, GO_ON),
    ],
)
def test_lowered_limits(limits: Limits, score: int, before: int | None, verdict: Verdict) -> None:
    assert judge(Said(score), Said(before), limits) is verdict


def test_the_limits_are_those_of_the_contract() -> None:
    assert tuple(Limits()) == (6, 4, 2)


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
    lowered, default = judge(Said(score), Said(before), limits), judge(Said(score), Said(before), Limits())
    assert STRICTNESS.index(lowered) >= STRICTNESS.index(default)


@given(scores, starts, any_limits)
def test_more_pain_never_gets_a_milder_answer(score: int, before: int | None, limits: Limits) -> None:
    verdicts = [STRICTNESS.index(judge(Said(more), Said(before), limits)) for more in range(score, 11)]
    assert verdicts == sorted(verdicts)


# ---- kinds, and where it reaches -------------------------------------------------------------------


@cases("before", [None, 0, 10])
@cases("score", [None, 0, 3, 10])
@cases(
    ("kinds", "stops"),
    [
        ((), False),
        (("dull",), False),
        ((MISTAKE,), False),
        (("sharp",), True),
        (("shooting",), True),
        (("electric", "dull"), True),
        (("leg",), True),
    ],
)
def test_a_kind_stops_whatever_the_number(
    kinds: tuple[str, ...], stops: bool, score: int | None, before: int | None
) -> None:
    by_number = judge(Said(score), Said(before), Limits())
    verdict = judge(Said(score, frozenset(kinds)), Said(before), Limits())
    assert verdict is (STOP if stops else by_number)


REACHES_THEN_AND_NOW = [
    (then, now, down > (up or 0))
    for up, then in enumerate([None, "buttock", "thigh", "below-knee", "foot"])
    for down, now in enumerate(["back", "buttock", "thigh", "below-knee", "foot"])
]


@cases(("then", "now", "stops"), [*REACHES_THEN_AND_NOW, ("back", "back", False), ("back", "buttock", True)])
def test_pain_that_reaches_further_down_than_at_the_start_stops(then: Reach | None, now: Reach, stops: bool) -> None:
    """Known and unchanged, or further up, is no stop, at any number that is not above the start."""
    for score, before in ((None, None), (3, 3), (8, 9)):
        verdict = judge(Said(score, reach=now), Said(before, reach=then), Limits())
        assert verdict is (STOP if stops else GO_ON)


def test_nothing_said_of_where_it_reaches_changes_nothing() -> None:
    assert judge(Said(5), Said(4, reach="foot"), Limits()) is EASE
    assert judge(Said(4), Said(4, reach="foot"), Limits()) is GO_ON


# ---- the gate ------------------------------------------------------------------------------------

CRAMP, DULL = frozenset({"cramp"}), frozenset({"dull"})
MILD: list[tuple[int | None, Reach | None, Reach | None, tuple[str, ...], bool]] = [
    (None, None, None, (), False),
    (5, None, None, (), False),
    (6, None, None, (), True),
    (10, None, None, (), True),
    (5, "buttock", None, (), False),
    (5, "thigh", None, (), True),
    (5, "thigh", "thigh", (), False),
    (5, "foot", "thigh", (), True),
    (5, "thigh", "foot", (), False),
    (5, None, None, ("fever",), True),
]


@cases(
    ("now", "start", "signs", "gate"),
    [
        (Said(None, frozenset({MISTAKE})), Said(), (), False),
        (Said(9, frozenset({MISTAKE})), Said(), (), False),
        (Said(None, frozenset({MISTAKE, "sharp"})), Said(), (), True),
        (Said(None, frozenset({MISTAKE, "cramp"})), Said(), (), True),
        (Said(), Said(), (), True),
        (Said(1), Said(), (), True),
        *(
            (Said(score, mild, reach), Said(0, reach=start), signs, gate)
            for mild in (CRAMP, DULL)
            for score, reach, start, signs, gate in MILD
        ),
        (Said(None, CRAMP | DULL), Said(), (), True),
        *((Said(None, frozenset({kind})), Said(), (), True) for kind in STOPPING_KINDS),
        *((Said(None, CRAMP | {kind}), Said(), (), True) for kind in STOPPING_KINDS),
    ],
)
def test_what_leaves_a_gate(now: Said, start: Said, signs: tuple[str, ...], gate: bool) -> None:
    assert leaves_gate(now, start, signs, Limits()) is gate


def test_a_lowered_limit_makes_the_gate_stand_earlier() -> None:
    assert leaves_gate(Said(3, CRAMP), Said(), (), Limits(stop_at=3))
    assert not leaves_gate(Said(2, CRAMP), Said(), (), Limits(stop_at=3))


# ---- signs and words -----------------------------------------------------------------------------


@cases(
    ("ticked", "tier"),
    [
        ([], None),
        (["unheard-of"], None),
        (["fever"], "same_day"),
        (["saddle"], "emergency"),
        (["stiff"], "tell"),
        (["stiff", "one-leg"], "same_day"),
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
    assert said == "On {exercise} {0} \\1 you stopped for pain ({date})."


def test_a_gap_that_nothing_fills_shows() -> None:
    assert "{emergency}" in say("help", "emergency")


def test_the_suggestions_come_round_and_round() -> None:
    count = len(red_flags.words()["aftercare"])
    assert [aftercare(number) for number in range(count)] == [aftercare(number + 3 * count) for number in range(count)]
    assert len({aftercare(number) for number in range(count)}) == count
