"""Plays clips one after the other on a thread of its own: never in the way, at once silent, never on the terminal.

Who calls only puts something into a queue (0.02 ms). The thread starts a player, looks after it, and falls back by
result, not by presence: ``pw-play`` can lie on a machine where no PipeWire runs. The chain ends at the terminal's bell.
CONTRIBUTING.md says under "Sound" why it is made so.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from backstretch.audio.clip import Clip
from backstretch.audio.players import Player, Playing, find_players
from backstretch.audio.tones import silence

POLL_SECONDS = 0.015
"""How often a player is looked at: what follows a clip follows it within this time, too short to be heard as a gap,
and the looking costs less than one per cent of a processor, only while something sounds."""
HANG_SECONDS = 4.0
"""A player that still runs so long after its clip should have ended hangs; ``paplay`` may take 2 s to let go."""
TAIL_SECONDS = 0.05
"""After a clip's length its player has nothing more to say, and the next clip of the job may begin."""
BELL_SECONDS = 0.25
"""From one ring of the bell to the next: terminals swallow faster ones."""
CLOSE_SECONDS = 1.0
"""How long closing waits for the thread."""


@dataclass(frozen=True, slots=True)
class Link:
    """The part of the chain that plays here."""

    name: str
    sounds: bool
    """Whether it plays clips; the bell can only ring."""
    sure: bool
    """Whether it says so when it could not be heard."""
    volume: bool
    """Whether it heeds the volume."""


BELL = Link("bell", sounds=False, sure=False, volume=False)


@dataclass(frozen=True, slots=True)
class _Job:
    clips: tuple[Clip, ...]
    rings: int
    keep: bool
    asked_at: float
    number: int


