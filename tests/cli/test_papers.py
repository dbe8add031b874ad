"""Papers from outside: added, listed, edited, taken away; in no page, and private ones in no export."""

from __future__ import annotations

from pathlib import Path

from tests.cli.outside import back, did, refused, said_json


def test_a_paper_is_added_listed_edited_and_taken_away(home: Path, tmp_path: Path) -> None:
    assert "No papers yet" in did(home, "papers")
    path = tmp_path / "Receipt [b].txt"
    path.write_text("Paid: 300", "utf-8")
    said = did(home, "papers", "add", str(path), "--kind", "receipt", "--on", "yesterday", "--note", "by card")
    (one,) = said_json(home, "papers", "--json")["papers"]
    assert one["sha256"] in said and Path(one["path"]).read_text("utf-8") == "Paid: 300"
    assert (one["kind"], one["day"], one["note"], one["there"]) == ("receipt", str(back(1)), "by card", True)
    did(home, "papers", "edit", "receipt", "--on", "", "--private")
    assert said_json(home, "papers", "list", "--json")["papers"][0]["day"] is None
    assert "private" in did(home, "papers")
    did(home, "papers", "end", "1")
    assert said_json(home, "papers", "--json")["papers"] == []
    assert "kept, as undo" in did(home, "photos", "tidy") or "Nothing to tidy up" in did(home, "photos", "tidy")
    did(home, "undo")
    assert said_json(home, "papers", "--json")["papers"][0]["there"] is True


def test_a_page_holds_no_paper_and_an_export_no_private_one(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "Hushed.txt"
    path.write_text("words", "utf-8")
    did(home, "papers", "add", str(path), "--kind", "message", "--private")
    for name in ("md", "txt", "html"):
        assert "Hushed" not in did(home, "export", "--format", name)
    assert "Hushed" in did(home, "export", "--format", "json")
    assert "Hushed" not in did(home, "export", "--format", "json", "--without", "private")


def test_what_papers_say_was_paid_is_added_up_by_currency(home: Path, tmp_path: Path) -> None:
    for name, paid in (("session", "€ 300"), ("cream", "12,5 eur"), ("abroad", "$40")):
        (tmp_path / f"{name}.txt").write_text(name, "utf-8")
        did(home, "papers", "add", str(tmp_path / f"{name}.txt"), "--kind", "receipt", "--paid", paid)
    assert "Paid, as papers say: 312.50 EUR and 40 $." in did(home, "papers")
    assert said_json(home, "papers", "--json")["paid_together"] == ["312.50 EUR", "40 $"]
    assert "a number and perhaps a currency" in refused(home, "papers", "edit", "cream", "--paid", "1,200")
    did(home, "papers", "edit", "abroad", "--paid", "")
    assert "Paid, as papers say: 312.50 EUR.\n" in did(home, "papers")
    did(home, "undo")
    assert "and 40 $." in did(home, "papers")
    assert "312.50" not in did(home, "export", "--format", "html")


def test_what_is_no_paper_is_refused(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "run.exe"
    path.write_bytes(b"MZ\x90\x00\x03")
    assert "is no PDF, picture, text or e-mail" in refused(home, "papers", "add", str(path), "--kind", "other")
    assert "There is no paper" in refused(home, "papers", "end", "3")
