"""Each rule of safety on the full screen, by the same table as in plain lines."""

from __future__ import annotations

import pytest

from backstretch.tui.widgets.checklist import Checklist
from tests.rule_story import Rule, Start, check_left, check_read, prepared
from tests.safety_rules import RULES
from tests.tui.conftest import World

pytestmark = pytest.mark.second


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.number} {rule.says}")
async def test_each_rule_on_the_full_screen(world: World, rule: Rule) -> None:
    before = prepared(world, rule)
    for start in rule.starts:
        check_read(await read_of(world, start), start, rule)
    check_left(world, rule, before)


async def read_of(world: World, start: Start) -> str:
    """Everything that was to be read after each key."""
    deeds = ("enter", *start.deeds) if start.on_screen is None else start.on_screen
    async with world.program() as desk:
        shown = []
        for deed in deeds:
            await (desk.let(deed) if isinstance(deed, float) else desk.press(deed))
            shown += [desk.said(), *([desk.text()] if desk.screen.query(Checklist) else [])]
    return " ".join(shown)
