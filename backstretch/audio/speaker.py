"""Plays clips one after the other on a thread of its own: never in the way, at once silent, never on the terminal.

Who calls only puts something into a queue (0.02 ms). The thread starts a player, looks after it, and falls back by
result, not by presence: ``pw-play`` can lie on a machine where no PipeWire runs. The chain ends at the terminal's bell.
A cue never waits for a player of which nothing is known to have changed: such players are tried out after it.
CONTRIBUTING.md says under "Sound" why it is made so.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from backstretch.audio.attempt import TAIL_SECONDS, Attempt, Verdict
from backstretch.audio.chain import Chain
from backstretch.audio.clip import Clip
from backstretch.audio.players import Player
from backstretch.audio.trial import Trial

POLL_SECONDS = 0.015
"""How often a player is looked at: what follows a clip follows it within this time, too short to be heard as a gap,
and the looking costs less than one per cent of a processor, only while something sounds."""
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


BELL = Link("bell", sounds=False, sure=False)


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
        self._ring = ring
        self._volume = volume
        self._monotonic = monotonic
        self._late_seconds = late_seconds
        self._settled = settled
        self._queue: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._link: Link | None = None
        self._asked = 0
        self._over = 0
        """The number of the last job that was asked for, and of the last one after which nothing was left to do."""
        # From here on only the thread reads and writes.
        self._chain = Chain(players)
        self._waiting: _Job | None = None
        self._askers: list[Callable[[Link], None]] = []
        self._accepted = 0
        self._draining: list[Attempt] = []
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
            while not self._queue.empty():
                self._queue.get()()
            if self._ending:
                return
            self._interrupted = False
            if job := self._waiting:
                self._waiting = None
                self._perform(partial(self._carry_out, job))
            elif self._askers:
                self._perform(self._find_out)
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

    def _perform(self, what: Callable[[], None]) -> None:
        try:
            what()
        except Exception:  # noqa: BLE001 - without this thread nothing would be heard any more
            self._settle(BELL)
            self._answer(BELL)
        finally:
            for attempt in self._draining:
                attempt.stop()
            self._draining.clear()

    def _carry_out(self, job: _Job) -> None:
        """Play a job, or ring; then try out those players that may be back."""
        link = self._play_all(job)
        if link is None:
            return
        if link.sounds:
            self._answer(link)
        else:
            self._chain.fell_silent(self._monotonic())
        suspects = self._chain.suspects(self._monotonic())
        found = self._try_each(suspects) if suspects else BELL
        if self._interrupted or link.sounds:
            return
        if found.sounds and job.keep:
            self._play_all(replace(job, rings=0))
        self._answer(found)

    def _find_out(self) -> None:
        """Tell the askers who plays."""
        players = self._chain.candidates() or self._chain.suspects(self._monotonic())
        link = self._try_each(players) if players else BELL
        if self._interrupted:
            return
        if not link.sounds:
            self._chain.fell_silent(self._monotonic())
            self._settle(BELL)
        self._answer(link)

    def _play_all(self, job: _Job) -> Link | None:
        """Play its clips in turn. What played the last; the bell where one was not heard; None where it is too late."""
        due, link = job.asked_at, BELL
        rings = job.rings
        for number, clip in enumerate(job.clips):
            latest = float("inf") if job.keep else due + self._late_seconds
            if self._monotonic() > latest:
                return None
            link = self._sound(clip, latest, last=number + 1 == len(job.clips))
            if self._interrupted:
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
        return None if self._interrupted else link

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
            if self._listen(POLL_SECONDS):
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

    def _try_each(self, players: list[Player]) -> Link:
        """The first of the players that plays silence, or the bell; nothing is known of them if interrupted."""
        trial = Trial(players, self._volume, self._monotonic)
        try:
            trial.look()
            while not trial.over:
                if self._listen(POLL_SECONDS):
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
            if number and self._listen(BELL_SECONDS):
                return
            _tell(self._ring)

    def _settle(self, link: Link) -> None:
        self._link = link
        _tell(partial(self._settled, link))

    def _answer(self, link: Link) -> None:
        askers, self._askers = self._askers, []
        for done in askers:
            _tell(partial(done, link))


def _link(player: Player) -> Link:
    return Link(player.name, sounds=True, sure=player.sure)


def _tell(call: Callable[[], None]) -> None:
    with contextlib.suppress(OSError, RuntimeError, ValueError):  # the screen may be gone by now
        call()
