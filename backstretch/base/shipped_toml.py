"""The TOML files that come with the program, its sessions too, without parsing them at every start.

Parsing them would take longer than most commands do. For each there is a module in ``backstretch.compiled`` with its
values, which ``tools/make_docs.py`` writes, and with the checksum of the text that they are of. Where the text has
changed since, or there is no module, the file is parsed as it stands.
"""

from importlib import import_module
from pathlib import Path
from typing import Any
from zlib import crc32


def read_shipped(file: Path) -> dict[str, Any]:
    """The values of a TOML file of the program; not to be changed, since others get the same."""
    text = shipped_text(file)
    return compiled_values(file.stem, text) or parsed(text)


def shipped_text(file: Path) -> bytes:
    """What stands in a TOML file of the program, however a checkout ends its lines."""
    return with_plain_ends(file.read_bytes())


def with_plain_ends(data: bytes) -> bytes:
    """The text with a line feed alone at the end of each line."""
    return data.replace(b"\r\n", b"\n")


def of_session(id_: str) -> str:
    """What the module of a bundled session is named after: not only by its id, which may be that of another file."""
    return f"session-{id_}"


def compiled_values(name: str, text: bytes) -> dict[str, Any] | None:
    """What was compiled of the file of this name, if it was of this text."""
    try:
        module = import_module(f"backstretch.compiled.{module_name(name)}")
    except ModuleNotFoundError:
        return None
    values: dict[str, Any] = module.VALUES
    return values if crc32(text) == module.CHECKSUM else None


def module_name(name: str) -> str:
    """The module in ``backstretch.compiled`` for the file of this name, without its ``.toml``."""
    return f"{name.replace('-', '_')}_toml"


def parsed(text: bytes) -> dict[str, Any]:
    """The values of a TOML text of the program's own."""
    import tomllib

    return tomllib.loads(text.decode())
