"""What is heard of the full-screen program, and what stands in where nothing can be played."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.color import Color

from backstretch.audio.audio import BACK, LOST, UNHEARD
from backstretch.audio.playback import BELL, Link
from backstretch.tui.app import BackstretchApp
from backstretch.tui.coach import screen as coach
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.colours import PHASE_COLOURS
from tests.tui.conftest import PHASES, Desk, Loudspeaker, World, settled

IS_OVER_IN = coach.FLASH_SECONDS
"""Seconds a flash lasts where no test says otherwise."""


def heard(desk: Desk) -> list[list[str]]:
    """What was played since the last time."""
    played = desk.loudspeaker.played[:]
    desk.loudspeaker.played.clear()
    return played


REACH_KEY = "press-r-to-say-how-far-down-it-reaches"
HOW_FAR_DOWN = ["how-far-down-does-it-reach", "press-one-for-the-back-two-for-the-butto"]
CHECK_IN = [
    "how-much-does-your-back-hurt-now",
    "press-a-digit-zero-to-nine-or-t-for-ten",
    REACH_KEY,
    "new-numbness-between-the-legs-bladder-or",
    "press-y-for-yes-if-none-of-these-is-new",
    "have-ready-a-flat-cushion-under-your-hea",
    "have-ready-a-steady-chair",
]


@pytest.mark.second
async def test_where_it_reaches_is_asked_aloud_before_in_and_after_a_session(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        heard(desk)
        await desk.press("r")
        assert heard(desk) == [HOW_FAR_DOWN]
        await desk.press("3")
        assert heard(desk) == [CHECK_IN[3:5]], "what the key cut off is asked again"
        await desk.press("enter")
        await desk.let(12)
        heard(desk)
        await desk.press("r")
        assert HOW_FAR_DOWN in heard(desk)
        await desk.press("escape", "q", "q")
        assert heard(desk)[-1][-1] == REACH_KEY
        await desk.press("r")
        assert heard(desk) == [HOW_FAR_DOWN]


@pytest.mark.second
async def test_a_session_is_heard_from_its_first_second(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        assert heard(desk) == [CHECK_IN, ["ready"]]
        by_second = {}
        for second in range(1, 23):
            await desk.let(1)
            by_second[second] = heard(desk)
        assert {second: cues for second, cues in by_second.items() if cues} == {
            1: [["one-knee-to-the-chest"]],
            3: [["left-side"]],
            5: [["left"]],
            6: [["draw-your-left-knee-in"]],
            15: [["halfway", "halfway"]],
            22: [["count"]],
        }


@pytest.mark.parametrize("key", ["x", "!"])
async def test_a_stop_is_heard_at_once_and_nothing_after_it(world: World, key: str) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        heard(desk)
        await desk.press(key)
        desk.clock.go(3600)
        await desk.press("space", "n", "m", "v", "enter", "1")
        await settled()
        assert heard(desk) == [["stop", "lower-the-foot-slowly", "session-stopped"]]


async def test_a_sharp_pain_with_no_session_under_way_has_the_tone_alone(world: World) -> None:
    async with world.program() as desk:
        await desk.press("x")
        assert heard(desk) == [["stop"]]


@pytest.mark.second
async def test_m_mutes_everything_and_brings_it_back(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(6)
        for key in ("m", "M"):
            heard(desk)
            await desk.press(key)
            assert "(muted)" in desk.text(), key
            await desk.press("n")
            await desk.press(key)
            assert "(muted)" not in desk.text(), key
            assert heard(desk) == [[], [], ["sound-on"]], "silence, nothing between, and that it is on again"
            await desk.press("b")
            assert heard(desk)[0][0] in {"left", "right"}, key


@pytest.mark.second
async def test_v_turns_the_voice_off_and_on(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(6)
        for key in ("v", "V"):
            await desk.press(key)
            assert "(voice off)" in desk.text(), key
            heard(desk)
            await desk.press("n")
            assert heard(desk) == [["right"]], key
            await desk.press(key)
            assert "(voice off)" not in desk.text(), key
            heard(desk)
            await desk.press("b")
            assert heard(desk) == [["right"]], key
            await desk.let(1)
            assert heard(desk)[0][0].startswith("one-knee"), key
            await desk.press("u", "u")


@pytest.mark.second
async def test_a_stop_sounds_no_more_than_the_person_let_it(world: World) -> None:
    async with world.program(mute=True) as desk:
        await desk.begin_at(6)
        await desk.press("x")
        assert heard(desk) == []


@pytest.mark.second
@pytest.mark.parametrize(
    ("config", "first"),
    [
        ("sounds = false", [CHECK_IN, []]),
        ("voice = false", [[], ["ready"]]),
        ("sounds = false\nvoice = false", [[], []]),
    ],
)
async def test_tones_alone_or_the_voice_alone(world: World, config: str, first: list[list[str]]) -> None:
    world.configure(config)
    async with world.program() as desk:
        await desk.begin()
        assert heard(desk) == first


@pytest.mark.second
async def test_leaving_is_silence(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        speaker = desk.loudspeaker
    assert speaker.closed


@pytest.mark.second
async def test_a_new_volume_holds_at_once(world: World) -> None:
    async with world.program() as desk:
        before, settings = desk.loudspeaker, desk.app.context.settings
        desk.app.use_settings(type(settings)(volume=30))
        assert (before.closed, desk.loudspeaker.volume) == (True, 30)


# ---- where nothing can be played -----------------------------------------------------------------------------------


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Nothing can be played; each ring of the bell. A flash stays until it was looked at."""
    rings: list[None] = []
    monkeypatch.setattr(coach, "FLASH_SECONDS", 1000.0)
    monkeypatch.setattr(Loudspeaker, "link", BELL)
    monkeypatch.setattr(BackstretchApp, "bell", lambda _: rings.append(None))
    return rings


