"""What is made at each build: the manual page, and the program's own TOML files as modules."""

import runpy
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {"wheel": ("shared_data", "share/man/man1/backstretch.1"), "sdist": ("force_include", "man/backstretch.1")}
"""Where each target has the page: an installed program beside its own bin, which is where man looks."""


class MadeAtBuild(BuildHookInterface):  # type: ignore[type-arg]
    """Adds ``backstretch.1``, made of the program's own help; to a wheel the modules of ``backstretch.compiled``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the page in a directory of its own, and have it packed; the modules stand where they are imported."""
        self._made = Path(tempfile.mkdtemp(prefix="backstretch-man-"))
        file = self._made / "backstretch.1"
        file.write_text(self._made_by("man_page", "page"), encoding="utf-8", newline="\n")
        kind, place = PLACES[self.target_name]
        build_data[kind][str(file)] = place
        if self.target_name == "wheel":
            for path, text in self._made_by("data_modules", "modules").items():
                path.write_text(text, encoding="utf-8", newline="\n")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._made, ignore_errors=True)

    def _made_by(self, tool: str, function: str) -> Any:
        """What a function of one of the tools makes, which import the program as it stands here."""
        sys.path.insert(0, self.root)
        try:
            return runpy.run_path(str(Path(self.root, "tools", f"{tool}.py")))[function]()
        finally:
            sys.path.remove(self.root)
