"""The settings that matter; the file holds only what was changed."""

from __future__ import annotations

from datetime import time
from typing import get_args

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Select, Static

from routine_tui.dates import read_time
from routine_tui.facts.skin import regions
from routine_tui.model.text import escape_control_characters
from routine_tui.planner.planner import Planner
from routine_tui.settings import Glyphs, WeekStart
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import Choice, TextLine

_GLYPH_WORDS = {"auto": "automatic", "unicode": "Unicode  ● ◐ ○ ✓", "ascii": "ASCII  # + o x"}

_AFTER_TICK = {"next": "go to the next open step", "stay": "stay on the step"}


class SettingsDialog(Form[dict[str, str]]):
    """Theme, start of the day, first day of the week, signs, region. Its answer holds the settings that differ."""

    AUTO_FOCUS = "Select"

    def __init__(self, planner: Planner, day_starts_at: time) -> None:
        super().__init__("settings")
        self._planner = planner
        self._day_starts_at = f"{day_starts_at:%H:%M}"
        self._theme_before = ""

    def compose(self) -> ComposeResult:
        """Seven rows, and where the file is."""
        settings, config = self._planner.settings, escape_control_characters(str(self._planner.home.config))
        themes = sorted(self.app.available_themes, key=_ours_first)
        theme = self.app.theme if self.app.theme in themes else themes[0]
        yield frame(
            "Settings",
            field("Theme", Choice([(name, name) for name in themes], theme, "theme")),
            field("Day starts at", TextLine(self._day_starts_at, id="day_starts_at", max_length=5)),
            Static("Anything before this counts for the previous day.", classes="hint"),
            field(
                "Week starts on", Choice([(d.title(), d) for d in get_args(WeekStart)], settings.week_starts_on, "week")
            ),
            field("Symbols", Choice([(_GLYPH_WORDS[g], g) for g in get_args(Glyphs)], settings.glyphs, "glyphs")),
            field("After a tick", Choice([(w, a) for a, w in _AFTER_TICK.items()], settings.after_tick, "after_tick")),
            field(
                "Region",
                Choice([("another country", ""), *_countries()], settings.region, "region"),
            ),
            Static("Which country's emergency numbers to show.", classes="hint"),
            field("Photo inbox", TextLine(settings.photo_inbox, id="inbox", placeholder="none; e.g. ~/Phone/Camera")),
            Static("A folder where a phone puts photos. Nothing in it is changed.", classes="hint"),
            Static(Content(f"To change keys, edit {config}."), classes="hint"),
            complaint(),
            buttons(),
        )

    def on_mount(self) -> None:
        """Remember the theme, which is tried out while choosing."""
        self._theme_before = self.app.theme

    @on(Select.Changed, "#theme")
    def _try_theme(self, event: Select.Changed) -> None:
        """A theme is shown as soon as it is chosen."""
        self.app.theme = str(event.value)

    def action_leave(self) -> None:
        """Go away; the theme is as it was."""
        self.query_one("#theme", Select).value = self.app.theme = self._theme_before
        super().action_leave()

    def answer(self) -> dict[str, str] | None:
        """The settings that differ, by their keys; empty for one that is taken out."""
        old = self._planner.settings
        wanted = {
            "theme": (old.theme, self.typed("theme")),
            "week_starts_on": (old.week_starts_on, self.typed("week")),
            "glyphs": (old.glyphs, self.typed("glyphs")),
            "after_tick": (old.after_tick, self.typed("after_tick")),
            "photo_inbox": (old.photo_inbox, self.typed("inbox").strip()),
            "region": (old.region, self.typed("region")),
            "day_starts_at": (self._day_starts_at, f"{read_time(self.typed('day_starts_at')):%H:%M}"),
        }
        return {key: after for key, (before, after) in wanted.items() if before != after} or None


def _countries() -> list[tuple[str, str]]:
    return [(one.label, one.id) for one in regions()]


def _ours_first(name: str) -> tuple[bool, str]:
    return not name.startswith("routine-"), name
