"""Every key, a row each: what it does, on which screen, and what it is called there.

From these rows are made the screens' bindings and their lines of keys, the help, the command palette, the keys of
plain mode, the checks of ``[keys]`` in ``config.toml``, the rows of the settings screen and a table of the documents.
To add a key, add a row here and the method that its ``call`` names.

A key is one character, or a name: ``space``, ``enter``, ``f1``, ``ctrl+p``. A small letter counts in either case,
unless the screen has another row for the capital. The keys for sharp pain stand in ``terminal/keys.py``.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Action(NamedTuple):
    """Something that keys do."""

    id: str
    """The screen and a name: ``coach.pause``; without a dot it works everywhere."""
    keys: tuple[str, ...]
    """Its own keys."""
    does: str
    """For the help, plain mode, the settings and documents; empty: the row before tells of it too."""
    name: str = ""
    """For the palette and the binding; empty: what a widget does by itself, of which the help only tells."""
    call: str = ""
    """The action of the screen, with its arguments; ``act('…')`` is one of the runner's ``KEY_ACTIONS``."""
    line: str = ""
    """In the line of keys; empty: it does not stand there."""
    chosen: bool = False
    """Whether a person can choose other keys for it."""

    @property
    def asked_of_runner(self) -> str:
        """Which of the runner's ``KEY_ACTIONS`` it is; empty, if it is more than that."""
        return self.call.removeprefix("act('").removesuffix("')") if self.call.startswith("act('") else ""

    @property
    def screen(self) -> str:
        """On which it works; the id itself where that is everywhere."""
        return self.id.partition(".")[0]


PAIN = "sharp_pain"
_PAIN_DOES = "sharp pain: everything stops at once"


def _chosen(id_: str, keys: tuple[str, ...], does: str, name: str, call: str, line: str = "") -> Action:
    return Action(id_, keys, does, name, call, line, chosen=True)


