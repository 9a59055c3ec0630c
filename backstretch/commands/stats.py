"""``stats``: the statistics of the runs, in words and charts."""

from __future__ import annotations

import click

from backstretch.commands.common import Command


@click.command(
    cls=Command,
    short_help="Weeks, days in a row, pain before and after.",
    epilog="backstretch stats\nbackstretch stats --since 2025-01-01 --plain\nbackstretch stats --json",
)
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object.")
@click.option("--plain", "words", is_flag=True, help="In words alone, without charts: for screen readers.")
@click.option("--since", metavar="DATE", help="Only runs that began on this day, as 2025-03-31, or later.")
def stats(as_json: bool, words: bool, since: str | None) -> None:
    """What you did, added up: by week, by session, by exercise, with your pain before and after.

    A day counts when something was held on it. One or two days without a session do not break a row of days.
    """
    from backstretch.commands.stats_output import print_stats

    print_stats(as_json=as_json, words=words, since=since)
