"""Makes what the documents in ``docs/`` repeat of the program: tables, messages, seconds and figures.

And the modules of ``backstretch.compiled``, which repeat its TOML files.

    python tools/make_docs.py            rewrites it, between the marks "made: …" and "end", and ``docs/figures/``
    python tools/make_docs.py --check    says which documents would change; 1 if any would

A mark names what is made there. "problems" and "seconds" are made of the ``toml`` block before them.
"""

from __future__ import annotations

import argparse
import re
import runpy
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import cast

import click

from backstretch.actions import CHOSEN, of_screen, shown
from backstretch.base.text import clock, number
from backstretch.care_plan import plan_keys
from backstretch.commands.click_program import cli
from backstretch.figure.poses import poses
from backstretch.figure.svg import svg
from backstretch.session.catalogue import Exercise, catalogue, sources
from backstretch.session.cautions import Caution, cautions
from backstretch.session.format import EXERCISE_STEP, FILE, GROUP, HOLD, OWN_MOVE, PARTS, REPS, REST_STEP
from backstretch.session.hints import allowed, left_out
from backstretch.session.key_kinds import Choice, Form, Key
from backstretch.session.reader import Reading, read_session
from backstretch.session.timeline import Phase, timeline
from backstretch.settings.config_file import written
from backstretch.settings.spec import SETTINGS

DOCS = Path(__file__).parents[1] / "docs"

_REGION = re.compile(r"(<!-- made: ([a-z -]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_TOML = re.compile(r"^```toml\n(.*?)^```$", re.DOTALL | re.MULTILINE)

HEAD = 'format = 1\ntitle = "…"\n'
STEP = "[[steps]]\nrest = 5\n"


def main() -> int:
    """Write the documents, or say which of them would change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if anything would change")
    check = parser.parse_args().check
    made = {path: remade(path) for path in sorted(DOCS.glob("*.md"))} | figures() | clinician_sheet() | data_modules()
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        sys.stdout.write(f"{path.name}: {'not what would be made now' if check else 'written'}\n")
        if not check:
            path.write_text(made[path], encoding="utf-8", newline="\n")
    return int(check and bool(stale))


def data_modules() -> dict[Path, str]:
    """The program's own TOML files as modules, each made whole."""
    made: dict[Path, str] = runpy.run_path(str(Path(__file__).with_name("data_modules.py")))["modules"]()
    return made


def clinician_sheet() -> dict[Path, str]:
    """The page for clinicians, which is made whole."""
    made = runpy.run_path(str(Path(__file__).with_name("clinician_sheet.py")))
    return {made["PAGE"]: made["page"]()}


def figures() -> dict[Path, str]:
    """The files of the pictures, with what stands in each: an exercise's hold, on the right where there are sides."""
    return {DOCS / "figures" / f"{id_}.svg": svg(pose) for id_, pose in poses().items()}


def remade(path: Path) -> str:
    """The document with everything between the marks made anew."""
    text = path.read_text(encoding="utf-8")

    def region(match: re.Match[str]) -> str:
        name = match[2]
        from_block = _FROM_BLOCK.get(name)
        made = from_block(_TOML.findall(text[: match.start()])[-1]) if from_block else _TABLES[name]()
        return f"{match[1]}\n{made}\n\n{match[3]}"

    return _REGION.sub(region, text)


def read(block: str) -> tuple[Reading, int]:
    """A block of a document as a session file, what it lacks filled in; and how many lines stand before it."""
    before = "" if "format =" in block else HEAD
    after = "" if re.search(r"^\[*steps", block, re.MULTILINE) else STEP
    data = f"{before}{block}{after}".encode()
    return read_session(data, id="my-session", path="my-session.toml", exercises=catalogue()), before.count("\n")


def problems(block: str) -> str:
    """What the program says of a block, its lines counted from the block's first."""
    reading, before = read(block)
    said = [str(problem._replace(line=problem.line - before)) for problem in reading.problems]
    return _fenced(said)


def seconds(block: str) -> str:
    """What becomes of a block, second by second."""
    session = read(block)[0].session
    if session is None:
        raise ValueError(block)
    laid_out = timeline(session)
    return _fenced([*map(_phase, laid_out.phases), f"{clock(laid_out.total_seconds):>5}  the end"])


def _phase(phase: Phase) -> str:
    side = f"  {phase.side}" if phase.side else ""
    rep = f"{', ' if side else '  '}repetition {phase.rep}" if phase.rep else ""
    return f"{clock(phase.start):>5}  {phase.kind:<7} {number(phase.seconds):>3} s{side}{rep}"


def _fenced(lines: Iterable[str]) -> str:
    return "\n".join(["```text", *lines, "```"])


def keys(form: Form) -> str:
    """A table of the keys of one form."""
    return _table(
        ("key", "what it says", "may be", "if left out"),
        ((f"`{key.name}`", key.meaning, allowed(key), _left_out(key, form)) for key in form.keys),
    )


def _left_out(key: Key, form: Form) -> str:
    return "it must be there" if key.name in form.needs else left_out(key)


def words() -> str:
    """A table of every word that a key can be."""
    choices = [key for form in (FILE, EXERCISE_STEP) for key in form.keys if isinstance(key, Choice)]
    return _table(
        ("key", "word", "stands for"),
        ((f"`{key.name}`", f'`"{word}"`', said) for key in choices for word, said in key.words.items()),
    )


def setting_table() -> str:
    """A table of the settings."""
    return _table(
        ("key", "default", "may be", "what it does"),
        (
            (
                f"`{'.'.join(setting.key)}`",
                f"`{written(setting.default)}`",
                setting.row.allowed,
                setting.row.detail or setting.row.about,
            )
            for setting in SETTINGS.values()
        ),
    )


def action_table() -> str:
    """A table of what can have other keys."""
    return _table(
        ("action", "its own keys", "what it does"),
        ((f"`{id_}`", " ".join(f"`{key}`" for key in action.keys), action.does) for id_, action in CHOSEN.items()),
    )


def screen_keys(screen: str) -> str:
    """A table of the keys of one screen; those of a list that a row before tells of are left out."""
    rows = ((" ".join(f"`{shown(key)}`" for key in action.keys), action.does) for action in of_screen(screen))
    return _table(("key", "does"), ((key, does) for key, does in rows if key and does))


def command_table() -> str:
    """A table of the commands, those within others too."""
    return _table(("command", "does"), _commands(cli, click.Context(cli, info_name="backstretch")))


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, str]]:
    for name in group.list_commands(context):
        command = cast("click.Command", group.get_command(context, name))
        within = click.Context(command, info_name=name, parent=context)
        operands = [piece for each in command.params for piece in each.get_usage_pieces(within)]
        yield f"`{' '.join([within.command_path, *operands])}`", command.short_help or ""
        if isinstance(command, click.Group):
            yield from _commands(command, within)


