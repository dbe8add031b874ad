"""A recovery with check-ins as a person leaves them: daily at first, then now and then, with a product in between."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery

TODAY = date(2026, 11, 22)
ZERO = TODAY - timedelta(days=22)
AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

REDNESS = {0: 3, 1: 4, 2: 4, 3: 4, 4: 3, 5: 3, 6: 2, 8: 2, 11: 1, 12: 3, 13: 3, 15: 2, 19: 0, 22: 2}
PAIN = {0: 7, 1: 6, 2: 4, 3: 3, 4: 2, 5: 1, 6: 0, 12: 5, 13: 10, 15: 2}
FLAKING = {3: 1, 4: 2, 5: 3, 6: 2, 8: 1, 11: 0, 22: 0}


def lived_skin(window_days: int = 84) -> Recovery:
    """D22 of a window: redness and pain fell, and rose again after D12."""
    recovery = Recovery("skin", "Skin", ZERO, window_days)
    for offset in range(23):
        known = {"redness": REDNESS, "pain": PAIN, "flaking": FLAKING}
        answers: dict[str, Answer] = {name: of[offset] for name, of in known.items() if offset in of}
        if offset == 13:
            answers |= {"temp": 37.8, "hot": True, "pus": False, "spreading": True}
        if offset == 15:
            answers |= {"hot": False, "spreading": False}
        if answers:
            note = "Tight." if offset == 6 else ""
            recovery = recovery.checked_in(ZERO + timedelta(days=offset), CheckIn.of(answers, AT, note))
    return recovery


def with_products(recovery: Recovery) -> Recovery:
    """The same with two products, one of which has a name that a terminal would obey."""
    balm = Product("1", "Zinc balm", introduced_on=ZERO + timedelta(days=12))
    serum = Product("2", "Serum [/b]\x1b[31m", introduced_on=ZERO + timedelta(days=18))
    return replace(recovery, products=(balm, serum))


def with_values(values: dict[int, int], name: str = "redness", window_days: int = 84) -> Recovery:
    """A recovery in which one sign was logged, by day offset."""
    record = {
        (day := ZERO + timedelta(days=offset)): Day(day, skin=CheckIn.of({name: value}, AT))
        for offset, value in values.items()
    }
    return Recovery("skin", "Skin", ZERO, window_days, days=record)


def without_skin(recovery: Recovery) -> Recovery:
    """A recovery of which nothing is said about the skin: the routine, its marks and its notes alone."""
    days = {day: replace(record, skin=None) for day, record in recovery.days.items()}
    kept = {day: record for day, record in days.items() if not record.is_empty}
    return replace(recovery, days=kept, products=(), photos=(), clearances=(), profile={})
