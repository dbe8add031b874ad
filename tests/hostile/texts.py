"""Text that was made to be more than text, a recovery that holds it everywhere, and a judge of what is left of it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Final

from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, Slot, StepVersion
from routine_tui.model.recovery.schedule import Schedule

_JOINERS: Final = "\u200c\u200d"
"""Emoji and several scripts are built with them, so they stay."""
OBEYED: Final = {
    character: category
    for character in map(chr, (*range(0x20000), *range(0xE0000, 0xE1000)))  # the planes between hold ideographs only
    if (category := unicodedata.category(character)) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS
}
"""Every character that a terminal, a page or a reader of lines may obey, with its category."""

TEXTS: Final = {
    "controls": "".join(one for one, category in OBEYED.items() if category == "Cc"),
    "formats": "".join(one for one, category in OBEYED.items() if category in ("Cf", "Zl", "Zp")),
    "sequences": (
        "\x1b]52;c;b3duZWQ=\x07\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\\x1bP$q m\x1b\\\x1b]0;owned\x07\x1b]2;o\x9c"
        "\x1b[2J\x1b[31m\x1b[6n\x1bc\x1b[?1049l\x9b2J\x9d52;c;eA==\x9c\x90x\x9c\x1b_x\x1b\\\r\x1b[201~\x1b(0"
    ),
    "overrides": (
        "\u202eevil\u202c \u2066x\u2069 \u200b\u2060\ufeff\u00ad \U0001f3f4\U000e0067\U000e0062\U000e007f \u061c"
    ),
    "markup": (
        "[/b][bold red]x[/][@click=app.quit]x[/][link=http://x]y[/link][$primary on] {{ 7*7 }}{% raw %}"
        "<script>x</script><img src=x onerror=y> ![i](http://x/y.png) [a](http://x) | a | `c` www.x.org"
    ),
    "lines": (
        "# heading\n\n=1+1\n@SUM(A1)\n+1\n-1\n\t=1\r=1\n===\n---\n* item\n1. one\n> quote\n```\ncode\n"
        "| a |\n|---|\n| b |\nEND:VEVENT\r\nBEGIN:VALARM\r\n<hr>\n    code\n[ref]: http://x\n"
    ),
    "cells": '=HYPERLINK("http://x");@SUM(A1); +1;\t-1;＝1 =cmd|\' /c calc\'!A1, "x""',
    "scripts": "e\u0301\u0316\u0334" * 40 + "👩🏽‍🔬❤️🇩🇪 洗顔料 تنظيف",
}
"""None is longer than a name that can be typed, so that none of it is cut away before it can do harm."""


def live(text: str, allowed: str = "\n") -> Counter[str]:
    """The characters of a text that somebody obeys, but for those that belong there; each by its code and how often."""
    return Counter(f"U+{ord(one):04X}" for one in text if one in OBEYED and one not in allowed)


def holding(text: str, today: date, name: str | None = None) -> Recovery:
    """A recovery in its fourth day that holds a text everywhere, as another program may have left it."""
    zero = today - timedelta(days=3)
    routine = Routine()
    slots: dict[str, Slot] = {"due": "morning", "done": "morning", "left": "day", "gone": "evening"}
    for step_id, slot in slots.items():
        version = StepVersion(zero, slot, "other", text, Schedule(zero), product=text, cue=text, instructions=text)
        routine = routine.with_step(version, step_id)
    routine = routine.with_end("gone", today).with_changes("due", today, product=f"{text}2")
    at = datetime.combine(today, datetime.min.time(), UTC)
    days = {
        day: Day(day, {"done": Mark("done", at, note=text), "left": Mark("skipped", at, text, text)}, text)
        for day in (zero, today)
    }
    pauses = (Pause(today + timedelta(days=3), None, ("due",), text), Pause(zero, zero, (), text))
    return Recovery("hostile", text if name is None else name, zero, routine=routine, days=days, pauses=pauses)
