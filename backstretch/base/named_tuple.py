"""``NamedTuple`` as in ``typing``, made in a seventh of the time; the program makes a hundred of them at each start.

``typing`` checks the type of every field, and has the constructor compiled for each class anew: a million instructions
in all. Here a constructor is compiled once for each number of fields, and given the names of the class. For mypy, and
for a Python that keeps a class's annotations in another way, it is the one of ``typing``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter  # which collections.namedtuple has its fields from
    from functools import cache
    from types import CodeType, FunctionType

    _GLOBALS = {"_new": tuple.__new__}

    @cache
    def _constructor(count):
        """The code that takes so many values."""
        values = "".join(f"_{number}, " for number in range(count))
        code: CodeType = eval(f"lambda _class, {values}: _new(_class, ({values}))").__code__  # noqa: S307
        return code

    class _Kind(type):
        def __new__(cls, name, bases, body):
            if tuple in bases or NamedTuple not in bases:  # that one below, or what inherits from a record
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            code = _constructor(len(fields)).replace(
                co_varnames=("_class", *fields), co_name="__new__", co_qualname=f"{name}.__new__"
            )
            body["__new__"] = FunctionType(code, _GLOBALS, "__new__", tuple(defaults.values()))
            body |= {field: _tuplegetter(place, None) for place, field in enumerate(fields)}
            body |= {"__slots__": (), "_fields": fields, "__match_args__": fields, "_field_defaults": defaults}
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Kind):
        """A record with named fields; what it can do besides is what those of ``typing`` can."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            """A record of these values, one for each field. Raises TypeError where it is not so."""
            made = _GLOBALS["_new"](cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed):
            """The same with other values in these fields. Raises ValueError for a field that it has not."""
            made = _GLOBALS["_new"](type(self), map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)!r}")
            return made

        def _asdict(self):
            """Its values by the names of their fields."""
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            """What a copy is made of."""
            return tuple(self)

        def __repr__(self):
            fields = zip(self._fields, self, strict=True)
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in fields)})"
