"""Commands as they are typed, for messages that give one: whatever is in a name, the shell hands it on as it is."""

from __future__ import annotations

import os
import sys


def command(words: str, *operands: str | os.PathLike[str], platform: str = sys.platform) -> str:
    """A command, its own ``words`` as they stand, with its operands: no name among them is taken for an option."""
    names = [os.fspath(operand) for operand in operands]
    dashes = ["--"] if any(name.startswith("-") for name in names) else []
    return " ".join([words, *dashes, *(_quoted(name, platform) for name in names)])


def escaped(name: str) -> str:
    """A name as it continues a word that was begun in a POSIX shell, without quotes around it."""
    import re

    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", name)


def _quoted(name: str, platform: str) -> str:
    if platform == "win32":
        import subprocess

        from backstretch.base.text import plain

        return subprocess.list2cmdline([name if name.isprintable() else plain(name)])
    import shlex

    if name.isprintable():
        return shlex.quote(name)
    # What cannot be shown is written by its bytes: bash, zsh and ksh read this form.
    return "$'" + "".join(map(_byte_by_byte, name)) + "'"


def _byte_by_byte(char: str) -> str:
    if char in "\\'":
        return f"\\{char}"
    return char if char.isprintable() else "".join(f"\\x{byte:02x}" for byte in os.fsencode(char))
