"""A job of the speaker: its clips on the first player that can be heard, else the bell."""

import contextlib
import queue
from collections.abc import Callable
from typing import NamedTuple

from backstretch.audio.attempt import TAIL_SECONDS, Attempt, Trial, Verdict
from backstretch.audio.chain import Chain
from backstretch.audio.clip import Clip
from backstretch.audio.players import Player

POLL_SECONDS = 0.015
"""How often a player is looked at: what follows a clip follows it within this time, too short to be heard as a gap,
and the looking costs less than one per cent of a processor, only while something sounds."""
BELL_SECONDS = 0.25
"""From one ring of the bell to the next: terminals swallow faster ones."""


class Link(NamedTuple):
    """The part of the chain that plays here."""

    name: str
    sounds: bool
    """Whether it plays clips; the bell can only ring."""
    sure: bool
    """Whether it says so when it could not be heard."""


BELL = Link("bell", sounds=False, sure=False)


class Job(NamedTuple):
    """Clips to play one after the other, or else rings of the bell."""

    clips: tuple[Clip, ...]
    rings: int
    keep: bool
    """Whether it is never too late."""
    asked_at: float
    number: int
    """Jobs are counted from 1."""


class Messages:
    """What the speaker's thread is told, also while it waits for a player."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.monotonic = monotonic
        self.interrupted = False
        """Whether what is under way is to end now."""
        self._queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()

    def put(self, message: Callable[[], None]) -> None:
        """Have this carried out on the thread; from any thread."""
        self._queue.put(message)

    def interrupt(self) -> None:
        """What is under way is to end."""
        self.interrupted = True

    def carry_out_all(self) -> None:
        """Carry out what has come; nothing is under way then."""
        while not self._queue.empty():
            self._queue.get()()
        self.interrupted = False

    def carry_out_next(self) -> None:
        """Wait for a message, and carry it out."""
        self._queue.get()()

    def listen(self, seconds: float) -> bool:
        """Wait so long, carrying out messages; whether what is under way is to end now."""
        until = self.monotonic() + seconds
        while not self.interrupted and (left := until - self.monotonic()) > 0:
            try:
                message = self._queue.get(timeout=left)
            except queue.Empty:
                break
            message()
        return self.interrupted


class Playback:
    """Plays the clips of a job on the players of a chain, or rings. For the speaker's thread."""

    def __init__(
        self,
        chain: Chain,
        messages: Messages,
        volume: int,
        late_seconds: float,
        settle: Callable[[Link], None],
        ring: Callable[[], None],
    ) -> None:
        """``settle`` is told what played, as soon as it is known; the rest is the speaker's."""
        self._chain = chain
        self._messages = messages
        self._monotonic = messages.monotonic
        self._volume = volume
        self._late_seconds = late_seconds
        self._settle = settle
        self._ring = ring
        self._draining: list[Attempt] = []
        """Players whose clip is over, but who have not ended yet."""

    def end(self) -> None:
        """Silence the players that have not ended yet."""
        for attempt in self._draining:
            attempt.stop()
        self._draining.clear()

    def play(self, job: Job) -> Link | None:
        """Play its clips in turn. What played the last; the bell where one was not heard; None where it is too late."""
        due, link = job.asked_at, BELL
        rings = job.rings
        for number, clip in enumerate(job.clips):
            latest = float("inf") if job.keep else due + self._late_seconds
            if self._monotonic() > latest:
                return None
            link = self._sound(clip, latest, last=number + 1 == len(job.clips))
            if self._messages.interrupted:
                return None
            if not link.sounds:
                # Where the tone was heard and only its words were not, ringing would say the same again, late.
                rings = 0 if number or self._monotonic() > latest else rings
                break
            due = self._monotonic()
        if not job.clips:  # they are gone from the disk, which says nothing of the players
            self._bell(rings)
            return None
        if not link.sounds:
            self._settle(BELL)
            self._bell(rings)
        return None if self._messages.interrupted else link

    def _sound(self, clip: Clip, latest: float, *, last: bool) -> Link:
        """Play a clip to its end on the first player that can; the bell where none can until ``latest``."""
        for player in self._chain.usable():
            verdict = self._play_on(player, clip, last=last)
            if verdict is Verdict.PLAYED:
                return _link(player)
            if verdict is not Verdict.FAILED or self._monotonic() > latest:
                break
        return BELL

    def _play_on(self, player: Player, clip: Clip, *, last: bool) -> Verdict | None:
        """What became of the clip; None where it was interrupted.

        Only the ``last`` clip of a job is waited for until its player ends: some end long after what they played.
        """
        attempt = Attempt(player, clip, self._volume, self._monotonic)
        heard = False
        while (verdict := self._verdict(attempt)) is None:
            if attempt.has_sounded and not heard:
                heard = True
                self._chain.played(player, late=0.0)
                self._settle(_link(player))
            if not last and attempt.late > TAIL_SECONDS:
                self._draining.append(attempt)
                return Verdict.PLAYED
            if self._messages.listen(POLL_SECONDS):
                if attempt.is_overdue(self._chain.usually_late(player)):
                    self._chain.doubted(attempt.ends_at)
                attempt.stop()
                return None
        self._judge(attempt, verdict)
        return verdict

    def _verdict(self, attempt: Attempt) -> Verdict | None:
        """Of an attempt under way; it hangs too when one of the clips before it does."""
        under_way = [*self._draining, attempt]
        verdicts = [
            each.verdict(self._chain.usually_late(each.player), self._chain.doubted_since) for each in under_way
        ]
        return Verdict.HUNG if Verdict.HUNG in verdicts else verdicts[-1]

    def _judge(self, attempt: Attempt, verdict: Verdict) -> None:
        match verdict:
            case Verdict.PLAYED:
                self._chain.played(attempt.player, attempt.late)
                self._settle(_link(attempt.player))
            case Verdict.FAILED:
                self._chain.failed(attempt.player)
            case Verdict.HUNG:
                attempt.stop()
                self._chain.hung(attempt.player, self._monotonic())

    def try_each(self, players: list[Player]) -> Link:
        """The first of the players that plays silence, or the bell; nothing is known of them if interrupted."""
        trial = Trial(players, self._volume, self._monotonic)
        try:
            trial.look()
            while not trial.over:
                if self._messages.listen(POLL_SECONDS):
                    return BELL
                trial.look()
        finally:
            trial.stop()
        self._chain.tried(trial.failed, trial.hung, self._monotonic())
        if trial.found is None:
            return BELL
        self._judge(trial.found, Verdict.PLAYED)
        return _link(trial.found.player)

    def _bell(self, rings: int) -> None:
        for number in range(rings):
            if number and self._messages.listen(BELL_SECONDS):
                return
            call_safely(self._ring)


def _link(player: Player) -> Link:
    return Link(player.name, sounds=True, sure=player.sure)


def call_safely(call: Callable[[], None]) -> None:
    """Call what may write to a screen."""
    with contextlib.suppress(OSError, RuntimeError, ValueError):  # the screen may be gone by now
        call()
