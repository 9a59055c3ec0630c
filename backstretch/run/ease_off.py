"""Easing off in one run: from what, how often, and what goes on in the easier way since."""

from __future__ import annotations

from backstretch.session.timeline import Phase


class EaseOff:
    """What the person eased off from. Its runner changes it."""

    def __init__(self) -> None:
        self.count = 0
        """How often the person eased off."""
        self.phase: Phase | None = None
        """What they eased off from, the last time."""
        self.easier_places: set[int] = set()
        """The passages through a step that go on in the easier way."""

    def easier(self) -> None:
        """The step goes on in its easier way."""
        if self.phase is not None:
            self.easier_places.add(self.phase.place)

    def is_under_way(self, phase: Phase) -> bool:
        """Whether ``phase`` is of the passage that was eased off."""
        return self.phase is not None and phase.place == self.phase.place
