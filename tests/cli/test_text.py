"""Text on the command line is kept, changed where that can be seen, or refused: alike in every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.outside import did, refused, run, said_json

LIST = "Aqua\rGlycerin\rRetinol\rSalicylic Acid\rTretinoin"


@pytest.mark.parametrize(
    "words",
    [
        ["note", "cr\udce8me"],
        ["tick", "1", "--note", "cr\udce8me"],
        ["skip", "1", "--reason", "cr\udce8me"],
        ["steps", "add", "cr\udce8me", "--slot", "day"],
        ["steps", "add", "Balm", "--slot", "day", "--product", "cr\udce8me"],
        ["products", "add", "cr\udce8me"],
        ["pause", "--reason", "cr\udce8me"],
        ["skin", "redness=1", "--note", "cr\udce8me"],
        ["new", "cr\udce8me"],
    ],
)
def test_bytes_that_are_no_text_are_refused(home: Path, words: list[str]) -> None:
    assert "contains bytes that aren't UTF-8 text" in refused(home, *words)


@pytest.mark.parametrize("line_end", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_is_a_line_end(home: Path, line_end: str) -> None:
    did(home, "note", f"tight{line_end}slept")
    assert said_json(home, "today", "--json")["note"] == "tight\nslept"


@pytest.mark.parametrize("invisible", ["\xad", "\u200b", "\u2060", "\ufeff", "\u200e"])
def test_what_cannot_be_seen_changes_nothing(home: Path, invisible: str) -> None:
    found = run(home, "screen", "-", "--json", typed=f"Aqua, Reti{invisible}nol, Tretinoin").out
    assert found == run(home, "screen", "-", "--json", typed="Aqua, Retinol, Tretinoin").out
    did(home, "note", f"ti{invisible}ght")
    did(home, "steps", "add", f"Ba{invisible}lm", "--slot", "day")
    told = said_json(home, "today", "--json")
    assert told["note"] == "tight" and "Balm" in [step["name"] for step in told["steps"]]


def test_a_list_with_old_line_ends_is_looked_through_alike_everywhere(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(LIST.encode())
    screened = said_json(home, "screen", str(path), "--json")
    did(home, "products", "add", "Night cream", "--ingredients", str(path))
    shelf = did(home, "products", "--json")
    assert len(screened["hits"]) == 3
    assert all(hit["name"] in shelf or hit["text"] in shelf for hit in screened["hits"])
