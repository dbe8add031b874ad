"""The top line: the views at the left, and at the right whose recovery it is and which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, days_in_words, long_day, weekday_day
from routine_tui.ui.commands import VIEWS
from routine_tui.ui.keys import command_of, keys_of
from routine_tui.ui.widgets.key_bar import KeyBar
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, click_target, plain_style, strip

NAMED_FROM: Final = 58
"""From how many columns inside its edges on each view has its name; in fewer only the one that is shown."""
APART_FROM: Final = 100
"""From how many columns on the views stand three apart."""
OF_A_DAY: Final = ("today", "skin")
"""The views that are about one day; the others keep today's date."""

Parts = list[tuple[str, Style]]


class Headline(KeepsLooks):
    """The views, each to be clicked; the date of today, or in its place a sign that another day is shown."""

    COMPONENT_CLASSES = {PLAIN, "headline--key", "headline--here", "headline--other-day", "headline--name"}
    DEFAULT_CSS = """
    Headline { height: 1; padding: 0 1; color: $text; }
    Headline > .headline--key { color: $primary; text-style: bold; }
    Headline > .headline--here { color: $text; background: $surface; text-style: bold underline; }
    Headline > .headline--name { color: $text-muted; }
    Headline > .headline--other-day { color: $background; background: $secondary; text-style: bold; }
    """
    recovery: reactive[Recovery | None] = reactive(None, repaint=False)
    day: reactive[date] = reactive(date.min, repaint=False)
    today: reactive[date] = reactive(date.min)
    view: reactive[str] = reactive("today")

    def __init__(self, glyphs: Glyphs = UNICODE, keymap: Mapping[str, str] | None = None) -> None:
        """``keymap`` has the keys that the person chose for commands."""
        super().__init__()
        self._glyphs = glyphs
        self._keymap = keymap or {}

    def watch_recovery(self, before: Recovery | None, after: Recovery | None) -> None:
        """Repaint where the name changed, which no tick does."""
        if before is None or after is None or before.name != after.name:
            self.refresh()

    def watch_day(self) -> None:
        """Say which day is shown, in the views that are about one."""
        if self.view in OF_A_DAY:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, for the width there is."""
        width, plain = self.size.width, plain_style(self)
        if self.recovery is None:
            return Strip.blank(width, plain)
        shapes = [self._views(named, apart) for named, apart in ((True, 3), (True, 2), (False, 1))]
        least = 0 if width >= APART_FROM else 1 if width >= NAMED_FROM else 2
        right: Parts = []
        views = shapes[-1]
        for views in shapes[least:]:
            room = width - _cells(views) - 2
            if right := self._right(room):
                break
        gap = max(0, width - _cells(views) - _cells(right))
        return strip([*views, (" " * gap, plain), *right]).adjust_cell_length(width, plain)

    def _views(self, named: bool, apart: int) -> Parts:
        parts: Parts = []
        for view in VIEWS:
            command = command_of(f"view.{view}")
            target = click_target("command", command.id)
            here = view == self.view
            parts += [(" " * apart, plain_style(self))] if parts else []
            key = keys_of(command, self._keymap)[0]
            if here:
                parts += [(f"{key} {command.label}", self.look("headline--here") + target)]
                continue
            parts += [(key, self.look("headline--key") + target)]
            if named:
                parts += [(f" {command.label}", plain_style(self) + target)]
        return parts

    def _right(self, room: int) -> Parts:
        """The date, with the recovery's name before it where there is room; the sign of another day instead."""
        if self.view in OF_A_DAY and self.day != self.today:
            said = next((f" {text} " for text in self._other_day() if cell_len(text) + 2 <= room), "")
            target = click_target("command", "day.today")
            return [(said, self.look("headline--other-day") + target)] if said else []
        name, dot = clipped(self.recovery.name) if self.recovery else "", f" {self._glyphs.dot} "
        long, short = long_day(self.today), weekday_day(self.today, self.today)
        both = next((day for day in (long, short) if cell_len(name + dot + day) <= room), "")
        said = both or next((day for day in (long, short) if cell_len(day) <= room), "")
        before: Parts = [(name + dot, self.look("headline--name"))] if both else []
        return [*before, (said, plain_style(self))] if said else []

    def _other_day(self) -> list[str]:
        """What to say of another day than today, the longest first."""
        number = (self.day - self.today).days
        near = {-1: "yesterday", 1: "tomorrow"}.get(number)
        near = near or (f"{days_in_words(-number)} ago" if number < 0 else f"in {days_in_words(number)}")
        day = weekday_day(self.day, self.today).upper()
        back = f"{keys_of(command_of('day.today'), self._keymap)[0]} today"
        dot = f" {self._glyphs.dot} "
        return [dot.join((day, near, back)), dot.join((day, near)), day]

    def on_click(self, event: events.Click) -> None:
        """Turn to the view that was clicked, or come back to today."""
        if command_id := event.style.meta.get("command"):
            self.post_message(KeyBar.Pressed(command_of(command_id)))


def _cells(parts: Parts) -> int:
    return sum(cell_len(text) for text, _ in parts)
