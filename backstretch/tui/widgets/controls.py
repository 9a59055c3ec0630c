"""What a setting is changed with: a switch, a row of values to step through, or something to open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_MOST_DIGITS = 6
"""More than any setting has, so that one too many can be seen and taken back."""


@dataclass
class Wanted(Message):
    """The person wants this value; whoever listens takes it over into ``value``, or does not."""

    control_widget: Control
    wanted: Any

    @property
    def control(self) -> Control:
        """The control it was asked for with."""
        return self.control_widget


class Control(Widget, can_focus=True):
    """One line that has the keyboard; it shows its value and asks for another, but does not take it."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    Control {
        width: auto;
        height: 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        &:focus { background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold; }
    }
    """

    value: reactive[Any] = reactive(None)
    """What holds now."""

    tip: ClassVar[str] = ""
    """What a click does."""

    def on_mount(self) -> None:
        """Say what a click does."""
        self.tooltip = self.tip

    def watch_value(self) -> None:
        """Lay the screen out anew, but only where the width follows the value."""
        if self.styles.auto_dimensions:
            self.refresh(layout=True)

    def want(self, value: Any) -> None:
        """Ask for a value."""
        self.post_message(Wanted(self, value))


class Toggle(Control):
    """On or off."""

    tip = "Click to switch"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "change", "On or off", show=False)]

    def render(self) -> Content:
        """A box to tick, and the word."""
        return Content("[x] on" if self.value else "[ ] off")

    def action_change(self) -> None:
        """The other of the two."""
        self.want(not self.value)

    def on_click(self) -> None:
        """The other of the two."""
        self.action_change()


class Opener(Control):
    """Opens something else."""

    tip = "Click to open"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space,enter", "open", "Open", show=False)]

    def render(self) -> Content:
        """What it opens."""
        return Content(f"{self.value}…")

    def action_open(self) -> None:
        """Ask to open it."""
        self.want(None)

    def on_click(self) -> None:
        """Ask to open it."""
        self.action_open()


class Stepper(Control):
    """One of several values, between two arrows. A number may also be typed, digit by digit."""

    tip = "Click ‹ for less, › for more"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,minus", "step(-1)", "Less", show=False),
        Binding("right,plus,equals_sign", "step(1)", "More", show=False),
        Binding("backspace", "erase", "Take a digit back", show=False),
        Binding("enter", "typed", "Done", show=False),
    ]

    typing: reactive[str] = reactive("")
    """The digits typed so far."""

    def __init__(self, steps: Sequence[Any], shown: Callable[[Any], str] = str, *, digits: bool = False) -> None:
        """``steps`` are gone through in their order; with ``digits``, numbers between them can be typed."""
        super().__init__()
        self._steps = steps
        self._shown = shown
        self.digits = digits

    def watch_typing(self) -> None:
        """As long as something is typed, it stands in place of the value."""
        self.watch_value()

    def render(self) -> Content:
        """The value between its arrows; there is none where it goes no further."""
        text = f"{self.typing}_" if self.typing else self._shown(self.value)
        less, more = (self._next(by) is not None for by in (-1, 1))
        return Content(f"{'‹' if less else ' '} {text} {'›' if more else ' '}")

    def _next(self, by: int) -> Any:
        """The value before or after this one; None at the end. A value that is no step stands between two."""
        if self.value in self._steps:
            index = self._steps.index(self.value) + by
        else:
            index = bisect_right(self._steps, self.value) if by > 0 else bisect_left(self._steps, self.value) - 1
        return self._steps[index] if 0 <= index < len(self._steps) else None

    def action_step(self, by: int) -> None:
        """Ask for the value before or after this one."""
        self.typing = ""
        # At the end too: what was refused while typing is no more.
        wanted = self._next(by)
        self.want(self.value if wanted is None else wanted)

    def on_key(self, event: events.Key) -> None:
        """A digit goes behind those typed before."""
        if self.digits and event.character is not None and event.character in "0123456789":
            event.stop()
            self._type((self.typing + event.character)[:_MOST_DIGITS])

    def action_erase(self) -> None:
        """Take the last digit back."""
        if self.typing:
            self._type(self.typing[:-1])

    def _type(self, digits: str) -> None:
        self.typing = digits
        self.want(int(digits) if digits else self.value)

    def action_typed(self) -> None:
        """The next digit begins another number."""
        self.typing = ""
        self.want(self.value)

    def on_blur(self) -> None:
        """What was typed and not taken is gone."""
        if self.typing:
            self.action_typed()

    def on_click(self, event: events.Click) -> None:
        """Step, where an arrow was hit."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.x < 2:
            self.action_step(-1)
        elif offset.x >= len(self.render().plain) - 2:
            self.action_step(1)
