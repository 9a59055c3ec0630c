"""The program's own TOML files are read as they stand, and without a parser where nothing of them has changed."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

import backstretch
from backstretch.base.paths import bundled_sessions
from backstretch.base.shipped_toml import compiled_values, module_name, of_session, read_shipped, shipped_text
from backstretch.session import syntax
from backstretch.session.library import Found, find_bundled, load

PACKAGE = Path(backstretch.__file__).parent
SESSIONS = {of_session(path.stem): path for path in bundled_sessions().glob("*.toml")}
DATA = {path.stem: path for path in PACKAGE.rglob("*.toml") if path.parent != bundled_sessions()}
SHIPPED = SESSIONS | DATA


@pytest.mark.second
def test_what_a_build_compiles_is_what_the_files_say() -> None:
    made = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "data_modules.py"))["modules"]()
    assert {path.stem for path in made} == {module_name(name) for name in SHIPPED}
    for name, file in SHIPPED.items():
        (text,) = (text for path, text in made.items() if path.stem == module_name(name))
        module: dict[str, Any] = {}
        exec(text, module)
        assert module["VALUES"] == tomllib.loads(file.read_text(encoding="utf-8")), file.name
        assert module["CHECKSUM"] == crc32(shipped_text(file)), file.name


def test_what_is_compiled_here_is_what_the_file_says() -> None:
    assert len(DATA) >= 8
    assert len(SESSIONS) >= 8
    for name, file in SHIPPED.items():
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        compiled = compiled_values(name, shipped_text(file))
        assert compiled == values, f"{file.name} has changed: run python tools/make_docs.py"
        assert name in SESSIONS or read_shipped(file) is compiled, file.name


def test_a_file_that_was_changed_is_read_as_it_stands_now(tmp_path: Path) -> None:
    for name in ("cautions.toml", "unknown.toml"):
        file = tmp_path / name
        file.write_text('[mine]\nquestion = "Is it new?"\n', encoding="utf-8")
        assert read_shipped(file) == {"mine": {"question": "Is it new?"}}, name


def test_a_bundled_session_is_what_its_file_says_and_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = {found.id: load(found._replace(source="yours")) for found in find_bundled()}
    assert len(parsed) == len(SESSIONS)
    with monkeypatch.context() as patched:
        patched.delattr(syntax, "read_document")
        assert {found.id: load(found) for found in find_bundled()} == parsed


def test_of_a_bundled_session_that_was_changed_nothing_compiled_is_used(tmp_path: Path) -> None:
    found = next(found for found in find_bundled() if found.id == "everyday")
    file = tmp_path / "everyday.toml"
    file.write_bytes(shipped_text(found.path).replace(b"\n", b"\r\n"))
    assert load(found._replace(path=file)).problems == load(found).problems == ()
    file.write_bytes(shipped_text(found.path) + b"mine = true\n")
    for source in ("bundled", "yours"):
        (problem,) = load(Found("everyday", file, source)).problems
        assert "mine" in problem.message, source
