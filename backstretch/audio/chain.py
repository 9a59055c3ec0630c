"""Which player is asked next: one that failed is asked again, one that hangs only with silence, none is gone for good.

Pure: it starts nothing, and is given ``now``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backstretch.audio.players import Player

RETRY_SECONDS = 4.0
"""Players that do not work are tried again, with silence, at the first cue so long after the last time.

Four that fail cost a processor about 0.15 s, so less than four per cent of it, and only where nothing sounds."""


class Chain:
    """The players of this machine, the best first, and what is known of each."""

    def __init__(self, find: Callable[[], list[Player]]) -> None:
        self._find = find
        self.forget()

    def forget(self) -> None:
        """Nothing is known of any player, not even which there are."""
        self._players: list[Player] | None = None
        self._bad: set[str] = set()
        """Those that cues are not given to."""
        self._hung: set[str] = set()
        self._deaf: set[str] = set()
        """Those that nobody hears, whatever they say."""
        self._proven: set[str] = set()
        """Those that played once."""
        self._best: str | None = None
        """The one that played last: it stays in use when it fails, as what is gone for a moment comes back."""
        self._silent = False
        self._retry_at = float("-inf")
        self._late: dict[str, float] = {}
        """How many seconds after its clip each player ended, at most."""
        self.doubted_since: float | None = None
        """When the first clip was over of those since which a player in use ended later than it ever did."""

    def usable(self) -> list[Player]:
        """The players that a cue is given to, in their order: of those that cannot tell, only who passed a trial."""
        return [player for player in self.candidates() if player.sure or player.name in self._proven]

    def candidates(self) -> list[Player]:
        """The players of which nothing bad is known, in their order."""
        return [player for player in self._all() if player.name not in self._bad]

    def suspects(self, now: float) -> list[Player]:
        """The players to be tried with silence now, those that hung last; none before it is time again."""
        if now < self._retry_at:
            return []
        if self._silent:
            return sorted(self._all(), key=lambda player: player.name in self._hung)
        return [player for player in self._all() if player.name in self._bad & self._proven]

    def tried(self, failed: Iterable[Player], hung: Iterable[Player], now: float) -> None:
        """What came of trying players out."""
        self._retry_at = now + RETRY_SECONDS
        for player in failed:
            self.failed(player)
        for player in hung:
            self._hung.add(player.name)
            self._bad.add(player.name)

    def usually_late(self, player: Player) -> float:
        """How many seconds after its clip it may end, as far as is known; boundless before it ended once."""
        return self._late.get(player.name, float("inf"))

    def doubted(self, ended_at: float) -> None:
        """A player was cut that should have ended, after a clip that was over at ``ended_at``."""
        if self.doubted_since is None:
            self.doubted_since = ended_at

    def played(self, player: Player, late: float) -> None:
        """It played to the end, and ended, or gave a sign of life, ``late`` seconds after it."""
        self._late[player.name] = max(late, self._late.get(player.name, 0.0))
        self.doubted_since = None
        self._best = player.name
        self._proven.add(player.name)
        self._bad.discard(player.name)
        self._hung.discard(player.name)
        self._silent = False

    def failed(self, player: Player) -> None:
        """It said that it could not play."""
        self.doubted_since = None
        if (
            player.name != self._best or not player.sure
        ) and self._players is not None:  # else it failed before all was forgotten
            self._bad.add(player.name)

    def hung(self, player: Player, now: float) -> None:
        """It ran on past its clip. What else hangs with it would swallow cues too: silence is to find that out, now."""
        self._hung.add(player.name)
        self._bad.update(each.name for each in self._all())
        self._best = self.doubted_since = None
        self._silent = True
        self._retry_at = now

    def fell_silent(self, now: float) -> None:
        """A cue was heard through nobody."""
        if not self._silent:
            self._silent = True
            untried = len(self.candidates()) > len(self.usable())
            self._retry_at = now if untried else now + RETRY_SECONDS

    def drop(self, name: str) -> None:
        """Nobody hears this one."""
        self._deaf.add(name)
        if self._best == name:
            self._best = None

    def _all(self) -> list[Player]:
        if self._players is None:
            self._players = self._find()
        heard = [player for player in self._players if player.name not in self._deaf]
        # Where one that can tell has played, the bell is surer than one that cannot.
        sure = any(player.sure and player.name in self._proven for player in heard)
        return [player for player in heard if player.sure or not sure]