class Speaker:
    """What is heard. Its methods are called from one thread, the front end's, and return at once.

    A new job cuts what is playing, and of several that wait only the newest is played: an old cue says something that
    is no longer true. For the same reason a clip that cannot begin within ``late_seconds`` of its due moment (the call,
    or the end of the clip before) is dropped, and the rest of its job with it. A job to ``keep``, the stop, is never
    too late, and while it waits it gives way only to another such job, to ``cut`` and to ``close``; once it has begun
    it is cut like any other.
    """

    def __init__(
        self,
        ring: Callable[[], None],
        *,
        volume: int = 100,
        players: Callable[[], list[Player]] = find_players,
        monotonic: Callable[[], float] = time.monotonic,
        late_seconds: float = 0.5,
    ) -> None:
        """``ring`` rings the bell once, called on the thread, and must not wait. ``volume`` is 0, silence, to 100."""
        self._ring = ring
        self._volume = volume
        self._players = players
        self._monotonic = monotonic
        self._late_seconds = late_seconds
        self._queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._link: Link | None = None
        self._asked = 0
        self._over = 0
        """The number of the last job that was asked for, and of the last one after which nothing was left to do."""
        # From here on only the thread reads and writes.
        self._chain: list[Player] | None = None
        self._waiting: _Job | None = None
        self._askers: list[Callable[[Link], None]] = []
        self._accepted = 0
        self._draining: list[Playing] = []
        """Players whose clip is over, but who have not ended yet."""
        self._interrupted = False
        self._ending = False

    @property
    def link(self) -> Link | None:
        """What last played, or could not be played and was left to the bell; None before the first clip."""
        return self._link

    def play(self, clips: Sequence[Clip], *, rings: int, keep: bool = False) -> None:
        """Play these one after the other; where none can be played, ring the bell ``rings`` times."""
        if self._volume > 0:
            self._asked += 1
            job = _Job(tuple(clips), rings, keep, self._monotonic(), self._asked)
            self._send(lambda: self._accept(job))

    @property
    def busy(self) -> bool:
        """Whether something is still to be heard."""
        return self._thread is not None and not self._closed and self._over != self._asked

    def cut(self) -> None:
        """Silence everything, what waits too."""
        if self._thread is not None:
            self._send(self._silence)

    def again(self) -> None:
        """Try those players again that failed: a loudspeaker may have come back."""
        self._send(self._forget)

    def drop(self) -> None:
        """Silence everything, and leave out the player that played last: nobody heard it, whatever it says."""
        if self._thread is not None:
            self._send(self._leave_out)

    def try_out(self, done: Callable[[Link], None]) -> None:
        """Find out who plays here, unheard; then call ``done`` on the thread. Not called if closed before."""
        self._send(lambda: self._askers.append(done))

    def close(self) -> None:
        """Silence everything and end the thread; what is asked afterwards is ignored."""
        if self._thread is not None and not self._closed:
            self._send(self._end)
            self._thread.join(CLOSE_SECONDS)
        self._closed = True

    def _send(self, message: Callable[[], None]) -> None:
        if self._closed:
            return
        if self._thread is None:
            thread = threading.Thread(target=self._run, name="speaker", daemon=True)
            try:
                thread.start()
            except RuntimeError:  # the system gives no more threads: no sound, but a session
                return
            self._thread = thread
        self._queue.put(message)

    # The messages, carried out on the thread.

    def _accept(self, job: _Job) -> None:
        self._accepted = job.number
        if self._waiting is None or not self._waiting.keep or job.keep:
            self._waiting = job
        self._interrupted = True

    def _silence(self) -> None:
        self._waiting = None
        self._interrupted = True

    def _forget(self) -> None:
        self._chain = None

    def _leave_out(self) -> None:
        self._silence()
        if self._chain and self._link is not None and self._chain[0].name == self._link.name:
            del self._chain[0]

    def _end(self) -> None:
        self._silence()
        self._ending = True

    # The thread.

    def _run(self) -> None:
        while True:
            while not self._queue.empty():
                self._queue.get()()
            if self._ending:
                return
            self._interrupted = False
            if job := self._waiting:
                self._waiting = None
                self._perform(job)
            elif self._askers:
                self._perform(_Job((silence(),), rings=0, keep=True, asked_at=self._monotonic(), number=0))
            else:
                self._over = self._accepted
                self._queue.get()()

    def _listen(self, seconds: float) -> bool:
        """Wait so long, carrying out messages; whether what is under way is to end now."""
        until = self._monotonic() + seconds
        while not self._interrupted and (left := until - self._monotonic()) > 0:
            try:
                message = self._queue.get(timeout=left)
            except queue.Empty:
                break
            message()
        return self._interrupted

    def _perform(self, job: _Job) -> None:
        try:
            self._perform_all(job)
        finally:
            for playing in self._draining:
                playing.stop()
            self._draining.clear()

    def _perform_all(self, job: _Job) -> None:
        due = job.asked_at
        for number, clip in enumerate(job.clips):
            latest = None if job.keep else due + self._late_seconds
            link = self._sound(clip, latest, last=number + 1 == len(job.clips))
            if link is None:
                return
            self._settle(link)
            if not link.sounds:
                # Where the tone was heard and only its words were not, ringing would say the same again, late.
                self._bell(job.rings if number == 0 else 0)
                return
            due = self._monotonic()

    def _sound(self, clip: Clip, latest: float | None, *, last: bool) -> Link | None:
        """Play a clip to its end on the first player that can; None where it was interrupted or is too late."""
        while latest is None or self._monotonic() <= latest:
            if self._chain is None:
                self._chain = self._players()
            if not self._chain:
                return BELL
            player = self._chain[0]
            played = self._play_on(player, clip, last=last)
            if self._interrupted:
                return None
            if played:
                return Link(player.name, sounds=True, sure=player.sure, volume=player.has_volume)
            if self._chain:  # else all are to be tried again
                del self._chain[0]
        return None

    def _play_on(self, player: Player, clip: Clip, *, last: bool) -> bool:
        """Whether the player played it; False too where it was interrupted.

        Only the ``last`` clip of a job is waited for until its player ends: some end long after what they played.
        """
        try:
            playing = player.start(clip, self._volume)
        except OSError:
            return False
        over_at = self._monotonic() + clip.seconds
        ended = playing.poll()
        while ended is None:
            if self._listen(POLL_SECONDS) or self._monotonic() > over_at + HANG_SECONDS:
                playing.stop()
                return False
            ended = playing.poll()
            if ended is None and not last and self._monotonic() > over_at + TAIL_SECONDS:
                self._draining.append(playing)
                return True
        return ended

    def _bell(self, rings: int) -> None:
        for number in range(rings):
            if number and self._listen(BELL_SECONDS):
                return
            _tell(self._ring)

    def _settle(self, link: Link) -> None:
        self._link = link
        askers, self._askers = self._askers, []
        for done in askers:
            _tell(partial(done, link))


def _tell(call: Callable[[], None]) -> None:
    with contextlib.suppress(OSError, RuntimeError, ValueError):  # the screen may be gone by now
        call()
