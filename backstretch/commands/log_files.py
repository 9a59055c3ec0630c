"""What ``log export``, ``log merge`` and ``log report`` do: files written from the journal, and read into it."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from itertools import chain
from pathlib import Path

import click

from backstretch.base.errors import JournalError
from backstretch.base.text import counted, plain
from backstretch.commands.output_file import STANDARD_OUTPUT, output
from backstretch.journal.merge import Merged
from backstretch.journal.store import Journal


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
    found = report(journal.runs(since), journal.doses(since), since.date() if since else None, today)
    if found is None:
        return False
    _write([page(found).encode()], path, "One page: open it in a browser and print it.", force=force)
    return True


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
