"""What a pain stop left out of a session, and the question before it is put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from backstretch.base.errors import JournalError
from backstretch.session.catalogue import catalogue
from backstretch.session.model import Session
from backstretch.tui.host import Host

if TYPE_CHECKING:
    from backstretch.run.context import Context


def hurt_in(session: Session, context: Context) -> list[str]:
    """The exercises of a session that are left out for having hurt and may be put back; none if the journal fails."""
    try:
        hurt = context.gate.to_put_back()
    except JournalError:
        return []
    return list(dict.fromkeys(step.exercise for step in session.exercise_steps() if step.exercise in hurt))


def ask(app: Host, exercises: Sequence[str], then: Callable[[], object]) -> None:
    """Ask whether to put them back; do so, ``then`` this, if the answer is yes."""
    from backstretch.coach.questions import Choice
    from backstretch.coach.red_flags import say
    from backstretch.tui.questions.choice import ChoiceScreen

    def answered(sure: bool | None) -> None:
        if sure:
            _put_back(app, exercises)
            then()

    question = ChoiceScreen(
        f"Put back: {', '.join(map(_name, exercises))}?",
        [say("after_stop", "put_back")],
        [Choice("n", "Leave it out", False), Choice("y", "Put it back", True)],
    )
    app.push_screen(question, answered)


def _put_back(app: Host, exercises: Sequence[str]) -> None:
    journal = app.context.journal
    if journal is None:
        return
    try:
        for exercise in exercises:
            journal.put_back(exercise)
    except JournalError as error:
        app.notify(str(error), severity="error", markup=False)


def _name(exercise: str) -> str:
    """What the catalogue calls an exercise; a person's own name for one stays."""
    known = catalogue().get(exercise)
    return known.name if known else exercise
