"""After a session: what was really done, how it feels, and one suggestion."""

from __future__ import annotations

from datetime import datetime

from backstretch.coach.cards import shown_card
from backstretch.coach.events import State
from backstretch.coach.questions import EFFORT_ENDS, reach_question, reach_said, reached_line
from backstretch.coach.red_flags import aftercare, say
from backstretch.coach.wording import how_far_down
from backstretch.plain.console import Console
from backstretch.plain.prompts import ask, how_to_score, score, text
from backstretch.plain.signals import EndedError
from backstretch.run.runner import Runner
from backstretch.run.summary import KINDS, done_lines, told_stop, way_up

_KIND_KEYS = {"s": "sharp", "l": "leg"}


class Summary:
    """Every answer is optional; what is said of pain can turn the run into one stopped for pain."""

    def __init__(self, console: Console, runner: Runner, *, cards: bool) -> None:
        """``cards``: whether one of them may be shown."""
        self._console = console
        self._cards = cards
        self._runner = runner
        self._kinds: set[str] = set()
        self._pain: int | None = None
        self._effort: int | None = None

    def tell(self, now: datetime) -> None:
        """What was done, and the suggestion."""
        up = way_up(self._runner) if self._runner.state is not State.FINISHED else ()  # else the script has said it
        card = shown_card(now.date(), wanted=self._cards)
        after = aftercare(now.toordinal(), walked=self._runner.plan.is_walk)
        self._console.write(*up, *done_lines(self._runner), after, card)

    def ask(self) -> None:
        """The questions. Raises SharpPainError when an answer makes the run one that was stopped for pain."""
        self._console.stop = lambda: self._runner.stop_afterwards(None, None)
        try:
            key = self._ask_pain()
        except EndedError:
            if told := self._told():
                self._runner.stop_afterwards(*told)
            raise
        if told := self._told():
            self._console.sharp_pain(lambda: self._runner.stop_afterwards(*told))
        if key != "escape" and self._ask_effort() != "escape":
            note = text(self._console, "A note, if you like. Enter ends it.")
            self._write(note=note[:2000] or None)

    def _told(self) -> tuple[int | None, str | None] | None:
        return told_stop(self._runner, self._pain, self._kinds)

    def _ask_pain(self) -> str:
        how = f"{how_to_score()} x: sharp pain. Enter goes on, Esc ends."
        self._console.write(
            *(f"{key}: {KINDS[kind]}" for key, kind in _KIND_KEYS.items()), say("check_in", "reach_key")
        )
        while True:
            self._pain, key = score(
                self._console,
                say("summary", "pain"),
                how,
                value=self._pain,
                others=(*_KIND_KEYS, "r"),
                changed=self._pain_changed,
            )
            if key == "r":
                self._ask_reach()
                continue
            if key not in _KIND_KEYS:
                return key
            self._kinds ^= {_KIND_KEYS[key]}
            ticked = "Ticked" if _KIND_KEYS[key] in self._kinds else "Not ticked"
            self._console.write(f"{ticked}: {KINDS[_KIND_KEYS[key]]}")

    def _ask_reach(self) -> None:
        """How far down it reaches; further up than at the start is said, and nothing more."""
        self._runner.say(*how_far_down())
        reach = reach_said(ask(self._console, reach_question()))
        self._runner.log.after(reach_after=reach)
        if reach is not None:
            self._console.write(reached_line(reach, self._runner.start.reach))

    def _ask_effort(self) -> str:
        how = f"{how_to_score(EFFORT_ENDS)} Enter goes on, Esc ends."
        _, key = score(self._console, say("summary", "effort"), how, changed=self._effort_changed)
        return key

    def _pain_changed(self, value: int | None) -> None:
        self._pain = value
        self._write()

    def _effort_changed(self, value: int | None) -> None:
        self._effort = value
        self._write()

    def _write(self, note: str | None = None) -> None:
        """Each answer is written down when it is given."""
        self._runner.log.after(pain_after=self._pain, effort=self._effort, note=note)
