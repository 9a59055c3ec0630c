"""A whole session squeezed into a row of cells."""

from __future__ import annotations

from dataclasses import dataclass

from backstretch.session.timeline import PhaseKind, Timeline

_CELLS_A_STEP = 6
"""Steps are told apart only where they have so many cells each, on average."""


@dataclass(frozen=True, slots=True)
class StripCells:
    """What each cell of a row stands for."""

    kinds: tuple[PhaseKind, ...]
    """The kind of phase that fills most of each cell; empty where there is nothing to show."""
    starts: frozenset[int]
    """The cells in which a step begins, but for the first; empty where there is no room to show them."""
    total_seconds: float

    def at(self, seconds: float) -> int:
        """The cell of a place, in seconds from the session's beginning; outside it, the first or the last."""
        if not self.kinds:
            return 0
        return min(len(self.kinds) - 1, max(0, int(seconds / self.total_seconds * len(self.kinds))))


def strip_cells(timeline: Timeline, width: int) -> StripCells:
    """``timeline`` in ``width`` cells of equal length, in a time linear in phases and cells."""
    total = timeline.total_seconds
    if width < 1 or total <= 0:
        return StripCells((), frozenset(), total)
    fills: list[dict[PhaseKind, float]] = [{} for _ in range(width)]
    starts: set[int] = set()
    place = timeline.phases[0].place
    places = 1
    for phase in timeline.phases:
        first, last = phase.start / total * width, phase.end / total * width
        if phase.place != place:
            place = phase.place
            places += 1
            starts.add(min(width - 1, int(first)))
        for cell in range(int(first), min(width, int(last) + 1)):
            filled = min(last, cell + 1) - max(first, cell)
            fills[cell][phase.kind] = fills[cell].get(phase.kind, 0.0) + filled
    kinds = tuple(max(fill, key=fill.__getitem__) for fill in fills)
    return StripCells(kinds, frozenset(starts if places * _CELLS_A_STEP <= width else ()), total)
