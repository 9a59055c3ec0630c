"""``log``: what was done, for people and for other programs."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backstretch.base.errors import JournalError, WrongUseError
from backstretch.base.text import plain
from backstretch.care_plan.plan_keys import MOST_MINUTES
from backstretch.commands.common import Amount, Command, CommandGroup
from backstretch.commands.journal_access import moment_of, open_journal
from backstretch.terminal.streams import has_terminal

if TYPE_CHECKING:
    from backstretch.journal.records import Run
    from backstretch.journal.store import Journal

_FIRST_YEAR = 2000


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    short_help="What you did.",
    epilog="backstretch log\nbackstretch log --since 2025-03-31 --json\nbackstretch log show 3f2a",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Write a table; for Excel: `log export FILE.csv`.")
@click.option("--since", metavar="DATE", help="Only runs that began on this day, as 2025-03-31, or later.")
@click.pass_context
def log(context: click.Context, as_json: bool, as_csv: bool, since: str | None) -> None:
    """What you did, oldest first. It is kept on this machine, and nowhere else."""
    if context.invoked_subcommand is not None:
        if as_json or as_csv or since is not None:
            raise click.UsageError("--json, --csv and --since go without a command")
        return
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    from backstretch.commands.log_lines import print_log

    print_log(as_json=as_json, as_csv=as_csv, since=since)


@log.command(short_help="One run, hold by hold.", epilog="backstretch log show 3f2a")
@click.argument("run_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
def show(run_id: str, as_json: bool) -> None:
    """One run with all its holds. ID is the run's id from `backstretch log`, or its beginning."""
    from backstretch.commands.run_report import report
    from backstretch.commands.run_values import hold_values, run_values

    with closing(open_journal()) as journal:
        run = _found(journal, run_id)
        holds = journal.holds(run.id)
    if as_json:
        import json

        click.echo(json.dumps(run_values(run) | {"holds": [hold_values(hold) for hold in holds]}, indent=2))
    else:
        click.echo("\n".join(report(run, holds)))


