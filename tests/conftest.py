"""What every test shares."""

from __future__ import annotations

from hypothesis import settings

# On a busy machine one example can be slow without anything being wrong: no test asserts timings.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
