"""``list`` and ``show``: what sessions there are, and what is in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from backstretch.base.errors import UnknownSessionError
from backstretch.base.text import number
from backstretch.commands.common import Command, level_option, session_argument
from backstretch.commands.session_access import load_session
from backstretch.terminal.streams import write_sentences

if TYPE_CHECKING:
    from backstretch.session.model import Session
    from backstretch.session.timeline import Phase


@click.command(
    "list", cls=Command, short_help="The sessions there are.", epilog="backstretch list\nbackstretch list --exercises"
)
@click.option("--json", "as_json", is_flag=True, help="Write a JSON array, for other programs.")
@click.option("--exercises", is_flag=True, help="List the catalogue's exercises instead: id, position, dose and name.")
def list_(as_json: bool, exercises: bool) -> None:
    """The sessions there are: id, level, length at the lowest level, and title."""
    if exercises:
        from backstretch.commands.exercise_lines import print_exercises

        print_exercises(as_json=as_json)
        return
    from backstretch.commands.session_lines import print_sessions

    print_sessions(as_json=as_json)


@click.command(
    cls=Command,
    short_help="One session's steps and phases.",
    epilog=(
        "backstretch show gentle-start\n"
        "backstretch show gentle-start --level 2\n"
        "backstretch show gentle-start --how\n"
        "backstretch show bridge\n"
        "backstretch show ./my-morning.toml --json"
    ),
)
@session_argument
@click.option("--json", "as_json", is_flag=True, help="Write every phase as JSON, for other programs.")
@click.option("--how", "in_words", is_flag=True, help="How each exercise is done, in words.")
@level_option
def show(session: str, as_json: bool, in_words: bool, level: int | None) -> None:
    """One session's steps, how long each lasts, and the total, as the file has it.

    SESSION is an id from `backstretch list`, or the path of a file; or an exercise of `backstretch list --exercises`:
    how it is done, its dose, its cautions and sources.
    """
    try:
        _, read = load_session(session)
    except UnknownSessionError:
        from backstretch.commands.exercise_lines import find_exercise, print_exercise

        exercise, read = find_exercise(session)
        if not as_json:
            print_exercise(exercise)
            return
    if in_words:
        _show_how(read, as_json)
        return
    level = min(level or 0, read.top_level)
    if not as_json:
        from backstretch.commands.step_table import overview

        click.echo("\n".join(overview(read, level)))
        return
    import json

    from backstretch.session.timeline import timeline

    laid_out = timeline(read, level)
    click.echo(
        json.dumps(
            {
                "id": read.id,
                "title": read.title,
                "total_seconds": number(laid_out.total_seconds),
                "phases": [phase_values(phase) for phase in laid_out.phases],
            },
            indent=2,
        )
    )


def _show_how(session: Session, as_json: bool) -> None:
    """Every exercise in words."""
    from backstretch.session.catalogue import catalogue
    from backstretch.session.cautions import cautions
    from backstretch.session.how import how, in_lines

    found = how(session, catalogue(), cautions())
    if not as_json:
        for place, one in enumerate(found):
            write_sentences(*([""] if place else []), *in_lines(one))
        return
    import json

    exercises = []
    for one in found:
        entry = {**one._asdict(), **one.words._asdict(), "parts": [part._asdict() for part in one.words.parts]}
        del entry["words"]
        exercises.append(entry)
    click.echo(json.dumps({"id": session.id, "title": session.title, "exercises": exercises}, indent=2))


def phase_values(phase: Phase) -> dict[str, Any]:
    """A phase as plain values, for JSON."""
    return {
        "kind": phase.kind,
        "start": number(phase.start),
        "seconds": number(phase.seconds),
        "step": phase.step,
        "within": phase.within,
        "exercise": phase.exercise,
        "side": phase.side,
        "rep": phase.rep,
        "round": phase.round,
    }
