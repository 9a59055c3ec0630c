"""The proof: from everywhere one key stops the session and says the advice, and nothing leads back."""

from __future__ import annotations

import signal

import pytest

from backstretch.base.stop_failures import kept_failures
from backstretch.coach.red_flags import pain_kinds, say, words
from backstretch.run.runner import Runner
from backstretch.run.stop_report import StopReport

from .conftest import SMALL_SECONDS, Act, After, Paper, Signal, Stuck, Table, Text


def stopped(lines: list[str]) -> int:
    """The place of the first words after a stop."""
    (place,) = (number for number, line in enumerate(lines) if line.startswith("SESSION STOPPED. "))
    return place


AT_10 = ("enter", 9.7)
LEAVE = ("enter", 0.5, "enter")
STATES: dict[str, tuple[Act, ...]] = {
    "getting ready at first": ("enter", 1.0),
    "holding": AT_10,
    "releasing": ("enter", 26.0),
    "changing sides": ("enter", 51.0),
    "resting": ("enter", 101.0),
    "paused": (*AT_10, "space"),
    "getting ready again": (*AT_10, "space", "space"),
    "ease off": (*AT_10, "e"),
    "ease off, pain": (*AT_10, "e", "p"),
    "pain": (*AT_10, "p"),
    "pain, a number": (*AT_10, "p", "3"),
    "end early": (*AT_10, "q"),
    "keys": (*AT_10, "?"),
    "back from the shell": (*AT_10, "ctrl+z"),
    "after a gap": ("enter", 9.7, Stuck(30.0)),
}


@pytest.mark.parametrize("key", ["x", "X", "!"])
@pytest.mark.parametrize("state", STATES)
def test_one_key_stops_it_from_everywhere(table: Table, state: str, key: str) -> None:
    reading = table.run(*STATES[state], key, *LEAVE)
    assert reading.code == 0
    assert stopped(reading.lines)
    assert say("stop", "saved") in reading.lines
    run = table.world.run()
    assert run.outcome == "stopped_for_pain"
    assert run.pain_report is not None


