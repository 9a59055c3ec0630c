"""What is said after sharp pain: the advice first, a deliberate double Enter to leave, no way back into the session."""

from __future__ import annotations

from collections.abc import Callable

from backstretch.base.clock import Clock
from backstretch.base.stop_failures import StopFailures
from backstretch.coach.questions import reach_question, reach_said
from backstretch.coach.red_flags import pain_kinds, say, words
from backstretch.plain.console import Console
from backstretch.plain.prompts import (
    Item,
    ask,
    how_to_score,
    item_of,
    say_items,
    score,
    sign_items,
    text,
    tick,
    toggled,
)
from backstretch.plain.signals import EndedError, OutputGoneError
from backstretch.run.stop_report import StopReport, Twice

_TELL_KEYS = frozenset({"tab", "t"})
_LEFT_OPEN = "Enter or Esc leaves it open."


class Escalation:
    """The advice after a stop, or, with no run to stop, the same advice on its own."""

    def __init__(self, console: Console, stop_report: StopReport, clock: Clock, failures: StopFailures) -> None:
        """``failures``: where a line of the advice that cannot be made is written down."""
        self._failures = failures
        self._console = console
        self._stop_report = stop_report
        self._clock = clock
        self._ticked: frozenset[str] = frozenset()

    def run(self) -> None:
        """The advice, then whatever is ticked or told, until Enter is pressed twice."""
        signs = sign_items(short=True)
        self._advise(signs)
        self._console.drop_typed(advised=True)
        leaving = Twice()
        while True:
            key = self._console.key(advised=True)
            if key == "enter":
                if leaving.pressed(self._clock.monotonic()):
                    return
                self._console.write(say("stop", "leave_again"))
            elif item := item_of(key, signs):
                self._tick(item)
            elif key in _TELL_KEYS and self._stop_report.report is not None:
                self._tell()
                self._say_keys()
            elif key == "y" and self._stop_report.report is None:
                self._console.write(self._stop_report.began_in_recent(self._ticked))
                self._say_keys()
            elif key:
                self._say_keys()

    def _advise(self, signs: list[Item]) -> None:
        console, stop_report = self._console, self._stop_report
        parts: tuple[Callable[[], object], ...] = (
            lambda: console.write(stop_report.sentence()),
            lambda: console.write(stop_report.emergency_line()),
            lambda: console.write(" ".join(words()["stop"]["rest"])),
            lambda: say_items(console, signs),
            lambda: console.write(say("stop", "cause"), *stop_report.own_advice()),
            lambda: console.write(stop_report.saved_line()),
            lambda: console.write(stop_report.emergency_line()),  # again, as the first one may have scrolled away
            stop_report.sync,
        )
        for part in parts:
            with self._failures.kept("a part of the advice", but=(EndedError, OutputGoneError)):
                part()
        self._say_keys()

    def _say_keys(self) -> None:
        ticking = "A digit or letter ticks a sign."
        if self._stop_report.report is not None:
            self._console.write(f"{ticking} {say('stop', 'more')}")
        elif self._stop_report.recent is not None:
            self._console.write(ticking, f"{say('advice', 'recent')} y: {say('advice', 'recent_yes')}")
        else:
            self._console.write(ticking)
        self._console.write(say("stop", "leave_how"))

    def _tick(self, item: Item) -> None:
        self._ticked = toggled(self._console, item, self._ticked)
        self._console.write(self._stop_report.help(self._ticked))
        self._stop_report.tick(self._ticked)

    def _tell(self) -> None:
        """What kind of pain, how far down it reaches, how strong it is, where, and a note: each may be left open."""
        console, stop_report = self._console, self._stop_report
        console.write(say("stop", "optional"))
        if not self._ask_kinds():
            return
        if (reach := reach_said(ask(console, reach_question(), advised=True))) is not None:
            stop_report.say_reach(reach)
        _, key = score(
            console,
            say("stop", "score"),
            f"{how_to_score()} {_LEFT_OPEN}",
            value=stop_report.report.score if stop_report.report else None,
            changed=lambda value: stop_report.amend(score=value),
            advised=True,
        )
        if key == "escape":
            return
        if where := text(console, f"{say('stop', 'where')} Enter ends it."):
            stop_report.amend(where=where[:200])
        if note := text(console, f"{say('stop', 'note')}. Enter ends it."):
            stop_report.amend(note=note[:2000])

    def _ask_kinds(self) -> bool:
        """Whether to go on to the next question."""
        console, stop_report = self._console, self._stop_report
        console.write(say("stop", "kind"))
        kinds = [Item(kind.id, kind.text) for kind in pain_kinds()]
        given = tick(
            console,
            kinds,
            "A digit ticks. Enter goes on, Esc ends.",
            stop_report.kinds,
            changed=lambda ticked: console.write(*stop_report.name_kinds(ticked)),
            advised=True,
        )
        return given is not None
