"""``plan``: what is for today; and every problem in a plan's file."""

from __future__ import annotations

import click

from backstretch.base.errors import UnreadableError
from backstretch.base.text import counted, day_in_words
from backstretch.base.text import plain as shown
from backstretch.care_plan.model import CarePlan
from backstretch.care_plan.plan_reader import PlanReading, read_plan
from backstretch.commands.check import UNREADABLE
from backstretch.commands.common import Command, CommandGroup


@click.group(
    "plan",
    cls=CommandGroup,
    short_help="Check a plan, for yourself or for somebody you treat.",
    epilog="backstretch plan check plan.toml",
)
def plan() -> None:
    """A plan says what is done over some weeks: sessions, walks and goals. It is a file, plan.toml."""


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


def summary(found: CarePlan) -> str:
    """How long a plan is, and how much stands in it."""
    parts = [
        f"{counted(found.weeks, 'week')} from {day_in_words(found.first)}",
        counted(len(found.tasks), "task"),
        counted(len(found.goals), "goal") if found.goals else "",
    ]
    return ", ".join(filter(None, parts))