@pytest.mark.parametrize("state", STATES)
def test_the_stop_is_on_disk_before_a_word_is_said(table: Table, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, stop, said = Paper(), Runner.stop, []

    def noted(runner: Runner, score: int | None = None) -> None:
        before = paper.getvalue()
        stop(runner, score)
        assert table.world.run().outcome == "stopped_for_pain"
        said.append(paper.getvalue() == before)

    monkeypatch.setattr(Runner, "stop", noted)
    reading = table.run(*STATES[state], "x", *LEAVE, paper=paper)
    assert said == [True]
    assert "SESSION STOPPED" in reading.text


@pytest.mark.parametrize("score", ["6", "9", "t"])
def test_a_high_score_stops_it_too(table: Table, score: str) -> None:
    reading = table.run(*AT_10, "p", score, "enter", *LEAVE)
    assert stopped(reading.lines)
    report = table.world.run().pain_report
    assert report is not None
    assert report.score == (10 if score == "t" else int(score))


@pytest.mark.parametrize("keys", [("x",), ("p", "9", "enter")])
def test_the_advice_stands_when_the_stop_fails(
    table: Table, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    def fails(_runner: object, _score: int | None = None) -> str:
        raise RuntimeError("the stop is broken")

    monkeypatch.setattr(Runner, "stop", fails)
    for name in ("emergency_line", "own_advice", "sync"):
        monkeypatch.setattr(StopReport, name, fails)
    lines = table.run(*AT_10, *keys, *LEAVE).lines
    assert stopped(lines)
    assert any("cannot hold back" in line or "bladder" in line for line in lines), "the signs"
    failures = kept_failures(table.world.paths.state_dir)
    assert len(failures) == 5
    assert "the stop failed" in failures[0].read_text(encoding="utf-8")
    assert all("RuntimeError: the stop is broken" in file.read_text(encoding="utf-8") for file in failures)


def test_what_the_advice_says(table: Table) -> None:
    table.world.configure('emergency_number = "112"\nadvice_line = "116 117"\nclinician_note = "Short steps."\n')
    lines = table.run(*AT_10, "x", *LEAVE).lines
    lines = lines[stopped(lines) :]
    assert lines[0] == "SESSION STOPPED. Lower the foot slowly, then rest. Pain like this is a signal to stop."
    assert lines[1] == "Emergency signs? Call 112."
    assert lines[2] == " ".join(words()["stop"]["rest"])
    assert lines[3] == say("stop", "emergency_title")
    assert lines[4].startswith("1: ")
    for line in ("Advice line: 116 117", "From your clinician: Short steps.", say("stop", "cause")):
        assert line in lines
    assert lines.index(say("stop", "saved")) < lines.index(say("stop", "leave_how"))


def test_whatever_scrolls_away_the_emergency_number_stays_in_sight(table: Table) -> None:
    """All signs together are longer than a small terminal, whose last rows are what is seen."""
    lines = table.run(*AT_10, "x", Signal(signal.SIGINT)).lines
    rows = [row for line in lines for row in (line[at : at + 80] for at in range(0, max(1, len(line)), 80))]
    assert "Emergency signs? Call your local emergency number." in rows[-10:]
    assert lines.count("Emergency signs? Call your local emergency number.") == 2
    first, last_sign = stopped(lines), lines.index("7: pain after a serious fall or accident")
    assert last_sign - first < 16


_LIKELY = ["n", "b", "q", "x", "space", "escape"]
_OTHERS = [*"acdefghijklmoprstuvwyzABCXYZ123456789+-?!=", "left", "up"]


@pytest.mark.parametrize("key", [*_LIKELY, *(pytest.param(key, marks=pytest.mark.second) for key in _OTHERS)])
def test_no_key_leads_back(table: Table, key: str) -> None:
    script: list[Act] = [key] if key not in {"t", "T"} else [key, "escape"]
    reading = table.run(*AT_10, "x", *script, 60.0, Signal(signal.SIGINT))
    assert reading.code == 130
    after = reading.lines[stopped(reading.lines) :]
    assert not any(line[:5].strip().replace(":", "").isdigit() and line[5:7] == "  " for line in after)
    assert table.world.run().outcome == "stopped_for_pain"


@pytest.mark.parametrize(
    ("script", "left"),
    [
        (["enter", After(0.95, "enter")], True),
        (["enter", After(3.9, "enter")], True),
        (["enter", After(0.66, "enter"), After(0.03, "enter")], False),
        (["enter", After(0.85, "enter"), After(0.85, "enter")], False),
        (["enter", After(4.1, "enter")], False),
        (["enter", After(5.0, "enter"), After(1.0, "enter")], True),
        (["enter"], False),
    ],
)
def test_enter_leaves_only_twice(table: Table, script: list[Act], left: bool) -> None:
    reading = table.run(*AT_10, "x", 1.0, *script, Signal(signal.SIGTERM))
    assert reading.code == (0 if left else 143)


def test_a_ticked_sign_brings_its_advice_at_once(table: Table) -> None:
    reading = table.run(*AT_10, "x", "8", "1", "1", "f", *LEAVE)
    helps = [line for line in reading.lines if line.startswith(("This needs help now", "Contact a doctor"))]
    assert [line[:4] for line in helps] == ["Cont", "This", "Cont", "Cont"]
    report = table.world.run().pain_report
    assert report is not None
    assert report.signs == ("fever", "history")


@pytest.mark.parametrize("key", ["tab", "t"])
def test_more_can_be_told(table: Table, key: str) -> None:
    table.run(*AT_10, "x", key, "2", "enter", "3", "8", "enter", Text("lower back, x marks it"), Text("note"), *LEAVE)
    report = table.world.run().pain_report
    assert report is not None
    assert (report.kind, report.score, report.where, report.note) == ("shooting", 8, "lower back, x marks it", "note")
    assert table.world.run().reach_after == "thigh"


@pytest.mark.parametrize(
    "script", [["escape"], ["enter", 1.0, "enter", "escape"], ["enter", 1.0, "enter", 1.0, "enter", Text(""), Text("")]]
)
def test_nothing_more_has_to_be_told(table: Table, script: list[Act]) -> None:
    assert table.run(*AT_10, "x", "tab", *script, 5.0, *LEAVE).code == 0
    report = table.world.run().pain_report
    assert report is not None
    assert (report.kind, report.score, report.where, report.note) == (None, None, None, None)


def test_pressed_by_mistake_leaves_no_gate(table: Table) -> None:
    table.run(*AT_10, "x", "tab", "7", "escape", *LEAVE)
    with table.world.journal() as journal:
        assert journal.open_stop() is None


def test_a_cramp_alone_leaves_no_gate_and_one_that_is_strong_does(table: Table) -> None:
    reading = table.run(*AT_10, "x", "tab", "6", "escape", 1.0, *LEAVE)
    assert next(kind.then for kind in pain_kinds() if kind.id == "cramp") in reading.lines
    with table.world.journal() as journal:
        assert (journal.open_stop(), journal.hurt()) == (None, frozenset())
    table.run(*AT_10, "x", "tab", "6", "enter", 1.0, "enter", "7", "escape", 1.0, *LEAVE)
    with table.world.journal() as journal:
        assert journal.open_stop() is not None
        assert journal.hurt()


def test_a_stop_that_meets_a_lock_is_saved_aside(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = Runner.stop

    def locked_out(runner: Runner, score: int | None = None) -> None:
        with table.world.locked():
            stop(runner, score)

    monkeypatch.setattr(Runner, "stop", locked_out)
    assert say("stop", "aside") in table.run(*AT_10, "x", *LEAVE).lines


def test_a_stop_without_a_journal_is_saved_aside(table: Table) -> None:
    table.world.lose_journal()
    reading = table.run(*AT_10, "x", *LEAVE)
    assert say("stop", "aside") in reading.lines
    assert len(table.world.stops_aside()) == 1


def test_a_stop_that_can_be_written_nowhere_says_so(table: Table) -> None:
    table.world.lose_journal()
    table.world.lose_state()
    assert say("stop", "nowhere") in table.run(*AT_10, "x", *LEAVE).lines


@pytest.mark.parametrize(
    ("before", "keys", "outcome"),
    [
        ([], ["r", "2"], "stopped_for_pain"),
        ([], ["p", "r", "3"], "stopped_for_pain"),
        (["r", "3"], ["r", "4"], "stopped_for_pain"),
        (["r", "3"], ["r", "3"], "interrupted"),
        (["r", "3"], ["r", "2"], "interrupted"),
        ([], ["r", "n"], "interrupted"),
    ],
)
def test_pain_that_moves_further_down_stops_it(table: Table, before: list[str], keys: list[str], outcome: str) -> None:
    reading = table.run(*before, *AT_10, *keys, *(LEAVE if outcome == "stopped_for_pain" else [Signal(signal.SIGINT)]))
    assert table.world.run().outcome == outcome
    assert (say("reach", "further_up") in reading.lines) == (keys == ["r", "2"] and before == ["r", "3"])


@pytest.mark.parametrize(
    "script", [["x"], ["7", "enter"], ["s", "enter"], ["l", "enter"], ["s", "escape"], ["r", "3", "escape"]]
)
def test_pain_told_afterwards_turns_the_run_into_a_stop(table: Table, script: list[str]) -> None:
    reading = table.run("enter", SMALL_SECONDS, *script, *LEAVE)
    assert stopped(reading.lines)
    run = table.world.run()
    assert run.outcome == "stopped_for_pain"
    assert run.pain_report is not None
    assert run.pain_report.kind == {"s": "sharp", "l": "leg", "r": "leg"}.get(script[0])


def test_a_pain_outside_a_session_can_belong_to_the_last_run(table: Table) -> None:
    table.run("enter", SMALL_SECONDS, "escape")
    reading = table.run("x", "y", *LEAVE)
    assert any(line.startswith(say("advice", "recent")) for line in reading.lines)
    assert say("stop", "saved") in reading.lines
    assert table.world.run().outcome == "stopped_for_pain"


def test_a_closed_terminal_over_the_advice_keeps_the_stop(table: Table) -> None:
    assert table.run(*AT_10, "x", Signal(1)).code == 129
    assert table.world.run().outcome == "stopped_for_pain"
