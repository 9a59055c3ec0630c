"""Each rule of safety in plain mode, and in the pure modules that it rests on."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.cases import cases
from tests.rule_story import Rule, check_left, check_read, prepared
from tests.safety_rules import RULES

from .conftest import Signal, Table


def test_every_rule_has_its_row() -> None:
    assert {rule.number for rule in RULES} == set(range(1, 14))


@cases("rule", RULES)
def test_each_rule_is_what_the_pure_modules_say(rule: Rule) -> None:
    assert rule.pure
    for found, wanted in rule.pure:
        assert found == wanted, rule.says


def test_each_rule_in_plain_lines(table: Table, tmp_path: Path) -> None:
    for number, rule in enumerate(RULES):
        played(Table(tmp_path / f"{number}"), rule)


def played(table: Table, rule: Rule) -> None:
    """Play a rule in a home of its own."""
    before = prepared(table.world, rule)
    for start in rule.starts:
        check_read(table.run(*start.deeds, Signal(signal.SIGINT)).text, start, rule)
    check_left(table.world, rule, before)
