"""What the README and ``docs/`` tell people to type is what the program takes, and their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from backstretch.actions import of_screen
from backstretch.commands.click_program import cli
from backstretch.commands.command_table import COMMANDS

pytestmark = pytest.mark.second

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCUMENTS = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LONGEST = 80
"""Lines of the README: a screen or two."""
_TYPED = re.compile(r"`(?:\$ )?(backstretch(?: [^`]+)?)`|^\$ (backstretch(?: [^#\n]+)?)(?:  #.*)?$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#:<>]*)(#[^)]*)?\)")


def typed(text: str) -> list[str]:
    """Every command line of ours in a document, without what is piped on."""
    found = (inline or block for inline, block in _TYPED.findall(text))
    return [re.split(r" (?:\\?\||>) ", line.replace("&#124;", "|"))[0].strip() for line in found]


def parse(line: str) -> None:
    """Read a command line as the program does. Raises click's errors."""
    command: click.Command = cli
    context, arguments = click.Context(cli, info_name="backstretch"), shlex.split(line)[1:]
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None
        assert name is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    if not isinstance(command, click.Group):
        command.make_context(context.info_name, arguments, parent=context.parent)


def test_every_command_line_is_one_that_the_program_takes() -> None:
    lines = {(path.name, line) for path in DOCUMENTS for line in typed(path.read_text(encoding="utf-8"))}
    assert len(lines) > 60
    assert {line.split()[1] for _, line in lines if " " in line} >= COMMANDS.keys()
    for name, line in sorted(lines):
        if re.search(r"\b[A-Z]\b|\bCOMMAND\b|…|[\[{]", line):  # a form, not a line
            continue
        try:
            parse(line)
        except click.exceptions.Exit:
            pass
        except click.MissingParameter:  # a command that is only named
            assert len(line.split()) <= 4, (name, line)
        except click.UsageError as error:
            pytest.fail(f"{name}: {line}: {error.format_message()}")


def test_links_lead_somewhere() -> None:
    for path in DOCUMENTS:
        for target, anchor in _LINK.findall(path.read_text(encoding="utf-8")):
            there = (path.parent / target) if target else path
            assert there.exists(), (path.name, target)
            if anchor and there.suffix == ".md":
                headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
                assert anchor[1:] in {re.sub(r"[^a-z0-9 -]", "", h.lower()).replace(" ", "-") for h in headings}, anchor


def test_every_document_is_found_from_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    linked = set(re.findall(r"\(docs/([a-z-]+\.md)\)", text))
    assert {path.name for path in DOCUMENTS[2:]} == linked
    assert len(text.splitlines()) <= LONGEST


def test_the_readme_says_how_to_begin_and_how_to_stop() -> None:
    text = README.read_text(encoding="utf-8")
    lines = re.findall(r"<!-- (set up and [a-z]+) -->\n```sh\n(.+)\n```", text)
    assert [mark for mark, _ in lines] == ["set up and run", "set up and test"]
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install ") for _, line in lines)
    for way in ("uvx --from . backstretch", "uv tool install .", "pipx install .", "git clone ", ".venv\\Scripts\\"):
        assert way in text
    powershell = next(line for line in text.splitlines() if "PowerShell" in line)
    assert "&&" not in powershell
    assert text.index("`x`") < text.index("## Run it")
    assert set(re.findall("`([a-z?])`", text)) <= {key for action in of_screen("coach") for key in action.keys} | {"x"}


PACKAGE = ROOT / "backstretch"
OF_PEOPLE = {"config.toml", "plan.toml", "setup.py", ".tcss"}
"""What CONTRIBUTING names that is no file of the project."""


def test_every_file_that_contributing_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {name.rstrip("/") for name in re.findall(r"`([\w./-]+(?:/|\.(?:py|toml|tcss|css|js|md|yml)))`", text)}
    assert len(named) > 80
    modules = {path.name for path in PACKAGE.rglob("*") if "__pycache__" not in path.parts}
    gone = [
        name
        for name in sorted(named - OF_PEOPLE)
        if not ((ROOT / name).exists() or (PACKAGE / name).exists() or name in modules)
    ]
    assert gone == []


def test_the_tree_of_contributing_has_every_room() -> None:
    tree = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\nbackstretch/\n")[2].partition("```")[0]
    named = {line.split()[0] for line in tree.splitlines()}
    there = {f"{path.name}/" for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert {name for name in named if name.endswith("/")} == there
    assert {name for name in named if name.endswith(".py")} == {"cli.py", "actions.py"}
