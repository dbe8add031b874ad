"""What can be chosen when something is shared: presets, formats in words and alarms."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from platformdirs import user_documents_path

from routine_tui.model.recovery.answers import MOOD
from routine_tui.model.recovery.recovery import Recovery

FORMAT_WORDS: Final = {
    "pdf": "2 pages, A4",
    "html": "for a browser",
    "md": "Markdown text",
    "txt": "plain text",
    "csv": "a row per step",
    "json": "everything",
    "ics": "for a calendar",
    "svg": "a drawing",
    "png": "a picture",
}
"""What each format is good for, in the fourteen columns that a usual terminal has for it beside the page."""
CASE_SAID: Final = {
    "record": "The cover, in words; the file is a zip with originals, papers and checksums.",
    "report": "The facts as text, in the order of a form; nothing private, nothing of mood.",
}
"""What a file of the case is."""
KINDS: Final = {"html": "a page for a browser", "pdf": "a page to print", "svg": "a drawing", "png": "a picture"}
"""What a file is whose preview is in words."""
OWN: Final = "own"
"""Chosen by hand, so by no preset."""
SILENT: Final = "silent"
"""Nothing rings."""
ALARMS: Final = {
    SILENT: "no alarms",
    "0": "alarms at their hour",
    "10": "alarms 10 minutes before",
    "30": "alarms 30 minutes before",
    "60": "alarms an hour before",
    "1440": "alarms a day before",
}
"""Minutes before an entry."""
LONGEST_PATH: Final = 4096
COPIED: Final = "Copied. If pasting doesn't work in your terminal, save the file instead."
RECORD: Final = "record"
"""The record of the case: a zip with originals, papers and sums."""
REPORT: Final = "report"
"""The facts of a report about a device, as text."""
RECORD_PARTS: Final = ("mood", "private")
"""What goes into the record only where it is ticked."""
CASE_ENDS: Final = {RECORD: "zip", REPORT: "txt"}
"""What is made of the case, and how the name of its file ends; neither has a format to choose."""


PRESET_WORDS: Final = {
    "dermatologist": "Dermatologist: two pages",
    "doctor": "Own doctor: the first page",
    "partner": "Partner: the calendar",
    "phone": "On the phone: 20 seconds",
    RECORD: "Record: zip of the case",
    REPORT: "Device report: facts",
    "everything": "Backup: everything",
    OWN: "Choose myself",
}
"""Whom it is for, in words that a narrow column holds."""
PART_WORDS: Final = {
    "skin": "check-ins",
    "products": "products",
    "care": "visits, treatments",
    "name": "your name",
    "notes": "your notes",
    "photos": "photos",
    "mood": "mood and self-harm",
    "private": "what is private",
}
"""What each part is called where it is ticked, and where it is said what is left out."""


def counts(recovery: Recovery) -> dict[str, int]:
    """How many there are of each part that can be counted, so that leaving one out is a decision."""
    days = recovery.days.values()
    skin = [day.skin for day in days if day.skin is not None]
    notes = sum(bool(day.note) + sum(bool(mark.note) for mark in day.marks.values()) for day in days)
    care = recovery.care
    named = {step.latest.product for step in recovery.routine.steps if step.latest.product}
    return {
        "notes": notes + sum(bool(look.note) for one in skin for look in one.looks),
        "products": len({product.label for product in recovery.products} | named),
        "skin": len(skin),
        "photos": len(recovery.photos),
        "mood": sum(name in MOOD for one in skin for name in one.answers),
        "care": len(care.visits) + len(care.courses) + len(care.procedures),
        "private": sum(one.private for one in care.background),
    }


def part_label(part: str, known: dict[str, int]) -> str:
    """A part with how many there are of it: ``check-ins 10``."""
    return f"{PART_WORDS[part]} {known[part]}" if part in known else PART_WORDS[part]


def proposed_folder() -> str:
    """Where a file goes unless the person says otherwise: the folder of documents where there is one, else home."""
    home = Path.home()
    folder = user_documents_path()
    found = folder if folder.is_dir() else home
    return f"~/{found.relative_to(home).as_posix()}/".replace("/./", "/") if found.is_relative_to(home) else f"{found}/"
