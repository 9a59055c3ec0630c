"""Programs of the person's own that begin with a run, at its end and after a stop for pain."""

from typing import NamedTuple

from backstretch.base.process import begin_detached
from backstretch.settings import Settings


class Hooks(NamedTuple):
    """A program with its arguments each; empty: none. None is waited for, and what it writes goes nowhere."""

    on_start: tuple[str, ...] = ()
    on_end: tuple[str, ...] = ()
    on_stop: tuple[str, ...] = ()

    def started(self) -> None:
        """The run has begun, and the log says so."""
        begin_detached(self.on_start)

    def ended(self) -> None:
        """The run is over without a stop for pain, and the log says so."""
        begin_detached(self.on_end)

    def stopped(self) -> None:
        """Pain stopped the run, and that is on disk."""
        begin_detached(self.on_stop)


NO_HOOKS = Hooks()


def hooks_of(settings: Settings) -> Hooks:
    """What the person chose."""
    return Hooks(settings.on_start, settings.on_end, settings.on_stop)
