"""One setting at a time is changed, or refused with what was found and what is allowed."""

from __future__ import annotations

import pytest

from backstretch.settings import Settings, change
from backstretch.settings.checks import RefusedError


def test_a_value_that_serves_is_taken() -> None:
    assert change(Settings(), "emergency_number", " 112 ") == Settings(emergency_number="112")
    assert change(Settings(), "ease_rise", 1) == Settings(ease_rise=1)
    assert change(Settings(lead_in_most=9), "lead_in_least", 9) == Settings(lead_in_least=9, lead_in_most=9)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("emergency_number", "call mum", 'is "call mum", but must have a digit'),
        ("stop_at", 7, "is 7, but must be 1 to 6: it can be lowered, never raised"),
        ("lead_in_least", 21, "is 21, but the longest is 20"),
        ("lead_in_most", 9, "is 9, but the shortest is 10"),
    ],
)
def test_a_value_that_does_not_is_refused(name: str, value: object, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        change(Settings(lead_in_least=10, lead_in_most=20), name, value)
    assert str(refused.value) == said
