"""``doctor``: what each check says of a made-up home, with its fix, and that nothing is made or changed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from backstretch.audio.clip import Clip
from backstretch.audio.packaged import packaged_clips
from backstretch.base.paths import Paths, default_paths
from backstretch.base.stop_failures import StopFailures
from backstretch.commands.click_program import cli
from backstretch.doctor import environment, journals, session_files, sound_check, storage
from backstretch.doctor.examination import CHECKS, examine
from backstretch.doctor.finding import Finding, Subject
from backstretch.journal import migrations
from backstretch.journal.spool import record_stop_aside
from backstretch.journal.store import Journal
from backstretch.run import wake_lock
from backstretch.session.library import find_bundled
from backstretch.settings import Settings
from tests.audio.fakes import Folder
from tests.journal.samples import progress, report, run

pytestmark = pytest.mark.second

Call = Callable[..., Result]

SESSION = """format = 1
title = "Knees"
lead_in = 24
[[steps]]
exercise = "knee-to-chest"
hold = 20
"""


class Lock:
    active = True

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home with nothing in it, on a machine where everything works."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("NO_COLOR", "TMUX", "STY", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(wake_lock, "_lock", Lock)
    monkeypatch.setitem(sys.modules, "playsound3", None)
    return default_paths()


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """All that stands on the path: one player, and one that speaks."""
    folder = Folder(tmp_path / "bin")
    folder.path.mkdir()
    monkeypatch.setenv("PATH", str(folder.path))
    folder.add("paplay")
    folder.add("espeak-ng")
    return folder


@pytest.fixture
def subject(home: Paths) -> Subject:
    return Subject(home, Settings(), "linux", os.environ)


@pytest.fixture
def call() -> Call:
    return lambda *arguments: CliRunner().invoke(cli, ["doctor", *arguments], prog_name="backstretch")


def put(path: Path, content: str, mode: int = 0o600) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    return path


def tree(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file and directory, with its mode and what it holds."""
    return {
        str(path.relative_to(root)): (path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(root.rglob("*"))
        if path.name != "log"
    }


def one(findings: Iterator[Finding]) -> Finding:
    (finding,) = findings
    return finding


class TestTheCommand:
    def test_a_new_home_has_nothing_broken_and_stays_empty(self, call: Call, tmp_path: Path) -> None:
        before = tree(tmp_path)
        result = call()
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert lines[0] == "ok    sound: plays through paplay (`backstretch sounds` lets you hear it)"
        assert not [line for line in lines if line.startswith("FAIL")]
        assert f"ok    journal: none yet; the first run begins it at {tmp_path}/data/backstretch/journal.db" in lines
        assert f"ok    data: {tmp_path}/data/backstretch will be made" in lines
        assert tree(tmp_path) == before

    def test_what_is_broken_stands_with_its_fix_below(self, call: Call, home: Paths) -> None:
        put(home.config, "volume = 900\n")
        result = call()
        assert result.exit_code == 1
        lines = result.stdout.splitlines()
        at = next(number for number, line in enumerate(lines) if line.startswith("FAIL"))
        assert lines[at].startswith(f"FAIL  settings: {home.config}:1:1: error: volume is 900")
        assert lines[at + 1] == "      fix: correct the line, or remove it"
        assert "\x1b" not in result.stdout

    def test_as_json(self, call: Call, home: Paths) -> None:
        put(home.config, "volume = 900\n")
        result = call("--json")
        assert result.exit_code == 1
        found = json.loads(result.stdout)
        assert {tuple(entry) for entry in found} == {("check", "status", "message", "fix")}
        assert {entry["status"] for entry in found} == {"ok", "note", "FAIL"}
        assert all(entry["fix"] for entry in found if entry["status"] == "FAIL")
        assert all(isinstance(value, str) and value.isprintable() for entry in found for value in entry.values())

    @pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
    def test_colours_only_on_a_terminal_that_wants_them(
        self, monkeypatch: pytest.MonkeyPatch, no_color: str, coloured: bool
    ) -> None:
        monkeypatch.setenv("NO_COLOR", no_color)
        monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
        monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((100, 30)))
        monkeypatch.setattr("click.testing._NamedTextIOWrapper.fileno", lambda _: 1, raising=False)
        result = CliRunner().invoke(cli, ["doctor"], prog_name="backstretch", color=True)
        assert ("\x1b[32mok" in result.stdout) is coloured
        assert "ok    terminal: 100x30: a session is drawn whole" in result.stdout.replace("\x1b[32m", "").replace(
            "\x1b[0m", ""
        )

    def test_a_check_that_fails_itself_is_a_line_and_the_others_go_on(self, subject: Subject) -> None:
        def haunted(_subject: Subject) -> Iterator[Finding]:
            yield Finding("ghosts", "ok", "one")
            raise KeyError("\x1b[2Jboo")

        first, second, third = examine(subject, (haunted, storage.person))
        assert first.check == "ghosts"
        assert (second.check, second.status) == ("haunted", "FAIL")
        assert second.message == "this check failed itself: KeyError: '\\x1b[2Jboo'"
        assert second.fix
        assert third.message == "not asked yet"

    def test_as_on_windows_no_mode_is_looked_at(self, home: Paths, subject: Subject) -> None:
        for directory in (home.data_dir, home.state_dir, home.config_dir, home.cache_dir):
            directory.mkdir(mode=0o755, parents=True)
        put(home.person, "format = 1\ncautions = []\nrotations = false\n", 0o644)
        found = list(examine(replace(subject, platform="win32"), CHECKS))
        assert not [finding for finding in found if finding.status == "FAIL"], found
        assert [finding for finding in storage.directories(subject) if finding.status == "FAIL"]


