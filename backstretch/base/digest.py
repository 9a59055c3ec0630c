"""SHA-256 by Python's own code where it is there: ``hashlib`` would load OpenSSL, 4 MiB, for a little text."""

from functools import cache
from importlib import import_module
from typing import Any

_SOURCES = ("_sha2", "_sha256", "hashlib")
"""From Python 3.12 on, before it, and where a Python is built without either."""


def sha256_hex(data: bytes) -> str:
    """The SHA-256 of ``data``, in 64 hexadecimal digits."""
    digest: str = _sha256()(data).hexdigest()
    return digest


@cache
def _sha256() -> Any:
    for name in _SOURCES[:-1]:
        try:
            return import_module(name).sha256
        except (ImportError, AttributeError):
            continue
    return import_module(_SOURCES[-1]).sha256
