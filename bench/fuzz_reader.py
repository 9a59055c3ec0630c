"""Everything that reads what others wrote, under a fuzzer that watches which lines run.

``python -m bench.fuzz_reader --minutes 60`` divides the time among the readers: session files, settings, answers, stops
beside the journal, what another journal exported, the editor's document, the keys of a terminal. It needs
``pip install atheris``. Whatever the bytes: no exception, no input that takes seconds, no more than 200 MB. What breaks
a reader is left in ``--finds``, one file each; ``python -m bench.fuzz_reader --only session FILE`` tries one again.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

MOST_MEGABYTES = 200
MOST_SECONDS = 30
"""For one input. Under the fuzzer the program is several times slower, and the machine may be busy."""
MOST_BYTES, MOST_KEYS = 6000, 200
TOKENS = (
    "[[steps]]", "[[steps.steps]]", "[steps.hold]", "format = 1", 'title = "T"', "exercise", '"bridge"', "name", "cues",
    "cue", "hold", "reps", "from", "to", "by", "rest", "rest_after", "rest_between", "rounds", "sides", "alternate",
    "first_side", "breath", "4 breaths", "1m30s", "cautions", "osteoporosis", "level", "tags", "lead_in", "side_gap",
    '"""', "\'\'\'", "1e400", "-inf", "nan", "1979-05-27T07:32:00Z", "0x7f", "\\u202e", "\\U0010ffff", "\ufeff", "\r\n",
    "[pain]", "stop_at", "emergency_number", "theme", "answered_on", "rotations", "\x1b[200~", "\x1b[<0;1;1M", "\x1bO",
)  # fmt: skip


class _Given:
    """Stands for a path with these bytes in its file."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def open(self, _mode: str) -> BytesIO:
        return BytesIO(self._data)

    def stat(self) -> SimpleNamespace:
        return SimpleNamespace(st_size=len(self._data))

    def read_bytes(self) -> bytes:
        return self._data

    def __str__(self) -> str:
        return "fuzz.toml"


def session() -> Callable[[bytes], None]:
    """A session file, and its timeline at every kind of level."""
    from backstretch.session.catalogue import catalogue
    from backstretch.session.reader import read_session
    from tests.session.test_reader_fuzz import check

    exercises = catalogue()

    def read(data: bytes) -> None:
        check(read_session(data, id="fuzz", path="fuzz.toml", exercises=exercises))

    return read


def settings() -> Callable[[bytes], None]:
    """The file of settings: no limit is ever raised."""
    from backstretch.settings import Settings, read_settings

    least = Settings()

    def read(data: bytes) -> None:
        found, problems = read_settings(_Given(data))  # type: ignore[arg-type]
        assert all(str(problem).isprintable() for problem in problems)
        assert found.stop_at <= least.stop_at
        assert found.ease_at <= least.ease_at
        assert found.ease_rise <= least.ease_rise

    return read


def person() -> Callable[[bytes], None]:
    """The answers to the first questions."""
    from backstretch.run.person import PersonAnswers, read_person

    def read(data: bytes) -> None:
        found, notices = read_person(_Given(data))  # type: ignore[arg-type]
        assert all(notice.isprintable() for notice in notices)
        assert not notices or found == PersonAnswers()

    return read


def stop() -> Callable[[bytes], None]:
    """A pain stop that was written beside the journal, taken in."""
    from backstretch.journal import database, spool
    from backstretch.journal.connection import WRITE_FAILURES, utc_now, write_stop

    empty, now = database.copy_in_memory(None, Path("journal.db")), utc_now()

    def read(data: bytes) -> None:
        try:
            found = spool.load(_Given(data))  # type: ignore[arg-type]
        except ValueError:
            return
        empty.execute("BEGIN")
        try:
            write_stop(empty, found, now)
        except WRITE_FAILURES:
            pass
        finally:
            empty.execute("ROLLBACK")

    return read


def merge() -> Callable[[bytes], None]:
    """What another machine's journal exported, taken into one of our own."""
    from tests.journal.test_exchange import check_merge

    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            check_merge(data, Path(folder))

    return read


