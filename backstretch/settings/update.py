"""One setting changed, and checked."""

from __future__ import annotations

from typing import Any

from backstretch.settings.checks import CHECKS, KEYS, RefusedError
from backstretch.settings.values import Settings

_BY_NAME = {key[-1]: check for key, check in CHECKS.items()}


def change(settings: Settings, name: str, value: Any) -> Settings:
    """The settings with one of them changed. Raises RefusedError where the value may not be."""
    if name.startswith(f"{KEYS}."):
        from backstretch.settings.keys import with_keys

        return settings._replace(keys=with_keys(settings.keys, name.removeprefix(f"{KEYS}."), value))
    changed = settings._replace(**{name: _BY_NAME[name](value)})
    if changed.lead_in_least > changed.lead_in_most:
        if name == "lead_in_least":
            raise RefusedError(f"is {changed.lead_in_least}, but the longest is {changed.lead_in_most}")
        raise RefusedError(f"is {changed.lead_in_most}, but the shortest is {changed.lead_in_least}")
    return changed
