"""``card --play --for-me``: what keeps one's own file from being written, and what is in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backstretch.base.errors import BackstretchError, WrongUseError
from backstretch.base.paths import Paths
from backstretch.commands.player_file import own
from backstretch.journal.records import PainReport
from backstretch.journal.store import Journal
from backstretch.run.context import open_context
from backstretch.run.person import PersonAnswers, write_person
from tests.cases import cases

from ..journal.samples import numbered

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


class Now:
    """A clock that stands."""

    def monotonic(self) -> float:
        return 0.0

    def awake(self) -> float:
        return 0.0

    def now(self) -> datetime:
        return NOW


def answered(paths: Paths, signs: frozenset[str] = frozenset(), days_ago: int = 0) -> None:
    day = TODAY - timedelta(days=days_ago)
    write_person(paths.person, PersonAnswers(frozenset({"knee"}), answered_on=day, signs=signs))


def stopped(paths: Paths, *, cleared: bool = False, later: bool = False, kind: str | None = None) -> None:
    """A run that pain stopped in the bridge; its two questions answered; another one begun since."""
    answered(paths)
    report = PainReport(at_seconds=7.0, step=1, exercise="bridge", side=None, rep=1, kind=kind)
    with closing(Journal.open(paths.journal, paths.stops, now=lambda: NOW)) as journal:
        first = numbered(1)
        journal.begin(first)
        journal.stopped_later(first.id, report)
        if cleared:
            journal.clear_stop(first.id, NOW - timedelta(days=1))
        if later:
            journal.begin(numbered(2, started_at=NOW - timedelta(hours=1)))


def unreadable(paths: Paths) -> None:
    answered(paths)
    paths.journal.parent.mkdir(parents=True, exist_ok=True)
    paths.journal.write_bytes(b"this is no journal" * 100)


def unread_stop(paths: Paths) -> None:
    answered(paths)
    paths.stops.mkdir(parents=True)
    (paths.stops / "5c9d9e0a-8f0b-4c55-9d4e-2f6f6f1f0a01.json").write_text("half a st")


def broken(paths: Paths) -> None:
    paths.person.parent.mkdir(parents=True)
    paths.person.write_text("format = 1\ncautions = [")


ANSWERS, GATE, SIGNS = "The first questions are unanswered", "two questions come first", "signs that need help"
REFUSED: dict[str, tuple[Callable[[Paths], None], str, int]] = {
    "nothing was ever answered": (lambda _paths: None, ANSWERS, 2),
    "the answers are over a year old": (lambda paths: answered(paths, days_ago=365), ANSWERS, 2),
    "the answers cannot be read": (broken, ANSWERS, 2),
    "an emergency sign is kept": (lambda paths: answered(paths, frozenset({"chest"})), SIGNS, 1),
    "a same-day sign is kept": (lambda paths: answered(paths, frozenset({"fever"})), SIGNS, 1),
    "a stop stands": (stopped, GATE, 1),
    "a stop stands behind a later run": (lambda paths: stopped(paths, later=True), GATE, 1),
    "the journal cannot be read": (unreadable, "nobody can read whether pain stopped", 1),
    "a stop beside the journal cannot be read": (unread_stop, "nobody can read whether pain stopped", 1),
}


@cases("case, prepared, told, code", [(case, *row) for case, row in REFUSED.items()])
def test_what_a_session_waits_for_keeps_ones_own_file_away(
    tmp_path: Path, case: str, prepared: Callable[[Paths], None], told: str, code: int
) -> None:
    paths = Paths(*(tmp_path / case / name for name in ("config", "data", "state", "cache")))
    prepared(paths)
    with closing(open_context(paths, Now())) as context:
        with pytest.raises(BackstretchError) as refusal:
            own(context)
        assert told in str(refusal.value)
        assert "--for-me writes no file" in str(refusal.value)
        assert "\n" not in str(refusal.value)
        assert (2 if isinstance(refusal.value, WrongUseError) else 1) == code


NONE, BRIDGE = frozenset[str](), frozenset({"bridge"})
WRITTEN: dict[str, tuple[Callable[[Paths], None], frozenset[str], bool]] = {
    "nothing hurt": (answered, NONE, False),
    "the answers are almost a year old": (lambda paths: answered(paths, days_ago=364), NONE, False),
    "a stop was passed": (lambda paths: stopped(paths, cleared=True), BRIDGE, True),
    "a session was begun since": (lambda paths: stopped(paths, cleared=True, later=True), BRIDGE, False),
    "the stop was a mistake": (lambda paths: stopped(paths, kind="mistake"), NONE, False),
}


@cases("case, prepared, hurt, level_0", [(case, *row) for case, row in WRITTEN.items()])
def test_ones_own_file_has_ones_cautions_and_does_without_what_hurt(
    tmp_path: Path, case: str, prepared: Callable[[Paths], None], hurt: frozenset[str], level_0: bool
) -> None:
    paths = Paths(*(tmp_path / case / name for name in ("config", "data", "state", "cache")))
    prepared(paths)
    paths.config.parent.mkdir(parents=True, exist_ok=True)
    paths.config.write_text('clinician_note = " Walk daily. "\n[pain]\nstop_at = 5\n')
    with closing(open_context(paths, Now())) as context:
        mine = own(context)
    assert mine.cautions == {"knee", "rotation"}
    assert mine.hurt == hurt
    assert mine.level_0 == level_0
    assert mine.limits.stop_at == 5
    assert mine.note == "Walk daily."