def document() -> Callable[[bytes], None]:
    """The editor's document: opened, and changed at random places."""
    from random import Random

    from backstretch.editing.field_edits import nudge, set_value, unset
    from backstretch.editing.outline import problems_at, steps_shape
    from backstretch.editing.outline import read as read_document
    from backstretch.editing.step_edits import delete_step, duplicate_step, insert_step, move_step
    from backstretch.editing.tomledit import EditError
    from backstretch.editing.tomledit.document import Document

    def change(found: Document, rng: Random) -> Document:
        shapes = steps_shape(found)
        where = rng.choice(shapes).where if shapes else ("steps", 0)
        key = (
            (*where, rng.choice(("hold", "reps", "name", "cues", "rest", "sides")))
            if rng.random() < 0.7
            else ("title",)
        )
        edits: tuple[Callable[[], Document], ...] = (
            lambda: set_value(found, key, rng.choice(("bridge", 3, 0.5, ["a", "b"], {"from": 1, "to": 3, "by": 1}))),
            lambda: unset(found, key),
            lambda: nudge(found, key, rng.choice((-1, 1))),
            lambda: delete_step(found, where),
            lambda: duplicate_step(found, where),
            lambda: insert_step(found, where, {"rest": 5}),
            lambda: move_step(found, where, rng.choice(shapes).where if shapes else where),
            lambda: found.with_text(found.text[: rng.randrange(len(found.text) + 1)] + rng.choice(TOKENS)),
        )
        try:
            return rng.choice(edits)()
        except EditError as error:
            said = str(error)
        assert said.isprintable(), said
        return found

    def read(data: bytes) -> None:
        try:
            found = Document.of(data)
        except ValueError:
            return
        assert found.data == data
        rng = Random(len(data) * 1000 + sum(data[:50]))
        for _ in range(3):
            problems_at(read_document(found, "fuzz", "fuzz.toml"))
            found = change(found, rng)
            assert Document.of(found.data) == found

    return read


def keys() -> Callable[[bytes], None]:
    """What a terminal sends, on the screens and in plain lines."""
    from textual import events

    from backstretch.terminal.unread import tells_pain
    from backstretch.tui.driver import Typed

    def read(data: bytes) -> None:
        typed = Typed()
        for start in range(0, len(data), 7):
            list(typed.feed(data[start : start + 7], start))
        # Whatever came: once a paste and a sequence under way are over, sharp pain comes through.
        last = [*typed.feed(b"\x1b[201~", len(data)), *typed.feed(b"x", len(data) + 1)]
        assert any(isinstance(event, events.Key) and event.key == "x" for event in last)
        assert tells_pain(data + b"\x1b[201~\x1b\\x")

    return read


TARGETS: dict[str, Callable[[], Callable[[bytes], None]]] = {
    "session": session,
    "document": document,
    "settings": settings,
    "person": person,
    "stop": stop,
    "merge": merge,
    "keys": keys,
}
SEEDS = {
    "session": 'format = 1\ntitle = "T"\n[[steps]]\nexercise = "bridge"\nreps = { from = 5, to = 9, by = 2 }\n',
    "document": 'format = 1\ntitle = "T"\nsteps = [{ rest = 5 }, { name = "N", hold = 5, cues = ["a"] }]\n',
    "settings": 'volume = 50\ntheme = "nord"\nemergency_number = "112"\n[pain]\nstop_at = 5\nease_rise = 1\n',
    "person": 'format = 1\ncautions = ["knee"]\nrotations = false\nanswered_on = 2026-01-31\n',
    "stop": """{"format": 1, "run": {"id": "a-1", "session": "s", "title": "T", "sha256": "ab", "started_at":
"2026-01-31T07:30:15.250000+05:30", "level": 2, "from_step": 1, "planned_seconds": 150.0, "holds_planned": 6,
"pain_before": 3, "pid": 1}, "progress": {"at": "2026-01-31T07:31:15+05:30", "next_phase": 3, "active_seconds": 45.5,
"holds": [{"phase": 0, "step": 1, "within": null, "round": null, "exercise": "e", "side": "left", "rep": 1,
"planned_seconds": 20.0, "held_seconds": 20.0, "result": "done"}]}, "report": {"at_seconds": 31.5, "step": 1,
"exercise": "e", "side": "left", "rep": 2, "kind": null, "score": null, "where": null, "signs": [], "note": null}}""",
    "merge": """{"format":"backstretch-journal","version":1,"program":"0.1.0"}
{"id":"a-1","deleted_at":null,"run":{"session":"s","title":"T","sha256":"ab","outcome":"stopped_for_pain","level":1,\
"from_step":1,"planned_seconds":150.0,"active_seconds":61.0,"started_at":"2025-03-02T07:30:15.250000+05:30",\
"ended_at":"2025-03-02T07:32:15.250000+05:30","held_seconds":20.0,"holds_planned":4,"holds_done":1,"holds_skipped":0,\
"pain_before":1,"pain_during":null,"pain_after":null,"effort":null,"note":null,"next_day":null,"next_day_asked":false,\
"next_phase":4,"changed_at":"2025-03-02T07:32:15.250000+00:00","holds":[{"phase":1,"step":2,"within":1,"round":1,\
"exercise":"e","side":"left","rep":1,"planned_seconds":20.0,"held_seconds":20.0,"result":"done"}]},\
"stop":{"stopped_at":"2025-03-02T07:32:15.250000+05:30","at_seconds":31.5,"step":1,"exercise":"e","side":"left","rep":2,\
"kind":"sharp","score":7,"where":"low left","signs":["fever"],"note":"n","put_back":true,"cleared_at":null,\
"changed_at":"2025-03-02T07:32:15.250000+00:00"}}
""",
    "keys": "\x1b[<0;10;10M\x1b[200~p\x1b[201~\x1b[120;3u\x1bOA\x1b[48;24;80;480;1600t",
}
SHARES = {"session": 4, "document": 4}
"""Parts of the time; one for each of the others."""


