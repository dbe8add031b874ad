"""The last line: the keys that matter here, and the views. Each of them can be clicked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from routine_tui.ui.commands import COMMANDS, SCOPE_OF_VIEW, VIEWS, Command
from routine_tui.ui.keys import command_of, keys_of
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, plain_style, strip

if TYPE_CHECKING:
    from routine_tui.model.skin.told import Told

ROOMY: Final = 84
"""From how many columns on the views stand two apart; in fewer, sharing needs the room."""


CALLS_FROM: Final = 2
"""The lowest level that calls for somebody, as the rules of concern have it, which are not read before there is one."""
WHY: Final = "concern.why"
"""The command that is shown only where a level is told that calls for somebody."""


class KeyBar(KeepsLooks):
    """Draws as many keys as there is room for; the views always stay."""

    COMPONENT_CLASSES = {PLAIN, "key-bar--key", "key-bar--here"}
    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $surface; color: $text-muted; padding: 0 1; }
    KeyBar > .key-bar--key { color: $primary; text-style: bold; background: $surface; }
    KeyBar > .key-bar--here { color: $text; text-style: bold underline; background: $surface; }
    """
    view: reactive[str] = reactive("today")
    told: var[Told | None] = var(None)

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

    def render_line(self, y: int) -> Strip:
        """The line, for the width there is."""
        width = self.size.width
        views = self._views(names=width >= 70, apart=2 if width >= ROOMY else 1)
        room = width - sum(cell_len(text) for text, _ in views) - 1
        keys: list[tuple[str, Style]] = []
        for command in self._commands():
            key = keys_of(command, self._keymap)[0]
            needed = len(key) + 1 + len(command.label) + (2 if keys else 0)
            if needed > room:
                continue
            room -= needed
            target = Style(meta={"command": command.id})
            keys += [("  ", plain_style(self))] if keys else []
            keys += [(key, self.look("key-bar--key") + target), (f" {command.label}", plain_style(self) + target)]
        used = sum(cell_len(text) for text, _ in keys + views)
        return strip([*keys, (" " * max(0, width - used), plain_style(self)), *views])

    def _views(self, names: bool, apart: int) -> list[tuple[str, Style]]:
        parts: list[tuple[str, Style]] = []
        for view in VIEWS:
            command = command_of(f"view.{view}")
            target = Style(meta={"command": command.id})
            here = view == self.view
            label = self.look("key-bar--here") if here else plain_style(self)
            parts += [(" " * apart, plain_style(self))] if parts else []
            parts += [(keys_of(command, self._keymap)[0], self.look("key-bar--key") + target)]
            if names or here:
                parts += [(" ", plain_style(self)), (command.label, label + target)]
        return parts

    def _commands(self) -> list[Command]:
        scopes = ("app", "main", SCOPE_OF_VIEW[self.view])
        shown = (c for c in COMMANDS if c.bar and c.scope in scopes and (c.id != WHY or _calls(self.told)))
        return sorted(shown, key=lambda command: 0 if command.leads == scopes[-1] else command.bar)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        if command_id := event.style.meta.get("command"):
            self.post_message(self.Pressed(command_of(command_id)))


def _calls(told: Told | None) -> bool:
    """Whether what is told calls for somebody, soon or now."""
    return told is not None and told.level >= CALLS_FROM
