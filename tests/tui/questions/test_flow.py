"""From the library to a session's first second: what is asked, what is left out, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from textual.widgets import OptionList, Static

from backstretch.coach.events import State
from backstretch.coach.red_flags import say, words
from backstretch.journal import store
from backstretch.run.person import read_person
from backstretch.session.cautions import cautions
from backstretch.session.library import find
from backstretch.tui.coach.screen import CoachScreen
from backstretch.tui.help import HelpScreen
from backstretch.tui.questions.check_in import CheckInScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.questions.notice import FirstRunScreen
from backstretch.tui.questions.signs import SignsScreen
from backstretch.tui.questions.tour import TourScreen
from backstretch.tui.widgets.checklist import Checklist
from tests.tui.conftest import SMALL_SECONDS, Desk, World

ONLY_BRIDGE = 'format = 1\ntitle = "Bridge"\n[[steps]]\nexercise = "bridge"\nhold = 10\nreps = 2\n'
GROWING = """\
format = 1
title = "Growing"
lead_in = 5
[[steps]]
exercise = "pelvic-tilt"
hold = 5
reps = { from = 2, to = 6, by = 1 }
[[steps]]
exercise = "bridge"
hold = 10
reps = 2
"""
CAUTIONS = list(cautions())


def exercises(desk: Desk) -> set[str]:
    """What the session under way is made of."""
    return {phase.exercise for phase in desk.runner.plan.timeline.phases if phase.exercise}


# The first questions.


@pytest.mark.second
async def test_the_first_questions_come_before_the_first_session(world: World) -> None:
    world.forget_answers()
    async with world.program() as desk:
        await desk.press("enter")
        assert isinstance(desk.screen, FirstRunScreen)
        for paragraph in words()["notice"]["paragraphs"]:
            assert paragraph in desk.said()
        assert say("notice", "question") in desk.said()
        await desk.press("enter")
        assert isinstance(desk.screen, TourScreen)
        await desk.press("escape")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("escape")
        assert desk.at_library()
        await desk.open_check_in()
    given, notices = read_person(world.paths.person)
    assert (given.cautions, given.rotations, given.answered_on) == (frozenset(), False, date(2026, 11, 23))
    assert notices == ()
    async with world.program() as desk:
        await desk.open_check_in()


@pytest.mark.second
async def test_what_is_ticked_is_kept_and_asked_again_after_a_year(world: World) -> None:
    world.forget_answers()
    async with world.program() as desk:
        await desk.press("enter", "1")
        assert say("notice", "ticked") in desk.said()
        await desk.press("down", "down", "down", "space", "enter", "escape")
        assert isinstance(desk.screen, CheckInScreen)
    kept = frozenset({CAUTIONS[0], CAUTIONS[3]})
    assert read_person(world.paths.person)[0].cautions == kept
    world.clock.go(364 * 86400)
    async with world.program() as desk:
        await desk.press("enter")
        assert not isinstance(desk.screen, FirstRunScreen)
    world.clock.go(86400)
    async with world.program() as desk:
        await desk.press("enter")
        assert isinstance(desk.screen, FirstRunScreen)
        assert desk.screen.query_one(Checklist).ticked == kept
        await desk.press("1", "enter")
        assert isinstance(desk.screen, CheckInScreen)
    assert read_person(world.paths.person)[0].cautions == {CAUTIONS[3]}


@pytest.mark.second
async def test_without_an_answer_nothing_starts(world: World) -> None:
    world.forget_answers()
    async with world.program() as desk:
        await desk.press("enter", "escape")
        assert desk.at_library()
        await desk.press("enter")
        assert isinstance(desk.screen, FirstRunScreen)
    assert not world.paths.person.exists()


@pytest.mark.second
async def test_an_enter_held_in_the_library_answers_nothing(world: World) -> None:
    world.forget_answers()
    async with world.program() as desk:
        for _ in range(20):
            await desk.press("enter", apart=0.03)
        assert isinstance(desk.screen, FirstRunScreen)


@pytest.mark.second
async def test_arrows_may_be_held_in_the_library(world: World) -> None:
    async with world.program() as desk:
        for _ in range(3):
            await desk.press("down", apart=0.03)
        assert desk.screen.query_one("#sessions", OptionList).highlighted == 3


@pytest.mark.second
async def test_a_broken_file_of_answers_is_asked_again(world: World) -> None:
    world.paths.person.write_text("format = nonsense")
    async with world.program() as desk:
        assert "are asked again" in desk.said()
        await desk.press("enter")
        assert isinstance(desk.screen, FirstRunScreen)


@pytest.mark.second
async def test_answers_that_cannot_be_saved_hold_until_one_leaves(world: World) -> None:
    world.forget_answers()
    world.paths.person.mkdir()
    async with world.program() as desk:
        await desk.press("enter", "1", "enter", "escape")
        assert isinstance(desk.screen, CheckInScreen)
        assert "Sphinx in place of One knee to the chest" in desk.said()
        await desk.press("escape")
        await desk.open_check_in()


@pytest.mark.second
async def test_the_answers_can_be_changed_at_any_time(world: World) -> None:
    swapped = "Sphinx in place of One knee to the chest"
    async with world.program() as desk:
        assert "One knee to the chest" in _preview(desk)
        await desk.press("c", "1", "enter")
        assert desk.at_library()
        assert swapped in _preview(desk)
        await desk.press("c", "1", "escape")
        assert swapped in _preview(desk)
        await desk.press("c", "1", "enter")
        assert swapped not in _preview(desk)


def _preview(desk: Desk) -> str:
    ids = ("heading", "about", "left-out", "steps")
    return " ".join(str(desk.screen.query_one(f"#{id_}", Static).visual) for id_ in ids)


# What is left out.


@pytest.mark.second
@pytest.mark.parametrize(
    ("ticked", "exercise", "out", "cue"),
    [
        ("osteoporosis", "knee-to-chest", True, ""),
        ("heart-pressure", "knee-to-chest", False, "Keep breathing"),
        ("pregnancy", "knee-to-chest", True, ""),
        ("leg-pain", "hamstring", True, ""),
        ("knee", "cat-cow", True, ""),
        ("wrist", "cat-cow", True, ""),
        ("shoulder", "side-plank", True, ""),
        ("rotation", "knee-rolls", True, ""),
        ("rotation", "bridge", False, ""),
    ],
)
async def test_a_caution_is_named_and_taken_out(world: World, ticked: str, exercise: str, out: bool, cue: str) -> None:
    reason = cautions()[ticked].reason
    text = f'format = 1\ntitle = "T"\n[[steps]]\nexercise = "{exercise}"\nhold = 10\n'
    world.write_session(text + '[[steps]]\nname = "Own"\ncues = ["Easy."]\nhold = 10\n')
    if ticked != "rotation":
        world.answer(ticked)
    async with world.program() as desk:
        assert (reason in _preview(desk)) == out
        await desk.open_check_in()
        assert (reason in desk.said()) == out
        await desk.press("enter")
        assert (exercise not in exercises(desk)) == out
        assert "Own" in exercises(desk)
        if cue:
            assert any(cue in line for step in desk.runner.plan.session.exercise_steps() for line in step.cues)


@pytest.mark.second
async def test_a_persons_own_move_can_name_a_caution(world: World) -> None:
    world.write_session(
        'format = 1\ntitle = "T"\n[[steps]]\nname = "Own"\ncues = ["Bend."]\ncautions = ["knee"]\nhold = 10\n'
        '[[steps]]\nexercise = "bridge"\n'
    )
    world.answer("knee")
    async with world.program() as desk:
        await desk.begin()
        assert exercises(desk) == {"bridge"}


@pytest.mark.second
async def test_rotations_can_be_switched_on(world: World) -> None:
    world.write_session('format = 1\ntitle = "T"\n[[steps]]\nexercise = "knee-rolls"\n[[steps]]\nexercise = "bridge"\n')
    async with world.program() as desk:
        await desk.press("c")
        checklist = desk.screen.query_one(Checklist)
        await desk.press(*["down"] * len(CAUTIONS), "space")
        assert checklist.ticked == {"rotations"}
        await desk.press("enter")
        await desk.begin()
        assert exercises(desk) == {"knee-rolls", "bridge"}


@pytest.mark.second
@pytest.mark.parametrize(
    ("ticked", "exercise"), [("surgery", "knee-to-chest"), ("osteoporosis", "double-knee-to-chest")]
)
async def test_nothing_left_but_rests_does_not_start(world: World, ticked: str, exercise: str) -> None:
    found = world.write_session(f'format = 1\ntitle = "T"\n[[steps]]\nexercise = "{exercise}"\n[[steps]]\nrest = 30\n')
    world.answer(ticked)
    async with world.program() as desk:
        assert say("missing", "cautions") in _preview(desk)
        await desk.press("enter")
        assert isinstance(desk.screen, ChoiceScreen)
        assert say("missing", "cautions") in desk.said()
        await desk.press("enter")
        assert desk.at_library()
    async with world.program(chosen=found) as desk:
        assert say("missing", "cautions") in desk.said()
        await desk.press("enter")
        assert desk.app.return_value == 1
    assert world.runs() == []


# The check-in.


@pytest.mark.second
async def test_the_check_in_says_what_to_know(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        for key in ("pain", "signs", "reach"):
            assert say("check_in", key) in desk.said()


@pytest.mark.second
@pytest.mark.parametrize(
    ("keys", "pain"), [((), None), (("0",), 0), (("3", "4"), 4), (("3", "left"), 2), (("4", "backspace"), None)]
)
async def test_the_pain_before_is_kept(world: World, keys: tuple[str, ...], pain: int | None) -> None:
    async with world.program() as desk:
        await desk.begin(*keys)
        assert desk.runner.start.score == pain
    assert world.run().pain_before == pain


@pytest.mark.second
async def test_going_back_starts_nothing(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("4", "escape")
        assert desk.at_library()
    assert world.runs() == []


@pytest.mark.second
@pytest.mark.parametrize(
    ("keys", "tier"),
    [
        (("1", "enter"), "emergency"),
        (("8", "enter"), "same_day"),
        (("8", "2", "enter"), "emergency"),
        (("3", "escape"), "emergency"),
        (("up", *["down"] * 11, "space", "enter"), "same_day"),
    ],
)
async def test_a_sign_blocks_and_shows_its_advice(world: World, keys: tuple[str, ...], tier: str) -> None:
    world.configure('emergency_number = "0 [1] 12"\nadvice_line = "Nurse 5"\n')
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press(*("8" if tier == "emergency" else ""), "y")
        assert isinstance(desk.screen, SignsScreen)
        await desk.press(*keys)
        assert isinstance(desk.screen, ChoiceScreen)
        assert say("help", tier, emergency="call 0 [1] 12") in desk.said()
        assert "Nurse 5" in desk.said()
        await desk.press("enter")
        assert desk.at_library()
    assert world.runs() == []


@pytest.mark.second
async def test_a_sign_that_was_ticked_stays_over_a_restart_until_it_is_answered(world: World) -> None:
    """Not yet refuses, by mistake asks the whole list again, and only a clinician's look opens."""
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("y", "2", "enter", "enter")
        assert desk.at_library()
    async with world.program() as desk:
        for keys in (("n",), ("m", "2", "enter")):
            await desk.press("enter")
            assert say("kept_signs", "question") in desk.said(), keys
            assert say("help", "emergency", emergency="call your local emergency number") in desk.said(), keys
            await desk.press(*keys)
            assert say("check_in", "blocked") in desk.said(), keys
            await desk.press("enter")
            assert desk.at_library(), keys
        await desk.press("enter", "m", "enter")
        assert isinstance(desk.screen, CheckInScreen), "the whole list was put, and nothing ticked"
        await desk.press("y", "2", "enter", "enter", "enter", "c")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("escape")
        await desk.open_check_in()


