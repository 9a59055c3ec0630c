"""SHA-256 is the same wherever it comes from."""

from __future__ import annotations

import hashlib

import pytest

from backstretch.base import digest

from ..cases import cases


@cases("data", [b"", b"abc", bytes(range(256)) * 100])
def test_it_is_what_hashlib_says(data: bytes) -> None:
    assert digest.sha256_hex(data) == hashlib.sha256(data).hexdigest()


def test_a_python_without_its_own_has_it_from_hashlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "_SOURCES", ("_none_of_this_name", "hashlib"))
    assert digest._sha256.__wrapped__() is hashlib.sha256
