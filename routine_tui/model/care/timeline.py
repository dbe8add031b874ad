"""What to expect by when: published ranges for a person's own complications, drawn on their own window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import is_needling

Complication = Literal["redness", "marks", "scar", "infection"]
COMPLICATIONS: Final[dict[Complication, str]] = {
    "redness": "Redness that stays",
    "marks": "Dark marks",
    "scar": "Scars",
    "infection": "Infection",
}
_SIGNS: Final[dict[Complication, tuple[str, ...]]] = {
    "redness": ("redness",),
    "marks": ("marks",),
    "scar": ("scar",),
    "infection": ("pus", "crust", "smell", "spreading", "hot"),
}
"""What of a check-in shows that a complication is the person's own."""
EXPECT_TITLE: Final = "What to expect, and when"
HONEST: Final = (
    "These ranges were described for many people, mostly after other injuries than yours. One person's skin may take "
    "less time, or more: none of it is a promise, nor a deadline."
)
"""Stands above every range."""
NO_RANGE: Final = (
    "Rough texture, hollows, numb or burning skin, skin on which everything stings: we know of no published figures "
    "for how long these take that we could cite here. Nothing follows from that either way; show it to a dermatologist."
)
"""What is asked for and has no range, said so that nobody reads something into its absence."""
MONTH: Final = 30
"""Days, as published ranges count them."""
_STEPS: Final = (1, 2, 3, 6, 12, 24)
_TOO_NEAR: Final = range(4)
"""Columns in which the number of a month would touch the one before."""
_SCALES: Final = (183, 366, 731)
"""Half a year, a year and two, in days."""


class PublishedRange(Struct, frozen=True):
    """One range of days that somebody published, for one complication."""

    id: str
    complication: Complication
    says: str
    """What it is about, in one calm sentence."""
    from_day: int
    """Days after day zero, or after the start of a treatment."""
    to_day: int | None = None
    """The day after the last one; None for no end that is known."""
    sources: tuple[str, ...] = ()
    counts_from: Literal["day_zero", "treatment"] = "day_zero"
    usual: bool = False
    """Whether it tells how healing usually goes, which is not told while a red flag is open."""
    needling: bool = False
    """Whether it was found for needling only, so that it is not told after another kind of session."""

    @property
    def is_drawn(self) -> bool:
        """Whether it has a place on a window: what counts from a treatment has none, and is told only."""
        return self.counts_from == "day_zero"


class Bar(Struct, frozen=True):
    """A range fitted into columns."""

    range: PublishedRange
    before: int
    """Columns before it begins."""
    length: int
    """Columns of it; 0 where all of it lies after the scale, and where it is not drawn."""
    goes_on: bool
    """Whether it goes on after the scale."""
    is_now: bool
    """Whether today lies in it."""


def own(recovery: Recovery) -> tuple[Complication, ...]:
    """The complications that a person logged; all of them, in their order, where none was logged yet."""
    found = {name for name in COMPLICATIONS if _logged(recovery, _SIGNS[name])}
    return tuple(name for name in COMPLICATIONS if name in found) or tuple(COMPLICATIONS)


def told_ranges(
    recovery: Recovery, ranges: Iterable[PublishedRange], speaks_of_healing: bool
) -> dict[Complication, tuple[PublishedRange, ...]]:
    """The ranges of a person's own complications, by complication; without the usual ones where they are withheld.

    Those that were found for needling only are left out where something else was done.
    """
    fits = is_needling(recovery)
    kept = [one for one in ranges if (speaks_of_healing or not one.usual) and (fits or not one.needling)]
    found = {name: tuple(one for one in kept if one.complication == name) for name in own(recovery)}
    return {name: of_it for name, of_it in found.items() if of_it}


def scale_days(recovery: Recovery, ranges: Iterable[PublishedRange]) -> int:
    """How many days the scale has: the window, or half a year, a year or two where a range reaches beyond it."""
    longest = max([one.to_day or one.from_day + 1 for one in ranges if one.is_drawn], default=0)
    if longest <= recovery.window_days:
        return recovery.window_days
    return max(recovery.window_days, next((days for days in _SCALES if days >= longest), _SCALES[-1]))


def bars(ranges: Sequence[PublishedRange], days: int, width: int, today: int) -> tuple[Bar, ...]:
    """Ranges fitted into columns of a scale of some days; ``today`` is the day's offset."""
    return tuple(_bar(one, max(1, days), max(1, width), today) for one in ranges)


def column_of(offset: int, days: int, width: int) -> int | None:
    """The column of a day; None where it lies outside the scale."""
    return offset * width // days if 0 <= offset < days else None


def months(days: int, width: int) -> str:
    """Months of 30 days above the columns of a scale: at even distances, and as many as there is room for."""
    every = next(step for step in _STEPS if column_of(step * MONTH, days, width) not in _TOO_NEAR)
    line = [" "] * width
    for month in range(0, days // MONTH + 1, every):
        number, column = str(month), column_of(month * MONTH, days, width)
        if column is not None and column + len(number) <= width:
            line[column : column + len(number)] = number
    return "".join(line)


def span_words(one: PublishedRange) -> str:
    """The days of a range in a few words: ``days 8 to 180``, ``2 to 3 days after treatment began``."""
    first, last = one.from_day, None if one.to_day is None else one.to_day - 1
    if one.is_drawn:
        return f"from day {first}" if last is None else f"day {first}" if last == first else f"days {first} to {last}"
    if last is None:
        return f"from day {first} of treatment on"
    if first == 0:
        return f"the first {last} days of treatment"
    return f"{first} to {last} days after treatment began"


def _bar(one: PublishedRange, days: int, width: int, today: int) -> Bar:
    if not one.is_drawn:
        return Bar(one, 0, 0, False, False)
    end = days if one.to_day is None else min(one.to_day, days)
    is_now = one.from_day <= today and (one.to_day is None or today < one.to_day)
    goes_on = one.to_day is None or one.to_day > days
    if one.from_day >= days:
        return Bar(one, width, 0, goes_on, is_now)
    # The columns that its days have, and where days have several, all up to the first of the day after.
    before, after = one.from_day * width // days, max((end - 1) * width // days + 1, end * width // days)
    return Bar(one, before, after - before, goes_on, is_now)


def _logged(recovery: Recovery, names: Sequence[str]) -> bool:
    for record in recovery.days.values():
        if record.skin is not None:
            for name in names:
                answer = record.skin.worst.get(name)
                if answer is True or (not isinstance(answer, bool) and answer is not None and answer >= 1):
                    return True
    return False
