"""The quiet hint about the order of steps within a part of the day."""

from __future__ import annotations

from routine_tui.facts.guidance import routine_of
from routine_tui.model.day.step_order import order_advice
from routine_tui.model.recovery.routine import Routine
from tests.cases import each_case
from tests.model.recovery.test_routine import ZERO, version


def test_sunscreen_before_moisturiser_gets_a_quiet_hint() -> None:
    routine = Routine().with_step(version("S", kind="sunscreen")).with_step(version("M", kind="moisturiser"))
    assert order_advice(routine, ZERO) == "In the morning, moisturiser usually goes before sunscreen."


def test_a_cleanser_after_a_moisturiser_gets_one_even_with_another_step_between() -> None:
    routine = Routine()
    for kind in ("moisturiser", "other", "cleanser"):
        routine = routine.with_step(version(kind, kind=kind, slot="evening"))
    assert order_advice(routine, ZERO) == "In the evening, cleanser usually goes before moisturiser."


@each_case("template", ["gentle", "simple", "empty"])
def test_the_templates_need_no_advice(template: str) -> None:
    assert order_advice(routine_of(template, ZERO), ZERO) is None
