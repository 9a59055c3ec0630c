"""The one interface to everything heard: what is played for a cue, as the person has set it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from backstretch.audio import audio
from backstretch.audio.audio import BACK, LOST, UNHEARD, Audio
from backstretch.audio.clip import Clip
from backstretch.audio.packaged import packaged_clips
from backstretch.audio.playback import BELL, Link
from backstretch.audio.speaker import Speaker
from backstretch.audio.tones import TONES, tone
from backstretch.coach.cues import Cue, stop_cue
from backstretch.coach.wording import SOUND_ON, VOICE_ON
from backstretch.settings import Settings

LEFT = Cue("left", ("Left side.",))


class Loudspeaker(Speaker):
    """Notes what it is told, and plays nothing."""

    def __init__(self) -> None:
        super().__init__(lambda: None, list)
        self.told: list[tuple[list[Path], int, bool] | str] = []

    def play(self, clips: Sequence[Clip], *, rings: int, keep: bool = False) -> None:
        self.told.append(([clip.path for clip in clips], rings, keep))

    def cut(self) -> None:
        self.told.append("cut")

    def again(self) -> None:
        self.told.append("again")

    def try_out(self, done: Callable[[Link], None]) -> None:
        done(BELL)


class Heard:
    """Audio with its loudspeaker at hand."""

    def __init__(self, cache_dir: Path, settings: Settings, *, muted: bool = False) -> None:
        self.speaker = Loudspeaker()
        self.audio = Audio(settings, cache_dir, lambda: None, muted=muted, speaker=self.speaker)

    def after(self, *cues: Cue) -> list[tuple[list[Path], int, bool] | str]:
        """What the loudspeaker is told for these."""
        self.speaker.told.clear()
        for cue in cues:
            self.audio.give(cue)
        return self.speaker.told


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Heard]]:
    made: list[Heard] = []

    def heard(*, muted: bool = False, **settings: object) -> Heard:
        made.append(Heard(tmp_path, Settings()._replace(**settings), muted=muted))  # type: ignore[arg-type]
        return made[-1]

    yield heard
    for each in made:
        each.audio.close()


def path_of(phrase: str) -> Path:
    return packaged_clips()[phrase].path


def test_a_cue_is_its_tone_and_then_its_words(make: Callable[..., Heard]) -> None:
    assert make().after(LEFT) == [([tone("left").path, path_of("Left side.")], TONES["left"].rings, False)]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"sounds": False}, ([path_of("Left side.")], 0, False)),
        ({"voice": False}, ([tone("left").path], TONES["left"].rings, False)),
        ({"sounds": False, "voice": False}, "cut"),
    ],
)
def test_the_settings_count(make: Callable[..., Heard], settings: dict[str, object], told: object) -> None:
    heard = make(**settings)
    assert heard.after(LEFT) == [told]
    assert heard.audio.silent is (told == "cut")


def test_words_can_take_a_tones_place_and_it_sounds_where_they_cannot_be_spoken(make: Callable[..., Heard]) -> None:
    three, unknown = (Cue("count", (text,), instead=True) for text in ("Three.", "Nobody ever recorded this."))
    tick = ([tone("count").path], TONES["count"].rings, False)
    assert make().after(three) == [([path_of("Three.")], TONES["count"].rings, False)]
    assert make(voice=False).after(three) == [tick]
    assert make().after(unknown) == [tick]


@pytest.mark.parametrize("cue", [stop_cue(), Cue("done", ("Session finished.",))])
def test_the_end_is_kept_however_late_it_comes(make: Callable[..., Heard], cue: Cue) -> None:
    (told,) = make().after(cue)
    assert told != "cut"
    assert told[2] is True


def test_words_without_a_tone_ring_no_bell(make: Callable[..., Heard]) -> None:
    assert make().after(Cue(None, ("Left side.",))) == [([path_of("Left side.")], 0, False)]


def test_what_cannot_be_spoken_cuts_what_is_heard_all_the_same(make: Callable[..., Heard]) -> None:
    assert make().after(Cue(None, ("Nobody ever recorded this.",))) == ["cut"]


def test_muted_there_is_nothing(make: Callable[..., Heard]) -> None:
    heard = make(muted=True)
    assert heard.after(LEFT, stop_cue()) == []
    heard.audio.mute()
    assert heard.speaker.told == ["cut", ([path_of(SOUND_ON)], 0, False)], "on again, and heard to be"


def test_hushing_leaves_the_tones(make: Callable[..., Heard]) -> None:
    heard = make()
    heard.audio.hush()
    assert (heard.audio.speaks, heard.speaker.told) == (False, ["cut"])
    assert heard.after(LEFT) == [([tone("left").path], TONES["left"].rings, False)]
    heard.audio.hush()
    assert heard.audio.speaks
    assert heard.speaker.told[-1] == ([path_of(VOICE_ON)], 0, False)


def test_the_voice_that_comes_on_while_all_is_muted_is_not_heard(make: Callable[..., Heard]) -> None:
    heard = make(muted=True, voice=False)
    heard.audio.hush()
    assert heard.speaker.told == ["cut"]


def test_a_session_gives_every_player_another_chance_and_tells_once_that_none_plays(make: Callable[..., Heard]) -> None:
    heard, told = make(voice=False), list[str]()
    heard.audio.prepare((), told.append)
    heard.audio.prepare((), told.append)
    assert (heard.speaker.told, told) == (["again", "again"], [UNHEARD])


@pytest.mark.parametrize("settings", [{"muted": True}, {"sounds": False, "voice": False}])
def test_nobody_is_told_who_wants_no_sound(make: Callable[..., Heard], settings: dict[str, bool]) -> None:
    heard, told = make(**settings), list[str]()
    heard.audio.prepare((), told.append)
    assert (heard.speaker.told, told) == ([], [])


PLAYS = Link("pw-play", sounds=True, sure=True)


@pytest.mark.parametrize(
    ("links", "told"),
    [
        ([PLAYS, PLAYS], []),
        ([BELL, BELL, BELL], [UNHEARD]),
        ([BELL, PLAYS, PLAYS], [UNHEARD, BACK]),
        ([PLAYS, BELL, BELL, PLAYS, PLAYS, BELL, BELL], [LOST, BACK, LOST]),
    ],
)
def test_what_falls_silent_is_told_once_and_so_is_its_return(
    make: Callable[..., Heard], monkeypatch: pytest.MonkeyPatch, links: list[Link], told: list[str]
) -> None:
    heard, lines = make(voice=False), list[str]()
    monkeypatch.setattr(heard.speaker, "try_out", lambda done: None)
    heard.audio.prepare((), lines.append)
    for link in links:
        heard.audio.settled(link)
    assert lines == told


def test_what_failed_before_a_session_is_told_in_it(make: Callable[..., Heard]) -> None:
    heard, lines = make(voice=False), list[str]()
    heard.audio.settled(BELL)
    heard.audio.prepare((), lines.append)
    assert lines == [UNHEARD]


def test_tones_that_are_gone_from_the_disk_leave_the_bell_and_the_words(
    make: Callable[..., Heard], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> Clip:
        raise FileNotFoundError(name)

    monkeypatch.setattr(audio, "tone", gone)
    assert make().after(LEFT) == [([path_of("Left side.")], TONES["left"].rings, False)]
    assert make(voice=False).after(LEFT) == [([], TONES["left"].rings, False)]
