"""How a rule of safety is told as keys, what is read meanwhile, and what is left of it in the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.tui.conftest import World

Deed = str | float
"""A key, or seconds that pass."""


class Start(NamedTuple):
    """One start of the session: what is done, and what must and must not be read meanwhile."""

    deeds: tuple[Deed, ...] = ()
    reads: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    on_screen: tuple[Deed, ...] | None = None
    """What is done on the full screen from its list of sessions on; None: Enter, and then the same."""


class Rule(NamedTuple):
    """One rule, by its number in the order in which a physiotherapist's eye would look at them."""

    number: int
    says: str
    starts: tuple[Start, ...]
    past: Callable[[World], object] = lambda _: None
    file: str = ""
    """The session; empty: one knee to the chest, then a bridge, 140 s."""
    runs: tuple[tuple[str, str], ...] = ()
    """The sessions that were begun meanwhile, and how each ended."""
    gate: bool = False
    """Whether the two questions stand at the end."""
    pure: tuple[tuple[object, object], ...] = ()
    """What the pure modules say, and what they are to say."""


def prepared(world: World, rule: Rule) -> int:
    """What was before; how many runs there are then."""
    if rule.file:
        world.write_session(rule.file)
    rule.past(world)
    return len(world.runs()) if world.paths.journal.exists() else 0


def check_read(text: str, start: Start, rule: Rule) -> None:
    """What must be read was, and what must not was not."""
    text = " ".join(text.split())
    assert [part for part in start.reads if part not in text] == [], (rule.number, rule.says, text)
    assert [part for part in start.never if part in text] == [], (rule.number, rule.says, text)


def check_left(world: World, rule: Rule, before: int) -> None:
    """What the journal has of it."""
    runs = tuple((run.session, run.outcome) for run in world.runs()[before:])
    assert runs == rule.runs, (rule.number, rule.says)
    with world.journal() as journal:
        assert (journal.open_stop() is not None) is rule.gate, (rule.number, rule.says)
