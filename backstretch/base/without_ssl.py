"""Libraries loaded without ``ssl``, which they can do without: this program never connects to anything.

``ssl`` would take a tenth of the memory of a Textual program, and 25 million instructions.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def without_ssl() -> Iterator[None]:
    """While it lasts, whoever would load ``ssl`` is told that there is none, and goes without; later it is there."""
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    if "ssl" in modules:
        yield
        return
    modules["ssl"] = None  # makes its import an ImportError
    try:
        yield
    finally:
        modules.pop("ssl", None)


def load_asyncio() -> None:
    """Load ``asyncio``, which would bring ``ssl`` along."""
    with without_ssl():
        import asyncio  # noqa: F401
