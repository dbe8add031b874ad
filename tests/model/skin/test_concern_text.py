"""A level in words: what to do first, whom to call, what was answered, and where it comes from once, at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from routine_tui.facts import guidance
from routine_tui.facts.skin import levels, region, rules
from routine_tui.model.recovery.answers import URGENT_SIGNS, Answer
from routine_tui.model.skin.concern import concern
from routine_tui.model.skin.concern_text import ABOUT, LEFT_OPEN, NO_FLAG, NOT_ALONE, Role, words_for
from tests.cases import each_case
from tests.model.skin.test_concern import at, recovery_of

NONE_URGENT: Final[Mapping[str, Answer]] = dict.fromkeys(URGENT_SIGNS, False)
FEVER, NUMB = "A temperature of 38 °C or more", "A numb patch, not from numbing cream"


def lines(answers: Mapping[str, Answer], where: str = "", offset: int = 5) -> list[tuple[Role, str]]:
    """The lines for a check-in, each with what it is."""
    found = concern(rules(), recovery_of({offset: answers}), at(offset))
    return [(line.role, line.text) for line in words_for(found, levels(), region(where), guidance.sources())]


def said(answers: Mapping[str, Answer], role: Role, where: str = "uk", offset: int = 5) -> list[str]:
    """The lines of one kind."""
    return [text for known, text in lines(answers, where, offset) if known == role]


def test_the_order_is_level_what_to_do_number_reasons_sources_and_in_an_emergency_the_number_first() -> None:
    """Seen to fail: in an emergency two other lines stood above the number."""
    told = lines({"breathing": True, "pus": True}, "uk")
    rest = ["because", "fired", "sources", "source", "numbers", "about"]
    assert list(dict.fromkeys(role for role, _ in told)) == ["call", "level", "do", *rest]
    assert told[0][1] == "Call 999." and told[1][1].endswith("(level 4 of 4)") and told[-1][1] == ABOUT
    today = dict.fromkeys(role for role, _ in lines({"pus": True}, "uk"))
    assert list(today) == ["level", "do", "call", "worse", *rest]


@each_case(
    ("answers", "reasons"),
    [
        ({"no_urine": True}, ["Hardly any urine for 12 hours"]),
        ({"lips": True, "breathing": True}, ["Trouble breathing; swelling lips or mouth"]),
        ({"vision": True}, ["A change of sight"]),
        ({"smell": True}, ["A bad smell"]),
        ({"spreading": True}, ["Redness, heat or swelling that spreads"]),
        ({"numb": True, "swelling": 1, "temp": 38.2}, ["A numb, swollen patch with pain or fever", FEVER, NUMB]),
    ],
)
def test_only_what_was_answered_is_a_reason(answers: Mapping[str, Answer], reasons: list[str]) -> None:
    """Seen to fail: who passed no urine read that they were confused and blotchy, “because you answered”."""
    told = said(answers, "fired", offset=3)
    assert told == reasons


def test_no_rule_fired_reads_that_there_was_no_red_flag_in_the_answers() -> None:
    assert said({**NONE_URGENT, "itch": 1}, "level") == [NO_FLAG]
    assert said({**NONE_URGENT, "redness": 1, "swelling": 0, "pain": 0}, "level", offset=2)[0].startswith("Expected")
    assert "Expected" not in " ".join(text for _, text in lines({"itch": 1}))


def test_a_day_without_answers_has_no_level() -> None:
    assert lines({}) == [("level", "Nothing was answered on Thu 5 Nov 2026, so there is no level.")]


def test_without_a_region_several_numbers_stand() -> None:
    for answers in ({"breathing": True}, {"pus": True}):
        told = " ".join(text for role, text in lines(answers) if role in ("call", "worse"))
        assert all(number in told for number in ("112", "999", "911"))


def test_level_3_names_who_is_asked_on_the_same_day_and_the_number_for_worse() -> None:
    assert said({"pus": True}, "call") == [f"Call {region('uk').urgent}."]
    assert said({"pus": True}, "worse") == ["If nobody answers, or it gets worse, call 999."]


def test_what_has_to_be_done_at_once_is_said_below_a_higher_rule_too() -> None:
    """Seen to fail: who fainted and saw badly was told of contact lenses, and not to lie down."""
    lines_of = " ".join(text for _, text in lines({"vision": True, "faint": True, "bleeding": True}))
    assert "Do not drive yourself" in lines_of and "Lie down and call now" in lines_of and "Keep pressing" in lines_of


@each_case(
    ("answers", "named"),
    [
        ({"low_mood": True}, f"At any hour, if it gets too much: call {region('uk').crisis}."),
        ({"dirty_needle": True}, f"For advice, call {region('uk').urgent}."),
    ],
)
def test_level_2_names_who_is_awake_at_night_and_where_hours_count(answers: Mapping[str, Answer], named: str) -> None:
    """Seen to fail: both said that there is help, and named nobody."""
    assert said(answers, "worse") == [named] and said(answers, "call") == []
    assert said(answers, "numbers"), "a number has its source"
    assert said({"marks_spreading": True}, "worse") == []


@each_case("where", ["", "uk", "ireland", "eu", "us", "canada", "australia", "new_zealand"])
def test_thoughts_of_self_harm_show_the_crisis_line_before_the_emergency_number(where: str) -> None:
    here = region(where)
    alone = said({"self_harm": True}, "call", where)
    hurt = f"If you have hurt yourself, or might act on it now: call {here.emergency}."
    assert alone == [f"{NOT_ALONE}. Call {here.crisis}.", hurt]
    with_more = said({"self_harm": True, "breathing": True}, "call", where)
    assert with_more == [f"Call {here.emergency}.", f"{NOT_ALONE}. Call {here.crisis}."]
    assert NOT_ALONE not in " ".join(said({"breathing": True}, "call", where))


def test_no_red_flag_is_said_only_where_every_urgent_question_was_answered_with_no() -> None:
    """Seen to fail: redness alone, with nothing urgent answered, read “No red flags” and “Expected” first."""
    assert [text for role, text in lines({**NONE_URGENT, "itch": 1})[:2] if role != "do"] == [NO_FLAG]
    some = {name: False for name in URGENT_SIGNS if name not in ("no_urine", "red_eye")}
    left = [("level", "2 of 21 urgent questions were not answered"), ("open", LEFT_OPEN)]
    for more in ({"itch": 1}, {"redness": 1, "swelling": 0, "pain": 0}):
        told = lines({**some, **more}, offset=2)
        assert told[:2] == left and "red flag" not in str(told).lower() and "expected" not in str(told).lower()
    assert said({**NONE_URGENT, "itch": 1, "self_harm": False}, "open") == []
    assert said({"redness": 2}, "open", offset=9) == ["21 of 21 urgent questions were not answered."]
    assert said({"breathing": True}, "open") == []


def test_nobody_is_to_be_called_for_what_can_wait() -> None:
    for answers in ({"redness": 1}, {"redness": 4, "lumps": True}):
        assert not said(answers, "call", offset=9) and not said(answers, "numbers", offset=9)


def test_each_source_stands_once_however_many_rules_rest_on_it() -> None:
    told = said({"pus": True, "hot": True, "pain": 8, "temp": 38.5}, "source")
    assert len(told) == len(set(told)) and any("Cellulitis, NHS" in one for one in told)


def test_every_level_ends_with_what_it_is_not() -> None:
    for answers in ({"itch": 1}, {"redness": 2}, {"pus": True}, {"breathing": True}):
        assert lines(answers)[-1] == ("about", ABOUT)


def test_what_to_do_is_that_of_the_rule() -> None:
    assert said({"unwell": True}, "do") == ["Call today and say what else you feel."]
    assert said({"itch": 1}, "do") == [levels()[0].says]


def test_where_hours_count_each_of_the_times_has_its_source() -> None:
    """Seen to fail: one source stood under both, and was about neither."""
    sources = said({"shared_needle": True}, "source")
    assert [one.partition(",")[0] for one in sources] == [
        "Post-exposure prophylaxis", "Postexposure prophylaxis to prevent hepatitis B virus infection",
        "Hepatitis B Online: postexposure prophylaxis",
        "Presumptive HIV transmission associated with microneedling facials at a spa",
    ]  # fmt: skip
    assert "up to 7 days" in said({"shared_needle": True}, "do")[0]


def test_numbers_to_call_say_when_they_were_last_looked_up() -> None:
    (numbers,) = said({"hot": True}, "numbers")
    assert numbers.endswith("; last looked up 23 Nov 2026")
