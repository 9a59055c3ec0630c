"""The plan that is worked on: begun, checked, saved with what was there kept, and never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backstretch.base.errors import UnreadableError
from backstretch.base.paths import Paths
from backstretch.editing.saving import ChangedOnDiskError, backup_of
from backstretch.tui.plan.model import PlanWork, open_plan

TODAY = date(2026, 12, 1)
GOOD = 'format = 1\ntitle = "T"\nfrom = 2026-12-01\nweeks = 6\n[[do]]\nsession = "everyday"\ntimes_a_week = 3\n'


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")


def opened(paths: Paths, text: str) -> PlanWork:
    paths.plan.parent.mkdir(parents=True, exist_ok=True)
    paths.plan.write_text(text)
    return open_plan(paths, TODAY)


def test_a_new_one_is_written_when_it_is_saved(paths: Paths) -> None:
    work = open_plan(paths, TODAY)
    assert work.opened.is_new
    assert work.plan is not None
    assert not work.history.changed
    assert not paths.plan.exists()
    work.save()
    assert paths.plan.read_text() == work.document.text
    assert not backup_of(paths.plan).exists()
    assert open_plan(paths, date(2027, 1, 1)).document == work.document


def test_what_is_wrong_is_found_as_plan_check_finds_it(paths: Paths) -> None:
    work = opened(paths, GOOD)
    assert (work.found, work.count("error")) == ((), 0)
    work.rewrite(GOOD.replace("weeks = 6", "weeks = 60").replace("everyday", "evryday"), 3)
    assert [(problem.line, problem.column) for problem in work.found] == [(4, 1), (6, 1)]
    assert work.plan is None
    assert 'did you mean "everyday"' in work.found[1].message
    work.undo()
    assert (work.found, work.document.text) == ((), GOOD)


def test_what_was_there_is_kept_and_what_is_broken_can_be_saved(paths: Paths) -> None:
    work = opened(paths, GOOD)
    work.rewrite("format =", 0)
    assert paths.plan.read_text() == GOOD
    work.save()
    assert paths.plan.read_text() == "format ="
    assert backup_of(paths.plan).read_text() == GOOD
    work.rewrite("format = 1", 0)
    work.save()
    assert backup_of(paths.plan).read_text() == GOOD, "what was there before this editing"


def test_what_is_not_saved_is_found_again(paths: Paths) -> None:
    for work in (open_plan(paths, TODAY), opened(paths, GOOD)):
        work.rewrite("# mine", 0)
        draft = open_plan(paths, TODAY).find_draft()
        assert draft is not None
        assert draft.data == b"# mine"
        work.drop_draft()
        assert open_plan(paths, TODAY).find_draft() is None


def test_somebody_else_wrote_it_meanwhile(paths: Paths) -> None:
    for work in (open_plan(paths, TODAY), opened(paths, GOOD)):
        paths.plan.parent.mkdir(parents=True, exist_ok=True)
        paths.plan.write_text("# theirs")
        work.rewrite("# mine", 0)
        with pytest.raises(ChangedOnDiskError) as caught:
            work.save()
        assert paths.plan.read_text() == "# theirs"
        work.save(caught.value.opened)
        kept = sorted(path.name for path in paths.plan.parent.iterdir() if path.read_text() == "# theirs")
        assert kept, "their version is put aside"


def test_what_cannot_be_read_is_not_written_over(paths: Paths) -> None:
    paths.plan.mkdir(parents=True)
    with pytest.raises(UnreadableError):
        open_plan(paths, TODAY)
    paths.plan.rmdir()
    paths.plan.write_bytes(b"\xff")
    with pytest.raises(ValueError, match="not UTF-8"):
        open_plan(paths, TODAY)
    paths.plan.write_bytes(b"#" * (1024 * 1024 + 1))
    with pytest.raises(UnreadableError, match="larger than 1 MiB"):
        open_plan(paths, TODAY)
