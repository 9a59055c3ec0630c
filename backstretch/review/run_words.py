"""One run of the journal in words, for every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from backstretch.base.text import clock, plain
from backstretch.journal.records import PainReport, Run

OUTCOMES = {
    "completed": "completed",
    "ended_early": "ended early",
    "interrupted": "interrupted",
    "stopped_for_pain": "stopped for pain",
}
"""How a run ended."""
RESULTS = {"done": "", "cut": "cut short", "skipped": "skipped"}
"""What became of a hold; of one that was held whole there is nothing to say."""


def pain_change(run: Run) -> str:
    """Pain before and after, a dash for what was not said; empty if neither was."""
    if run.pain_before is None and run.pain_after is None:
        return ""
    before, after = ("–" if score is None else str(score) for score in (run.pain_before, run.pain_after))
    return f"{before} → {after}"


def stop_lines(said: PainReport, name: Callable[[str], str] = plain) -> Iterator[str]:
    """Where pain stopped a run, then what was told of it, a line each; ``name`` says what an exercise is called."""
    # Few runs need these words, and a list of runs none.
    from backstretch.coach.red_flags import pain_kinds, signs

    place = [f"at {clock(said.at_seconds)}", f"step {said.step}"]
    place += [text for text in (said.exercise and name(said.exercise), said.side) if text]
    if said.rep is not None:
        place.append(f"repetition {said.rep}")
    yield f"stopped {', '.join(place)}"
    kinds = {kind.id: kind.text for kind in pain_kinds()}
    short = {sign.id: sign.short for sign in signs()}
    more = {
        "kind": kinds.get(said.kind or "", said.kind),
        "score": said.score,
        "where": said.where,
        "signs": ", ".join(short.get(sign, sign) for sign in said.signs),
        "note": said.note,
    }
    for label, value in more.items():
        if value is not None and value != "":
            yield f"  {label}: {plain(str(value))}"
