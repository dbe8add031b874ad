"""The list of changes from outside: when it was written, for which day, what it said before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cli.outside import back, did, said_json, today


def changes(home: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said_json(home, "history", *words, "--json")["changes"]
    return found


def test_an_entry_has_two_dates_and_says_that_it_was_changed(home: Path) -> None:
    """The case of the issue: a check-in for a day before, corrected later."""
    did(home, "skin", "redness=2", "--on", "yesterday")
    did(home, "skin", "redness=3", "--on", "yesterday")
    said = did(home, "history", "yesterday")
    assert f", for {back(1).day} {back(1):%b}" in said and "; changed once, last on" in said
    rows = changes(home, "yesterday")
    assert [(one["for_day"], one["before"], one["after"]) for one in rows] == [
        (str(back(1)), None, 2), (str(back(1)), 2, 3),
    ]  # fmt: skip
    assert all(one["what"].endswith("Redness") and one["written"] for one in rows)


def test_undoing_is_in_the_list_and_changes_nothing_of_it(home: Path) -> None:
    did(home, "note", "first")
    before = changes(home, "today")
    did(home, "undo")
    after = changes(home, "today")
    assert after[: len(before)] == before
    assert (after[-1]["what"], after[-1]["before"], after[-1]["after"]) == ("note of the day", "first", None)


def test_ticks_contacts_and_what_is_told_once_are_in_it(home: Path) -> None:
    did(home, "tick", "1")
    did(home, "contact", "add", "--who", "clinic", "--i-said", "It weeps.")
    did(home, "session", "set", "kind=laser")
    what = {one["what"]: one["after"] for one in changes(home)}
    assert what["contact clinic: i said"] == "It weeps." and what["What it was"] == "laser"
    assert any(isinstance(one, dict) and one.get("state") == "done" for one in what.values())
    told = did(home, "history")
    assert "contact clinic: i said: nothing → It weeps." in told and "before  " not in told
    assert "before  step" in did(home, "history", "--all")


def test_without_a_change_for_a_day_it_says_so(home: Path) -> None:
    assert "Nothing was written yet." in did(home, "history", str(back(1)))
    assert said_json(home, "history", "--json")["complete"] is True and today()


def test_what_was_typed_is_only_text(home: Path) -> None:
    did(home, "note", "Dr [/b] \u202eevil")
    assert "\u202e" not in did(home, "history") and "Dr [/b]" in did(home, "history")
