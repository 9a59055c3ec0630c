"""``script``: what is said in a session, and when."""

from __future__ import annotations

import json
from typing import Any

import click

from backstretch.base.text import number
from backstretch.commands.common import Amount, Command, level_option, session_argument
from backstretch.commands.session_access import load_session


@click.command(
    cls=Command,
    short_help="What is said in a session, and when.",
    epilog=(
        "backstretch script gentle-start\n"
        "backstretch script gentle-start --level 2 --rate 0.8\n"
        "backstretch script ./my-morning.toml --json"
    ),
)
@session_argument
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON, for other programs.")
@level_option
@click.option(
    "--rate",
    type=Amount(0.7, 1.4, whole=False),
    default=1.0,
    metavar="R",
    help="How fast the voice speaks, 0.7 to 1.4 times its own pace; else 1.",
)
def script(session: str, as_json: bool, level: int | None, rate: float) -> None:
    """Everything that is said in a session, with its second, as the file has it.

    Lead-ins are as long as their words need, and 3 seconds more. Times below 0 come before the clock starts.

    SESSION is an id from `backstretch list`, or the path of a file.
    """
    from backstretch.audio.packaged import clip_seconds
    from backstretch.coach.script import script as write_script
    from backstretch.coach.speech import Speech
    from backstretch.session.timeline import timeline

    _, read = load_session(session)
    laid_out = timeline(read, min(level or 0, read.top_level))
    roomy, said = write_script(laid_out, Speech(clip_seconds, rate), read.breath_seconds)
    if not as_json:
        from backstretch.plain.event_lines import stamped

        click.echo("\n".join(stamped(each.line.at, each.line.text) for each in said))
        return
    from backstretch.commands.sessions import phase_values

    lines: list[dict[str, Any]] = []
    for line, about in said:
        phase = roomy.phases[about] if about is not None else None
        lines.append(
            {
                "at": number(line.at),
                "seconds": number(line.seconds),
                "kind": line.kind,
                "text": line.text,
                "step": phase.step if phase else None,
                "side": phase.side if phase else None,
                "rep": phase.rep if phase else None,
            }
        )
    values = {
        "id": read.id,
        "title": read.title,
        "total_seconds": number(roomy.total_seconds),
        "phases": [phase_values(phase) for phase in roomy.phases],
        "said": lines,
    }
    click.echo(json.dumps(values, indent=2))
