"""What ``list --exercises`` and ``show EXERCISE`` print: the catalogue, and one exercise of it."""

from __future__ import annotations

from backstretch.base.errors import UnknownSessionError
from backstretch.base.paths import default_paths
from backstretch.base.text import did_you_mean, plain
from backstretch.editing.composing import session_of
from backstretch.editing.exercise_facts import dose, facts
from backstretch.session.catalogue import Exercise, catalogue
from backstretch.session.library import find_all
from backstretch.session.model import Session
from backstretch.terminal.streams import write_line, write_sentences


def print_exercises(*, as_json: bool = False) -> None:
    """A line an exercise, or all as a JSON array."""
    known = catalogue().values()
    if as_json:
        import json

        write_line(
            json.dumps([{"id": one.id, "name": one.name, "position": one.position, "dose": dose(one)} for one in known])
        )
        return
    id_, position, amount = (
        max(map(len, column)) for column in zip(*((one.id, one.position, dose(one)) for one in known), strict=True)
    )
    for one in known:
        write_line(f"{one.id:<{id_}}  {one.position:<{position}}  {dose(one):<{amount}}  {one.name}")


def find_exercise(name: str) -> tuple[Exercise, Session]:
    """The exercise with this id, and a session of it alone.

    Raises UnknownSessionError, with what was probably meant, where there is none.
    """
    known = catalogue()
    if name in known:
        exercise = known[name]
        return exercise, session_of(exercise)._replace(id=exercise.id, title=exercise.name)
    sessions = [plain(found.id) for found in find_all(default_paths())]
    hint = did_you_mean(name, [*sessions, *known]) or '; "backstretch list" names them all'
    raise UnknownSessionError(f'no session "{plain(name)}"{hint}')


def print_exercise(exercise: Exercise) -> None:
    """How it is done, how often and how long, for whom not, and who says so."""
    write_sentences(f"{exercise.name} ({exercise.id}), {exercise.position}, {dose(exercise)}")
    for told in facts(exercise):
        write_sentences(*(f"  {line}" for line in told.split("\n")))
