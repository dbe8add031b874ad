"""What is asked once about the person, from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.outside import did, refused, said_json


def test_all_of_it_is_optional_and_says_what_it_is_used_for(home: Path) -> None:
    told = did(home, "profile")
    assert told.count("not answered") == 3
    assert "All of it is optional." in told and "signs of infection" in told
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
    assert did(home, "undo") == "Undone: changed the profile.\n"
    assert said_json(home, "profile", "--json")["answers"] == {}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["phototype=0"], "phototype takes a whole number from 1 to 6"),
        (["phototype=IV"], "phototype takes a whole number from 1 to 6"),
        (["diabetes=2"], "diabetes takes yes or no"),
        (["phototype"], "write it as phototype=4"),
        (["phototype=1", "phototype=2"], "answered twice"),
        (["diabetis=no"], "did you mean diabetes?"),
        (["redness=2"], "use routine-tui skin redness"),
    ],
    ids=str,
)
def test_what_cannot_be_recorded_is_one_sentence_and_nothing_is_written(
    home: Path, words: list[str], part: str
) -> None:
    assert part in refused(home, "profile", *words)


def test_without_a_recovery_the_sentence_says_how_to_begin(empty_home: Path) -> None:
    assert "routine-tui new" in refused(empty_home, "profile")
