"""What may stand at a key, and what holds without it, in plain words."""

from __future__ import annotations

from backstretch.base.text import bound
from backstretch.session.key_kinds import (
    FORMS,
    CautionIds,
    Choice,
    Choices,
    Count,
    Day,
    ExerciseId,
    Fixed,
    Form,
    Key,
    Length,
    Parts,
    Steps,
    Text,
    Texts,
)


def allowed(key: Key) -> str:
    """What may stand at ``key``, with its unit and its bounds."""
    match key:
        case Fixed():
            return f"always {key.value}"
        case ExerciseId():
            return "an id of the catalogue"
        case Text():
            return "text" if not key.filled else f"text, 1 to {key.most} characters" if key.most else "text, not empty"
        case CautionIds():
            return "a list of cautions"
        case Texts():
            return f"a list of texts, each 1 to {key.most} characters" if key.most else "a list of texts"
        case Parts():
            names = " and ".join(f"`{inner.name}`" for inner in key.keys)
            return f"a list of {key.least} to {key.most} tables with {names}"
        case Choice():
            return ", ".join(f'"{word}"' for word in key.words)
        case Count():
            return f"a whole number, {key.least} to {key.most}{', or a range' if key.ends else ''}"
        case Length():
            least = f"more than {key.least:g} s" if key.more_than_least else bound(key.least)
            bounds = f"a time, {least} to {bound(key.most)}"
            return f"{bounds}{'' if key.breaths else ', never in breaths'}{', or a range' if key.ends else ''}"
        case Steps(most=None):
            return f"one table or more, each under `{key.header}`"
        case Steps():
            return f"1 to {key.most} tables, each under `{key.header}`"
        case Day():
            return "a day without quotes, as 2026-12-01"
        case Choices():
            return f"a list of {', '.join(key.words)}"
    raise TypeError(key)


def left_out(key: Key) -> str:
    """What holds where there is no ``key``."""
    if key.otherwise:
        return key.otherwise
    match key.default:
        case None:
            return "it must be there"
        case "":
            return "none"
        case str():
            return f'"{key.default}"'
        case _:
            return bound(key.default)


def hint(key: Key, form: Form) -> str:
    """What an editor shows of a key in a table of this form: a few sentences."""
    said = [key.meaning, allowed(key)]
    if isinstance(key, Length) and key.breaths:
        said.append(FORMS)
    if key.name not in form.told_by:
        without = left_out(key)
        said.append(without if key.default is None and not key.otherwise else f"left out: {without}")
    return " ".join(f"{phrase[0].upper()}{phrase[1:]}." for phrase in said)
