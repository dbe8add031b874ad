"""Hours and days that are left where needles may have been shared or dirty: never more than there are."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.skin.clocks import clock_lines, deadlines
from routine_tui.model.text import weekday_day
from tests.cases import each_case
from tests.model.skin.test_concern import at, recovery_of
from tests.ui.driver import ZONE


def moment(offset: int, hour: int) -> datetime:
    return datetime.combine(at(offset), time(hour), ZONE)


@each_case(
    ("offset", "hour", "said"),
    [
        (0, 20, "at least 52 hours are left"),
        (1, 0, "at least 48 hours are left"),
        (2, 22, "at least 2 hours are left"),
        (2, 23, "There is still time"),
        (3, 0, "end today"),
        (3, 23, "end today"),
    ],
)
def test_the_hours_count_from_the_beginning_of_the_day_of_the_session(offset: int, hour: int, said: str) -> None:
    (line,) = clock_lines(recovery_of({0: {"shared_needle": True}}), moment(offset, hour))
    assert said in line


def test_after_the_72_hours_it_is_the_days_for_the_vaccine_against_hepatitis_b() -> None:
    shared = recovery_of({0: {"shared_needle": True}})
    for offset in (4, 7):
        (line,) = clock_lines(shared, moment(offset, 0))
        assert (
            "are over; there is still help. Go today all the same" in line
            and f"hepatitis B may help until {weekday_day(at(7), at(0))}" in line
        )
    assert clock_lines(shared, moment(8, 0)) == ()


def test_it_is_never_told_where_nothing_was_shared_or_somebody_was_spoken_to() -> None:
    for answers in ({"redness": 1}, {"shared_needle": False}):
        assert clock_lines(recovery_of({0: answers}), moment(1, 8)) == ()
    day = at(0)
    shared = recovery_of({0: {"shared_needle": True}})
    spoken = shared.checked_in(day + timedelta(days=1), CheckIn.of({"contacted": True}, moment(1, 8)))
    assert clock_lines(spoken, moment(2, 8)) == ()


@each_case(
    ("known", "dirty", "offset", "is_said"),
    [(False, True, 0, True), (False, True, 21, True), (False, True, 22, False), (True, True, 0, False),
     (None, True, 0, False), (False, False, 0, False)],
)  # fmt: skip
def test_not_being_sure_of_tetanus_is_to_be_said(known: bool | None, dirty: bool, offset: int, is_said: bool) -> None:
    profile = {} if known is None else {"tetanus_known": known}
    lines = clock_lines(recovery_of({0: {"dirty_needle": dirty}}, profile), moment(offset, 8))
    assert (len(lines) == 1 and "say that you are not sure" in lines[0]) if is_said else lines == ()


def test_a_page_says_until_when_by_date_and_no_hours_that_are_left() -> None:
    shared = recovery_of({0: {"shared_needle": True, "dirty_needle": True}}, {"tetanus_known": False})
    first, second, third = deadlines(shared, at(1))
    assert f"prevents HIV may begin until {weekday_day(at(3))}" in first
    assert f"hepatitis B may help until {weekday_day(at(7))}" in second
    assert "not sure whether vaccinated against tetanus" in third
    assert [len(deadlines(shared, at(day))) for day in (3, 4, 7, 8, 21, 22)] == [3, 2, 2, 1, 1, 0]
    assert deadlines(recovery_of({0: {"redness": 1}}), at(1)) == ()
