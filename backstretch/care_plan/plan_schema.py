"""Plan format 1 as a JSON Schema, for editors that complete and check TOML by one."""

from __future__ import annotations

from backstretch.care_plan.plan_keys import DO, FILE, FORMAT_NUMBER, GOAL_FORM, GOALS, TASK_FORMS
from backstretch.session.schema import Schema, SchemaMaker


def plan_schema() -> Schema:
    """The schema; draft 7, as that of session files."""
    maker = SchemaMaker({}, {})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:backstretch:plan:{FORMAT_NUMBER}",
        "title": "backstretch plan",
        "description": f"A plan, format {FORMAT_NUMBER}.",
        "x-tombi-toml-version": "v1.0.0",
        **maker.table([FILE]),
        "required": list(FILE.needs),
        "definitions": {
            DO.called: maker.step("A task", TASK_FORMS),
            GOALS.called: maker.step("A goal", [GOAL_FORM]),
        },
    }
