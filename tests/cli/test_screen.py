"""``routine-tui screen``, from outside: what it reads, what it says, and what it refuses."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_tui.facts import guidance
from routine_tui.model.text import short_day
from tests.cli.outside import Ran, back, damage, did, refused, run, state_of, surroundings

CREAM = "Aqua, Glycerin, Cetyl Alcohol, Retinol 0.3%, Parfum (Fragrance), Chlorhexidine, Xanthan Gum"


@pytest.fixture
def cream(tmp_path: Path) -> str:
    """A file with an ingredients list."""
    path = tmp_path / "cream.txt"
    path.write_text(CREAM, "utf-8")
    return str(path)


def screened(home: Path, text: str, *words: str) -> Ran:
    """A run that reads a list from standard input."""
    return run(home, "screen", *words, typed=text)


def hits(home: Path, text: str) -> Any:
    ran = screened(home, text, "--json")
    assert (ran.status, ran.err) == (0, ""), ran
    return json.loads(ran.out)["hits"]


def refused_file(home: Path, path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return refused(home, "screen", str(path))


# ---------------------------------------------------------------------- as JSON


def test_json_holds_what_the_contract_promises(home: Path, cream: str) -> None:
    said = json.loads(did(home, "screen", cream, "--json"))
    assert list(said) == ["ingredients", "hits", "unknown"]
    assert (said["ingredients"], said["unknown"]) == (7, 1)
    promised = [{key: hit[key] for key in ("name", "reason", "level", "until_day_offset")} for hit in said["hits"]]
    assert promised == [
        {"name": "RETINOL", "reason": "retinoid", "level": "avoid", "until_day_offset": 28},
        {"name": "PARFUM (FRAGRANCE)", "reason": "fragrance", "level": "avoid", "until_day_offset": None},
        {"name": "CHLORHEXIDINE", "reason": "disinfectant", "level": "caution", "until_day_offset": 28},
    ]
    for hit in said["hits"]:
        assert hit["text"].startswith(f"{hit['label']}. {hit['why']}")
        assert hit["sources"] and all(one["title"] and one["address"].startswith("https://") for one in hit["sources"])


def test_json_says_that_a_list_is_a_medicine(home: Path) -> None:
    found = {
        hit["name"]: (hit["level"], hit["medicine"], hit["pregnancy"]) for hit in hits(home, f"Tretinoin, {CREAM}")
    }
    assert found == {
        "TRETINOIN": ("ask", True, "any"),
        "RETINOL": ("caution", False, "any"),
        "PARFUM (FRAGRANCE)": ("caution", False, None),
        "CHLORHEXIDINE": ("caution", False, None),
    }


def test_json_names_the_source_and_whether_a_clinician_is_needed(home: Path) -> None:
    (hit,) = hits(home, "Retinol")
    source = guidance.sources()["S60"]
    assert (hit["source_title"], hit["source_address"]) == (source.title, source.address)
    assert (hit["needs_clinician"], hit["note"]) == (True, None)
    assert [one["id"] for one in hit["sources"]] == ["S60", "K80"]
    assert hit["sources"][0] == {
        "id": "S60",
        "title": source.title,
        "publisher": source.publisher,
        "address": source.address,
    }


@pytest.mark.parametrize("words", [[], ["-"]], ids=["nothing", "a dash"])
def test_standard_input_is_read_where_no_file_is_named(home: Path, words: list[str]) -> None:
    ran = screened(home, CREAM, *words, "--json")
    assert json.loads(ran.out)["ingredients"] == 7


# ---------------------------------------------------------------------- in words


def test_each_hit_is_one_line_with_level_name_and_label(home: Path, cream: str) -> None:
    lines = did(home, "screen", cream).splitlines()
    assert lines[0] == "3 of 7 ingredients are on our list."
    assert [line.split(maxsplit=1) for line in lines[2:5]] == [
        ["Avoid", "RETINOL             Retinoid (vitamin A family)"],
        ["Avoid", "PARFUM (FRAGRANCE)  Fragrance mixture"],
        ["Caution", "CHLORHEXIDINE       Disinfectant"],
    ]


def test_the_day_of_the_recovery_is_named(home: Path, cream: str) -> None:
    day = short_day(back(22) + timedelta(days=28))
    assert f"  Until {day} (D28) at least, then ask a clinician.\n" in did(home, "screen", cream)
    assert "  For the whole healing window.\n" in did(home, "screen", cream)


def test_without_a_recovery_the_day_is_a_number(empty_home: Path, cream: str) -> None:
    said = did(empty_home, "screen", cream)
    assert "  Until day 28 after the session at least, then ask a clinician.\n" in said
    assert list(empty_home.iterdir()) == []


def test_a_medicine_is_left_to_whoever_prescribed_it(home: Path) -> None:
    said = screened(home, "Tretinoin 0.05%").out
    assert "This is a medicine: follow whoever prescribed it." in said
    assert "Until" not in said
    assert "ask whoever prescribed it" in said


def test_every_reason_is_given_once_with_each_of_its_sources(home: Path) -> None:
    said = screened(home, "Limonene, Linalool, Citral").out
    assert said.count("The EU wants this one named") == 1
    for source in guidance.cited(("S47", "S48")):
        assert said.count(source.address) == 1
        assert source.title in " ".join(said.split())


def test_no_hit_is_no_promise(home: Path) -> None:
    assert screened(home, "Aqua, Glycerin").out.splitlines() == [
        "Nothing on our list. That doesn't guarantee it will suit your skin.",
        "General guidance, not medical advice.",
    ]


def test_unknown_names_are_counted_and_not_judged(home: Path) -> None:
    said = screened(home, "Aqua, Foo, Bar").out
    assert "2 ingredients aren't in our lists; we can't say anything about them.\n" in said
    assert "1 ingredient isn't in our lists; we can't say anything about it.\n" in screened(home, "Foo").out


def test_lines_fit_eighty_columns_but_for_addresses(home: Path) -> None:
    text = (
        "Hydroxyisohexyl 3-Cyclohexene Carboxaldehyde, Ascorbyl Tetraisopalmitate, Menthol, Calomel, SLS, Octocrylene"
    )
    lines = screened(home, text).out.splitlines()
    assert [line for line in lines if len(line) > 80 and "https://" not in line] == []


def test_what_a_terminal_would_obey_is_not_printed(home: Path) -> None:
    said = screened(home, "\u202eParfum\u009b2J x, Retinol").out
    assert not {"\u202e", "\u009b", "\x1b"} & set(said)
    assert "RETINOL" in said


def test_a_very_long_name_is_cut_short(home: Path) -> None:
    assert max(map(len, screened(home, "Parfum " + "x" * 5000).out.splitlines())) < 130


# ---------------------------------------------------------------------- what is read, and what is refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_file_is_read_in_the_encodings_that_people_have(home: Path, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes("Glycérin, Rétinol, Parfüm".encode(encoding))
    said = json.loads(did(home, "screen", str(path), "--json"))
    assert (said["ingredients"], said["unknown"], len(said["hits"])) == (3, 0, 2)


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"Aqua\0Parfum", b"\xff\xfeA\x00B\x00\xd8", "Aqua".encode("utf-32")]
)
def test_what_is_no_text_is_refused(home: Path, tmp_path: Path, content: bytes) -> None:
    said = refused_file(home, tmp_path / "picture", content)
    assert said == "This isn't plain text: copy the list into a text file, or paste it."


def test_what_is_empty_too_long_or_too_many_is_refused(home: Path, tmp_path: Path) -> None:
    assert "paste the names" in refused_file(home, tmp_path / "empty", b" \n")
    assert "200,000 characters at most" in refused_file(home, tmp_path / "long", b"a" * 200_001)
    assert "200,000 characters at most" in refused_file(home, tmp_path / "huge", b"a" * 5_000_000)
    assert "10,000 ingredients" in refused_file(home, tmp_path / "many", "水,".encode() * 10_000)


def test_a_file_that_is_not_there_is_named(home: Path, tmp_path: Path) -> None:
    assert "nothing.txt cannot be read" in refused(home, "screen", str(tmp_path / "nothing.txt"))


def test_screening_writes_nothing(home: Path, cream: str) -> None:
    did(home, "screen", cream)
    before = state_of(home)
    did(home, "screen", cream)
    did(home, "screen", cream, "--json")
    assert state_of(home) == before


def test_a_recovery_that_cannot_be_read_does_not_stand_in_the_way(home: Path, cream: str) -> None:
    path = home / "recoveries" / "Face.json"
    damage(path, b"{")
    ran = run(home, "screen", cream)
    assert ran.status == 0
    assert "3 of 7 ingredients are on our list." in ran.out


if sys.platform != "win32":

    def test_at_a_terminal_it_says_what_to_paste_and_how_to_end(empty_home: Path) -> None:
        near, far = pty.openpty()
        command = [sys.executable, "-m", "routine_tui", "--home", str(empty_home), "screen"]
        with subprocess.Popen(
            command, stdin=far, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings() | {"LANG": "C.UTF-8"}
        ) as child:
            os.close(far)
            os.write(near, b"Aqua, Parfum\n\x04")
            try:
                out, err = child.communicate(timeout=20)
            finally:
                child.kill()
                os.close(near)
        assert err.decode() == "Paste the ingredients list, then press Enter and ctrl+d.\n"
        assert "1 of 2 ingredients is on our list." in out.decode()
