"""A home of its own for each test, with sessions that last seconds; only where there are pseudo-terminals."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]
else:
    from .home import Home

    @pytest.fixture
    def home(tmp_path: Path) -> Home:
        """A home in which the questions before the first session are answered, and in which it is quiet."""
        home = Home(tmp_path)
        home.answer_first_questions()
        home.configure("sounds = false\nvoice = false\n")
        return home