ACTIONS: Mapping[str, Action] = {
    action.id: action
    for action in (
        _chosen(PAIN, (), _PAIN_DOES, "Sharp pain: stop", "sharp_pain"),
        _chosen("palette", ("ctrl+p", ":"), "all commands and sessions, by name", "All commands", "command_palette"),
        Action("keys", ("?", "f1"), "the keys of the screen in front", "Keys", "keys_in_front"),
        # A session.
        _chosen("coach.pause", ("space",), "pause, and go on", "Pause or go on", "pause", "pause"),
        _chosen("coach.next", ("n", "right"), "next side, or next step", "Next", "act('skip')", "next"),
        _chosen(
            "coach.back", ("b", "left"), "start of this hold; twice: the one before", "Back", "act('back')", "back"
        ),
        _chosen("coach.undo", ("u",), "undo the last skip", "Undo", "act('undo')", "undo"),
        _chosen("coach.more", ("+", "="), "five seconds more", "5 s more", "act('more')"),
        _chosen("coach.less", ("-",), "five seconds less", "5 s less", "act('less')"),
        _chosen("coach.ease", ("e",), "ease off: something aches", "Ease off", "ease", "ease"),
        _chosen("coach.pain", ("p",), "say how strong the pain is", "Pain score", "pain", "pain"),
        _chosen("coach.reach", ("r",), "say where the pain reaches", "Where it reaches", "reach"),
        _chosen("coach.time", ("t",), "how long is left", "Time left", "time", "time left"),
        _chosen("coach.mute", ("m",), "all sound off, or on again", "Sound on or off", "mute"),
        _chosen("coach.voice", ("v",), "the voice off, or on again", "Voice on or off", "voice"),
        _chosen("coach.help", ("?",), "these keys", "Keys", "help", "keys"),
        _chosen("coach.leave", ("q",), "end early, after a question", "End early", "leave", "end"),
        # The library.
        Action("library.choose", ("up", "down"), "choose a session; also k and j, g the first, G the last"),
        Action("library.up", ("k",), "", "The session before", "move(-1)"),
        Action("library.down", ("j",), "", "The next session", "move(1)"),
        Action("library.first", ("g",), "", "The first session", "move(-99999)"),
        Action("library.last", ("G",), "", "The last session", "move(99999)"),
        Action("library.find", ("/",), "find a session or a command by name", "Find", "app.command_palette"),
        Action("library.start", ("enter",), "start it; Space does too"),
        Action("library.preview", ("tab",), "to its preview, and back"),
        _chosen("library.edit", ("e",), "edit it", "Edit", "edit", "edit"),
        Action(
            "library.level", ("l",), "the level that is suggested; again: as before", "The level suggested", "level"
        ),
        _chosen("library.history", ("h",), "what you did, day by day", "What was done", "history", "history"),
        _chosen("library.plan", ("p",), "your plan as text, or a new one", "Your plan", "plan"),
        _chosen("library.goals", ("o",), "your plan's goals", "Your goals", "goals"),
        _chosen("library.cards", ("i",), "what is known about backs, and who says so", "About backs", "cards"),
        _chosen("library.catalogue", ("w",), "every exercise, to look at", "Exercises", "catalogue", "exercises"),
        _chosen("library.answers", ("c",), "your answers to the first questions", "Your answers", "answers", "answers"),
        _chosen("library.settings", ("s",), "settings", "Settings", "settings", "settings"),
        _chosen("library.put_back", ("r",), "put back what a pain stop left out", "Put back", "put_back"),
        _chosen("library.help", ("?",), "these keys", "Keys", "help", "keys"),
        _chosen("library.quit", ("q",), "leave", "Leave", "quit", "leave"),
        # Lists.
        Action("list.up", ("up", "k"), "the row before", "Row before", "move(-1)"),
        Action("list.down", ("down", "j"), "the next row", "Next row", "move(1)"),
        Action("list.page_up", ("pageup",), "further up", "Further up", "page(-1)"),
        Action("list.page_down", ("pagedown",), "further down", "Further down", "page(1)"),
        Action("list.first", ("home", "g"), "the first row", "First row", "to(0)"),
        Action("list.last", ("end", "G"), "the last row", "Last row", "to(-1)"),
        # The settings.
        Action("settings.down", ("down", "tab", "j"), "the next row", "Next row", "move(1)"),
        Action("settings.up", ("up", "shift+tab", "k"), "the row before", "Row before", "move(-1)"),
        Action("settings.page_down", ("pagedown",), "further down", "Further down", "move(6)"),
        Action("settings.page_up", ("pageup",), "further up", "Further up", "move(-6)"),
        Action("settings.first", ("home", "g"), "the first row", "First row", "move(-999)"),
        Action("settings.last", ("end", "G"), "the last row", "Last row", "move(999)"),
        Action("settings.change", ("space", "left", "right"), "change it; a number can be typed"),
        Action("settings.clear", ("ctrl+u",), "clear a text"),
        Action(
            "settings.default", ("r",), "back to the default; a text and keys are cleared", "The default", "default"
        ),
        Action("settings.help", ("?", "f1"), "these keys", "Keys", "help"),
        Action("settings.back", ("escape", "q"), "back; what you changed is kept", "Back", "back"),
        # The editor: its list of steps, and all of it.
        Action(
            "steps.fields", ("enter", "right"), "the step's fields; Esc goes back to the list", "Its fields", "fields"
        ),
        Action("steps.add", ("a",), "add an exercise, or something else, after it", "From the catalogue", "add"),
        Action("steps.own", ("o",), "add a move of your own", "Own move", "own"),
        Action("steps.rest", ("r",), "add a rest", "Rest", "rest"),
        Action("steps.rounds", ("g",), "rounds of the step; then move others into them", "Rounds", "rounds"),
        Action("steps.duplicate", ("d",), "duplicate the step", "Duplicate", "duplicate"),
        Action("steps.look", ("w",), "look at it, and at every other exercise", "Exercises", "look"),
        Action("steps.delete", ("delete", "backspace"), "remove it", "Remove", "delete"),
        Action("steps.move_up", ("[", "alt+up"), "move it up, into rounds and out", "Move up", "move(-1)"),
        Action("steps.move_down", ("]", "alt+down"), "move it down", "Move down", "move(1)"),
        Action("steps.more", ("+", "="), "more repetitions, rounds, rest; in a field more", "More", "count(1)"),
        Action("steps.fewer", ("-",), "fewer, less", "Fewer", "count(-1)"),
        Action("steps.longer", (">", "."), "a longer hold", "Longer", "hold(1)"),
        Action("steps.shorter", ("<", ","), "a shorter one", "Shorter", "hold(-1)"),
        Action("editor.undo", ("u", "f3", "ctrl+underscore"), "undo; while typing F3", "Undo", "undo"),
        Action("editor.redo", ("U", "shift+u", "f4", "ctrl+y"), "redo; while typing F4", "Redo", "redo"),
        Action("editor.switch", ("f2", "ctrl+t"), "the steps, or the text of the file", "Steps or text", "switch"),
        Action("editor.save", ("ctrl+s",), "save", "Save", "save"),
        Action(
            "editor.restore",
            ("ctrl+r",),
            "back to the original of one of the program's",
            "Restore the original",
            "restore",
        ),
        Action("editor.help", ("?", "f1"), "these keys, also while typing", "Keys", "help"),
        Action("editor.back", ("escape", "q"), "back", "Back", "back"),
        # The catalogue.
        Action("catalogue.find", ("/",), "find an exercise by a word", "Find an exercise", "find"),
        Action("catalogue.back", ("escape", "q", "w"), "back", "Back", "back"),
        # The plan's text.
        Action("plan.undo", ("f3",), "undo", "Undo", "undo"),
        Action("plan.redo", ("f4",), "redo", "Redo", "redo"),
        Action("plan.problems", ("tab",), "to the list of what is wrong; Enter there goes to the line"),
        Action("plan.save", ("ctrl+s",), "save", "Save", "save"),
        Action("plan.help", ("f1", "?"), "these keys", "Keys", "help"),
        Action("plan.back", ("escape", "q"), "back", "Back", "back"),
    )
}
"""By id, in the order in which the help names them."""

CHOSEN: Mapping[str, Action] = {id_: action for id_, action in ACTIONS.items() if action.chosen}
"""What can have other keys. Esc and Enter, lists, what is ticked or typed, and the editor keep theirs; so does what a
sentence of ``advice.toml`` names."""

_SHOWN = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "insert": "Ins",
    "space": "space",
    "backspace": "Backspace",
}


def of_screen(screen: str) -> tuple[Action, ...]:
    """The rows of a screen, in their order."""
    return tuple(action for action in ACTIONS.values() if action.screen == screen)


def shown(key: str) -> str:
    """A key as it is printed on a keyboard: ``Ctrl+P``, ``F2``, ``←``."""
    return _SHOWN.get(key) or (key.title() if len(key) > 1 else key)
