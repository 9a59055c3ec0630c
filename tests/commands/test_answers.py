"""What the screens ask of a person, by line: the cautions, what hurt, a run's note and its end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backstretch.base.paths import default_paths
from backstretch.coach.red_flags import say
from backstretch.commands.click_program import cli
from backstretch.journal.records import NOTE_LENGTH, PainReport, Progress, RunStart, Saved
from backstretch.journal.store import Journal
from backstretch.run.person import PersonAnswers, read_person, write_person

LONG_AGO = datetime(2026, 11, 1, 9, tzinfo=UTC)
DEAD_PID = 2**31 - 1


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of one's own."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="backstretch")


def journal() -> Journal:
    paths = default_paths()
    return Journal.open(paths.journal, paths.stops)


def stopped(exercise: str = "bridge", *, passed: bool) -> None:
    """A run that pain stopped in an exercise, and whether the two questions after it were answered."""
    start = RunStart("stopped-run", "everyday", "Every day", "ab", LONG_AGO, 0, 1, 60.0, 2, None, DEAD_PID)
    with journal() as kept:
        progress = Progress(LONG_AGO + timedelta(minutes=1), 1, 30.0, ())
        report = PainReport(at_seconds=30.0, step=1, exercise=exercise, side=None, rep=1)
        assert kept.record_stop(start.id, progress, report, start) is Saved.JOURNAL
        if passed:
            kept.clear_stop(start.id, LONG_AGO + timedelta(days=1))


def ticked() -> frozenset[str]:
    return read_person(default_paths().person)[0].cautions


def test_what_applies_is_shown_and_changed() -> None:
    before = call("answers")
    assert before.exit_code == 0
    assert "You have not answered yet" in before.stdout
    assert "[x]" not in before.stdout
    assert not default_paths().person.exists(), "to look at it answers nothing"
    shown = call("answers", "--tick", "knee", "--tick", "balance", "--rotations", "on").stdout
    assert (ticked(), read_person(default_paths().person)[0].rotations) == (frozenset({"knee", "balance"}), True)
    assert [line[4:].split()[0] for line in shown.splitlines() if line.startswith("[x]")] == [
        "knee",
        "balance",
        "rotations",
    ]
    assert say("notice", "ticked") in shown
    assert "Answered on" in shown
    call("answers", "--untick", "knee", "--rotations", "off")
    assert ticked() == {"balance"}
    call("answers", "--none")
    assert ticked() == frozenset()


def test_to_change_the_answers_unticks_no_sign() -> None:
    default_paths().person.parent.mkdir(parents=True)
    write_person(default_paths().person, PersonAnswers(answered_on=LONG_AGO.date(), signs=frozenset({"saddle"})))
    assert say("unattended", "signs") in call("answers", "--none").stdout
    assert read_person(default_paths().person)[0].signs == {"saddle"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--tick", "kne"], 'unknown caution "kne" (did you mean "knee"?); there are osteoporosis'),
        (["--tick", "rotation"], 'unknown caution "rotation"'),
        (["--tick", "knee", "--none"], "--none goes without --tick and --untick"),
        (["--tick", "knee", "--untick", "knee"], '"knee" cannot be both ticked and unticked'),
    ],
)
def test_what_cannot_be_is_one_clear_line_and_changes_nothing(arguments: list[str], said: str) -> None:
    result = call("answers", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not default_paths().person.exists()


def test_what_hurt_is_put_back_after_the_two_questions_and_not_before() -> None:
    stopped(passed=False)
    assert say("after_stop", "waiting") in call("put-back").stderr
    refused = call("put-back", "bridge", "--yes")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert say("after_stop", "waiting") in refused.stderr
    with journal() as kept:
        assert kept.hurt() == {"bridge"}
        kept.clear_stop("stopped-run", LONG_AGO + timedelta(days=1))
    assert call("put-back").stdout == "bridge  Bridge\n"
    asked = call("put-back", "bridge")
    assert (asked.exit_code, "--yes" in asked.stderr) == (2, True)
    done = call("put-back", "BRIDGE", "--yes")
    assert (done.exit_code, done.stdout) == (0, "Bridge is in your sessions again.\n")
    with journal() as kept:
        assert kept.hurt() == frozenset()
    assert call("put-back").stdout == "Nothing is left out because it hurt.\n"


def test_what_did_not_hurt_cannot_be_put_back() -> None:
    assert "nothing is" in call("put-back", "bridge", "--yes").stderr
    stopped("My own move", passed=True)
    result = call("put-back", "bridge", "--yes")
    assert (result.exit_code, '"bridge" is not left out; left out is My own move' in result.stderr) == (2, True)
    assert call("put-back", "my own move", "--yes").exit_code == 0


def test_a_note_is_read_written_and_taken_away() -> None:
    stopped(passed=True)
    assert call("log", "note", "stopped").stdout == "No note.\n"
    assert call("log", "note", "stopped", "Left knee clicks.\n\x1b[31mRed").exit_code == 0
    assert call("log", "note", "stopped").stdout == "Left knee clicks. �[31mRed\n"
    too_long = call("log", "note", "stopped", "a" * (NOTE_LENGTH + 1))
    assert (too_long.exit_code, f"{NOTE_LENGTH} are allowed" in too_long.stderr) == (2, True)
    assert call("log", "note", "stopped", "").exit_code == 0
    assert call("log", "note", "stopped").stdout == "No note.\n"
    assert call("log", "note", "another").exit_code == 2


def test_a_run_is_deleted_and_what_its_stop_guards_stays() -> None:
    stopped(passed=False)
    asked = call("log", "delete", "stopped")
    assert (asked.exit_code, "--yes" in asked.stderr) == (2, True)
    assert call("log", "delete", "stopped", "--yes").stdout.endswith("Deleted.\n")
    with journal() as kept:
        assert list(kept.runs()) == []
        assert kept.open_stop() is not None
        assert kept.hurt() == {"bridge"}
    assert call("log", "delete", "stopped", "--yes").exit_code == 2
