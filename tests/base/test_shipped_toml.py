"""The program's own TOML files are read as they stand, and without a parser where nothing of them has changed."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path
from typing import Any
from zlib import crc32

import backstretch
from backstretch.base.shipped_toml import compiled_values, module_name, read_shipped, shipped_text

PACKAGE = Path(backstretch.__file__).parent
SHIPPED = [path for path in sorted(PACKAGE.rglob("*.toml")) if path.parent.name != "bundled"]


def test_what_a_build_compiles_is_what_the_files_say() -> None:
    made = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "data_modules.py"))["modules"]()
    assert len(made) == len(SHIPPED)
    for file in SHIPPED:
        (text,) = (text for path, text in made.items() if path.stem == module_name(file.stem))
        module: dict[str, Any] = {}
        exec(text, module)
        assert module["VALUES"] == tomllib.loads(file.read_text(encoding="utf-8")), file.name
        assert module["CHECKSUM"] == crc32(shipped_text(file)), file.name


def test_what_is_compiled_here_is_what_the_file_says() -> None:
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
