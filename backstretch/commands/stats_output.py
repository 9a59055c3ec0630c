"""What ``stats`` prints: the statistics of the runs, in words and charts."""

from __future__ import annotations

from contextlib import closing

from backstretch.commands.journal_access import moment_of, open_journal
from backstretch.terminal.streams import write_line


def print_stats(*, as_json: bool = False, words: bool = False, since: str | None = None) -> None:
    """What the runs begun at ``since`` or later add up to: for people, or in ``words`` alone, or as a JSON object."""
    begin = None if since is None else moment_of(since)
    from backstretch.base.clock import SystemClock
    from backstretch.base.paths import default_paths
    from backstretch.review.sentences import statistics_of
    from backstretch.settings import read_settings

    settings, problems = read_settings(default_paths().config)
    for problem in problems:
        write_line(str(problem), to_errors=True)
    from backstretch.review.sentences import exercise_name
    from backstretch.review.worse_mornings import before_worse

    with closing(open_journal()) as journal:
        found = statistics_of(journal, SystemClock().now(), settings.weekly_goal, begin)
        worse = before_worse(journal.mornings(), exercise_name)
    if as_json:
        import json

        from backstretch.commands.stats_values import stats_values

        write_line(json.dumps(stats_values(found, begin, worse), indent=2))
    elif not found.total.runs:
        write_line(f"No sessions since {since}." if since else "No sessions yet.")
    else:
        from backstretch.commands.stats_report import report, terminal_look

        write_line("\n".join(report(found, terminal_look(), worse, words=words)))
