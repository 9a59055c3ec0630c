"""Every key of a session through the real screen, gaps in time, what is shown, and what the journal has afterwards."""

from __future__ import annotations

import signal
from itertools import groupby
from math import ceil

import pytest
from rich.table import Table
from textual.color import Color
from textual.widgets import OptionList, Static

from backstretch.coach.events import State
from backstretch.coach.red_flags import say
from backstretch.session.catalogue import catalogue
from backstretch.tui.coach.afterwards import SummaryScreen
from backstretch.tui.coach.dialogs import PainScreen
from backstretch.tui.coach.escalation import EscalationScreen
from backstretch.tui.coach.screen import TOLD_SECONDS, CoachScreen
from backstretch.tui.colours import PHASE_COLOURS
from backstretch.tui.help import HelpScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.widgets.big_word import BigWord
from backstretch.tui.widgets.countdown import Countdown
from backstretch.tui.widgets.text_rows import TextRows
from tests.loops import as_long_as
from tests.tui.conftest import APART, SMALL_SECONDS, Desk, World

HOUR = 3600.0

ONE_EACH = """\
format = 1
title = "One each"
lead_in = 5

[[steps]]
exercise = "knee-to-chest"
sides = "left"
hold = 20
reps = 1

[[steps]]
exercise = "bridge"
hold = 10
reps = 1
"""
"""Ready 5, hold 20; ready 5, hold 10."""
ALTERNATING = """\
format = 1
title = "In turn"
lead_in = 0
side_gap = 5

[[steps]]
name = "Own move"
cues = ["Easy."]
sides = "alternate"
hold = 10
reps = 2
"""


def word(desk: Desk, id_: str = "word") -> str:
    return desk.coach.query_one(f"#{id_}", BigWord).word if desk.coach else ""


def shown(desk: Desk, id_: str) -> str:
    """A text, as one line."""
    widget = desk.coach.query_one(f"#{id_}") if desk.coach else None
    text = widget.text if isinstance(widget, TextRows) else str(widget.visual) if isinstance(widget, Static) else ""
    return text.replace("\n", " ")


def in_dialog(desk: Desk) -> bool:
    return isinstance(desk.screen, ChoiceScreen | HelpScreen | PainScreen)


# Pausing.


