"""What the tests of procedures plan: what rests, in the place of what, and days by their number."""

from __future__ import annotations

from datetime import date, timedelta

from routine_tui.model.recovery.procedure import Around
from tests.planned import TODAY

ONE = timedelta(days=1)


SCREEN = Around("sunscreen", 1, 3, "Clinic ointment")


EVERYTHING = Around("everything", 0, 2)


def day(offset: int) -> date:
    return TODAY + offset * ONE
