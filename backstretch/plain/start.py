"""The questions before a session, as printed lines; and what stands in the way where nobody can answer them."""

from __future__ import annotations

from collections.abc import Callable

from backstretch.base.errors import BackstretchError
from backstretch.coach.questions import reach_line, reach_question, reach_said
from backstretch.coach.reach import Reach
from backstretch.coach.red_flags import blocks, say, words
from backstretch.coach.screening import Answers, Go, Question, Refuse
from backstretch.coach.wording import how_far_down, new_signs
from backstretch.plain.console import Console
from backstretch.plain.introduction import overview
from backstretch.plain.prompts import Item, ask, how_to_score, score, sign_items, tick
from backstretch.run.context import Context
from backstretch.run.levels import KEY as LEVEL_KEY
from backstretch.run.person import PersonAnswers
from backstretch.run.plan import Plan
from backstretch.run.screening_flow import ScreeningFlow
from backstretch.session.cautions import cautions

ROTATIONS = "rotations"
"""The line of the first list that is a wish, not a condition."""


class Start:
    """Puts the questions of ``ScreeningFlow``."""

    def __init__(
        self,
        console: Console,
        context: Context,
        screening: ScreeningFlow,
        prepare: Callable[[Plan], None],
        speak: Callable[[tuple[str, ...]], None],
    ) -> None:
        """``prepare`` is told what will be done, once that is known; it and ``speak`` return at once."""
        self._console = console
        self._context = context
        self._screening = screening
        self._prepare = prepare
        self._speak = speak

    def ask_all(self) -> Go | Refuse | None:
        """What comes of the answers; None if the person went back."""
        while isinstance(step := self._screening.next_step(), Question):
            if not self._ask(step):
                return None
        return step

    def _ask(self, question: Question) -> bool:
        """Put a question; False if the person went back."""
        screening = self._screening
        match question:
            case Question.FIRST_RUN:
                return self._first_run()
            case Question.SIGNS:
                return self._signs()
            case Question.CHECK_IN:
                answers = self._check_in()
                screening.answers = answers or screening.answers
                return answers is not None
            case _:
                if question is Question.REACH:
                    self._speak(how_far_down())
                asked, then = screening.put(question)
                answer = ask(self._console, asked)
                if answer is not None:
                    then(answer)
                return answer is not None

    def _signs(self) -> bool:
        """The whole list, and what its ticks ask for; False if the person went back."""
        self._console.write(*self._screening.signs_lines())
        ticked = tick(self._console, sign_items(), "A digit or letter ticks. Enter goes on.")
        if ticked is None:
            return False
        self._console.write(self._screening.ticked(ticked), *self._screening.tell_lines())
        return True

    def _first_run(self) -> bool:
        before = self._context.answers
        items = [Item(caution.id, caution.question) for caution in cautions().values() if caution.asked]
        items.append(Item(ROTATIONS, say("notice", "rotations")))
        ticked = before.cautions | ({ROTATIONS} if before.rotations else frozenset())
        self._console.write(say("notice", "title"), *words()["notice"]["paragraphs"])
        self._console.write(say("notice", "question"), say("notice", "kept"))
        given = tick(self._console, items, "A digit or letter ticks. Enter goes on, Esc goes back.", ticked)
        if given is None:
            return False
        if conditions := given - {ROTATIONS}:
            self._console.write(say("notice", "ticked"))
        self._console.write(self._screening.first_run(PersonAnswers(conditions, ROTATIONS in given, None)))
        return True

    def _check_in(self) -> Answers | None:
        plan = self._screening.proposal.plan()
        self._console.write(*overview(plan), " ".join(self._screening.proposal.level_lines()), *self._context.notices)
        self._console.write(self._context.offer_short_words())
        self._prepare(plan)
        self._console.write(*(say("check_in", key) for key in ("walk_reach" if plan.is_walk else "reach", "key")))
        self._console.write(*(say("check_in", key) for key in ("signs", "signs_keys", "reach_key")))
        self._console.write(self._screening.proposal.bad_day_line())
        pain: int | None = None
        reach: Reach | None = None
        while True:
            how = f"{how_to_score()} {say('check_in', 'unanswered')} Esc goes back."
            keys = ("y", "r", "f", LEVEL_KEY)
            pain, key = score(self._console, say("check_in", "pain"), how, value=pain, others=keys)
            if key == "enter":
                return self._screening.answers._replace(checked_in=True, pain=pain, reach=reach)
            if key == "escape":
                return None
            if key == LEVEL_KEY:
                self._change_level()
                continue
            if key == "f":
                if not self._change_bad_day():
                    return self._screening.answers
                continue
            if key == "r":
                self._speak(how_far_down())
                reach = reach_said(ask(self._console, reach_question()))
                self._speak(new_signs())
                self._console.write(reach_line(reach))
            elif self._signs() and blocks(self._screening.answers.signs):
                return self._screening.answers

    def _change_bad_day(self) -> bool:
        """Do less, or as usual again; the signs come first. False if one of them keeps every session away."""
        screening = self._screening
        if not screening.answers.signs_asked and not self._signs():
            return True
        if blocks(screening.answers.signs):
            return False
        try:
            plan = screening.proposal.change_bad_day()
        except BackstretchError as error:
            self._console.write(str(error))
            return True
        self._console.write(*overview(plan), screening.proposal.bad_day_line())
        self._prepare(plan)
        return True

    def _change_level(self) -> None:
        changed = self._screening.proposal.change_level()
        if changed is not None:
            self._console.write(overview(changed)[0], " ".join(self._screening.proposal.level_lines()))
            self._prepare(changed)
