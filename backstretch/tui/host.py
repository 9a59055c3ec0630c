"""What screens, widgets and the driver may ask of the program. ``app.BackstretchApp`` is the only one there is."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from backstretch.tui.colours import Look, look_of, variables
from backstretch.tui.keymap import PAIN_KEYS, SHARP_PAIN, PainCount, keymap_of
from backstretch.tui.textual_private import QuietExit

if TYPE_CHECKING:
    from backstretch.audio.audio import Audio
    from backstretch.run.context import Context
    from backstretch.run.runner import Runner
    from backstretch.run.wake_lock import WakeLock
    from backstretch.session.library import Found
    from backstretch.session.model import Session
    from backstretch.settings import Settings
    from backstretch.terminal.headline import Headline
    from backstretch.tui.exit_signals import Endings


class Host(QuietExit):
    """The program, as far as its parts know it: nobody but the start of the program imports ``app``."""

    context: Context
    awake: WakeLock
    endings: Endings
    headline: Headline | None = None
    """What stands on the terminal while the program is loaded."""

    def __init__(self, *, driver_class: type | None = None, ansi_color: bool | None = None) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self.pain = PainCount()
        self.pain_keys = frozenset(PAIN_KEYS)
        """The keys that stop everything, as Textual names them."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of a session's phases."""
        return variables(self.look)

    @property
    def look(self) -> Look:
        """What goes with the theme and the terminal."""
        theme = self.current_theme
        return look_of(theme.name, dark=theme.dark, sixteen=self.console.color_system == "standard")

    @property
    def takes_text(self) -> bool:
        """Whether what is typed goes into a field; nothing does on the way out. For any thread."""
        if self.return_code is not None or not self.screen_stack:
            return False
        from textual.widgets import Input

        return isinstance(self.focused, Input) or getattr(self.focused, "TAKES_TEXT", False)

    @property
    def may_open_palette(self) -> bool:
        """Whether the screen in front has a command palette; none that stands over a session or the advice has."""
        return self.runner is None and getattr(self.screen, "HAS_PALETTE", False)

    @property
    def may_tell_keys(self) -> bool:
        """Whether keys may be told of over the screen in front: over no session under way, and not over the advice."""
        under_way = self.runner is not None and not self.runner.state.over
        return not under_way and getattr(self.screen, "TELLS_KEYS", True)

    def apply_keys(self, settings: Settings) -> None:
        """Let the keys be those the person chose."""
        keymap = keymap_of(settings.keys)
        self.set_keymap(keymap)
        self.pain_keys = frozenset(keymap.get("sharp_pain", SHARP_PAIN).split(","))

    def warn(self, text: str) -> None:
        """Say something that went wrong but stops nothing; no text, nothing said."""
        if text:
            self.notify(text, severity="warning", markup=False)

    def named(self, text: str) -> str:
        """``text`` with its gaps for keys filled."""
        from backstretch.settings.key_map import named

        return named(text, self.context.settings.keys)

    @property
    @abstractmethod
    def runner(self) -> Runner | None:
        """The run under way or just over."""

    @property
    @abstractmethod
    def audio(self) -> Audio:
        """Everything that is heard."""

    @abstractmethod
    def prepare_sound(self, texts: Iterable[str], tell: Callable[[str], None]) -> None:
        """Have a session's ``texts`` ready, and find out what can be played; ``tell`` is called once if nothing can."""

    @abstractmethod
    def start(self, found: Found | Session, from_step: int | None = None, level: int | None = None) -> None:
        """Ask what must be asked, then run the session from step ``from_step`` on (from 1) at ``level`` (from 0)."""

    @abstractmethod
    def edit(self, found: Found) -> None:
        """Open the editor of a session's file."""

    @abstractmethod
    def tour(self) -> None:
        """Show what a session looks like, and the one key that matters."""

    @abstractmethod
    def begin(self, runner: Runner) -> None:
        """Show the session that ``runner`` carries: the questions before it are answered."""

    @abstractmethod
    def summarise(self, runner: Runner) -> None:
        """Show what was done in the session that is over, and ask how it feels."""

    @abstractmethod
    def stop_afterwards(self, score: int | None, kind: str | None) -> None:
        """Turn the run that is over into one stopped for pain, of ``score`` 0–10 and ``kind``, and show the advice."""

    @abstractmethod
    def use_settings(self, new: Settings) -> None:
        """Let the settings hold from now on, wherever they show or sound."""

    @abstractmethod
    def home(self, code: int = 0) -> None:
        """Go back to the library, or leave with this exit code if the program was started for one session."""

    @abstractmethod
    def action_sharp_pain(self, score: int | None = None) -> None:
        """Freeze the session, write the stop down, show what to do: nothing is asked first. ``score``: 0–10."""