@pytest.mark.second
async def test_where_it_reaches_is_said_with_one_key(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("r", "4")
        assert "below the knee" in desk.said()
        await desk.press("enter")
        assert isinstance(desk.screen, SignsScreen), "below the knee for the first time"
        assert desk.screen.query_one(Checklist).ticked == frozenset()
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)
    assert world.run().reach_before == "below-knee"


@pytest.mark.second
async def test_a_sign_to_tell_a_doctor_is_told_and_blocks_nothing(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("y", "up", *["down"] * 18, "space", "enter")
        assert isinstance(desk.screen, CheckInScreen)
        assert say("help", "tell") in desk.said()


@pytest.mark.second
async def test_with_no_sign_ticked_the_check_in_goes_on(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("2")
        for keys in (("y", "enter"), ("Y", "escape"), ("y", "1", "1", "enter")):
            await desk.press(*keys)
            assert isinstance(desk.screen, CheckInScreen), keys
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)
        assert desk.runner.start.score == 2


@pytest.mark.second
@pytest.mark.parametrize("pain", ["6", "9", "t"])
async def test_strong_pain_leaves_only_breathing(world: World, pain: str) -> None:
    world.write_session('format = 1\ntitle = "Mine"\n[[steps]]\nexercise = "bridge"\n', "rest-and-breathe")
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press(pain, "enter")
        assert say("instead", "text") in desk.said()
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)
        assert exercises(desk) == {"seated-belly-breathing"}
    run = world.run()
    assert (run.session, run.pain_before) == ("rest-and-breathe", 10 if pain == "t" else int(pain))


