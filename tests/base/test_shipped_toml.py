"""The program's own TOML files are read as they stand, and without a parser where nothing of them has changed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import backstretch
from backstretch.base.shipped_toml import compiled_values, read_shipped, shipped_text

PACKAGE = Path(backstretch.__file__).parent
SHIPPED = [path for path in sorted(PACKAGE.rglob("*.toml")) if path.parent.name != "bundled"]


def test_what_is_compiled_is_what_the_file_says() -> None:
    assert len(SHIPPED) >= 8
    for file in SHIPPED:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
        compiled = compiled_values(file.stem, shipped_text(file))
        assert compiled == values, f"{file.name} has changed: run python tools/make_docs.py"
        assert read_shipped(file) is compiled, file.name


def test_a_file_that_was_changed_is_read_as_it_stands_now(tmp_path: Path) -> None:
    for name in ("cautions.toml", "unknown.toml"):
        file = tmp_path / name
        file.write_text('[mine]\nquestion = "Is it new?"\n', encoding="utf-8")
        assert read_shipped(file) == {"mine": {"question": "Is it new?"}}, name
