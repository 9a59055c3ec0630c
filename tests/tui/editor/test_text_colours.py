"""The colours of a file's text."""

from __future__ import annotations

from typing import get_args

import pytest

from backstretch.editing.tomledit.tokens import Kind
from backstretch.tui.editor.text_tab import FileText
from tests.tui.conftest import World

pytestmark = pytest.mark.second


async def test_the_text_has_the_colours_of_its_tokens_at_once(world: World) -> None:
    """Also when a string over several lines is opened above what was drawn already, and closed again."""
    found = world.write_session('# one\nformat = 1\ntitle = "Two"\n[[steps]]\nexercise = "bridge"\n')
    async with world.program(edited=found) as desk:
        await desk.press("f2")
        area = desk.screen.query_one(FileText)
        styles: dict[object, str] = {
            area.get_component_rich_style(f"file-text--{kind}", partial=True): kind for kind in get_args(Kind)
        }
        assert len(styles) == len(get_args(Kind)), "each is told from the others"

        def kinds() -> list[set[str]]:
            return [{styles[span.style] for span in area.get_line(at).spans if span.style in styles} for at in range(5)]

        plain = [{"comment"}, {"key", "value"}, {"key", "text"}, {"table"}, {"key", "text"}]
        assert kinds() == plain
        area.insert('a = """', (1, 0))
        assert kinds() == [{"comment"}, {"key", "text"}, {"text"}, {"text"}, {"text"}]
        area.delete((1, 0), (1, 7))
        assert kinds() == plain
