"""Levels, rules and regions: whole, cited, calm, and naming no disease."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import NAMES
from routine_tui.model.skin.concern import Rule
from routine_tui.model.skin.rule_language import compiled
from routine_tui.settings import RegionId

DISEASES = re.compile(
    r"infect\w+\b(?! ?,| with)|cellulit|sepsis|necro|herpes|eczema|anaphyla|granulom|keloid|allerg|dermatit|melanoma|"
    r"cancer|hyperpigment|depress|lupus|impetigo|abscess|thrombo",
    re.IGNORECASE,
)
UNKIND = re.compile(r"!|\b(late|behind|failed|missed|safe|fine|normal|worry)\b", re.IGNORECASE)
MEDICINE = re.compile(r"\b(stop (taking|using)|quit|discontinue|come off|leave out)\b", re.IGNORECASE)
WATCHED = {"sign of infection"}
"""A phrase that the notes use for what was ticked, and that names no disease."""


def texts() -> list[str]:
    """Every text about levels and rules that a person can see."""
    said = [text for level in skin_facts.levels() for text in (level.name, level.says)]
    return said + [text for rule in skin_facts.rules() for text in (rule.says, rule.do) if text]


def test_there_are_five_levels_in_order() -> None:
    assert [(level.level, level.name) for level in skin_facts.levels()] == [
        (0, "Expected"),
        (1, "Watch"),
        (2, "See a clinician soon"),
        (3, "Contact a clinician today"),
        (4, "Emergency now"),
    ]


def test_every_rule_has_a_name_of_its_own_and_says_what_to_do() -> None:
    rules = skin_facts.rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert [rule.level for rule in rules] == sorted((rule.level for rule in rules), reverse=True)
    assert [rule.id for rule in rules if rule.level and not rule.do.endswith((".", "?"))] == []
    assert [rule.id for rule in rules if len(rule.do) > 200] == []


def test_every_rule_asks_something_of_the_day() -> None:
    for rule in skin_facts.rules():
        asks = compiled(rule.when).asks
        assert asks <= set(NAMES) and (asks or "has(pregnant)" in rule.when), rule.id


def test_every_level_and_rule_cites_tier_a_or_b() -> None:
    cited = [(level.name, level.sources) for level in skin_facts.levels()]
    cited += [(rule.id, rule.sources) for rule in skin_facts.rules()]
    for one, sources in cited:
        assert sources and len(set(sources)) == len(sources), one
        assert {source.tier for source in guidance.cited(sources)} <= {"A", "B"}, one


def test_every_region_cites_what_its_numbers_come_from() -> None:
    for region in (*skin_facts.regions(), skin_facts.anywhere()):
        assert guidance.cited(region.sources), region.id
        assert region.emergency and region.urgent and region.crisis and region.label


def test_the_setting_knows_every_region_and_no_other() -> None:
    assert get_args(RegionId) == ("", *(region.id for region in skin_facts.regions()))


def test_a_region_is_found_by_its_id_and_none_is_anywhere() -> None:
    assert skin_facts.region("uk").emergency == "999"
    assert skin_facts.region("") == skin_facts.anywhere()
    with pytest.raises(BadInput, match="There is no region “mars”: choose uk, northern_ireland, ireland,"):
        skin_facts.region("mars")


def test_no_text_names_a_disease() -> None:
    for text in texts():
        plain = text.lower()
        for phrase in WATCHED:
            plain = plain.replace(phrase, "")
        assert not DISEASES.search(plain), text


def test_no_text_is_unkind_or_promises_too_much_or_ends_a_medicine() -> None:
    assert [text for text in texts() if UNKIND.search(text) or MEDICINE.search(text)] == []


def test_every_text_is_one_short_line() -> None:
    assert [rule.says for rule in skin_facts.rules() if len(rule.says) > 90 or rule.says.endswith(".")] == []
    assert [level.says for level in skin_facts.levels() if len(level.says) > 100 or not level.says.endswith(".")] == []
    assert [text for text in texts() if text != " ".join(text.split())] == []


def test_only_thoughts_of_self_harm_ask_for_the_crisis_line() -> None:
    assert [rule.id for rule in skin_facts.rules() if rule.crisis] == ["self_harm"]


def test_a_fault_in_a_condition_is_found_when_the_rules_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"id": "x", "level": 3, "when": "yes(puss)", "says": "Pus", "sources": ["S50"]}
    monkeypatch.setattr(skin_facts, "entries", lambda _file, _table: [broken])
    with pytest.raises(ValueError, match="“puss” is not known here"):
        skin_facts.rules.__wrapped__()
    monkeypatch.setattr(skin_facts, "entries", lambda _file, _table: [{**broken, "when": "yes(pus)"}])
    assert skin_facts.rules.__wrapped__() == (Rule("x", 3, "yes(pus)", "Pus", ("S50",)),)
