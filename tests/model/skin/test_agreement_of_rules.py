"""The program's rules, on the tables of check-ins and on arbitrary ones, against the rules written as plain sums."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

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
from routine_tui.model.skin.rule_language import Seen, compiled, compiled_tree
from tests.model.skin.frightened import AT_NIGHT, FRIGHTENED
from tests.model.skin.reference_rules import Answers, Look, reference_level
from tests.model.skin.test_vignettes import STRICTER, look_of
from tests.model.skin.vignettes import NORMAL, OUR_OWN, RE_ENACTED, SERIOUS, WORRIED, Vignette

ZERO = date(2026, 1, 1)
FAMILIES = ("isotretinoin", "methotrexate", "retinoid", "hydroquinone")
EVERY = (*NORMAL, *WORRIED, *SERIOUS, *RE_ENACTED, *OUR_OWN)


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


@pytest.mark.parametrize("table", [NORMAL, WORRIED, SERIOUS, RE_ENACTED, OUR_OWN, FRIGHTENED, AT_NIGHT])
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


@pytest.mark.parametrize("day", [0, 5, 31, 200])
def test_any_urgent_yes_alone_is_at_least_a_call_today(day: int) -> None:
    levels = {name: concern_of(Look(day, {name: True})).level for name in (*URGENT_SIGNS, "unwell", "rigors")}
    assert {name: level for name, level in levels.items() if level < 3} == {}


# ---------------------------------------------------------------------- each comparison is held

NEAR = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip


def mutants(tree: ast.expr) -> Iterator[str]:
    """A condition with one comparison moved by a hair, one number by 1, or one name left out; each as text."""
    text = ast.unparse(tree)
    for number, node in enumerate(ast.walk(tree)):
        copy = ast.parse(text, mode="eval").body
        twin = next(one for place, one in enumerate(ast.walk(copy)) if place == number)
        if isinstance(node, ast.Compare) and isinstance(twin, ast.Compare):
            for place, op in enumerate(node.ops):
                if type(op) in NEAR:
                    twin.ops[place] = NEAR[type(op)]()
                    yield ast.unparse(copy)
                    twin.ops[place] = op
        elif isinstance(node, ast.Constant) and isinstance(twin, ast.Constant) and isinstance(node.value, int):
            for by in (-1, 1) if node.value else (1,):
                twin.value = node.value + by
                yield ast.unparse(copy)
        elif isinstance(node, ast.Call) and isinstance(twin, ast.Call) and len(node.args) > 1:
            for gone in range(len(node.args)):
                twin.args = [arg for place, arg in enumerate(node.args) if place != gone]
                yield ast.unparse(copy)


def edges() -> list[Look]:
    """Looks on both sides of each comparison: every number near each limit, on the days near each limit."""
    found = [look_of(one) for one in EVERY]
    days = (0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 13, 14, 15, 21, 22, 27, 28, 29, 30, 31, 34, 35, 36, 56, 57)
    signs = (*ASKED_YES_NO,)
    for day in days:
        found += [Look(day, {name: True}) for name in signs]
        found += [Look(day, {name: value}) for name in SIGNS for value in range(5)]
        found += [Look(day, {name: value}) for name in FEELINGS for value in range(11)]
        found += [Look(day, {TEMPERATURE: degrees}) for degrees in (35.4, 35.5, 35.9, 36.0, 37.9, 38.0, 39.4, 39.5)]
    return found


@pytest.mark.slow
def test_each_comparison_of_each_rule_is_noticed() -> None:
    seen = [Seen(recovery_of(look), ZERO + timedelta(days=look.day), look.answers) for look in (*edges(), *PAIRS)]
    unnoticed = []
    for rule in rules():
        condition = compiled(rule.when)
        near = [one for one in seen if condition.asks & one.answers.keys() or not condition.asks]
        said = [condition.holds(one) for one in near]
        for text in mutants(ast.parse(f"({rule.when})", mode="eval").body):
            holds = compiled_tree(ast.parse(text, mode="eval").body).holds
            if all(holds(one) is was for one, was in zip(near, said, strict=True)):
                unnoticed.append((rule.id, text))
    assert unnoticed == []


def _pairs() -> Iterator[Look]:
    """Looks in which two things meet, and those that stand beside the days before."""
    body = ("heartbeat", "faint", "vomiting", "fast_breathing", "rigors")
    skin = ("spreading", "hot", "pus", "crust", "smell", "blisters", "sores", "raw")
    for name, other in chain(
        ((one, two) for one in skin for two in body),
        (("unwell", one) for one in body),
        (("face_swelling", one) for one in body),
        (("drug_rash", one) for one in (*body, *skin, "red_eye", "eye_pain")),
        ((one, two) for one in ("eye_pain", "light", "red_eye") for two in skin),
        (("pain_beyond", one) for one in (*skin, *body)),
        (("eye", "pus"), ("heartbeat", "faint"), ("vomiting", "rigors")),
    ):
        for day in (1, 14, 30, 31):
            yield Look(day, {name: True, other: True})
    for name in (*skin, *body, "unwell", "lumps", "oozing", "bleeding", "light", "eye_pain"):
        for day in (13, 14, 30, 31):
            for degrees in (35.4, 35.5, 35.9, 36.0, 37.9, 38.0):
                yield Look(day, {name: True, TEMPERATURE: degrees})
    for one, two in (("heartbeat", "faint"), ("unwell", "faint"), ("unwell", "rigors")):
        for degrees in (35.9, 36.0, 37.9, 38.0):
            for day in (30, 31):
                yield Look(day, {one: True, two: True, TEMPERATURE: degrees})
    for day in (0, 1, 2, 3, 4, 7, 8, 13, 14, 28, 29):
        for swelling in range(5):
            for pain in (0, 2, 3, 4, 5):
                yield Look(day, {"swelling": swelling, "pain": pain})
                for name in ("numb", "pain_beyond", "eye"):
                    yield Look(day, {"swelling": swelling, "pain": pain, name: True})
            for degrees in (37.9, 38.0):
                for name in ("numb", "light", "eye_pain", "pain_beyond"):
                    yield Look(day, {"swelling": swelling, TEMPERATURE: degrees, name: True})
                yield Look(day, {"swelling": swelling, TEMPERATURE: degrees})
            for name in ("light", "eye_pain", "hot", "spreading"):
                yield Look(day, {"swelling": swelling, name: True})
    for itch in range(3, 8):
        for redness in range(4):
            for day in (0, 1):
                yield Look(day, {"itch": itch, "redness": redness})
    for scar in range(5):
        for itch in (3, 4):
            yield Look(60, {"scar": scar, "itch": itch})
        for before in range(4):
            for ago in (50, 99, 100, 101):
                for profile in ({}, {"keloid": True}):
                    yield Look(120, {"scar": scar}, profile, {ago: {"scar": before}})
    for flaking in (3, 4):
        for pain in (3, 4):
            yield Look(1, {"flaking": flaking, "pain": pain})
        yield Look(1, {"flaking": flaking, "oozing": True})
    for day in (1, 2, 3, 4, 5, 12, 13, 14, 28, 29, 40):
        for ago in (1, 2, 9, 10, 11):
            for before in range(4):
                for now in range(7):
                    yield Look(day, {"pain": now}, {}, {ago: {"pain": before}})
                for now in range(5):
                    yield Look(day, {"swelling": now}, {}, {ago: {"swelling": before}})
                    yield Look(day, {"redness": now}, {}, {ago: {"redness": before}})
                    for pain in (2, 3):
                        yield Look(day, {"redness": now, "pain": pain}, {}, {ago: {"redness": before}})
                    for swelling in (0, 1):
                        yield Look(day, {"redness": now, "swelling": swelling}, {}, {ago: {"redness": before}})
    for day in (16, 17, 18, 30, 31, 32, 33, 60):
        for ago in (1, 13, 14, 15, 27, 28, 29, 30):
            for before in range(3):
                for now in range(3):
                    yield Look(day, {"bumps": now}, {}, {ago: {"bumps": before}})
    for day in (3, 4, 5):
        for ago in (1, 2):
            yield Look(day, {"bumps": 1}, {}, {ago: {"bumps": 1}})
    for day in (13, 14, 15):
        for now in (7, 8, 9):
            for many in range(1, 9):
                yield Look(day, {"bother": now}, {}, {ago: {"bother": 8} for ago in range(1, many)})
                yield Look(day, {"bother": now}, {}, {ago: {"bother": 7} for ago in range(1, many)})
                yield Look(day, {"bother": now}, {}, {ago: {"bother": 8 if ago > 4 else 1} for ago in range(1, 9)})
                yield Look(
                    day,
                    {"bother": now},
                    {},
                    {1: {"bother": 8}, **{ago: {"bother": 8 if ago == many else 0} for ago in range(2, 9)}},
                )
    for name in ("diabetes", "weak_immunity"):
        for other in (*skin, "glands", "unwell", "rigors"):
            yield Look(3, {other: True}, {name: True})
        for degrees in (37.9, 38.0):
            yield Look(3, {TEMPERATURE: degrees}, {name: True})
    for day in (6, 7, 8):
        yield Look(day, {"tingling": True}, {"cold_sores": True})
    for phototype in (3, 4, 5):
        for day in (13, 14, 15):
            for marks in range(4):
                yield Look(day, {"marks": marks}, {"phototype": phototype})
    yield Look(0, {"bleeding": True}, {"blood_thinner": True})
    yield Look(3, {"blue_black": True}, {}, {}, ("hydroquinone",))
    for improving in (True, False):
        yield Look(3, {"antibiotics": True, "improving": improving})
    for family in FAMILIES:
        yield Look(3, {"redness": 0}, {"pregnant": True}, {}, (family,))
    yield Look(3, {"redness": 0}, {"pregnant": True, "isotretinoin": True})
    yield Look(31, {"unwell": True, "faint": True, "heartbeat": True})
    for day in (12, 40):
        for sign in ("pain", "redness"):
            for now in range(6 if sign == "pain" else 5):
                for eleven, five in ((0, 1), (1, 2)):
                    yield Look(day, {sign: now}, {}, {11: {sign: eleven}, 5: {sign: five}})
    yield Look(10, {"bumps": 0}, {}, {1: {"bumps": 1}, 2: {"bumps": 1}})
    for day in (3, 4):
        for redness in (3, 4):
            for swelling in (2, 3):
                for pain in (5, 6):
                    yield Look(day, {"redness": redness, "swelling": swelling, "pain": pain})


PAIRS = tuple(_pairs())
