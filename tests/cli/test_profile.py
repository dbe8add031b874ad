"""What is asked once about the person, from outside."""

from __future__ import annotations

from pathlib import Path

from tests.cases import each_case
from tests.cli.outside import did, refused, said_json


def test_all_of_it_is_optional_and_says_what_it_is_used_for(home: Path) -> None:
    told = did(home, "profile")
    assert told.count("not answered") == 14
    assert "All of it is optional." in told and "is used when a check-in is looked at" in told
    assert "phototype=6  it does not burn" in told
    assert said_json(home, "profile", "--json") == {"recovery": "Face", "answers": {}}


def test_answers_are_kept_told_in_words_and_taken_back(home: Path) -> None:
    told = did(home, "profile", "phototype=4", "diabetes=no", "weak-immunity=y")
    assert "4, it seldom burns and tans well" in told and "phototype=6" not in told
    known = {"phototype": 4, "diabetes": False, "weak_immunity": True}
    assert said_json(home, "profile", "--json")["answers"] == known
    did(home, "profile", "phototype=", "diabetes=-")
    assert said_json(home, "profile", "--json")["answers"] == {"weak_immunity": True}


def test_undo_takes_the_profile_back(home: Path) -> None:
    did(home, "profile", "phototype=4")
    assert did(home, "undo") == "Undid: edited the profile.\n"
    assert said_json(home, "profile", "--json")["answers"] == {}


@each_case(
    ("words", "part"),
    [
        (["phototype=0"], "phototype takes a whole number from 1 to 6"),
        (["born=2099"], "2099 is in the future: the year of birth is a past one."),
        (["phototype=IV"], "phototype takes a whole number from 1 to 6"),
        (["diabetes=2"], "diabetes takes yes or no"),
        (["phototype"], "write it like phototype=4"),
        (["phototype=1", "phototype=2"], "answered twice"),
        (["diabetis=no"], "did you mean diabetes?"),
        (["redness=2"], "use routine-tui skin redness"),
    ],
)
def test_what_cannot_be_recorded_is_one_sentence_and_nothing_is_written(
    home: Path, words: list[str], part: str
) -> None:
    assert part in refused(home, "profile", *words)


def test_without_a_recovery_the_sentence_says_how_to_begin(empty_home: Path) -> None:
    assert "routine-tui new" in refused(empty_home, "profile")


def test_medicines_and_allergies_are_the_ones_of_the_background(home: Path) -> None:
    told = did(home, "profile", "medicines=Methotrexate, 15 mg", "allergies=nickel", "pregnant=no")
    assert "Methotrexate, 15 mg" in told
    assert said_json(home, "profile", "--json")["answers"] == {
        "pregnant": False, "allergies": "nickel", "medicines": "Methotrexate, 15 mg",
    }  # fmt: skip
    shown = did(home, "care", "background")
    assert "nickel" in shown and "Methotrexate, 15 mg" in shown and "Pregnancy" in shown
    did(home, "profile", "allergies=")
    assert "allergies" not in said_json(home, "profile", "--json")["answers"]
    assert "answered twice" in refused(home, "profile", "allergies=a", "allergies=b")


def test_the_background_shows_and_changes_the_profile(home: Path) -> None:
    did(home, "care", "background", "cold_sores=Yes, twice a year", "scar_history=no", "medicines=no")
    known = {"keloid": False, "cold_sores": True, "medicines": "no"}
    assert said_json(home, "profile", "--json")["answers"] == known
    did(home, "profile", "diabetes=yes", "born=1990")
    assert "diabetes yes, born 1990" in did(home, "care", "background")


def test_what_is_private_in_the_background_is_on_no_page(home: Path) -> None:
    did(home, "profile", "pregnant=yes", "diabetes=yes", "phototype=5")
    page = did(home, "export", "--format", "txt")
    assert "Skin type 5 of 6" in page and "Diabetes: yes" in page and "Pregnant: not said" in page
    assert "Pregnant: yes" in " ".join(did(home, "export", "--format", "txt", "--with", "private").split())
    did(home, "care", "background", "--share", "pregnancy", "--private", "conditions")
    page = did(home, "export", "--format", "txt")
    assert "Pregnant: yes" in page and "iabetes: yes" not in page and "diabetes: not said" in page


def test_what_was_seen_of_the_needles_is_kept_with_its_check_in_until_it_is_said_anew(home: Path) -> None:
    did(home, "skin", "shared_needle=yes", "redness=1", "--on", "-1")
    assert said_json(home, "profile", "--json")["answers"] == {"shared_needle": True}
    did(home, "profile", "shared_needle=no", "dirty-needle=yes")
    assert said_json(home, "profile", "--json")["answers"] == {"shared_needle": False, "dirty_needle": True}
    assert said_json(home, "skin", "--on", "-1", "--json")["answers"] == {"redness": 1}
    assert said_json(home, "skin", "--json")["answers"] == {"shared_needle": False, "dirty_needle": True}
    did(home, "profile", "shared_needle=", "dirty_needle=")
    assert said_json(home, "profile", "--json")["answers"] == {}
