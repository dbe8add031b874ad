"""What is waited for, in words: short, calm, and nothing of what is private."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from routine_tui.model.care.contact_text import QUIET_DAYS, TOLD_AFTER, waiting_lines
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case

FRIDAY = date(2026, 11, 27)
MOMENT = datetime(2026, 11, 27, 14, 10, tzinfo=UTC)
SUNDAY = date(2026, 11, 29)
ASKED = Contact("c", FRIDAY, "clinic", MOMENT, i_said="It weeps.")


def lines(*contacts: Contact, today: date = SUNDAY) -> tuple[str, ...]:
    return waiting_lines(Recovery("id", "Face", FRIDAY, care=Care(contacts=contacts)), today)


@each_case(
    ("changes", "said"),
    [
        ({}, "Clinic: asked Fri 14:10, no answer yet."),
        ({"name": "Studio", "at": None}, "Clinic, Studio: asked Fri, no answer yet."),
        ({"next_by": date(2026, 12, 4)}, "Clinic: asked Fri 14:10, no answer yet; next step by Fri 4 Dec."),
        ({"said": "Wait.", "next_by": date(2026, 12, 4)}, "Clinic: next step by Fri 4 Dec."),
    ],
)
def test_what_is_waited_for_stands_on_one_line(changes: dict[str, Any], said: str) -> None:
    assert lines(replace(ASKED, **changes)) == (said,)


@each_case(
    "changes", [{"said": "Wait."}, {"ended": True}, {"private": True}, {"who": "emergency"}, {"who": "helpline"}]
)
def test_nothing_is_said_where_nothing_is_waited_for(changes: dict[str, Any]) -> None:
    assert lines(replace(ASKED, **changes)) == ()


@each_case(("days", "is_said"), [(0, True), (TOLD_AFTER, True), (TOLD_AFTER + 1, False), (300, False)])
def test_a_next_step_is_told_until_two_weeks_after_its_day(days: int, is_said: bool) -> None:
    """Seen to fail where it stood on Today for months."""
    answered = replace(ASKED, said="Back on Monday.", next_by=SUNDAY - timedelta(days=days), day=FRIDAY)
    assert bool(lines(answered)) is is_said


def test_the_newest_of_one_place_counts_and_an_older_one_has_its_date() -> None:
    earlier = replace(ASKED, id="a", day=FRIDAY - timedelta(days=9), at=MOMENT - timedelta(days=9))
    assert lines(earlier) == ("Clinic: asked Wed 18 Nov, 14:10, no answer yet.",)
    assert lines(earlier, ASKED) == ("Clinic: asked Fri 14:10, no answer yet.",)
    assert lines(earlier, replace(ASKED, said="Come in.")) == ()


@each_case(("days", "is_said"), [(0, False), (QUIET_DAYS - 1, False), (QUIET_DAYS, True), (400, True)])
def test_a_record_that_was_asked_for_is_told_after_thirty_days(days: int, is_said: bool) -> None:
    since = SUNDAY - timedelta(days=days)
    told = BackgroundAnswer("record_copy", "", state="asked", since=since)
    found = waiting_lines(Recovery("id", "Face", FRIDAY, care=Care(background=(told,))), SUNDAY)
    assert bool(found) is is_said
    for silent in (replace(told, text="It came."), replace(told, state="refused"), replace(told, private=True)):
        assert waiting_lines(Recovery("id", "Face", FRIDAY, care=Care(background=(silent,))), SUNDAY) == ()
