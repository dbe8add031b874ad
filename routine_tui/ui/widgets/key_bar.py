"""The last line: the keys that matter here, with help and quit always at the right. Each of them can be clicked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from routine_tui.ui.commands import COMMANDS, SCOPE_OF_VIEW, Command
from routine_tui.ui.keys import command_of, keys_of
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, click_target, plain_style, strip

if TYPE_CHECKING:
    from routine_tui.model.skin.told import Told

PINNED: Final = ("help", "quit")
"""The commands that are always there, at the right."""
NAMED_FROM: Final = 34
"""From how many columns on they have their names."""
CALLS_FROM: Final = 2
"""The lowest level that calls for somebody, as the rules of concern have it, which are not read before there is one."""
WHY: Final = "concern.why"
"""The command that is shown only where a level is told that calls for somebody."""
BACK: Final = "day.today"
"""The command that is shown only where another day than today is shown."""
OTHER_DAYS: Final = ("day.before", "day.after")
"""The commands that are shown only where a day is chosen."""
OF_A_DAY: Final = ("today", "calendar", "skin")
"""The views in which a day is chosen."""


class KeyBar(KeepsLooks):
    """Draws the first keys of the view as far as there is room; where one has none, the row ends."""

    COMPONENT_CLASSES = {PLAIN, "key-bar--key"}
    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $surface; color: $text-muted; padding: 0 1; }
    KeyBar > .key-bar--key { color: $primary; text-style: bold; background: $surface; }
    """
    view: reactive[str] = reactive("today")
    told: var[Told | None] = var(None)
    day: reactive[date] = reactive(date.min, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    @dataclass
    class Pressed(Message):
        """A command of the bar was clicked."""

        command: Command

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def watch_told(self, before: Told | None, after: Told | None) -> None:
        """Show the key that says why, or no more, where that is another."""
        if _calls(before) != _calls(after):
            self.refresh()

    def watch_day(self, before: date, after: date) -> None:
        """Show the key that comes back, or no more."""
        if (before == self.today) != (after == self.today):
            self.refresh()

    def watch_today(self) -> None:
        """As for the day."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, for the width there is."""
        width, plain = self.size.width, plain_style(self)
        pinned = self._drawn(map(command_of, PINNED), named=width >= NAMED_FROM)
        room = width - _cells(pinned) - 2
        keys: list[tuple[str, Style]] = []
        for command in self._commands():
            more = self._drawn([command], named=True)
            if _cells(keys) + (2 if keys else 0) + _cells(more) > room:
                break
            keys += [("  ", plain), *more] if keys else more
        gap = max(0, width - _cells(keys) - _cells(pinned))
        return strip([*keys, (" " * gap, plain), *pinned])

    def _drawn(self, commands: Iterable[Command], named: bool) -> list[tuple[str, Style]]:
        """Some commands, each with the shortest of its keys, two apart."""
        parts: list[tuple[str, Style]] = []
        for command in commands:
            target = click_target("command", command.id)
            parts += [(" " * (2 if named else 1), plain_style(self))] if parts else []
            parts += [(min(keys_of(command, self._keymap), key=cell_len), self.look("key-bar--key") + target)]
            parts += [(f" {command.label}", plain_style(self) + target)] if named else []
        return parts

    def _commands(self) -> list[Command]:
        """What is shown of a view, the first first: what calls for somebody, the view's own keys, then the others."""
        scope = SCOPE_OF_VIEW[self.view]
        shown = [c for c in COMMANDS if c.bar and c.id not in PINNED and c.scope in ("app", "main", scope)]
        if not _calls(self.told):
            shown = [c for c in shown if c.id != WHY]
        shown = [c for c in shown if c.id != BACK or self._shows_another_day]
        if self.view not in OF_A_DAY:
            shown = [c for c in shown if c.id not in OTHER_DAYS]
        return sorted(shown, key=lambda c: 0 if c.id == BACK or c.leads == scope else c.bar)

    @property
    def _shows_another_day(self) -> bool:
        return self.day != self.today and self.view in OF_A_DAY

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        if command_id := event.style.meta.get("command"):
            self.post_message(self.Pressed(command_of(command_id)))


def _calls(told: Told | None) -> bool:
    """Whether what is told calls for somebody, soon or now."""
    return told is not None and told.level >= CALLS_FROM


def _cells(parts: Iterable[tuple[str, Style]]) -> int:
    return sum(cell_len(text) for text, _ in parts)
