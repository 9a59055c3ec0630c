"""TOML text edited in place: every character that an edit does not concern stays as it is. Knows no session."""

from __future__ import annotations

from backstretch.base.errors import BackstretchError


class EditError(BackstretchError):
    """An edit that cannot be made; the document is as it was."""
