"""For whom something is exported: a format, the parts that go along, and how much of the page."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from routine_tui.exporters.formats import Extent
from routine_tui.exporters.summary.sections_to_share import PARTS


class Preset(Struct, frozen=True):
    """What somebody gets, before the person changes any of it."""

    words: str
    """For whom, and what it is."""
    format_name: str
    parts: tuple[str, ...]
    """Those that go along; the others are left out."""
    extent: Extent = "whole"

    @property
    def left_out(self) -> tuple[str, ...]:
        """The parts that do not go along."""
        return tuple(part for part in PARTS if part not in self.parts)


PRESETS: Final = {
    "dermatologist": Preset("Dermatologist: two pages to print", "pdf", ("products", "name", "skin", "care")),
    "doctor": Preset("Own doctor: the first of them", "pdf", ("products", "name", "skin", "care"), "first-side"),
    "partner": Preset("Partner: the calendar alone", "png", ("name",)),
    "phone": Preset("On the phone: what to say in 20 seconds", "txt", ("products", "skin", "care"), "phone"),
    "everything": Preset("Backup: everything, to read back", "json", PARTS),
}
FOR: Final = ("dermatologist", "doctor", "partner", "phone")
"""Those that the command line knows by name; everything is the JSON there."""
PHONE_FORMATS: Final = ("txt", "md")
"""In which what is said on the phone can be written."""
