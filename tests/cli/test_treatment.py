"""The session from outside: what was done, what the clinic was asked for, the letter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cases import each_case
from tests.cli.outside import back, did, refused, said_json, today


def stands(home: Path) -> dict[str, tuple[Any, ...]]:
    rows = said_json(home, "session", "--json")["fields"]
    return {one["field"]: (one["state"], one["since"], one["text"]) for one in rows}


def test_what_it_was_is_told_by_short_names(home: Path) -> None:
    said = did(home, "session", "set", "kind=Laser", "place=salon", "again=+9", "cartridge=lot 4711")
    assert said.splitlines()[-1] == "What to know before anything else is done: routine-tui care next"
    told = said_json(home, "session", "--json")
    assert (told["kind"], told["place"], told["again"]) == ("laser", "salon", str(back(-9)))
    assert stands(home)["cartridge"] == ("known", None, "lot 4711")
    assert "lot 4711" in did(home, "session")
    assert "A further session is booked for" in did(home, "today")
    did(home, "session", "set", "again=no")
    assert "A further session" not in did(home, "today")


def test_what_is_not_known_is_asked_for_not_given_or_not_in_their_record(home: Path) -> None:
    did(home, "session", "mark", "asked", "serial", "depth", "--on", "yesterday")
    did(home, "session", "mark", "refused", "price")
    did(home, "session", "mark", "absent", "patch_test")
    found = stands(home)
    assert found["serial"] == found["depth"] == ("asked", str(back(1)), None)
    assert (found["price"][0], found["patch_test"][0], found["opened"][0]) == ("refused", "absent", "open")
    did(home, "session", "set", "serial=SN 1")
    assert stands(home)["serial"] == ("known", None, "SN 1")
    did(home, "session", "mark", "open", "depth")
    assert stands(home)["depth"] == ("open", None, None)
    did(home, "undo")
    assert stands(home)["depth"][0] == "asked"


def test_the_letter_is_printed_saved_and_noted_as_sent(home: Path, tmp_path: Path) -> None:
    text = did(home, "session", "letter")
    assert "Copy of my treatment record" in text and stands(home)["record_copy"][0] == "open"
    file = tmp_path / "letter.txt"
    did(home, "session", "letter", "-o", str(file))
    assert file.read_text("utf-8") == text
    assert "already exists" in refused(home, "session", "letter", "-o", str(file))
    did(home, "session", "letter", "--sent", "--on", str(back(30)))
    found = stands(home)
    assert found["record_copy"] == found["device"] == ("asked", str(back(30)), None)
    assert "Your treatment record: asked for on" in did(home, "today")
    did(home, "session", "set", "record=It came, 12 pages.")
    assert "Your treatment record" not in did(home, "today")


@each_case(
    ("words", "why"),
    [
        (("set", "kind=magic"), "takes one of these: microneedling,"),
        (("set", "kind"), "isn't FIELD=TEXT"),
        (("set", "kind=laser", "session_kind=peel"), "given twice"),
        (("set", "smoking=no"), "isn't about the session"),
        (("mark", "asked", "nothing"), "nothing"),
        (("mark", "asked", "depth", "--on", "tomorrow"), "in the future"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...], why: str, home: Path) -> None:
    assert why in refused(home, "session", *words)
    assert today() and all(state == "open" for state, _, _ in stands(home).values() if state != "known")