@pytest.mark.second
async def test_only_breathing_can_be_declined(world: World) -> None:
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("6", "enter", "escape")
        assert desk.at_library()
    assert world.runs() == []


@pytest.mark.second
async def test_up_to_five_it_starts(world: World) -> None:
    async with world.program() as desk:
        await desk.begin("5")
        assert "bridge" in exercises(desk)


# After a stop.


@pytest.mark.second
async def test_both_yes_starts_at_the_lowest_level_without_what_hurt(world: World) -> None:
    world.write_session(GROWING)
    world.remember_run(timedelta(days=9), level=3)
    world.remember_stop("bridge")
    async with world.program(chosen=find("everyday", world.paths), level=4) as desk:
        assert say("after_stop", "settled") in desk.said()
        await desk.press("y")
        assert say("after_stop", "advised") in desk.said()
        await desk.press("Y")
        assert isinstance(desk.screen, CheckInScreen)
        assert "Without Bridge" in desk.said()
        await desk.press("enter")
        assert exercises(desk) == {"pelvic-tilt"}
        assert desk.runner.plan.timeline.level == 0
        with world.journal() as journal:
            assert journal.open_stop() is None
            assert journal.hurt() == {"bridge"}
    assert world.runs()[-1].level == 0


@pytest.mark.second
async def test_what_hurt_is_left_out_of_every_session(world: World) -> None:
    world.remember_stop("bridge")
    async with world.program(size=(120, 40)) as desk:
        for _ in range(7):
            steps = str(desk.screen.query_one("#steps", Static).visual)
            assert "Bridge" not in steps
            await desk.press("down")
    async with world.program(chosen=find("gentle-start", world.paths)) as desk:
        await desk.press("y", "y", "enter")
        assert "bridge" not in exercises(desk)