def fuzz_one(name: str, arguments: list[str]) -> None:
    """Fuzz one reader in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(
        include=["backstretch", "tomllib", "json", "textual._parser", "textual._xterm_parser"]
    ):
        read = TARGETS[name]()
        for sample in (b"", b"a = [", SEEDS[name].encode()):
            read(sample)  # what is loaded when it is needed is watched too
    atheris.Setup([sys.argv[0], *arguments], read)
    atheris.Fuzz()


def fuzz(name: str, seconds: float, finds: Path, given: list[str]) -> int:
    """Fuzz one reader in a process of its own for so long, or try the given files; its exit code."""
    with tempfile.TemporaryDirectory() as work:
        corpus = Path(work, "corpus")
        corpus.mkdir()
        root = Path(__file__).parents[1]
        for number, file in enumerate([*sorted(root.glob("sessions/*.toml")), *sorted(finds.glob(f"{name}-*"))]):
            (corpus / f"{number}").write_bytes(file.read_bytes())
        (corpus / "seed").write_text(SEEDS[name])
        tokens = Path(work, "tokens")
        quoted = ("".join(f"\\x{byte:02x}" for byte in token.encode()) for token in TOKENS)
        tokens.write_text("".join(f'"{token}"\n' for token in quoted))
        options = [
            f"-rss_limit_mb={MOST_MEGABYTES}",
            f"-timeout={MOST_SECONDS}",
            f"-artifact_prefix={finds}/{name}-",
            "-print_final_stats=1",
            "-verbosity=0",
        ]
        if not given:
            longest = MOST_KEYS if name == "keys" else MOST_BYTES
            options += [f"-max_total_time={seconds:.0f}", f"-max_len={longest}", f"-dict={tokens}", str(corpus)]
        command = [sys.executable, "-m", "bench.fuzz_reader", "--in-this-process", name, *options, *given]
        return subprocess.run(command, check=False).returncode


def main() -> int:
    """Fuzz each reader in turn."""
    if sys.argv[1:2] == ["--in-this-process"]:
        fuzz_one(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--only", choices=TARGETS, default=None)
    parser.add_argument("--finds", type=Path, default=Path(tempfile.gettempdir(), "backstretch-finds"))
    parser.add_argument("files", nargs="*", help="inputs to try again")
    wanted = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        sys.exit("fuzz_reader: it needs atheris; pip install atheris")
    wanted.finds.mkdir(parents=True, exist_ok=True)
    names = [wanted.only] if wanted.only else list(TARGETS)
    parts = sum(SHARES.get(name, 1) for name in names)
    failed: list[Any] = []
    for name in names:
        seconds = 60 * wanted.minutes * SHARES.get(name, 1) / parts
        print(f"== {name}, {seconds:.0f} s", flush=True)
        if fuzz(name, seconds, wanted.finds, wanted.files):
            failed.append(name)
    print(f"failed: {', '.join(failed) or 'none'}; what broke a reader is in {wanted.finds}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
