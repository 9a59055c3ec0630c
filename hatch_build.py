"""Makes the manual page whenever the source package or the wheel is built."""

import runpy
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {"wheel": ("shared_data", "share/man/man1/backstretch.1"), "sdist": ("force_include", "man/backstretch.1")}
"""Where each target has it: an installed program beside its own bin, which is where man looks."""


class ManualPage(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``backstretch.1``, made of the program's own help."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the page in a directory of its own, and have it packed."""
        self._made = Path(tempfile.mkdtemp(prefix="backstretch-man-"))
        sys.path.insert(0, self.root)
        try:
            page = runpy.run_path(str(Path(self.root, "tools", "man_page.py")))["page"]()
        finally:
            sys.path.remove(self.root)
        file = self._made / "backstretch.1"
        file.write_text(page, encoding="utf-8", newline="\n")
        kind, place = PLACES[self.target_name]
        build_data[kind][str(file)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._made, ignore_errors=True)