async def test_any_no_refuses_after_the_signs(world: World) -> None:
    world.remember_stop("bridge")
    world.configure('advice_line = "Nurse 5"\n')
    async with world.program() as desk:
        for keys in (("n",), ("y", "n"), ("N",)):
            await desk.press("enter")
            assert say("after_stop", "settled") in desk.said(), keys
            await desk.press(*keys)
            assert isinstance(desk.screen, SignsScreen), keys
            assert "Nurse 5" in desk.said(), keys
            await desk.press("enter")
            assert say("after_stop", "refused") in desk.said(), keys
            await desk.press("escape")
            assert desk.at_library(), keys
        await desk.press("enter", "n", "1", "enter")
        assert say("check_in", "blocked") in desk.said()
        await desk.press("enter", "enter")
        assert say("kept_signs", "question") in desk.said()
    assert len(world.runs()) == 1


@pytest.mark.second
@pytest.mark.parametrize(("key", "exercise"), [("enter", "seated-belly-breathing"), ("w", "walking")])
async def test_breathing_and_a_walk_stay_open_and_the_gate_closed(world: World, key: str, exercise: str) -> None:
    world.remember_stop("bridge")
    async with world.program() as desk:
        await desk.press("enter", "n", "enter", key, "enter")
        await desk.press(*(["enter"] if key == "w" else []))  # how far down it reaches: no answer
        assert exercises(desk) == {exercise}
    with world.journal() as journal:
        assert journal.open_stop() is not None
    async with world.program() as desk:
        await desk.press("enter")
        assert say("after_stop", "settled") in desk.said()


