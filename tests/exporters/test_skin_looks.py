"""Several looks of one day on a page."""

from __future__ import annotations

from datetime import UTC, date, datetime

from routine_tui.exporters.summary.skin import skin_summary
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from tests.exporters.lived import written


def two_looks() -> Recovery:
    """A bad morning, and an evening after ibuprofen."""
    at = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
    morning = CheckIn().with_answers({"temp": 38.6, "scar": 4, "pus": True}, at, places={"all": "left cheek"})
    evening = morning.with_answers({"temp": 37.0, "scar": 1, "pus": False}, at.replace(hour=20), "After ibuprofen.")
    return Recovery("r", "Face", date(2026, 11, 18)).checked_in(date(2026, 11, 21), evening)


def test_both_looks_of_a_flagged_day_are_on_the_page_and_its_worst_is_what_counts() -> None:
    """Seen to fail where the evening was all that was kept of the day."""
    page = " ".join(written("md", two_looks()).replace("\\", "").split())
    assert "D3 (21 Nov), 07:30: scar 4, 38.6 °C; yes: Pus; where: left cheek" in page.replace("*", "")
    assert "D3 (21 Nov), 20:30: scar 1, 37.0 °C" in page.replace("*", "")
    assert "Where a day has several looks at the skin, it counts by its worst." in page
    assert "Highest temperature: 38.6 °C" in page and "Contact a clinician today" in page
    assert "No red flag" not in page


def test_day_by_day_has_a_row_a_look_with_its_hour() -> None:
    skin = skin_summary(two_looks(), date(2026, 11, 22))
    assert [(one.hour, one.check_in.number("scar")) for one in skin.looks] == [("07:30", 4), ("20:30", 1)]
    assert [(one.hour, one.check_in.number("scar"), one.yes) for one in skin.check_ins] == [("", 4, ("Pus",))]
    rows = written("txt", two_looks())
    assert "D3   21 Nov 07:30" in rows and "D3   21 Nov 20:30" in rows
