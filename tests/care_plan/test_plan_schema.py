"""The schema of plans says of a file what the reader says, but for what no schema can say."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft7Validator

from backstretch.care_plan.plan_schema import plan_schema
from tests.cases import cases

from .samples import EVERYDAY, HEAD, WALKS, read

VALIDATOR = Draft7Validator(plan_schema())


def as_json(value: Any) -> Any:
    match value:
        case dict():
            return {key: as_json(inner) for key, inner in value.items()}
        case list():
            return [as_json(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return value


@pytest.mark.second
@cases(
    "text,good",
    [
        (HEAD + EVERYDAY, True),
        (HEAD + WALKS, True),
        (f'{HEAD}review = 2027-01-12\nby = "B"\n{EVERYDAY}level_most = 0\n[[goals]]\nname = "G"\n', True),
        (HEAD, False),
        (HEAD + EVERYDAY + "times_a_week = 3\n", False),
        (HEAD + '[[do]]\nsession = "everyday"\n', False),
        (HEAD + "[[do]]\ntimes_a_week = 3\n", False),
        (HEAD + WALKS + "level_most = 3\n", False),
        (HEAD + EVERYDAY + "walk = 3\n", False),
        (HEAD + WALKS.replace("10", "0", 1), False),
        (HEAD + EVERYDAY.replace("mon", "monday"), False),
        (HEAD + EVERYDAY.replace("wed", "mon"), False),
        (HEAD.replace("= 6", "= 60") + WALKS, False),
        (HEAD.replace("2026-12-01", "7") + WALKS, False),
        (HEAD + WALKS + "[[goals]]\n", False),
        (HEAD + WALKS + '[[goals]]\nname = "G"\n' * 4, False),
        (HEAD + "wekes = 3\n" + WALKS, False),
    ],
)
def test_the_schema_is_of_one_mind_with_the_reader(text: str, good: bool) -> None:
    Draft7Validator.check_schema(plan_schema())
    assert VALIDATOR.is_valid(as_json(tomllib.loads(text))) == good
    assert (read(text).plan is not None) == good
