"""What was done before worse mornings more often than before others: counts, and never a cause. Pure.

Our own choice: nothing is said before there were five worse mornings, since of fewer chance alone makes a pattern; and
what came before one of them only is not named.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from backstretch.journal.mornings import Morning

LEAST_WORSE = 5
_LEAST_BEFORE = 2
_MOST_NAMED = 5

HEADING = "What may have made it worse"
ONLY_COUNTS = "These are counts, not causes: what came before a worse morning need not have made it worse."


class Before(NamedTuple):
    """Something that was done, and how often before worse mornings and before all others."""

    name: str
    worse: int
    of_worse: int
    others: int
    of_others: int

    @property
    def difference(self) -> float:
        """How much more often, as a fraction."""
        return self.worse / self.of_worse - self.others / self.of_others


def before_worse(mornings: Iterable[Morning], name: Callable[[str], str]) -> tuple[Before, ...]:
    """What came before worse mornings more often, the most telling first; ``name`` gives an exercise its name.

    Nothing with too few worse mornings, or with none to compare them with.
    """
    listed = tuple(mornings)
    worse = [morning for morning in listed if morning.answer == "worse"]
    others = [morning for morning in listed if morning.answer != "worse"]
    if len(worse) < LEAST_WORSE or not others:
        return ()
    things = {("session", title) for morning in worse for title in morning.sessions}
    things |= {("exercise", exercise) for morning in worse for exercise in morning.exercises}

    def count(some: list[Morning], kind: str, thing: str) -> int:
        return sum(thing in (each.sessions if kind == "session" else each.exercises) for each in some)

    found = [
        Before(
            thing if kind == "session" else name(thing),
            *(count(worse, kind, thing), len(worse)),
            *(count(others, kind, thing), len(others)),
        )
        for kind, thing in sorted(things)
    ]
    telling = [each for each in found if each.worse >= _LEAST_BEFORE and each.difference > 0]
    return tuple(sorted(telling, key=lambda each: -each.difference)[:_MOST_NAMED])


def worse_lines(found: Iterable[Before]) -> Iterator[str]:
    """A line for each, and what they are not; nothing where there is none."""
    listed = tuple(found)
    for each in listed:
        yield (
            f"{each.name}: before {each.worse} of {each.of_worse} worse mornings, "
            f"and before {each.others} of {each.of_others} others"
        )
    if listed:
        yield ONLY_COUNTS
