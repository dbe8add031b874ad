"""A level in words: what to do first, whom to ring where somebody is to be rung, and where each rule comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from routine_tui.facts import guidance
from routine_tui.facts.skin import levels, region, rules
from routine_tui.model.recovery.check_in import Answer
from routine_tui.model.skin.concern import concern, standing
from routine_tui.model.skin.concern_text import BESIDES, standing_words, words_for
from tests.cases import each_case
from tests.model.skin.test_concern import at, recovery_of


def said(answers: Mapping[str, Answer], where: str = "", offset: int = 5) -> list[str]:
    """The lines for a check-in."""
    found = concern(rules(), recovery_of({offset: answers}), at(offset))
    return [line.text for line in words_for(found, levels(), region(where), guidance.sources())]


def test_no_rule_fired_reads_that_no_red_flag_was_recorded() -> None:
    lines = said({"itch": 1})
    assert lines[0] == "No red flag was recorded"
    assert "Expected" not in " ".join(lines)


def test_what_is_expected_says_so_and_no_more() -> None:
    lines = said({"redness": 1, "swelling": 0, "pain": 0}, offset=1)
    assert lines[0] == "Expected (level 0 of 4): no red flag was recorded"


def test_a_day_without_answers_has_no_level() -> None:
    assert said({}) == ["Nothing was answered on Thu 5 Nov, so there is no level."]


def test_level_4_gives_the_emergency_number_of_the_region_first() -> None:
    lines = said({"breathing": True}, "uk")
    assert lines[0] == "Emergency now (level 4 of 4)" and lines[2] == "Ring 999."
    assert lines[3] == "Trouble breathing, or a swollen tongue or throat"
    assert lines[4] == "Source: Anaphylaxis, NHS"


def test_without_a_region_all_three_numbers_stand_in_plain_words() -> None:
    for answers in ({"breathing": True}, {"pus": True}):
        assert all(number in " ".join(said(answers)) for number in ("112 in Europe", "999 in the UK", "911 in North"))


def test_level_3_names_who_is_asked_on_the_same_day_and_the_number_for_worse() -> None:
    lines = said({"pus": True}, "uk")
    assert lines[0] == "Contact a clinician today (level 3 of 4)"
    assert lines[2:4] == ["Contact NHS 111, or your GP's urgent slot.", "If it gets much worse, ring 999."]


@each_case("where", ["", "uk", "ireland", "eu", "us", "canada", "australia", "new_zealand"])
def test_thoughts_of_self_harm_show_the_crisis_line_before_the_emergency_number(where: str) -> None:
    lines = said({"self_harm": True}, where)
    assert lines[2] == f"You need not be alone with this. Contact {region(where).crisis}."
    assert lines[3] == f"In danger now, ring {region(where).emergency}."
    assert region(where).crisis not in " ".join(said({"breathing": True}, where))


def test_a_yes_that_no_rule_covers_by_itself_says_whom_to_ask_today() -> None:
    lines = said({"unwell": True}, "uk")
    assert lines[0] == "No red flag was recorded"
    assert lines[2:5] == [BESIDES, "Contact NHS 111, or your GP's urgent slot.", "If it gets much worse, ring 999."]
    assert any(line.startswith("Whom to ring: NHS") for line in lines)
    assert BESIDES not in said({"unwell": True, "pus": True}) and BESIDES not in said({"unwell": False})


def test_nobody_is_rung_for_what_can_wait() -> None:
    for answers in ({"redness": 1}, {"redness": 4, "lumps": True}):
        assert not any("ring" in line or "112" in line for line in said(answers, offset=9))


def test_a_threshold_of_our_own_is_called_a_proposal() -> None:
    lines = said({"pain": 7, "hot": True}, "uk")
    assert lines[lines.index("Pain at 7 or more") + 1].endswith("; threshold: our own proposal")
    assert lines[lines.index("Skin that is hot and painful, or redness that spreads") + 1] == (
        "Source: Cellulitis, NHS"
    )


def test_every_level_ends_with_what_it_is_not() -> None:
    for answers in ({"itch": 1}, {"redness": 2}, {"pus": True}, {"breathing": True}):
        assert "public guidance, not advice, and no diagnosis" in said(answers)[-1]


@pytest.mark.parametrize(("later", "when"), [(0, ""), (1, " (yesterday)")])
def test_what_stands_is_one_line_with_its_age(later: int, when: str) -> None:
    found = standing(rules(), recovery_of({5: {"pus": True}}), at(5) + timedelta(days=later))
    assert found is not None
    assert standing_words(found, levels(), at(5 + later)) == (
        f"Contact a clinician today: Pus, a yellow crust or a bad smell{when}"
    )
