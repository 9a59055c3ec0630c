"""What the coach screen shows of a run at one moment: words and numbers, no widgets."""

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.geometry import Size

from backstretch.base.text import clock, expected, timestamp
from backstretch.coach.events import State, View
from backstretch.coach.large_word import LargeWord, large_word
from backstretch.run.plan import ends_line
from backstretch.run.runner import Runner
from backstretch.session.model import ExerciseStep, RestStep, Side
from backstretch.session.timeline import Phase
from backstretch.tui.coach.instructions import instructions, until_moved
from backstretch.tui.coach.pose import has_pose
from backstretch.tui.keymap import key_line
from backstretch.tui.widgets.glyphs import draw_number
from backstretch.tui.widgets.key_line import Key

if TYPE_CHECKING:
    from datetime import datetime

    from backstretch.audio.audio import Audio

LEAST_SIZE = Size(40, 12)
"""Below this only the time and the exercise are shown, with a line that says which size is needed."""
_LEAST_FIGURE = 24
"""Cells across, below which the countdown is better off alone."""
_LEAST_FIGURE_ROWS = 8
"""Rows that must be left for a figure below the countdown."""
_FIGURE_BESIDE = Size(80, 16)
"""From this size on it stands beside the countdown: a third of the height is enough for it."""
"""The phases as they are told of; in a session a hold has the word of what the body does."""
_BESIDE_TIMES = 10
"""Cells beside the times where they have one row: the button for pain, and what is left free."""
_DONE: tuple[Key, ...] = (("Enter done", "screen.done"),)
_KEYS: tuple[Key, ...] = key_line("coach", "pause", "help", "leave", "ease", "pain")
"""The most needed first; on the screen stand those that fit."""


class Shown(NamedTuple):
    """The texts of the screen; an empty one takes no room."""

    colour_key: str
    """The phase's kind, or ``paused``: what the whole screen's colour says."""
    left: str
    word: str
    right: str
    line: str
    """Phase and side in one line, where there is no room for large words."""
    seconds: float
    position: float
    """On the timeline, in seconds."""
    notice: str
    """Blank where it has a row of its own and there is nothing to say."""
    name: str
    cues: str
    cue_rows: int
    """The rows that they take, or will until the next exercise or the next side: so the rest stays where it is."""
    next: str
    left_times: str
    keys: tuple[Key, ...]
    stop: str
    too_small: str
    figure_wide: int
    """The cells beside the countdown that the figure has; 0 where it is not there."""
    figure_high: int
    """The rows below the countdown that it has; 0 where it is not there. With neither it is not shown."""


def show(
    runner: Runner, view: View, size: Size, *, audio: "Audio", now: "datetime", told: str = "", said: str = ""
) -> Shown:
    """The run as a screen of ``size`` shows ``view`` of it, at the time of day that it is ``now``.

    ``told``: what the person asked for just now. ``said``: the sentence that was said last.
    """
    side = _side(runner, view)
    word, seconds = word_at(runner, view).word, _seconds(view)
    small = size.width < LEAST_SIZE.width or size.height < LEAST_SIZE.height
    notice = "  ".join(filter(None, [_notice(runner, view), told])) or (" " if _is_large(size) else "")
    name = _name(runner, view)
    rows = _rows_for_words(size) - rows_of(notice, size.width) - min(2, rows_of(name, size.width))
    sides = f" {side.upper()}" if side else ""
    cues, cue_rows = _cues(runner, view, size.width, rows, said)
    figure = has_pose(runner.plan.timeline, view.index)
    wide = _figure_wide(size, round(view.elapsed_seconds + view.left_seconds)) if figure else 0
    high = _figure_high(size, rows - cue_rows) if figure else 0
    return Shown(
        colour_key="paused" if view.state is State.PAUSED else _kind(view),
        left=side.upper() if side == "left" else "",
        word=word,
        right=side.upper() if side == "right" else "",
        line=f"{word}{sides}",
        seconds=seconds,
        position=view.at_seconds,
        notice=notice,
        name=name,
        cues=cues,
        cue_rows=cue_rows,
        next=_next(runner, view),
        left_times=_times(view, size, f"{word}{sides} {clock(seconds)}", _end(view, now)),
        keys=(*_unheard(audio), *(_DONE if _waits(view) else ()), *_KEYS),
        stop="x  SHARP PAIN: STOP" if _is_large(size) else "x STOP",
        too_small=f"{clock(seconds)} {word}{sides} - make it {LEAST_SIZE.width}x{LEAST_SIZE.height}" if small else "",
        figure_wide=wide,
        figure_high=high,
    )


