"""The actions of the list's keys, and the screens that they open."""

from __future__ import annotations

from backstretch.session.key_kinds import CautionIds
from backstretch.tui.editor.changes import NEW_REST, OWN_MOVE, Changes, Direction
from backstretch.tui.editor.panel import FieldPanel
from backstretch.tui.editor.picker import CatalogueScreen, CautionsScreen, Other
from backstretch.tui.host import Host


class StepActions:
    """Mixed into the editor's screen; each of its actions is one of ``changes``."""

    app: Host
    changes: Changes
    naming = False
    """Whether a move of one's own was added that is to be named now."""

    def action_add(self) -> None:
        """Add what is chosen from the catalogue after the chosen step."""

        def add(chosen: str | Other | None) -> None:
            match chosen:
                case Other.REST:
                    self.action_rest()
                case Other.OWN_MOVE:
                    self.action_own()
                case str():
                    self.changes.add(chosen)

        self.app.push_screen(
            CatalogueScreen(self.app.context.person, "Insert after the chosen step", tuple(Other)), add
        )

    def action_own(self) -> None:
        """Add a move of one's own, which is named next."""
        self.naming = self.changes.insert(OWN_MOVE, "own move added")

    def action_rest(self) -> None:
        """Add a rest after the chosen step."""
        self.changes.insert(NEW_REST, "rest added")

    def action_look(self) -> None:
        """Look at the chosen step's exercise in the catalogue."""
        from backstretch.tui.catalogue.screen import ExercisesScreen

        exercise = self.changes.exercise
        self.app.push_screen(ExercisesScreen(self.app.context.person, exercise.id if exercise else ""))

    def action_rounds(self) -> None:
        """Repeat the chosen step in rounds."""
        self.changes.put_into_rounds()

    def action_duplicate(self) -> None:
        """Duplicate the chosen step."""
        self.changes.duplicate()

    def action_delete(self) -> None:
        """Remove the chosen step."""
        self.changes.delete()

    def action_move(self, direction: Direction) -> None:
        """Move the chosen step up or down."""
        self.changes.move(direction)

    def action_count(self, direction: Direction) -> None:
        """Change the repetitions or rounds by one, or a rest's length."""
        self.changes.count(direction)

    def action_hold(self, direction: Direction) -> None:
        """Make the hold longer or shorter."""
        self.changes.count(direction, hold=True)

    def choose_value(self, event: FieldPanel.Opened) -> None:
        """Choose the exercise, or the cautions, of a field."""
        field = event.field

        def take(value: str | Other | tuple[str, ...] | None) -> None:
            if value is not None and not isinstance(value, Other):
                self.changes.set(field, value or None)

        if isinstance(field.key, CautionIds):
            self.app.push_screen(CautionsScreen(field.text.split("\n") if field.text else ()), take)
        else:
            self.app.push_screen(CatalogueScreen(self.app.context.person, "Replace it with another exercise"), take)

    def action_undo(self) -> None:
        """Undo the last change."""
        self.changes.undo()

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        self.changes.redo()
