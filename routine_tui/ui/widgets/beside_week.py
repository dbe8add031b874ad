"""What stands beside a week of the calendar: the phase that begins, and what happens on its days, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

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
SHORTEST_NAME = 8
"""Columns below which a name is not cut further; what then does not fit is left out from the end."""
WHOLE_WORDS = 0.5
"""A cut falls between two words where at least this share of the columns stays."""


class Told(Struct, frozen=True):
    """One thing beside a week."""

    text: str
    look: str
    """By what it is drawn: ``quiet``, ``event``, ``change``, ``phase-1`` and so on."""
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
            begun = set_cell_size(text, max(0, columns - 1))
            words = begun if text[len(begun) :].startswith(" ") else begun.rpartition(" ")[0]
            text = (words if cell_len(words) >= WHOLE_WORDS * columns else begun).rstrip() + mark
        return Told(text, self.look, self.sign, self.end)

    def over_two(self, columns: int, mark: str) -> tuple[Told, Told] | None:
        """The same over two lines of so many columns, the second below the first; None where no word fits the first."""
        room = columns - cell_len(self.sign)
        begun = self.text + self.end
        while cell_len(begun) > room:
            begun = begun.rpartition(" ")[0]
        rest = Told((self.text + self.end)[len(begun) :].strip(), self.look, " " * cell_len(self.sign))
        return (Told(begun, self.look, self.sign), rest.cut_to(room, mark)) if begun and rest.text else None

    @property
    def in_one(self) -> Told:
        """The same with what happens as a part of what may be cut."""
        return Told(self.text + self.end, self.look, self.sign)

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


def beside_one_line(
    recovery: Recovery, first: date, told_of: Callable[[Sequence[date]], list[Told]], columns: int
) -> list[Told]:
    """What is told in one line beside the week that begins with a day; ``told_of`` says it for the days of any week.

    A phase whose name has no room beside its first week is named beside the next of its weeks that has.
    """
    told = told_of(days_of_week(recovery, first))
    phase = _last_phase(recovery, first)
    label = Told(phase.label, phase_look(phase))
    begins = recovery.day_zero + timedelta(days=max(0, phase.from_day))
    week = first + timedelta(weeks=(begins - first).days // 7)

    def has_room(at: date) -> bool:
        others = [one for one in told_of(days_of_week(recovery, at)) if one.look != label.look]
        return _columns([label, *(one.cut_to(columns, "") for one in others)]) <= columns

    if first > week:
        earlier = (week + timedelta(weeks=k) for k in range((first - week).days // 7))
        return told if not has_room(first) or any(map(has_room, earlier)) else [label, *told]
    if has_room(first) or not any(map(has_room, _later_weeks(recovery, first, phase))):
        return told
    return [one for one in told if one.look != label.look]


def days_of_week(recovery: Recovery, first: date) -> list[date]:
    """The days of the window in the week that begins with a day."""
    return [day for k in range(7) if recovery.contains(day := first + timedelta(days=k))]


def _last_phase(recovery: Recovery, first: date) -> Phase:
    """The phase of the last day of the window in the week that begins with a day."""
    return phase_at(guidance.phases(), recovery.offset(days_of_week(recovery, first)[-1]))


def _later_weeks(recovery: Recovery, first: date, phase: Phase) -> Iterator[date]:
    """The first days of the weeks after one that end in the same phase."""
    at = first + timedelta(weeks=1)
    while at <= recovery.last_day and _last_phase(recovery, at) is phase:
        yield at
        at += timedelta(weeks=1)


def fitting(told: Sequence[Told], columns: int, mark: str, left_out: int = 0) -> list[Told]:
    """As much of what is told as a line of so many columns holds: names are cut first, then things are left out.

    That is the last change of the routine, and only without any the last of all: somebody waits at an appointment. How
    many were left out is told at the end: ``+1``.
    """
    more = [Told(f"+{left_out}", "quiet")] if left_out else []
    for shorter in _shorter(told, columns, mark):
        if _columns([*shorter, *more]) <= columns:
            return [*shorter, *more]
    if not told:
        return []
    changes = [place for place, one in enumerate(told) if one.look == "change"]
    out = changes[-1] if changes else len(told) - 1
    return fitting([*told[:out], *told[out + 1 :]], columns, mark, left_out + 1)


def _shorter(told: Sequence[Told], columns: int, mark: str) -> Iterator[list[Told]]:
    """The same, shorter and shorter: names of changes are cut, then what happens; all others once no change is left.

    Of several changes none loses what happens: two names without that would say nothing.
    """
    lengths = range(columns, SHORTEST_NAME - 1, -1)
    whole = {one: one.cut_to(cell_len(one.text), "") for one in told if one.look != "change"}
    yield list(told)
    yield from ([whole.get(one) or one.cut_to(most, mark) for one in told] for most in lengths)
    if len(told) - len(whole) == 1:
        yield from ([whole.get(one) or one.in_one.cut_to(most, mark) for one in told] for most in lengths)
    if all(one.look != "change" for one in told):
        yield from ([one.in_one.cut_to(most, mark) for one in told] for most in lengths)


def over_lines(told: Sequence[Told], columns: int, lines: int, mark: str) -> list[list[Told]]:
    """What is told, over so many lines: each but the last takes as much as it holds whole, and one thing at least.

    One thing alone that is too long for a line goes on in the next.
    """
    if lines == 1:
        return [fitting(told, columns, mark)]
    if (
        len(told) == 1
        and _columns([told[0].cut_to(columns, "")]) > columns
        and (two := told[0].over_two(columns, mark))
    ):
        return [[two[0]], [two[1]], *([] for _ in range(lines - 2))]
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
