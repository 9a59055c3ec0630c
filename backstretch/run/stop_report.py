"""What follows a sharp pain, whatever the front end: what was told of it, and where that is kept."""

from __future__ import annotations

import threading
from collections.abc import Collection
from datetime import timedelta

from backstretch.base.errors import JournalError
from backstretch.coach.pain import Said, leaves_gate
from backstretch.coach.reach import Reach
from backstretch.coach.red_flags import emergency, pain_kinds, say, signs, words, worst_tier
from backstretch.coach.wording import first_words
from backstretch.journal.records import PainReport, Run, Saved
from backstretch.run.context import Context
from backstretch.run.gate import OpenStop
from backstretch.run.runner import Runner
from backstretch.terminal.keys import AGAIN_SECONDS

RECENT = timedelta(hours=24)
"""How long after a run a pain may be said to have begun in it."""
AGAIN_UNTIL_SECONDS = 4.0
"""The second Enter to leave the advice counts until so long after the first, and from when a held one would not."""


class Twice:
    """A key that must be pressed twice, neither too fast nor too far apart."""

    def __init__(self) -> None:
        self._first = float("-inf")

    def pressed(self, now: float) -> bool:
        """Whether this press, at ``now`` in seconds, is the second one."""
        if AGAIN_SECONDS <= now - self._first <= AGAIN_UNTIL_SECONDS:
            return True
        self._first = now
        return False


class StopReport:
    """After the stop of a run; or for a pain outside one, that may have begun in the run before.

    It can be made before the stop.
    """

    def __init__(self, context: Context, runner: Runner | None, recent: Run | None = None) -> None:
        """``recent`` is the run before, where that may be asked about."""
        self.recent = recent
        self.section = "stop" if runner is not None else "advice"
        """Where in ``advice.toml`` the first words stand."""
        self._context = context
        self._runner = runner
        self._told: PainReport | None = None
        """What is written of a pain in the run before."""
        self._kinds: frozenset[str] = frozenset()
        """What was named here."""
        self._reach: Reach | None = None
        self._kept_signs: frozenset[str] | None = None
        """Those that were kept before any was ticked here."""

    @property
    def of_a_run(self) -> bool:
        """Whether a run was stopped, or is to be."""
        return self._runner is not None

    @property
    def report(self) -> PainReport | None:
        """What is written of the pain; None outside a run, and before the stop."""
        return self._runner.log.report if self._runner is not None else self._told

    def emergency_line(self) -> str:
        """Whom to call."""
        return self._context.emergency_line

    def sentence(self) -> str:
        """The first words, which say how to come out of the hold."""
        runner, heading = self._runner, say(self.section, "heading").rstrip("?")
        return f"{heading}. {say('advice', 'sentence') if runner is None else first_words(runner.way_out)}"

    def own_advice(self) -> list[str]:
        """What the person's settings add to the advice."""
        return self._context.own_advice

    def help(self, ticked: Collection[str]) -> str:
        """What the ticked signs ask for; empty if none is."""
        tier = worst_tier(ticked)
        return say("help", tier, emergency=emergency(self._context.settings.emergency_number)) if tier else ""

    def saved_line(self) -> str:
        """Where the stop is; a stop whose writing failed in an unforeseen way is nowhere."""
        return _saved_line(self._runner.log.saved or Saved.NOWHERE) if self._runner is not None else ""

    def first_lines(self) -> list[str]:
        """The first words after a stop, for where there is no screen to show them on."""
        rest = " ".join(words()["stop"]["rest"])
        return [self.sentence(), self.emergency_line(), rest, *filter(None, [self.saved_line()])]

    def sync(self) -> None:
        """Have the stop forced to the disk, in the background: a slow disk must not hold up what is pressed next."""
        if self._runner is not None:
            threading.Thread(target=self._runner.log.sync, name="stop-sync", daemon=True).start()

    def began_in_recent(self, ticked: Collection[str]) -> str:
        """The pain began in the run before, which counts as stopped for pain; what to say, empty if it cannot be."""
        journal = self._context.journal
        if self.recent is None or journal is None or self.report is not None:
            return ""
        run = self.recent
        at = PainReport(at_seconds=run.active_seconds, step=run.from_step, exercise=None, side=None, rep=None)
        self._told = at._replace(signs=in_order(ticked))
        saved = journal.stopped_later(run.id, self._told)
        if saved is Saved.NOWHERE:
            self._context.gate.remember(OpenStop(run.id, run.ended_at.date()))
        return _saved_line(saved)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of pain that were named, here or before the stop."""
        named = self.report.kind if self.report is not None and not self._kinds else None
        return self._kinds or frozenset(filter(None, [named]))

    @property
    def reach(self) -> Reach | None:
        """Where the pain reaches, said here or before the stop."""
        before = self._runner.log.reach if self._runner is not None else None
        return self._reach or before

    def tick(self, signs: Collection[str]) -> None:
        """These signs are there: kept, with those that were before, until they are answered."""
        if self._kept_signs is None:
            self._kept_signs = self._context.kept_signs
        self._context.keep_signs(self._kept_signs | frozenset(signs))
        self.amend(signs=in_order(signs))

    def name_kinds(self, kinds: Collection[str]) -> list[str]:
        """These are the kinds of pain; what to mind with them, a line each."""
        self._kinds = frozenset(kinds)
        self.amend(kind=next((kind.id for kind in pain_kinds() if kind.id in kinds), None))
        return [kind.then for kind in pain_kinds() if kind.id in kinds and kind.then]

    def say_reach(self, reach: Reach | None) -> None:
        """The pain reaches so far."""
        self._reach = reach
        if self._runner is not None:
            self._runner.log.after(reach_after=reach)
        elif self.recent is not None and self._context.journal is not None:
            self._context.journal.after(self.recent.id, reach_after=reach)
        self.amend()

    def amend(self, **changes: object) -> None:
        """Add to the report; each change is written down at once, with whether a gate stands after it."""
        report = self.report
        if report is None:
            return
        report = report._replace(**changes)  # type: ignore[arg-type]
        now = Said(report.score, self.kinds if "kind" not in changes else self._kinds, self.reach)
        report = report._replace(gate=leaves_gate(now, self._start(), report.signs, self._context.limits))
        if self._runner is not None:
            self._runner.log.amend_report(report)
        elif self.recent is not None and self._context.journal is not None:
            self._told = report
            self._context.journal.amend_report(self.recent.id, report)

    def _start(self) -> Said:
        """What was said before the first second of the run."""
        if self._runner is not None:
            return self._runner.start
        return Said(self.recent.pain_before, reach=self.recent.reach_before) if self.recent is not None else Said()


def recent_run(context: Context) -> Run | None:
    """A run that ended within the last day and was not stopped, if any."""
    try:
        last = context.journal.last_run() if context.journal else None
    except JournalError:
        return None
    if last is None or last.outcome == "stopped_for_pain":
        return None
    return last if context.clock.now() - last.ended_at < RECENT else None


def in_order(ticked: Collection[str]) -> tuple[str, ...]:
    """Ids of signs in the order in which they are asked."""
    return tuple(sign.id for sign in signs() if sign.id in ticked)


def _saved_line(saved: Saved) -> str:
    match saved:
        case Saved.JOURNAL:
            return say("stop", "saved")
        case Saved.ASIDE:
            return say("stop", "aside")
        case Saved.NOWHERE:
            return say("stop", "nowhere")
