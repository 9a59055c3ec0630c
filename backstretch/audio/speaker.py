"""Plays clips one after the other on a thread of its own: never in the way, at once silent, never on the terminal.

Who calls only puts something into a queue (0.02 ms). The thread starts a player, looks after it, and falls back by
result, not by presence: ``pw-play`` can lie on a machine where no PipeWire runs. The chain ends at the terminal's bell.
A cue never waits for a player of which nothing is known to have changed: such players are tried out after it.
CONTRIBUTING.md says under "Sound" why it is made so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

from backstretch.audio.chain import Chain
from backstretch.audio.clip import Clip
from backstretch.audio.playback import BELL, Job, Link, Messages, Playback, call_safely
from backstretch.audio.players import Player

CLOSE_SECONDS = 1.0
"""How long closing waits for the thread."""


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
        players: Callable[[], list[Player]],
        *,
        volume: int = 100,
        monotonic: Callable[[], float] = time.monotonic,
        late_seconds: float = 0.5,
        settled: Callable[[Link], None] = lambda _: None,
    ) -> None:
        """``ring`` rings the bell once. ``players`` finds the players. ``volume`` is 0, silence, to 100.

        ``settled`` is told after each job, or as soon as it is known, what played it; `BELL` where nothing did. It and
        ``ring`` are called on the thread, and must not wait.
        """
        self._sounds = volume > 0
        self._monotonic = monotonic
        self._settled = settled
        self._messages = Messages(monotonic)
        self._thread: threading.Thread | None = None
        self._closed = False
        self._link: Link | None = None
        self._asked = 0
        self._over = 0
        """The number of the last job that was asked for, and of the last one after which nothing was left to do."""
        # From here on only the thread reads and writes.
        self._chain = Chain(players)
        self._waiting: Job | None = None
        self._askers: list[Callable[[Link], None]] = []
        self._accepted = 0
        self._playback = Playback(self._chain, self._messages, volume, late_seconds, self._settle, ring)
        self._ending = False

    @property
    def link(self) -> Link | None:
        """What last played, or could not be played and was left to the bell; None before the first clip."""
        return self._link

    def play(self, clips: Sequence[Clip], *, rings: int, keep: bool = False) -> None:
        """Play these one after the other; where none can be played, ring the bell ``rings`` times."""
        if self._sounds:
            self._asked += 1
            job = Job(tuple(clips), rings, keep, self._monotonic(), self._asked)
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
        self._messages.put(message)

    # The messages, carried out on the thread.

    def _accept(self, job: Job) -> None:
        self._accepted = job.number
        if self._waiting is None or not self._waiting.keep or job.keep:
            self._waiting = job
        self._messages.interrupt()

    def _silence(self) -> None:
        self._waiting = None
        self._messages.interrupt()

    def _forget(self) -> None:
        self._chain.forget()

    def _leave_out(self) -> None:
        self._silence()
        if self._link is not None and self._link.sounds:
            self._chain.drop(self._link.name)

    def _end(self) -> None:
        self._silence()
        self._ending = True

    # The thread.

    def _run(self) -> None:
        while True:
            self._messages.carry_out_all()
            if self._ending:
                return
            if job := self._waiting:
                self._waiting = None
                self._perform(partial(self._carry_out, job))
            elif self._askers:
                self._perform(self._find_out)
            else:
                self._over = self._accepted
                self._messages.carry_out_next()

    def _perform(self, what: Callable[[], None]) -> None:
        try:
            what()
        except Exception:  # noqa: BLE001 - without this thread nothing would be heard any more
            self._settle(BELL)
            self._answer(BELL)
        finally:
            self._playback.end()

    def _carry_out(self, job: Job) -> None:
        """Play a job, or ring; then try out those players that may be back."""
        link = self._playback.play(job)
        if link is None:
            return
        if link.sounds:
            self._answer(link)
        else:
            self._chain.fell_silent(self._monotonic())
        suspects = self._chain.suspects(self._monotonic())
        found = self._playback.try_each(suspects) if suspects else BELL
        if self._messages.interrupted or link.sounds:
            return
        if found.sounds and job.keep:
            self._playback.play(job._replace(rings=0))
        self._answer(found)

    def _find_out(self) -> None:
        """Tell the askers who plays."""
        players = self._chain.candidates() or self._chain.suspects(self._monotonic())
        link = self._playback.try_each(players) if players else BELL
        if self._messages.interrupted:
            return
        if not link.sounds:
            self._chain.fell_silent(self._monotonic())
            self._settle(BELL)
        self._answer(link)

    def _settle(self, link: Link) -> None:
        self._link = link
        call_safely(partial(self._settled, link))

    def _answer(self, link: Link) -> None:
        askers, self._askers = self._askers, []
        for done in askers:
            call_safely(partial(done, link))