def _is_large(size: Size) -> bool:
    """Whether there is room for large words, and for a row that the notice keeps: at a pause nothing moves."""
    return size.width >= 80 and size.height >= 24


def _unheard(audio: "Audio") -> tuple[Key, ...]:
    """What was switched off of what is heard; a click switches it on again."""
    if audio.silent:
        return (("(muted)", "screen.mute"),)
    return () if audio.speaks else (("(voice off)", "screen.voice"),)


def _times(view: View, size: Size, large: str, end: str) -> str:
    """What is left of the exercise and of the session, and when that ends: in two rows, or in one as far as it goes.

    ``large``: the large words and the countdown, for a screen whose whole width a reader takes in.
    """
    what = "exercise" if isinstance(view.phase.item, ExerciseStep) else "rest"
    step = f"{what} {expected(clock(view.step_left_seconds), view.phase.until_key)}"
    session = f"session {expected(clock(view.session_left_seconds), view.about)}"
    ends = f"{session}, {end}" if end else session
    if _is_large(size):
        return f"{large}   {step}\n{ends}"
    before = f"{large}   " if size.width >= 80 else ""
    wanted = (f"{step}   {ends}", f"{step}   {session}")
    room = size.width - _BESIDE_TIMES - len(before)
    return before + next((text for text in wanted if len(text) <= room), f"{step} {session}")


def _end(view: View, now: "datetime") -> str:
    """The time of day at which the session ends; none while it is paused, since that puts it off."""
    if view.state is State.PAUSED:
        return ""
    left = view.session_left_seconds + (view.ready_seconds if view.state is State.GETTING_READY else 0.0)
    return ends_line(left, now, until_key=view.about)


def _kind(view: View) -> str:
    return "ready" if view.state is State.GETTING_READY else view.phase.kind


def word_at(runner: Runner, view: View) -> LargeWord:
    """The large word, and how long it stands."""
    if view.state is State.PAUSED:
        return LargeWord("PAUSED", None)
    if view.state is State.GETTING_READY:
        return LargeWord("READY", None)
    return large_word(view, runner.plan.speech, runner.plan.session.breath_seconds)


def _seconds(view: View) -> float:
    return view.ready_seconds if view.state is State.GETTING_READY else view.left_seconds


def _side(runner: Runner, view: View) -> Side | None:
    """The side at work; while getting ready or changing, the one to come."""
    phase = view.phase
    if phase.kind in {"ready", "switch", "release"}:
        phases = runner.plan.timeline.phases
        following = (phases[i] for i in range(view.index + 1, len(phases)) if phases[i].kind == "hold")
        hold = next(following, None)
        return hold.side if hold is not None and hold.place == phase.place else None
    return phase.side


def _notice(runner: Runner, view: View) -> str:
    if view.state is State.GETTING_READY:
        return "Going on…"
    if _waits(view):
        return f"Enter ends it: {timestamp(view.elapsed_seconds)} of about {clock(view.phase.seconds)}"
    if view.state is not State.PAUSED:
        return ""
    if runner.missing_seconds:
        gone = clock(runner.missing_seconds)
        return f"PAUSED: {gone} went by unseen and was not counted. {{Coach.pause}} goes on."
    return "PAUSED. {Coach.pause} goes on."


def _waits(view: View) -> bool:
    """Whether it goes on until a key says that it is done."""
    return view.state is State.RUNNING and view.phase.until_key


def _name(runner: Runner, view: View) -> str:
    phase, item = view.phase, view.phase.item
    if not isinstance(item, ExerciseStep):
        return "Rest" if isinstance(item, RestStep) else "Rest between rounds"
    name = item.name
    if phase.rep is not None:
        reps = item.repetitions(runner.plan.timeline.level)
        if reps > 1:
            name += f"   {phase.rep} of {reps}"
    if phase.round is not None:
        name += f"   round {phase.round}"
    return name


