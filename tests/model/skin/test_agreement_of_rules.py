"""The program's rules, on the tables of check-ins and on arbitrary ones, against the rules written as plain sums."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from routine_tui.facts.skin import rules
from routine_tui.model.recovery.answers import ASKED_YES_NO, FEELINGS, PAINKILLER, SIGNS, TEMPERATURE, URGENT_SIGNS
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.concern import Concern, concern
from routine_tui.model.skin.rule_language import compiled
from tests.cases import each_case
from tests.model.skin.frightened import AT_NIGHT, FRIGHTENED
from tests.model.skin.reference_rules import Answers, Look, reference_level
from tests.model.skin.test_vignettes import STRICTER, look_of
from tests.model.skin.vignettes import NORMAL, OUR_OWN, RE_ENACTED, SERIOUS, WORRIED, Vignette

ZERO = date(2026, 1, 1)
FAMILIES = ("isotretinoin", "methotrexate", "retinoid", "hydroquinone")


def recovery_of(look: Look) -> Recovery:
    """A recovery in which a look is made, with the check-ins before it and what is in use."""
    on = ZERO + timedelta(days=look.day)
    days = {on - timedelta(days=ago): answers for ago, answers in ({**look.earlier, 0: look.answers}).items()}
    records = {day: Day(day, skin=CheckIn.of(answers)) for day, answers in days.items()}
    products = tuple(Product(name, f"Cream with {name}") for name in look.uses)
    return Recovery("r", "Face", ZERO, 730, days=records, profile=dict(look.profile), products=products)


def concern_of(look: Look) -> Concern:
    """What the program says of a look."""
    return concern(rules(), recovery_of(look), ZERO + timedelta(days=look.day))


@each_case("table", [NORMAL, WORRIED, SERIOUS, RE_ENACTED, OUR_OWN, FRIGHTENED, AT_NIGHT])
def test_tables(table: tuple[Vignette, ...]) -> None:
    found = {one.who: (one, concern_of(look_of(one))) for one in table}
    wrong = [who for who, (one, said) in found.items() if not one.least <= said.level <= one.most]
    assert wrong == [who for who in STRICTER if who in found]
    for who, (one, said) in found.items():
        highest = [compiled(rule.when).asks for rule in said.fired if rule.level == said.level]
        assert not one.because or any({*one.because.split()} <= asks for asks in highest), who


# ---------------------------------------------------------------------- arbitrary check-ins

numbers = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys((*SIGNS, "marks"), st.integers(0, 4)),
        **dict.fromkeys(FEELINGS, st.integers(0, 10)),
        TEMPERATURE: st.sampled_from([35.4, 35.5, 35.9, 36.0, 36.6, 37.9, 38.0, 39.4, 39.5]),
    },
)
yes_no = st.dictionaries(
    st.sampled_from([name for name in ASKED_YES_NO if name != PAINKILLER]), st.booleans(), max_size=4
)
answered = st.builds(lambda one, other: {**one, **other}, numbers, yes_no)
profiles = st.fixed_dictionaries(
    {},
    optional={
        "phototype": st.integers(1, 6),
        **dict.fromkeys(
            ("diabetes", "weak_immunity", "blood_thinner", "isotretinoin", "pregnant", "keloid", "cold_sores"),
            st.booleans(),
        ),
    },
)
DAYS = (0, 1, 2, 3, 4, 7, 8, 9, 10, 13, 14, 21, 22, 28, 29, 30, 31, 35, 36, 56, 57, 120)


@st.composite
def looks(draw: st.DrawFn) -> Look:
    """A look at any time, with check-ins before it."""
    day = draw(st.sampled_from(DAYS))
    earlier = draw(st.dictionaries(st.integers(1, 110), numbers, max_size=3)) if day else {}
    uses = draw(st.lists(st.sampled_from(FAMILIES), max_size=1))
    return Look(
        day,
        draw(answered.filter(bool)),
        draw(profiles),
        {k: v for k, v in earlier.items() if k <= day and v},
        tuple(uses),
    )


@settings(max_examples=80, deadline=None)
@given(looks())
@example(Look(36, {"redness": 3}, {}, {7: {"redness": 1}}))
def test_agreement(look: Look) -> None:
    assert concern_of(look).level == reference_level(look)


@pytest.mark.slow
@settings(max_examples=5000, deadline=None)
@given(looks())
def test_agreement_at_length(look: Look) -> None:
    assert concern_of(look).level == reference_level(look)


@settings(max_examples=60, deadline=None)
@given(looks(), st.data())
def test_worse_answers_never_lower_a_level(look: Look, data: st.DataObject) -> None:
    worse: dict[str, int | float | bool] = dict(look.answers)
    for name, answer in look.answers.items():
        if isinstance(answer, bool):
            if name not in ("antibiotics", "improving", "contacted"):
                worse[name] = answer or data.draw(st.booleans())
        elif name == TEMPERATURE:
            worse[name] = data.draw(st.sampled_from([one for one in (answer, 38.0, 39.5) if one >= answer]))
        else:
            worse[name] = data.draw(st.integers(int(answer), 4 if name in SIGNS else 10))
    if look.answers.get(TEMPERATURE, 37) < 36.6:  # too low is another way of being worse
        worse[TEMPERATURE] = look.answers[TEMPERATURE]
    assert concern_of(look._replace(answers=worse)).level >= concern_of(look).level


@settings(max_examples=60, deadline=None)
@given(looks(), st.data())
def test_fewer_answers_never_raise_a_level(look: Look, data: st.DataObject) -> None:
    def fewer(answers: Answers) -> Answers:
        gone = data.draw(st.sets(st.sampled_from(sorted(answers)), max_size=3)) if answers else set()
        return {name: answer for name, answer in answers.items() if name not in gone}

    gone = data.draw(st.sets(st.sampled_from(sorted(look.profile)))) if look.profile else set()
    fewer_told = {name: told for name, told in look.profile.items() if name not in gone}
    earlier = {ago: left for ago, answers in look.earlier.items() if (left := fewer(answers))}
    less = look._replace(answers=fewer(look.answers), profile=fewer_told, earlier=earlier)
    assert concern_of(less).level <= concern_of(look).level


@each_case("day", [0, 5, 31, 200])
def test_any_urgent_yes_alone_is_at_least_a_call_today(day: int) -> None:
    levels = {name: concern_of(Look(day, {name: True})).level for name in (*URGENT_SIGNS, "unwell", "rigors")}
    assert {name: level for name, level in levels.items() if level < 3} == {}