@pytest.mark.second
@pytest.mark.usefixtures("unheard")
async def test_the_check_in_says_once_that_nothing_can_be_played(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await settled()
        assert UNHEARD in desk.said()
        await desk.press("escape")
        await desk.open_check_in()
        await settled()
        assert UNHEARD not in desk.said()


@pytest.mark.second
async def test_a_session_says_once_that_the_sound_has_failed_and_once_that_it_is_back(world: World) -> None:
    plays = Link("pw-play", sounds=True, sure=True)
    async with world.program() as desk:
        await desk.begin()
        for links, lines in (([BELL, BELL], [LOST]), ([plays, plays], [LOST, BACK]), ([BELL], [LOST, BACK, LOST])):
            for link in links:
                desk.loudspeaker.settled(link)
                await settled()
                await desk.pilot.pause()
            assert [note.message for note in desk.app._notifications] == lines


@pytest.mark.second
@pytest.mark.usefixtures("unheard")
@pytest.mark.parametrize("muted", [True, False])
async def test_nobody_is_told_who_wants_no_sound(world: World, muted: bool) -> None:
    world.configure("" if muted else "sounds = false\nvoice = false")
    async with world.program(mute=muted) as desk:
        await desk.open_check_in()
        await settled()
        assert UNHEARD not in desk.said()


@pytest.mark.second
@pytest.mark.parametrize(
    ("config", "rings", "flashes"),
    [("", 2, True), ("bell = false", 0, True), ("flash = false", 2, False), ("sounds = false", 0, False)],
)
async def test_the_bell_and_a_flash_stand_in(
    world: World, unheard: list[None], config: str, rings: int, flashes: bool
) -> None:
    world.configure(config)
    async with world.program() as desk:
        await desk.begin_at(PHASES["right"] - 1)
        unheard.clear()
        await desk.let(1.01)
        await settled()
        assert desk.coach is not None
        assert (len(unheard), desk.coach.flashes) == (rings, flashes)
        lit = desk.coach.styles.background == Color.parse(PHASE_COLOURS["dark"]["flash"].screen)
        assert lit == flashes


@pytest.mark.second
async def test_flashes_are_never_so_frequent_that_they_harm(world: World, unheard: list[None]) -> None:
    async with world.program() as desk:
        await desk.begin()
        await settled()
        flashes = []
        assert desk.coach is not None
        for _ in range(40):
            desk.coach.flashes = False
            await desk.press("right", "left", apart=0.05)
            await settled()
            flashes.append(desk.coach.flashes)
        assert len(unheard) >= 40
        assert sum(flashes) <= 40 * 0.1 / coach.FLASH_APART_SECONDS + 1


@pytest.mark.second
@pytest.mark.usefixtures("unheard")
async def test_a_flash_is_over_soon(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[tuple[float, Callable[[], None]]] = []
    monkeypatch.setattr(CoachScreen, "set_timer", lambda _coach, seconds, over: waits.append((seconds, over)))
    async with world.program() as desk:
        await desk.begin()
        await settled()
        assert desk.coach is not None
        assert desk.coach.flashes
        ((seconds, over),) = waits
        assert (seconds, IS_OVER_IN < 0.3) == (coach.FLASH_SECONDS, True)
        over()
        assert not desk.coach.flashes
        assert desk.coach.styles.background == Color.parse(PHASE_COLOURS["dark"]["ready"].screen)
