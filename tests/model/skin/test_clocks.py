"""Hours that are left where needles may have been shared: never more than there are."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.skin.clocks import needle_clock
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
        (2, 23, "1 hour is left"),
        (3, 0, "end today"),
        (3, 23, "end today"),
    ],
)
def test_the_hours_count_from_the_beginning_of_the_day_of_the_session(offset: int, hour: int, said: str) -> None:
    assert said in needle_clock(recovery_of({0: {"shared_needle": True}}), moment(offset, hour))


def test_it_is_over_with_the_day_and_never_told_where_nothing_was_shared_or_somebody_was_spoken_to() -> None:
    shared = recovery_of({0: {"shared_needle": True}})
    assert needle_clock(shared, moment(4, 0)) == ""
    for answers in ({"redness": 1}, {"shared_needle": False}):
        assert needle_clock(recovery_of({0: answers}), moment(1, 8)) == ""
    day = at(0)
    spoken = shared.checked_in(day + timedelta(days=1), CheckIn.of({"contacted": True}, moment(1, 8)))
    assert needle_clock(spoken, moment(2, 8)) == ""
