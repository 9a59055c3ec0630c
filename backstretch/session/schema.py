"""Session format 1 as a JSON Schema, for editors that complete and check TOML by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from backstretch.session.catalogue import Exercise
from backstretch.session.cautions import Caution
from backstretch.session.format import (
    FILE,
    FORMAT_NUMBER,
    HOLD,
    INNER_STEP_FORMS,
    INNER_STEPS,
    PARTS,
    REPS,
    STEP_FORMS,
    UNTIL,
)
from backstretch.session.hints import hint
from backstretch.session.key_kinds import (
    BREATHS,
    CLOCK,
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

Schema = dict[str, Any]

_STEP, _INNER_STEP = "step", "step_of_a_group"
_BY_THE_CLOCK = f"^{CLOCK}$"
_LENGTH = f"{_BY_THE_CLOCK}|^{BREATHS}$"


def json_schema(exercises: Mapping[str, Exercise], cautions: Mapping[str, Caution]) -> Schema:
    """The schema; draft 7, of which both Taplo and Tombi read all that is used here."""
    maker = SchemaMaker(
        {id_: exercise.name for id_, exercise in exercises.items()},
        {id_: caution.question for id_, caution in cautions.items()},
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:backstretch:session:{FORMAT_NUMBER}",
        "title": "backstretch session",
        "description": f"A session file, format {FORMAT_NUMBER}.",
        "x-tombi-toml-version": "v1.0.0",
        **maker.table([FILE]),
        "required": list(FILE.needs),
        "definitions": {
            _STEP: maker.step("A step", STEP_FORMS),
            _INNER_STEP: maker.step("A step of a group", INNER_STEP_FORMS),
        },
    }


class SchemaMaker:
    """Makes the schemas of tables and their keys."""

    def __init__(self, exercises: Mapping[str, str], cautions: Mapping[str, str]) -> None:
        self._exercises = exercises
        self._cautions = cautions

    def table(self, forms: Iterable[Form]) -> Schema:
        """A table that takes the keys of all ``forms`` and no other."""
        uses: dict[str, dict[str, Key]] = {}
        for form in forms:
            for key in form.keys:
                uses.setdefault(key.name, {})[hint(key, form)] = key
        return {
            "type": "object",
            "properties": {name: self._property(keys) for name, keys in uses.items()},
            "additionalProperties": False,
        }

    def step(self, title: str, forms: Sequence[Form]) -> Schema:
        """A step of one of ``forms``.

        All keys stand in one table, so that an editor offers them and finds fault with the one that is wrong; which
        of them go together, the key that tells the form decides.
        """
        return {"title": title, **self.table(forms), **_one_of(forms)}

    def _property(self, uses: Mapping[str, Key]) -> Schema:
        """The schema of the keys of one name in several forms, by their hints: they differ in nothing else."""
        key = next(iter(uses.values()))
        schema = {
            "title": key.name.replace("_", " ").capitalize(),
            "description": "\n\n".join(uses),
            **self._value(key),
        }
        if key.default is not None and len(uses) == 1:
            schema["default"] = key.default if isinstance(key.default, str) else _whole(key.default)
        return schema

    def _value(self, key: Key) -> Schema:
        match key:
            case Fixed():
                return {"const": key.value}
            case ExerciseId():
                return _words(self._exercises)
            case Text():
                filled = {"minLength": 1, "pattern": r"\S"} if key.filled else {}
                return {"type": "string", **filled, **({"maxLength": key.most} if key.most else {})}
            case CautionIds():
                return {"type": "array", "items": _words(self._cautions)}
            case Texts():
                return {
                    "type": "array",
                    "items": {"type": "string", **({"maxLength": key.most} if key.most else {})},
                }
            case Parts():
                part = self.table([Form("A part", key.keys)])
                part["required"] = [inner.name for inner in key.keys]
                return {"type": "array", "minItems": key.least, "maxItems": key.most, "items": part}
            case Choice():
                return _words(key.words)
            case Count():
                return self._or_range(["integer"], {"minimum": key.least, "maximum": key.most}, key.ends)
            case Length():
                least = "exclusiveMinimum" if key.more_than_least else "minimum"
                bounds = {least: _whole(key.least), "maximum": _whole(key.most)}
                form = {"minLength": 1, "pattern": _LENGTH if key.breaths else _BY_THE_CLOCK}
                # Every integer is a number; but Tombi shows nothing of a key whose type it does not find by name.
                return self._or_range(["integer", "number", "string"], {**bounds, **form}, key.ends)
            case Steps():
                of = _INNER_STEP if key is INNER_STEPS else key.called
                most = {} if key.most is None else {"maxItems": key.most}
                return {"type": "array", "minItems": 1, **most, "items": {"$ref": f"#/definitions/{of}"}}
            case Day():
                return {"type": "string", "format": "date"}
            case Choices():
                words = {"type": "string", "enum": list(key.words)}
                return {"type": "array", "minItems": 1, "uniqueItems": True, "items": words}
        raise TypeError(key)

    def _or_range(self, types: Sequence[str], one: Schema, ends: Sequence[Key]) -> Schema:
        """A value of one of ``types``, or where there are ``ends``, a table of them.

        ``one`` says what holds of the value. The keys that a table needs stand apart, as Taplo would complete even a
        plain number to a table with all of them.
        """
        if not ends:
            return {"type": types[0] if len(types) == 1 else [*types], **one}
        form = Form("A range", tuple(ends))
        needs = {"required": list(form.names), **_OPEN, **(_alike(form.names) if "string" in types else {})}
        return {
            **self.table([form]),
            "type": [*types, "object"],
            **one,
            "if": {"type": "object", **_OPEN},
            "then": needs,
        }


def _one_of(forms: Sequence[Form]) -> Schema:
    """Which keys go together, by the key that tells the form of a step."""
    chain: Schema = {"required": list(forms[0].told_by), **_OPEN}
    for form in reversed(forms):
        then = {
            "properties": dict.fromkeys(form.names, True),
            "additionalProperties": False,
            "required": list(form.needs),
            **(_ONE_RANGE if HOLD in form.keys else {}),
            **(_NO_PARTS if PARTS in form.keys else {}),
            **({"oneOf": [{"required": [name], **_OPEN} for name in form.one_of]} if form.one_of else {}),
        }
        chain = {"if": _told(form), "then": then, "else": chain}
    return chain


def _told(form: Form) -> Schema:
    """A table that has one of the keys which tell that it is of this form."""
    told = [{"required": [name], **_OPEN} for name in form.told_by]
    return told[0] if len(told) == 1 else {"anyOf": told}


def _alike(names: Sequence[str]) -> Schema:
    """All the ends of a range are written in breaths, or none is."""
    first, *others = names
    in_breaths = {"type": "string", "pattern": "breath"}

    def each(names: Sequence[str], schema: Schema) -> Schema:
        return {"properties": dict.fromkeys(names, schema), **_OPEN}

    return {
        "if": {**each([first], in_breaths), "required": [first]},
        "then": each(others, in_breaths),
        "else": each(others, {"pattern": "^[^b]*$"}),
    }


_OPEN = {"additionalProperties": True}
"""Said of every table of which a schema names but a part: Tombi takes it for closed otherwise."""

_ONE_RANGE = {
    "if": {"properties": {HOLD.name: {"type": "object", **_OPEN}}, "required": [HOLD.name], **_OPEN},
    "then": {"properties": {REPS.name: {"type": "integer"}}, **_OPEN},
}
"""Only one of the two can grow."""


_NO_PARTS = {"not": {"required": [UNTIL.name, PARTS.name], **_OPEN}}
"""What has no end cannot be divided."""


def _words(words: Mapping[Any, str]) -> Schema:
    """One of the ``words``, each with what it stands for, which Taplo shows beside it."""
    return {"type": "string", "enum": list(words), "x-taplo": {"docs": {"enumValues": list(words.values())}}}


def _whole(number: float) -> float:
    """A whole number as an int, so that it is written without a point."""
    return int(number) if number == int(number) else number
