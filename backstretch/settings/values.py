"""What a person can set, and the defaults."""

from typing import Literal, NamedTuple

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
WORDS = ("full", "short")
"""Everything that somebody needs who never saw the exercise; or name, side, the way in and the way out."""
TIMES_SAID = ("off", "half", "minute")
"""Never, when half of the session is over, or at each whole minute left."""


class Settings(NamedTuple):
    """Everything a person can set. No setting can switch the pain stop off or make it later."""

    emergency_number: str = ""
    """Shown as it is; empty: "your local emergency number"."""
    advice_line: str = ""
    """Whom to ask for medical advice; shown as it is."""
    clinician_note: str = ""
    """What a clinician told the person, shown before a session."""
    stop_at: int = 6
    """Pain, 0–10, from which a session stops; can only be lowered."""
    ease_at: int = 4
    """Pain, 0–10, from which an exercise is eased off; can only be lowered."""
    ease_rise: int = 2
    """Points of pain above the start from which an exercise is eased off; can only be lowered."""
    theme: str = ""
    """One of `THEMES`; empty: the program's own."""
    bell: bool = True
    """Whether the terminal bell may ring where no sound can be played."""
    flash: bool = True
    """Whether the screen may flash where no sound can be played."""
    sounds: bool = True
    """Whether tones are played."""
    volume: int = 100
    """Of tones and voice, in per cent of how loud they sound as they are made."""
    voice: bool = True
    """Whether the session is spoken."""
    voice_rate: float = 1.0
    """How fast the voice speaks; 1 is its own pace."""
    voice_name: str = ""
    """A voice of the machine's speech engine; empty: the voice that comes with the program."""
    words: Literal["full", "short"] = "full"
    """Which words are said and shown in plain lines, one of `WORDS`."""
    time_said: Literal["off", "half", "minute"] = "off"
    """How often the time left is said, one of `TIMES_SAID`."""
    breath_pace: int = 0
    """Seconds of one breath, 3–15, where breaths are paced or counted; 0: as the session file says."""
    lead_in_least: int = 0
    """Seconds to get into position that every exercise step has at least."""
    lead_in_most: int = 3600
    """Seconds to get into position that every exercise step has at most."""
    weekly_goal: int = 3
    """Days with a session in a week, 0–7; 0 is no goal."""
    motion: bool = True
    """Whether the figure moves; else it shows the start, and in a hold the hold."""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The actions that have other keys than their own, and those keys; `backstretch.settings.keys` says which can."""
