"""Prints, of each exercise, how long its words take before the first hold, and the lead-ins that the sessions give it.

    python tools/word_times.py

Seconds at the voice's own pace, with its clips; the words alone, without the way from another position.
"""

from __future__ import annotations

import sys

from backstretch.audio.packaged import clip_seconds
from backstretch.session.catalogue import catalogue
from backstretch.session.library import find_bundled, load
from backstretch.session.reader import read_session
from backstretch.session.speech_time import PAUSE_SECONDS, said_before


def main() -> None:
    """The table, as Markdown."""
    lead_ins: dict[str, set[float]] = {}
    for session in filter(None, (load(found).session for found in find_bundled())):
        for step in session.exercise_steps():
            lead_ins.setdefault(step.exercise, set()).add(step.lead_in.seconds(session.breath_seconds))
    rows = ["| exercise | seconds of words | lead-ins in the bundled sessions |", "| --- | ---: | --- |"]
    for id_ in catalogue():
        text = f'format = 1\ntitle = "T"\n[[steps]]\nexercise = "{id_}"\n'
        read = read_session(text.encode(), id="t", path="t", exercises=catalogue(), warnings=False).session
        said = said_before(read.exercise_steps()[0]) if read else ()
        seconds = sum(map(clip_seconds, said)) + PAUSE_SECONDS * (len(said) - 1)
        rows.append(f"| {id_} | {seconds:.1f} | {', '.join(f'{each:g}' for each in sorted(lead_ins.get(id_, ())))} |")
    sys.stdout.write("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