@pytest.mark.second
@pytest.mark.parametrize(("from_step", "level"), [(2, None), (None, 3), (2, 3)])
async def test_neither_from_nor_level_passes_the_gate(world: World, from_step: int | None, level: int | None) -> None:
    found = world.write_session(GROWING)
    world.remember_stop("knee-to-chest")
    async with world.program(chosen=found, from_step=from_step, level=level) as desk:
        assert say("after_stop", "settled") in desk.said()
        await desk.press("escape")
        assert desk.app.return_value == 0
    async with world.program(chosen=found, from_step=from_step, level=level) as desk:
        await desk.press("y", "y", "enter")
        assert isinstance(desk.screen, CoachScreen)
        assert desk.runner.plan.timeline.level == 0


@pytest.mark.second
async def test_with_nothing_left_two_yes_are_kept_and_nothing_begins(world: World) -> None:
    found = world.write_session(ONLY_BRIDGE)
    world.remember_stop("bridge")
    async with world.program(chosen=found) as desk:
        await desk.press("y", "y")
        assert say("missing", "hurt") in desk.said()
        await desk.press("enter")
    with world.journal() as journal:
        assert journal.open_stop() is None
        assert journal.is_first_after_stop()
    assert len(world.runs()) == 1


@pytest.mark.second
async def test_breathing_is_never_left_out_for_having_hurt(world: World) -> None:
    world.remember_stop("belly-breathing")
    async with world.program() as desk:
        await desk.press("enter", "y", "y", "7", "enter", "enter")
        assert exercises(desk) == {"seated-belly-breathing"}


@pytest.mark.second
async def test_with_strong_pain_the_gate_leads_to_breathing(world: World) -> None:
    world.remember_stop("bridge")
    async with world.program() as desk:
        await desk.press("enter", "y", "y", "7", "enter", "enter")
        assert exercises(desk) == {"seated-belly-breathing"}


def passed(world: World) -> None:
    """The two questions after the stop were answered well."""
    with world.journal() as journal:
        journal.clear_stop("stopped", world.clock.now())


@pytest.mark.second
async def test_what_hurt_can_be_put_back_on_purpose(world: World) -> None:
    world.remember_stop("bridge")
    async with world.program() as desk:
        await desk.press("r")
        assert desk.at_library(), "not before the two questions"
        assert "put back" not in _preview(desk)
    passed(world)
    async with world.program() as desk:
        assert "Without Bridge" in _preview(desk)
        await desk.press("r")
        assert say("after_stop", "put_back") in desk.said()
        await desk.press("n")
        assert "Without Bridge" in _preview(desk)
        await desk.press("R", "enter")
        assert "Without Bridge" in _preview(desk)
        await desk.press("r", "y")
        assert "Without Bridge" not in _preview(desk)
        await desk.press("r")
        assert desk.at_library()


@pytest.mark.second
async def test_putting_back_with_a_locked_journal_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENT_MS", 10)
    world.remember_stop("bridge")
    passed(world)
    async with world.program() as desk:
        with world.locked():
            await desk.press("r", "y")
        assert desk.at_library()
        assert "Without Bridge" in _preview(desk)


# The next day.


@pytest.mark.second
@pytest.mark.parametrize(("key", "answer"), [("b", "better"), ("s", "same"), ("W", "worse"), ("n", None)])
async def test_the_next_day_is_asked_about_once(world: World, key: str, answer: str | None) -> None:
    world.remember_run(timedelta(days=1))
    async with world.program() as desk:
        await desk.press("enter")
        assert say("next_day", "title") in desk.said()
        await desk.press(key)
        assert isinstance(desk.screen, CheckInScreen)
        assert world.run().next_day == answer
        await desk.press("escape")
        await desk.open_check_in()
    async with world.program() as desk:
        await desk.open_check_in()


@pytest.mark.second
async def test_the_same_day_nothing_is_asked(world: World) -> None:
    world.remember_run(timedelta(hours=2))
    async with world.program() as desk:
        await desk.open_check_in()


@pytest.mark.second
async def test_left_unanswered_it_is_asked_again(world: World) -> None:
    world.remember_run(timedelta(days=3))
    async with world.program() as desk:
        await desk.press("enter", "escape")
        assert desk.at_library()
        await desk.press("enter")
        assert say("next_day", "title") in desk.said()


