from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backstretch.audio.attempt import HANG_SECONDS
from backstretch.audio.clip import Clip
from backstretch.audio.playback import Link
from backstretch.audio.players import Command, Player, Playing
from backstretch.audio.speaker import Speaker
from backstretch.audio.tones import silence

from .fakes import LONG_SECONDS, Clock, FakePlayer, Log, Program, Watched, next_of, until

LEFT, WORDS, STOP = (Clip(Path(f"/clips/{name}.wav"), 1.0) for name in ("left", "words", "stop"))


@pytest.fixture
def log() -> Log:
    return queue.Queue()


@pytest.fixture
def clock() -> Clock:
    return Clock()


Make = Callable[..., Speaker]


@pytest.fixture
def settled() -> list[Link]:
    """What played, a job a link."""
    return []


@pytest.fixture
def make(log: Log, clock: Clock, settled: list[Link]) -> Iterator[Make]:
    """Makes a speaker with these players, in order, and an end."""
    made: list[Speaker] = []

    def make(*players: Player, volume: int = 100, ring: Callable[[], None] = lambda: log.put("ring")) -> Speaker:
        made.append(Speaker(ring, lambda: list(players), volume=volume, monotonic=clock, settled=settled.append))
        return made[-1]

    yield make
    for speaker in made:
        speaker.close()


def rest_of(log: Log) -> list[str]:
    """What happened since; of a speaker that is closed, or it may go on happening."""
    return [log.get() for _ in range(log.qsize())]


def idle(speaker: Speaker) -> Link:
    """Wait until everything asked before is done and a player was found."""
    links: queue.Queue[Link] = queue.Queue()
    speaker.try_out(links.put)
    return links.get(timeout=LONG_SECONDS)


class TestPlaying:
    def test_the_clips_follow_each_other(self, make: Make, log: Log) -> None:
        player = FakePlayer("one", log, result=None)
        speaker = make(player, volume=40)
        speaker.play([LEFT, WORDS], rings=1)
        assert next_of(log) == "start one left 40"
        assert log.empty()
        player.playing[0].result = True
        assert next_of(log) == "start one words 40"
        assert speaker.link == Link("one", sounds=True, sure=True)
        speaker.close()
        assert rest_of(log) == ["stop one words"]

    def test_a_clip_is_due_when_the_one_before_has_ended(self, make: Make, log: Log, clock: Clock) -> None:
        player = FakePlayer("one", log, result=None)
        speaker = make(player)
        speaker.play([LEFT, WORDS], rings=1)
        assert next_of(log) == "start one left 100"
        clock.now += LEFT.seconds
        player.playing[0].result = True
        assert next_of(log) == "start one words 100"

    def test_real_players_do_not_overlap(self, make: Make, tmp_path: Path) -> None:
        program = Program(tmp_path, "play")
        speaker = make(program.player())
        speaker.play([LEFT, WORDS, STOP], rings=1)
        until(lambda: len(program.log) == 6)
        assert program.log == [
            f"{word} {clip.path.absolute()}" for clip in (LEFT, WORDS, STOP) for word in ("began", "ended")
        ]

    def test_a_new_job_cuts_what_is_playing(self, make: Make, log: Log) -> None:
        speaker = make(FakePlayer("one", log, result=None))
        speaker.play([LEFT, WORDS], rings=1)
        assert next_of(log) == "start one left 100"
        speaker.play([STOP], rings=6)
        assert next_of(log) == "stop one left"
        assert next_of(log) == "start one stop 100"
        speaker.close()
        assert rest_of(log) == ["stop one stop"]

    def test_at_volume_0_there_is_nothing_to_hear(self, make: Make, log: Log) -> None:
        speaker = make(volume=0)
        speaker.play([LEFT], rings=3)
        idle(speaker)
        speaker.close()
        assert rest_of(log) == []


