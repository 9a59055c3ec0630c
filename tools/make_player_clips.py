"""Compresses the tones, and the voice of the bundled sessions, for the file that plays on a phone.

Needs the extra ``phone``. The package would grow too large with every clip of the voice.
"""

from __future__ import annotations

from backstretch.audio.packaged import packaged_clips
from backstretch.audio.tones import TONES, tone
from backstretch.coach import wording
from backstretch.paper.player.clips import FOLDER, KILOBITS_AT_A_STOP, compressed
from backstretch.paper.player.contents import Others, contents, texts
from backstretch.run.plan import BREATHING_SESSION, GENTLEST_SESSION
from backstretch.run.screening_flow import read
from backstretch.session.library import find_bundled
from backstretch.settings import Settings


def needed() -> tuple[str, ...]:
    """Every text with a clip that the page of a bundled session may speak, whatever is ticked."""
    sessions = {found.id: read(found) for found in find_bundled()}
    others = Others(sessions[BREATHING_SESSION], sessions[GENTLEST_SESSION])
    pages = [contents(session, 0, Settings(), others) for session in sessions.values()]
    return tuple(dict.fromkeys(text for page in pages for text in texts(page) if text in packaged_clips()))


def main() -> None:
    """Write every clip anew."""
    paths = [*(packaged_clips()[text].path for text in needed()), *(tone(name).path for name in TONES)]
    clips = {f"{path.stem}.mp3": compressed(path) for path in paths}
    for text in (wording.stopped(), wording.first_spoken(""), wording.first_spoken(None)):
        path = packaged_clips()[text].path
        clips[f"{path.stem}.mp3"] = compressed(path, kilobits=KILOBITS_AT_A_STOP)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.mp3"):
        old.unlink()
    for name, clip in clips.items():
        (FOLDER / name).write_bytes(clip)
    print(len(paths), "clips,", sum(map(len, clips.values())), "bytes")


if __name__ == "__main__":
    main()
