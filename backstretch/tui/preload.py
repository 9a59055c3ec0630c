"""What is loaded behind the first frame, so that nothing is loaded in mid-session or on the way to a stop."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

from backstretch.tui.host import Host

_BEFORE_A_SESSION = (
    *("questions.check_in", "questions.signs", "questions.choice", "questions.notice", "questions.tour"),
    "questions.getting_down",
)
IN_A_SESSION = ("coach.screen", "coach.dialogs", "coach.escalation", "help", "coach.afterwards", "questions.answers")
_FROM_THE_LIBRARY = ("history.screen", "palette", "history.past_run", "settings.screen")
"""Modules of screens; a stylesheet of the same name lies beside most."""
QUESTION_FIRST = 0.15
"""Seconds that a question is given to be drawn before the rest is loaded."""
_HERE = Path(__file__).parent


class Preload:
    """Loads the program's screens and their stylesheets."""

    def __init__(self, app: Host, *, library: bool) -> None:
        """Without the ``library``, only what is reached from a session is loaded."""
        self._app = app
        self._library = library
        self.has_all = False
        """Whether all that a session and a stop need is there."""

    def load_for(self, screen: object) -> None:
        """Load what a screen needs that is to be shown.

        Behind a question before a session come the others and the session: all of that is loaded once the question is
        drawn, while the person answers.
        """
        if self.has_all:
            return
        name = type(screen).__module__.removeprefix("backstretch.tui.")
        if name in _BEFORE_A_SESSION:
            self._load((name,))
            self._app.call_after_refresh(self._app.set_timer, QUESTION_FIRST, self.load_all)
        else:
            self.load_all()

    def load_all(self) -> None:
        """Load, once, all that can be reached but the modules of the editor, the plan, the catalogue and the goals."""
        if self.has_all:
            return
        self.has_all = True
        self._load(_BEFORE_A_SESSION + IN_A_SESSION)
        if self._library:
            self._load(
                _FROM_THE_LIBRARY,
                "editor.screen",
                "plan.screen",
                "catalogue.screen",
                "questions.goal_screen",
                "questions.card_screen",
            )
        if not self._app.is_headless:
            gc.freeze()  # to look through all of this for what could be let go takes longer than any key may take

    def _load(self, screens: tuple[str, ...], *sheets_only: str) -> None:
        """Load these screens, and the stylesheets of ``sheets_only``; what is there already costs little.

        A stylesheet is about its own screen alone, so that those that stand already look as before.
        """
        for screen in screens:
            import_module(f"backstretch.tui.{screen}")
        sheets = (_HERE / f"{screen.replace('.', '/')}.tcss" for screen in (*screens, *sheets_only))
        self._app.stylesheet.read_all([sheet for sheet in sheets if sheet.is_file()])
        self._app.stylesheet.parse()
