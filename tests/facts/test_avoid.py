"""What to avoid: days, words and sources of the list."""

from __future__ import annotations

import re

from routine_tui.model.recovery.procedure import PROCEDURE_KINDS
from tests.cases import each_case
from tests.facts.test_skin import avoided

# id, min_day, app_day, needs_clinician, clinics_differ: decided in the project's notes, so a change is made here too.
AVOIDED = [
    ("picking", 14, -1, False, True),
    ("makeup", 1, 7, False, True),
    ("hard_exercise", 3, 3, False, True),
    ("hot_water_sauna", 5, 7, False, True),
    ("swimming", 5, 7, False, True),
    ("sunbathing", 14, -1, False, True),
    ("retinoid", 5, 28, True, True),
    ("acids", 5, 28, True, True),
    ("vitamin_c", 7, 28, True, True),
    ("benzoyl_peroxide", 5, 28, True, True),
    ("scrubs", 14, 28, False, True),
    ("fragrance_oils", 14, -1, False, False),
    ("alcohol", 14, -1, False, False),
    ("menthol_camphor", 14, -1, False, False),
    ("chemical_spf", 7, 28, False, True),
    ("hair_removal", 7, 28, False, True),
    ("injectables", 14, -1, True, False),
    ("needling_again", 28, -1, True, False),
    ("shop_steroids", 14, -1, True, False),
    ("lightening", 14, -1, True, False),
    ("numbing_again", 14, -1, True, False),
    ("neomycin", 14, -1, True, False),
    ("home_remedies", 14, -1, False, False),
]


def test_the_list_and_its_days_are_as_decided() -> None:
    keys = ("id", "min_day", "app_day", "needs_clinician", "clinics_differ")
    assert [tuple(entry[key] for key in keys) for entry in avoided()] == AVOIDED


def test_complicated_skin_never_waits_shorter_than_ordinary_skin() -> None:
    for entry in avoided():
        assert entry["app_day"] == -1 or entry["app_day"] >= entry["min_day"] > 0, entry["id"]


def test_every_why_is_one_short_sentence() -> None:
    for entry in avoided():
        assert 0 < len(entry["why"]) <= 140, entry["id"]
        assert re.fullmatch(r"[A-Z][^.?]*\.", entry["why"]), entry["id"]


def test_the_words_for_today_are_one_to_three_and_short() -> None:
    for entry in avoided():
        assert 0 < len(entry["words"]) <= 30, entry["id"]
        assert 1 <= len(entry["words"].split()) <= 3, entry["id"]
        assert not re.search(r"[,.;]", entry["words"]), entry["id"]
    assert len({entry["words"] for entry in avoided()}) == len(avoided())


def test_every_entry_has_all_its_parts_and_no_others() -> None:
    keys = {"id", "label", "words", "why", "min_day", "app_day", "needs_clinician", "clinics_differ", "sources"}
    given = {entry["id"]: set(entry) - {"part_of", "kinds"} for entry in avoided()}
    assert [one for one in given if given[one] != keys] == []
    assert [entry["id"] for entry in avoided() if len(entry["label"]) > 70] == []


def test_what_a_treatment_is_known_by_is_in_small_letters_without_accents() -> None:
    words = [word for entry in avoided() for word in entry.get("part_of", ())]
    assert len(words) > 40 and all(word == word.casefold() and word.isascii() and len(word) > 2 for word in words)
    kinds = {kind for entry in avoided() for kind in entry.get("kinds", ())}
    assert kinds == set(PROCEDURE_KINDS) - {"other"}


@each_case("avoid_id", ["retinoid", "acids", "benzoyl_peroxide"])
def test_what_a_clinician_may_have_set_says_so(avoid_id: str) -> None:
    (entry,) = [entry for entry in avoided() if entry["id"] == avoid_id]
    assert "unless a clinician set" in entry["label"]
    assert entry["needs_clinician"] is True
