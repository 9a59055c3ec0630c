"""``schema``: the JSON Schema of session files and of plans, for editors."""

from __future__ import annotations

import json

import click

from backstretch.commands.common import Command


@click.command(
    cls=Command,
    short_help="Print a JSON Schema of session files, for your editor.",
    epilog="backstretch schema > backstretch.schema.json\nbackstretch schema --plan > plan.schema.json",
)
@click.option("--plan", is_flag=True, help="Print the schema of plan.toml instead.")
def schema(plan: bool) -> None:
    """Print a JSON Schema of session files, with which an editor completes and checks them.

    Taplo and Tombi, and the editors that use them, read it where a session file begins with the line
    "#:schema ./backstretch.schema.json".
    """
    if plan:
        from backstretch.care_plan.plan_schema import plan_schema

        click.echo(json.dumps(plan_schema(), indent=2))
        return
    from backstretch.session.catalogue import catalogue
    from backstretch.session.cautions import cautions
    from backstretch.session.schema import json_schema

    # ASCII only, so that a shell's redirect writes the same bytes everywhere.
    click.echo(json.dumps(json_schema(catalogue(), cautions()), indent=2))
