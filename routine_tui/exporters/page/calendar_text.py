"""The calendar as lines of text: a row a week, with what each week adds up to."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from routine_tui.exporters.page.page import Calendar
from routine_tui.exporters.page.phrases import EVENT, GLYPHS, Phrases, ratio
from routine_tui.exporters.summary.entries import Week
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.day.progress import Adherence, CalendarCell
from routine_tui.model.text import short_day


def calendar_lines(summary: Summary) -> Iterator[str]:
    """The lines, at most 76 columns wide, without blanks at their ends."""
    p = Phrases(summary)
    names, shown = " ".join(name[:2] for name in p.weekday_names), p.weeks
    yield f"Week of        {names}{_columns('Done', 'Not recorded', 'Skipped', 'Paused')}"
    days = {event.day for event in summary.care.events} if summary.care else set()
    year = summary.today.year
    for week in shown:
        if year != (year := week.begins.year):
            yield str(year)
        first = next(some for some in week.cells if some)
        glyphs = " ".join(_cell(some, days) for some in week.cells)
        begins = f"{short_day(week.begins, week.begins):7}  {f'D{first.offset}':5}"
        yield f"{begins} {glyphs}{_numbers(summary, week)}".rstrip()
    if len(shown) > 1:
        yield f"{'Together':35}{_columns(*_figures(summary.whole))}"


def _cell(some: CalendarCell | None, days: Container[date]) -> str:
    """A day in two columns: its state, and whether an event is on it."""
    if some is None:
        return "  "
    return f"{GLYPHS[some.state].strip()}{EVENT if some.day in days else ''}".ljust(2)


def _numbers(summary: Summary, week: Week) -> str:
    begun = summary.recorded_until is not None and week.begins <= summary.recorded_until
    return _columns(*_figures(week.adherence)) if begun else ""


def _figures(adherence: Adherence) -> tuple[str, str, str, str]:
    return ratio(adherence), str(adherence.open), str(adherence.skipped), str(adherence.paused)


def _columns(done: str, opened: str, skipped: str, paused: str) -> str:
    return f"{done:>11} {opened:>12} {skipped:>7} {paused:>6}"


def legend(drawn: Calendar) -> str:
    """What the signs on the calendar mean, and what is ahead of it, in a sentence each."""
    signs: dict[str, str] = {"event": EVENT, **{str(state): glyph for state, glyph in GLYPHS.items()}}
    said = ", ".join(f"{signs[state]} {name}" for state, name in drawn.legend)
    return " ".join(filter(None, (f"{said}." if said else "", drawn.beside)))
