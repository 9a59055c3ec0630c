"""What ``log`` prints: the runs, oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

from backstretch.commands.journal_access import moment_of, open_journal
from backstretch.terminal.streams import write_line

if TYPE_CHECKING:
    from backstretch.journal.records import Run


def print_log(*, as_json: bool = False, as_csv: bool = False, since: str | None = None) -> None:
    """The runs that began at ``since`` or later: a line a run, a JSON object a line, or a table."""
    begin = None if since is None else moment_of(since)
    with closing(open_journal()) as journal:
        runs = journal.runs(begin)
        if as_json:
            _print_json(runs)
        elif as_csv:
            _print_csv(runs)
        else:
            _print_lines(runs, since)


def _print_json(runs: Iterable[Run]) -> None:
    import json

    from backstretch.commands.run_values import run_values

    for run in runs:
        write_line(json.dumps(run_values(run)))


def _print_csv(runs: Iterable[Run]) -> None:
    from backstretch.commands.run_values import table_lines

    for line in table_lines(runs):
        write_line(line)


def _print_lines(runs: Iterable[Run], since: str | None) -> None:
    from backstretch.commands.run_report import summary_line

    none_yet = True
    for run in runs:
        write_line(summary_line(run))
        none_yet = False
    if none_yet:
        write_line(f"No sessions since {since}." if since else "No sessions yet.")
