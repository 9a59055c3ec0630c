"""The program's own TOML files as the modules of ``backstretch.compiled``; ``make_docs.py`` writes them."""

from __future__ import annotations

import pprint
import tomllib
from pathlib import Path
from zlib import crc32

import backstretch
from backstretch.base.paths import bundled_sessions
from backstretch.base.shipped_toml import module_name, of_session, shipped_text

PACKAGE = Path(backstretch.__file__).parent
COMPILED = PACKAGE / "compiled"


def shipped() -> dict[str, Path]:
    """Every TOML file of the program's own by what its module is named after."""
    sessions = bundled_sessions()
    others = [path for path in sorted(PACKAGE.rglob("*.toml")) if path.parent != sessions]
    named = {of_session(path.stem): path for path in sorted(sessions.glob("*.toml"))}
    return named | {path.stem: path for path in others}


def module(file: Path) -> str:
    """The text of the module with the values of a file."""
    text = shipped_text(file)
    values = pprint.pformat(tomllib.loads(text.decode()), width=120, sort_dicts=False)
    return (
        f'"""The values of ``{file.name}``, written by ``tools/make_docs.py``."""\n\n'
        f"from typing import Any\n\nCHECKSUM = {crc32(text)}\n\nVALUES: dict[str, Any] = {values}\n"
    )


def modules() -> dict[Path, str]:
    """Every module with its text."""
    return {COMPILED / f"{module_name(name)}.py": module(file) for name, file in shipped().items()}
