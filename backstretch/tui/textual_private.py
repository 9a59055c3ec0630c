"""The insides of Textual that the program uses, all of them: nothing else in it touches a name that is not public.

Each is guarded: where a release of Textual no longer has it, the public way is taken, which is slower or less exact,
and works. ``NAMES`` says what they are; the tests say which of them a new release has lost, and that each way round is
good. What changes every second is put on the screen by ``paint``, past Textual's queues.
"""

from __future__ import annotations

import asyncio
import functools
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from textual import events
from textual.app import App, ScreenError
from textual.css.query import NoMatches
from textual.driver import Driver
from textual.errors import NoWidget
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList, Tooltip

try:
    from textual._compositor import LayoutUpdate
except ImportError:  # pragma: no cover - of a release to come
    LayoutUpdate = None  # type: ignore[assignment,misc]
try:
    from textual._xterm_parser import XTermParser as XTermParser
except ImportError:  # pragma: no cover
    XTermParser = None  # type: ignore[assignment,misc]
try:
    from textual.keys import _character_to_key
except ImportError:  # pragma: no cover
    _character_to_key = None  # type: ignore[assignment]

APP = ("_batch_count", "_display", "_driver", "_get_screen", "_handle_exception", "_notifications")
SCREEN = ("_compositor", "_dirty_widgets", "_layout_required", "_refresh_layout", "_repaint_required", "_update_timer")
COMPOSITOR = ("_dirty_regions", "render_strips")
WIDGET = ("_layout_cache", "_layout_required", "_repaint_required", "_set_dirty")
OPTION_LIST = ("_lines",)
DRIVER = ("_app", "_get_terminal_size", "_query_in_band_window_resize")
MODULES = ("LayoutUpdate", "XTermParser", "_character_to_key")
NAMES: Mapping[str, tuple[str, ...]] = {
    "app": APP,
    "screen": SCREEN,
    "compositor": COMPOSITOR,
    "widget": WIDGET,
    "option list": OPTION_LIST,
    "driver": DRIVER,
    "modules": MODULES,
}
"""Whose they are: those of modules are imported above."""


def has(owner: object, *names: str) -> bool:
    """Whether an object has all of these names."""
    return all(hasattr(owner, name) for name in names)


_HERE = sys.modules[__name__]


def begins_option(listed: OptionList, row: int) -> bool:
    """Whether an option begins in that row, from 0, of all that a list has; where nobody says, in each."""
    lines = listed._lines if has(listed, *OPTION_LIST) else {row: (0, 0)}
    return lines[row][1] == 0


# What reads and writes.


def reads_by_itself() -> bool:
    """Whether there is what a driver of our own needs to understand a terminal."""
    return _holds("XTermParser")


def driver_of(app: App[Any]) -> Driver | None:
    """What a program draws with; None where nobody says."""
    driver: Driver | None = app._driver if has(app, "_driver") else None
    return driver


def key_events(parser: XTermParser, sequence: str, *, alt: bool = False) -> list[events.Key]:
    """The keys that Textual's parser takes a whole sequence for; none where it knows none."""
    return list(parser._sequence_to_key_events(sequence, alt=alt))


def waits_for_more(parser: XTermParser) -> bool:
    """Whether the parser took what it was fed for a beginning."""
    return parser._awaiting.timeout is not None


def backlog(app: App[Any]) -> int:
    """How much waits in the queues of the program and of what is in front; 0 where nobody says."""
    try:
        pumps = [app, app.screen, *([app.focused] if app.focused is not None else [])]
    except ScreenError:  # the program is ending
        return 0
    return sum(pump._message_queue.qsize() for pump in pumps if has(pump, "_message_queue"))


def name_of_key(character: str) -> str:
    """What Textual calls the key of a character."""
    if _holds("_character_to_key"):
        return _character_to_key(character)
    import unicodedata

    from textual.keys import KEY_NAME_REPLACEMENTS

    named = character if character.isalnum() else unicodedata.name(character, character).lower()
    key = named.replace("-", "_").replace(" ", "_") if len(named) > 1 else named
    return KEY_NAME_REPLACEMENTS.get(key, key)


def know_characters(known: Mapping[str, str | None]) -> None:
    """Tell Textual the characters of these keys; it looks for each among all names of Unicode, which takes 0.8 MiB."""
    asking: Any = sys.modules["textual.screen"]
    if has(asking, "key_to_character"):
        look_up = asking.key_to_character
        asking.key_to_character = lambda key: known[key] if key in known else look_up(key)


def let_lists_page() -> None:
    """In a window without room for a row, a page of a list is all of it; Textual fails there."""
    from textual.widgets import OptionList

    if not has(OptionList, "_move_page") or hasattr(OptionList._move_page, "__wrapped__"):
        return
    move = OptionList._move_page

    @functools.wraps(move)
    def move_page(options: OptionList, direction: Any) -> None:
        try:
            move(options, direction)
        except (KeyError, IndexError):
            (options.action_first if direction < 0 else options.action_last)()

    OptionList._move_page = move_page  # type: ignore[assignment,method-assign]


class QuietExit(App[int]):
    """A program in which nothing is missed on the way out, when Textual puts nothing into a screen that opens."""

    def _handle_exception(self, error: Exception) -> None:
        if self.return_code is None or not isinstance(error, NoMatches):
            super()._handle_exception(error)


