"""``stats``: the statistics of the runs, in words and charts."""

from __future__ import annotations

from contextlib import closing

import click

from backstretch.commands.common import Command
from backstretch.commands.journal_access import moment_of, open_journal


@click.command(
    cls=Command,
    short_help="Weeks, days in a row, pain before and after.",
    epilog="backstretch stats\nbackstretch stats --since 2025-01-01\nbackstretch stats --json",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.option("--since", metavar="DATE", help="Only what began on this day, as 2025-03-31, or later.")
def stats(as_json: bool, since: str | None) -> None:
    """What you did, added up: by week, by session, by exercise, with your pain before and after.

    A day counts when something was held on it. One or two days without a session do not break a row of days.
    """
    begin = None if since is None else moment_of(since)
    from backstretch.base.clock import SystemClock
    from backstretch.base.paths import default_paths
    from backstretch.review.sentences import statistics_of
    from backstretch.settings import read_settings

    settings, problems = read_settings(default_paths().config)
    for problem in problems:
        click.echo(str(problem), err=True)
    from backstretch.review.sentences import exercise_name
    from backstretch.review.worse_mornings import before_worse

    with closing(open_journal()) as journal:
        found = statistics_of(journal, SystemClock().now(), settings.weekly_goal, begin)
        worse = before_worse(journal.mornings(), exercise_name)
    if as_json:
        import json

        from backstretch.commands.stats_values import stats_values

        click.echo(json.dumps(stats_values(found, begin, worse), indent=2))
    elif not found.total.runs:
        click.echo(f"No sessions since {since}." if since else "No sessions yet.")
    else:
        from backstretch.commands.stats_report import report, terminal_look

        click.echo("\n".join(report(found, terminal_look(), worse)))
