"""The last line: the keys that matter here, and the views. Each of them can be clicked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from routine_tui.ui.commands import COMMANDS, SCOPE_OF_VIEW, VIEWS, Command
from routine_tui.ui.keys import command_of, keys_of
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, plain_style, strip

ROOMY: Final = 84
"""From how many columns on the views stand two apart; in fewer, sharing needs the room."""


class KeyBar(KeepsLooks):
    """Draws as many keys as there is room for; the views always stay."""

    COMPONENT_CLASSES = {PLAIN, "key-bar--key", "key-bar--here"}
    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $surface; color: $text-muted; padding: 0 1; }
    KeyBar > .key-bar--key { color: $primary; text-style: bold; background: $surface; }
    KeyBar > .key-bar--here { color: $text; text-style: bold underline; background: $surface; }
    """
    view: reactive[str] = reactive("today")

    @dataclass
    class Pressed(Message):
        """A command of the bar was clicked."""

        command: Command

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

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
        return sorted((c for c in COMMANDS if c.bar and c.scope in scopes), key=lambda c: c.bar)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        if command_id := event.style.meta.get("command"):
            self.post_message(self.Pressed(command_of(command_id)))
