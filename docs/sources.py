"""Writes the list of sources: ``python docs/sources.py``. ``--numbers`` says which want another look."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from routine_tui.facts import guidance, skin

FILE: Final = Path(__file__).parent / "SOURCES.md"
GOOD_FOR: Final = timedelta(days=365)
"""For how long a number to call that was looked up counts as looked up."""
_READ: Final = {
    "own": "at its own address",
    "part": "at its own address, in part",
    "summary": "at its own address, its summary",
    "copy": "in a copy elsewhere",
}
_HEAD: Final = """# Sources

Where the facts come from, and how each source was read. Written from `routine_tui/facts/data/sources.toml` by
`python docs/sources.py`; the ids are those of the data files. What was read may be a stored copy of the page at that
address, older than the day on which it was read. Only what was read at its own address stands behind a number to call.

| id | tier | what | publisher | address | read | on |
|---|---|---|---|---|---|---|
"""
_NUMBERS: Final = """
## Numbers to call

| region | number | source | last looked up |
|---|---|---|---|
"""


def written() -> str:
    """The whole list, as Markdown."""
    return _HEAD + "".join(_sources()) + _NUMBERS + "".join(_numbers())


def warnings(today: date) -> list[str]:
    """A line for each number to call that was last looked up more than a year before a day."""
    places = (*skin.regions(), skin.anywhere())
    looked_up = [(one.checked, region, one) for region in places for one in region.numbers]
    return [
        f"{region.label}: {number.number} was last looked up on {number.checked}: look it up again at "
        f"{guidance.sources()[number.source].address}, and change its day in regions.toml."
        for checked, region, number in sorted(looked_up, key=lambda found: found[0])
        if checked < today - GOOD_FOR
    ]


def _sources() -> Iterator[str]:
    for one in sorted(guidance.sources().values(), key=lambda one: (one.id[0], int(one.id[1:]))):
        read = f"{_READ[one.read]} | {one.read_on or ''}"
        yield f"| {one.id} | {one.tier} | {one.title} | {one.publisher} | <{one.address}> | {read} |\n"


def _numbers() -> Iterator[str]:
    for region in (*skin.regions(), skin.anywhere()):
        for one in region.numbers:
            yield f"| {region.label} | {one.number} | {one.source} | {one.checked} |\n"


if __name__ == "__main__":
    if "--numbers" in sys.argv[1:]:
        print("\n".join(warnings(datetime.now(UTC).date())) or "Every number to call was looked up within a year.")
    else:
        FILE.write_text(written(), "utf-8")
