"""Everything a person can set, a row each.

The record, its checks, ``config.toml``, the rows of the settings screen, the table in ``docs/settings.md`` and
``backstretch config`` are all made from the annotations of ``Settings``. To add a setting, add a row here, and read it
where it is used.
"""

from collections.abc import Mapping
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from backstretch.settings import checks
from backstretch.settings import row_kinds as rows
from backstretch.settings.checks import Key, RefusedError
from backstretch.settings.row_kinds import Setting, rows_of

THEMES = (
    "textual-dark",
    "textual-light",
    "high-contrast",
    "dracula",
    "monokai",
    "nord",
    "rose-pine",
    "tokyo-night",
)
"""The themes a person can choose."""
LEAD_INS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600)
"""Seconds that are stepped through; those between can be typed."""
KEYS = "keys"
"""The field and the table of the keys, which `backstretch.settings.key_map` checks."""


_BREATHS = (0, *range(3, 16))
_VOICE = "at most 60 letters, digits, spaces and `+ - _ . ( )`, no `-` first"
_POSITION, _HELP, _WORDS = "Pace: getting into position", "Help and contacts", "Words and breath"


class Settings(NamedTuple):
    """Everything a person can set, in the screen's order. None can switch the pain stop off or make it later."""

    sounds: Annotated[bool, rows.switch("Sound", "Tones", "one for each phase", "a tone for each phase")] = True
    volume: Annotated[
        int,
        rows.number(
            "Sound",
            "Volume",
            "50 % is half as loud",
            (0, 100),
            steps=range(0, 101, 5),
            unit="%",
            detail="how loud tones and voice are: 50 sounds half as loud (10 dB less), 25 a quarter, with every player",
        ),
    ] = 100
    bell: Annotated[
        bool,
        rows.switch(
            "Sound", "Bell", "terminal's, if no tone plays", "the terminal's bell, where no tone can be played"
        ),
    ] = True
    flash: Annotated[
        bool,
        rows.switch(
            "Sound", "Flash", "screen's, if no tone plays", "a flash of the screen, where no tone can be played"
        ),
    ] = True
    voice: Annotated[
        bool, rows.switch("Voice", "Voice", "says what to do, which side", "a voice says what to do, and on which side")
    ] = True
    voice_rate: Annotated[
        float,
        rows.Row(
            "Voice",
            "Speed",
            "0.7 slow to 1.4 fast",
            checks.rate,
            "0.7 to 1.4",
            "steps",
            [number / 10 for number in range(7, 15)],
            detail="how fast the voice speaks; 1 is its own pace",
        ),
    ] = 1.0
    voice_name: Annotated[
        str,
        rows.text(
            "Voice",
            "Which voice",
            "one of this machine's; empty: the program's own",
            checks.voice_name,
            _VOICE,
            "a voice of this machine's speech engine; empty: the voice that comes with the program",
        ),
    ] = ""
    words: Annotated[
        Literal["full", "short"],
        rows.choice(
            _WORDS,
            "Words",
            "short: if you know it by heart",
            ("full", "short"),
            "what is said: everything, for somebody new to the exercise; or name, side, the way in and the way out",
        ),
    ] = "full"
    time_said: Annotated[
        Literal["off", "half", "minute"],
        rows.choice(
            _WORDS,
            "Time left",
            "said at half, or at each minute",
            ("off", "half", "minute"),
            "how long is left is said: never, at half, or at each whole minute, where other words leave room",
        ),
    ] = "off"
    spoken_count: Annotated[
        bool,
        rows.switch(
            _WORDS,
            "Three, two, one",
            "said, in place of ticks",
            "the last three seconds are said, “three”, “two”, “one”, in place of three ticks",
        ),
    ] = False
    breath_pace: Annotated[
        int,
        rows.Row(
            _WORDS,
            "A breath",
            "3 to 15 s",
            checks.breath,
            "0, or 3 to 15",
            "steps",
            _BREATHS,
            partial(rows.value_or, "as written", " s"),
            True,
            "seconds of a breath, where breaths are paced or counted; 0: as the session file says",
        ),
    ] = 0
    lead_in_least: Annotated[
        int,
        rows.number(
            _POSITION,
            "No shorter than",
            "least time, 0 to 3600 s",
            (0, 3600),
            steps=LEAD_INS,
            detail="seconds to get into position before each exercise, at least, whatever a session file says",
        )._replace(shown=partial(rows.value_or, "any time", " s")),
    ] = 0
    lead_in_most: Annotated[
        int,
        rows.number(
            _POSITION,
            "No longer than",
            "most time, 0 to 3600 s",
            (0, 3600),
            steps=LEAD_INS,
            detail="the same, at most; no less than `lead_in_least`, or the defaults of both are used",
        )._replace(shown=partial(rows.value_or, "any time", " s", none=3600)),
    ] = 3600
    weekly_goal: Annotated[
        int,
        rows.number(
            "Regularity",
            "Days a week",
            "0 to 7; 0: no goal",
            (0, 7),
            detail="days with a session in a week, for the library and `stats`; 0: no goal",
        ),
    ] = 3
    emergency_number: Annotated[
        str,
        rows.text(
            _HELP,
            "Emergency number",
            "shown with the advice; empty: your local one",
            checks.number_to_dial,
            "at most 40 characters, with a digit",
            'shown with the advice as it is; empty: "your local emergency number"',
        ),
    ] = ""
    advice_line: Annotated[
        str,
        rows.text(
            _HELP, "Advice line", "whom you can ask for medical advice", checks.text(200), "at most 200 characters"
        ),
    ] = ""
    clinician_note: Annotated[
        str,
        rows.text(
            _HELP,
            "Clinician's note",
            "what you were told; shown with the advice",
            checks.text(500),
            "at most 500 characters",
            "what a clinician told you, shown with the advice",
        ),
    ] = ""
    cards: Annotated[
        bool,
        rows.switch(
            _HELP,
            "About backs",
            "one after a session, now and then",
            "now and then the summary of a session has a card with what is known about backs, and who says so",
        ),
    ] = True
    stop_at: Annotated[int, rows.limit("Stop at", "pain, 1 to 6", 6, "pain, 0 to 10, from which a session stops")] = 6
    ease_at: Annotated[
        int, rows.limit("Ease off at", "pain, 1 to 4", 4, "pain from which an exercise is eased off")
    ] = 4
    ease_rise: Annotated[
        int,
        rows.limit(
            "Ease off after",
            "points over the start, 1–2",
            2,
            "points of pain above the start from which it is eased off",
        ),
    ] = 2
    on_start: Annotated[
        tuple[str, ...],
        rows.program("At the start", "a program, with its arguments", "begins with a session, after the log says so"),
    ] = ()
    on_end: Annotated[
        tuple[str, ...],
        rows.program(
            "At the end", "of a session that pain did not stop", "begins when a session that pain did not stop is over"
        ),
    ] = ()
    on_stop: Annotated[
        tuple[str, ...],
        rows.program(
            "After a stop", "for pain, once that is in the log", "begins after a stop for pain, once that is on disk"
        ),
    ] = ()
    theme: Annotated[
        str,
        rows.choice(
            "Look",
            "Colours",
            "of a session too: dark or light",
            ("", *THEMES),
            "colours; empty: the program's own; a session is dark, light or high in contrast with it",
            partial(rows.value_or, "program's own", "", none=""),
        ),
    ] = ""
    motion: Annotated[
        bool,
        rows.switch(
            "Look",
            "Motion",
            "the figure moves and breathes",
            "the figure moves and breathes; if not, it stands still in the start or the hold",
        ),
    ] = True
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The actions that have other keys than their own, and those keys; `settings.key_map` says which can."""


DEFAULTS = Settings()
SETTINGS: Mapping[str, Setting] = rows_of(DEFAULTS)
"""Every setting by its name, the keys apart."""
BY_KEY: Mapping[Key, Setting] = {setting.key: setting for setting in SETTINGS.values()}
"""The same by the way to it in the file."""
TABLES = frozenset(key[0] for key in BY_KEY if len(key) > 1)
"""The keys that stand for a table of settings."""


def change(settings: Settings, name: str, value: Any) -> Settings:
    """The settings with one of them changed. Raises RefusedError where the value may not be."""
    if name.startswith(f"{KEYS}."):
        from backstretch.settings.key_map import with_keys

        return settings._replace(keys=with_keys(settings.keys, name.removeprefix(f"{KEYS}."), value))
    changed = settings._replace(**{name: SETTINGS[name].row.check(value)})
    if changed.lead_in_least > changed.lead_in_most:
        if name == "lead_in_least":
            raise RefusedError(f"is {changed.lead_in_least}, but the longest is {changed.lead_in_most}")
        raise RefusedError(f"is {changed.lead_in_most}, but the shortest is {changed.lead_in_least}")
    return changed
