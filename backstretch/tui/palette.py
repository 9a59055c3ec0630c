"""What the command palette offers: all that can be done on the screen in front, and what can be done anywhere.

It opens over the screens that say so (``HAS_PALETTE``), none of which can stand over a session or over the advice.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, cast

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from backstretch.base.text import plain
from backstretch.run.screening_questions import told
from backstretch.settings import THEMES, change
from backstretch.tui.host import Host
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.settings.screen import SettingsScreen

_CALLED = 0.1
"""The score of what is called otherwise: below all that is found by its name."""
_CALLED_TOO = {
    "answers": "cautions conditions notice health",
    "back": "quit exit close leave",
    "catalogue": "catalog moves pictures figures look",
    "cards": "information facts sources",
    "default": "reset",
    "edit": "change modify steps",
    "goals": "rate score",
    "help": "help shortcuts",
    "history": "history log runs statistics stats calendar streak charts",
    "level": "harder easier progress",
    "plan": "today schedule weeks",
    "put_back": "restore",
    "quit": "quit exit close",
    "settings": "options preferences configuration volume language",
}
"""What people call the actions of a screen's keys, beside their names."""


class Command(NamedTuple):
    """One line of the palette."""

    name: str
    does: str
    """What more there is to say of it; the keys that do the same, where there are some."""
    run: Callable[[], object]
    words: str = ""
    """What else people call it."""

    def match(self, query: str, matcher: Matcher) -> tuple[float, Sequence[int]]:
        """How well it is meant by what is typed, and the places in its name; its other words count whole or begun."""
        score, places = matcher.fuzzy_search.match(query, self.name)
        if score > 0:
            return score, places
        typed = query.casefold().split()
        known = self.words.split()
        called = bool(typed) and all(any(word.startswith(part) for word in known) for part in typed)
        return (_CALLED, ()) if called else (0.0, ())


class Commands(Provider):
    """The commands of the moment."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed. Few files are read: the palette shows only when all of it is there."""
        for command in (*self._of_screen(), *self._sessions(), *self._of_program()):
            yield DiscoveryHit(_line(Content(command.name), command), command.run, command.name)

    async def search(self, query: str) -> Hits:
        """Those that match what is typed; the titles of all sessions are read for it, once."""
        matcher = self.matcher(query)
        async for command in self._commands():
            score, places = command.match(query, matcher)
            if score > 0:
                line = _line(_marked(command.name, places, matcher), command)
                yield Hit(score, line, command.run, command.name)

    async def _commands(self) -> AsyncIterator[Command]:
        for command in (*self._of_screen(), *self._of_program()):
            yield command
        if isinstance(self.screen, LibraryScreen):
            await self.screen.read_all()
        for command in self._sessions():
            yield command

    def _of_screen(self) -> Iterator[Command]:
        app = cast("Host", self.app)
        yield from self._keys()
        run = partial(app.run_action, "sharp_pain")
        yield Command("Sharp pain: what to do", "x", run, "stop emergency hurts ache advice")

    def _sessions(self) -> Iterator[Command]:
        """Start or edit each session."""
        library = self.screen
        if not isinstance(library, LibraryScreen):
            return
        sessions = library.sessions()
        for found, title in sessions:
            start = partial(library.app.start, found)
            yield Command(f"Start {title}", "asks the questions before it first", start, "run begin go")
        for found, title in sessions:
            yield Command(f"Edit {title}", "its steps, or the text of its file", partial(library.app.edit, found))

    def _of_program(self) -> Iterator[Command]:
        app = cast("Host", self.app)
        if not any(binding.action == "help" for binding in self._bindings()):
            keys = partial(app.run_action, "keys_in_front")
            yield Command("Keys", "what each does on this screen", keys, _CALLED_TOO["help"])
        tour = "three short screens: what a session looks like, and the key x"
        yield Command("The tour", tour, app.tour, "tutorial introduction help")
        examine = partial(_examine, app)
        yield Command("What works on this machine", "sound, voice, files", examine, "doctor check test")
        if not isinstance(self.screen, SettingsScreen):  # all of these are rows there
            yield from _set_at_once(app)

    def _bindings(self) -> list[Binding]:
        """Those of the screen in front; Textual's own have no id."""
        active = self.screen.active_bindings.values()
        return [each.binding for each in active if each.node is self.screen and each.binding.id]

    def _is_of_use(self, binding: Binding) -> bool:
        """Whether there is anything to do that is worth a line here: to move is done by keys."""
        if binding.action.startswith("move(") or binding.action == "app.command_palette":
            return False
        is_of_use: Callable[[str], bool] | None = getattr(self.screen, "is_of_use", None)
        return is_of_use is None or is_of_use(binding.action)

    def _keys(self) -> Iterator[Command]:
        """What the keys of the screen in front do, each once."""
        done: set[str] = set()
        for binding in self._bindings():
            if binding.action not in done and self._is_of_use(binding):
                done.add(binding.action)
                key, run = self.app.get_key_display(binding), partial(self.screen.run_action, binding.action)
                yield Command(binding.description, key, run, _CALLED_TOO.get(binding.action, ""))


def _marked(name: str, places: Sequence[int], matcher: Matcher) -> Content:
    """A name with the characters that were typed; the matcher's own way would take the title of a session as markup."""
    content = Content(name)
    for place in places:
        content = content.stylize(matcher.match_style, place, place + 1)
    return content


def _line(name: Content, command: Command) -> Content:
    """One row: what it is called, and quietly what more there is to say."""
    return name.append(Content.styled(f"  {command.does}", "not bold dim"))


def _set_at_once(app: "Host") -> Iterator[Command]:
    """The settings that one wants to change quickly."""
    settings = app.context.settings
    for name, what, words in (("sounds", "Tones", "sound mute silence quiet beeps"), ("voice", "Voice", "speech mute")):
        on = getattr(settings, name)
        yield Command(f"{what} {'off' if on else 'on'}", "kept", partial(_keep, app, name, not on), words)
    for theme in ("", *THEMES):
        name = theme or "the program's own"
        here = "as it is now" if theme == settings.theme else "kept"
        yield Command(f"Colour theme: {name}", here, partial(_keep, app, "theme", theme), "color dark light contrast")


def _keep(app: "Host", name: str, value: object) -> None:
    """Let a setting hold from now on."""
    context = app.context
    app.use_settings(change(context.settings, name, value))
    kept = context.keep_settings()
    app.warn(kept.error)
    if kept.copy:
        app.warn(f"The settings file as it was is kept as {kept.copy}.")


def _examine(app: "Host") -> None:
    """Say what works here and what does not; to find out takes a moment."""
    app.notify("Looking at sound, voice and files…", markup=False)
    app.run_worker(partial(_find, app), thread=True, group="doctor", exclusive=True)


def _find(app: "Host") -> None:
    """On a thread of its own."""
    from backstretch.doctor.examination import examine
    from backstretch.doctor.finding import Subject

    lines = []
    for finding in examine(Subject(app.context.paths, app.context.settings)):
        fix = f" Fix: {finding.fix}" if finding.fix else ""
        lines.append(f"{finding.status}  {finding.check}: {finding.message}{fix}")
    app.call_from_thread(_show, app, lines)


def _show(app: "Host", lines: list[str]) -> None:
    """Where the person went on to something else meanwhile, nothing is put over it."""
    if app.may_open_palette:
        app.push_screen(ChoiceScreen.of(told("What works on this machine", *map(plain, lines))))
