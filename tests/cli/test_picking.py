"""Which step is meant by what was typed."""

from __future__ import annotations

import pytest

from routine_tui.cli.picking import Candidate, Kind, Named, find_step, find_steps, pick
from routine_tui.cli.session import columns, width_of
from routine_tui.model.errors import BadInput
from tests.cases import each_case

STEPS = [
    Named(1, "morning-cleanser", "morning", "Gentle cleanser"),
    Named(2, "morning-sunscreen", "morning", "Sunscreen SPF 30+"),
    Named(3, "evening-cream", "evening", "Cream"),
    Named(4, "evening-cream-2", "evening", "Cream, rich"),
    Named(5, "day-2", "day", "Ünïcode Straße"),
]


@each_case(
    ("word", "number"),
    [
        ("1", 1), (" 2 ", 2), ("MORNING-CLEANSER", 1), ("sunscreen morning", 2), ("spf", 2), ("cream", 3),
        ("evening cream", 3), ("rich", 4), ("ÜNÏCODE", 5), ("strasse", 5), ("evening-cream", 3),
    ],
)  # fmt: skip
def test_a_step_is_found_by_number_id_or_part(word: str, number: int) -> None:
    assert find_step(word, STEPS, "here").number == number


@each_case("word", ["30", "0", "6", "", "  ", "lotion", "²", "morning cream", "1 2"])
def test_what_fits_none_says_where_to_look(word: str) -> None:
    with pytest.raises(BadInput, match=r"There is no step .*here shows numbers 1 to 5"):
        find_step(word, STEPS, "here")


def test_what_fits_several_names_them_with_their_numbers() -> None:
    with pytest.raises(BadInput, match="fits 2 steps: 3 evening Cream and 4 evening Cream, rich"):
        find_step("evening crea", STEPS, "here")


def test_without_steps_the_sentence_says_how_to_add_one() -> None:
    with pytest.raises(BadInput, match="routine-tui steps add"):
        find_step("1", [], "here")


def test_steps_keep_the_order_in_which_they_were_named() -> None:
    assert [step.number for step in find_steps(["3", "1", "evening-cream"], STEPS, "here")] == [3, 1]


JARS = [
    Candidate(1, "c3", "Balmy oil", ("c3", "Balmy oil", "Balmy oil")),
    Candidate(2, "b2", "Wash 30 2026", ("b2", "Wash 30 2026", "Wash 30 2026")),
    Candidate(3, "a1", "Zinc Balm", ("a1", "Zinc Balm", "Balm")),
]
JAR = Kind("product", "here")


@each_case(
    ("word", "found"),
    [
        ("A1", "a1"), ("zinc  BALM", "a1"), ("balm", "a1"), ("wash", "b2"), ("oil balmy", "c3"), ("3", "a1"),
        ("2026", "b2"),
    ],
)  # fmt: skip
def test_any_thing_by_number_name_or_part(word: str, found: str) -> None:
    assert pick(word, JARS, JAR) == found


@each_case("word", ["4", "30", "0", " ", "", "soap", "2027"])
def test_nothing_that_fits(word: str) -> None:
    with pytest.raises(BadInput, match=r"There is no product .*: here shows what there is"):
        pick(word, JARS, JAR)


def test_two_of_one_name_are_never_guessed() -> None:
    twins = [Candidate(number, str(number) + "x", "Balm", (f"{number}x", "Balm")) for number in range(1, 8)]
    with pytest.raises(BadInput, match=r"fits 7 products: 1 Balm, 2 Balm, 3 Balm, 4 Balm, 5 Balm and 2 more\. Use the"):
        pick("balm", twins, JAR)
    assert pick("2X", twins, JAR) == "2x"
    with pytest.raises(BadInput, match="here shows none"):
        pick("balm", [], JAR)


def test_columns_line_up_whatever_the_letters_are() -> None:
    lines = columns([("a", "x"), ("漢字", "x"), ("e\u0301", "x"), ("y" * 99, "x")])
    assert {width_of(line) for line in lines[:3]} == {7}
