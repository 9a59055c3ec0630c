"""What the command palette offers: all that can be done on the screen in front, and what can be done anywhere.

It opens over the screens that say so (``HAS_PALETTE``), none of which can stand over a session or over the advice.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from backstretch.base.text import plain
from backstretch.run.screening_questions import told
from backstretch.settings import THEMES, change
from backstretch.tui.help import HelpScreen
from backstretch.tui.library.screen import LibraryScreen
from backstretch.tui.questions.choice import ChoiceScreen
from backstretch.tui.settings.screen import SettingsScreen

if TYPE_CHECKING:
    from backstretch.tui.host import Host


class Command(NamedTuple):
    """One line of the palette."""

    name: str
    does: str
    """What more there is to say of it; the keys that do the same, where there are some."""
    run: Callable[[], object]


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
            score, places = matcher.fuzzy_search.match(query, command.name)
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
        yield Command("Sharp pain: what to do", "x", partial(app.run_action, "sharp_pain"))

    def _sessions(self) -> Iterator[Command]:
        """Start or edit each session."""
        library = self.screen
        if not isinstance(library, LibraryScreen):
            return
        sessions = library.sessions()
        for found, title in sessions:
            yield Command(f"Start {title}", "asks the questions before it first", partial(library.app.start, found))
        for found, title in sessions:
            yield Command(f"Edit {title}", "its steps, or the text of its file", partial(library.app.edit, found))

    def _of_program(self) -> Iterator[Command]:
        app = cast("Host", self.app)
        if not any(binding.action == "help" for binding in self._bindings()):
            yield Command("Keys", "what every key does", lambda: app.push_screen(HelpScreen("library", "coach")))
        yield Command("The tour", "three short screens: what a session looks like, and the key x", app.tour)
        yield Command("What works on this machine", "sound, voice, files", partial(_examine, app))
        if not isinstance(self.screen, SettingsScreen):  # all of these are rows there
            yield from _set_at_once(app)

    def _bindings(self) -> list[Binding]:
        """Those of the screen in front; Textual's own have no id."""
        active = self.screen.active_bindings.values()
        return [each.binding for each in active if each.node is self.screen and each.binding.id]

    def _is_of_use(self, binding: Binding) -> bool:
        """Whether there is anything to do: nothing can be put back where nothing was left out for having hurt."""
        return binding.id != "library.put_back" or bool(cast("Host", self.app).context.gate.hurt())

    def _keys(self) -> Iterator[Command]:
        """What the keys of the screen in front do, each once."""
        done: set[str] = set()
        for binding in self._bindings():
            if binding.action not in done and self._is_of_use(binding):
                done.add(binding.action)
                key = self.app.get_key_display(binding)
                yield Command(binding.description, key, partial(self.screen.run_action, binding.action))


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
    for name, what in (("sounds", "tones"), ("voice", "voice")):
        on = getattr(settings, name)
        yield Command(f"{what.capitalize()} {'off' if on else 'on'}", "kept", partial(_keep, app, name, not on))
    for theme in ("", *THEMES):
        name = theme or "the program's own"
        here = "as it is now" if theme == settings.theme else "kept"
        yield Command(f"Colour theme: {name}", here, partial(_keep, app, "theme", theme))


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
