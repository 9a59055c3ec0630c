"""Speech engines: which are found, and that a text reaches them as data and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from backstretch.audio import engines
from backstretch.audio.child import Children
from backstretch.audio.engines import Engine, Order, find_engines, is_voice_name
from backstretch.audio.natural import LOUDNESS_LUFS, NORMAL_SPEED, lufs

from .speech_fakes import FakeEngine, install_engine, install_library, samples_of

pytestmark = pytest.mark.second

WILD = """-w /tmp/x --help; rm -rf ~ $(touch owned) `touch owned` "quoted" 'too' \\ | > & %PATH% é 你好"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder that programs are looked for in; no speech library is installed."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    return folder


def _run(engine: Engine, text: str, target: Path, *, voice: str = "", rate: float = 1.0) -> bool:
    return Children().run(engine.job(engine.program, [Order(text, target)], voice, rate), 20)


def _only(platform: str) -> Engine:
    (engine,) = find_engines(platform)
    return engine


def test_a_bare_machine_has_none(path: Path) -> None:
    for platform in ("linux", "darwin", "win32"):
        assert find_engines(platform) == ()


@pytest.mark.parametrize(
    ("platform", "names"),
    [
        ("linux", ["natural", "espeak-ng"]),
        ("darwin", ["natural", "say", "espeak-ng"]),
        ("win32", ["natural", "sapi", "espeak-ng"]),
    ],
)
def test_the_best_comes_first(path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, names: list[str]) -> None:
    for name in ("espeak", "espeak-ng", "say", "powershell"):
        install_engine(path, name)
    monkeypatch.setattr(engines, "find_spec", lambda name: object() if name == "hibari" else None)
    assert [engine.name for engine in find_engines(platform)] == names


def test_the_older_espeak_serves_too(path: Path) -> None:
    install_engine(path, "espeak")
    assert _only("linux").name == "espeak"


def test_a_program_in_the_working_folder_is_not_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_engine(path, "espeak-ng")
    monkeypatch.chdir(path)
    monkeypatch.setenv("PATH", ".")
    assert find_engines("linux") == ()


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_text_arrives_as_data(path: Path, tmp_path: Path, platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fake = install_engine(path, {"linux": "espeak-ng", "darwin": "say", "win32": "powershell"}[platform])
    target = tmp_path / "out.wav"
    assert _run(_only(platform), WILD, target)
    assert fake.heard == [WILD]
    assert not any(part in argument for argument in fake.calls[0]["argv"] for part in ("rm -rf", "owned"))
    assert samples_of(target)
    assert not (tmp_path / "owned").exists()


def test_espeak_is_told_voice_and_speed(path: Path, tmp_path: Path) -> None:
    fake = install_engine(path, "espeak-ng")
    target = tmp_path / "out.wav"
    _run(_only("linux"), "Hello.", target)
    _run(_only("linux"), "Hello.", target, voice="en-us+f3", rate=1.4)
    assert _argv(fake) == [
        ["-s", "175", "-b", "1", "--stdin", "-w", str(target)],
        ["-v", "en-us+f3", "-s", "245", "-b", "1", "--stdin", "-w", str(target)],
    ]


def test_say_is_told_voice_and_speed(path: Path, tmp_path: Path) -> None:
    fake = install_engine(path, "say")
    target = tmp_path / "out.wav"
    _run(_only("darwin"), "Hello.", target)
    _run(_only("darwin"), "Hello.", target, voice="Eddy (English (UK))", rate=0.8)
    wanted = ["-o", str(target), "--data-format=LEI16@22050", "-f", "-"]
    assert _argv(fake) == [wanted, ["-v", "Eddy (English (UK))", "-r", "140", *wanted]]


def test_sapi_gets_a_fixed_script_and_variables(path: Path, tmp_path: Path) -> None:
    fake = install_engine(path, "powershell")
    target = tmp_path / "out.wav"
    _run(_only("win32"), "Hello.", target)
    _run(_only("win32"), "Hello.", target, voice="Microsoft Zira Desktop", rate=1.4)
    first, second = fake.calls
    assert first["argv"] == second["argv"]
    assert first["argv"][:3] == ["-NoProfile", "-NonInteractive", "-Command"]
    assert '"' not in first["argv"][3], "it would have to be quoted on the way"
    assert first["env"] == {"BACKSTRETCH_VOICE": "", "BACKSTRETCH_RATE": "0", "BACKSTRETCH_OUT": str(target)}
    assert second["env"]["BACKSTRETCH_VOICE"] == "Microsoft Zira Desktop"
    assert second["env"]["BACKSTRETCH_RATE"] == "3"


def _argv(fake: FakeEngine) -> list[list[str]]:
    return [call["argv"] for call in fake.calls]


def test_the_library_speaks_several_texts_in_one_run(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = install_library(tmp_path / "library")
    monkeypatch.setenv("PYTHONPATH", str(library.folder))
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    engine = _only("linux")
    assert engine.program == sys.executable
    orders = [Order(text, tmp_path / f"{at}.wav") for at, text in enumerate([WILD, "Impossible.", "Bye."])]
    assert Children().run(engine.job(engine.program, orders, "", 1.25), 20)
    assert library.calls[0] == "load|heart|heart.onnx"
    spoken = [f"speak|{order.text}|{1.25 * NORMAL_SPEED}|7" for order in orders]
    assert library.calls[1:] == spoken
    assert [order.path.exists() for order in orders] == [True, False, True]
    samples = samples_of(orders[0].path)
    assert len(samples) / 24_000 == pytest.approx(0.5 + 0.070, abs=0.005), "its silence is cut off"
    assert lufs([sample / 32768 for sample in samples], 24_000) == pytest.approx(LOUDNESS_LUFS, abs=0.1)
    assert abs(samples[0]) < 20
    assert abs(samples[-1]) < 20


def test_the_library_never_fetches_a_voice(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = install_library(tmp_path / "library")
    monkeypatch.setenv("PYTHONPATH", str(library.folder))
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    engine = _only("linux")
    job = engine.job(engine.program, [Order("Hello.", tmp_path / "x.wav")], "emma", 1.0)
    done = subprocess.run(job.argv, input=job.stdin, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"FileNotFoundError: emma" in done.stderr
    assert library.calls == []


def test_the_library_knows_its_voices(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_engine(path, "espeak-ng")
    monkeypatch.setattr(engines, "find_spec", lambda name: object())
    assert [engine.name for engine in find_engines("linux") if engine.speaks("de")] == ["espeak-ng"]
    assert [engine.name for engine in find_engines("linux") if engine.speaks("")] == ["natural", "espeak-ng"]


@pytest.mark.parametrize("name", ["", "en-us+f3", "Eddy (English (UK))", "Amélie", "Microsoft Zira Desktop", "a" * 60])
def test_voice_names(name: str) -> None:
    assert is_voice_name(name)


@pytest.mark.parametrize("name", ["-w", "a/b", "a\\b", "a\nb", "a;b", "?", "a" * 61, "$HOME", '"', "a\0"])
def test_what_is_no_voice_name(name: str) -> None:
    assert not is_voice_name(name)
