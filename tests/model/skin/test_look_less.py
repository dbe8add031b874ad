"""When looking less is offered: it weighs much, nothing calls for anybody, and it never was before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from routine_tui.facts.skin import levels, region, rules
from routine_tui.model.recovery.answers import INFECTION_SIGNS, URGENT_SIGNS, Answer
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.weeks import Quiet, WeekEffect
from routine_tui.model.skin.look_less import is_offered, next_look, next_look_words, rest_words
from routine_tui.model.skin.told import calm_words, told_today

ZERO = date(2026, 11, 2)
"""A Monday."""
CALM: dict[str, Answer] = dict.fromkeys((*URGENT_SIGNS, *INFECTION_SIGNS), False)
HEAVY = WeekEffect(ZERO + timedelta(days=7), looking=3)


def at(day: date, hour: int = 9) -> datetime:
    """A moment of a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def seen(answers: Mapping[str, Answer], *days: int) -> Recovery:
    """A recovery that was looked at on some days after day zero."""
    face = Recovery("r", "Face", ZERO)
    for number in days:
        day = ZERO + timedelta(days=number)
        face = face.checked_in(day, CheckIn.of(answers, at(day)))
    return face


def offered(face: Recovery, day: int = 10) -> bool:
    """Whether it is offered so many days after day zero."""
    return is_offered(rules(), face, ZERO + timedelta(days=day))


def test_hours_of_looking_much_bother_and_many_looks_each_are_enough() -> None:
    calm = seen(CALM, 8)
    assert not offered(calm)
    assert offered(replace(calm, weeks=(HEAVY,))) and not offered(replace(calm, weeks=(replace(HEAVY, looking=2),)))
    assert offered(seen(CALM | {"bother": 8}, 8, 9, 10)) and not offered(seen(CALM | {"bother": 7}, 8, 9, 10))
    day = ZERO + timedelta(days=9)
    for count, much in ((15, True), (14, False)):
        looks = tuple(Look(CALM, at(day, hour)) for hour in range(count))
        assert offered(Recovery("r", "Face", ZERO).checked_in(day, CheckIn(looks))) is much


def test_never_in_the_first_week_nor_twice_nor_while_a_red_flag_stands() -> None:
    heavy = replace(seen(CALM, 5, 8), weeks=(replace(HEAVY, monday=ZERO), HEAVY))
    assert offered(heavy) and not offered(heavy, 6)
    assert not offered(replace(heavy, quiet=(Quiet(ZERO, False),)))
    assert not offered(replace(seen(CALM | {"spreading": True, "hot": True}, 9), weeks=(HEAVY,)))


def test_while_it_is_on_the_next_look_is_a_week_after_the_last_and_no_word_of_safety_is_lost() -> None:
    today = ZERO + timedelta(days=10)
    face = replace(seen(CALM, 8), quiet=(Quiet(today, True),))
    assert next_look(face, today) == ZERO + timedelta(days=15)
    assert next_look_words(face, today) == "Next look: Tue 17 Nov" and "Sooner if: heat" in rest_words(face, today)
    assert next_look_words(replace(face, quiet=()), today) == ""
    told = told_today(rules(), levels(), region(""), face, today)
    assert told is not None
    words = [shape[0].head for shape in told.shapes]
    assert words[0].endswith("Next look: Tue 17 Nov.")
    assert tuple(words[1:]) == calm_words(told.concern, today) and "Worried anyway?" in words[0]
    flagged = replace(seen(CALM | {"spreading": True, "hot": True}, 9), quiet=(Quiet(ZERO, True),))
    loud = told_today(rules(), levels(), region(""), flagged, today)
    plain = told_today(rules(), levels(), region(""), replace(flagged, quiet=()), today)
    assert loud == plain and loud is not None and loud.level >= 2
