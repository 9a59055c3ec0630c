"""What ``log export``, ``log merge`` and ``log report`` do: files written from the journal, and read into it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backstretch.base.errors import JournalError, UnreadableError
from backstretch.base.text import counted, plain
from backstretch.commands.output_file import STANDARD_OUTPUT, output
from backstretch.journal.merge import Merged
from backstretch.journal.store import Journal

if TYPE_CHECKING:
    from backstretch.care_plan.goals import Course
    from backstretch.care_plan.model import CarePlan


def export_lines(journal: Journal, path: Path, *, force: bool) -> None:
    """Write the whole journal as JSON Lines."""
    from backstretch.journal.exchange import lines

    _write(lines(journal), path, f"{counted(journal.count(), 'run')}, with every hold.", force=force)


def export_table(journal: Journal, path: Path, *, force: bool) -> None:
    """Write the runs as a table; a file begins with a byte-order mark, standard output does not."""
    from backstretch.commands.run_values import table_lines

    table: Iterator[bytes] = (f"{line}\r\n".encode() for line in table_lines(journal.runs()))
    if path != STANDARD_OUTPUT:  # Excel takes a file without it for one of another encoding; a pipe wants none
        table = chain([BOM_UTF8], table)
    _write(table, path, f"{counted(journal.count(), 'run')}. A table cannot be merged back.", force=force)


def export_report(journal: Journal, since: datetime | None, path: Path, *, force: bool) -> bool:
    """Write the page of the runs begun at ``since`` or later; False, and nothing is written, where there are none."""
    from backstretch.base.clock import SystemClock
    from backstretch.paper.report_contents import report
    from backstretch.paper.report_html import page

    today = SystemClock().now().date()
    plan, goals = _plan_and_goals(journal)
    found = report(journal.runs(since), journal.doses(since), since.date() if since else None, today, plan, goals)
    if found is None:
        return False
    _write([page(found).encode()], path, "One page: open it in a browser and print it.", force=force)
    return True


def _plan_and_goals(journal: Journal) -> tuple[CarePlan | None, tuple[Course, ...]]:
    """The person's plan, and how its goals went; none without one that can be read."""
    from backstretch.base.paths import default_paths
    from backstretch.care_plan.goals import Rating, courses
    from backstretch.run.plan_file import find_care_plan

    try:
        reading = find_care_plan(default_paths().plan)
    except UnreadableError as error:
        click.echo(f"backstretch: {error}", err=True)
        return None, ()
    if reading is None or reading.plan is None:
        for problem in reading.problems if reading is not None else ():
            click.echo(f"backstretch: {problem}", err=True)
        return None, ()
    ratings = (Rating(score.goal, score.day, score.score) for score in journal.goal_scores())
    return reading.plan, courses(reading.plan.goals, ratings)


def merge_file(path: Path) -> None:
    """Merge an export or another journal into this machine's, and say what came of it."""
    from backstretch.base.paths import default_paths
    from backstretch.coach.red_flags import say
    from backstretch.journal.exchange import merge

    paths = default_paths()
    with closing(Journal.open(paths.journal, paths.stops)) as journal:
        for notice in journal.notices:
            click.echo(f"backstretch: {notice}", err=True)
        if journal.refusal is not None:
            raise JournalError(journal.refusal)
        before = journal.open_stop()
        merged = merge(journal, path)
        click.echo(_said(merged))
        if before is None and journal.open_stop() is not None:
            click.echo(say("after_stop", "waiting"))


def _write(lines: Iterable[bytes], path: Path, what: str, *, force: bool) -> None:
    with output(path, force=force) as file:
        for line in lines:
            file.write(line)
    if path != STANDARD_OUTPUT:
        click.echo(plain(str(path.absolute())))
        click.echo(f"{what} It says how your back was: only you can read the file.")


def _said(merged: Merged) -> str:
    """What became of the runs, in one line."""
    said = f"{counted(merged.new, 'run')} new, {merged.newer} newer, {merged.same} the same"
    if merged.deleted:
        said += f", {merged.deleted} deleted"
    if merged.left:
        said += f", {merged.left} left alone because it is under way: merge again when it is over"
    if merged.scores:
        said += f"; {counted(merged.scores, 'rating')} of goals"
    return said
