"""Before a session: each question, the gates, and what stands in the way where nobody can answer."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from datetime import timedelta

import pytest

from backstretch.base.errors import BackstretchError, JournalError
from backstretch.coach.red_flags import say
from backstretch.coach.screening import Answers, Go, Question
from backstretch.journal.records import PainReport
from backstretch.run.context import open_context
from backstretch.run.screening_flow import ScreeningFlow, read
from backstretch.session.library import Found

from .conftest import Signal, Table, World

END = Signal(signal.SIGINT)
FIRST_LINE = " 0:00  Ready: One knee to the chest, left side first"


def began(table: Table) -> bool:
    return bool(table.world.runs())


class TestFirstRun:
    def test_nothing_applies(self, table: Table) -> None:
        table.world.forget_answers()
        reading = table.run("enter", "enter", END)
        assert reading.lines[0] == say("notice", "title")
        assert say("notice", "question") in reading.lines
        assert "1: Osteoporosis, low bone mass, or an earlier fragility fracture" in reading.lines
        assert FIRST_LINE in reading.text

    def test_what_is_ticked_is_kept_and_left_out(self, table: Table) -> None:
        table.world.forget_answers()
        reading = table.run("1", "6", "6", "enter", "enter", END)
        assert "Ticked: A painful knee, or kneeling that hurts" in reading.lines
        assert "Not ticked: A painful knee, or kneeling that hurts" in reading.lines
        assert say("notice", "ticked") in reading.lines
        assert any(line.startswith("Sphinx in place of One knee to the chest: ") for line in reading.lines)
        assert 'cautions = [\n    "osteoporosis",\n]' in table.world.paths.person.read_text()

    def test_the_wish_for_rotations_is_a_letter(self, table: Table) -> None:
        table.world.forget_answers()
        table.run("a", "enter", "escape")
        assert "rotations = true" in table.world.paths.person.read_text()

    def test_going_back_keeps_and_starts_nothing(self, table: Table) -> None:
        table.world.forget_answers()
        assert table.run("1", "escape").code == 0
        assert not table.world.paths.person.exists()


class TestCheckIn:
    def test_what_it_says(self, table: Table) -> None:
        table.world.answer("osteoporosis")
        lines = table.run("escape").lines
        assert lines[0].startswith("Small, ")
        assert lines[1].startswith("Sphinx in place of One knee to the chest: ")
        for key in ("reach", "signs", "signs_keys", "pain"):
            assert say("check_in", key) in lines

    @pytest.mark.parametrize(
        ("keys", "pain"),
        [
            ([], None),
            (["0"], 0),
            (["3"], 3),
            (["3", "4"], 4),
            (["3", "backspace"], None),
            (["right"], 0),
            (["3", "right"], 4),
            (["3", "left"], 2),
            (["z"], None),
        ],
    )
    def test_the_pain_that_is_written(self, table: Table, keys: list[str], pain: int | None) -> None:
        table.run(*keys, "enter", END)
        assert table.world.run().pain_before == pain

    def test_a_ticked_sign_refuses(self, table: Table) -> None:
        reading = table.run("y", "1", "enter")
        assert reading.code == 1
        assert say("check_in", "blocked") in reading.lines
        assert "This needs help now: call your local emergency number. Do not wait for it to pass." in reading.lines
        assert not began(table)

    def test_a_ticked_sign_stays_until_a_clinician_has_looked_at_it(self, table: Table) -> None:
        """Only yes opens; by mistake asks the whole list again, which may be ticked again."""
        advice = "Contact a doctor or a medical advice line today; do not wait. Tell them what you ticked."
        assert table.run("y", "8", "enter").code == 1
        for script in (["n"], ["m", "8", "enter"]):
            reading = table.run(*script)
            assert (reading.code, reading.lines.count(advice)) == (1, 2)
        with pytest.raises(BackstretchError, match="You ticked signs"):
            table.run(there=False)
        assert not began(table)
        assert FIRST_LINE in table.run("c", 0.5, "enter", END).text
        assert table.run("escape").lines[0].startswith("Small, "), "it is answered"

    def test_a_sign_ticked_by_mistake_goes_once_the_whole_list_was_asked(self, table: Table) -> None:
        table.run("y", "8", "enter")
        reading = table.run("m", "enter", "enter", END)
        assert reading.lines.count("Not yet") == 0
        assert FIRST_LINE in reading.text

    def test_a_sign_to_tell_a_doctor_blocks_nothing(self, table: Table) -> None:
        reading = table.run("y", "i", "enter", "enter", END)
        assert say("help", "tell") in reading.lines
        assert FIRST_LINE in reading.text

    def test_no_ticked_sign_leads_back(self, table: Table) -> None:
        reading = table.run("y", "1", "1", "enter", "3", "enter", END)
        assert FIRST_LINE in reading.text
        assert table.world.run().pain_before == 3

    @pytest.mark.parametrize("script", [["x"], ["X"], ["!"], ["y", "x"], ["3", "x"]])
    def test_sharp_pain_refuses_with_the_advice(self, table: Table, script: list[str]) -> None:
        reading = table.run(*script, "enter", "enter")
        assert "SHARP PAIN. Stop what you are doing. Lower slowly, then rest." in reading.lines
        assert reading.code == 0
        assert not began(table)

    def test_going_back(self, table: Table) -> None:
        assert table.run("escape").code == 0
        assert not began(table)

    @pytest.mark.parametrize("pain", ["6", "t"])
    def test_strong_pain_leaves_only_breathing(self, table: Table, pain: str) -> None:
        reading = table.run(pain, "enter", "enter", END)
        assert say("instead", "title") in reading.lines
        assert FIRST_LINE not in reading.text
        assert table.world.run().session == "rest-and-breathe"
        assert {hold.exercise for hold in table.world.holds()} == {"seated-belly-breathing"}

    def test_strong_pain_leaves_a_walk_where_nothing_is_new_in_the_leg(self, table: Table) -> None:
        assert "w: An easy walk" in table.run("7", "enter", "w", 0.5, "enter", END).lines
        assert {hold.exercise for hold in table.world.holds()} == {"walking"}
        reading = table.run("7", "r", "3", "enter", "w", "escape")
        assert "w: An easy walk" not in reading.lines
        assert len(table.world.runs()) == 1

    def test_below_the_knee_for_the_first_time_asks_the_signs(self, table: Table) -> None:
        assert table.run("r", "4", "enter", "8", "enter").code == 1
        assert not began(table)
        table.run("m", "enter", "r", "4", "enter", "enter", END)
        assert (table.world.run().reach_before, table.world.run().pain_before) == ("below-knee", None)
        reading = table.run("r", "5", 1.0, "enter", END)
        assert say("stop", "same_day_title") not in reading.lines, "it is known by now"
        assert "r: it reaches: the foot" in reading.lines

    @pytest.mark.parametrize(("after", "outcome"), [("6", "completed"), ("7", "completed"), ("8", "stopped_for_pain")])
    def test_pain_that_is_less_after_the_breathing_is_no_stop(self, table: Table, after: str, outcome: str) -> None:
        leave = ["enter", 0.5, "enter"] if outcome == "stopped_for_pain" else ["escape"]
        reading = table.run("7", "enter", "enter", 500.0, after, "enter", *leave)
        run = table.world.run()
        assert (run.outcome, run.pain_before, run.pain_after) == (outcome, 7, int(after))
        assert ("SESSION STOPPED" in reading.text) == (outcome == "stopped_for_pain")
        assert run.pain_report is None or run.pain_report.kind is None, "a number alone is never sharp"

    def test_strong_pain_and_not_even_breathing(self, table: Table) -> None:
        assert table.run("7", "enter", "escape").code == 1
        assert not began(table)


class TestGate:
    @pytest.mark.parametrize(
        ("script", "code"),
        [
            (["y", "n", "enter", "escape"], 1),
            (["n", "enter", "escape"], 1),
            (["n", "1", "enter"], 1),
            (["n", "escape"], 0),
            (["escape"], 0),
            (["y", "escape"], 0),
        ],
    )
    def test_it_holds(self, table: Table, script: list[str], code: int) -> None:
        table.world.remember_stop()
        assert table.run(*script).code == code
        assert len(table.world.runs()) == 1

    def test_enter_alone_does_not_pass_it(self, table: Table) -> None:
        table.world.remember_stop()
        reading = table.run("enter", 0.5, "enter", END)
        assert reading.lines.count("y: Yes") == 3
        assert len(table.world.runs()) == 1

    def test_not_settled_shows_the_signs_and_whom_to_call_before_it_refuses(self, table: Table) -> None:
        table.world.remember_stop()
        table.world.configure('advice_line = "111"\n')
        lines = table.run("n", "enter", "escape").lines
        order = ["Advice line: 111", say("stop", "emergency_title"), say("after_stop", "refused")]
        assert [line for line in lines if line in order] == order

    @pytest.mark.parametrize(("key", "exercise"), [("enter", "seated-belly-breathing"), ("w", "walking")])
    def test_the_gate_still_stands_after_breathing_or_a_walk(self, table: Table, key: str, exercise: str) -> None:
        table.world.remember_stop()
        table.run("n", "enter", *([1.0] if key == "enter" else []), key, "2", "enter", 0.5, "enter", 0.5, "enter", END)
        with table.world.journal() as journal:
            assert {hold.exercise for hold in journal.holds(table.world.runs()[-1].id)} == {exercise}
            assert journal.open_stop() is not None
        reading = table.run("escape")
        assert say("after_stop", "settled") in reading.lines

    def test_no_walk_where_the_pain_was_new_in_the_leg(self, table: Table) -> None:
        table.world.remember_stop()
        with table.world.journal() as journal:
            assert journal.amend_report("stopped", PainReport(42.0, 1, "bridge", None, 1, "leg"))
        assert "w: An easy walk" not in table.run("n", "enter", "escape").lines

    def test_two_yes_are_kept_though_nothing_began(self, table: Table) -> None:
        """And what begins then is the first after the stop: at its lowest level, whatever is asked for."""
        table.world.remember_stop()
        table.run("y", 0.5, "y", "escape")
        reading = table.run("escape", level=3)
        assert say("after_stop", "settled") not in reading.lines
        assert say("after_stop", "goes_on") in reading.text
        table.run("enter", END)
        assert say("after_stop", "goes_on") not in table.run("escape").text

    def test_two_times_yes_pass_it(self, table: Table) -> None:
        table.world.remember_stop()
        reading = table.run("y", 0.5, "y", "enter", END)
        assert say("after_stop", "settled") in reading.lines
        assert say("after_stop", "advised") in reading.lines
        assert FIRST_LINE in reading.text
        with table.world.journal() as journal:
            assert journal.open_stop() is None


class TestNextDay:
    @pytest.mark.parametrize(("key", "answer"), [("b", "better"), ("s", "same"), ("w", "worse"), ("n", None)])
    def test_it_is_asked_once(self, table: Table, key: str, answer: str | None) -> None:
        table.world.remember_run(timedelta(days=1))
        assert say("next_day", "title") in table.run(key, "escape").lines
        (run,) = table.world.runs()
        assert (run.next_day, run.next_day_asked) == (answer, True)
        assert say("next_day", "title") not in table.run("escape").lines

    def test_worse_twice(self, table: Table) -> None:
        table.world.remember_run(timedelta(days=3), "first")
        table.run("w", "escape")
        table.world.remember_run(timedelta(days=1), "second")
        assert say("next_day", "worse_twice") in table.run("w", "escape").lines
        reading = table.run("enter", 0.5, "enter", 0.5, "enter", END)
        assert say("next_day", "worse_twice") in reading.lines, "nothing began since"
        assert (table.world.runs()[-1].session, table.world.runs()[-1].level) == ("gentle-start", 0)


class TestResume:
    @pytest.mark.parametrize(("key", "runs"), [("y", 1), ("enter", 1), ("n", 2)])
    def test_an_interrupted_run_can_go_on(self, table: Table, key: str, runs: int) -> None:
        table.world.remember_interrupted()
        reading = table.run("enter", 0.5, key, 4.0, END)
        assert say("resume", "title") in reading.lines
        assert (" 0:30  Going on in 3 s" in reading.lines) is (runs == 1)
        assert (" 0:30  Hold left, 2 of 2, 20 s left" in reading.lines) is (runs == 1)
        assert len(table.world.runs()) == runs

    def test_one_that_another_window_took_meanwhile_is_told_of(self, table: Table) -> None:
        table.world.remember_interrupted()
        file = Found("everyday", table.world.paths.sessions / "everyday.toml", "yours")
        with contextlib.ExitStack() as stack:
            first, second, third = (
                stack.enter_context(contextlib.closing(open_context(table.world.paths, table.world.clock)))
                for _ in range(3)
            )
            beginnings = [ScreeningFlow(context, read(file)) for context in (first, second)]
            for screening in beginnings:
                screening.answers = Answers(checked_in=True)
                assert screening.next_step() is Question.RESUME
                screening.put(Question.RESUME).then(True)
            go = beginnings[0].next_step()
            assert isinstance(go, Go)
            assert third.journal is not None
            third.journal.resume("killed", os.getppid())
            with pytest.raises(JournalError, match="another window goes on with it"):
                beginnings[0].begin(go)
            with pytest.raises(JournalError, match="another window goes on with it"):
                beginnings[1].next_step()
            beginnings[1].put(Question.RESUME).then(False)
            assert isinstance(beginnings[1].next_step(), Go)
        assert len(table.world.runs()) == 1, "none began anew"


def _worn_answers(world: World) -> None:
    world.answer(on=world.clock.now().date() - timedelta(days=365))


def _unreadable_journal(world: World) -> None:
    world.paths.journal.parent.mkdir(parents=True, exist_ok=True)
    world.paths.journal.write_bytes(b"no journal" * 100)


def _unreadable_stop(world: World) -> None:
    world.paths.stops.mkdir(parents=True)
    (world.paths.stops / "a.json").write_bytes(b'{"format": 2}')


class TestNobodyThere:
    @pytest.mark.parametrize(
        ("prepare", "key"),
        [
            (World.forget_answers, "first_run"),
            (_worn_answers, "first_run"),
            (World.remember_stop, "after_stop"),
            (_unreadable_journal, "after_stop"),
            (_unreadable_stop, "after_stop"),
        ],
    )
    def test_what_refuses(self, table: Table, prepare: Callable[[World], None], key: str) -> None:
        prepare(table.world)
        with pytest.raises(BackstretchError) as refused:
            table.run(there=False)
        assert str(refused.value) == say("unattended", key)
        assert "\n" not in str(refused.value)

    @pytest.mark.parametrize("options", [{"from_step": 2}, {"level": 3}, {"from_step": 2, "level": 1}])
    def test_no_option_passes_the_gate(self, table: Table, options: dict[str, int]) -> None:
        table.world.remember_stop()
        with pytest.raises(BackstretchError):
            table.run(there=False, from_step=options.get("from_step"), level=options.get("level"))

    def test_nothing_is_written_where_it_refuses(self, table: Table) -> None:
        table.world.forget_answers()
        with pytest.raises(BackstretchError):
            table.run(there=False)
        assert not began(table)

    def test_the_next_day_stays_unasked(self, table: Table) -> None:
        table.world.remember_run(timedelta(days=1))
        assert table.run(there=False).code == 0
        earlier = table.world.runs()[0]
        assert (earlier.next_day, earlier.next_day_asked) == (None, False)

    def test_an_interrupted_run_is_left_alone(self, table: Table) -> None:
        table.world.remember_interrupted()
        reading = table.run(there=False)
        assert FIRST_LINE in reading.text
        assert [run.outcome for run in table.world.runs()] == ["interrupted", "completed"]

    def test_what_is_left_out_is_told(self, table: Table) -> None:
        table.world.answer("osteoporosis")
        assert table.run(there=False).lines[2].startswith("Sphinx in place of One knee to the chest: ")

    def test_nothing_left_is_refused(self, table: Table) -> None:
        table.world.answer("surgery")
        only_clam = 'format = 1\ntitle = "Small"\n[[steps]]\nexercise = "clam"\n'
        (table.world.paths.sessions / "everyday.toml").write_text(only_clam, encoding="utf-8")
        with pytest.raises(BackstretchError, match="Nothing is left of this session but rests once your cautions"):
            table.run(there=False)

    def test_without_a_journal_it_runs(self, table: Table) -> None:
        table.world.lose_journal()
        reading = table.run(there=False)
        assert any(line.endswith("Nothing will be logged.") for line in reading.lines)
        assert "The log could not be written: this session is not in it." in reading.lines
