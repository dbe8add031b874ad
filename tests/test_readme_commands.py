"""The README's commands, each as it stands there and one after the other, as somebody does who copies them."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from tests.cli.traveller import run_and_told
from tests.importers.writers import habit, loop_zip

README: Final = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
NOW: Final = datetime(2026, 11, 30, 12, tzinfo=ZoneInfo("Europe/Berlin"))
SEPARATE: Final = ("serve", "sync", "remind", "completion", "demo")
"""They wait, need an extra, or write outside the home: tests of their own run them."""

pytestmark = pytest.mark.slow


def commands() -> Iterator[list[str]]:
    """The words of each command that the README shows in a block of its shell."""
    for block in re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["routine-tui"] and words[1] not in SEPARATE:
                yield words[1 : words.index(">")] if ">" in words else words[1:]


def test_every_command_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From an empty home, in the README's order; nothing is refused, nor there already."""
    home, work = tmp_path / "home", tmp_path / "work"
    (work / "Downloads").mkdir(parents=True)
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(work))
    monkeypatch.setenv("USERPROFILE", str(work))
    for name, colour in (("cheek.jpg", (201, 150, 140)), ("left.jpg", (190, 140, 131))):
        Image.new("RGB", (160, 120), colour).save(work / name)
    (work / "label.txt").write_text("Aqua, Glycerin, Parfum, Limonene")
    (work / "Downloads" / "consent.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (work / "Loop Habits CSV.zip").write_bytes(loop_zip([habit("Balm", (date(2026, 11, 28), "done", ""))]))
    run = 0
    for words in commands():
        if words[0] == "merge":
            (work / words[1]).write_bytes((home / "recoveries" / "Face.json").read_bytes())
        said = [str(work / word[2:]) if word.startswith("~/") else word for word in words]  # as a shell does
        run_and_told(NOW, home, *said)
        run += 1
    assert run > 45
    written = {"case.zip", "face.zip", "face.pdf", "photos.pdf", "days.pdf", "everything.json", "table.csv", "face.ics"}
    assert written <= {path.name for path in work.iterdir()}
