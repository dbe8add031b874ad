"""What to leave alone: three conditions, a clinician's yes where it is asked, and no date that clears by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts.skin import rules
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.check_in import Answer, CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.avoidance import (
    Avoid,
    Avoidance,
    avoidance,
    has_open_flag,
    quiet_line,
    require_reconsidered,
)
from routine_tui.model.skin.avoidance_text import conditions_of, from_when
from tests.cases import each_case

ZERO = date(2026, 10, 31)
CALM: dict[int, Mapping[str, Answer]] = {day: {"redness": 1} for day in range(20, 27)}
"""Seven calm check-ins, D20 to D26."""
MAKEUP = Avoid("makeup", "Makeup", "makeup", "It rubs.", 1, 7, ("K32",))
RETINOID = Avoid("retinoid", "Retinol", "retinoids", "It irritates.", 5, 28, ("S17",), needs_clinician=True)
PICKING = Avoid("picking", "Picking", "picking", "It scars.", 14, -1, ("K32",))


def at(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def recovery_of(logs: Mapping[int, Mapping[str, Answer]], *words: ClinicianOverride) -> Recovery:
    days = {at(offset): Day(at(offset), skin=CheckIn.of(answers)) for offset, answers in logs.items()}
    return Recovery("r", "Face", ZERO, 84, days=days, clearances=words)


def word(item: str, offset: int | None, minute: int = 0) -> ClinicianOverride:
    """What a clinician said, recorded some minutes after another word."""
    moment = datetime(2026, 11, 20, 10, minute, tzinfo=UTC)
    return ClinicianOverride(f"{item}{minute}", item, moment, None if offset is None else at(offset), "Dr Kaya")


def one(item: Avoid, recovery: Recovery, today: int) -> Avoidance:
    return avoidance((item,), recovery, at(today), rules())[0]


# ---------------------------------------------------------------------- the three conditions


def test_something_may_be_reconsidered_once_every_condition_is_met() -> None:
    found = one(MAKEUP, recovery_of(CALM), 26)
    assert (found.day_reached, found.calm, found.no_flag, found.needs_clinician) == (True, True, True, False)
    assert (found.state, found.from_day, found.calm_logs) == ("reconsider", at(7), 7)


def test_a_day_by_itself_clears_nothing() -> None:
    assert one(MAKEUP, recovery_of({}), 26).state == "leave_alone"


def test_the_day_must_be_reached() -> None:
    item = replace(MAKEUP, app_day=27)
    assert one(item, recovery_of(CALM), 26).state == "leave_alone"
    assert one(item, recovery_of(CALM), 27).state == "reconsider"


def test_six_logged_values_are_not_enough_and_are_counted() -> None:
    found = one(MAKEUP, recovery_of({day: CALM[day] for day in range(21, 27)}), 26)
    assert (found.calm, found.calm_logs, found.state) == (False, 6, "leave_alone")


def test_calm_is_redness_of_one_at_most_in_the_last_seven_logged_values() -> None:
    assert not one(MAKEUP, recovery_of({**CALM, 20: {"redness": 2}}), 26).calm
    assert one(MAKEUP, recovery_of({**CALM, 13: {"redness": 4}}), 26).calm
    assert one(MAKEUP, recovery_of({**CALM, 26: {"redness": 0}, 27: {"itch": 4}}), 27).calm
    later = {day + 40: answers for day, answers in CALM.items()}
    assert not one(MAKEUP, recovery_of(later), 26).calm


@each_case(
    ("logs", "open_flag"),
    [
        ({}, False),
        ({26: {"redness": 1}}, False),
        ({26: {"redness": 2}}, True),
        ({24: {"pus": True}}, True),
        ({24: {"pus": True}, 26: {"redness": 1}}, True),
        ({24: {"pus": True}, 26: {"pus": False}}, False),
        ({24: {"pus": True, "contacted": True}}, True),
        ({20: {"flaking": 2}}, False),
        ({27: {"redness": 2}}, False),
    ],
)
def test_a_red_flag_is_open_until_a_later_check_in_clears_it(
    logs: Mapping[int, Mapping[str, Answer]], open_flag: bool
) -> None:
    recovery = recovery_of(logs)
    assert has_open_flag(recovery, at(26), rules()) is open_flag
    assert one(MAKEUP, recovery, 26).no_flag is not open_flag


def test_a_flag_older_than_28_days_is_open_only_where_no_check_in_came_after() -> None:
    assert has_open_flag(recovery_of({9: {"pus": True}}), at(80), rules())
    assert has_open_flag(recovery_of({9: {"pus": True}, 20: {"itch": 1}}), at(36), rules())
    assert not has_open_flag(recovery_of({9: {"pus": True}, 20: {"itch": 1}}), at(37), rules())


def test_what_is_left_for_the_whole_window_has_no_day_in_it() -> None:
    recovery = recovery_of({day: {"redness": 0} for day in range(77, 84)})
    assert (one(PICKING, recovery, 83).from_day, one(PICKING, recovery, 83).state) == (None, "leave_alone")
    assert one(PICKING, recovery, 84).state == "reconsider"


# ---------------------------------------------------------------------- a clinician's word


def test_some_things_need_a_clinicians_yes_whatever_the_day() -> None:
    assert one(RETINOID, recovery_of(CALM), 60).needs_clinician
    assert one(RETINOID, recovery_of(CALM), 60).state == "leave_alone"


def test_a_word_with_a_date_takes_the_place_of_the_day_and_is_the_yes() -> None:
    recovery = recovery_of(CALM, word("retinoid", 26))
    assert (one(RETINOID, recovery, 25).state, one(RETINOID, recovery, 26).state) == ("leave_alone", "reconsider")
    assert one(RETINOID, recovery, 26).from_day == at(26)
    later = recovery_of(CALM, word("makeup", 40))
    assert (one(MAKEUP, later, 39).state, one(MAKEUP, later, 40).state) == ("leave_alone", "reconsider")
    assert one(PICKING, recovery_of(CALM, word("picking", 26)), 26).state == "reconsider"


def test_the_other_conditions_stay_whatever_a_clinician_said() -> None:
    assert one(MAKEUP, recovery_of({26: {"redness": 0}}, word("makeup", 1)), 26).state == "leave_alone"
    assert one(MAKEUP, recovery_of({**CALM, 26: {"redness": 1, "pus": True}}, word("makeup", 1)), 26).state == (
        "leave_alone"
    )


def test_the_last_word_counts_and_one_without_a_date_goes_back_to_the_list() -> None:
    found = one(RETINOID, recovery_of(CALM, word("retinoid", 20), word("retinoid", None, 5)), 26)
    assert (found.from_day, found.needs_clinician, found.state) == (at(28), True, "leave_alone")
    assert found.word is not None and found.word.from_day is None


def test_a_word_about_one_thing_says_nothing_of_another() -> None:
    assert one(RETINOID, recovery_of(CALM, word("makeup", 20)), 60).state == "leave_alone"


def test_a_day_before_day_zero_is_refused() -> None:
    require_reconsidered(recovery_of({}), ZERO)
    with pytest.raises(BadInput, match="is before the session on 2026-10-31: use a later date"):
        require_reconsidered(recovery_of({}), at(-1))


@given(st.dictionaries(st.integers(0, 60), st.integers(0, 4), max_size=12), st.integers(0, 90), st.integers(0, 4))
def test_more_redness_never_lets_anything_be_reconsidered(logs: dict[int, int], today: int, more: int) -> None:
    calm = recovery_of({day: {"redness": value} for day, value in logs.items()})
    worse = recovery_of({day: {"redness": min(4, value + more)} for day, value in logs.items()})
    if one(MAKEUP, worse, today).state == "reconsider":
        assert one(MAKEUP, calm, today).state == "reconsider"


# ---------------------------------------------------------------------- in words


def test_the_conditions_stand_one_by_one_with_what_is_still_asked() -> None:
    found = one(RETINOID, recovery_of({26: {"redness": 0}}), 30)
    assert [tuple(condition) for condition in conditions_of(found)] == [
        ("The day is reached: from 28 Nov 2026", True),
        ("Redness was 0 or 1 in the last 7 check-ins that have it (1 of 7 logged so far)", False),
        ("No red flag is open", True),
        ("A clinician said yes, with a date", False),
    ]
    assert conditions_of(one(MAKEUP, recovery_of(CALM), 26))[1].text.endswith("that have it")


def test_a_clinicians_day_is_told_as_theirs() -> None:
    assert from_when(one(RETINOID, recovery_of(CALM, word("retinoid", 26)), 26)) == (
        "from 26 Nov 2026, as a clinician said"
    )
    assert from_when(one(RETINOID, recovery_of(CALM), 26)) == "from 28 Nov 2026, and a clinician's yes"
    assert from_when(one(PICKING, recovery_of(CALM), 26)) == "the whole healing window"


def test_a_day_that_has_come_gives_way_to_what_is_still_waited_for() -> None:
    """“From 7 Nov”, read on the 22nd, would say that it may be used by now."""
    red = {offset: {"redness": 3} for offset in range(20, 31)}
    assert from_when(one(MAKEUP, recovery_of(red), 30)) == "until redness is calm and no flag is open"
    assert from_when(one(RETINOID, recovery_of({}), 30)) == "until redness is calm and a clinician says yes"
    assert from_when(one(MAKEUP, recovery_of(CALM), 30)).startswith("from 7 Nov")


def many(count: int, today: int = 0) -> tuple[Avoidance, ...]:
    items = [replace(MAKEUP, id=f"t{number}", words=f"thing {number}") for number in range(count)]
    return avoidance(items, recovery_of(CALM), at(today), rules())


def test_the_quiet_line_names_some_and_counts_the_rest_in_the_room_there_is() -> None:
    assert quiet_line(many(14)) == "Leave alone for now: thing 0, thing 1, thing 2 and 11 more"
    assert quiet_line(many(14), 50) == "Leave alone for now: thing 0, thing 1 and 12 more"
    assert quiet_line(many(14), 45) == "Leave alone: thing 0, thing 1 and 12 more"
    assert quiet_line(many(14), 35) == "Leave alone: thing 0 and 13 more"
    assert quiet_line(many(14), 10) == "Leave alone: 14 things"
    assert quiet_line(many(3)) == "Leave alone for now: thing 0, thing 1 and thing 2"


def test_what_may_be_reconsidered_is_not_in_the_quiet_line() -> None:
    found = avoidance((MAKEUP, RETINOID), recovery_of(CALM), at(26), rules())
    assert quiet_line(found) == "Leave alone for now: retinoids"
    assert quiet_line(many(3, today=26)) == ""


def test_what_a_clinician_is_asked_about_comes_first_in_the_quiet_line() -> None:
    found = avoidance((PICKING, MAKEUP, RETINOID), recovery_of({}), at(0), rules())
    assert quiet_line(found) == "Leave alone for now: retinoids, picking and makeup"
