"""What is worth knowing or doing at which time after the session: a few lines at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from routine_tui.model.skin.regions import Region

NOW: Final = "Worth doing now"
REPORT: Final = "{report}"
AT_ONCE: Final = 3
"""How many lines are told at once where there is little room."""


class GuidanceLine(Struct, frozen=True):
    """One line, and the days on which it is told."""

    id: str
    says: str
    """One or two short sentences; ``{report}`` stands for where harm can be reported."""
    from_day: int
    """Days after day zero."""
    sources: tuple[str, ...]
    to_day: int | None = None
    """The day after the last one; None for no end."""
    calm: bool = False
    """Whether it says that something is fine or over, which is not told while a red flag is open."""

    def words(self, region: Region) -> str:
        """What it says, with the place where harm can be reported in a region."""
        return self.says.replace(REPORT, region.report)

    def cited(self, region: Region) -> tuple[str, ...]:
        """The ids of the sources behind it: of reporting only that of the region, which may have none."""
        if REPORT not in self.says:
            return self.sources
        return (region.report_source,) if region.report_source else ()


def lines_on(lines: Sequence[GuidanceLine], offset: int, speaks_of_healing: bool) -> tuple[GuidanceLine, ...]:
    """Every line of a day, in its order; ``offset`` is that of the day, 0 for the day of the session."""
    return tuple(
        one
        for one in lines
        if one.from_day <= offset
        and (one.to_day is None or offset < one.to_day)
        and (speaks_of_healing or not one.calm)
    )


def few_on(
    lines: Sequence[GuidanceLine], offset: int, speaks_of_healing: bool, count: int = AT_ONCE
) -> tuple[GuidanceLine, ...]:
    """A few lines of a day, others on the next day where there are more: on the first day the first ones."""
    found = lines_on(lines, offset, speaks_of_healing)
    if len(found) <= count:
        return found
    start = max(0, offset) * count
    return tuple(found[(start + number) % len(found)] for number in range(count))
