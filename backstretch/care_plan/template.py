"""The plan that a new ``plan.toml`` begins with; its figures are our own choice."""

from __future__ import annotations

from datetime import date, timedelta

WEEKS = 6


def plan_template(first: date) -> str:
    """A valid plan from the day ``first`` on, with comments that explain it; what is optional is commented out."""
    return f"""\
# What you do over some weeks. This is an example, not advice: write
# what you mean to do, or were given. What stands after a # is a note;
# take the # away from a line below to let it count.

format = 1
title = "My plan"
from = {first}               # the first day
weeks = {WEEKS}
# review = {first + timedelta(weeks=WEEKS)}           # a day to see someone
# by = "A. Physio"              # who gave you the plan

[[do]]
session = "gentle-start"        # an id, as `backstretch list` has it
times_a_week = 3                # or: days = ["mon", "wed", "fri"]
# level_most = 2                # the highest level to do it at

# A walk:
# [[do]]
# walk = 10                     # minutes
# by = 10                       # per cent more after a good week...
# to = 30                       # ...up to so many minutes
# times_a_week = 5

# What you want to be able to do again, up to three:
# [[goals]]
# name = "Put on socks standing"
"""