class TestWaiting:
    """What is asked while the thread is busy starting a player."""

    @pytest.fixture
    def busy(self, make: Make, log: Log) -> tuple[Speaker, threading.Event]:
        go_on = threading.Event()

        class Slow(FakePlayer):
            def start(self, clip: Clip, volume: int) -> Playing:
                playing = super().start(clip, volume)
                assert go_on.wait(LONG_SECONDS)
                return playing

        speaker = make(Slow("slow", log))
        speaker.play([LEFT], rings=1)
        assert next_of(log) == "start slow left 100"
        return speaker, go_on

    def heard(self, busy: tuple[Speaker, threading.Event], log: Log) -> list[str]:
        """What is begun once the thread goes on."""
        speaker, go_on = busy
        go_on.set()
        idle(speaker)
        speaker.close()
        return [line.split()[2] for line in rest_of(log) if line.startswith("start") and "silence" not in line]

    def test_only_the_newest_is_played(self, busy: tuple[Speaker, threading.Event], log: Log) -> None:
        busy[0].play([STOP], rings=1)
        busy[0].play([WORDS], rings=1)
        assert self.heard(busy, log) == ["words"]

    def test_a_kept_job_gives_way_to_no_other(self, busy: tuple[Speaker, threading.Event], log: Log) -> None:
        busy[0].play([STOP], rings=6, keep=True)
        busy[0].play([WORDS], rings=1)
        assert self.heard(busy, log) == ["stop"]

    def test_a_kept_job_gives_way_to_a_kept_one(self, busy: tuple[Speaker, threading.Event], log: Log) -> None:
        busy[0].play([WORDS], rings=6, keep=True)
        busy[0].play([STOP], rings=6, keep=True)
        assert self.heard(busy, log) == ["stop"]

    def test_a_cut_drops_what_waits(self, busy: tuple[Speaker, threading.Event], log: Log) -> None:
        busy[0].play([WORDS], rings=6, keep=True)
        busy[0].cut()
        assert self.heard(busy, log) == []

    def test_what_comes_after_a_cut_is_played(self, busy: tuple[Speaker, threading.Event], log: Log) -> None:
        busy[0].play([WORDS], rings=1)
        busy[0].cut()
        busy[0].play([STOP], rings=6, keep=True)
        assert self.heard(busy, log) == ["stop"]

    @pytest.mark.parametrize(("late_seconds", "keep", "played"), [(0.5, False, 1), (0.6, False, 0), (60, True, 1)])
    def test_what_is_too_late_is_dropped_but_a_kept_job(
        self,
        busy: tuple[Speaker, threading.Event],
        log: Log,
        clock: Clock,
        late_seconds: float,
        keep: bool,
        played: int,
    ) -> None:
        busy[0].play([WORDS], rings=1, keep=keep)
        clock.now += late_seconds
        assert self.heard(busy, log) == ["words"] * played


