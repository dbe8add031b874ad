"""While a red flag is open, nothing about the skin may be called usual, normal or expected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from routine_tui.facts.skin import rules
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.reassurance import may_speak_of_healing
from routine_tui.model.skin.standing import open_flags
from tests.cases import each_case

ZERO = date(2026, 10, 31)
Logs = Mapping[int, Mapping[str, Answer]]


def at(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def recovery_of(logs: Logs) -> Recovery:
    days = {at(offset): Day(at(offset), skin=CheckIn.of(answers)) for offset, answers in logs.items()}
    return Recovery("r", "Face", ZERO, 84, days=days)


@each_case(
    ("logs", "today", "may"),
    [
        ({}, 5, True),
        ({4: {"redness": 1, "pus": False}}, 5, True),
        ({4: {"pus": True}}, 5, False),
        ({9: {"lumps": True}, 20: {"redness": 0}}, 70, False),  # nobody asked about the lumps again
        ({4: {"pus": True}, 6: {"pus": False}}, 6, True),
        ({4: {"pus": True}, 6: {"redness": 0}}, 6, False),
        ({4: {"pus": True}, 6: {"contacted": True}}, 6, True),
        ({4: {"pus": True, "contacted": True}, 6: {"pus": True}}, 6, False),
        ({6: {"pus": True}}, 5, False),  # answered further east, or by a clock that was ahead
        ({40: {"low_mood": True}}, 41, False),
    ],
)
def test_usual_healing_is_told_of_unless_a_flag_of_level_two_or_more_is_open(logs: Logs, today: int, may: bool) -> None:
    assert may_speak_of_healing(rules(), recovery_of(logs), at(today)) is may


def test_every_rule_of_level_two_or_more_closes_the_mouth_and_none_below() -> None:
    levels = {flag.rule.level for flag in open_flags(rules(), recovery_of({9: {"pus": True, "redness": 2}}), at(9))}
    assert levels == {2, 3}
    assert open_flags(rules(), recovery_of({5: {"redness": 1}}), at(5)) == ()
