"""Writes ``docs/for-clinicians.md``: every sentence, rule and dose with its source, and a box for a reviewer's name.

python tools/clinician_sheet.py            writes it
python tools/clinician_sheet.py --check    says whether it would change; 1 if it would
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import backstretch
from backstretch.coach.pain import MILD_KINDS, STOPPING_KINDS, Limits
from backstretch.coach.red_flags import words
from backstretch.coach.screening import ASK_AGAIN_AFTER_DAYS, ONLY_EASY_FROM
from backstretch.journal import progression
from backstretch.session.catalogue import Exercise, catalogue, sources
from backstretch.session.cautions import Caution, cautions

PAGE = Path(__file__).parents[1] / "docs" / "for-clinicians.md"
ADVICE = Path(backstretch.__file__).parent / "coach" / "advice.toml"
BOX = "☐"
NOT_SENTENCES = {"sources", "id", "tier"}

HEAD = """# For clinicians: what is said, and on whose word

Made by `python tools/clinician_sheet.py` from the program's own files. **No clinician has reviewed it yet.** Each row
is one sentence, rule or dose as the program has it, with where it comes from: keys are those of the list at the end,
"own" is the project's own choice, and so is all wording. Whoever has reviewed a row writes a name and a date beside
its box.

It is for gentle stretching. It does not diagnose, does not treat, and never says that a person is fine.
"""


def main() -> int:
    """Write the page, or say whether it would change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the page would change")
    check = parser.parse_args().check
    text = page()
    stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text
    if stale:
        sys.stdout.write(f"{PAGE.name}: {'not what would be made now' if check else 'written'}\n")
        if not check:
            PAGE.write_text(text, encoding="utf-8", newline="\n")
    return int(check and stale)


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Rules\n", *_table("Rule", "Source", _rules())]
    for section, content in words().items():
        if section != "sources":
            rows = [(text, own or "see above") for text, own in _sentences(content)]
            parts += [f"\n## Sentences: `{section}`\n", f"{_comment(section)}\n", *_table("Sentence", "Source", rows)]
    parts += ["\n## Cautions\n", *_table("Caution", "Source", map(_caution, cautions().values()))]
    parts += ["\n## Exercises\n", *_table("Words and dose", "Source", map(_exercise, catalogue().values()))]
    parts.append("\n## Sources\n")
    parts += [f"- **{key}**: {text}" for key, text in (sources() | words()["sources"]).items()]
    return "\n".join(parts) + "\n"


def _table(what: str, source: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {what} | {source} | Reviewed by |"
    yield "| --- | --- | --- |"
    for left, right in rows:
        yield f"| {_cell(left)} | {_cell(right)} | {BOX} |"


def _cell(text: str) -> str:
    return text.replace("|", "&#124;").replace("<", "&lt;").replace("\n", " ")


def _rules() -> Iterator[tuple[str, str]]:
    """The figures of the rules, from where the program has them."""
    limits = Limits()
    strictest = "PRO, NRS, OST: the strictest; the combination is own"
    kinds = ", ".join(kind["text"] for kind in words()["kinds"] if kind["id"] in STOPPING_KINDS)
    mild = " or ".join(kind["text"] for kind in words()["kinds"] if kind["id"] in MILD_KINDS)
    yield f"Stop, whatever the number: {kinds}; new in the leg, or further down than at the start", "REL, HIT; own"
    yield f"Stop: a score of {limits.stop_at} or more that is above the start", strictest
    yield f"Ease off: {limits.ease_at} or more above the start, or any {limits.ease_rise} above it", strictest
    yield "Else go on. A start not answered counts as 0, and as nowhere below the back", "own"
    yield (
        f"After a stop two questions stand before the next session, but after a {mild} that is all there was",
        "CRA; own",
    )
    yield "A sign that was ticked keeps every session away until a clinician has looked at it", "own"
    yield (
        f"From {ONLY_EASY_FROM} before a session: breathing on a chair, or a walk if nothing is new in the leg",
        "H3; own",
    )
    yield f"The notice and the cautions are asked again after {ASK_AGAIN_AFTER_DAYS} days", "own"
    up = f"{progression.STEP_UP_RUNS} runs over {progression.STEP_UP_DAYS} days that went well"
    yield f"One level more is offered after {up}", "SFH; the number of runs is own"
    yield (
        f"One level less after pain of {progression.AMBER_FROM} or more above the start, or a worse next day",
        "ARC; own",
    )
    yield (
        f"Half the level after {progression.HALF_AFTER_DAYS} days off, level 0 after {progression.LOWEST_AFTER_DAYS}",
        "NSC; own",
    )
    yield "The lowest level of every session after a pain stop", "SFH"


def _comment(section: str) -> str:
    """What stands above a section in the file, which names its sources."""
    text = ADVICE.read_text(encoding="utf-8")
    found = re.search(rf"((?:^#[^\n]*\n)*)^\[\[?{section}\]\]?\n((?:^#[^\n]*\n)*)", text, re.MULTILINE)
    lines = "".join(found.groups()) if found else ""
    return re.sub(r"\s*^# ?", " ", lines, flags=re.MULTILINE).strip() or "Own wording, which claims no fact."


def _sentences(content: object) -> Iterator[tuple[str, str]]:
    """Every text of a section, with the sources that stand beside it."""
    if isinstance(content, str):
        yield content, ""
    elif isinstance(content, list):
        for item in content:
            own = ", ".join(item.get("sources", ())) if isinstance(item, dict) else ""
            for text, beside in _sentences(item):
                yield text, beside or own
    elif isinstance(content, dict):
        for key, item in content.items():
            if key not in NOT_SENTENCES:
                yield from _sentences(item)


def _caution(caution: Caution) -> tuple[str, str]:
    parts = [f"**{caution.question}**. Takes out: {', '.join(sorted(caution.takes_out)) or 'nothing'}"]
    if caution.shortens:
        parts.append(f"Holds of {caution.hold_most:g} s at most: {', '.join(sorted(caution.shortens))}")
    if caution.keeps:
        parts.append(f"Keeps: {', '.join(sorted(caution.keeps))}")
    if caution.cue:
        parts.append(f"Says: “{caution.cue}”")
    return ". ".join(parts), ", ".join(caution.sources)


def _exercise(exercise: Exercise) -> tuple[str, str]:
    said = exercise.words
    told = [said.start, *said.cues, said.into, said.holding, *(part.say for part in said.parts), said.out]
    dose = f"{exercise.hold} × {exercise.reps}, at most {exercise.max_hold} × {exercise.max_reps}"
    text = f"**{exercise.name}** ({dose}). {' '.join(filter(None, told))} Easier: {exercise.easier} {exercise.avoid}"
    return text, f"dose: {', '.join(exercise.sources)}; words: {', '.join(exercise.words_from)}"


if __name__ == "__main__":
    sys.exit(main())
