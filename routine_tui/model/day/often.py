"""How often a step is done, and how much of it was set, in the words that screen, commands and pages share."""

from __future__ import annotations

from datetime import date
from typing import Final

from routine_tui.model.recovery.hours import read_hours
from routine_tui.model.recovery.routine import StepVersion

_DAILY: Final = "every day"


def often_words(version: StepVersion, today: date) -> str:
    """When a step is expected, and how much of it was set: ``every other day``, ``if needed, at most 1 a day``."""
    words = version.schedule.in_words(today)
    if not version.required:
        daily = version.most_per_day > 0 and words.startswith(_DAILY)
        words = words.replace(_DAILY, "if needed", 1) if daily else f"{words}, if needed"
    return f"{words}, {measure(version)}" if version.hours or version.most_per_day else words


def measure(version: StepVersion) -> str:
    """How much of a step was set: ``12 hours a day``, ``at most 2 a day``; empty for what is only done or not."""
    if not version.hours:
        return f"at most {version.most_per_day} a day" if version.most_per_day else ""
    hours = read_hours(version.hours)
    said = [f"{hours.goal:g} hours a day"]
    said += [f"built up from {hours.start:g} by {hours.more:g} a day"] if hours.start is not None else []
    said += [f"at most {hours.most:g}"] if hours.most is not None else []
    return ", ".join(said)
