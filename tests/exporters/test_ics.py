"""The calendar file: it shows the days of the checklist and no others, and is read back as it was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from msgspec.structs import replace

from routine_tui.exporters.escapes import one_line
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.ics import HOURS, render
from routine_tui.model.care.events import events
from routine_tui.model.day.agenda import EXPECTED, agenda
from routine_tui.model.day.progress import cell, days_between
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from tests.cases import each_case
from tests.exporters.care_strategies import recoveries_with_care
from tests.exporters.lived import sample, summary_of
from tests.exporters.lived_care import TODAY, ZERO
from tests.exporters.planned import a_year, with_care

MOMENT: Final = datetime(2026, 11, 22, 9, 30, 5, tzinfo=UTC)
LATER: Final = MOMENT + timedelta(seconds=1)

Shown = tuple[date, time | None, str]
"""A day, an hour and a title."""


def entries(text: str) -> list[Any]:
    """The entries of a calendar file, as another library would hand them over."""
    assert text.endswith("END:VCALENDAR\r\n")
    (calendar,) = Calendar.from_ical(text, multiple=True)
    return calendar.walk("VEVENT")


def days_of(entry: Any) -> Iterator[date]:
    """Every day that an entry names: dateutil expands its rule."""
    begins = entry.decoded("dtstart")
    if "rrule" not in entry:
        yield begins
        return
    start = begins if isinstance(begins, datetime) else datetime.combine(begins, time())
    left_out = {one.dt for one in entry["exdate"].dts} if "exdate" in entry else set()
    for moment in rrulestr(entry["rrule"].to_ical().decode(), dtstart=start):
        if moment not in left_out:
            yield moment


def shown(text: str, steps: bool) -> Counter[Shown]:
    """What a calendar shows, of the steps or of all that is none."""
    found: Counter[Shown] = Counter()
    for entry in entries(text):
        if (str(entry["categories"].cats[0]) == "step") is steps:
            for when in days_of(entry):
                at = when.time() if isinstance(when, datetime) else None
                day = when.date() if isinstance(when, datetime) else when
                found[day, at, str(entry["summary"])] += 1
    return found


def expected(recovery: Recovery, today: date, as_needed: bool = False) -> Counter[Shown]:
    """What the checklists of all days hold."""
    return Counter(
        (day, HOURS[item.version.slot], one_line(item.version.named(day)))
        for day in days_between(recovery.day_zero, recovery.last_day)
        for item in agenda(recovery, day, today).items
        if item.state in EXPECTED and (item.version.required or as_needed)
    )


@given(recoveries_with_care(), st.integers(-10, 130), st.booleans())
def test_a_step_stands_on_the_days_of_the_checklist_and_no_others(
    recovery: Recovery, days: int, as_needed: bool
) -> None:
    today = recovery.day_zero + timedelta(days=days)
    found = shown(render(summary_of(recovery, today), as_needed=as_needed), steps=True)
    assert found == expected(recovery, today, as_needed)
    if not as_needed:
        by_day = Counter(day for day, _, _ in found.elements())
        for day in days_between(recovery.day_zero, recovery.last_day):
            assert by_day[day] == cell(recovery, day, today).due


def test_a_year_with_courses_pauses_and_sessions_that_moved_is_that_of_the_checklists(tmp_path: Path) -> None:
    planner = a_year(tmp_path)
    found = shown(planner.exports.preview(ExportRequest("ics")), steps=True)
    assert found == expected(planner.recovery, planner.today())
    assert len(entries(planner.exports.preview(ExportRequest("ics")))) < 200 < found.total()


@given(recoveries_with_care())
def test_what_happens_besides_stands_on_its_day(recovery: Recovery) -> None:
    found = shown(render(summary_of(recovery)), steps=False)
    assert found == Counter((one.day, one.at, one_line(one.title)) for one in events(recovery))


# ---------------------------------------------------------------------- imported again


def numbered(text: str) -> dict[str, Any]:
    """The entries of a file by their UIDs, no two of which are the same."""
    found = {str(entry["uid"]): entry for entry in entries(text)}
    assert len(found) == len(entries(text))
    return found


@given(recoveries_with_care())
def test_no_two_entries_are_taken_for_one(recovery: Recovery) -> None:
    numbered(render(summary_of(recovery), as_needed=True))


def test_a_session_that_moved_and_a_step_that_changed_stay_the_entries_that_they_were() -> None:
    before = with_care(sample(), "Balm", TODAY + timedelta(days=9))
    session = before.care.sessions[0].moved(TODAY + timedelta(days=20), TODAY)
    routine = before.routine.with_changes("morning-cleanser", TODAY, product="Another")
    after = replace(before, routine=routine, care=before.care.having(sessions=(session,)))
    old, new = (
        numbered(render(replace(summary_of(one), changed_at=at))) for one, at in ((before, MOMENT), (after, LATER))
    )
    assert new.keys() == old.keys()
    (uid,) = [uid for uid, entry in old.items() if entry["categories"].cats == ["procedure"]]
    assert old[uid].decoded("dtstart") == datetime.combine(TODAY + timedelta(days=9), time(10, 30))
    assert new[uid].decoded("dtstart") == datetime.combine(TODAY + timedelta(days=20), time(10, 30))
    assert new[uid]["sequence"] > old[uid]["sequence"] > 0
    assert old[uid].decoded("dtstamp") == old[uid].decoded("last-modified") == MOMENT


@each_case(("year", "number"), [(1971, 0), (2090, 2**31 - 1)])
def test_a_clock_that_is_wrong_by_decades_still_numbers_a_change(year: int, number: int) -> None:
    text = render(replace(summary_of(sample()), changed_at=datetime(year, 1, 1, tzinfo=UTC)))
    assert {entry["sequence"] for entry in entries(text)} == {number}


def test_what_was_not_changed_is_the_same_file_another_day() -> None:
    recovery = with_care(sample(), "Balm", TODAY)
    one, other = (replace(summary_of(recovery, day), changed_at=MOMENT) for day in (TODAY, TODAY + timedelta(days=40)))
    assert render(one) == render(other)


# ---------------------------------------------------------------------- what an entry holds


def test_the_name_of_the_calendar_is_escaped_as_every_text() -> None:
    text = render(summary_of(replace(sample(), name="Face, left; right")))
    assert "\r\nX-WR-CALNAME:Face\\, left\\; right\r\n" in text


def test_hours_are_those_of_the_place_wherever_one_is() -> None:
    text = render(summary_of(with_care(sample(), "Balm", TODAY)))
    times = [line for line in text.splitlines() if line.startswith(("DTSTART", "DTEND", "EXDATE", "RRULE"))]
    assert len(times) > 10
    assert not [line for line in times if "TZID" in line or line.endswith("Z") or "Z;" in line]
    assert "VTIMEZONE" not in text and "METHOD" not in text


def test_the_last_day_of_a_rule_is_of_one_kind_with_its_first() -> None:
    for entry in entries(render(summary_of(sample()))):
        if "rrule" in entry:
            (until,) = entry["rrule"]["until"]
            assert type(until) is type(entry.decoded("dtstart"))
            assert until == list(days_of(entry))[-1]


def test_days_before_and_after_a_pause_are_one_entry() -> None:
    """So each day stays that entry's, however long the pause is made."""
    pause = Pause(ZERO + timedelta(days=2), TODAY + timedelta(days=40))
    recovery = replace(sample(), pauses=(pause,), days={})
    (one,) = [one for one in entries(render(summary_of(recovery))) if str(one["summary"]) == "Sunscreen SPF 30+"]
    assert (one["rrule"]["freq"], len(list(days_of(one)))) == (["DAILY"], 23)


