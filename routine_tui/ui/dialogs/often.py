"""How often something is done, as choices: each with a line beside it where one is needed, begun with an example."""

from __future__ import annotations

from typing import Final

from routine_tui.model.recovery.rule import Rule

CHOICES: Final[dict[str, tuple[str, str]]] = {
    "day": ("every day", ""),
    "2 days": ("every other day", ""),
    "n": ("every … days", "3 days"),
    "weekdays": ("on weekdays …", "mon,thu"),
    "cycle": ("… days on, … off", "3 on 2 off"),
    "rule": ("custom rule (advanced)", "FREQ=MONTHLY;BYMONTHDAY=1"),
}
"""What can be chosen, and what stands in the line beside it to begin with; empty where no line is needed."""


def choice_of(rule: Rule) -> tuple[str, str]:
    """Which choice a rule is, and what stands in the line beside it."""
    typed = rule.as_typed()
    if typed in ("day", "2 days"):
        return typed, ""
    if "=" in typed:
        return "rule", typed
    kind = "cycle" if " on " in typed else "n" if typed[0].isdigit() else "weekdays"
    return ("rule", rule.text) if typed in ("week", "month") else (kind, typed)
