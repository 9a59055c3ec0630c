"""What can be heard here: tones, the voice, and the machine that must not doze off meanwhile."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from backstretch.audio.packaged import INDEX, packaged_clips
from backstretch.audio.playback import Link
from backstretch.audio.players import Player, find_players
from backstretch.audio.speaker import Speaker
from backstretch.audio.tones import tone
from backstretch.audio.voice import Voice
from backstretch.base.text import plain
from backstretch.care_plan.walks import USUAL_MINUTES, walk_session
from backstretch.coach.cues import Tone
from backstretch.coach.wording import of_timelines
from backstretch.doctor.finding import REINSTALL, Finding, Subject, within
from backstretch.run.wake_lock import WakeLock
from backstretch.session.catalogue import catalogue
from backstretch.session.cautions import cautions
from backstretch.session.library import find_bundled, load
from backstretch.session.timeline import timeline

PATIENCE_SECONDS = 5.0
"""How long a player, or the system's power service, may take to answer."""

_PLAYERS = {
    "darwin": "`afplay` comes with macOS: look at the output device in System Settings, Sound",
    "win32": "look at the output device in Settings, System, Sound",
}
_LINUX_PLAYERS = (
    "install one of the packages pipewire-bin, pulseaudio-utils or alsa-utils; if there is one, no sound server or "
    "device answers it: `wpctl status`, `pactl info` or `aplay -l` says why"
)
_POWER = {
    "darwin": "set the display to stay on in System Settings, Lock Screen; or begin with `caffeinate -d backstretch`",
    "win32": "set the screen to stay on in Settings, System, Power",
}
_LINUX_POWER = (
    "set the screen to stay on in the power settings; programs can ask for it only in a desktop session (its "
    "DBUS_SESSION_BUS_ADDRESS must be set)"
)


def sound(subject: Subject) -> Iterator[Finding]:
    """Whether anything plays, by silence through the real chain."""
    missing = [name for name in get_args(Tone) if not _is_whole(name)]
    if missing:
        yield Finding("sound", "FAIL", f"tones missing from the program: {', '.join(missing)}", REINSTALL)
    tried: list[str] = []
    link = _link(tried, subject.paths.cache_dir)
    off = [f"{key} = {value}" for key, value in _silenced(subject)]
    if link is None:
        message = f"no player answered within {PATIENCE_SECONDS:g} s (of {', '.join(tried)})"
        yield Finding("sound", "note", message, _fix(subject))
    elif not link.sounds:
        yield Finding("sound", "note", _unheard(subject, tried), _fix(subject))
    else:
        failed = tried[: tried.index(link.name)]
        others = f"; {', '.join(failed)} failed" if failed else ""
        if link.sure:
            yield Finding("sound", "ok", f"plays through {link.name}{others} (`backstretch sounds` lets you hear it)")
        else:
            message = f"plays through {link.name}, which cannot tell whether it is heard{others}"
            yield Finding("sound", "note", message, "`backstretch sounds` lets you hear it")
    if off:
        message = f"turned down in the settings: {', '.join(off)}"
        yield Finding("sound", "note", message, "change it on the settings screen, or in config.toml")


def voice(subject: Subject) -> Iterator[Finding]:
    """Whether all that the program says is recorded, and what speaks a person's own words."""
    if not INDEX.is_file():
        yield Finding("voice", "note", "this installation came without recorded speech", REINSTALL)
    else:
        phrases, clips = bundled_phrases(), packaged_clips()
        missing = [phrase for phrase in phrases if phrase not in clips or not clips[phrase].path.is_file()]
        if missing:
            message = f'{len(missing)} of {len(phrases)} recorded phrases missing, the first is "{plain(missing[0])}"'
            yield Finding("voice", "FAIL", message, REINSTALL)
        else:
            yield Finding("voice", "ok", f"all {len(phrases)} phrases of the bundled sessions are recorded")
    name, rate = subject.settings.voice_name, subject.settings.voice_rate
    engine = Voice(subject.paths.cache_dir / "speech", name=name, rate=rate).engine
    what = f'in the voice "{plain(name)}"' if name else "words of your own"
    if engine is None:
        message = f"no speech engine for {what}: your own moves have only the tone"
        yield Finding("voice", "note", message, 'install espeak-ng, or `pip install "backstretch[voice]"`')
    else:
        yield Finding("voice", "ok", f"{engine} speaks {what}")


def awake(subject: Subject) -> Iterator[Finding]:
    """Whether the display and the machine can be kept from idling."""
    granted = within(PATIENCE_SECONDS, WakeLock.granted)
    if granted:
        yield Finding("awake", "ok", "the display can be kept on during a session")
        return
    why = "cannot be kept on" if granted is not None else "may not be kept on, as the system does not answer"
    fix = _POWER.get(subject.platform, _LINUX_POWER)
    if subject.platform.startswith("linux") and shutil.which("systemd-inhibit"):
        fix += ", or begin with `systemd-inhibit --what=idle:sleep backstretch`"
    yield Finding("awake", "note", f"the display {why}: it may dim or sleep during a session", fix)


def _is_whole(name: Tone) -> bool:
    try:
        tone(name)
    except (OSError, ValueError):
        return False
    return True


def _link(tried: list[str], cache_dir: Path) -> Link | None:
    """What plays here; None if that is not known in time. ``tried`` gets the players' names, in their order."""
    found: list[Link] = []
    known = threading.Event()

    def players() -> list[Player]:
        chain = find_players(cache_dir)
        tried.extend(player.name for player in chain)
        return chain

    def settled(link: Link) -> None:
        found.append(link)
        known.set()

    speaker = Speaker(lambda: None, players)
    speaker.try_out(settled)
    known.wait(PATIENCE_SECONDS)
    speaker.close()
    return found[0] if found else None


def _silenced(subject: Subject) -> Iterable[tuple[str, str]]:
    settings = subject.settings
    for key in ("sounds", "voice"):
        if not getattr(settings, key):
            yield key, "false"
    if settings.volume == 0:
        yield "volume", "0"


def _unheard(subject: Subject, tried: list[str]) -> str:
    rest = [name for name, on in (("bell", subject.settings.bell), ("flash", subject.settings.flash)) if on]
    instead = f"the {' and the '.join(rest)} stand{'s' * (len(rest) == 1)} in" if rest else "bell and flash are off too"
    return f"nothing plays here ({', '.join(tried)} failed): {instead}"


def _fix(subject: Subject) -> str:
    return _PLAYERS.get(subject.platform, _LINUX_PLAYERS)


def bundled_phrases() -> tuple[str, ...]:
    """What the bundled sessions, at every level, and a walk may say, with the cues that cautions add."""
    sessions = [reading.session for reading in map(load, find_bundled()) if reading.session is not None]
    sessions.append(walk_session(catalogue(), [USUAL_MINUTES]))
    spoken = of_timelines(
        (timeline(session, level), session.breath_seconds)
        for session in sessions
        for level in range(session.top_level + 1)
    )
    return tuple(dict.fromkeys([*spoken, *(caution.cue for caution in cautions().values() if caution.cue)]))
