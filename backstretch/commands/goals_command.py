"""``goals``: what the person wants to be able to do again, rated now and then."""

from __future__ import annotations

from contextlib import closing

import click

from backstretch.base.errors import BackstretchError, WrongUseError
from backstretch.base.text import counted, plain
from backstretch.care_plan.goals import Course
from backstretch.commands.common import Amount, Command, CommandGroup
from backstretch.commands.session_access import open_told
from backstretch.run.context import Context
from backstretch.run.day_plan import goal_courses
from backstretch.run.goal_ratings import SCALE, course_lines, goals_due, no_goals, rate
from backstretch.terminal.streams import has_terminal, write_sentences

_CHART_WIDTH = 60


@click.group(
    "goals",
    cls=CommandGroup,
    invoke_without_command=True,
    short_help="Your plan's goals, and how they go.",
    epilog="backstretch goals\nbackstretch goals rate\nbackstretch goals rate 4 6",
)
@click.option("--json", "as_json", is_flag=True, help="Write a JSON array, for other programs.")
@click.option("--plain", "words", is_flag=True, help="In words alone, without charts: for screen readers.")
@click.pass_context
def goals(context: click.Context, as_json: bool, words: bool) -> None:
    """Your plan's goals with your ratings, from 0 (I cannot do it) to 10 (as before).

    They are rated every four weeks. A change is shown from 2 points on: less may be chance.
    """
    if context.invoked_subcommand is not None:
        if as_json or words:
            raise click.UsageError(f"{'--json' if as_json else '--plain'} goes without a command")
        return
    with closing(_opened()) as opened:
        found, due, none = goal_courses(opened), goals_due(opened), no_goals(opened)
    if as_json:
        import json

        click.echo(json.dumps([_values(course, due) for course in found], indent=2))
        return
    if not found:
        write_sentences(none)
        return
    for course in found:
        write_sentences(*course_lines(course))
        for line in [] if words else _chart(course):
            click.echo(line)
    if due:
        click.echo("It is time to rate them: backstretch goals rate")


@goals.command(
    "rate", cls=Command, short_help="Rate them today.", epilog="backstretch goals rate\nbackstretch goals rate 4 6"
)
@click.argument("scores", nargs=-1, type=Amount(0, 10), metavar="[SCORE…]")
def rate_(scores: tuple[int, ...]) -> None:
    """Rate your goals today: a SCORE for each, in the order of the plan, or one question for each.

    0 is: I cannot do it. 10 is: as before the problem.
    """
    with closing(_opened()) as opened:
        found = goal_courses(opened)
        if not found:
            raise BackstretchError(no_goals(opened))
        if not scores:
            if not has_terminal():
                raise WrongUseError("there is no terminal to ask on; write a score for each goal")
            write_sentences(SCALE)
            scores = tuple(click.prompt(plain(course.goal), type=Amount(0, 10)) for course in found)
        if len(scores) != len(found):
            names = ", ".join(plain(course.goal) for course in found)
            raise WrongUseError(f"{counted(len(scores), 'score')} for {counted(len(found), 'goal')}: {names}")
        rate(opened, {course.goal: score for course, score in zip(found, scores, strict=True)})
        for course in goal_courses(opened):
            write_sentences(*course_lines(course))


def _opened() -> Context:
    context = open_told()
    if context.care_plan is None and context.care_plan_problems:
        context.close()
        raise BackstretchError(context.care_plan_problems[0])
    return context


def _chart(course: Course) -> list[str]:
    """A bar for each rating, where there are two or more."""
    if len(course.ratings) < 2:
        return []
    from backstretch.commands.stats_report import drawn, fit_of, terminal_look
    from backstretch.review.charts import goal_ratings

    look = terminal_look()
    return list(drawn(goal_ratings(course, min(look.width, _CHART_WIDTH), look.glyphs, fit_of(look)), look))


def _values(course: Course, due: tuple[str, ...]) -> dict[str, object]:
    return {
        "goal": course.goal,
        "ratings": [{"day": rating.day.isoformat(), "score": rating.score} for rating in course.ratings],
        "change": course.change,
        "due": course.goal in due,
        "see_someone": course.needs_someone(),
    }
