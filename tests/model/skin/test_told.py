"""What is told today of an emergency: loud while it is news, a question later, and calm where it is over."""

from __future__ import annotations

from routine_tui.facts.skin import levels, region, regions, rules
from routine_tui.model.skin.told import Told, told_today
from tests.cases import each_case
from tests.model.skin.test_concern import Logs, at, recovery_of

EYE: Logs = {5: {"vision": True}}
CALM: Logs = {**EYE, 6: {"vision": False}}


def told(logs: Logs, today: int, region_id: str = "uk") -> Told:
    found = told_today(rules(), levels(), region(region_id), recovery_of(logs), at(today))
    assert found is not None
    return found


@each_case(
    ("logs", "today", "first", "tone"),
    [
        (EYE, 5, "CALL 999 NOW", 4),
        (EYE, 6, "CALL 999 NOW", 4),
        (EYE, 7, "STILL SO? CALL 999 NOW", 4),
        (EYE, 60, "STILL SO? CALL 999 NOW", 4),
        (CALM, 6, "CALL 999 NOW", 4),
        (CALM, 7, "TELL SOMEBODY TODAY", 3),
        ({**CALM, 8: {"vision": True}}, 8, "CALL 999 NOW", 4),
        ({**CALM, 7: {"breathing": True}}, 7, "CALL 999 NOW", 4),
        ({**CALM, 7: {"redness": 1}}, 7, "TELL SOMEBODY TODAY", 3),
    ],
)
def test_an_old_emergency_is_asked_about_and_one_that_is_over_is_to_be_told(
    logs: Logs, today: int, first: str, tone: int
) -> None:
    """Seen to fail where sixty days later, or two calm days later, the first line was still “CALL 999 NOW”."""
    found = told(logs, today)
    assert (found.lines(120)[0].head, found.tone, found.level) == (first, tone, 4)


def test_one_that_is_over_names_both_numbers_at_every_width_and_how_old_it_is() -> None:
    for one in regions():
        found = told(CALM, 9, one.id)
        for width in (200, 78, 40, 12):
            head, call = found.lines(width)
            assert (
                head.head == "TELL SOMEBODY TODAY" and "4 days ago" in head.tail and "Even if it is over" in head.tail
            )
            assert one.emergency.partition(":")[0] in f"{call.head} {call.tail}"


def test_what_is_about_mood_never_turns_into_another_sentence() -> None:
    logs: Logs = {5: {"self_harm": True}, 6: {"self_harm": False}}
    assert told(logs, 9).lines(120)[0].head == "You don't have to go through this alone."