def caution_table() -> str:
    """A table of the cautions."""
    return _table(("id", "what a person ticks"), ((f"`{one.id}`", _ticked(one)) for one in cautions().values()))


def _ticked(caution: Caution) -> str:
    return caution.question if caution.asked else f"{caution.question}; everyone's, until they switch them on"


def exercise_table() -> str:
    """A table of the catalogue, with what takes each exercise out."""
    return _table(
        ("id", "picture", "name", "position", "dose", "left out with", "sources", "words from"),
        (
            (
                f"`{one.id}`",
                f"![{one.name}](figures/{one.id}.svg)",
                one.name,
                one.position,
                dose(one),
                _touched(one),
                ", ".join(one.sources),
                ", ".join(one.words_from),
            )
            for one in catalogue().values()
        ),
    )


def dose(exercise: Exercise) -> str:
    """An exercise's default dose."""
    sides = {"none": "", "both": ", each side", "alternate": ", sides in turn"}.get(
        exercise.sides, f", {exercise.sides}"
    )
    released = exercise.reps > 1 and exercise.sides != "alternate" and exercise.rest_between.amount
    rest = f", {exercise.rest_between} between" if released else ""
    return f"{exercise.reps} × {exercise.hold}{sides}{rest}"


def _touched(exercise: Exercise) -> str:
    touching = ", ".join(f"`{one.id}`" for one in cautions().values() if one.touches(exercise))
    swaps = ", else ".join(f"`{id_}`" for id_ in exercise.swaps)
    return f"{touching} (instead: {swaps})" if swaps else touching


def source_list() -> str:
    """What each key of a source stands for."""
    return "\n".join(f"- **{key}**: {_linked(text)}" for key, text in sources().items())


def _linked(text: str) -> str:
    return re.sub(r"\((https?://[^ ]+)\)", r"(<\1>)", text)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(_rows(header, rows))


def _rows(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(header)
    yield _row(("---",) * len(header))
    yield from map(_row, rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


_WHAT_IS_OWN = Form(OWN_MOVE.title, tuple(key for key in OWN_MOVE.keys if key.name in OWN_MOVE.needs), OWN_MOVE.needs)
"""The keys in which a move of one's own differs from an exercise of the catalogue."""

_SCREENS = {"session": "coach", "plan screen": "plan"} | {
    screen: screen for screen in ("library", "catalogue", "list", "steps", "editor", "settings")
}
_TABLES: dict[str, Callable[[], str]] = {
    "keys of the file": partial(keys, FILE),
    "keys of an exercise": partial(keys, EXERCISE_STEP),
    "keys of an own move": partial(keys, _WHAT_IS_OWN),
    "keys of a part": partial(keys, Form("", PARTS.keys)),
    "keys of a rest": partial(keys, REST_STEP),
    "keys of a group": partial(keys, GROUP),
    "keys of a range of hold": partial(keys, Form("", HOLD.ends)),
    "keys of a range of reps": partial(keys, Form("", REPS.ends)),
    "plan keys": partial(keys, plan_keys.FILE),
    "plan session keys": partial(keys, plan_keys.SESSION_TASK),
    "plan walk keys": partial(keys, plan_keys.WALK_TASK),
    "plan goal keys": partial(keys, plan_keys.GOAL_FORM),
    "words": words,
    "settings": setting_table,
    "actions": action_table,
    "commands": command_table,
    **{f"{name} keys": partial(screen_keys, screen) for name, screen in _SCREENS.items()},
    "cautions": caution_table,
    "exercises": exercise_table,
    "sources": source_list,
}

_FROM_BLOCK: dict[str, Callable[[str], str]] = {"problems": problems, "seconds": seconds}


if __name__ == "__main__":
    sys.exit(main())
