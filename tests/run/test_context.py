"""What the settings come to for a run; what else a front end knows changes by methods alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import backstretch
from backstretch.base.paths import Paths
from backstretch.coach.red_flags import say
from backstretch.coach.speech import Speech
from backstretch.journal.progression import Reason, Suggestion
from backstretch.journal.records import RunStart
from backstretch.run.context import SettingsKept, open_context
from backstretch.run.person import PersonAnswers
from backstretch.session.cautions import Pace

from .test_runner import FakeClock


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))


@pytest.mark.parametrize(
    ("text", "speech", "pace"),
    [
        ("", Speech(), Pace()),
        ("voice_rate = 1.2", Speech(rate=1.2), Pace()),
        ("voice_rate = 1.2\nvoice = false", Speech(), Pace()),
        ('words = "short"', Speech(short=True), Pace()),
        ('words = "full"\ntime_said = "half"', Speech(time_said="half"), Pace()),
        ('time_said = "minute"', Speech(time_said="minute"), Pace()),
        ("spoken_count = true", Speech(spoken_count=True), Pace()),
        ("breath_pace = 4\nlead_in_least = 8\nlead_in_most = 20", Speech(), Pace(8, 20, 4)),
    ],
)
def test_a_run_follows_the_settings(paths: Paths, text: str, speech: Speech, pace: Pace) -> None:
    paths.config.parent.mkdir(parents=True)
    paths.config.write_text(text, encoding="utf-8")
    context = open_context(paths)
    assert context.notices == ()
    assert context.speech._replace(clip=speech.clip) == speech
    assert context.pace == context.person.pace == pace
    context.close()


def written_fields(tree: ast.Module) -> Iterator[str]:
    """Every assignment to, or into, a field of something called ``context``."""
    for node in ast.walk(tree):
        stored = isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del)
        target = node
        while stored and isinstance(target, ast.Attribute | ast.Subscript):
            target = target.value
            owner = target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            if owner.strip("_") == "context":
                yield ast.unparse(node)


@pytest.mark.parametrize(
    "text",
    [
        "context.settings = new",
        "self._context.signs |= signs",
        "self.app.context.levels[id] = level",
        "del context.signs",
        "context.gate.open = True",
        "first, context.settings = 1, 2",
    ],
)
def test_a_write_is_found(text: str) -> None:
    assert list(written_fields(ast.parse(text)))


@pytest.mark.second
def test_nobody_writes_the_fields_of_the_context() -> None:
    root = Path(backstretch.__file__).parent
    others = [path for path in sorted(root.rglob("*.py")) if path != root / "run" / "context.py"]
    found = {path.name: list(written_fields(ast.parse(path.read_text("utf-8")))) for path in others}
    assert {name: written for name, written in found.items() if written} == {}


def test_signs_that_need_help_are_kept_until_they_are_answered(paths: Paths) -> None:
    with closing(open_context(paths, FakeClock())) as context, closing(open_context(paths, FakeClock())) as other:
        assert context.keep_signs({"fever", "saddle", "slow"}) == ""
        assert context.kept_signs == other.kept_signs == {"fever", "saddle"}
        context.remember(PersonAnswers(frozenset({"knee"})))
        context.remember_tour()
        assert context.kept_signs == {"fever", "saddle"}
    with closing(open_context(paths, FakeClock())) as context:
        assert context.kept_signs == {"fever", "saddle"}
        context.keep_signs(frozenset())
        assert other.kept_signs == context.kept_signs == frozenset()


def test_signs_that_cannot_be_saved_hold_until_the_program_ends(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("backstretch.run.context.write_person", full)
    with closing(open_context(paths, FakeClock())) as context:
        assert "could not be saved" in context.keep_signs({"fever"})
        assert context.kept_signs == {"fever"}


def test_a_level_is_accepted_and_taken_back(paths: Paths) -> None:
    context = open_context(paths)
    up = Suggestion(2, 1, "up", Reason.WENT_WELL, 3)
    assert context.change_level("everyday", up)
    assert context.accepted_level("everyday") == up
    assert context.change_level("everyday", up)
    assert context.accepted_level("everyday") is None
    assert not context.change_level("everyday", None)
    assert context.change_level("everyday", up)
    assert context.change_level("everyday", other := up._replace(level=0)), "another one takes its place"
    assert context.accepted_level("everyday") == other
    context.forget_level("everyday")
    assert context.accepted_level("everyday") is None
    context.close()


def test_settings_that_cannot_be_written_hold_all_the_same(paths: Paths) -> None:
    context = open_context(paths)
    quiet = context.settings._replace(voice=False)
    context.use_settings(quiet)
    paths.config.mkdir(parents=True)
    assert "could not be saved" in context.keep_settings().error
    assert context.settings_unsaved
    assert context.settings == quiet
    paths.config.rmdir()
    assert context.keep_settings() == SettingsKept()
    assert not context.settings_unsaved
    context.close()


def test_many_mistakes_in_the_settings_are_one_line_that_tells_the_first(paths: Paths) -> None:
    paths.config.parent.mkdir(parents=True)
    paths.config.write_text("volume = 101\nvoice = 3\nbell = 4\nflash = 5\n", encoding="utf-8")
    context = open_context(paths)
    (line,) = context.notices
    assert line.startswith(f"{paths.config}:1:1: error: volume is 101")
    assert line.endswith("(3 more: see the settings, or backstretch config)")
    context.tell_of_settings(())
    assert list(context.notices) == []
    context.close()


def test_shorter_words_are_offered_once_after_ten_runs(paths: Paths) -> None:
    with closing(open_context(paths, FakeClock())) as context:
        assert context.journal is not None
        for number in range(10):
            assert context.offer_short_words() == "", number
            begun = context.clock.now()
            context.journal.begin(
                RunStart(f"run-{number}", "everyday", "Everyday", "ab", begun, 0, 1, 60.0, 1, None, 1)
            )
        assert context.offer_short_words() == say("words", "offer")
        assert context.offer_short_words() == ""
    with closing(open_context(paths, FakeClock())) as again:
        assert again.offer_short_words() == ""
        again.remember(PersonAnswers())
        assert again.answers.offered


def test_who_has_short_words_is_offered_nothing(paths: Paths) -> None:
    paths.config.parent.mkdir(parents=True)
    paths.config.write_text('words = "short"\n', encoding="utf-8")
    with closing(open_context(paths, FakeClock())) as context:
        assert context.journal is not None
        for number in range(12):
            begun = context.clock.now()
            context.journal.begin(
                RunStart(f"run-{number}", "everyday", "Everyday", "ab", begun, 0, 1, 60.0, 1, None, 1)
            )
        assert context.offer_short_words() == ""
