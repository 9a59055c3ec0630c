"""The four questions of ``new``: how long, what for, how demanding, and what to leave out."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

import click

from backstretch.base.text import did_you_mean, plain
from backstretch.editing.composing import Wish
from backstretch.editing.focuses import FOCUSES, LEAST_MINUTES, LEVEL_WORDS, MOST_MINUTES, Focus
from backstretch.session.cautions import Person
from backstretch.session.cautions import cautions as every_caution
from backstretch.session.model import Level
from backstretch.terminal.size import output_columns

USUAL = Wish(minutes=10, focus="loosen", level="gentle")
"""What Enter answers, and what holds where nobody is asked."""

NO_CAUTION = "none"
"""The answer that means no caution at all."""

_WIDEST = 16

_Answer = TypeVar("_Answer")


def asked_cautions() -> tuple[str, ...]:
    """The cautions that a person can tick, in their order."""
    return tuple(id_ for id_, caution in every_caution().items() if caution.asked)


def ask(
    minutes: int | None,
    focus: Focus | None,
    level: Level | None,
    cautions: frozenset[str] | None,
    person: Person,
    *,
    questions: bool,
) -> tuple[Wish, Person]:
    """What somebody wants, and the person it is for; asked for what is not given, where ``questions`` can be asked.

    Otherwise the usual holds, and what the person has ticked.
    """
    if questions:
        minutes = minutes or _asked("Minutes", str(USUAL.minutes), _minutes)
        focus = focus or cast("Focus", _asked_one_of("What for?", FOCUSES, USUAL.focus))
        level = level or cast("Level", _asked_one_of("How demanding?", LEVEL_WORDS, USUAL.level))
        if cautions is None:
            cautions = _asked_cautions(person)
    if cautions is not None:
        person = person._replace(cautions=cautions | (person.cautions - set(asked_cautions())))
    return Wish(minutes or USUAL.minutes, focus or USUAL.focus, level or USUAL.level), person


def _minutes(answer: str) -> int:
    if answer.isdecimal() and LEAST_MINUTES <= int(answer) <= MOST_MINUTES:
        return int(answer)
    raise click.UsageError(f"a whole number, {LEAST_MINUTES} to {MOST_MINUTES}")


def _asked_one_of(question: str, choices: Mapping[Any, str], usual: str) -> str:
    click.echo(question)
    _list(choices)
    return _asked("Number or word", usual, lambda answer: _one_of(answer, list(choices)))


def _asked_cautions(person: Person) -> frozenset[str]:
    ids = asked_cautions()
    click.echo("What is to be spared? Exercises that strain it are not put into this session.")
    _list({id_: every_caution()[id_].question for id_ in ids})
    ticked = [id_ for id_ in ids if id_ in person.cautions]
    return _asked("Numbers or words, or none", ", ".join(ticked) or NO_CAUTION, lambda answer: _some_of(answer, ids))


def _list(choices: Mapping[str, str]) -> None:
    hanging = " " * (len("  12  ") + _WIDEST)
    width = output_columns() - 1
    for number, (word, meaning) in enumerate(choices.items(), start=1):
        line = f"  {number:>2}  {word:<{_WIDEST}}{meaning}"
        click.echo(textwrap.fill(line, max(width, 2 * len(hanging)), subsequent_indent=hanging))


def _asked(question: str, usual: str, understood: Callable[[str], _Answer]) -> _Answer:
    """The answer, once it is one; Enter is the ``usual`` one."""
    answer: _Answer = click.prompt(question, default=usual, value_proc=lambda typed: understood(typed.strip().lower()))
    return answer


def _one_of(answer: str, words: Sequence[str]) -> str:
    if answer.isdecimal() and 1 <= int(answer) <= len(words):
        return words[int(answer) - 1]
    if answer in words:
        return answer
    fix = did_you_mean(answer, words) or f"; allowed are 1 to {len(words)}, {', '.join(words)}"
    raise click.UsageError(f'"{plain(answer)}" is none of them{fix}')


def _some_of(answer: str, words: Sequence[str]) -> frozenset[str]:
    if answer == NO_CAUTION:
        return frozenset()
    return frozenset(_one_of(word, words) for word in answer.replace(",", " ").split())
