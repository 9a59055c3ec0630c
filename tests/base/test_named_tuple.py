"""The program's own ``NamedTuple`` does what the one of ``typing`` does."""

from __future__ import annotations

import copy
import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any, Generic, TypeVar, get_type_hints

import pytest

from backstretch.base.named_tuple import NamedTuple

from ..cases import cases

T = TypeVar("T")


class Ours(NamedTuple, Generic[T]):
    """A record."""

    name: str
    value: T
    reps: int = 3
    more: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        """A property beside the fields."""
        return 2 * self.reps

    @classmethod
    def empty(cls) -> Ours[str]:
        """A way to make one."""
        return Ours("", "")

    def __str__(self) -> str:
        return f"<{self.name}>"


class Theirs(typing.NamedTuple, Generic[T]):
    """The same."""

    name: str
    value: T
    reps: int = 3
    more: tuple[int, ...] = ()


class Nothing(NamedTuple):
    """Without a field."""


class Heir(Ours[int]):
    """A class that inherits from a record."""

    @property
    def first(self) -> str:
        """A property of its own."""
        return self.name[:1]


OURS, THEIRS = Ours("a", 1, more=(2,)), Theirs("a", 1, more=(2,))


def matched(record: Any) -> Any:
    match record:
        case Ours(name, value, more=more) | Theirs(name, value, more=more):
            return name, value, more


@cases(
    "what",
    [
        lambda record: (record.name, record.value, record.reps, record.more),
        tuple,
        lambda record: repr(record).partition("(")[2],
        hash,
        lambda record: record._asdict(),
        lambda record: (record._fields, record._field_defaults, record.__match_args__),
        lambda record: record._replace(reps=7, name="b"),
        lambda record: type(record)._make(["x", 2, 3, ()]),
        lambda record: type(record)("x", value=2),
        lambda record: sorted([record, record._replace(name="A")]),
        matched,
        lambda record: list(map(str, inspect.signature(type(record)).parameters)),
        lambda record: list(get_type_hints(type(record))),
        lambda record: [copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))],
        lambda record: type(pickle.loads(pickle.dumps(record))) is type(record),
        lambda record: hasattr(record, "__dict__"),
    ],
)
def test_it_does_the_same(what: Callable[[Any], Any]) -> None:
    assert what(OURS) == what(THEIRS)


@cases(
    "what",
    [
        lambda record: type(record)("x"),
        lambda record: type(record)("x", 1, 2, (), 5),
        lambda record: type(record)("x", 1, wrong=2),
        lambda record: type(record)("x", 1, value=2),
        lambda record: type(record)._make(["x"]),
        lambda record: record._replace(wrong=2),
        lambda record: setattr(record, "name", "b"),
        lambda record: setattr(record, "wrong", "b"),
        lambda record: record.wrong,
    ],
)
def test_it_fails_at_the_same(what: Callable[[Any], Any]) -> None:
    told = []
    for record in (OURS, THEIRS):
        with pytest.raises((TypeError, ValueError, AttributeError)) as failed:
            what(record)
        told.append((failed.type, str(failed.value).replace("Theirs", "Ours")))
    assert told[0] == told[1]


def test_what_a_class_has_of_its_own_stays() -> None:
    assert (OURS.twice, str(OURS), Ours.empty(), Ours.__doc__) == (6, "<a>", ("", "", 3, ()), "A record.")
    assert (Nothing(), repr(Nothing()), Nothing._fields) == ((), "Nothing()", ())
    heir = Heir("bc", 5)
    assert (type(heir), heir, heir.first, heir.twice) == (Heir, ("bc", 5, 3, ()), "b", 6)
