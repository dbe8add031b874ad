"""Each rule on looks at which it fires, and on some at which it misses by a hair: ``rule_cases.jsonl``, a line each."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from routine_tui.facts.skin import rules
from routine_tui.model.skin.rule_language import Seen, compiled, compiled_tree
from tests.model.skin.reference_rules import Look, reference_level
from tests.model.skin.test_agreement_of_rules import ZERO, recovery_of

NEAR = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip


class Case(NamedTuple):
    """A look, and whether a rule fires at it."""

    rule: str
    fires: bool
    look: Look

    @property
    def seen(self) -> Seen:
        """What the rule is asked about."""
        return Seen(recovery_of(self.look), ZERO + timedelta(days=self.look.day), self.look.answers)


@cache
def cases() -> tuple[Case, ...]:
    """The table."""
    lines = Path(__file__).with_name("rule_cases.jsonl").read_text("utf-8").splitlines()
    return tuple(_case(**json.loads(line)) for line in lines)


def _case(
    rule: str,
    fires: bool,
    day: int,
    answers: dict[str, int | float | bool],
    profile: dict[str, int | bool] | None = None,
    earlier: dict[str, dict[str, int | float | bool]] | None = None,
    uses: tuple[str, ...] = (),
) -> Case:
    before = {int(ago): said for ago, said in (earlier or {}).items()}
    return Case(rule, fires, Look(day, answers, profile or {}, before, tuple(uses)))


def test_each_rule_fires_and_misses_as_the_table_says() -> None:
    found = {rule.id: compiled(rule.when).holds for rule in rules()}
    assert [case for case in cases() if found[case.rule](case.seen) is not case.fires] == []


def test_each_rule_has_a_look_at_which_it_fires_and_one_at_which_it_does_not() -> None:
    assert {(rule.id, fires) for rule in rules() for fires in (True, False)} == {one[:2] for one in cases()}


def test_where_a_rule_fires_the_reference_asks_for_as_much() -> None:
    level = {rule.id: rule.level for rule in rules()}
    assert [case for case in cases() if case.fires and reference_level(case.look) < level[case.rule]] == []


def mutants(tree: ast.expr) -> Iterator[str]:
    """A condition with one comparison moved by a hair, one number by 1, or one name left out; each as text."""
    text = ast.unparse(tree)
    for number, node in enumerate(ast.walk(tree)):
        copy = ast.parse(text, mode="eval").body
        twin = next(one for place, one in enumerate(ast.walk(copy)) if place == number)
        if isinstance(node, ast.Compare) and isinstance(twin, ast.Compare):
            for place, op in enumerate(node.ops):
                if type(op) in NEAR:
                    twin.ops[place] = NEAR[type(op)]()
                    yield ast.unparse(copy)
                    twin.ops[place] = op
        elif isinstance(node, ast.Constant) and isinstance(twin, ast.Constant) and isinstance(node.value, int):
            for by in (-1, 1) if node.value else (1,):
                twin.value = node.value + by
                yield ast.unparse(copy)
        elif isinstance(node, ast.Call) and isinstance(twin, ast.Call) and len(node.args) > 1:
            for gone in range(len(node.args)):
                twin.args = [arg for place, arg in enumerate(node.args) if place != gone]
                yield ast.unparse(copy)


def test_each_comparison_of_each_rule_is_held_by_the_table() -> None:
    unnoticed = []
    for rule in rules():
        seen = [(case.seen, case.fires) for case in cases() if case.rule == rule.id]
        for text in mutants(ast.parse(f"({rule.when})", mode="eval").body):
            holds = compiled_tree(ast.parse(text, mode="eval").body).holds
            if all(holds(one) is fires for one, fires in seen):
                unnoticed.append((rule.id, text))
    assert unnoticed == []
