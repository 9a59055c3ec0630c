"""``asyncio`` without ``ssl``, which it loads for connections that this program never makes."""

from __future__ import annotations

import sys


def load_asyncio() -> None:
    """Load ``asyncio``; it goes without ``ssl`` where that cannot be had, and so it does here.

    ``ssl`` would take a tenth of the memory of a Textual program and 25 million instructions. Whoever asks for it
    later gets it.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    modules: dict[str, object] = sys.modules  # type: ignore[assignment]
    modules["ssl"] = None  # makes its import an ImportError
    try:
        import asyncio  # noqa: F401
    finally:
        del modules["ssl"]
