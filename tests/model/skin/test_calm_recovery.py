"""A calm recovery stays calm, day by day: a false alarm on every bruise teaches people not to listen."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from routine_tui.facts.skin import rules
from routine_tui.model.recovery.answers import URGENT_SIGNS, Answer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.skin.concern import concern
from routine_tui.model.skin.standing import is_loud, open_flags
from tests.model.skin.test_concern import at, recovery_of

NONE_URGENT: Mapping[str, Answer] = dict.fromkeys(URGENT_SIGNS, False)


def lived(course: Mapping[int, Mapping[str, Answer]], profile: Mapping[str, int | bool] | None = None) -> Recovery:
    return recovery_of({offset: {**NONE_URGENT, **answers} for offset, answers in course.items()}, profile)


def levels(recovery: Recovery) -> dict[int, int]:
    """The level of each check-in, by its day, as it was on that day: nothing of later days was known."""
    found = {}
    for day in sorted(recovery.days):
        known = replace(recovery, days={one: record for one, record in recovery.days.items() if one <= day})
        found[recovery.offset(day)] = concern(rules(), known, day).level
    return found


def loud_days(recovery: Recovery, first: int, last: int) -> list[int]:
    """The days on which a level 2 or more is said aloud."""
    found = []
    for offset in range(first, last + 1):
        known = replace(recovery, days={day: record for day, record in recovery.days.items() if day <= at(offset)})
        flags = open_flags(rules(), known, at(offset))
        if any(is_loud(flag, known, at(offset)) and offset == known.offset(flag.said_on) for flag in flags):
            found.append(offset)
    return found


def test_a_session_as_public_pages_describe_it() -> None:
    redness, pain = (3, 3, 2, 2, 1, 1, 1, 0), (2, 2, 2, 1, 1, 1, 0, 0)
    swelling, itch = (1, 1, 2, 1, 0, 0, 0, 0), (1, 2, 3, 3, 3, 2, 1, 0)
    flaking = (0, 0, 0, 2, 2, 1, 1, 0)
    course = {
        day: {"redness": r, "pain": p, "swelling": s, "itch": i, "flaking": f}
        for day, (r, p, s, i, f) in enumerate(zip(redness, pain, swelling, itch, flaking, strict=True))
    }
    calm = {day: {"redness": 0, "pain": 0, "swelling": 0, "itch": 0} for day in (10, 14, 21, 28, 35, 56, 84)}
    found = levels(lived({**course, **calm}))
    assert [day for day, level in found.items() if level > 1] == []
    assert {day for day, level in found.items() if level} <= {2, 3, 4, 5, 6}


def test_a_faint_pink_that_stays_is_shown_once_and_then_watched() -> None:
    recovery = lived({day: {"redness": 1, "pain": 0} for day in (8, 14, 21, 28, 35, 42, 49, 70, 98)})
    assert levels(recovery) == {8: 0, 14: 0, 21: 0, 28: 0, 35: 2, 42: 1, 49: 1, 70: 1, 98: 1}
    assert loud_days(recovery, 28, 98) == [35]


def test_skin_with_its_usual_spots_is_at_most_watched() -> None:
    spots = {day: {"redness": 1, "bumps": 1, "pain": 0, "pus": False} for day in (5, 6, 7)}
    later = {day: {"redness": 0, "bumps": 0, "pain": 0} for day in (14, 21, 28)}
    assert max(levels(lived({**spots, **later})).values()) <= 1


def test_dark_marks_on_brown_skin_are_said_aloud_twice_and_are_quiet_once_a_visit_is_planned() -> None:
    recovery = lived({day: {"marks": 2, "redness": 0} for day in range(7, 57, 7)}, {"phototype": 5})
    assert levels(recovery) == {7: 0, **dict.fromkeys(range(14, 57, 7), 2)}
    assert loud_days(recovery, 7, 56) == [14, 42]
    visit = Visit("v", at(50), who="Dr Kaya")
    planned = replace(recovery, care=Care(visits=(visit,)))
    assert loud_days(planned, 15, 56) == []
    assert levels(planned) == levels(recovery)
