"""The level of concern: each rule fires where it must, not a hair below, and never on what was not answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.facts.skin import rules
from routine_tui.model.recovery.answers import (
    CONTACTED,
    FEELINGS,
    SIGNS,
    TEMPERATURE,
    URGENT_SIGNS,
    YES_NO,
    Answer,
    is_worse,
)
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.skin.concern import Concern, Rule, concern
from routine_tui.model.skin.rule_language import GROUPS, compiled
from tests.cases import each_case

ZERO = date(2026, 10, 31)
Logs = Mapping[int, Mapping[str, Answer]]
"""Answers by day offset."""


def recovery_of(logs: Logs, profile: Mapping[str, int | bool] | None = None, uses: str = "") -> Recovery:
    """A recovery with some check-ins; ``uses`` is what a product in use holds."""
    days = {
        day: Day(day, skin=CheckIn.of(answers))
        for offset, answers in logs.items()
        if (day := ZERO + timedelta(days=offset))
    }
    shelf = (Product("p", "Cream", introduced_on=ZERO, ingredients=f"AQUA, {uses}, GLYCERIN"),) if uses else ()
    return Recovery("r", "Face", ZERO, 400, days=days, profile=profile or {}, products=shelf)


def at(offset: int) -> date:
    return ZERO + timedelta(days=offset)


@each_case(("apart", "rises"), [(1, True), (2, True), (10, True), (11, False)])
@each_case("last", [date(2026, 11, 22), date(2027, 1, 1), date(2027, 3, 1), date(2028, 3, 1)])
def test_a_rise_looks_ten_days_back_and_no_further_whatever_the_date(apart: int, rises: bool, last: date) -> None:
    days = {
        day: Day(day, skin=CheckIn.of({"pain": pain})) for day, pain in ((last - timedelta(days=apart), 2), (last, 4))
    }
    recovery = Recovery("r", "Face", date(2026, 10, 31), 730, days=days)
    assert ("pain_rising" in ids(concern(rules(), recovery, last))) is rises


def test_a_step_of_the_day_that_names_it_counts_as_in_use() -> None:
    step = StepVersion(at(5), "evening", "prescription", "Hydroquinone 4 %", Schedule(at(5), "FREQ=DAILY;INTERVAL=2"))
    recovery = replace(
        recovery_of({4: {"blue_black": True}, 5: {"blue_black": True}}), routine=routine_of("empty", ZERO)
    )
    recovery = recovery.with_routine(recovery.routine.with_step(step))
    assert "blue_black" not in ids(concern(rules(), recovery, at(4)))
    assert "blue_black" in ids(concern(rules(), recovery, at(5)))


def test_a_product_that_is_no_longer_used_counts_for_nothing() -> None:
    recovery = recovery_of({5: {"blue_black": True}}, uses="hydroquinone")
    ended = replace(recovery, products=(replace(recovery.products[0], ended_on=at(5)),))
    assert "blue_black" in ids(concern(rules(), recovery, at(5)))
    assert "blue_black" not in ids(concern(rules(), ended, at(5)))


# ---------------------------------------------------------------------- the level


def ids(found: Concern | None) -> list[str]:
    return [rule.id for rule in found.fired] if found else []


def test_the_highest_rule_wins_and_none_lowers_another() -> None:
    found = concern(rules(), recovery_of({1: {"pus": True, "breathing": True, "redness": 4}}), at(1))
    assert (found.level, ids(found), found.checked) == (4, ["airway", "pus", "redness_very_strong"], True)


def test_what_is_expected_is_named_only_where_nothing_else_fired() -> None:
    calm = {"redness": 2, "swelling": 1, "pain": 3}
    assert ids(concern(rules(), recovery_of({1: calm}), at(1))) == ["expected_early"]
    assert ids(concern(rules(), recovery_of({1: {**calm, "pus": True}}), at(1))) == ["pus"]


@each_case("logs", [{}, {5: {}}, {4: {"pus": True}}, {5: {"contacted": True}}])
def test_a_day_without_an_answer_has_level_0_and_says_that_nothing_was_checked(logs: Logs) -> None:
    assert concern(rules(), recovery_of(logs), at(5)) == Concern(at(5), 0, (), checked=False)


def test_nothing_fired_is_level_0_checked() -> None:
    assert concern(rules(), recovery_of({5: {"itch": 1}}), at(5)) == Concern(
        at(5), 0, (), checked=True, urgent_unanswered=len(URGENT_SIGNS)
    )


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(SIGNS, st.integers(0, 4)),
        **dict.fromkeys(FEELINGS, st.integers(0, 10)),
        TEMPERATURE: st.floats(36, 40),
        "antibiotic_days": st.integers(0, 9),
        **dict.fromkeys(YES_NO, st.booleans()),
    },
)
LOGS = st.dictionaries(st.sampled_from([0, 1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 28, 29, 30, 31, 57]), ANSWERS, min_size=1)
PROFILES = st.fixed_dictionaries(
    {}, optional={"phototype": st.integers(1, 6), "diabetes": st.booleans(), "weak_immunity": st.booleans()}
)


def said(found: Concern) -> set[str]:
    """The rules that say something of their own: general ones are named only where none of these fired."""
    return {rule.id for rule in found.fired if rule.level and not rule.general}


@given(LOGS, PROFILES, st.data())
def test_more_severe_answers_never_lower_the_level(logs: Logs, profile: Mapping[str, int], data: st.DataObject) -> None:
    last = max(logs)
    worse = dict(logs[last])
    for name, answer in logs[last].items():
        if name in SIGNS or name in FEELINGS:
            worse[name] = data.draw(st.integers(int(answer), 4 if name in SIGNS else 10))
        elif name == TEMPERATURE:
            worse[name] = data.draw(st.floats(float(answer), 42))
        elif name == "improving":
            worse[name] = answer and data.draw(st.booleans())
        elif name in YES_NO:
            worse[name] = answer or data.draw(st.booleans())
    before = concern(rules(), recovery_of(logs, profile, "hydroquinone"), at(last))
    after = concern(rules(), recovery_of({**logs, last: worse}, profile, "hydroquinone"), at(last))
    assert after.level >= before.level
    assert said(before) <= {rule.id for rule in after.fired}


@given(LOGS, PROFILES, st.data())
def test_taking_an_answer_away_never_raises_the_level(
    logs: Logs, profile: Mapping[str, int], data: st.DataObject
) -> None:
    """All answers but one: that somebody was spoken to is what ends a flag, so without it the flag is there again."""
    offset = data.draw(st.sampled_from(sorted(logs)))
    gone = data.draw(st.sets(st.sampled_from(sorted({*logs[offset]} - {CONTACTED} or {"pain"}))))
    left = {**logs, offset: {name: value for name, value in logs[offset].items() if name not in gone}}
    before = concern(rules(), recovery_of(logs, profile), at(max(logs)))
    after = concern(rules(), recovery_of(left, profile), at(max(logs)))
    assert after.level <= before.level
    assert said(after) <= {rule.id for rule in before.fired}


@given(st.lists(ANSWERS, min_size=2, max_size=4), st.integers(0, 40), st.data())
def test_taking_an_answer_away_from_one_look_of_the_day_never_raises_the_level(
    looks: list[dict[str, Answer]], day: int, data: st.DataObject
) -> None:
    changed = data.draw(st.integers(0, len(looks) - 1))
    gone = data.draw(st.sets(st.sampled_from(sorted({*looks[changed]} - {CONTACTED} or {"pain"}))))
    left = [dict(answers) for answers in looks]
    left[changed] = {name: value for name, value in looks[changed].items() if name not in gone}
    before, after = (concern(rules(), looks_of(day, one), at(day)) for one in (looks, left))
    assert after.level <= before.level
    assert said(after) <= {rule.id for rule in before.fired}


def looks_of(offset: int, looks: Sequence[Mapping[str, Answer]]) -> Recovery:
    """Day ``offset`` with some looks, an hour apart, after a calm day before it."""
    made = tuple(Look(dict(one), datetime(2026, 11, 1, hour, tzinfo=UTC)) for hour, one in enumerate(looks, 8))
    return recovery_of({max(offset - 1, 0): {"pain": 1, "swelling": 1, "redness": 1}}).with_record(
        Day(at(offset), skin=CheckIn(made))
    )


def test_worse_is_more_of_a_sign_or_a_new_yes() -> None:
    before: dict[str, Answer] = {"redness": 1, "pus": False, "temp": 37.0}
    assert is_worse(before, {"redness": 2}) and is_worse(before, {"pus": True}) and is_worse(before, {"temp": 37.1})
    assert not is_worse({}, {"pain": 1, "temp": 36.6}), "what was not measured is not nought"
    assert not is_worse(before, {"redness": 1, "pus": False, "itch": 0, "antibiotics": True})


# ---------------------------------------------------------------------- the language


@each_case(
    "when",
    [
        "not yes(pus)", "yes(pus) == True", "redness", "redness >= '1'", "redness + 1 >= 2", "yes(redness)",
        "yes(nothing)", "nothing >= 1", "no(improving", "redness != 1", "redness in (1, 2)", "__import__('os')",
        "redness.real >= 1",
        "rise(pus, days=10) >= 1", "rise(pain) >= 1", "rise(pain, days=x) >= 1", "rise(pain, days=2, weeks=1) >= 1",
        "lowest(nothing, days=10) <= 1", "profile(diabetes) >= 1", "has(allergies)", "count(sign) >= 1", "yes('pus')",
        "yes()", "yes(name=pus)", "yes(pus, crusts)", "True", "-1 <= redness", "redness >= True", "(lambda: 1)() >= 1",
        "d", "", "yes(pus) if d else no(pus)", "[1][0] >= d",
    ],
)  # fmt: skip
def test_what_is_no_condition_is_refused_when_it_is_read(when: str) -> None:
    with pytest.raises(ValueError, match=r"“|comparison"):
        compiled(when)


def test_a_condition_knows_what_it_asks() -> None:
    assert compiled("d >= 4 and rise(pain, days=10) >= 2 or yes(pus) and has(diabetes)").asks == {"pain", "pus"}
    assert compiled("yes(skin_signs) and temp >= 38").asks == {*GROUPS["skin_signs"], "temp"}
    assert compiled("profile(phototype) >= 4 and uses(hydroquinone)").asks == frozenset()


def test_the_newest_moment_of_a_check_in_does_not_matter() -> None:
    recovery = recovery_of({5: {"pus": True}})
    moved = recovery.checked_in(at(5), CheckIn.of({"pus": True}, datetime(2026, 11, 6, 2, tzinfo=UTC)))
    assert concern(rules(), recovery, at(5)) == concern(rules(), moved, at(5))


def test_an_unknown_rule_is_no_rule() -> None:
    odd = Rule("odd", 3, "yes(pus)", "Pus", ("S50",))
    assert ids(concern([odd], recovery_of({5: {"pus": True}}), at(5))) == ["odd"]
