"""Trials, what was seen after products and why they were stopped: on the page, in the table and in the record."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

from tests.cli.outside import back, did


def test_what_was_seen_after_a_product_is_on_page_table_and_record(home: Path, tmp_path: Path) -> None:
    did(home, "products", "add", "Balm", "--brand", "Oat", "--introduced", "-10", "--step", "2")
    did(home, "products", "trial", "balm", "--place", "behind the ear")
    did(home, "products", "trial", "balm", "--verdict", "reacted")
    did(home, "products", "reaction", "balm", "stung", "--within", "minutes")
    did(home, "products", "add", "Gel", "--introduced", "-9")
    did(home, "products", "reaction", "gel", "nothing")
    did(home, "products", "end", "gel", "--because", "=it burned")
    did(home, "tick", "2")
    page = did(home, "export", "--format", "md")
    first, rest = page.split("## How the routine went")
    assert "**Skin reacted to:** Oat Balm (D22" in first and "Gel (" not in first
    assert "behind the ear: reacted" in rest and "stung within minutes" in rest
    assert "Stopped because: =it burned" in rest and "nothing seen" in rest
    bare = did(home, "export", "--format", "md", "--without", "products")
    assert "stung" not in bare and "burned" not in bare
    rows = csv.DictReader(StringIO(did(home, "export", "--format", "csv")))
    told = {row["product"]: row["reaction"] for row in rows if row["date"] == str(back(0)) and row["product"]}
    assert told == {"Oat Balm": "stung within minutes"}
    did(home, "export", "--for", "record", "-o", str(tmp_path / "case.zip"))
    with ZipFile(tmp_path / "case.zip") as case:
        found = list(csv.DictReader(StringIO(case.read("products.csv").decode())))
    assert [(one["product"], one["seen"], one["within"], one["trial_went"]) for one in found] == [
        ("Oat Balm", "stung", "minutes", "reacted"), ("Gel", "nothing", "", ""),
    ]  # fmt: skip
    assert found[1]["ended_because"] == "'=it burned"
