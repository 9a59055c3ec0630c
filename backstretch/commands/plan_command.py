"""``plan``: what is for today; and every problem in a plan's file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import click

from backstretch.base.errors import BackstretchError, InvalidSessionError, UnreadableError
from backstretch.base.text import plain as shown
from backstretch.care_plan.plan_reader import PlanReading, read_plan
from backstretch.commands.common import Command, CommandGroup
from backstretch.commands.problem_report import UNREADABLE
from backstretch.run.context import Context
from backstretch.run.day_plan import DayPlan, day_plan
from backstretch.run.day_words import NO_PLAN, day_lines, row_line, summary, values
from backstretch.run.levels import unattended_lines
from backstretch.run.plan_file import find_care_plan
from backstretch.run.walk_growth import growth_of
from backstretch.terminal.streams import write_sentences

_BEGIN = "To begin one: backstretch plan new"


@click.group(
    "plan",
    cls=CommandGroup,
    invoke_without_command=True,
    short_help="What your plan has for today.",
    epilog="backstretch plan\nbackstretch plan new\nbackstretch plan start --plain\nbackstretch plan check plan.toml",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object, for other programs.")
@click.pass_context
def plan(context: click.Context, as_json: bool) -> int | None:
    """What your plan has for today: what is due, what is done, what waits.

    A plan is a file, plan.toml: sessions, walks and goals over some weeks. Exits with 1 if it has errors.
    """
    if context.invoked_subcommand is not None:
        if as_json:
            raise click.UsageError("--json goes without a command")
        return None
    with _opened() as opened:
        found = _of_today(opened)
        if found is None:
            if as_json:
                click.echo("null")
            else:
                click.echo(f"{NO_PLAN}\n{shown(str(opened.paths.plan))}\n{_BEGIN}")
            return None
        if as_json:
            import json

            click.echo(json.dumps(values(found), indent=2))
        else:
            for line in (*day_lines(found), *_growth(opened, found)):
                write_sentences(line)
    return None


@plan.command(
    cls=Command, short_help="Start what is due next.", epilog="backstretch plan start\nbackstretch plan start --plain"
)
@click.option("--plain", "in_lines", is_flag=True, help="Plain lines, for screen readers, dumb terminals and logs.")
@click.option("--mute", is_flag=True, help="No sound; m brings it back.")
@click.option("--easy", is_flag=True, help="A bad day: less of everything, and no strength work.")
def start(in_lines: bool, mute: bool, easy: bool) -> int:
    """Start what your plan has next for today, with the questions before every session."""
    from backstretch.commands.session_start import require_terminal
    from backstretch.commands.session_start import start as run

    if not in_lines:
        require_terminal()
    with _opened() as opened:
        found = _of_today(opened)
        if found is None:
            raise BackstretchError("there is no plan; `backstretch plan new` begins one")
        offer = found.next
    if offer is None or offer.session is None:
        raise BackstretchError(f"nothing is started: {row_line(found)}")
    return run(offer.session, plain=in_lines, mute=mute, easy=easy)


@plan.command(cls=Command, short_help="Begin a plan.", epilog="backstretch plan new")
def new() -> None:
    """Begin a plan: a file with an example and notes, for you to write your own in with any editor.

    A plan that is there already stays as it is.
    """
    from backstretch.base.files import make_private_dir
    from backstretch.base.paths import default_paths
    from backstretch.care_plan.template import plan_template
    from backstretch.commands.output_file import output

    with _opened() as opened:
        path, today = default_paths().plan, opened.clock.now().date()
    name = shown(str(path))
    if os.path.lexists(path):
        raise BackstretchError(
            f"there is a plan already, {name}; `backstretch plan check {name}` says what is wrong in it"
        )
    try:
        make_private_dir(path.parent)
    except OSError as error:
        raise BackstretchError(f"cannot write {name}: {error.strerror}") from error
    with output(path, force=False) as file:
        file.write(plan_template(today).encode())
    click.echo(f"{name}\nIt is an example: write your own in it. Then: backstretch plan check {name}")


@contextmanager
def _opened() -> Iterator[Context]:
    from backstretch.base.paths import default_paths
    from backstretch.run.context import open_context

    with closing(open_context(default_paths())) as opened:
        yield opened


def _of_today(context: Context) -> DayPlan | None:
    """The plan today; None without one. Raises InvalidSessionError with its problems, if it has errors."""
    if context.care_plan_problems or context.care_plan is None:
        reading = find_care_plan(context.paths.plan)
        if reading is None:
            return None
        if reading.plan is None:
            raise InvalidSessionError(reading.problems)
    return day_plan(context)


def _growth(context: Context, found: DayPlan) -> list[str]:
    """Why the walk may be longer, and how to have it so."""
    growth = growth_of(context, found)
    return unattended_lines(growth.suggestion, growth.walk) if growth is not None else []


@plan.command(
    cls=Command,
    short_help="Find every problem in a plan.",
    epilog="backstretch plan check plan.toml\nbackstretch plan check --json plan.toml",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Write the problems as one JSON array.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def check(file: str, as_json: bool, strict: bool) -> int:
    """Find every problem in a plan, each with its line, its column and, where it can be said, its fix.

    Exits with 0 if there are no errors, 1 if there are some, 2 if the file cannot be opened.
    """
    try:
        reading = find_problems(file)
    except UnreadableError as error:
        click.echo(f"backstretch: {error}", err=True)
        if as_json:
            click.echo("[]")
        return UNREADABLE
    if as_json:
        import json

        click.echo(json.dumps([problem._asdict() for problem in reading.problems], indent=2))
    else:
        for problem in reading.problems:
            click.echo(str(problem))
        if reading.plan is not None and not reading.problems:
            named = file if file.isprintable() else shown(file)
            click.echo(f"{named}: no problems; {summary(reading.plan)}")
    return int(any(strict or problem.severity == "error" for problem in reading.problems))


def find_problems(file: str) -> PlanReading:
    """What comes of reading a plan, which may name the sessions of this machine. Raises UnreadableError."""
    from pathlib import Path

    from backstretch.base.paths import default_paths
    from backstretch.session.library import content, find_all

    sessions = {found.id for found in find_all(default_paths())}
    return read_plan(content(Path(file)), path=file, sessions=sessions)