@pytest.mark.second
@pytest.mark.parametrize(("earlier", "told"), [("worse", True), ("same", False)])
async def test_worse_twice_in_a_row_advises_a_clinician_and_offers_the_gentlest(
    world: World, earlier: str, told: bool
) -> None:
    world.remember_run(timedelta(days=3), "first")
    with world.journal() as journal:
        journal.next_day("first", "worse" if earlier == "worse" else "same")
    world.remember_run(timedelta(days=1), "second")
    async with world.program() as desk:
        await desk.press("enter", "w")
        assert (say("next_day", "worse_twice") in desk.said()) == told
        if told:
            await desk.press("enter")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("enter", "enter")
        assert (desk.runner.plan.session.id == "gentle-start") == told
        assert desk.runner.plan.timeline.level == 0


# Going on with an interrupted run.


@pytest.mark.second
async def test_an_interrupted_run_goes_on_where_it_was(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("ctrl+c")
    first = world.run()
    world.clock.go(55 * 60)
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("2", "enter")
        assert say("resume", "title") in desk.said()
        await desk.press("y")
        assert (desk.state(), desk.at) == (State.GETTING_READY, 30)
        assert desk.runner.records()[0].result == "done"
        await desk.let(3 + SMALL_SECONDS - 30 + 0.1)
        await desk.press("escape")
        assert desk.at_library()
        assert desk.app.runner is None
    run = world.run()
    assert (run.id, run.outcome, run.holds_done) == (first.id, "completed", 6)
    assert run.active_seconds == pytest.approx(42.3 + 110)
    assert run.held_seconds == 100


@pytest.mark.second
async def test_a_killed_run_goes_on_too(world: World) -> None:
    world.remember_interrupted()
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("enter", "Y")
        assert (desk.state(), desk.at) == (State.GETTING_READY, 30)
        assert desk.runner.log.start.id == "killed"


@pytest.mark.second
async def test_it_can_begin_anew(world: World) -> None:
    world.remember_interrupted()
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("enter", "n")
        assert isinstance(desk.screen, CoachScreen)
        assert desk.at == 0
    assert len(world.runs()) == 2


@pytest.mark.second
async def test_going_back_there_starts_nothing(world: World) -> None:
    world.remember_interrupted()
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("enter", "escape")
        assert desk.at_library()
    assert len(world.runs()) == 1


def _late(world: World) -> None:
    world.remember_interrupted(timedelta(minutes=61))


def _after_a_stop(world: World) -> None:
    world.remember_interrupted(timedelta(minutes=30))
    world.remember_stop(None, timedelta(minutes=10))
    with world.journal() as journal:
        journal.clear_stop("stopped", world.clock.now())


def _changed(world: World) -> None:
    world.remember_interrupted()
    path = world.paths.sessions / "everyday.toml"
    path.write_text(path.read_text() + "# changed\n")


def _with_a_caution(world: World) -> None:
    world.remember_interrupted()
    world.answer("osteoporosis")


@pytest.mark.second
@pytest.mark.parametrize("prepare", [_late, _after_a_stop, _changed, _with_a_caution])
async def test_it_is_not_offered(world: World, prepare: Callable[[World], None]) -> None:
    prepare(world)
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)
        assert desk.at == 0


@pytest.mark.second
async def test_a_stopped_run_never_goes_on(world: World) -> None:
    async with world.program() as desk:
        await desk.begin_at(42)
        await desk.press("x", "enter", "enter", "enter", "y", "y")
        assert isinstance(desk.screen, CheckInScreen)
        await desk.press("enter")
        assert isinstance(desk.screen, CoachScreen)
        assert desk.at == 0
    assert [run.outcome for run in world.runs()] == ["stopped_for_pain", "interrupted"]


@pytest.mark.second
async def test_strong_pain_does_not_go_on(world: World) -> None:
    world.remember_interrupted()
    async with world.program() as desk:
        await desk.open_check_in()
        await desk.press("7", "enter", "enter")
        assert exercises(desk) == {"seated-belly-breathing"}


# From, and level.


@pytest.mark.second
async def test_from_begins_at_that_step(world: World) -> None:
    async with world.program(chosen=find("everyday", world.paths), from_step=2) as desk:
        await desk.press("enter")
        assert exercises(desk) == {"bridge"}
    assert world.run().planned_seconds == 30


