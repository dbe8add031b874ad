"""What stands beside a week of the calendar: the phase that begins, and what happens on its days, by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from routine_tui.facts import guidance
from routine_tui.glyphs import Glyphs
from routine_tui.model.care.events import CareEvent
from routine_tui.model.guidance import Phase, phase_at
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import weekday_day

GAP = 2
"""Columns between two things that are told."""
LONG_WINDOW = 366
"""Days from which on the years stand beside their first week; the head of the calendar tells those of a shorter one."""
SHORTEST_NAME = 6
"""Columns below which a name is not cut further; what then does not fit is left out from the end."""


class Told(Struct, frozen=True):
    """One thing beside a week."""

    text: str
    look: str
    """By what it is drawn: ``quiet``, ``event``, ``change``, ``phase-1`` to ``phase-6``."""
    sign: str = ""
    """What stands before it and is never cut."""
    end: str = ""
    """What stands after it and is never cut: what happens to that which is named."""
    since: str = ""
    """What stands at its end where there is room for all."""

    def cut_to(self, columns: int, mark: str) -> Told:
        """The same with its text in so many columns at most, and without what only stands where there is room."""
        text = self.text
        if cell_len(text) > columns:
            text = set_cell_size(text, max(0, columns - 1)).rstrip() + mark
        return Told(text, self.look, self.sign, self.end)

    @property
    def words(self) -> str:
        """What is told, without its sign."""
        return self.text + self.end + self.since


def phase_look(phase: Phase) -> str:
    """The look of a phase, by its place among the phases: ``phase-1`` for the first."""
    return f"phase-{guidance.phases().index(phase) + 1}"


def beside_week(
    recovery: Recovery, days: Sequence[date], today: date, happens: Sequence[CareEvent], glyphs: Glyphs
) -> list[Told]:
    """What is told of the days of a week that lie in the window, the most telling first."""
    is_long = recovery.window_days > LONG_WINDOW
    new_year = next((one for one in days if is_long and (one.month, one.day) == (1, 1)), None)
    told = [Told(str(new_year.year), "quiet")] if new_year else []
    told += _phases(recovery, days)
    told += [_event(one, glyphs) for one in happens]
    if days[-1] == recovery.last_day:
        told.append(Told(f"until {weekday_day(recovery.last_day, today)}", "quiet"))
    if not told and days[0] <= today <= days[-1]:
        told.append(Told("this week", "quiet", f"{glyphs.pointer} "))
    return told


def fitting(told: Sequence[Told], columns: int, mark: str, left_out: int = 0) -> list[Told]:
    """As much of what is told as a line of so many columns holds: names are cut first, then things are left out.

    That is the last change of the routine, and only without any the last of all: somebody waits at an appointment. How
    many were left out is told at the end: ``+1``.
    """
    more = [Told(f"+{left_out}", "quiet")] if left_out else []
    tries = ([one.cut_to(longest, mark) for one in told] for longest in range(columns, SHORTEST_NAME - 1, -1))
    for shorter in (list(told), *tries):
        if _columns([*shorter, *more]) <= columns:
            return [*shorter, *more]
    if not told:
        return []
    changes = [place for place, one in enumerate(told) if one.look == "change"]
    out = changes[-1] if changes else len(told) - 1
    return fitting([*told[:out], *told[out + 1 :]], columns, mark, left_out + 1)


def over_lines(told: Sequence[Told], columns: int, lines: int, mark: str) -> list[list[Told]]:
    """What is told, over so many lines: each but the last takes as much as it holds whole, and one thing at least."""
    if lines == 1:
        return [fitting(told, columns, mark)]
    taken = 1
    while taken < len(told) and _columns(told[: taken + 1]) <= columns:
        taken += 1
    return [fitting(told[:taken], columns, mark), *over_lines(told[taken:], columns, lines - 1, mark)]


def _columns(told: Sequence[Told]) -> int:
    return sum(cell_len(one.sign + one.words) + GAP for one in told) - GAP


def _phases(recovery: Recovery, days: Sequence[date]) -> list[Told]:
    """The phases that begin in a week, each with its day where the week did not begin with it."""
    told = []
    for day in days:
        offset = recovery.offset(day)
        phase = phase_at(guidance.phases(), offset)
        if offset == 0 or phase is not phase_at(guidance.phases(), offset - 1):
            since = "" if day == days[0] else f" from {day.day}"
            told.append(Told(phase.label, phase_look(phase), since=since))
    return told


def _event(event: CareEvent, glyphs: Glyphs) -> Told:
    from routine_tui.model.care.care_text import happens_words

    look = "event" if event.is_appointment else "change"
    sign = f"{glyphs.happens(event.is_appointment)} {event.day.day} "
    return Told(event.name or event.title, look, sign, happens_words(event))
