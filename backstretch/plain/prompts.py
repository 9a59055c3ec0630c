"""Questions as printed lines, answered by single keys; sharp pain is one key in each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from backstretch.base.text import plain
from backstretch.coach.questions import PAIN_ENDS, Asked, answers_of
from backstretch.coach.red_flags import say, signs
from backstretch.plain.console import Console
from backstretch.plain.key_source import SUSPEND

T = TypeVar("T")

NUMBERS = "123456789abcdefghijklmno"
"""The keys that tick the lines of a list, in order."""
SCORES = {**{str(number): number for number in range(10)}, "t": 10}
"""The keys for a number from 0 to 10."""

_KEY_NAMES = {"enter": "Enter", "escape": "Esc"}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list to tick."""

    id: str
    text: str
    heading: str = ""
    """Printed before the line where it is another than the line's before."""


def sign_items(*, short: bool = False) -> list[Item]:
    """Every sign, under the heading of its tier; in short only those that need help soon."""
    return [
        Item(sign.id, sign.short if short else sign.text, say("stop", f"{sign.tier}_title"))
        for sign in signs()
        if not short or sign.tier != "tell"
    ]


def ask(console: Console, asked: Asked[T], *, advised: bool = False) -> T | None:
    """The answer; None if the person went back."""
    console.write(asked.title, *asked.text)
    _say_choices(console, asked)
    answers = answers_of(asked.choices)
    if asked.first is not None:
        answers.setdefault("enter", asked.choices[asked.first].value)
    console.drop_typed(advised=advised)
    while True:
        key = console.key(advised=advised)
        if key in answers:
            return answers[key]
        if key == "escape":
            return None
        if key:
            _say_choices(console, asked)


def _say_choices(console: Console, asked: Asked[T]) -> None:
    for number, choice in enumerate(asked.choices):
        key = _KEY_NAMES.get(choice.key, choice.key)
        enter = " or Enter" if number == asked.first and choice.key != "enter" else ""
        console.write(f"{key}{enter}: {choice.label}")
    if all(choice.key != "escape" for choice in asked.choices):
        console.write("Esc: back")


def how_to_score(ends: tuple[str, str] = PAIN_ENDS) -> str:
    """Which keys give a number, and what the lowest and the highest mean."""
    return f"0 to 9, t for ten: 0 is {ends[0]}, ten is {ends[1]}."


def score(
    console: Console,
    question: str,
    how: str,
    *,
    value: int | None = None,
    others: Sequence[str] = (),
    changed: Callable[[int | None], None] = lambda _: None,
    advised: bool = False,
) -> tuple[int | None, str]:
    """A number from 0 to 10, or None, and the key that ended the answer: Enter, Esc, or one of ``others``.

    ``changed`` is told each number as it is given.
    """
    console.write(question, how)
    console.drop_typed(advised=advised)
    while True:
        key = console.key(advised=advised)
        if key in {"enter", "escape", *others}:
            return value, key
        given = _scored(key, value)
        if given != value:
            value = given
            changed(value)
            console.write("No answer" if value is None else f"{value} of 10")  # a digit alone passes for an echo
        elif key:
            console.write(how)


def _scored(key: str, value: int | None) -> int | None:
    """The number after a key."""
    if key in {"backspace", "delete"}:
        return None
    if key == "right":
        return 0 if value is None else min(10, value + 1)
    if key == "left":
        return None if value is None else max(0, value - 1)
    return SCORES.get(key, value)


def tick(
    console: Console,
    items: Sequence[Item],
    how: str,
    ticked: frozenset[str] = frozenset(),
    *,
    changed: Callable[[frozenset[str]], None] = lambda _: None,
    advised: bool = False,
) -> frozenset[str] | None:
    """What is ticked when Enter is pressed; None if the person went back. ``changed`` is told each tick."""
    say_items(console, items, ticked)
    console.write(how)
    console.drop_typed(advised=advised)
    while True:
        key = console.key(advised=advised)
        if key == "enter":
            return ticked
        if key == "escape":
            return None
        if item := item_of(key, items):
            ticked = toggled(console, item, ticked)
            changed(ticked)
        elif key:
            console.write(how)


def say_items(console: Console, items: Sequence[Item], ticked: frozenset[str] = frozenset()) -> None:
    """A list, each line after the key that ticks it."""
    heading = ""
    for key, item in zip(NUMBERS, items, strict=False):
        if item.heading != heading:
            heading = item.heading
            console.write(heading)
        console.write(f"{key}: {item.text}{' (ticked)' if item.id in ticked else ''}")


def item_of(key: str, items: Sequence[Item]) -> Item | None:
    """The line that a key ticks."""
    return next((item for number, item in zip(NUMBERS, items, strict=False) if number == key), None)


def toggled(console: Console, item: Item, ticked: frozenset[str]) -> frozenset[str]:
    """With a line ticked, or not ticked any more; and say so."""
    off = item.id in ticked
    console.write(f"{'Not ticked' if off else 'Ticked'}: {item.text}")
    return ticked - {item.id} if off else ticked | {item.id}


def text(console: Console, question: str) -> str:
    """A line of text, empty if nothing is to be said; here ``x`` is a letter."""
    console.write(question)
    return plain(console.keys.line())


def any_key(console: Console) -> None:
    """Wait for a key, whichever."""
    while console.key() in {"", SUSPEND}:
        pass
