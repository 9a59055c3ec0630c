"""Which commands there are, and which of them need no grammar when they are called in their plainest form.

Loading click and building a command's options takes longer than most commands do. A command line that consists of
a command of ``DIRECT``, flags of its row and plain operands means the same without click; everything else, also what is
wrong, is click's.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

COMMANDS = {
    "answers": "answers_command:answers",
    "card": "card:card",
    "cards": "cards_command:cards_",
    "check": "check:check",
    "completion": "completion:completion",
    "config": "config:config",
    "doctor": "doctor:doctor",
    "edit": "edit:edit",
    "goals": "goals_command:goals",
    "list": "sessions:list_",
    "log": "log:log",
    "new": "new:new",
    "paths": "places:paths",
    "plan": "plan_command:plan",
    "put-back": "answers_command:put_back",
    "remind": "remind:remind",
    "run": "run:run",
    "schema": "schema_command:schema",
    "script": "script_command:script",
    "show": "sessions:show",
    "sounds": "sounds:sounds",
    "stats": "stats:stats",
    "walk": "walk:walk",
}
"""Each command's module in ``commands``, and its name there: a command is loaded when it is called."""

OTHER_WORDS = {
    "begin": "run",
    "start": "run",
    "help": "--help",
    "version": "--version",
    "settings": "config",
    "history": "log",
    "journal": "log",
    "export": "log export",
    "merge": "log merge",
    "import": "log merge",
    "report": "log report",
    "delete": "log delete",
    "note": "log note",
    "sessions": "list",
    "exercises": "list --exercises",
    "cautions": "answers",
    "undo": "put-back",
    "reminder": "remind",
    "print": "card",
}
"""What people type for a command that is called otherwise here."""


class Direct(NamedTuple):
    """A command that can be called without click."""

    function: str
    """Its module in ``commands``, and the name of what does its work there; click's command calls the same."""
    flags: Mapping[str, str]
    """Options without a value, each with the keyword that it sets to True."""
    most_operands: int = 0
    """How many operands it takes; at least one where it takes any. They are given in their order."""


DIRECT = {
    "": Direct("session_start:open_library", {}),
    "check": Direct("problem_report:check_files", {"--json": "as_json", "--strict": "strict"}, most_operands=1000),
    "list": Direct("session_lines:print_sessions", {"--json": "as_json"}),
    "log": Direct("log_lines:print_log", {"--json": "as_json"}),
    "run": Direct(
        "session_start:run_session", {"--plain": "plain", "--mute": "mute", "--easy": "easy"}, most_operands=1
    ),
    "stats": Direct("stats_output:print_stats", {"--json": "as_json", "--plain": "words"}),
}
"""By name; the empty one is the program without a command."""

_NOT_PLAIN = frozenset("*?[]~$%")
"""Characters that click expands on Windows."""


def direct_call(arguments: Sequence[str]) -> Callable[[], int | None] | None:
    """What does the work of this command line; None if it needs click."""
    name, *rest = arguments or [""]
    row = DIRECT.get(name)
    if row is None or arguments[:1] == [""]:
        return None
    flags = [argument for argument in rest if argument in row.flags]
    operands = [argument for argument in rest if argument not in row.flags]
    least = min(1, row.most_operands)
    if not least <= len(operands) <= row.most_operands or not all(map(_is_plain, operands)):
        return None

    def call() -> int | None:
        module, attribute = row.function.split(":")
        function: Callable[..., int | None] = getattr(import_module(f"backstretch.commands.{module}"), attribute)
        return function(*operands, **{row.flags[flag]: True for flag in flags})

    return call


def _is_plain(operand: str) -> bool:
    return bool(operand) and not operand.startswith("-") and _NOT_PLAIN.isdisjoint(operand)
