"""How far down a pain reaches, from the back to the foot."""

from typing import Literal

Reach = Literal["back", "buttock", "thigh", "below-knee", "foot"]
REACHES: tuple[Reach, ...] = ("back", "buttock", "thigh", "below-knee", "foot")
"""From the back to the foot."""
BELOW_THE_KNEE: tuple[Reach, ...] = ("below-knee", "foot")
_LEG: tuple[Reach, ...] = ("thigh", *BELOW_THE_KNEE)
"""What lies below the buttock."""


def is_new_in_the_leg(now: Reach | None, before: Reach | None) -> bool:
    """Whether a pain reaches below the buttock, and further down than before."""
    return now in _LEG and is_further_down(now, before)


def is_further_down(now: Reach | None, before: Reach | None) -> bool:
    """Whether a pain reaches further down than before; what was not said counts as nowhere below the back."""
    return _depth(now) > _depth(before)


def is_further_up(now: Reach | None, before: Reach | None) -> bool:
    """Whether a pain is said to reach less far down than before."""
    return now is not None and _depth(now) < _depth(before)


def _depth(reach: Reach | None) -> int:
    return REACHES.index(reach or "back")
