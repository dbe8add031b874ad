"""The JSON Schema of config.toml, made from the settings themselves: for editors that check and complete TOML."""

from __future__ import annotations

from typing import Any

import msgspec

from routine_tui.settings import Settings, about_setting
from routine_tui.ui.commands import COMMANDS


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12). What it cannot say, such as that a key is taken, the program says itself."""
    _, components = msgspec.json.schema_components([Settings])
    properties = components["Settings"]["properties"]
    properties["theme"] |= {"examples": ["routine-dark", "routine-light", "ansi-dark"]}
    properties["day_starts_at"] = {
        "description": about_setting("day_starts_at"),
        "type": "string",
        "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$",
    }
    properties["keys"] |= {
        "properties": {
            command.id: {"description": command.help, "type": "string", "default": command.keys} for command in COMMANDS
        },
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:routine-tui:config",
        "title": "Settings of routine-tui",
        "description": "config.toml, which holds only what was changed; `routine-tui paths` says where it is.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