class TestFallingBack:
    @pytest.mark.parametrize("refuses", [True, False])
    def test_the_same_clip_is_played_by_the_next_and_who_never_played_is_not_tried_again(
        self, make: Make, log: Log, refuses: bool
    ) -> None:
        bad, good = FakePlayer("bad", log, result=False, refuses=refuses), FakePlayer("good", log)
        speaker = make(bad, good)
        speaker.play([LEFT], rings=1)
        assert next_of(log).split()[:2] == ["refuse" if refuses else "start", "bad"]
        assert next_of(log) == "start good left 100"
        assert idle(speaker).name == "good"
        speaker.play([WORDS], rings=1)
        assert next_of(log) == "start good silence 100"
        assert next_of(log) == "start good words 100"

    @pytest.mark.second
    def test_real_programs(self, make: Make, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        fails, plays = Program(tmp_path, "fail"), Program(tmp_path, "play")
        gone = Command("gone", str(tmp_path / "gone"))
        no_interpreter = tmp_path / "no_interpreter"
        no_interpreter.write_text(f"#!{tmp_path / 'gone'}\n", encoding="utf-8")
        no_interpreter.chmod(0o755)
        speaker = make(gone, Command("script", str(no_interpreter)), fails.player(), plays.player())
        speaker.play([LEFT, WORDS], rings=1)
        until(lambda: len(plays.log) == 4)
        assert len(fails.log) == 1
        assert idle(speaker) == Link("play", sounds=True, sure=True)
        speaker.close()
        assert capfd.readouterr() == ("", "")

    def test_one_that_hangs_is_ended_and_passed_over_and_what_must_be_heard_is_rung_and_played(
        self, make: Make, log: Log, clock: Clock
    ) -> None:
        speaker = make(FakePlayer("hangs", log, result=None), FakePlayer("good", log))
        speaker.play([STOP], rings=2, keep=True)
        assert next_of(log) == "start hangs stop 100"
        clock.now += STOP.seconds + HANG_SECONDS + 0.1
        assert [next_of(log) for _ in range(5)] == [
            "stop hangs stop", "ring", "ring", "start good silence 100", "start good stop 100",
        ]  # fmt: skip
        speaker.play([LEFT], rings=1)
        assert next_of(log) == "start good left 100"

    def test_a_cue_that_hung_is_not_played_when_it_is_no_longer_true(self, make: Make, log: Log, clock: Clock) -> None:
        speaker = make(FakePlayer("hangs", log, result=None), FakePlayer("good", log))
        speaker.play([LEFT], rings=1)
        assert next_of(log) == "start hangs left 100"
        clock.now += LEFT.seconds + HANG_SECONDS + 0.1
        assert next_of(log) == "stop hangs left"
        assert idle(speaker).name == "good"
        assert next_of(log) == "start good silence 100"

    @pytest.mark.second
    def test_a_real_program_that_hangs_is_gone_afterwards(self, make: Make, tmp_path: Path, clock: Clock) -> None:
        hangs, plays = Program(tmp_path, "stubborn"), Program(tmp_path, "play")
        watched = Watched(hangs.player())
        speaker = make(watched, plays.player())
        speaker.play([STOP], rings=6, keep=True)
        until(lambda: len(hangs.log) == 1)
        clock.now += STOP.seconds + HANG_SECONDS + 0.1
        until(lambda: len(plays.log) == 2)
        assert [playing.poll() for playing in watched.started] == [False]

    def test_what_failed_is_tried_again_when_asked(self, make: Make, log: Log) -> None:
        player = FakePlayer("one", log, refuses=True)
        speaker = make(player)
        assert not idle(speaker).sounds
        player.refuses = False
        assert not idle(speaker).sounds
        speaker.again()
        assert idle(speaker).sounds

    def test_trying_again_while_something_plays_spares_the_first(self, make: Make, log: Log) -> None:
        first, second = FakePlayer("first", log, result=None), FakePlayer("second", log)
        speaker = make(first, second)
        speaker.play([LEFT], rings=1)
        assert next_of(log) == "start first left 100"
        first.result = True
        speaker.again()
        first.playing[0].result = False
        assert next_of(log) == "start second left 100"
        speaker.play([WORDS], rings=1)
        assert next_of(log) == "start first words 100"


class TestDropping:
    """A player that says it played, but that nobody heard."""

    def test_the_next_one_plays_from_then_on(self, make: Make, log: Log) -> None:
        speaker = make(FakePlayer("deaf", log), FakePlayer("good", log))
        assert idle(speaker).name == "deaf"
        speaker.drop()
        assert idle(speaker).name == "good"
        speaker.play([LEFT], rings=1)
        heard = [next_of(log) for _ in range(3)]
        assert heard == ["start deaf silence 100", "start good silence 100", "start good left 100"]

    def test_where_none_is_left_the_bell_rings(self, make: Make, log: Log) -> None:
        speaker = make(FakePlayer("deaf", log))
        idle(speaker)
        speaker.drop()
        speaker.play([LEFT], rings=1)
        assert [next_of(log), next_of(log)] == ["start deaf silence 100", "ring"]

    def test_one_under_way_is_silenced_and_no_other_is_dropped_with_it(self, make: Make, log: Log) -> None:
        deaf = FakePlayer("deaf", log)
        speaker = make(deaf, FakePlayer("good", log))
        idle(speaker)
        deaf.result = None
        speaker.play([LEFT, WORDS], rings=1)
        assert [next_of(log), next_of(log)] == ["start deaf silence 100", "start deaf left 100"]
        speaker.drop()
        assert next_of(log) == "stop deaf left"
        assert idle(speaker).name == "good"

    def test_one_that_failed_since_takes_no_other_with_it(self, make: Make, log: Log) -> None:
        first, second = FakePlayer("first", log), FakePlayer("second", log, result=None)
        speaker = make(first, second)
        idle(speaker)
        first.refuses = True
        speaker.play([LEFT], rings=1)
        assert [next_of(log) for _ in range(3)] == ["start first silence 100", "refuse first", "start second left 100"]
        speaker.drop()
        assert next_of(log) == "stop second left"
        second.result = True
        assert idle(speaker).name == "second"

    def test_trying_again_tries_the_dropped_one_too(self, make: Make, log: Log) -> None:
        speaker = make(FakePlayer("deaf", log), FakePlayer("good", log))
        idle(speaker)
        speaker.drop()
        assert idle(speaker).name == "good"
        speaker.again()
        assert idle(speaker).name == "deaf"

    def test_before_anything_was_played_starts_nothing(self, make: Make) -> None:
        before = threading.active_count()
        make().drop()
        assert threading.active_count() == before


class TestBell:
    def test_rings_where_nobody_can_play(self, make: Make, log: Log) -> None:
        speaker = make(FakePlayer("bad", log, refuses=True))
        speaker.play([LEFT, WORDS], rings=3)
        assert [next_of(log) for _ in range(4)] == ["refuse bad", "ring", "ring", "ring"]
        assert idle(speaker) == speaker.link == Link("bell", sounds=False, sure=False)
        speaker.close()
        assert rest_of(log) == []

    def test_does_not_ring_for_words_whose_tone_was_heard(self, make: Make, log: Log) -> None:
        player = FakePlayer("one", log, result=None)
        speaker = make(player)
        speaker.play([LEFT, WORDS], rings=3)
        assert next_of(log) == "start one left 100"
        player.refuses = True
        player.playing[0].result = True
        assert next_of(log) == "refuse one"
        until(lambda: not speaker.busy)
        speaker.close()
        assert rest_of(log) == []

    @pytest.mark.parametrize("interrupt", ["play", "cut"])
    def test_is_interrupted_like_a_sound(self, make: Make, log: Log, interrupt: str) -> None:
        rung = threading.Event()
        go_on = threading.Event()

        def ring() -> None:
            log.put("ring")
            rung.set()
            assert go_on.wait(LONG_SECONDS)

        speaker = make(ring=ring)
        speaker.play([LEFT], rings=6)
        assert rung.wait(LONG_SECONDS)
        if interrupt == "play":
            speaker.play([WORDS], rings=2)
        else:
            speaker.cut()
        go_on.set()
        rings = 3 if interrupt == "play" else 1
        assert [next_of(log) for _ in range(rings)] == ["ring"] * rings
        idle(speaker)
        speaker.close()
        assert rest_of(log) == []

    @pytest.mark.parametrize("error", [OSError, RuntimeError("Event loop is closed"), ValueError("closed file")])
    def test_a_screen_that_is_gone_ends_nothing(self, make: Make, log: Log, error: Exception) -> None:
        def ring() -> None:
            log.put("ring")
            raise error

        speaker = make(ring=ring)
        speaker.play([LEFT], rings=2)
        assert [next_of(log), next_of(log)] == ["ring", "ring"]
        assert idle(speaker).name == "bell"


class TestCutting:
    def test_silences_at_once(self, make: Make, log: Log) -> None:
        speaker = make(FakePlayer("one", log, result=None))
        speaker.play([LEFT, WORDS], rings=1)
        assert next_of(log) == "start one left 100"
        speaker.cut()
        assert next_of(log) == "stop one left"
        speaker.close()
        assert rest_of(log) == []

    def test_ends_the_program(self, make: Make, tmp_path: Path) -> None:
        program = Program(tmp_path, "hang")
        watched = Watched(program.player())
        speaker = make(watched)
        speaker.play([LEFT], rings=1)
        until(lambda: bool(program.log and watched.started))
        speaker.cut()
        until(lambda: watched.started[0].poll() is not None)

    def test_the_player_that_was_cut_is_still_trusted(self, make: Make, log: Log) -> None:
        speaker = make(FakePlayer("one", log, result=None), FakePlayer("two", log))
        for _ in range(3):
            speaker.play([LEFT], rings=1)
            assert next_of(log) == "start one left 100"
            speaker.cut()
            assert next_of(log) == "stop one left"

    def test_before_anything_was_played_starts_nothing(self, make: Make) -> None:
        before = threading.active_count()
        make().cut()
        assert threading.active_count() == before


class TestTryingOut:
    def test_finds_the_link_that_works(self, make: Make, log: Log) -> None:
        good = FakePlayer("good", log)
        speaker = make(FakePlayer("bad", log, result=False), good)
        assert speaker.link is None
        assert idle(speaker) == speaker.link == Link("good", sounds=True, sure=True)
        speaker.close()
        assert rest_of(log) == ["start bad silence 100", "start good silence 100"]

    def test_never_rings(self, make: Make, log: Log) -> None:
        speaker = make()
        assert idle(speaker).name == "bell"
        speaker.close()
        assert rest_of(log) == []

    def test_a_cue_in_between_tells_as_well(self, make: Make, log: Log) -> None:
        player = FakePlayer("one", log, result=None)
        speaker = make(player)
        links: queue.Queue[Link] = queue.Queue()
        speaker.try_out(links.put)
        assert next_of(log) == "start one silence 100"
        speaker.play([LEFT], rings=1)
        assert next_of(log) == "stop one silence"
        assert next_of(log) == "start one left 100"
        assert links.empty()
        player.playing[1].result = True
        assert links.get(timeout=LONG_SECONDS).name == "one"
        speaker.close()
        assert rest_of(log) == []

    def test_goes_on_after_a_cut(self, make: Make, log: Log) -> None:
        player = FakePlayer("one", log, result=None)
        speaker = make(player)
        links: queue.Queue[Link] = queue.Queue()
        speaker.try_out(links.put)
        assert next_of(log) == "start one silence 100"
        player.result = True
        speaker.cut()
        assert links.get(timeout=LONG_SECONDS).name == "one"

    def test_a_screen_that_is_gone_ends_nothing(self, make: Make) -> None:
        def done(link: Link) -> None:
            raise RuntimeError("Event loop is closed")

        speaker = make()
        speaker.try_out(done)
        assert idle(speaker).name == "bell"


class TestThread:
    def test_nothing_starts_before_it_is_needed(self, make: Make) -> None:
        before = threading.active_count()
        make().close()
        assert threading.active_count() == before

    def test_closing_silences_and_ends_it(self, make: Make, log: Log) -> None:
        before = threading.active_count()
        speaker = make(FakePlayer("one", log, result=None))
        speaker.play([LEFT], rings=1)
        assert next_of(log) == "start one left 100"
        assert threading.active_count() == before + 1
        speaker.close()
        assert threading.active_count() == before
        assert rest_of(log) == ["stop one left"]

    def test_after_closing_all_is_ignored(self, make: Make, log: Log) -> None:
        before = threading.active_count()
        speaker = make(FakePlayer("one", log))
        idle(speaker)
        speaker.close()
        speaker.close()
        rest_of(log)
        speaker.play([LEFT], rings=1, keep=True)
        speaker.cut()
        speaker.again()
        speaker.try_out(lambda _: log.put("done"))
        assert threading.active_count() == before
        assert rest_of(log) == []

    def test_a_system_without_a_thread_to_spare_stays_silent(
        self, make: Make, log: Log, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def start(self: threading.Thread) -> None:
            raise RuntimeError("can't start new thread")

        speaker = make(FakePlayer("one", log))
        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", start)
            speaker.play([STOP], rings=6, keep=True)
        speaker.play([LEFT], rings=1)
        assert next_of(log) == "start one left 100"

    @pytest.mark.second
    def test_many_cues_leave_nothing_behind(
        self, make: Make, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        hangs, plays = Watched(Program(tmp_path, "hang").player()), Watched(Program(tmp_path, "play").player())
        speaker = make(hangs)
        other = make(plays)
        idle(other)
        threads, files = threading.active_count(), open_files()
        for _ in range(10_000):
            speaker.play([LEFT, WORDS], rings=1)
            other.play([LEFT, WORDS], rings=1)
        assert threading.active_count() == threads + 1
        speaker.close()
        other.close()
        assert threading.active_count() == threads - 1
        assert hangs.started
        assert all(playing.poll() is not None for playing in hangs.started + plays.started)
        assert open_files() <= files
        assert capfd.readouterr() == ("", "")


def open_files() -> int:
    """How many this process has open, where the system tells."""
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


@pytest.mark.second
def test_real_silence_through_the_real_chain_writes_nothing(tmp_path: Path) -> None:
    """Whatever this machine has: it settles on something, and the terminal stays as it was."""
    code = (
        "import functools, pathlib, threading; from backstretch.audio.speaker import Speaker;"
        "from backstretch.audio.players import find_players;"
        f"find = functools.partial(find_players, pathlib.Path({str(tmp_path)!r}));"
        "done = threading.Event(); speaker = Speaker(lambda: None, find); speaker.try_out(lambda link: done.set());"
        f"assert done.wait({LONG_SECONDS}); assert speaker.link; speaker.close()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert silence().path.exists()
