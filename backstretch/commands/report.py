"""What ``log report`` does."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from backstretch.base.clock import SystemClock
from backstretch.base.text import plain
from backstretch.commands.output import STANDARD_OUTPUT, output
from backstretch.journal.store import Journal
from backstretch.paper.report_contents import report
from backstretch.paper.report_html import page


def write_report(journal: Journal, since: datetime | None, path: Path, *, force: bool) -> bool:
    """Write the page of the runs begun at ``since`` or later; False, and nothing is written, where there are none."""
    today = SystemClock().now().date()
    found = report(journal.runs(since), journal.doses(since), since.date() if since else None, today)
    if found is None:
        return False
    with output(path, force=force) as file:
        file.write(page(found).encode())
    if path != STANDARD_OUTPUT:
        click.echo(plain(str(path.absolute())))
        click.echo(
            "One page: open it in a browser and print it. It says how your back was: only you can read the file."
        )
    return True
