"""Players that fail or hang for a while: what is heard, what is rung, and what is known to have been heard."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from backstretch.audio.attempt import HANG_SECONDS
from backstretch.audio.chain import RETRY_SECONDS
from backstretch.audio.clip import Clip
from backstretch.audio.playback import Link
from backstretch.audio.players import Player, Playing
from backstretch.audio.speaker import Speaker

from .fakes import LONG_SECONDS, Clock, FakePlayer, Log, next_of, until

CUE, NEXT, WORDS, STOP = (Clip(Path(f"/clips/{name}.wav"), 1.0) for name in ("cue", "next", "words", "stop"))


@dataclass
class Room:
    """A speaker, and all that can be known of it from outside."""

    players: list[Player]
    log: Log
    clock: Clock = field(default_factory=Clock)
    settled: list[bool] = field(default_factory=list)
    """After each job, whether it was heard."""

    def __post_init__(self) -> None:
        self.speaker = Speaker(
            lambda: self.log.put("ring"),
            lambda: list(self.players),
            monotonic=self.clock,
            settled=lambda link: self.settled.append(link.sounds),
        )

    def play(self, *clips: Clip, keep: bool = False) -> None:
        self.speaker.play(clips, rings=1, keep=keep)

    def after(self, *clips: Clip) -> list[str]:
        """What happens until nothing more does."""
        self.play(*clips)
        until(lambda: not self.speaker.busy)
        return self.happened()

    def happened(self) -> list[str]:
        return [self.log.get().removesuffix(" 100") for _ in range(self.log.qsize())]

    def next(self) -> str:
        return next_of(self.log).removesuffix(" 100")

    def tried_out(self) -> Link:
        links: queue.Queue[Link] = queue.Queue()
        self.speaker.try_out(links.put)
        return links.get(timeout=LONG_SECONDS)


@pytest.fixture
def log() -> Log:
    return queue.Queue()


@pytest.fixture
def one(log: Log) -> FakePlayer:
    return FakePlayer("one", log)


@pytest.fixture
def two(log: Log) -> FakePlayer:
    return FakePlayer("two", log)


@pytest.fixture
def room(one: FakePlayer, log: Log) -> Iterator[Room]:
    """One player alone, unless a test adds another."""
    made = Room([one], log)
    yield made
    made.speaker.close()


class TestFailing:
    def test_who_fails_once_plays_the_next_cue(self, room: Room, one: FakePlayer) -> None:
        assert room.after(CUE) == ["start one cue"]
        one.result = False
        assert room.after(CUE) == ["start one cue", "ring"]
        one.result = True
        assert room.after(NEXT) == ["start one next"]
        assert room.settled == [True, False, True]

    def test_a_server_that_is_gone_for_long_is_heard_at_the_first_cue_after_its_return(
        self, room: Room, one: FakePlayer
    ) -> None:
        room.after(CUE)
        one.result = False
        for _ in range(20):
            room.clock.now += 2
            assert room.after(CUE)[:2] == ["start one cue", "ring"]
        one.result = True
        assert room.after(NEXT) == ["start one next"]

    def test_the_next_player_plays_meanwhile_and_gives_way_again(
        self, room: Room, one: FakePlayer, two: FakePlayer
    ) -> None:
        room.players.append(two)
        room.after(CUE)
        one.result = False
        assert room.after(CUE) == ["start one cue", "start two cue"]
        assert room.after(CUE) == ["start one cue", "start two cue", "start one silence"], "no cue waits for it"
        assert room.after(CUE) == ["start two cue"], "nor is it tried at each"
        one.result = True
        room.clock.now += RETRY_SECONDS
        assert room.after(CUE) == ["start two cue", "start one silence"]
        assert room.after(CUE) == ["start one cue"]
        assert False not in room.settled

    def test_who_never_played_costs_a_cue_nothing_while_another_plays(
        self, room: Room, one: FakePlayer, two: FakePlayer
    ) -> None:
        room.players.append(two)
        one.result = False
        assert room.tried_out().name == "two"
        room.happened()
        for _ in range(5):
            room.clock.now += RETRY_SECONDS
            assert room.after(CUE) == ["start two cue"]

    def test_where_nothing_plays_all_are_tried_every_few_seconds_after_the_bell(
        self, room: Room, one: FakePlayer, two: FakePlayer
    ) -> None:
        room.players.append(two)
        one.result = two.result = False
        assert not room.tried_out().sounds
        room.happened()
        for _ in range(3):
            assert room.after(CUE) == ["ring"]
            room.clock.now += RETRY_SECONDS
            assert room.after(CUE) == ["ring", "start one silence", "start two silence"]
        two.result = True
        room.clock.now += RETRY_SECONDS
        assert room.after(CUE) == ["ring", "start one silence", "start two silence"]
        assert room.after(NEXT) == ["start two next"]
        assert room.settled == [False] * 8 + [True, True]

    def test_a_device_that_goes_in_the_midst_of_a_clip_was_not_heard(self, room: Room, one: FakePlayer) -> None:
        one.result = None
        room.play(CUE)
        assert room.next() == "start one cue"
        room.clock.now += 0.8
        one.playing[-1].result = False
        until(lambda: not room.speaker.busy)
        assert (room.settled, room.happened()) == ([False], []), "too late to ring for it"

    @pytest.mark.parametrize("error", [ValueError("embedded null byte"), RuntimeError("can't start new thread")])
    def test_whatever_goes_wrong_with_one_the_next_plays(
        self, room: Room, one: FakePlayer, log: Log, error: Exception
    ) -> None:
        class Broken(FakePlayer):
            def start(self, clip: Clip, volume: int) -> Playing:
                raise error

        room.players.insert(0, Broken("broken", log))
        assert room.after(CUE) == ["start one cue"]

    def test_a_search_for_players_that_fails_leaves_the_bell_for_the_next_cue(self, room: Room) -> None:
        del room.players[:]
        room.players.append(None)  # type: ignore[arg-type]
        room.after(CUE)
        room.players[:] = []
        room.speaker.again()
        assert room.after(CUE) == ["ring"]

    def test_a_player_that_cannot_tell_plays_cues_once_it_took_as_long_as_a_clip_is(
        self, room: Room, one: FakePlayer
    ) -> None:
        one.sure = False
        assert room.after(CUE) == ["ring", "start one stop 0"]
        assert room.after(CUE) == ["ring"]
        one.result = None
        room.clock.now += RETRY_SECONDS
        room.play(CUE)
        assert [room.next(), room.next()] == ["ring", "start one stop 0"]
        room.clock.now += 1.3
        one.playing[-1].result = True
        until(lambda: room.settled == [False, False, False, True])
        one.result = True
        assert room.after(NEXT) == ["start one next", "ring"], "it ended before the clip could be over"
        assert room.after(NEXT) == ["ring"]

    def test_who_cannot_tell_never_stands_in_for_one_that_can(
        self, room: Room, one: FakePlayer, two: FakePlayer
    ) -> None:
        room.players.append(two)
        two.sure = False
        room.after(CUE)
        one.result = False
        for _ in range(3):
            room.clock.now += RETRY_SECONDS
            assert "two" not in "".join(room.after(CUE))
        assert room.settled[1:].count(True) == 0


class TestHanging:
    def test_it_is_known_within_two_seconds_of_the_clips_end_and_cues_do_without_it(
        self, room: Room, one: FakePlayer, two: FakePlayer
    ) -> None:
        room.after(CUE)
        room.players.append(two)
        room.speaker.again()
        one.result = None
        room.play(CUE)
        assert room.next() == "start one cue"
        room.clock.now += CUE.seconds + 1.0
        assert (room.speaker.busy, room.settled) == (True, [True])
        room.clock.now += 0.9
        until(lambda: not room.speaker.busy)
        assert room.happened() == ["stop one cue", "start two silence"]
        assert room.settled == [True, False, True]
        assert room.after(NEXT)[0] == "start two next"

    def test_where_all_hang_the_bell_rings_at_once_from_the_second_cue_on(
        self, room: Room, one: FakePlayer, two: FakePlayer
    ) -> None:
        room.players.append(two)
        one.result = two.result = None
        room.play(CUE)
        assert room.next() == "start one cue"
        room.clock.now += CUE.seconds + 1.9
        assert [room.next(), room.next()] == ["stop one cue", "start two silence"]
        room.play(NEXT)
        assert [room.next(), room.next()] == ["stop two silence", "ring"]
        assert room.settled == [False, False]

    def test_a_clip_before_the_last_that_hangs_is_found_too(self, room: Room, one: FakePlayer) -> None:
        one.result = None
        long = Clip(Path("/clips/long.wav"), 60.0)
        room.play(CUE, long)
        assert room.next() == "start one cue"
        room.clock.now += CUE.seconds + 0.1
        assert room.next() == "start one long"
        assert room.settled == [], "its time is over, but nothing tells that it was heard"
        room.clock.now += 1.8
        assert {room.next(), room.next()} == {"stop one long", "start one silence"}
        assert room.settled == [False]

    def test_cues_that_cut_each_other_hide_no_hanging(self, room: Room, one: FakePlayer) -> None:
        room.after(CUE)
        one.result = None
        room.play(CUE)
        assert room.next() == "start one cue"
        room.clock.now += 2.0
        room.play(NEXT)
        assert [room.next(), room.next()] == ["stop one cue", "start one next"]
        room.clock.now += 1.6
        assert [room.next(), room.next()] == ["stop one next", "start one silence"]
        assert room.settled == [True, False]

    def test_who_always_ends_late_is_not_thought_to_hang(self, room: Room, one: FakePlayer) -> None:
        one.result = None
        room.play(CUE)
        assert room.next() == "start one cue"
        room.clock.now += CUE.seconds + 1.6
        one.playing[-1].result = True
        until(lambda: room.settled == [True])
        for _ in range(5):
            room.play(CUE)
            assert room.next() == "start one cue"
            room.clock.now += 2.0
            room.speaker.cut()
            assert room.next() == "stop one cue"
        assert room.settled == [True]

    def test_who_shows_that_it_plays_is_believed_and_let_go_on(self, room: Room, one: FakePlayer) -> None:
        one.result = None
        room.play(CUE)
        assert room.next() == "start one cue"
        playing = one.playing[-1]
        for _ in range(11):
            room.clock.now += 0.25
            playing.signs += 1
            playing.wait_for_a_look()
        assert room.settled == [True]
        assert room.happened() == [], "it is 1.75 s late"
        room.clock.now += HANG_SECONDS
        assert room.next() == "stop one cue"
        assert room.settled[-1] is False

    def test_trying_out_players_that_all_hang_takes_as_long_as_one_takes(
        self, room: Room, one: FakePlayer, two: FakePlayer, log: Log
    ) -> None:
        three = FakePlayer("three", log)
        room.players += [two, three]
        one.result = two.result = None
        links: queue.Queue[Link] = queue.Queue()
        room.speaker.try_out(links.put)
        assert room.next() == "start one silence"
        room.clock.now += 0.5
        assert room.next() == "start two silence"
        room.clock.now += 0.5
        assert room.next() == "start three silence"
        room.clock.now += 0.8
        assert links.empty(), "a better one may yet play"
        room.clock.now += 0.2
        assert links.get(timeout=LONG_SECONDS).name == "three"
        assert sorted(room.happened()) == ["stop one silence", "stop two silence"]

    def test_the_better_of_two_that_play_is_taken(self, room: Room, one: FakePlayer, two: FakePlayer) -> None:
        room.players.append(two)
        one.result = None
        links: queue.Queue[Link] = queue.Queue()
        room.speaker.try_out(links.put)
        assert room.next() == "start one silence"
        room.clock.now += 0.5
        assert room.next() == "start two silence"
        one.playing[-1].result = True
        assert links.get(timeout=LONG_SECONDS).name == "one"
