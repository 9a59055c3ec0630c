"""Writes ``docs/cautions-table.md``: every bundled session under each caution, each pair, and after each pain stop.

    python tools/caution_table.py            writes it
    python tools/caution_table.py --check    says whether it would change; 1 if it would

The page is there to be looked at: is something left to do, is it worth doing, and is each reason true?
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from backstretch.base.text import clock
from backstretch.session.adaptation import adapt
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import Person, cautions
from backstretch.session.library import find_bundled, load
from backstretch.session.model import Session
from backstretch.session.timeline import timeline

PAGE = Path(__file__).parents[1] / "docs" / "cautions-table.md"

HEAD = """# What cautions make of the bundled sessions

Made by `python tools/caution_table.py`, to be looked at. Each line: what is ticked or hurt, how long the session is
then, and its exercises in order, those in the place of others in *italics*; `≤ 6 s` where holds are
kept shorter. Rotations are
switched off throughout. Breathing and walking are never left out for having hurt.
"""


def main() -> int:
    """Write the page, or say whether it would change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the page would change")
    check = parser.parse_args().check
    stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != made()
    if stale:
        sys.stdout.write(f"{PAGE.name}: {'not what would be made now' if check else 'written'}\n")
    if stale and not check:
        PAGE.write_text(made(), encoding="utf-8", newline="\n")
    return int(check and stale)


def made() -> str:
    """The whole page."""
    return "\n".join([HEAD, *page()]) + "\n"


def page() -> Iterator[str]:
    """A heading and a table for each bundled session."""
    ids = [id_ for id_, caution in cautions().items() if caution.asked]
    for found in find_bundled():
        session = load(found, warnings=False).session
        if session is None:
            raise ValueError(found.id)
        yield f"## {session.title} (`{session.id}`)\n"
        yield "| ticked, or hurt | time | what is done |"
        yield "| --- | --- | --- |"
        yield row("nothing", session)
        for id_ in ids:
            yield row(id_, session, id_)
        for first, second in combinations(ids, 2):
            yield row(f"{first}, {second}", session, first, second)
        for exercise in dict.fromkeys(step.exercise for step in session.exercise_steps()):
            yield row(f"hurt: {exercise}", session, hurt=exercise)
        yield ""


def row(label: str, session: Session, *ticked: str, hurt: str = "") -> str:
    """One line of a table."""
    person = Person(frozenset({"rotation", *ticked}), frozenset(filter(None, [hurt])))
    after, changes = adapt(session, person, catalogue(), cautions())
    told = {(change.step, change.within): change for change in changes}
    done = []
    for step in after.exercise_steps():
        change = told.get((step.number, step.within))
        name = f"*{step.exercise}*" if change and change.instead else step.exercise
        done.append(f"{name} ≤ {change.hold_most:g} s" if change and change.hold_most else name)
    return f"| {label} | {clock(timeline(after).total_seconds)} | {', '.join(done) or '**nothing**'} |"


if __name__ == "__main__":
    sys.exit(main())
