"""The texts of a step, as a person types them and as they may be kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace

from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.text import free_text, one_line

_LINES: Final = {"name": "The name of the step", "product": "The product", "cue": "The “when exactly”"}
"""Texts of one line, and what a sentence about them calls them."""


def cleaned_step(version: StepVersion) -> StepVersion:
    """A step with its texts as they may be kept. Raises BadInput."""
    return replace(version, **cleaned_fields({name: getattr(version, name) for name in (*_LINES, "instructions")}))


def cleaned_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a step, the texts among them as they may be kept. Raises BadInput."""
    cleaned = dict(fields)
    for name, what in _LINES.items():
        if name in cleaned:
            cleaned[name] = one_line(cleaned[name], what, required=name == "name")
    if "instructions" in cleaned:
        cleaned["instructions"] = free_text(cleaned["instructions"], "The instructions")
    return cleaned
