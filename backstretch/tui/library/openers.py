"""The screens that a key of the library opens, each loaded when it is."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.screen import Screen

from backstretch.tui.host import Host

if TYPE_CHECKING:
    from backstretch.run.person import PersonAnswers


class Openers(Screen[None]):
    """What the library opens over itself."""

    app: Host

    @abstractmethod
    def reload(self) -> None:
        """Look again at what there is, and at what was done meanwhile."""

    def tell(self, title: str, *lines: str) -> None:
        """Say something that can only be read."""
        from backstretch.run.screening_questions import told
        from backstretch.tui.questions.choice import ChoiceScreen

        self.app.push_screen(ChoiceScreen.of(told(title, *lines)))

    def action_catalogue(self) -> None:
        """Every exercise, to look at."""
        from backstretch.tui.catalogue.screen import ExercisesScreen

        self.app.push_screen(ExercisesScreen(self.app.context.person))

    def action_answers(self) -> None:
        """Change the answers to the first questions."""
        from backstretch.tui.questions.notice import FirstRunScreen

        def keep(given: PersonAnswers | None) -> None:
            if given is not None:
                self.app.warn(self.app.context.remember(given))
                self.reload()

        self.app.push_screen(FirstRunScreen(self.app.context.answers), keep)

    def action_settings(self) -> None:
        """Everything that can be set; lengths may be others afterwards."""
        from backstretch.tui.settings.screen import SettingsScreen

        self.app.push_screen(SettingsScreen(), lambda _: self.reload())

    def action_plan(self) -> None:
        """Change the plan, or begin one. What that takes is loaded only now."""
        from backstretch.tui.plan.screen import edit_plan

        self.app.run_worker(edit_plan(self.app), group="edit", exclusive=True)

    def action_goals(self) -> None:
        """The plan's goals."""
        if self.app.context.care_plan is None or not self.app.context.care_plan.goals:
            from backstretch.run.goal_ratings import TITLE, no_goals

            self.tell(TITLE, no_goals(self.app.context))
            return
        from backstretch.tui.questions.goal_screen import GoalsScreen

        self.app.push_screen(GoalsScreen(), lambda _: self.reload())

    def action_cards(self) -> None:
        """What is known about backs."""
        from backstretch.tui.questions.card_screen import CardsScreen

        self.app.push_screen(CardsScreen())

    def action_history(self) -> None:
        """What was done; a run that is deleted there is gone from here too."""
        from backstretch.tui.history.screen import HistoryScreen

        self.app.push_screen(HistoryScreen(), lambda _: self.reload())