@pytest.mark.second
async def test_space_pauses_and_resumes_after_getting_ready(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("space")
        assert desk.state() is State.PAUSED
        assert word(desk) == "PAUSED"
        assert desk.coach is not None
        assert desk.coach.styles.background == Color.parse(PHASE_COLOURS["dark"]["paused"].screen)
        at = desk.at
        await desk.let(5)
        assert desk.at == at
        await desk.press("space")
        assert desk.state() is State.GETTING_READY
        assert (word(desk), desk.coach.query_one(Countdown).seconds) == ("READY", 3)
        await desk.let(2.9)
        assert (desk.state(), desk.at) == (State.GETTING_READY, at)
        await desk.let(0.2)
        assert desk.state() is State.RUNNING
        assert desk.at == pytest.approx(at + 0.1)
        assert word(desk) == "HOLD"


@pytest.mark.second
async def test_a_hold_paused_for_long_starts_over_and_a_rest_does_not(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("space")
        await desk.let(10)
        await desk.press("space")
        await desk.let(3)
        assert desk.at == pytest.approx(5)
        await desk.let(97)
        assert desk.at == pytest.approx(102)
        await desk.press("space")
        await desk.let(60)
        await desk.press("space")
        await desk.let(3)
        assert desk.at == pytest.approx(102 + APART)


OTHER_KEYS = (
    *("tab", "shift+tab", "enter", "escape", "backspace", "up", "down", "home", "pageup", "f1", "f5", "insert"),
    *("a", "Z", "y", "0", "7", ".", "(", "ctrl+p", "ctrl+l", "ctrl+s", "shift+right", "ctrl+n"),
)


@pytest.mark.second
async def test_any_other_key_pauses_and_never_resumes(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(7)
        for key in OTHER_KEYS:
            assert desk.state() is State.RUNNING
            await desk.press(key)
            assert (desk.state(), word(desk)) == (State.PAUSED, "PAUSED"), key
            await desk.press(key, key)
            assert desk.state() is State.PAUSED, key
            assert desk.screen is desk.coach, key
            await desk.press("space", key)
            assert desk.state() is State.PAUSED, key
            await desk.press("space")
            await desk.let(3)
        assert desk.at == pytest.approx(7 + len(OTHER_KEYS) * APART)


UNTIL_KEY = ONE_EACH.replace("reps = 1", 'reps = 1\nuntil = "key"', 1)


@pytest.mark.second
async def test_what_lasts_until_a_key_counts_on_and_ends_at_one(world: World) -> None:
    world.write_session(UNTIL_KEY)
    async with world.program() as desk:
        await desk.begin_at(5)
        await desk.press("tab")
        assert desk.runner.view().index == 1, "in its first second"
        await desk.let(44.7)
        assert shown(desk, "notice") == "Enter ends it: 0:45 of about 0:20"
        assert shown(desk, "left-times") == "HOLD LEFT 0:00   exercise about 0:00 session about 0:15, ends about 09:01"
        assert "Enter done" in desk.text()
        await desk.press("space")
        assert shown(desk, "notice").startswith("PAUSED")
        await desk.press("enter")
        assert desk.state() is State.PAUSED
        await desk.press("space")
        await desk.let(3)
        await desk.press("enter")
        assert (desk.state(), desk.kind, desk.runner.view().index) == (State.RUNNING, "ready", 2)
        assert "about" not in shown(desk, "left-times")
        await desk.press("q", "enter")
    hold, _ = world.holds()
    assert (hold.result, round(hold.held_seconds)) == ("done", 46)


@pytest.mark.second
async def test_t_says_and_shows_for_a_while_how_long_is_left(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        played = len(desk.loudspeaker.played)
        await desk.press("t")
        assert (desk.state(), shown(desk, "notice")) == (State.RUNNING, "About two minutes left.")
        assert len(desk.loudspeaker.played) == played + 1
        await desk.let(TOLD_SECONDS + 1)
        assert not shown(desk, "notice").strip()
        await desk.press("space", "T")
        assert desk.state() is State.PAUSED
        assert shown(desk, "notice").endswith("goes on.  About two minutes left.")


# Moving.


@pytest.mark.second
async def test_next_goes_to_the_next_side_then_to_the_next_step(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        places = []
        for key in ("n", "N", "right", "n"):
            await desk.press(key)
            places.append((desk.at, desk.kind))
        assert places == [(5, "hold"), (55, "hold"), (110, "ready"), (115, "hold")]
        await desk.press("right")
        assert isinstance(desk.screen, SummaryScreen)
    run = world.run()
    assert (run.outcome, run.holds_done, run.holds_skipped) == ("ended_early", 0, 3)


@pytest.mark.second
async def test_next_skips_the_rest_after_a_step_too(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(105)
        assert desk.kind == "rest"
        await desk.press("n")
        assert (desk.at, desk.kind) == (110, "ready")


@pytest.mark.second
async def test_next_goes_to_the_next_hold_where_sides_alternate(world: World) -> None:
    world.write_session(ALTERNATING)
    async with world.program() as desk:
        await desk.begin()
        sides = []
        for _ in range(3):
            await desk.press("n")
            sides.append((desk.at, word(desk, "left") + word(desk, "right")))
        assert sides == [(15, "RIGHT"), (30, "LEFT"), (45, "RIGHT")]


@pytest.mark.second
async def test_back_goes_to_the_start_and_at_once_again_to_the_one_before(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(30)
        for key in ("b", "B", "left"):
            await desk.let(62 - desk.at)
            await desk.press(key)
            assert desk.at == 55, key
            await desk.let(2)
            await desk.press(key, apart=0.95)
            assert desk.at == 30, key
            await desk.let(2.1)
            await desk.press(key, apart=0.95)
            assert desk.at == 30, key
            await desk.let(22)
            assert desk.kind == "switch"
            await desk.press(key)
            assert desk.at == 30, key


@pytest.mark.second
async def test_undo_takes_the_last_skip_back(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        for key in ("u", "U"):
            await desk.let(1)
            before = desk.at
            await desk.press("n")
            assert desk.at == 55
            await desk.press(key)
            assert desk.at == pytest.approx(before + APART), key
            assert [record.result for record in desk.runner.records()] == ["cut", *["skipped"] * 5], key
            await desk.press(key)
            assert desk.at == pytest.approx(before + 2 * APART), key


@pytest.mark.second
async def test_undo_works_until_the_next_hold_ends(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("n")
        await desk.let(21)
        assert desk.kind == "release"
        at = desk.at
        await desk.press("u")
        assert desk.at == pytest.approx(at + APART)


@pytest.mark.second
async def test_five_seconds_more_or_less(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        assert desk.coach is not None
        left = desk.runner.view().left_seconds
        for key, change in (("+", 5), ("=", 5), ("-", -5)):
            await desk.press(key)
            left += change - APART
            assert desk.runner.view().left_seconds == pytest.approx(left), key
            assert desk.coach.query_one(Countdown).seconds == ceil(left), key


@pytest.mark.second
async def test_less_leaves_a_second(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("-", "-", "-")
        assert desk.kind == "hold"
        assert desk.runner.view().left_seconds == pytest.approx(1)
    assert world.run().planned_seconds == SMALL_SECONDS


@pytest.mark.second
async def test_repeats_of_one_key_count_once(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(62)
        for key in ("b", "n", "space"):
            await desk.press(key)
            after = desk.runner.view()
            for _ in range(10):
                await desk.press(key, apart=0.05)
            view = desk.runner.view()
            passed = 0.5 if view.state is State.RUNNING else 0
            assert (view.state, view.index) == (after.state, after.index), key
            assert view.left_seconds == pytest.approx(after.left_seconds - passed), key
            await desk.press(key, apart=0.95)
            assert desk.runner.view() != view, key


@pytest.mark.second
async def test_two_keys_in_quick_turn_both_count(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("n", "space", apart=0.05)
        assert (desk.at, desk.state()) == (55.05, State.PAUSED)


@pytest.mark.second
async def test_a_paused_session_stays_paused(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("space")
        for key in ("n", "b", "u", "+", "-", "m", "v"):
            await desk.press(key)
            assert (desk.state(), word(desk)) == (State.PAUSED, "PAUSED")


# Dialogs.


OPENERS = [("?", HelpScreen), ("Q", ChoiceScreen), ("ctrl+q", ChoiceScreen), ("P", PainScreen), ("E", ChoiceScreen)]


@pytest.mark.second
async def test_a_dialog_pauses_and_closing_it_goes_on(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        for key, screen in OPENERS:
            await desk.press(key)
            assert isinstance(desk.screen, screen), key
            at = desk.at
            await desk.let(4)
            assert (desk.state(), desk.at) == (State.PAUSED, at), key
            await desk.press("escape")
            assert (desk.screen, desk.state()) == (desk.coach, State.GETTING_READY), key
            await desk.let(3.1)
            assert desk.state() is State.RUNNING, key
            assert desk.at == pytest.approx(at + 0.1), key


@pytest.mark.second
async def test_over_a_paused_session_it_stays_paused(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("space")
        for key, screen in OPENERS:
            await desk.press(key)
            assert isinstance(desk.screen, screen), key
            await desk.press("escape")
            assert (desk.screen, desk.state()) == (desk.coach, State.PAUSED), key
            assert word(desk) == "PAUSED", key


@pytest.mark.second
async def test_over_a_session_getting_ready_it_gets_ready_anew(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("space", "space")
        for key in ("?", "q"):
            await desk.let(2)
            assert desk.state() is State.GETTING_READY
            await desk.press(key)
            assert desk.state() is State.PAUSED, key
            await desk.press("escape")
            assert desk.state() is State.GETTING_READY, key
            assert desk.runner.view().ready_seconds == 3, key


@pytest.mark.second
async def test_a_key_right_after_one_that_opens_a_dialog_does_not_start_the_clock(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(7)
        for keys in (("?", "p"), ("q", "space"), ("p", "space"), ("e", "?"), ("q", "n"), ("p", "enter", "escape")):
            at = desk.at
            await desk.press_at_once(*keys)
            for _ in as_long_as(lambda: desk.screen is not desk.coach, most=20):
                assert desk.state() is State.PAUSED, keys
                before = desk.at
                await desk.let(5)
                assert (desk.state(), desk.at) == (State.PAUSED, before), keys
                await desk.press("escape")
            assert desk.state() is not State.ENDED, keys
            if desk.state() is State.PAUSED:
                await desk.press("space")
            await desk.let(3.1)
            assert desk.state() is State.RUNNING, keys
            assert desk.at >= at, keys


@pytest.mark.second
@pytest.mark.parametrize(
    ("opening", "answers"), [("q", ("n", "q")), ("p", ("enter", "escape")), ("?", ("escape", "q"))]
)
async def test_two_answers_at_once_take_no_other_screen_away(
    world: World, opening: str, answers: tuple[str, ...]
) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press(opening)
        await desk.press_at_once(*answers)
        assert desk.coach is not None
        assert desk.state() is not State.ENDED


@pytest.mark.second
async def test_one_dialog_at_a_time(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("q")
        for key in ("?", "p", "e", "ctrl+q", "tab", "space", "m"):
            await desk.press(key)
            assert isinstance(desk.screen, ChoiceScreen | CoachScreen)
            assert desk.coach in desk.app.screen_stack[-2:]
        assert desk.state() in {State.PAUSED, State.GETTING_READY}


@pytest.mark.second
@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_q_ends_early_after_a_question(world: World, key: str) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press(key, "q")
        assert isinstance(desk.screen, SummaryScreen)
        assert desk.state() is State.ENDED
        assert "ended early" in desk.text()
        await desk.press("escape")
        assert desk.at_library()
    run = world.run()
    assert (run.outcome, run.holds_done, run.holds_skipped) == ("ended_early", 1, 4)
    assert run.active_seconds == pytest.approx(42 + APART)
    assert run.held_seconds == pytest.approx(20 + 12 + APART)


@pytest.mark.second
async def test_the_question_can_be_answered_with_no(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(32)
        for key in ("n", "escape", "enter"):
            await desk.press("q", key)
            assert desk.state() is State.GETTING_READY, key
            await desk.let(3.1)
            assert desk.state() is State.RUNNING, key
    assert world.run().outcome == "interrupted"


async def test_ctrl_c_loses_nothing(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("ctrl+c")
        assert desk.app.return_value == 130
    run = world.run()
    assert (run.outcome, run.holds_done) == ("interrupted", 1)
    assert run.held_seconds == pytest.approx(32 + APART)


@pytest.mark.second
@pytest.mark.parametrize("walk", [("?",), ("e",), ("p",)])
async def test_ctrl_c_leaves_at_once_from_every_dialog(world: World, walk: tuple[str, ...]) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press(*walk, "ctrl+c")
        assert desk.app.return_value == 130
    assert world.run().outcome == "interrupted"


async def test_a_signal_ends_it_as_interrupted(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        desk.app.action_interrupt(signal.SIGTERM)
        assert desk.app.return_value == 128 + signal.SIGTERM
    assert world.run().outcome == "interrupted"


# Easing off.


@pytest.mark.second
async def test_easing_off_ends_the_repetition_and_goes_on(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("e")
        assert say("ease", "text") in desk.text()
        assert (desk.at, desk.kind, desk.state()) == (25, "release", State.PAUSED)
        assert desk.runner.records()[0].result == "cut"
        await desk.press("g")
        assert desk.state() is State.GETTING_READY


@pytest.mark.second
async def test_the_easier_way_is_said_from_then_on(world: World) -> None:
    easier = catalogue()["knee-to-chest"].easier
    async with world.program() as desk:
        await desk.begin_at(12)
        assert easier not in shown(desk, "cues")
        await desk.press("e")
        assert easier in desk.said() + " ".join(_options(desk))
        await desk.press("v")
        await desk.let(20)
        assert easier in shown(desk, "cues")
        await desk.let(75)
        assert desk.runner.view().phase.step == 2
        assert catalogue()["bridge"].easier not in shown(desk, "cues")


def _options(desk: Desk) -> list[str]:
    """The words of the answers, without their keys."""
    prompts = [option.prompt for option in desk.screen.query_one("#answers", OptionList).options]
    return [str(word) for prompt in prompts if isinstance(prompt, Table) for word in prompt.columns[1].cells]


@pytest.mark.second
@pytest.mark.parametrize("seconds", [12, 92])
async def test_the_exercise_can_be_skipped(world: World, seconds: float) -> None:
    async with world.program() as desk:
        await desk.begin_at(seconds)
        await desk.press("e", "s")
        assert (desk.at, desk.kind) == (110, "ready")
        assert desk.state() is State.GETTING_READY


@pytest.mark.second
async def test_skipping_takes_nothing_of_the_next_exercise(world: World) -> None:
    world.write_session(ONE_EACH)
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("e")
        assert catalogue()["knee-to-chest"].easier in " ".join(_options(desk))
        await desk.press("s")
        assert (desk.at, desk.kind, desk.runner.view().phase.step) == (25, "ready", 2)


@pytest.mark.second
async def test_the_easier_way_is_that_of_what_was_eased_off(world: World) -> None:
    world.write_session(ONE_EACH)
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("e", "v")
        assert desk.runner.view().phase.step == 2
        assert catalogue()["bridge"].easier not in shown(desk, "cues")


@pytest.mark.second
@pytest.mark.parametrize("seconds", [117, 132])
async def test_skipping_the_last_exercise_ends_the_session(world: World, seconds: float) -> None:
    async with world.program() as desk:
        await desk.begin_at(seconds)
        await desk.press("e")
        if in_dialog(desk):
            await desk.press("s")
        assert isinstance(desk.screen, SummaryScreen)
        await desk.press("escape")
        assert desk.at_library()


@pytest.mark.second
async def test_a_second_time_suggests_to_end(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("e")
        assert say("ease", "again") not in desk.said()
        await desk.press("g")
        await desk.let(3 + 5 + 2)
        assert desk.kind == "hold"
        await desk.press("e")
        assert say("ease", "again") in desk.said()
        await desk.press("enter")
        assert isinstance(desk.screen, SummaryScreen)
    assert world.run().outcome == "ended_early"


@pytest.mark.second
async def test_easing_off_can_end_the_session(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("e", "q")
        assert isinstance(desk.screen, SummaryScreen)
    assert world.run().outcome == "ended_early"


# A pain score.


@pytest.mark.second
@pytest.mark.parametrize(
    ("before", "scores", "last", "screen"),
    [
        ("2", ("0", "3", ""), "t", EscalationScreen),
        ("1", (), "3", ChoiceScreen),
        ("0", ("1",), "2", ChoiceScreen),
        ("5", ("5",), "6", EscalationScreen),
        ("", ("1",), "2", ChoiceScreen),
        ("3", ("3",), "4", ChoiceScreen),
    ],
)
async def test_what_a_score_leads_to(
    world: World, before: str, scores: tuple[str, ...], last: str, screen: type
) -> None:
    """The ``scores`` go on, and the ``last`` leads to another screen."""
    async with world.program() as desk:
        await desk.begin(*before)
        await desk.let(8)
        for score in scores:
            await desk.press("p", *score, "enter")
            assert (desk.screen, desk.state()) == (desk.coach, State.GETTING_READY), score
            await desk.let(3.1)
        await desk.press("p", last, "enter")
        assert isinstance(desk.screen, screen)
        if screen is ChoiceScreen:
            assert say("ease", "title") in desk.text()
            assert (desk.state(), desk.kind) == (State.PAUSED, "release")
        else:
            report = world.run().pain_report
            assert report is not None
            assert report.score == (10 if last == "t" else int(last))
            assert (report.step, report.side, report.rep) == (1, "left", 1)
        assert world.run().pain_during == (10 if last == "t" else int(last))


@pytest.mark.second
async def test_a_score_over_a_paused_session_leaves_it_paused(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("space", "p", "1", "enter")
        assert (desk.screen, desk.state()) == (desk.coach, State.PAUSED)


@pytest.mark.second
async def test_the_persons_lower_limits_count(world: World) -> None:
    world.configure("[pain]\nstop_at = 4\nease_at = 2\n")
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("p", "2", "enter")
        assert say("ease", "title") in desk.text()
        await desk.press("p", "4", "enter")
        assert isinstance(desk.screen, EscalationScreen)


@pytest.mark.second
@pytest.mark.parametrize(("score", "screen"), [("1", CoachScreen), ("4", ChoiceScreen), ("6", EscalationScreen)])
async def test_a_score_after_easing_off(world: World, score: str, screen: type) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("e", "p", score, "enter")
        assert isinstance(desk.screen, screen)
        assert desk.runner.eased.count == 1
        assert (desk.at, desk.kind) == (25, "release")
        assert world.run().pain_during == int(score)


# Time that nobody saw.


@pytest.mark.second
async def test_a_late_wake_up_pauses_at_the_last_second_seen(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        due = desk.runner.until_next()
        assert due is not None
        desk.clock.go(due + 61)
        await desk.wake()
        assert (desk.state(), word(desk)) == (State.PAUSED, "PAUSED")
        assert desk.at == pytest.approx(12)
        assert "1:02" in shown(desk, "notice")
        await desk.let(HOUR)
        assert desk.state() is State.PAUSED
        assert desk.at == pytest.approx(12)
        await desk.press("space")
        await desk.let(4)
        assert desk.at == pytest.approx(6)
    assert world.run().active_seconds < 20


@pytest.mark.second
async def test_a_little_late_is_not_a_gap(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        due = desk.runner.until_next()
        assert due is not None
        desk.clock.go(due + 1.9)
        await desk.wake()
        assert desk.state() is State.RUNNING
        assert desk.at == pytest.approx(12 + due + 1.9)


@pytest.mark.second
async def test_a_short_sleep_is_not_a_gap_and_any_longer_pauses_at_the_last_second_seen(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        desk.clock.sleep(1.9)
        desk.clock.go(0.5)
        await desk.wake()
        assert desk.state() is State.RUNNING
        for slept in (2.5, 600.0):
            before = desk.at
            desk.clock.sleep(slept)
            desk.clock.go(0.5)
            await desk.wake()
            assert desk.state() is State.PAUSED, slept
            assert desk.at == pytest.approx(before), slept
            assert "unseen" in shown(desk, "notice"), slept
            await desk.press("space")
            await desk.let(3.1)


@pytest.mark.second
async def test_the_first_key_after_a_gap_does_not_go_on(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        for key in ("space", "a", "n"):
            assert desk.state() is State.RUNNING
            before = desk.runner.active_seconds()
            desk.clock.go(600)
            await desk.press(key, apart=0)
            await desk.wake()
            assert desk.state() is State.PAUSED, key
            assert desk.runner.active_seconds() == pytest.approx(before), key
            await desk.press("space")
            await desk.let(3.1)


@pytest.mark.second
async def test_sleep_under_a_dialog_counts_as_pause(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        await desk.press("?")
        desk.clock.sleep(600)
        await desk.press("escape")
        assert desk.state() is State.GETTING_READY
        await desk.let(3)
        assert desk.at == pytest.approx(5)


@pytest.mark.second
async def test_a_key_at_the_very_end_leads_to_the_summary(world: World) -> None:
    keys = ("?", "q", "p", "e", "space", "a", "n")
    async with world.program() as desk:
        for key in keys:
            await desk.begin_at(139.5)
            desk.clock.go(1)
            await desk.press(key, apart=0)
            await desk.let(2)
            assert isinstance(desk.screen, SummaryScreen), key
            await desk.press("escape")
            assert desk.at_library(), key
    assert [run.outcome for run in world.runs()] == ["completed"] * len(keys)


# What is shown.


@pytest.mark.second
async def test_sides_are_at_their_edges(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(7)
        left = desk.screen.query_one("#left", BigWord)
        assert (left.word, word(desk, "right")) == ("LEFT", "")
        assert left.region.x <= 2
        assert left.region.height >= 3
        assert _ink(desk, left)[0] <= 2
        await desk.let(50)
        right = desk.screen.query_one("#right", BigWord)
        assert (word(desk, "left"), right.word) == ("", "RIGHT")
        assert right.region.right >= 78
        assert _ink(desk, right)[1] >= 77
        await desk.let(60)
        assert (word(desk, "left"), word(desk, "right")) == ("", "")


def _ink(desk: Desk, widget: BigWord) -> tuple[int, int]:
    """The first and the last column of the screen in which something of the widget is drawn."""
    region = widget.region
    columns = [
        region.x + x
        for row in desk.rows()[region.y : region.bottom]
        for x, char in enumerate(row[region.x : region.right])
        if char != " "
    ]
    return min(columns), max(columns)


@pytest.mark.second
async def test_everything_is_shown_as_the_session_goes(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        seen = []
        for seconds in (0, 5, 25, 30, 50, 55, 75, 80, 100, 110, 115):
            await desk.let(seconds - desk.runner.view().at_seconds + 0.5)
            seen.append((word(desk), word(desk, "left") + word(desk, "right"), shown(desk, "name").strip()))
        knee, bridge = "One knee to the chest", "Bridge"
        assert seen == [
            ("READY", "LEFT", knee),
            ("HOLD", "LEFT", f"{knee}   1 of 2"),
            ("RELEASE", "LEFT", knee),
            ("HOLD", "LEFT", f"{knee}   2 of 2"),
            ("SWITCH", "RIGHT", knee),
            ("HOLD", "RIGHT", f"{knee}   1 of 2"),
            ("RELEASE", "RIGHT", knee),
            ("HOLD", "RIGHT", f"{knee}   2 of 2"),
            ("REST", "", knee),
            ("READY", "", bridge),
            ("HOLD", "", f"{bridge}   1 of 2"),
        ]


@pytest.mark.second
async def test_times_and_what_is_next(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(7)
        assert desk.screen.query_one(Countdown).seconds == 18
        assert shown(desk, "left-times") == "HOLD LEFT 0:18   exercise 1:43 session 2:13, ends at 09:02"
        assert shown(desk, "next") == "Next: release 0:05"
        await desk.let(96)
        assert "Bridge" in shown(desk, "next")
        await desk.let(30)
        assert shown(desk, "next") == "Next: the end"


@pytest.mark.second
async def test_a_second_changes_when_it_is_due(world: World) -> None:
    async with world.program() as desk:
        await desk.begin()
        seen = []
        for _ in range(12):
            wait = desk.runner.until_next()
            assert wait is not None
            desk.clock.go(wait + 0.002)
            await desk.wake()
            seen.append(desk.screen.query_one(Countdown).seconds)
        assert [second for second, _ in groupby(seen)][:8] == [5, 4, 3, 2, 1, 20, 19, 18]


@pytest.mark.second
async def test_text_of_a_file_is_never_markup(world: World) -> None:
    world.write_session(
        'format = 1\ntitle = "[b]T[/b]"\n[[steps]]\nname = "[red]Own[/red] [x"\ncues = ["[@click=quit]here[/]"]\n'
        "hold = 20\nlead_in = 0\n"
    )
    async with world.program() as desk:
        await desk.begin()
        assert "[red]Own[/red] [x" in desk.text()
        assert "[@click=quit]here[/]" in desk.text()
        await desk.let(21)
        assert "[b]T[/b]" in desk.text()


# To the end.


async def test_a_whole_session_is_in_the_journal_as_it_was_done(world: World) -> None:
    async with world.program() as desk:
        await desk.begin("3")
        await desk.let(SMALL_SECONDS + 0.1, drawn=True)
        assert isinstance(desk.screen, SummaryScreen)
        assert "Small: completed" in desk.text()
        assert "2:20 active of 2:20 planned" in desk.text()
        assert "6 done, 0 cut short, 0 skipped, of 6" in desk.text()
        await desk.press("2", "enter", "4", "enter", *"fine", "enter")
        assert desk.at_library()
        assert desk.app.runner is None
    run = world.run()
    assert (run.outcome, run.planned_seconds, run.active_seconds, run.held_seconds) == ("completed", 140, 140, 100)
    assert (run.holds_planned, run.holds_done, run.holds_skipped) == (6, 6, 0)
    assert (run.pain_before, run.pain_after, run.effort, run.note) == (3, 2, 4, "fine")
    assert [(hold.side, hold.rep, hold.held_seconds, hold.result) for hold in world.holds()] == [
        ("left", 1, 20, "done"),
        ("left", 2, 20, "done"),
        ("right", 1, 20, "done"),
        ("right", 2, 20, "done"),
        (None, 1, 10, "done"),
        (None, 2, 10, "done"),
    ]


@pytest.mark.second
async def test_what_was_cut_and_skipped_is_in_the_journal_too(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(7 - APART)
        await desk.press("+")
        await desk.let(24)
        assert desk.kind == "release"
        await desk.press("n")
        await desk.let(4 - APART)
        await desk.press("e", "s")
        await desk.let(3 + 5 + 10 + 5 + 10 + 0.5)
        assert isinstance(desk.screen, SummaryScreen)
    run = world.run()
    assert [(hold.held_seconds, hold.result) for hold in world.holds()] == [
        (25, "done"),
        (0, "skipped"),
        (pytest.approx(4), "cut"),
        (0, "skipped"),
        (10, "done"),
        (10, "done"),
    ]
    assert run.outcome == "ended_early"
    assert run.planned_seconds == 140
    assert run.held_seconds == pytest.approx(49)
    assert (run.holds_done, run.holds_skipped) == (3, 2)


@pytest.mark.second
async def test_each_phase_is_on_disk_when_it_ends(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        assert world.run().outcome == "interrupted"
        await desk.let(19)
        assert (world.run().holds_done, world.run().held_seconds) == (1, 20)
        await desk.press("n")
        assert world.run().holds_done == 1
        assert world.run().held_seconds == pytest.approx(21 + APART)


@pytest.mark.second
async def test_a_journal_locked_for_a_while_has_it_all_in_the_end(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(12)
        with world.locked():
            await desk.let(60)
            assert desk.state() is State.RUNNING
        await desk.let(70)
        assert isinstance(desk.screen, SummaryScreen)
    run = world.run()
    assert (run.outcome, run.holds_done, run.active_seconds) == ("completed", 6, 140)


@pytest.mark.second
async def test_a_journal_locked_at_the_end_has_it_once_the_lock_is_gone(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(130)
        with world.locked():
            await desk.let(11)
            assert isinstance(desk.screen, SummaryScreen)
            assert "could not be written" in desk.text()
        await desk.press("escape")
        assert desk.at_library()
    run = world.run()
    assert (run.outcome, run.holds_done, run.active_seconds) == ("completed", 6, 140)


@pytest.mark.second
async def test_without_a_journal_the_session_runs(world: World) -> None:
    world.lose_journal()
    async with world.program() as desk:
        await desk.begin()
        await desk.let(SMALL_SECONDS + 0.1)
        assert isinstance(desk.screen, SummaryScreen)
        assert "could not be written" in desk.text()
        await desk.press("2", "enter", "escape")
        assert desk.at_library()


@pytest.mark.second
async def test_the_session_can_be_done_again(world: World) -> None:
    async with world.program() as desk:
        for _ in range(2):
            await desk.begin()
            await desk.let(SMALL_SECONDS + 0.1)
            await desk.press("escape")
            assert desk.at_library()
    assert [run.outcome for run in world.runs()] == ["completed"] * 2
