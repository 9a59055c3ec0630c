"""``answers`` and ``put-back``: what the screens ask of a person, by line."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from backstretch.base.errors import BackstretchError, JournalError, WrongUseError
from backstretch.base.text import day_in_words, did_you_mean, plain
from backstretch.commands.common import Command
from backstretch.commands.session_access import open_told
from backstretch.terminal.streams import has_terminal, write_sentences

if TYPE_CHECKING:
    from collections.abc import Collection

    from click.shell_completion import CompletionItem

    from backstretch.run.context import Context


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The cautions' ids."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(id_) for id_ in _questions() if id_.startswith(incomplete)]


@click.command(
    cls=Command,
    short_help="What applies to you: what you ticked.",
    epilog=(
        "backstretch answers\nbackstretch answers --tick knee --tick balance\nbackstretch answers --untick knee\n"
        "backstretch answers --none"
    ),
)
@click.option("--tick", metavar="CAUTION", multiple=True, shell_complete=_complete, help="This applies to you.")
@click.option("--untick", metavar="CAUTION", multiple=True, shell_complete=_complete, help="This does not.")
@click.option("--none", "none", is_flag=True, help="None of them applies.")
@click.option("--rotations", type=click.Choice(["on", "off"]), help="Exercises that turn the trunk.")
def answers(tick: tuple[str, ...], untick: tuple[str, ...], none: bool, rotations: str | None) -> None:
    """What you answered before your first session, and what applies to you from now on.

    CAUTION is an id from the list. What you tick takes what it touches out of sessions, or makes it easier.
    """
    if none and (tick or untick):
        raise click.UsageError("--none goes without --tick and --untick")
    if both := sorted(set(tick) & set(untick)):
        raise click.UsageError(f'"{plain(both[0])}" cannot be both ticked and unticked')
    for id_ in (*tick, *untick):
        _check(id_)
    with closing(open_told()) as context:
        if none or tick or untick or rotations:
            _change(context, tick, untick, none=none, rotations=rotations)
        for line in _lines(context):
            write_sentences(line)


@click.command(
    "put-back",
    cls=Command,
    short_help="Put back what a pain stop left out.",
    epilog="backstretch put-back\nbackstretch put-back bridge",
)
@click.argument("exercise", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
def put_back(exercise: str | None, yes: bool) -> None:
    """Put back an exercise that is left out because pain stopped a session in it. Without EXERCISE: a list.

    The two questions after the stop must be answered first; the next start of a session asks them.
    """
    from backstretch.coach.red_flags import say

    with closing(open_told()) as context:
        if context.gate.open_stop() is not None:
            raise BackstretchError(f"{say('after_stop', 'waiting')} Nothing is put back before.")
        hurt = {id_: _name(id_) for id_ in sorted(context.gate.to_put_back())}
        if exercise is None:
            for id_, name in hurt.items():
                click.echo(f"{plain(id_)}  {plain(name)}" if id_ != name else plain(name))
            if not hurt:
                click.echo("Nothing is left out because it hurt.")
            return
        id_ = _hurt_one(exercise, hurt)
        if not yes:
            if not has_terminal():
                raise WrongUseError("there is no terminal to ask on; --yes says that your clinician agrees")
            write_sentences(say("after_stop", "put_back"))
            if not click.confirm(f"Put back {plain(hurt[id_])}?", default=False):
                return
        if context.journal is None:
            raise JournalError("; ".join(context.notices) or "the journal cannot be opened")
        context.journal.put_back(id_)
        click.echo(f"{plain(hurt[id_])} is in your sessions again.")


def _questions() -> dict[str, str]:
    """Every caution that is asked, by its id, in order."""
    from backstretch.session.cautions import cautions

    return {caution.id: caution.question for caution in cautions().values() if caution.asked}


def _check(id_: str) -> None:
    """Raises WrongUseError where that is no caution that is asked."""
    known = list(_questions())
    if id_ not in known:
        raise WrongUseError(f'unknown caution "{plain(id_)}"{did_you_mean(id_, known)}; there are {", ".join(known)}')


def _change(
    context: Context, tick: Collection[str], untick: Collection[str], *, none: bool, rotations: str | None
) -> None:
    """Keep what is said. Raises BackstretchError where that cannot be written."""
    said = context.answers
    ticked = frozenset() if none else (said.cautions | set(tick)) - set(untick)
    turns = said.rotations if rotations is None else rotations == "on"
    if told := context.remember(said._replace(cautions=ticked, rotations=turns)):
        raise BackstretchError(told)


def _lines(context: Context) -> list[str]:
    """The list with its ticks, when it was answered, and what the ticks mean."""
    from backstretch.coach.red_flags import say

    said = context.answers
    questions = _questions()
    width = max(map(len, questions))
    rows = [(id_, question, id_ in said.cautions) for id_, question in questions.items()]
    rows.append(("rotations", say("notice", "rotations"), said.rotations))
    lines = [f"[{'x' if ticked else ' '}] {id_:<{width}}  {question}" for id_, question, ticked in rows]
    if said.answered_on is None:
        lines.append("You have not answered yet: the first start of a session asks.")
    else:
        lines.append(f"Answered on {day_in_words(said.answered_on)}.")
    if said.cautions:
        lines.append(say("notice", "ticked"))
    if context.kept_signs:
        lines.append(say("unattended", "signs"))
    return lines


def _hurt_one(exercise: str, hurt: dict[str, str]) -> str:
    """The exercise that is meant, by its id or its name. Raises WrongUseError where that is not left out."""
    for id_, name in hurt.items():
        if exercise.casefold() in {id_.casefold(), name.casefold()}:
            return id_
    there = f"left out {'is' if len(hurt) == 1 else 'are'} {', '.join(map(plain, hurt))}" if hurt else "nothing is"
    raise WrongUseError(f'"{plain(exercise)}" is not left out{did_you_mean(exercise, list(hurt))}; {there}')


def _name(exercise: str) -> str:
    """What the catalogue calls an exercise; a person's own name for one stays."""
    from backstretch.session.catalogue import catalogue

    known = catalogue().get(exercise)
    return known.name if known else exercise