@log.command(
    short_help="All of it in one file.", epilog="backstretch log export back.jsonl\nbackstretch log export back.csv"
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--csv", "as_csv", is_flag=True, help="A table for a spreadsheet; so is a FILE that ends in .csv.")
@click.option("--force", is_flag=True, help="Overwrite a file that is already there.")
def export(file: Path, as_csv: bool, force: bool) -> None:
    """All of your log in one file, to keep or to take to another machine; `-` is standard output.

    It is one JSON object a line, and `backstretch log merge` takes it in. A table holds the runs only, and cannot be
    merged.
    """
    from backstretch.commands.log_files import export_lines, export_table

    with closing(open_journal()) as journal:
        if as_csv or file.suffix.lower() == ".csv":
            export_table(journal, file, force=force)
        else:
            export_lines(journal, file, force=force)


@log.command(short_help="Take in another machine's log.", epilog="backstretch log merge back.jsonl")
@click.argument("file", type=click.Path(path_type=Path))
def merge(file: Path) -> None:
    """Take in the log of another machine: what `log export` wrote there, or its `journal.db`.

    Nothing is lost and nothing is there twice, however often and in whatever order it is done; of a run that both
    know, the later change counts. The file is only read.
    """
    from backstretch.commands.log_files import merge_file

    merge_file(file)


@log.command(
    short_help="One page for a physiotherapist.",
    epilog="backstretch log report\nbackstretch log report --since 2025-01-01 --out march.html",
)
@click.option("--since", metavar="DATE", help="Only runs that began on this day, as 2025-03-31, or later.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), default=Path("backstretch-report.html"))
@click.option("--force", is_flag=True, help="Overwrite a file that is already there.")
def report(since: str | None, out: Path, force: bool) -> None:
    """One page to print for a physiotherapist: sessions, doses, pain before and after, stops, notes.

    It is one HTML file that needs no network, in black and white, for A4 and Letter. What you recorded stands there as
    it is, with no judgement.
    """
    from backstretch.commands.log_files import export_report

    begin = None if since is None else moment_of(since)
    with closing(open_journal()) as journal:
        if not export_report(journal, begin, out, force=force):
            click.echo(f"No sessions since {since}." if since else "No sessions yet.")


@log.command(
    short_help="The note of a run.",
    epilog='backstretch log note 3f2a\nbackstretch log note 3f2a "Left knee clicks."\nbackstretch log note 3f2a ""',
)
@click.argument("run_id", metavar="ID")
@click.argument("text", required=False)
def note(run_id: str, text: str | None) -> None:
    """Show the note of a run. TEXT replaces it, and an empty TEXT removes it."""
    with closing(open_journal(read_only=False)) as journal:
        run = _found(journal, run_id)
        if text is None:
            click.echo(plain(run.note) if run.note else "No note.")
            return
        from backstretch.journal.records import NOTE_LENGTH

        if len(text) > NOTE_LENGTH:
            raise WrongUseError(f"the note has {len(text)} characters; {NOTE_LENGTH} are allowed")
        journal.change_note(run.id, plain(text).strip())


@log.command(short_help="Delete a run.", epilog="backstretch log delete 3f2a")
@click.argument("run_id", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(run_id: str, yes: bool) -> None:
    """Delete a run from the log, for good. After a pain stop the two questions and what is left out stay."""
    from backstretch.commands.run_report import summary_line

    with closing(open_journal(read_only=False)) as journal:
        run = _found(journal, run_id)
        click.echo(summary_line(run))
        if not yes:
            if not has_terminal():
                raise WrongUseError("there is no terminal to ask on; --yes deletes it without asking")
            if not click.confirm("Delete this run?", default=False):
                return
        journal.delete(run.id)
    click.echo("Deleted.")


def _found(journal: Journal, run_id: str) -> Run:
    """The run of this id, or of one that begins so. Raises WrongUseError."""
    try:
        return journal.find_run(run_id)
    except JournalError as error:
        raise WrongUseError(str(error)) from error


@log.group(
    cls=CommandGroup, short_help="What you did without the program.", epilog="backstretch log add walk --minutes 20"
)
def add() -> None:
    """Write down what you did without the program."""


@add.command(
    cls=Command,
    short_help="A walk.",
    epilog="backstretch log add walk --minutes 20\nbackstretch log add walk --minutes 20 --on 2026-12-03",
)
@click.option(
    "--minutes",
    type=Amount(1, MOST_MINUTES),
    required=True,
    metavar="N",
    help=f"How long it took: 1 to {MOST_MINUTES}.",
)
@click.option("--on", metavar="DATE", help="The day, as 2026-12-03; today, if left out.")
def walk(minutes: int, on: str | None) -> None:
    """Write down a walk that you took without the program."""
    from backstretch.base.clock import SystemClock
    from backstretch.base.paths import default_paths
    from backstretch.base.text import day_in_words
    from backstretch.run.added_walk import add_walk
    from backstretch.run.context import open_context
    from backstretch.run.day_plan import walk_as_it_is

    now = SystemClock().now()
    day = now.date() if on is None else _past_day(on, now.date())
    with closing(open_context(default_paths())) as context:
        if context.journal is None or context.journal.refusal is not None:
            raise JournalError(context.journal.refusal or "" if context.journal else context.notices[-1])
        session, level = walk_as_it_is(context, minutes)
        id_ = add_walk(context.journal, session, day, now, level)
    click.echo(f"Written down: a walk of {minutes} min on {day_in_words(day)} ({id_[:8]}).")


def _past_day(text: str, today: date) -> date:
    """The day that a person wrote, no later than ``today``. Raises WrongUseError."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise WrongUseError(f'--on is "{plain(text)}"; write a day as 2026-12-03') from None
    if day > today:
        raise WrongUseError(f"--on is {day}, which is still to come; today is {today}")
    if day.year < _FIRST_YEAR:
        raise WrongUseError(f"--on is {day}; write a day of {_FIRST_YEAR} or later")
    return day
