"""The settings that matter; the file holds only what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import TYPE_CHECKING, ClassVar, get_args

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Select, Static

from routine_tui.dates import read_time
from routine_tui.facts.skin import regions
from routine_tui.model.text import escape_control_characters
from routine_tui.planner.planner import Planner
from routine_tui.settings import Glyphs, WeekStart
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import Choice, PasswordLine, TextLine

if TYPE_CHECKING:
    from routine_tui.ui.dialogs.phone_sync import PhoneSync

_GLYPH_WORDS = {"auto": "automatic", "unicode": "Unicode  ● ◐ ○ ✓", "ascii": "ASCII  # + o x"}

_AFTER_TICK = {"next": "go to the next open step", "stay": "stay on the step"}
_SYNC = {"": "sync when I ask for it", "true": "sync while the app is open"}


class SettingsDialog(Form[dict[str, str]]):
    """Theme, the day's start, the week, signs, region, phone. Its answer holds the settings that differ."""

    AUTO_FOCUS = "Select"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "sync_now", "Sync now", show=False)]

    def __init__(self, planner: Planner, day_starts_at: time, phone: PhoneSync | None = None) -> None:
        """``phone`` syncs with the list on a phone; None where nothing is ever synced."""
        super().__init__("settings")
        self._phone = phone
        self._has_list = phone is not None and phone.setup is not None
        self._planner = planner
        self._day_starts_at = f"{day_starts_at:%H:%M}"
        self._theme_before = ""

    def compose(self) -> ComposeResult:
        """A row a setting, the phone, and where the file is."""
        settings, config = self._planner.settings, escape_control_characters(str(self._planner.home.config))
        themes = sorted(self.app.available_themes, key=_ours_first)
        theme = self.app.theme if self.app.theme in themes else themes[0]
        yield frame(
            "Settings",
            field("Theme", Choice([(_theme_words(name), name) for name in themes], theme, "theme")),
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
            *self._phone_rows(),
            Static(Content(f"To change keys, edit {config}."), classes="hint"),
            complaint(),
            buttons(
                "Save (^s)", *([Button(Content("Sync now (f5)"), id="sync", compact=True)] if self._has_list else [])
            ),
        )

    def _phone_rows(self) -> Iterator[Widget]:
        """When to sync with the list on a phone, and what the last sync did; how to set one up where there is none."""
        if self._phone is None:
            return
        if (setup := self._phone.setup) is not None:
            now = "true" if self._planner.settings.sync_in_app else ""
            yield field("Phone", Choice([(words, key) for key, words in _SYNC.items()], now, "sync_in_app"))
            if not setup.account.password_command:
                yield field("Password", PasswordLine("only if your keyring doesn't have it", "screen.sync_now"))
        yield Static(self._phone_words(), id="phone", classes="hint", markup=False)

    def _phone_words(self) -> Content:
        assert self._phone is not None
        return Content(escape_control_characters("\n".join(self._phone.lines()), newlines=True))

    def _show_phone(self) -> None:
        """Say how the sync goes, that is going on or ended."""
        self.query_one("#phone", Static).update(self._phone_words())

    @on(Button.Pressed, "#sync")
    def action_sync_now(self) -> None:
        """Sync with the list on the phone, whatever the settings say."""
        if self._phone is not None and self._has_list:
            typed = [line.value for line in self.query(PasswordLine)]
            self._phone.sync_now(typed[0] if typed else "")

    def on_mount(self) -> None:
        """Remember the theme, which is tried out while choosing; follow a sync."""
        self._theme_before = self.app.theme
        if self._phone is not None:
            self._phone.on_change = self._show_phone

    def on_unmount(self) -> None:
        """Follow it no longer."""
        if self._phone is not None:
            self._phone.on_change, self._phone.last_words = None, ""

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
        synced = "true" if old.sync_in_app else ""
        wanted = {
            "theme": (old.theme, self.typed("theme")),
            "week_starts_on": (old.week_starts_on, self.typed("week")),
            "glyphs": (old.glyphs, self.typed("glyphs")),
            "after_tick": (old.after_tick, self.typed("after_tick")),
            "photo_inbox": (old.photo_inbox, self.typed("inbox").strip()),
            "region": (old.region, self.typed("region")),
            "sync_in_app": (synced, self.typed("sync_in_app") if self._has_list else synced),
            "day_starts_at": (self._day_starts_at, f"{read_time(self.typed('day_starts_at')):%H:%M}"),
        }
        return {key: after for key, (before, after) in wanted.items() if before != after} or None


def _countries() -> list[tuple[str, str]]:
    return [(one.label, one.id) for one in regions()]


def _theme_words(name: str) -> str:
    """What a theme is called: ours by what they are, with the name that the settings file takes."""
    return f"{name.removeprefix('routine-').title()} ({name})" if name.startswith("routine-") else name


def _ours_first(name: str) -> tuple[bool, str]:
    return not name.startswith("routine-"), name