@lru_cache(maxsize=64)
def _figure_wide(size: Size, seconds: int) -> int:
    """Cells for the figure: half of the width, or what a countdown of a third of the height leaves of it."""
    if size.width < _FIGURE_BESIDE.width or size.height < _FIGURE_BESIDE.height:
        return 0
    text = clock(seconds) if seconds >= 600 else "0:00"
    rows = ceil(size.height / 3)
    least = next((w for w in range(size.width // 2, size.width) if len(draw_number(text, w, rows)) == rows), size.width)
    left = size.width - least
    return left if left >= _LEAST_FIGURE else 0


def _figure_high(size: Size, rows: int) -> int:
    """Rows for the figure where it cannot stand beside the countdown: what the words leave of theirs."""
    return rows if size.width < _FIGURE_BESIDE.width and rows >= _LEAST_FIGURE_ROWS else 0


def _rows_for_words(size: Size) -> int:
    """For notice, name and cues together, so that the countdown keeps a third of the height."""
    others = 4 if not _is_large(size) else 10 if size.height < 36 else 14
    margins = 2 if size.height >= 36 else 0
    return size.height - others - margins - max(3, ceil(size.height / 3))


def _cues(runner: Runner, view: View, width: int, rows: int, said: str) -> tuple[str, int]:
    """What to do, and how many of those ``rows`` are kept for it."""
    timeline, easier = runner.plan.timeline, runner.eased.easier_places
    cues = _wrapped(_fitted(instructions(timeline, view, easier), width, rows, said), width)
    others = (_fitted(each, width, rows, said) for each in until_moved(timeline, view.index, easier))
    return "\n".join(cues), max(len(cues), *(rows_of(text, width) for text in others))


def _fitted(cues: list[str], width: int, rows: int, said: str) -> str:
    """All of the cues, a line each or one behind the other; where there is not room for that, those from ``said`` on.

    So, as they are said, each comes to be seen. What is left of too long a sentence is cut off.
    """
    if sum(rows_of(cue, width) for cue in cues) <= rows:
        return "\n".join(cues)
    inner = width - 2
    first = cues.index(said) if said in cues else 0
    while first and rows_of(" ".join(cues[first - 1 :]), inner) <= rows:
        first -= 1
    seen = cues[first:]
    while len(seen) > 1 and rows_of(" ".join(seen), inner) > rows:
        seen = seen[:-1]
    lines = _wrapped(" ".join(seen), inner)
    if len(lines) <= rows:
        return "\n".join(lines)
    return (
        "\n".join([*lines[: rows - 1], f"{Content(lines[rows - 1]).truncate(max(1, width - 1)).plain}…"])
        if rows > 0
        else ""
    )


@lru_cache(maxsize=256)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    """The rows a text takes; none if it is empty."""
    return tuple(line.plain.rstrip() for line in Content(text).wrap(max(1, width))) if text else ()


def rows_of(text: str, width: int) -> int:
    """How many rows a text takes."""
    return len(_wrapped(text, width))


def _next(runner: Runner, view: View) -> str:
    """What comes after this phase, and before a rest what comes after that."""
    later = runner.plan.timeline.phases[view.index + 1 :]
    if not later:
        return "Next: the end"
    line = f"Next: {_described(later[0], view.phase)}"
    if later[0].kind != "rest":
        return line
    return f"{line}, then {_described(later[1], later[0])}" if later[1:] else f"{line}, then the end"


def _described(phase: Phase, now: Phase) -> str:
    if phase.place != now.place:
        item = phase.item
        return item.name if isinstance(item, ExerciseStep) else f"rest {clock(phase.seconds)}"
    if phase.kind == "hold":
        side = f" {phase.side}" if phase.side else ""
        does = phase.item.words.does if isinstance(phase.item, ExerciseStep) else "hold"
        return f"{does}{side} {clock(phase.seconds)}"
    if phase.kind == "switch":
        return "change sides"
    return f"{phase.kind} {clock(phase.seconds)}"
