"""The shelf from outside: put up, changed, ended, taken off, and what is on its labels."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.outside import back, did, refused, run, said_json, today

LABEL = "Aqua, Glycerin, Retinol, Parfum, Something odd"


def shelf(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said_json(home, "products", "--json")["products"]
    return found


@pytest.fixture
def label(tmp_path: Path) -> str:
    """A file with an ingredients list."""
    file = tmp_path / "label.txt"
    file.write_text(LABEL, "utf-8")
    return str(file)


def test_an_empty_shelf_says_how_to_fill_it(home: Path) -> None:
    assert did(home, "products").splitlines() == [
        "Face · your products",
        "No products yet: add one with routine-tui products add.",
    ]
    assert shelf(home) == []


def test_a_product_is_put_up_with_all_that_is_known(home: Path, label: str) -> None:
    told = did(
        home, "products", "add", "Barrier cream", "--brand", "Oat", "--category", "moisturiser", "--introduced", "-5",
        "--opened", "-6", "--keeps", "12M", "--ingredients", label, "--step", "morning moist", "--step", "6",
    )  # fmt: skip
    assert told == "Added: Oat Barrier cream, used in Moisturiser (morning) and Moisturiser (evening).\n"
    (found,) = shelf(home)
    assert (found["name"], found["brand"], found["category"]) == ("Barrier cream", "Oat", "moisturiser")
    assert (found["introduced"], found["opened"], found["ended"]) == (str(back(5)), str(back(6)), None)
    assert (found["keeps_months"], found["keeping"]) == (12, "keeps")
    assert [(step["id"], step["since"], step["until"]) for step in found["steps"]] == [
        ("morning-moisturiser", str(back(5)), None),
        ("evening-moisturiser", str(back(5)), None),
    ]
    assert (found["screening"]["ingredients"], found["screening"]["unknown"]) == (5, 1)
    hits = {(hit["name"], hit["level"], hit["until_day_offset"]) for hit in found["screening"]["hits"]}
    assert ("RETINOL", "avoid", 28) in hits


def test_it_is_introduced_today_unless_another_day_is_said(home: Path) -> None:
    did(home, "products", "add", "Wash")
    did(home, "products", "add", "Old wash", "--introduced", "")
    assert [(one["name"], one["introduced"]) for one in shelf(home)] == [("Old wash", None), ("Wash", str(today()))]


def test_the_shelf_is_told_in_a_few_lines(home: Path, label: str) -> None:
    did(home, "products", "add", "Cream", "--opened", str(back(400)), "--keeps", "12", "--ingredients", label)
    did(home, "products", "add", "Wash", "--introduced", "-3", "--step", "1")
    did(home, "products", "end", "wash")
    lines = [line.strip() for line in did(home, "products").splitlines()]
    assert lines[1] == "1  Cream · other"
    assert ", its 12 months ended on " in " ".join(lines[2:4])
    assert "avoid: 2 (retinoid until D28 and fragrance mixture for the whole window)" in " ".join(lines)
    assert lines[-4:-2] == ["No longer used", "2  Wash · other"]
    assert "not used from" in lines[-2]
    assert lines[-1].startswith("Gentle cleanser (morning) from ")


def test_a_product_is_shown_with_what_is_on_its_label(home: Path, label: str) -> None:
    did(home, "products", "add", "Cream", "--ingredients", label)
    shown = did(home, "products", "show", "cream")
    assert LABEL in shown
    assert "Avoid  RETINOL" in shown
    assert "isn't in our lists; we can't say anything about it." in shown
    assert "Until" in shown
    assert shown.endswith("General guidance, not medical advice.\n")
    assert said_json(home, "products", "show", "1", "--json")["ingredients"] == LABEL
    did(home, "products", "add", "Wash")
    assert "No ingredients list" in did(home, "products", "show", "wash")


def test_a_label_is_read_from_standard_input(home: Path) -> None:
    ran = run(home, "products", "add", "Cream", "--ingredients", "-", typed="Aqua, Retinol")
    assert (ran.status, ran.err) == (0, "")
    assert shelf(home)[0]["screening"]["ingredients"] == 2


def test_an_edit_changes_what_is_named_and_an_empty_text_takes_it_back(home: Path) -> None:
    did(home, "products", "add", "Cream", "--brand", "Oat", "--opened", "-2", "--keeps", "6", "--step", "2")
    assert did(home, "products", "edit", "cream", "--name", "Rich cream", "--brand", "") == (
        "Changed: Rich cream, used in Moisturiser (morning).\n"
    )
    did(home, "products", "edit", "1", "--opened", "", "--keeps", "", "--category", "moisturiser")
    (found,) = shelf(home)
    assert [found[name] for name in ("name", "brand", "opened", "keeps_months")] == ["Rich cream", None, None, None]
    assert said_json(home, "steps", "--json")["steps"][1]["product"] == "Rich cream"


def test_an_ingredients_list_is_taken_back_by_an_empty_name(home: Path, label: str) -> None:
    did(home, "products", "add", "Cream", "--ingredients", label)
    did(home, "products", "edit", "cream", "--ingredients", "")
    assert shelf(home)[0]["screening"] is None


def test_an_edit_says_which_steps_use_it_from_today_on(home: Path) -> None:
    did(home, "products", "add", "Cream", "--introduced", "-4", "--step", "2")
    assert "used in Moisturiser (evening)." in did(home, "products", "edit", "cream", "--step", "6")
    yesterday = str(today() - timedelta(days=1))
    assert [(one["since"], one["until"]) for one in shelf(home)[0]["steps"]] == [
        (str(back(4)), yesterday),
        (str(today()), None),
    ]
    assert "not used in any step." in did(home, "products", "edit", "cream", "--no-step")


def test_what_has_ended_can_be_used_again(home: Path) -> None:
    did(home, "products", "add", "Cream", "--introduced", "-4", "--step", "2")
    assert did(home, "products", "end", "cream", "--on", "yesterday") == (
        "Stopped: Cream is not used from yesterday.\n"
    )
    assert shelf(home)[0]["ended"] == str(back(1))
    did(home, "products", "edit", "cream", "--ended", "never", "--step", "2")
    assert shelf(home)[0]["ended"] is None


def test_off_the_shelf_the_steps_keep_the_name_and_undo_brings_it_back(home: Path) -> None:
    did(home, "products", "add", "Cream", "--step", "2")
    assert "undo brings it back" in did(home, "products", "remove", "cream")
    assert shelf(home) == []
    assert said_json(home, "steps", "--json")["steps"][1]["product"] == "Cream"
    assert did(home, "undo") == "Undid: deleted Cream.\n"
    assert len(shelf(home)) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", " "], "is empty"),
        (["add", "Cream"], "already in your products"),
        (["add", "New", "--keeps", "a year"], "use 12 or 12M"),
        (["add", "New", "--keeps", "61"], "use 1 to 60"),
        (["add", "New", "--opened", "tomorrow"], "in the future"),
        (["add", "New", "--opened", "03/04/2026"], "4 Mar or 3 Apr"),
        (["add", "New", "--step", "soup"], "There is no step"),
        (["add", "New", "--step", "moisturiser"], "fits 2 steps"),
        (["add", "New", "--introduced", "+200", "--step", "2"], "outside this recovery"),
        (["add", "New", "--ingredients", "none.txt"], "none.txt"),
        (["edit", "soup", "--keeps", "6"], "routine-tui products shows what there is"),
        (["edit", "7", "--keeps", "6"], "There is no product"),
        (["edit", "cream", "--name", "x" * 201], "use 200 at most"),
        (["end", "cream", "--on", "-9"], "before it starts"),
        (["remove", "soup"], "There is no product"),
        (["show", ""], "There is no product"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_nothing_is_written(
    home: Path, words: list[str], sentence: str
) -> None:
    did(home, "products", "add", "Cream", "--introduced", "-3")
    assert sentence in refused(home, "products", *words)


def test_a_list_that_cannot_be_looked_through_is_not_kept(home: Path, tmp_path: Path) -> None:
    for content, sentence in (
        (",".join(f"a{number}" for number in range(5_500)).encode()[:19_900] + b",b" * 5_000, "longer than 20,000"),
        (b"a,b," * 4_900, "9,800 ingredients"),
        (b"\x00\x01\x02", "isn't plain text"),
        (b" \n", "ngredients"),
    ):
        file = tmp_path / "list.txt"
        file.write_bytes(content)
        assert sentence in refused(home, "products", "add", "Cream", "--ingredients", str(file))


def test_words_that_say_two_things_or_nothing_are_refused(home: Path) -> None:
    did(home, "products", "add", "Cream")
    assert run(home, "products", "edit", "cream").status == 2
    assert run(home, "products", "edit", "cream", "--no-step", "--step", "2").status == 2
    assert run(home, "products", "add", "New", "--category", "soup").status == 2


def test_without_a_recovery_there_is_no_shelf(empty_home: Path) -> None:
    for words in (["products"], ["products", "add", "Cream"], ["products", "show", "x"]):
        assert "start one with routine-tui new" in refused(empty_home, *words)


def test_the_shelf_is_plain_in_ascii_and_holds_nothing_that_a_terminal_obeys(home: Path) -> None:
    did(home, "products", "add", "Balm [/b]", "--step", "2")
    shown = did(home, "--ascii", "products")
    assert shown.isascii() and "1  Balm [/b] - other" in shown


def test_a_product_is_tried_on_one_place_and_what_was_seen_is_kept(home: Path, tmp_path: Path) -> None:
    did(home, "products", "add", "Cream", "--introduced", "-4")
    assert did(home, "products", "trial", "cream", "--place", "jaw", "--on", "-2").startswith("Cream: on trial since")
    assert "Cream, on trial (jaw): day 2, look at the place." in did(home, "today")
    assert did(home, "products", "reaction", "cream", "stung", "--within", "minutes").startswith("Saved: Cream, ")
    assert "on trial" not in did(home, "today")
    did(home, "products", "reaction", "cream", "red", "--on", "yesterday")
    did(home, "products", "reaction", "cream", "red", "--on", "yesterday", "--remove")
    did(home, "products", "trial", "1", "--verdict", "reacted")
    did(home, "products", "end", "cream", "--because", "It stung.")
    (found,) = shelf(home)
    assert found["trial"] == {
        "on": str(back(2)), "place": "jaw", "looks": [str(back(2)), str(back(0)), str(back(-2))], "verdict": "reacted",
    }  # fmt: skip
    assert found["reactions"] == [{"day": str(today()), "what": "stung", "within": "minutes"}]
    assert found["ended_because"] == "It stung." and "because: It stung." in " ".join(did(home, "products").split())
    archive = tmp_path / "all.json"
    did(home, "export", "-o", str(archive))
    did(tmp_path / "new", "import", str(archive))
    assert shelf(tmp_path / "new") == [found]
    did(home, "products", "edit", "cream", "--ended", "never")
    assert shelf(home)[0]["ended_because"] is None
    did(home, "undo")
    assert shelf(home) == [found]


def test_what_was_seen_is_of_today_or_earlier(home: Path) -> None:
    did(home, "products", "add", "Cream")
    assert "in the future" in refused(home, "products", "reaction", "cream", "red", "--on", "tomorrow")
    assert "Nothing like that" in refused(home, "products", "reaction", "cream", "red", "--remove")


def test_a_second_new_product_within_a_week_is_said_quietly(home: Path) -> None:
    did(home, "products", "add", "Cream", "--introduced", "-9")
    assert "as well" not in did(home, "products", "add", "Gel")
    assert "Gel is new since" in did(home, "products", "add", "Oil")


def test_a_steroid_cream_has_a_clock(home: Path) -> None:
    did(home, "products", "add", "Hydrocortisone 1 %", "--introduced", "-9")
    words = "day 9 since you began. Ask a pharmacist how long to use it on the face."
    assert f"Hydrocortisone 1 %: {words}" in did(home, "today")
    assert words in " ".join(did(home, "products").split())
