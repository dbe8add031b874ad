"""The ingredients screen's own facts. They are TOML in ``data``, read once when they are first asked for."""

from __future__ import annotations

from functools import cache

import msgspec

from routine_tui.facts.toml_reader import entries, tables
from routine_tui.model.shelf.ingredient_rules import FalseFriends, Kind, Reason, Rules, Supportive


@cache
def ingredient_rules() -> Rules:
    """What the ingredients screen knows, ready to be looked up.

    A reason that names an entry of what to avoid (``avoid``) has its day from there.
    """
    said = tables("ingredients.toml")
    days = {entry["id"]: entry["app_day"] for entry in entries("avoid.toml", "avoid")}
    for reason in said["reason"]:
        if "avoid" in reason:
            reason["app_day"] = days[reason.pop("avoid")]
        for excepting in (*reason["items"], *reason.get("patterns", ())):
            excepting["excepted"] = excepting.pop("except", ())  # `except` is a word of Python
    return Rules(
        msgspec.convert(said["reason"], type=tuple[Reason, ...]),
        msgspec.convert(said["false_friend"], type=tuple[FalseFriends, ...]),
        msgspec.convert(said["supportive"], type=tuple[Supportive, ...]),
        msgspec.convert(said["kind"], type=tuple[Kind, ...]),
    )
