"""Before a session that begins on the floor or on a chair: how to get there, and then the clock starts."""

from __future__ import annotations

from backstretch.base.clock import Clock
from backstretch.coach.floor import HEADING_DOWN
from backstretch.coach.phrases import READY_TO_BEGIN
from backstretch.plain.console import Console
from backstretch.run.plan import Plan

ALONE_SECONDS = 60.0
"""How long somebody who cannot press a key has to get down."""
HOW = "Space or Enter starts the clock, Esc goes back."
LONGEST_WAIT_SECONDS = 1.0


def moves(plan: Plan, *, keys: bool = True) -> tuple[str, ...]:
    """What to do before the clock starts; without keys none is asked for."""
    return tuple(text for text in plan.getting_down if keys or text != READY_TO_BEGIN)


def get_down(console: Console, plan: Plan) -> bool:
    """Tell how, and wait for the key that starts the clock; False if the person went back."""
    console.write(f"{HEADING_DOWN}:", *moves(plan), HOW)
    console.drop_typed()
    while True:
        key = console.key()
        if key in {"space", "enter"}:
            return True
        if key == "escape":
            return False
        if key:
            console.write(HOW)


def get_down_alone(console: Console, plan: Plan, clock: Clock) -> None:
    """Tell how, and give time for it."""
    console.write(f"{HEADING_DOWN}:", *moves(plan, keys=False), f"The clock starts in {ALONE_SECONDS:g} seconds.")
    start = clock.monotonic() + ALONE_SECONDS
    while (left := start - clock.monotonic()) > 0:
        console.keys.wait(min(left, LONGEST_WAIT_SECONDS))
