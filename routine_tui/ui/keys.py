"""Textual's side of the command table: bindings, and keys as a person reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from textual._context import active_app  # Textual gives no public way to the app from where no widget is
from textual.binding import Binding, BindingType

from routine_tui.model.text import clipped
from routine_tui.ui.commands import COMMANDS, Command, Scope, in_scope

_SHOWN: Final = {
    "question_mark": "?",
    "comma": ",",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "space": "space",
    "pageup": "page up",
    "pagedown": "page down",
}

_NAMED: Final = re.compile(r"(?P<before>^|[.!?]\s|\s)‹(?P<command>[a-z_.]+)›")
"""A command in a sentence, and what stands before it."""

LONGEST_KEY: Final = 30
"""The longest name of a key that is shown: settings may hold any text in its place."""


def bindings(scope: Scope) -> list[BindingType]:
    """Textual's bindings for the commands of one part of the screen, but for moving about in a list."""
    return [_binding(command) for command in in_scope(scope) if not command.moves]


def moves(scope: Scope) -> list[BindingType]:
    """Textual's bindings for moving about in a list: its own, as what it scrolls by would come first."""
    return [_binding(command) for command in in_scope(scope) if command.moves]


def _binding(command: Command) -> Binding:
    return Binding(command.keys, command.action, command.label, show=False, tooltip=command.help, id=command.id)


def shown(key: str) -> str:
    """A key as it is written on a keyboard."""
    return _SHOWN.get(key, key.replace("ctrl+", "^") if key.startswith("ctrl+") else key)


def keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    """A command's keys as a person reads them, the first one first."""
    return [clipped(shown(key), LONGEST_KEY) for key in keymap.get(command.id, command.keys).split(",")]


def with_keys(sentence: str) -> str:
    """A sentence that names commands, ``Press ‹change.undo› to undo.``, with the keys that run them in this app.

    A key with a name is written large where a sentence begins with it; one of a letter never is.
    """
    keymap: Mapping[str, str] = getattr(active_app.get(None), "_keymap", {})

    def named(match: re.Match[str]) -> str:
        known = [command for command in COMMANDS if command.id == match["command"]]
        if not known:  # what a person typed
            return match[0]
        key = keys_of(known[0], keymap)[0]
        return match["before"] + (key.capitalize() if len(key) > 1 and match["before"] != " " else key)

    return _NAMED.sub(named, sentence)


def command_of(command_id: str) -> Command:
    """The command of an id."""
    return next(command for command in COMMANDS if command.id == command_id)