@pytest.mark.second
@pytest.mark.parametrize(("asked", "last", "level"), [(None, None, 0), (None, 2, 2), (3, 2, 3), (0, 2, 0)])
async def test_the_level_is_that_asked_for_else_the_last(
    world: World, asked: int | None, last: int | None, level: int
) -> None:
    found = world.write_session(GROWING)
    if last is not None:
        world.remember_run(timedelta(hours=1), level=last)
    async with world.program(chosen=found, level=asked) as desk:
        await desk.press("enter")
        assert desk.runner.plan.timeline.level == level
    assert world.runs()[-1].level == level


# The library.


@pytest.mark.second
async def test_a_broken_session_shows_its_problems_and_does_not_start(world: World) -> None:
    world.write_session('format = 1\ntitle = "Broken"\nsummry = "x"\n[[steps]]\nexercise = "bridg"\n')
    async with world.program(size=(120, 40)) as desk:
        assert "everyday.toml:3:1: error:" in _preview(desk)
        assert 'did you mean "bridge"' in _preview(desk)
        await desk.press("enter")
        assert isinstance(desk.screen, ChoiceScreen)
        assert "everyday.toml:5:" in desk.said()
        await desk.press("enter")
        assert desk.at_library()
    assert world.runs() == []


@pytest.mark.second
async def test_a_session_broken_since_it_was_listed_does_not_start(world: World) -> None:
    async with world.program() as desk:
        found = world.write_session("format = 1\n")
        await desk.press("enter")
        assert "everyday.toml:1" in desk.said()
        await desk.press("enter")
        assert desk.at_library()
        found.path.unlink()
        await desk.press("enter", "enter")
        assert desk.at_library() or isinstance(desk.screen, CheckInScreen)
    assert world.runs() == []


@pytest.mark.second
async def test_a_file_that_cannot_be_read_does_not_start(world: World) -> None:
    (world.paths.sessions / "everyday.toml").unlink()
    (world.paths.sessions / "everyday.toml").mkdir()
    async with world.program(size=(120, 40)) as desk:
        await desk.press("enter")
        assert isinstance(desk.screen, ChoiceScreen)
        assert "cannot read" in desk.said()


@pytest.mark.second
async def test_sessions_that_cannot_be_listed_leave_the_bundled_ones(world: World) -> None:
    (world.paths.sessions / "everyday.toml").unlink()
    world.paths.sessions.rmdir()
    world.paths.sessions.write_text("in the way")
    async with world.program() as desk:
        assert "cannot read" in desk.said()
        await desk.open_check_in()


@pytest.mark.second
async def test_what_is_wrong_with_the_settings_is_said(world: World) -> None:
    world.configure("emergncy_number = 5\n")
    async with world.program() as desk:
        assert 'unknown setting "emergncy_number"' in desk.said()


@pytest.mark.second
async def test_when_it_was_last_done_shows(world: World) -> None:
    async with world.program() as desk:
        row = next(row for row in desk.rows() if "Small" in row)
        assert "new" in row
        await desk.begin()
        await desk.let(SMALL_SECONDS + 1)
        await desk.press("escape")
        row = next(row for row in desk.rows() if "Small" in row)
        assert "today" in row


@pytest.mark.second
@pytest.mark.parametrize(("key", "code"), [("q", 0), ("Q", 0), ("ctrl+q", 0), ("ctrl+c", 130)])
async def test_ways_out(world: World, key: str, code: int) -> None:
    async with world.program() as desk:
        await desk.press(key)
        assert desk.app.return_value == code


@pytest.mark.second
async def test_the_keys_are_shown_and_closed(world: World) -> None:
    async with world.program() as desk:
        for key in ("escape", "enter", "?", "q", "space"):
            await desk.press("?")
            assert isinstance(desk.screen, HelpScreen), key
            await desk.press(key)
            assert desk.at_library(), key


@pytest.mark.second
async def test_without_a_journal_all_questions_but_those_of_the_past_come(world: World) -> None:
    world.lose_journal()
    world.forget_answers()
    async with world.program() as desk:
        await desk.press("enter")
        assert isinstance(desk.screen, FirstRunScreen)
        await desk.press("enter", "escape", "enter")
        assert isinstance(desk.screen, CoachScreen)
