"""``doctor``: what works here and what does not, with the fix."""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from typing import TYPE_CHECKING

import click

from backstretch.commands.common import Command
from backstretch.terminal.streams import write_sentences

if TYPE_CHECKING:
    from backstretch.doctor.finding import Finding

_COLOURS = {"ok": "green", "note": "yellow", "FAIL": "red"}
_STATUS_WIDTH = 6


@click.command(
    cls=Command,
    short_help="What works here, and what does not.",
    epilog="backstretch doctor\nbackstretch doctor --json",
)
@click.option("--json", "as_json", is_flag=True, help="Write what was found as one JSON array.")
def doctor(as_json: bool) -> int:
    """Find out what works here and what does not, with the fix. Nothing is made, changed or sent.

    A note is something that the program can do without. Exits with 1 if something is broken.
    """
    from backstretch.base.paths import default_paths
    from backstretch.doctor.examination import examine
    from backstretch.doctor.finding import Subject
    from backstretch.settings import read_settings

    paths = default_paths()
    subject = Subject(paths, read_settings(paths.config)[0])
    found = []
    for finding in examine(subject):
        found.append(finding)
        if not as_json:
            _print(finding)
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(finding) for finding in found], indent=2))
    return int(any(finding.status == "FAIL" for finding in found))


def _print(finding: Finding) -> None:
    status = f"{finding.status:<{_STATUS_WIDTH}}"
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        status = click.style(status, fg=_COLOURS[finding.status])
    write_sentences(f"{status}{finding.check}: {finding.message}")
    if finding.fix:
        write_sentences(f"{'':{_STATUS_WIDTH}}fix: {finding.fix}")
