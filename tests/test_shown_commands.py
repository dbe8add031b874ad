"""The commands of the README and of the site's tasks, each as it stands there and in that order."""

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

from tests.cli.travelled import run_and_told
from tests.importers.writers import habit, loop_zip

ROOT: Final = Path(__file__).parents[1]
NOW: Final = datetime(2026, 11, 30, 12, tzinfo=ZoneInfo("Europe/Berlin"))
SEPARATE: Final = ("serve", "sync", "remind", "completion", "demo")
"""They wait, need an extra, or write outside the home: tests of their own run them."""

pytestmark = pytest.mark.slow


def commands(page: Path) -> Iterator[list[str]]:
    """The words of each command that a page shows in a block of its shell."""
    for block in re.findall(r"^```sh\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["routine-tui"] and words[1] not in SEPARATE:
                yield words[1 : words.index(">")] if ">" in words else words[1:]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, in a folder with the files that the pages speak of."""
    work = tmp_path / "work"
    (work / "Downloads").mkdir(parents=True)
    monkeypatch.chdir(work)
    monkeypatch.setenv("HOME", str(work))
    monkeypatch.setenv("USERPROFILE", str(work))
    for name, colour in (("cheek.jpg", (201, 150, 140)), ("left.jpg", (190, 140, 131))):
        Image.new("RGB", (160, 120), colour).save(work / name)
    (work / "label.txt").write_text("Aqua, Glycerin, Parfum, Limonene")
    (work / "Downloads" / "consent.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    (work / "Loop Habits CSV.zip").write_bytes(loop_zip([habit("Balm", (date(2026, 11, 28), "done", ""))]))
    return tmp_path / "home"


def run_all(page: Path, home: Path) -> list[str]:
    """Run what a page shows; nothing is refused. Gives the first word of each."""
    done = []
    for words in commands(page):
        if words[0] == "merge":
            Path(words[1]).write_bytes((home / "recoveries" / "Face.json").read_bytes())
        said = [str(Path.cwd() / word[2:]) if word.startswith("~/") else word for word in words]  # as a shell does
        run_and_told(NOW, home, *said)
        done.append(words[0])
    return done


def test_the_readme_s_commands(home: Path) -> None:
    """From an empty home, and no command writes to a file that one before it wrote."""
    assert len(run_all(ROOT / "README.md", home)) > 45
    written = {"case.zip", "face.zip", "face.pdf", "photos.pdf", "days.pdf", "everything.json", "table.csv", "face.ics"}
    assert written <= {path.name for path in Path.cwd().iterdir()}


def test_the_commands_of_the_tasks(home: Path) -> None:
    run_and_told(NOW, home, "new", "Face", "--day-zero", "2026-11-01")
    done = run_all(ROOT / "docs" / "pages" / "tasks.md", home)
    assert {"tick", "pause", "window", "course", "merge", "backup", "restore", "export"} <= set(done)