def test_nothing_rings_unless_it_is_asked_for() -> None:
    summary = summary_of(with_care(sample(), "Balm", TODAY))
    assert "VALARM" not in render(summary)
    for minutes in (0, 10):
        for entry in entries(render(summary, alarms=minutes)):
            rings = [one.decoded("trigger") for one in entry.walk("VALARM")]
            has_hour = isinstance(entry.decoded("dtstart"), datetime)
            assert rings == ([timedelta(minutes=-minutes)] if has_hour else [])


def test_a_visit_says_where_and_why_and_keeps_its_notes_to_itself() -> None:
    visit = Visit("v", TODAY, time(9, 15), "Dr Kaya", "Clinic, 2nd floor", "the red marks", "private", "agreed")
    recovery = replace(sample(), care=Care(visits=(visit, replace(visit, id="off", called_off=True))))
    text = render(summary_of(recovery))
    (entry,) = [one for one in entries(text) if one["categories"].cats == ["visit"]]
    assert [str(entry[name]) for name in ("summary", "location", "description", "transp")] == [
        "Visit, Dr Kaya",
        "Clinic, 2nd floor",
        "the red marks",
        "OPAQUE",
    ]
    assert "private" not in text and "agreed" not in text


def test_a_step_holds_what_the_person_wrote_and_no_guidance_without_its_source() -> None:
    routine = sample().routine.with_changes("morning-sunscreen", ZERO, instructions="Two fingers.", sources=())
    text = render(summary_of(replace(sample(), routine=routine)))
    about = {str(one["summary"]): str(one.get("description", "")) for one in entries(text)}
    assert about["Sunscreen SPF 30+"] == "Zinc 30 tinted\nbefore I get dressed\nTwo fingers."
    assert "ukewarm" in sample().routine.steps[0].latest.instructions and "ukewarm" not in text


def test_parts_and_days_that_are_left_out_are_not_in_it() -> None:
    assert "X-WR-CALNAME:Sample" in render(summary_of(sample()))
    text = render(summary_of(sample(), without={"name", "products"}))
    assert "X-WR-CALNAME" not in text and "Sample" not in text and "Oat syndet" not in text
    recovery = with_care(sample(), "Balm", sample().last_day + timedelta(days=30))
    assert shown(render(summary_of(recovery)), steps=False)
    span = render(summary_of(recovery, since=TODAY, until=TODAY + timedelta(days=3)))
    assert not shown(span, steps=False)
    assert {day for day, _, _ in shown(span, steps=True)} == set(days_between(TODAY, TODAY + timedelta(days=3)))
