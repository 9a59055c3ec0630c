"""``new``: a session of one's own, put together, copied or nearly empty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from backstretch.base.command_line import command
from backstretch.base.errors import WrongUseError
from backstretch.base.text import clock, composed, did_you_mean, expected, plain
from backstretch.commands.common import Amount, Command, complete_session
from backstretch.terminal.streams import has_terminal

LEAST_MINUTES, MOST_MINUTES = 3, 30
"""As ``editing.focuses`` has them, which takes time to load; a test holds the two together."""

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from backstretch.base.paths import Paths
    from backstretch.editing.composing import Wish
    from backstretch.editing.focuses import Focus
    from backstretch.session.cautions import Person
    from backstretch.session.model import Level

_ID = re.compile(r"[\w-]+")


def _complete_caution(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from backstretch.commands.new_questions import NO_CAUTION, asked_cautions

    return [CompletionItem(id_) for id_ in (*asked_cautions(), NO_CAUTION) if id_.startswith(incomplete)]


@click.command(
    cls=Command,
    short_help="Begin a session of your own.",
    epilog=(
        "backstretch new my-morning\n"
        "backstretch new my-break --minutes 3 --focus desk --level gentle\n"
        "backstretch new my-everyday --from everyday\n"
        "backstretch new from-my-physio --blank"
    ),
)
@click.argument("id_", metavar="ID")
@click.option("--from", "source", metavar="SESSION", shell_complete=complete_session, help="Copy this session.")
@click.option("--blank", is_flag=True, help="Begin with a nearly empty file that explains itself in comments.")
@click.option(
    "--minutes",
    type=Amount(LEAST_MINUTES, MOST_MINUTES),
    metavar="N",
    help=f"How long it is to last, {LEAST_MINUTES} to {MOST_MINUTES}; else 10.",
)
@click.option("--focus", type=click.Choice(["loosen", "strengthen", "desk", "rest"]), help="What for; else loosen.")
@click.option("--level", type=click.Choice(["gentle", "steady", "strong"]), help="How demanding; else gentle.")
@click.option(
    "--caution",
    "cautions",
    multiple=True,
    metavar="CAUTION",
    shell_complete=_complete_caution,
    help="Use this instead of what you ticked; may be given again; `none` for none.",
)
def new(
    id_: str,
    source: str | None,
    blank: bool,
    minutes: int | None,
    focus: Focus | None,
    level: Level | None,
    cautions: tuple[str, ...],
) -> None:
    """Begin a session of your own, as the file ID.toml among your sessions.

    It is put together from the catalogue: on a terminal four questions ask for what the options do not say. Nothing
    that your cautions take out comes into it; which cautions these are is not written into the file.
    """
    from backstretch.base.paths import default_paths

    paths = default_paths()
    shaped = minutes is not None or focus is not None or level is not None or cautions
    if (source is not None) + blank + bool(shaped) > 1:
        raise click.UsageError("--from, --blank and the options of a session that is put together exclude each other")
    id_ = composed(id_)
    _check_id(id_, paths)
    if source is not None:
        _copy(id_, source, paths)
    elif blank:
        from backstretch.editing.templates import blank_text, title_for

        _keep(id_, blank_text(title_for(id_)).encode(), paths)
    else:
        from backstretch.commands.new_questions import ask

        person = _person(paths)
        wish, person = ask(minutes, focus, level, _known(cautions), person, questions=has_terminal())
        _compose(id_, wish, person, paths)


def _check_id(id_: str, paths: Paths) -> None:
    """Say so before anything is asked if no session can be called this. Raises WrongUseError."""
    if not _ID.fullmatch(id_) or id_.startswith("-"):
        raise WrongUseError(f'"{plain(id_)}" cannot be the id of a session; write letters, digits, - and _')
    from backstretch.session.library import own_file

    if own_file(id_, paths) is not None:
        raise WrongUseError(
            f'there is a session "{id_}" of your own already; `{command("backstretch edit", id_)}` changes it'
        )


def _known(ids: tuple[str, ...]) -> frozenset[str] | None:
    """The cautions that were given; None if none were. Raises WrongUseError for one that does not exist."""
    from backstretch.commands.new_questions import NO_CAUTION, asked_cautions

    known = asked_cautions()
    for id_ in ids:
        if id_ not in (*known, NO_CAUTION):
            fix = did_you_mean(id_, known) or f"; allowed are {', '.join(known)} and {NO_CAUTION}"
            raise WrongUseError(f'unknown caution "{plain(id_)}"{fix}')
    return frozenset(ids) - {NO_CAUTION} if ids else None


def _person(paths: Paths) -> Person:
    """What is known of whoever sits here: what they ticked, and what ended in a pain stop."""
    from contextlib import closing

    from backstretch.run.context import open_context

    with closing(open_context(paths)) as context:
        for notice in context.notices:
            click.echo(f"backstretch: {notice}", err=True)
        return context.person


def _compose(id_: str, wish: Wish, person: Person, paths: Paths) -> None:
    from backstretch.editing.composing import compose
    from backstretch.editing.templates import composed_text, title_for

    composition = compose(wish, person)
    _keep(id_, composed_text(title_for(id_), wish, composition).encode(), paths)
    if not composition.as_long_as_wished:
        lasts = clock(composition.seconds)
        click.echo(f"It lasts {lasts}, not {wish.minutes} minutes: what you ticked and what hurt leave no more.")


def _copy(id_: str, source: str, paths: Paths) -> None:
    """A copy of another session with every comment in it, and a title of its own."""
    from backstretch.editing.field_edits import set_value
    from backstretch.editing.saving import open_for_editing
    from backstretch.editing.templates import title_for
    from backstretch.editing.tomledit import EditError
    from backstretch.editing.tomledit.document import Document
    from backstretch.session.library import find

    data = open_for_editing(find(source, paths), paths).data
    try:
        data = set_value(Document.of(data), ("title",), title_for(id_)).data
    except (EditError, ValueError):
        click.echo("It has errors, and was copied as it is, with its title.")
    _keep(id_, data, paths)


def _keep(id_: str, data: bytes, paths: Paths) -> None:
    """Make the file, and say where it is, how long it lasts and what can be done next."""
    from backstretch.editing.saving import save_as_new
    from backstretch.session.library import Found, find_bundled, load
    from backstretch.session.model import extent

    path = save_as_new(id_, data, paths).path
    click.echo(plain(str(path)))
    reading = load(Found(id_, path, "yours"))
    if reading.session is not None:
        click.echo(f"{reading.session.title}: {expected(clock(extent(reading.session)[1]), reading.session.until_key)}")
    for problem in reading.problems:
        click.echo(str(problem._replace(path=plain(str(path)))))
    if id_ in {found.id for found in find_bundled()}:
        click.echo(f'It takes the place of the "{id_}" that came with the program.')
    click.echo(f"Next: `{command('backstretch edit', id_)}` or `{command('backstretch run', id_)}`")