class TestSound:
    @pytest.mark.parametrize(
        ("players", "settings", "status", "message", "fix"),
        [
            ({"aplay": "exit 0"}, {}, "ok", "plays through aplay; paplay failed", ""),
            (
                {"ffplay": "exec /bin/sleep 1.3"}, {}, "note",
                "plays through ffplay, which cannot tell whether it is heard", "sounds` lets",
            ),
            ({}, {}, "note", "(paplay, playsound3 failed): the bell and the flash stand in", "alsa-utils"),
            ({}, {"flash": False}, "note", "failed): the bell stands in", "alsa-utils"),
            ({}, {"flash": False, "bell": False}, "note", "failed): bell and flash are off too", "alsa-utils"),
        ],
    )  # fmt: skip
    def test_who_plays(
        self,
        programs: Folder,
        subject: Subject,
        players: dict[str, str],
        settings: dict[str, bool],
        status: str,
        message: str,
        fix: str,
    ) -> None:
        programs.add("paplay", "exit 1")
        for name, ends in players.items():
            programs.add(name, ends)
        found = one(sound_check.sound(replace(subject, settings=Settings(**settings))))  # type: ignore[arg-type]
        assert found.status == status
        assert message in found.message
        assert fix in found.fix
        assert bool(fix) is bool(found.fix)

    def test_nobody_waits_for_a_player_that_never_ends(
        self, programs: Folder, subject: Subject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        programs.add("paplay", "exec /bin/sleep 60")
        monkeypatch.setattr(sound_check, "PATIENCE_SECONDS", 0.0)
        before = threading.active_count()
        found = one(sound_check.sound(subject))
        assert (found.status, bool(found.fix)) == ("note", True)
        assert found.message.startswith("no player answered within 0 s")
        assert threading.active_count() == before

    def test_what_is_turned_down_is_told(self, subject: Subject) -> None:
        settings = Settings(sounds=False, voice=False, volume=0)
        _, found = sound_check.sound(replace(subject, settings=settings))
        assert (found.status, found.message) == (
            "note",
            "turned down in the settings: sounds = false, voice = false, volume = 0",
        )

    def test_a_missing_tone_is_broken(self, subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
        def tone(name: str) -> None:
            if name == "stop":
                raise FileNotFoundError(name)

        monkeypatch.setattr(sound_check, "tone", tone)
        found = next(sound_check.sound(subject))
        assert (found.status, found.message) == ("FAIL", "tones missing from the program: stop")
        assert "--force-reinstall" in found.fix

    @pytest.mark.parametrize(("platform", "fix"), [("darwin", "System Settings"), ("win32", "Settings, System, Sound")])
    def test_the_fix_is_the_platforms(self, programs: Folder, subject: Subject, platform: str, fix: str) -> None:
        programs.add("paplay", "exit 1")
        assert fix in one(sound_check.sound(replace(subject, platform=platform))).fix


class TestVoice:
    def test_all_there(self, subject: Subject) -> None:
        recorded, engine = sound_check.voice(subject)
        assert recorded.message == f"all {len(packaged_clips())} phrases of the bundled sessions are recorded"
        assert (engine.status, engine.message) == ("ok", "espeak-ng speaks words of your own")

    @pytest.mark.parametrize("how", ["no entry", "no file"])
    def test_a_missing_phrase_is_broken(
        self, subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
    ) -> None:
        clips = dict(packaged_clips())
        del clips["Halfway."]
        if how == "no file":
            clips["Halfway."] = Clip(tmp_path / "gone.wav", 1.0)
        monkeypatch.setattr(sound_check, "packaged_clips", lambda: clips)
        found = next(sound_check.voice(subject))
        assert found.status == "FAIL"
        assert found.message.startswith("1 of ")
        assert found.message.endswith('the first is "Halfway."')
        assert "--force-reinstall" in found.fix

    def test_an_installation_without_recorded_speech(
        self, subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sound_check, "INDEX", tmp_path / "index.toml")
        assert next(sound_check.voice(subject)).status == "note"

    @pytest.mark.parametrize(("name", "what"), [("", "words of your own"), ("anna", 'in the voice "anna"')])
    def test_no_engine(self, subject: Subject, monkeypatch: pytest.MonkeyPatch, name: str, what: str) -> None:
        monkeypatch.setattr("backstretch.audio.rendering.find_engines", tuple)
        _, found = sound_check.voice(replace(subject, settings=Settings(voice_name=name)))
        assert found.status == "note"
        assert found.message == f"no speech engine for {what}: your own moves have only the tone"
        assert "backstretch[voice]" in found.fix


class TestAwake:
    @pytest.mark.parametrize(
        ("platform", "fix"),
        [("linux", "systemd-inhibit"), ("darwin", "caffeinate"), ("win32", "Settings, System, Power")],
    )
    def test_refused(
        self, subject: Subject, programs: Folder, monkeypatch: pytest.MonkeyPatch, platform: str, fix: str
    ) -> None:
        monkeypatch.setattr(Lock, "active", False)
        programs.add("systemd-inhibit")
        found = one(sound_check.awake(replace(subject, platform=platform)))
        assert (found.status, found.message) == (
            "note",
            "the display cannot be kept on: it may dim or sleep during a session",
        )
        assert fix in found.fix

    def test_no_answer(self, subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
        answered = threading.Event()
        monkeypatch.setattr(sound_check, "PATIENCE_SECONDS", 0.0)
        monkeypatch.setattr(wake_lock, "_lock", lambda: answered.wait() and Lock())
        found = one(sound_check.awake(subject))
        answered.set()
        assert found.status == "note"
        assert "does not answer" in found.message


class Screen:
    """A standard stream that may be a terminal."""

    def __init__(self, *, there: bool = True, encoding: str = "utf-8") -> None:
        self.there = there
        self.encoding = encoding

    def isatty(self) -> bool:
        return self.there

    def fileno(self) -> int:
        return 1


class TestTerminal:
    @pytest.fixture
    def look(self, subject: Subject, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Finding]]:
        def look(
            size: tuple[int, int] = (80, 24),
            out: Screen | None = None,
            *,
            there: bool = True,
            platform: str = "linux",
            **variables: str,
        ) -> list[Finding]:
            known = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | variables
            with monkeypatch.context() as patch:
                patch.setattr(sys, "stdin", Screen(there=there))
                patch.setattr(sys, "stdout", out or Screen())
                patch.setattr(os, "get_terminal_size", lambda _: os.terminal_size(size))
                return list(environment.terminal(replace(subject, platform=platform, environment=known)))

        return look

    @pytest.mark.parametrize(
        ("size", "status", "fix"),
        [
            ((80, 24), "ok", ""),
            ((79, 24), "note", "from 80x24 up"),
            ((40, 12), "note", "from 80x24 up"),
            ((40, 11), "note", "make it 40x12"),
            ((39, 50), "note", "make it 40x12"),
        ],
    )
    def test_size(self, look: Callable[..., list[Finding]], size: tuple[int, int], status: str, fix: str) -> None:
        found = look(size)[0]
        assert found.message.startswith(f"{size[0]}x{size[1]}: ")
        assert (found.status, fix in found.fix, bool(fix)) == (status, True, bool(found.fix))

    def test_a_size_that_nobody_knows_is_left_out(self, look: Callable[..., list[Finding]]) -> None:
        assert [finding.check for finding in look((0, 0))] == ["colours"]

    @pytest.mark.parametrize(
        ("environment", "message", "fix"),
        [
            ({"TERM": "dumb"}, "of the kind dumb", "--plain"),
            ({"TERM": ""}, "TERM, is not set", "--plain"),
            ({"NO_COLOR": "1"}, "NO_COLOR is set", "unset NO_COLOR"),
            ({"COLORTERM": "", "TERM": "xterm"}, "no more than 16, by TERM=xterm", "COLORTERM=truecolor"),
            ({"LANG": "C"}, "its text is ascii", "LANG=C.UTF-8"),
            ({"STY": "1.tty"}, "inside screen", "vbell off"),
        ],
    )
    def test_notes(
        self, look: Callable[..., list[Finding]], environment: dict[str, str], message: str, fix: str
    ) -> None:
        (found,) = [finding for finding in look(**environment) if finding.status != "ok"]
        assert message in found.message
        assert fix in found.fix

    @pytest.mark.parametrize(
        ("environment", "message"),
        [({}, "16 million"), ({"COLORTERM": ""}, "256"), ({"COLORTERM": "", "TERM": "xterm-kitty"}, "256")],
    )
    def test_colours(self, look: Callable[..., list[Finding]], environment: dict[str, str], message: str) -> None:
        assert [finding.message for finding in look(**environment) if finding.check == "colours"] == [message]

    def test_as_on_windows(self, look: Callable[..., list[Finding]]) -> None:
        found = look(platform="win32", out=Screen(encoding="cp1252"), TERM="", COLORTERM="", PYTHONIOENCODING="cp1252")
        assert [finding.status for finding in found] == ["ok", "ok", "note"]
        assert "PYTHONUTF8" in found[2].fix

    def test_half_a_terminal_is_measured_and_none_is_not(self, look: Callable[..., list[Finding]]) -> None:
        half, size, _ = look(there=False)
        assert (half.status, size.message[:5]) == ("note", "80x24")
        assert "--plain" in half.fix
        assert len(look(out=Screen(there=False), there=False)) == 1

    @pytest.mark.parametrize(
        ("action", "visual", "kept"),
        [
            ("any", "off", []),
            ("current", "both", []),
            ("none", "off", ["`set -g bell-action any`"]),
            ("other", "on", ["`set -g bell-action any`", "`set -g visual-bell off`"]),
            ("", "", []),
        ],
    )
    def test_tmux(
        self, look: Callable[..., list[Finding]], programs: Folder, action: str, visual: str, kept: list[str]
    ) -> None:
        programs.add("tmux", f'case "$3" in bell-action) echo {action};; *) echo {visual};; esac')
        found = [finding for finding in look(TMUX="/tmp/tmux") if finding.check == "tmux"]
        assert [finding.fix for finding in found] == ([f"write {' and '.join(kept)} into ~/.tmux.conf"] if kept else [])


class Broken(NamedTuple):
    """Something wrong in a home: how it is made, who finds it, and what is said."""

    make: Callable[[Paths], object]
    check: Callable[[Subject], Iterator[Finding]]
    status: str
    message: str
    fix: str


def _directory(path: Path, mode: int) -> None:
    path.mkdir(parents=True)
    path.chmod(mode)


def _journal(home: Paths) -> None:
    Journal.open(home.journal, home.stops).close()
    home.data_dir.chmod(0o700)


def _run_in_journal(home: Paths) -> None:
    with closing(Journal.open(home.journal, home.stops)) as journal:
        journal.begin(run())


def _newer(home: Paths) -> None:
    _journal(home)
    with closing(sqlite3.connect(home.journal)) as db:
        db.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}")


def _others_database(home: Paths) -> None:
    home.data_dir.mkdir(mode=0o700, parents=True)
    with closing(sqlite3.connect(home.journal)) as db:
        db.execute("CREATE TABLE cats (name)")


def _spoilt(home: Paths, change: str) -> None:
    """A journal whose tables are not what they say."""
    _run_in_journal(home)
    with closing(sqlite3.connect(home.journal)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute(f"UPDATE sqlite_master SET {change}")
        db.commit()


def _wait_aside(home: Paths) -> None:
    record_stop_aside(home.stops, run(), progress(), report())
    home.state_dir.chmod(0o700)


def _failing_stop(home: Paths) -> None:
    with StopFailures(home.state_dir).kept("the stop"):
        raise RuntimeError


def _newer_with_a_stop(home: Paths) -> None:
    _newer(home)
    _wait_aside(home)


BROKEN = {
    "data is a file": Broken(
        lambda home: put(home.data_dir, ""), storage.directories, "FAIL", "backstretch is no directory", "move "
    ),
    "a file above state": Broken(
        lambda home: put(home.state_dir.parent, ""), storage.directories, "FAIL", "/state is no directory", "move "
    ),
    "data others can read": Broken(
        lambda home: _directory(home.data_dir, 0o750),
        storage.directories,
        "FAIL",
        "others can read {data}",
        "`chmod go-rwx {data}`",
    ),
    "state others can enter": Broken(
        lambda home: _directory(home.state_dir, 0o701),
        storage.directories,
        "FAIL",
        "others can read {state}",
        "`chmod go-rwx {state}`",
    ),
    "config others can read": Broken(
        lambda home: _directory(home.config_dir, 0o755),
        storage.directories,
        "note",
        "others can read {config}",
        "`chmod go-rwx {config}`",
    ),
    "journal others can read": Broken(
        lambda home: put(home.journal, "", 0o640),
        storage.directories,
        "FAIL",
        "others can read {data}/journal.db",
        "`chmod go-rwx {data}/journal.db`",
    ),
    "answers others can read": Broken(
        lambda home: put(home.person, "", 0o604),
        storage.directories,
        "FAIL",
        "others can read {data}/person.toml",
        "`chmod go-rwx {data}/person.toml`",
    ),
    "a stop others can read": Broken(
        lambda home: put(home.stops / "a.json", "", 0o644),
        storage.directories,
        "FAIL",
        "others can read {state}/stops/a.json",
        "`chmod go-rwx {state}/stops/a.json`",
    ),
    "a wrong setting": Broken(
        lambda home: put(home.config, "\nvolum = 3\n"),
        storage.settings,
        "FAIL",
        '{config}/config.toml:2:1: error: unknown setting "volum"',
        "correct the line",
    ),
    "answers that are not TOML": Broken(
        lambda home: put(home.person, "rotations\x1b"), storage.person, "FAIL", "person.toml cannot be read", "again"
    ),
    "a journal that is none": Broken(
        lambda home: put(home.journal, "no database, but quite a long text for all that" * 30),
        journals.journal,
        "FAIL",
        "{data}/journal.db is damaged or not a journal",
        "put a backup in its place, or move it away",
    ),
    "another's database": Broken(
        _others_database, journals.journal, "FAIL", "another program's database", "move it away to begin a new journal"
    ),
    "a journal that holds what it cannot": Broken(
        lambda home: _spoilt(home, "sql = replace(sql, 'pain_after INTEGER', 'pain_after INTEGER NOT NULL')"),
        journals.journal,
        "FAIL",
        "{data}/journal.db is damaged: NULL value in runs.pain_after",
        "put a backup in its place, or move {data}/journal.db away",
    ),
    "a journal with a table where there is none": Broken(
        lambda home: _spoilt(home, "rootpage = 99 WHERE name = 'stops'"),
        journals.journal,
        "FAIL",
        "{data}/journal.db is damaged",
        "put a backup in its place",
    ),
    "a newer journal": Broken(
        _newer, journals.journal, "FAIL", "newer than this program: it can be read", "update backstretch"
    ),
    "a directory for a journal": Broken(
        lambda home: home.journal.mkdir(parents=True), journals.journal, "FAIL", "journal.db cannot be used", "check"
    ),
    "a stop that waits": Broken(
        _wait_aside, journals.journal, "note", "1 pain stop waits in {state}/stops", "the next start takes it in"
    ),
    "a stop that failed": Broken(
        _failing_stop,
        journals.stop_failures,
        "FAIL",
        "on the way to the advice, 1 time; what, stands last in {state}/stop-failure-",
        "report it with that file",
    ),
    "a stop beside a newer journal": Broken(
        _newer_with_a_stop,
        journals.journal,
        "note",
        "1 pain stop waits in {state}/stops",
        "taken in once the journal is put right",
    ),
    "a stop that is none": Broken(
        lambda home: put(home.stops / "a.json", "{}"),
        journals.journal,
        "FAIL",
        "{state}/stops/a.json may hold a pain stop and cannot be read (not a stop of this version)",
        "move the file away",
    ),
    "a session with an error": Broken(
        lambda home: put(home.sessions / "mine.toml", SESSION.replace("hold", "hld")),
        session_files.sessions,
        "FAIL",
        "{data}/sessions/mine.toml:6:1: error: ",
        "`backstretch check {data}/sessions/mine.toml`",
    ),
    "a session that is a directory": Broken(
        lambda home: (home.sessions / "mine.toml").mkdir(parents=True),
        session_files.sessions,
        "FAIL",
        "cannot read {data}/sessions/mine.toml",
        "move it away",
    ),
    "sessions that are a file": Broken(
        lambda home: put(home.sessions, ""),
        session_files.sessions,
        "FAIL",
        "cannot read {data}/sessions",
        "a directory",
    ),
    "a shadowed session": Broken(
        lambda home: put(home.sessions / "everyday.toml", SESSION),
        session_files.sessions,
        "note",
        "{data}/sessions/everyday.toml takes the place of the bundled everyday",
        "another name",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_said_with_its_fix_and_left_as_it_is(
    name: str, home: Paths, subject: Subject, tmp_path: Path
) -> None:
    broken = BROKEN[name]
    broken.make(home)
    before = tree(tmp_path)
    found = [finding for finding in broken.check(subject) if finding.status == broken.status]
    assert tree(tmp_path) == before
    places = {"data": home.data_dir, "state": home.state_dir, "config": home.config_dir}
    message, fix = broken.message.format(**places), broken.fix.format(**places)
    assert [finding for finding in found if message in finding.message and fix in finding.fix], found
    assert all(finding.fix for finding in found if finding.status == "FAIL")
    assert all(finding.message.isprintable() for finding in found)


class TestKeeping:
    def test_a_home_in_use_is_all_right(self, home: Paths, subject: Subject) -> None:
        _run_in_journal(home)
        put(home.config, "volume = 40\n")
        put(home.person, "format = 1\ncautions = ['knee']\nrotations = false\nanswered_on = 2026-01-05\n")
        found = [
            finding for check in (storage.directories, storage.settings, storage.person) for finding in check(subject)
        ]
        assert {finding.status for finding in found} == {"ok"}, found
        assert found[-1].message == "given on 2026-01-05"
        assert "knee" not in str(found)

    def test_a_path_with_a_space_can_be_typed(self, home: Paths, subject: Subject, tmp_path: Path) -> None:
        data = tmp_path / "my data"
        _directory(data, 0o755)
        found = next(storage.directories(replace(subject, paths=home._replace(data_dir=data))))
        assert found.fix == f"`chmod go-rwx '{data}'`"

    def test_a_directory_that_cannot_be_written(
        self, home: Paths, subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _directory(home.data_dir, 0o500)
        monkeypatch.setattr(os, "access", lambda path, _: path not in (home.data_dir, home.state_dir.parent.parent))
        data, state, *_ = storage.directories(subject)
        assert (data.status, data.message) == ("FAIL", f"{home.data_dir} cannot be written")
        assert state.message == f"{home.state_dir} cannot be made: {tmp_path} cannot be written"
        assert data.fix == f"make {home.data_dir} yours"

    def test_many_problems_are_counted(self, home: Paths, subject: Subject) -> None:
        put(home.config, "".join(f"what{number} = 1\n" for number in range(12)))
        found = list(storage.settings(subject))
        assert len(found) == storage.MOST + 1
        assert found[-1].message == f"7 more in {home.config}"


class TestJournal:
    def test_how_many_runs_it_holds(self, home: Paths, subject: Subject) -> None:
        _run_in_journal(home)
        found = one(journals.journal(subject))
        assert (found.status, found.message) == ("ok", f"{home.journal}: 1 run, version {len(migrations.MIGRATIONS)}")

    def test_an_older_one_is_not_migrated(
        self, home: Paths, subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _journal(home)
        before = tree(tmp_path)
        monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, migrations.create_tables))
        found = one(journals.journal(subject))
        assert found.status == "ok"
        assert "brought up to date, with a backup, at the next start" in found.message
        assert tree(tmp_path) == before

    def test_while_a_session_runs_its_log_is_read_too(self, home: Paths, subject: Subject) -> None:
        with closing(Journal.open(home.journal, home.stops)) as journal:
            assert journal.begin(run())
            log = home.journal.with_name("journal.db-wal")
            before = home.journal.read_bytes(), log.read_bytes()
            assert one(journals.journal(subject)).message.endswith(f": 1 run, version {len(migrations.MIGRATIONS)}")
            assert (home.journal.read_bytes(), log.read_bytes()) == before

    def test_a_large_one_is_looked_through_in_bounded_time(
        self, home: Paths, subject: Subject, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _journal(home)
        monkeypatch.setattr("backstretch.journal.checkup.PATIENCE_SECONDS", -1.0)
        monkeypatch.setattr("backstretch.journal.checkup.LARGE_BYTES", 0)
        monkeypatch.setattr("backstretch.journal.checkup._STEPS", 1)
        whole, part = journals.journal(subject)
        assert (whole.status, part.status) == ("ok", "note")
        assert "too large" in part.message


class TestSessions:
    def test_sound_ones_are_counted(self, home: Paths, subject: Subject) -> None:
        put(home.sessions / "mine.toml", SESSION)
        assert [finding.message for finding in session_files.sessions(subject)] == [
            f"{len(find_bundled())} bundled",
            "1 of 1 of your own without a problem",
        ]

    def test_many_problems_are_counted(self, home: Paths, subject: Subject) -> None:
        put(home.sessions / "mine.toml", SESSION + "".join(f"what{number} = 1\n" for number in range(9)))
        found = [finding for finding in session_files.sessions(subject) if finding.status == "FAIL"]
        assert len(found) == storage.MOST + 1
        assert found[-1].message == f"4 more in {home.sessions / 'mine.toml'}"

    @pytest.mark.parametrize("how", ["none", "broken", "unreadable"])
    def test_bundled_ones_must_be_there(
        self, subject: Subject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
    ) -> None:
        bundled = tmp_path / "bundled"
        bundled.mkdir()
        if how == "broken":
            (bundled / "everyday.toml").write_text("format = 1\n")
        if how == "unreadable":
            (bundled / "everyday.toml").mkdir()
        monkeypatch.setattr("backstretch.session.library.bundled_sessions", lambda: bundled)
        found = one(session_files.sessions(subject))
        assert found.status == "FAIL"
        assert found.message.endswith("all" if how == "none" else "everyday")
        assert "--force-reinstall" in found.fix


class TestDiskAndVersions:
    def test_a_full_disk(self, subject: Subject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        assert one(environment.disk(subject)).status == "ok"
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 100, 49_999_999))
        found = one(environment.disk(subject))
        assert (found.status, found.message) == ("note", f"49 MB free at {tmp_path}: the journal may not be written")
        assert found.fix

    def test_the_libraries_are_those_of_the_package(self) -> None:
        project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert sorted(environment.LIBRARIES) == [
            line.partition(">")[0].partition("[")[0] for line in sorted(project["dependencies"])
        ]

    def test_a_missing_library_is_broken(self, subject: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
        def version(name: str) -> str:
            if name == "wakepy":
                raise metadata.PackageNotFoundError(name)
            return "1.0"

        monkeypatch.setattr(metadata, "version", version)
        _, there, missing = environment.versions(subject)
        assert "textual 1.0" in there.message
        assert (missing.status, missing.message) == ("FAIL", "not installed: wakepy")
        assert missing.fix
