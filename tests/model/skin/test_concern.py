"""The level of concern: each rule fires where it must, not a hair below, and never on what was not answered."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts.guidance import routine_of
from routine_tui.facts.skin import rules
from routine_tui.model.recovery.check_in import (
    FEELINGS,
    INFECTION_SIGNS,
    SIGNS,
    TEMPERATURE,
    URGENT_SIGNS,
    YES_NO,
    Answer,
    CheckIn,
    is_worse,
)
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.skin.concern import Concern, Rule, concern
from routine_tui.model.skin.rule_language import compiled
from tests.cases import each_case

ZERO = date(2026, 10, 31)
RULES = {rule.id: rule for rule in rules()}
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


def fires(rule_id: str, case: Case) -> bool:
    """Whether a rule fires on the last day of a case."""
    recovery = recovery_of(case.logs, case.profile, case.uses)
    return RULES[rule_id] in concern([RULES[rule_id]], recovery, at(max(case.logs))).fired


@dataclass(frozen=True)
class Case:
    """What was recorded; the rule is asked of the last day."""

    logs: Logs
    profile: Mapping[str, int | bool] = field(default_factory=dict)
    uses: str = ""


@dataclass(frozen=True)
class Cases:
    """Where a rule fires, and where it does not by a hair; an answer is left out of each case that fires, by turns."""

    fires: list[Case]
    below: list[Case]


def on(offset: int, **answers: Answer) -> Case:
    """A case of one check-in."""
    return Case({offset: answers})


def any_of(*names: str, offset: int = 5, **besides: Answer) -> Cases:
    """Cases for a rule that any one yes fires."""
    yes = [on(offset, **{name: True}, **besides) for name in names]
    return Cases(yes, [on(offset, **dict.fromkeys(names, False), **besides)])


WEAK = {"weak_immunity": True}
TABLE: dict[str, Cases] = {
    "airway": any_of("breathing", "throat"),
    "sepsis_signs": any_of("confusion", "mottled", "rash_stays", "fast_breathing"),
    "fever_unwell": Cases(
        [on(5, temp=38.0, hot=True, heartbeat=True), on(5, temp=39.1, hot=True, vomiting=True),
         on(5, temp=38.0, hot=True, faint=True)],
        [on(5, temp=37.9, hot=True, faint=True), on(5, temp=39.0, hot=False, faint=True),
         on(5, temp=39.0, hot=True, heartbeat=False, vomiting=False, faint=False)],
    ),
    "tissue_death": Cases(
        [on(5, dusky=True), on(5, pain=8, pain_beyond=True)],
        [on(5, dusky=False, pain=7, pain_beyond=True), on(5, pain=10, pain_beyond=False)],
    ),
    "eye_emergency": Cases(
        [on(5, eye=True, eye_pain=True), on(5, eye=True, vision=True), on(5, eye=True, light=True)],
        [on(5, eye=False, eye_pain=True, vision=True, light=True),
         on(5, eye=True, eye_pain=False, vision=False, light=False)],
    ),
    "self_harm": any_of("self_harm"),
    "fever": Cases(
        [on(30, temp=38.0), *(on(31, temp=38.0, **{sign: True}) for sign in INFECTION_SIGNS)],
        [on(5, temp=37.9), on(31, temp=39.5), on(31, temp=37.9, pus=True)],
    ),
    "hot_painful_swollen": any_of("hot", "spreading"),
    "near_eye_infection": Cases(
        [on(5, eye=True, swelling=2), on(5, eye=True, pus=True)],
        [on(5, eye=True, swelling=1, pus=False), on(5, eye=False, swelling=4, pus=True)],
    ),
    "pus": any_of("pus", "crust", "smell"),
    "grouped_blisters": any_of("blisters", "sores"),
    "pain_rising": Cases(
        [Case({0: {"pain": 2}, 2: {"pain": 4}}), Case({9: {"pain": 3}, 10: {"pain": 5}}),
         Case({8: {"pain": 2}, 9: {"pain": 6}, 10: {"pain": 4}})],
        [Case({0: {"pain": 2}, 1: {"pain": 6}}), Case({8: {"pain": 3}, 10: {"pain": 4}}),
         Case({8: {"pain": 0}, 10: {"pain": 3}}), Case({7: {"pain": 0}, 10: {"pain": 6}})],
    ),
    "pain_severe": Cases([on(0, pain=7)], [on(0, pain=6)]),
    "swelling_rising": Cases(
        [Case({0: {"swelling": 1}, 2: {"swelling": 2}}), Case({9: {"swelling": 1}, 10: {"swelling": 2}})],
        [Case({0: {"swelling": 0}, 1: {"swelling": 2}}), Case({9: {"swelling": 0}, 10: {"swelling": 1}}),
         Case({9: {"swelling": 2}, 10: {"swelling": 2}}), Case({7: {"swelling": 0}, 10: {"swelling": 2}})],
    ),
    "swelling_severe": Cases([on(0, swelling=3)], [on(0, swelling=2)]),
    "rebound": Cases(
        [Case({3: {"redness": 1}, 4: {"redness": 3}}), Case({2: {"pain": 1}, 4: {"pain": 4}}),
         Case({2: {"redness": 1}, 9: {"redness": 2}, 10: {"redness": 4}, 8: {"redness": 2}})],
        [Case({2: {"redness": 1}, 3: {"redness": 3}}), Case({3: {"redness": 1}, 4: {"redness": 2}}),
         Case({3: {"redness": 2}, 4: {"redness": 4}}), Case({3: {"pain": 1}, 4: {"pain": 3}}),
         Case({3: {"pain": 2}, 4: {"pain": 5}}), Case({3: {"redness": 0}, 6: {"redness": 2}})],
    ),
    "open_skin": Cases(
        [on(3, bleeding=True), on(3, oozing=True)],
        [on(2, bleeding=True, oozing=True), on(3, bleeding=False, oozing=False)],
    ),
    "face_swelling_allergy": any_of("face_swelling"),
    "immune_risk": Cases(
        [Case({5: {sign: True}}, WEAK) for sign in INFECTION_SIGNS]
        + [Case({5: {"temp": 38.0}}, WEAK), Case({5: {"pus": True}}, {"diabetes": True})],
        [Case({5: {"temp": 37.9, **dict.fromkeys(INFECTION_SIGNS, False)}}, WEAK), on(5, pus=True),
         Case({5: {"pus": True}}, {"weak_immunity": False, "diabetes": False})],
    ),
    "grid_bumps": Cases(
        [Case({2: {"bumps": 1}, 3: {"bumps": 1}}), Case({4: {"bumps": 1}, 10: {"bumps": 1}})],
        [Case({1: {"bumps": 1}, 2: {"bumps": 1}}), on(3, bumps=4), Case({3: {"bumps": 1}, 10: {"bumps": 1}}),
         Case({8: {"bumps": 3}, 9: {"bumps": 3}, 10: {"bumps": 0}}), Case({9: {"bumps": 0}, 10: {"bumps": 3}})],
    ),
    "nodules": Cases([on(7, lumps=True)], [on(6, lumps=True), on(7, lumps=False)]),
    "redness_persistent": Cases(
        [on(8, redness=2), on(29, redness=1)],
        [on(7, redness=2), on(8, redness=1), on(28, redness=1), on(29, redness=0)],
    ),
    "redness_very_strong": Cases([on(1, redness=4)], [on(0, redness=4), on(1, redness=3)]),
    "swelling_persistent": Cases([on(8, swelling=1)], [on(7, swelling=1), on(8, swelling=0)]),
    "pain_persistent": Cases([on(4, pain=4)], [on(3, pain=4), on(4, pain=3)]),
    "numb": Cases([on(14, numb=True)], [on(13, numb=True), on(14, numb=False)]),
    "pih_dark_or_spreading": Cases(
        [on(5, marks=3), on(57, marks=2), on(5, marks_spreading=True)],
        [on(5, marks=2), on(56, marks=2), on(57, marks=1, marks_spreading=False)],
    ),
    "pih_prone": Cases(
        [Case({14: {"marks": 2}}, {"phototype": 4})],
        [Case({13: {"marks": 2}}, {"phototype": 4}), Case({14: {"marks": 1}}, {"phototype": 4}),
         Case({14: {"marks": 2}}, {"phototype": 3}), on(14, marks=2)],
    ),
    "scar_growing": Cases([on(5, scar=3), on(5, past_edge=True)], [on(5, scar=2, past_edge=False)]),
    "tram_track": Cases([on(28, lines=True)], [on(27, lines=True), on(28, lines=False)]),
    "itchy_rash_product": Cases([on(5, itch=7), on(5, itchy_rash=True)], [on(5, itch=6, itchy_rash=False)]),
    "blue_black": Cases(
        [Case({5: {"blue_black": True}}, uses="HYDROQUINONE")],
        [Case({5: {"blue_black": True}}, uses="QUININE"), on(5, blue_black=True),
         Case({5: {"blue_black": False}}, uses="HYDROQUINONE")],
    ),
    "lymph_nodes_late": Cases([on(8, glands=True)], [on(7, glands=True), on(8, glands=False)]),
    "low_mood": any_of("low_mood"),
    "not_better_after_treatment": Cases(
        [on(5, antibiotics=True, antibiotic_days=3, improving=False)],
        [on(5, antibiotics=True, antibiotic_days=2, improving=False),
         on(5, antibiotics=False, antibiotic_days=9, improving=False),
         on(5, antibiotics=True, antibiotic_days=9, improving=True)],
    ),
    "watch_band": Cases(
        [on(4, redness=1), on(7, swelling=1)],
        [on(3, redness=1), on(8, swelling=1), on(5, redness=0, swelling=0)],
    ),
    "flaking_long": Cases([on(15, flaking=1)], [on(14, flaking=4), on(15, flaking=0)]),
    "expected_early": Cases(
        [on(3, redness=3, swelling=2, pain=6)],
        [on(4, redness=0, swelling=0, pain=0), on(3, redness=4, swelling=0, pain=0),
         on(3, redness=0, swelling=3, pain=0), on(3, redness=0, swelling=0, pain=7)],
    ),
}  # fmt: skip
FIRING = [(name, case) for name, cases in TABLE.items() for case in cases.fires]
BELOW = [(name, case) for name, cases in TABLE.items() for case in cases.below]


# ---------------------------------------------------------------------- each rule


def test_every_rule_has_a_case_that_fires_it_and_one_a_hair_below() -> None:
    assert list(TABLE) == list(RULES)
    assert [name for name, cases in TABLE.items() if not cases.fires or not cases.below] == []


@each_case(("rule_id", "case"), FIRING)
def test_a_rule_fires_where_it_must(rule_id: str, case: Case) -> None:
    assert fires(rule_id, case)


@each_case(("rule_id", "case"), BELOW)
def test_a_rule_does_not_fire_a_hair_below(rule_id: str, case: Case) -> None:
    assert not fires(rule_id, case)


@each_case(("rule_id", "case"), FIRING)
def test_a_missing_answer_fires_nothing(rule_id: str, case: Case) -> None:
    last = max(case.logs)
    for name in case.logs[last]:
        left = {key: value for key, value in case.logs[last].items() if key != name}
        assert not fires(rule_id, dataclasses.replace(case, logs={**case.logs, last: left})), name


@each_case(("rule_id", "case"), [(name, case) for name, case in FIRING if case.profile or case.uses])
def test_what_was_not_said_of_the_person_fires_nothing(rule_id: str, case: Case) -> None:
    assert not fires(rule_id, dataclasses.replace(case, profile={}, uses=""))


@pytest.mark.parametrize("rule_id", ["pain_rising", "swelling_rising", "rebound", "grid_bumps"])
def test_a_change_needs_two_check_ins(rule_id: str) -> None:
    for case in TABLE[rule_id].fires:
        last = max(case.logs)
        assert not fires(rule_id, dataclasses.replace(case, logs={last: case.logs[last]}))
        unanswered = {offset: {"itch": 1} for offset in case.logs if offset != last}
        assert not fires(rule_id, dataclasses.replace(case, logs={**unanswered, last: case.logs[last]}))


@each_case(("apart", "rises"), [(1, True), (2, True), (3, False)])
@each_case("last", [date(2026, 11, 22), date(2027, 1, 1), date(2027, 3, 1), date(2028, 3, 1)])
def test_a_rise_looks_two_days_back_and_no_further_whatever_the_date(apart: int, rises: bool, last: date) -> None:
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


@pytest.mark.parametrize("logs", [{}, {5: {}}, {4: {"pus": True}}, {5: {"contacted": True}}])
def test_a_day_without_an_answer_has_level_0_and_says_that_nothing_was_checked(logs: Logs) -> None:
    assert concern(rules(), recovery_of(logs), at(5)) == Concern(at(5), 0, (), checked=False)


def test_nothing_fired_is_level_0_checked() -> None:
    assert concern(rules(), recovery_of({5: {"itch": 1}}), at(5)) == Concern(
        at(5), 0, (), checked=True, urgent_unanswered=len(URGENT_SIGNS)
    )


def test_a_yes_to_what_is_asked_as_urgent_is_never_passed_over() -> None:
    def besides(answers: Mapping[str, Answer]) -> tuple[int, tuple[str, ...]]:
        found = concern(rules(), recovery_of({5: answers}), at(5))
        return found.level, found.besides

    assert besides({"unwell": True, "faint": True}) == (0, ("unwell", "faint"))
    assert besides({"vision": True, "redness": 1, "light": False}) == (1, ("vision",))
    assert besides({"vision": True, "eye": True}) == (4, ())
    for name in ("unwell", "rigors", *URGENT_SIGNS):
        level, left = besides({name: True})
        assert level >= 3 or left == (name,)


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
FEW = st.lists(st.sampled_from([*SIGNS, *FEELINGS, TEMPERATURE, *YES_NO]), unique=True, max_size=4)
LOGS = st.dictionaries(st.sampled_from([0, 1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 28, 29, 30, 31, 57]), ANSWERS, min_size=1)
PROFILES = st.fixed_dictionaries(
    {}, optional={"phototype": st.integers(1, 6), "diabetes": st.booleans(), "weak_immunity": st.booleans()}
)


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
    assert {rule.id for rule in before.fired if rule.level} <= {rule.id for rule in after.fired}


@given(LOGS, PROFILES, st.data())
def test_taking_an_answer_away_never_raises_the_level(
    logs: Logs, profile: Mapping[str, int], data: st.DataObject
) -> None:
    last = max(logs)
    offset = data.draw(st.sampled_from(sorted(logs)))
    gone = set(data.draw(FEW)) | {name for name in logs[offset] if data.draw(st.booleans())}
    left = {**logs, offset: {name: value for name, value in logs[offset].items() if name not in gone}}
    before = concern(rules(), recovery_of(logs, profile), at(last))
    after = concern(rules(), recovery_of(left, profile), at(last))
    assert after.level <= before.level
    assert {rule.id for rule in after.fired if rule.level} <= {rule.id for rule in before.fired}


@given(LOGS, PROFILES)
def test_the_level_is_that_of_the_highest_rule(logs: Logs, profile: Mapping[str, int]) -> None:
    found = concern(rules(), recovery_of(logs, profile), at(max(logs)))
    held = [rule.level for rule in rules() if found.checked and fires(rule.id, Case(logs, profile))]
    assert found.level == max(held, default=0)
    assert [rule.level for rule in found.fired] == sorted((rule.level for rule in found.fired), reverse=True)


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
        "rise(pus) >= 1", "lowest(nothing) <= 1", "profile(diabetes) >= 1", "has(phototype)", "any(sign)", "yes('pus')",
        "yes(pus, crust)", "yes(name=pus)", "True", "-1 <= redness", "redness >= True", "(lambda: 1)() >= 1", "d", "",
        "yes(pus) if d else no(pus)", "[1][0] >= d",
    ],
)  # fmt: skip
def test_what_is_no_condition_is_refused_when_it_is_read(when: str) -> None:
    with pytest.raises(ValueError, match=r"“|comparison"):
        compiled(when)


def test_a_condition_knows_what_it_asks() -> None:
    assert compiled("d >= 4 and rise(pain) >= 2 or yes(pus) and has(diabetes)").asks == {"pain", "pus"}
    assert compiled("any(infection) and temp >= 38").asks == {*INFECTION_SIGNS, "temp"}
    assert compiled("profile(phototype) >= 4 and uses(hydroquinone)").asks == frozenset()


def test_the_newest_moment_of_a_check_in_does_not_matter() -> None:
    recovery = recovery_of({5: {"pus": True}})
    moved = recovery.checked_in(at(5), CheckIn.of({"pus": True}, datetime(2026, 11, 6, 2, tzinfo=UTC)))
    assert concern(rules(), recovery, at(5)) == concern(rules(), moved, at(5))


def test_every_urgent_sign_is_asked_by_a_rule_of_level_4() -> None:
    asked = {name for rule in RULES.values() if rule.level == 4 for name in compiled(rule.when).asks}
    assert set(URGENT_SIGNS) - asked == {"red_eye", "droop", "bleeding"}, "their rules are to come"


def test_an_unknown_rule_is_no_rule() -> None:
    odd = Rule("odd", 3, "yes(pus)", "Pus", ("S50",))
    assert ids(concern([odd], recovery_of({5: {"pus": True}}), at(5))) == ["odd"]
