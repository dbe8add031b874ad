"""The ingredients screen's own facts. They are TOML in ``data``, read once when they are first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from routine_tui.model.shelf.ingredients import FalseFriends, Reason, Rules, Supportive


@cache
def ingredient_rules() -> Rules:
    """What the ingredients screen knows, ready to be looked up."""
    import tomllib

    with (Path(__file__).parent / "data" / "ingredients.toml").open("rb") as opened:
        said: dict[str, Any] = tomllib.load(opened)
    # `except` is a word of Python, so the field has another name.
    for pattern in (pattern for reason in said["reason"] for pattern in reason.get("patterns", ())):
        pattern["excepted"] = pattern.pop("except", ())
    return Rules(
        msgspec.convert(said["reason"], type=tuple[Reason, ...]),
        msgspec.convert(said["false_friend"], type=tuple[FalseFriends, ...]),
        msgspec.convert(said["supportive"], type=tuple[Supportive, ...]),
    )
