"""The case from outside: the record as a zip that stock tools open, the facts for a report, a backup with pictures."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from PIL import Image

from tests.cases import each_case
from tests.cli.outside import back, did, refused, run, said_json
from tests.pictures import SECRET, exif, plain, written


@pytest.fixture
def lived(home: Path, tmp_path: Path) -> Path:
    """A home with something of everything, some of it private."""
    picture = written(tmp_path / "IMG_1.jpg", exif=exif(f"{back(2):%Y:%m:%d} 09:12:30"))
    did(home, "photos", "add", str(picture), "--place", "front", "--light", "side", "--keep-original")
    paper = tmp_path / "Consent.txt"
    paper.write_text("I consent", "utf-8")
    did(home, "papers", "add", str(paper), "--kind", "consent", "--note", "=1+1")
    secret = tmp_path / "Hushed.txt"
    secret.write_text("Hushed words", "utf-8")
    did(home, "papers", "add", str(secret), "--kind", "message", "--private", "--note", "Hushed")
    did(home, "contact", "add", "--who", "clinic", "--i-said", "It weeps.", "--said", "Keep an eye on it.")
    did(home, "contact", "add", "--who", "other", "--said", "Hushed", "--private")
    did(home, "skin", "redness=2", "low_mood=yes", "--on", "yesterday")
    did(home, "skin", "redness=3", "--on", "yesterday")
    did(home, "session", "set", "kind=laser", "device=Laser 3000")
    return home


def record(home: Path, *words: str) -> tuple[Path, dict[str, bytes]]:
    """A record, with what is in it."""
    path = home.parent / "case.zip"
    did(home, "export", "--for", "record", "-o", str(path), "--force", *words)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return path, {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8"))))


def test_the_record_holds_all_of_the_case_and_its_sums_are_right(lived: Path) -> None:
    path, found = record(lived)
    sums = {line[66:]: line[:64] for line in found["SHA256SUMS"].decode().splitlines()}
    assert sums == {name: hashlib.sha256(one).hexdigest() for name, one in found.items() if name != "SHA256SUMS"}
    assert {name.partition("/")[0] for name in found} == {
        "cover.txt", "session.txt", "contacts.txt", "papers.csv", "products.csv", "weeks.csv", "pictures.csv",
        "entries.csv", "changes.csv", "contact-sheet.html", "pictures", "originals", "papers", "SHA256SUMS",
    }  # fmt: skip
    assert path.stat().st_mode & 0o077 == 0
    assert b"own record, not proof of anything" in found["cover.txt"]
    assert b"Device: Laser 3000" in found["session.txt"] and b"Serial number: not known" in found["session.txt"]
    assert b"Answer: Keep an eye on it." in found["contacts.txt"]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this system has no sha256sum")
def test_stock_tools_open_it_and_verify_it(lived: Path, tmp_path: Path) -> None:
    path, _ = record(lived)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "case")
    checked = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "case", capture_output=True, check=False)
    assert checked.returncode == 0, checked


def test_originals_are_byte_for_byte_and_copies_and_the_sheet_say_nothing_of_the_camera(lived: Path) -> None:
    _, found = record(lived)
    (original,) = (one for name, one in found.items() if name.startswith("originals/"))
    (copy,) = (one for name, one in found.items() if name.startswith("pictures/"))
    assert original == (lived.parent / "IMG_1.jpg").read_bytes() and SECRET in original
    assert SECRET not in copy and SECRET not in found["contact-sheet.html"]
    assert not Image.open(BytesIO(copy)).getexif()
    (picture,) = rows(found["pictures.csv"])
    assert picture["sha256_of_original"] == hashlib.sha256(original).hexdigest()
    assert (picture["camera"], picture["place"], picture["light"]) == (f"{back(2)}T09:12:30", "front", "side")
    assert picture["file"].encode() in found["contact-sheet.html"]


def test_every_entry_has_two_dates_and_a_changed_one_says_so(lived: Path) -> None:
    _, found = record(lived)
    (redness,) = (one for one in rows(found["entries.csv"]) if one["what"].endswith("Redness"))
    assert (redness["for_day"], redness["times_changed"], redness["value"]) == (str(back(1)), "1", "3")
    assert redness["written"] and redness["last_written"]
    said = [(one["before"], one["after"]) for one in rows(found["changes.csv"]) if one["what"].endswith("Redness")]
    assert said == [("nothing", "2"), ("2", "3")]


def test_a_picture_of_a_day_before_the_session_is_one_of_before_and_the_answer_of_the_clinic_is_as_it_was_chosen(
    lived: Path, tmp_path: Path
) -> None:
    """Seen to fail where only a ticked box made it one, and where "not given" was told as refused."""
    zero = said_json(lived, "today", "--json")["day_offset"]
    did(lived, "photos", "add", str(plain(tmp_path / "selfie.png")), "--on", str(back(zero + 14)))
    did(lived, "session", "mark", "asked", "serial")
    did(lived, "session", "mark", "refused", "serial")
    did(lived, "contact", "add", "--who", "doctor", "--said", "Burnt.\nCome back.")
    _, found = record(lived)
    assert [one["before"] for one in rows(found["pictures.csv"])] == ["yes", ""]
    assert found["contact-sheet.html"].count(b"before the session") == 1
    (state,) = (one for one in rows(found["entries.csv"]) if one["what"] == "Serial number: state")
    assert state["value"] == "not given" and b"Serial number: not given" in found["session.txt"]
    assert not any("refused" in cell for one in rows(found["changes.csv"]) for cell in one.values())
    assert b"Burnt.\n    Come back." in found["contacts.txt"]


def test_an_answer_that_was_cleared_is_one_change_and_no_entry(lived: Path) -> None:
    """Seen to be two changes, “deleted” and “nothing”; then that it was private stood among the entries."""
    did(lived, "care", "background", "allergies=latex", "--private", "allergies")
    did(lived, "care", "background", "allergies=")
    _, found = record(lived, "--with", "private")
    told = [one for one in rows(found["changes.csv"]) if one["what"].startswith("Allergies")]
    assert [(one["before"], one["after"]) for one in told if one["what"] != "Allergies: private"] == [
        ("nothing", "latex"), ("latex", "nothing")
    ]  # fmt: skip
    assert not any(one["what"].startswith("Allergies") for one in rows(found["entries.csv"]))


def test_what_is_private_and_mood_are_in_it_only_if_asked(lived: Path) -> None:
    _, found = record(lived)
    whole = b"".join(found.values())
    assert b"Hushed" not in whole and b"mood or" not in whole
    assert not any("Low" in one["what"] for one in rows(found["changes.csv"]))
    assert b"Left out: answers about low mood and self-harm and what is marked private." in found["cover.txt"]
    _, found = record(lived, "--with", "private", "--with", "mood")
    assert b"Hushed" in found["contacts.txt"] and any(one == b"Hushed words" for one in found.values())
    assert any("mood" in one["what"].lower() or "Low" in one["what"] for one in rows(found["changes.csv"]))


def test_a_table_holds_no_formula_and_an_existing_file_stays(lived: Path) -> None:
    path, found = record(lived)
    assert rows(found["papers.csv"])[0]["note"] == "'=1+1"
    before = path.read_bytes()
    assert "already exists" in refused(lived, "export", "--for", "record", "-o", str(path))
    assert path.read_bytes() == before and not [*path.parent.glob(".case*")]
    assert run(lived, "export", "--for", "record").status == 2


def test_a_file_that_is_gone_is_named_on_the_cover(lived: Path) -> None:
    (photo,) = said_json(lived, "photos", "--json")["photos"]
    Path(photo["original"]).unlink()
    path = lived.parent / "gone.zip"
    assert "No longer there" in did(lived, "export", "--for", "record", "-o", str(path))
    with zipfile.ZipFile(path) as archive:
        assert f"originals/{Path(photo['original']).name}" in archive.read("cover.txt").decode()


def test_the_report_has_the_facts_in_their_order_and_nothing_private(lived: Path) -> None:
    said = did(lived, "export", "--for", "report")
    heads = [line for line in said.splitlines() if line.isupper()]
    assert heads == ["PERSON", "EVENT", "DATES", "OUTCOME", "DEVICE", "OPERATOR", "SAMPLE KEPT"]
    assert (
        "What was done: a laser treatment" in said
        and "Brand and model: Laser 3000" in said
        and "Serial number: [not known]" in said
    )
    assert f"Redness: 3 of 4 on {back(1)}" in said
    assert "Hushed" not in said and "mood" not in said.lower()


def test_a_backup_with_pictures_is_restored_to_an_equal_recovery_with_its_files(lived: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "all.zip", tmp_path / "other"
    did(lived, "backup", "--with-pictures", str(path))
    assert "would be added" in did(other, "restore", str(path), "--dry-run") and not (other / "pictures").exists()
    did(other, "restore", str(path))
    assert did(other, "export", "--format", "json") == did(lived, "export", "--format", "json")
    for folder in ("pictures", "originals", "papers"):
        files = {one.relative_to(lived): one.read_bytes() for one in (lived / folder).rglob("*.*")}
        assert files and files == {one.relative_to(other): one.read_bytes() for one in (other / folder).rglob("*.*")}
    assert "already the same" in did(other, "restore", str(path))
    assert "no damage" in did(other, "check")


@each_case("spoil", ["a byte", "a name", "a sum", "cut"])
def test_a_spoilt_backup_puts_nothing_anywhere(spoil: str, lived: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "all.zip", tmp_path / f"other {spoil}"
    did(lived, "backup", "--with-pictures", str(path), "--force")
    with zipfile.ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    picture = next(name for name in found if name.startswith("pictures/"))
    if spoil == "a byte":
        found[picture] += b"x"
    elif spoil == "a name":
        found["pictures/../../evil.jpg"] = found.pop(picture)
    elif spoil == "a sum":
        del found["SHA256SUMS"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    if spoil == "cut":
        path.write_bytes(path.read_bytes()[:-200])
    assert refused(other, "restore", str(path))
    assert not list(tmp_path.rglob("evil*")) and not list(other.rglob("*.json"))
    assert not any((other / folder).exists() for folder in ("pictures", "originals", "papers"))


def test_a_record_is_not_restored_and_says_what_would_be(lived: Path, tmp_path: Path) -> None:
    """Seen to say that it is no complete TinyDB file, and on import that it is none of Loop's."""
    path, _ = record(lived)
    for command in ("restore", "merge", "import"):
        sentence = refused(lived, command, str(path))
        assert "is the record of a case, for people to read" in sentence and "backup --with-pictures makes" in sentence