# What draws.


def build_ahead(app: App[Any], screen: Screen[Any]) -> None:
    """Build a screen that is shown later; where that cannot be, it is built when it is shown."""
    if has(app, "_get_screen"):
        app._get_screen(screen)


def lay_out_ahead(screen: Screen[Any]) -> bool:
    """Lay a screen out that is not in front yet, and work out what it looks like; whether that could be done.

    So when it comes to the front its first frame is there at once, if the window has the same size then.
    """
    if not (has(screen, *SCREEN) and has(screen._compositor, *COMPOSITOR)):
        return False
    screen._refresh_layout(screen.app.size)
    screen._layout_required = False
    screen._compositor.render_strips()
    screen._update_timer.resume()  # else the first frame would wait until this has run for the first time
    return True


def paint(widget: Widget, part: Region) -> None:
    """Show a part of ``widget`` as it is now, where nothing stands over it and nothing else is to be painted anyway.

    Else Textual paints it later. It would look at every widget between all that changed, which takes several times as
    long: every second of a session is made of little else.
    """
    if not _paints(widget):
        widget.refresh(part)
        return
    if widget._repaint_required:  # it is to be painted anyway
        widget._set_dirty(part)
        return
    region = _place(widget)
    if region is None:
        widget.refresh(part)
        return
    widget._set_dirty(part)
    strips: list[Iterable[Strip]] = [[strip] for strip in widget.render_lines(part)]
    widget.app._display(widget.screen, LayoutUpdate(strips, part.translate(region.offset)))


def paint_first(widget: Widget, rows: Sequence[Strip]) -> None:
    """Show these rows where ``widget`` stands, at once, until the frame comes in which it is painted itself.

    Nothing is shown where something stands over it.
    """
    if _paints(widget) and (region := _uncovered(widget)):
        widget.app._display(widget.screen, LayoutUpdate([[row] for row in rows[: region.height]], region))


def paint_all(screen: Screen[Any], *, but: Widget) -> None:
    """Paint everything on ``screen`` with new colours in the next frame; ``but`` one widget, which has its own.

    A ``refresh()`` of each would wake each of them, to say no more than that it changed.
    """
    widgets = [widget for widget in screen.walk_children(Widget, with_self=False) if widget is not but]
    if not all(map(_paints, (screen, *widgets))):
        for widget in (screen, *widgets):
            widget.notify_style_update()
            widget.refresh()
        return
    for widget in (screen, *widgets):
        widget.notify_style_update()
        widget._layout_cache.clear()  # where containers keep what they look like
        widget._set_dirty()
    for widget in widgets:
        widget._repaint_required = True
    loop = asyncio.get_running_loop()
    # A change of the layout, too, is known two turns from now: all of it comes in one frame.
    loop.call_soon(lambda: loop.call_soon(_in_one_frame, screen, widgets))


def _paints(widget: Widget) -> bool:
    """Whether all is there that painting past the queues needs."""
    screen = widget.screen
    return (
        _holds("LayoutUpdate")
        and has(widget, *WIDGET)
        and has(screen, *SCREEN)
        and has(widget.app, "_batch_count", "_display", "_notifications")
        and has(screen._compositor, *COMPOSITOR)
    )


def _in_one_frame(screen: Screen[Any], widgets: Iterable[Widget]) -> None:
    for widget in widgets:
        widget._repaint_required = False
    screen._dirty_widgets.add(screen)
    screen._compositor._dirty_regions.add(screen.size.region)
    screen.check_idle()


def _place(widget: Widget) -> Region | None:
    """Where the widget stands, if it is seen whole, nothing stands over it, and the screen rests but for it."""
    screen = widget.screen
    if screen._layout_required or screen._repaint_required or screen._dirty_widgets or widget._layout_required:
        return None
    return _uncovered(widget)


def _uncovered(widget: Widget) -> Region | None:
    """Where the widget stands, if it is seen whole and nothing stands over it."""
    app, screen = widget.app, widget.screen
    covered = app._notifications or any(isinstance(each, Tooltip) and each.display for each in screen.children)
    if screen is not app.screen or covered or app._batch_count:
        return None
    try:
        place = screen.find_widget(widget)
    except NoWidget:
        return None
    return place.region if place.visible_region == place.region else None


def _holds(name: str) -> bool:
    """Whether Textual still had something of that name when this module was loaded."""
    return has(_HERE, name) and getattr(_HERE, name) is not None


if sys.platform != "win32":
    from textual.drivers.linux_driver import LinuxDriver

    from backstretch.terminal.size import terminal_size

    class SystemSizeDriver(LinuxDriver):
        """Textual's driver for Linux and macOS that has the size from the system alone.

        Where Textual has other names for this, it asks the system too, since the variables are forgotten at the door,
        and what is reported in band is not passed on.
        """

        def repaint(self) -> None:
            """Have all of the screen drawn anew."""
            if has(self, "_app"):
                self._app.refresh()

        def _get_terminal_size(self) -> tuple[int, int]:
            return terminal_size(*(stream.fileno() for stream in (sys.__stderr__, sys.__stdin__) if stream is not None))

        def _query_in_band_window_resize(self) -> None:
            """Sizes come from the system, with a signal."""
