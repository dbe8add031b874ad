"""What can be chosen when something is shared: presets, formats in words and alarms."""

from __future__ import annotations

from typing import Final

from routine_tui.exporters.presets import PRESETS

FORMAT_WORDS: Final = {
    "pdf": "two sides of A4, to print",
    "html": "a page for browser or printer",
    "md": "Markdown, for a chat or an e-mail",
    "txt": "plain text",
    "csv": "a table, one row per day and step",
    "json": "everything, to read back later",
    "ics": "entries for a calendar program",
    "svg": "the calendar as a drawing",
    "png": "the calendar as a picture",
}
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


PRESET_WORDS: Final = {name: preset.words for name, preset in PRESETS.items()} | {OWN: "Choose myself"}
