"""The command that shows the healing window."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from itertools import groupby
from typing import Final

import click

from routine_tui.cli.day_events import event_as_json, events_of_days
from routine_tui.cli.picking import DATE, pass_session
from routine_tui.cli.session import CliSession, print_json
from routine_tui.model.day.progress import CalendarCell, calendar, full_days
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import MONTHS, clipped, days_in_words, short_day, weekday_day

_MOST_EVENTS: Final = 12
"""How many of the coming events are listed below the weeks."""


@click.command("calendar")
@click.option("--since", type=DATE, metavar="DATE", help="The first day [the day of the session].")
@click.option("--until", type=DATE, metavar="DATE", help="The last day [the end of the calendar].")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def calendar_command(session: CliSession, since: str | None, until: str | None, as_json: bool) -> None:
    """Show the calendar, one row per week.

    Each day has a symbol and its number, counted from the session (D0); today is in brackets. The phase is named
    where it changes; beside each week is the number of days on which everything due was done. Days before the one on
    which it was begun here, or the first one with a record, count for nothing.
    """
    recovery, planner = session.recovery, session.planner
    first, last = session.day(since, recovery.day_zero), session.day(until, recovery.last_day)
    if last < first:
        raise BadInput(f"--until {last} is before --since {first}: swap them, or leave one out.")
    cells = calendar(recovery, planner.today(), first, last)
    if as_json:
        print_json(_calendar_as_json(session, recovery, cells))
    else:
        _show_calendar(session, recovery, cells)


def _calendar_as_json(session: CliSession, recovery: Recovery, cells: tuple[CalendarCell, ...]) -> object:
    by_day = events_of_days(recovery)
    return {
        "recovery": recovery.name,
        "day_zero": recovery.day_zero.isoformat(),
        "window_days": recovery.window_days,
        "today": session.planner.today().isoformat(),
        "days": [
            {
                "day": cell.day.isoformat(),
                "day_offset": cell.offset,
                "phase": session.planner.phase(cell.day).id,
                "state": cell.state,
                "done": cell.done,
                "due": cell.due,
                "events": [event_as_json(one) for one in by_day.get(cell.day, ())],
            }
            for cell in cells
        ],
    }


def _show_calendar(session: CliSession, recovery: Recovery, cells: tuple[CalendarCell, ...]) -> None:
    first_weekday = session.planner.settings.first_weekday
    span = f"{short_day(cells[0].day)} → {short_day(cells[-1].day)}"
    session.say_head(recovery, span)
    names = [("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[(first_weekday + place) % 7] for place in range(7)]
    session.say(session.paint(" " * 7 + "".join(f"{name:>5}" for name in names), dim=True))
    named, by_day, year = "", events_of_days(recovery, session.planner.today()), session.planner.today().year
    for week_start, days in groupby(cells, key=lambda cell: _week_start(cell.day, first_weekday)):
        week = list(days)
        if year != (year := week[0].day.year):
            session.say(session.paint(str(year), dim=True))
        phase = session.planner.phase(week[0].day).label
        row = _week_row(session, week_start, week, by_day.keys())
        beside = f"{'' if phase == named else phase:<17}  {_days_of_week(week, session.planner.today())}"
        session.say(f"{row}  {beside}".rstrip())
        named = phase
    session.say()
    session.say(session.paint(_legend(session, cells, any(cell.day in by_day for cell in cells)), dim=True))
    coming = [
        (cell.day, one) for cell in cells if cell.day >= session.planner.today() for one in by_day.get(cell.day, ())
    ]
    if coming:
        session.say()
    for day, event in coming[:_MOST_EVENTS]:
        at = f" {event.at:%H:%M}" if event.at else ""
        session.say(f"{session.glyphs.event} {weekday_day(day, session.planner.today())}{at}  {clipped(event.title)}")
    if len(coming) > _MOST_EVENTS:
        session.say(session.paint(f"and {len(coming) - _MOST_EVENTS} more: --json lists all", dim=True))


def _week_start(day: date, first_weekday: int) -> int:
    """The ordinal of the first day of a week."""
    return day.toordinal() - (day.weekday() - first_weekday) % 7


def _week_row(session: CliSession, week_start: int, week: list[CalendarCell], eventful: Container[date]) -> str:
    today = session.planner.today()
    cells = {cell.day.toordinal() - week_start: cell for cell in week}
    row, closing = f"{MONTHS[week[0].day.month - 1][:3]} {week[0].day.day:>2} ", " "
    for place in range(7):
        cell = cells.get(place)
        is_today = cell is not None and cell.day == today
        row += "[" if is_today else closing
        row += _cell(session, cell, cell.day in eventful) if cell else " " * 4
        closing = "]" if is_today else " "
    return row + closing


def _cell(session: CliSession, cell: CalendarCell, eventful: bool) -> str:
    """A day's sign and number; where something happens on it, that has a sign too, as far as there is room."""
    sign, event = session.glyphs.day(cell.state, cell.day > session.planner.today()), session.glyphs.event
    if not eventful:
        return f"{sign}{cell.offset:>3}"
    if not sign.strip():
        return f"{event}{cell.offset:>3}"
    return f"{sign}{event}{cell.offset:>2}" if cell.offset < 100 else f"{event}{cell.offset:>3}"


def _days_of_week(week: list[CalendarCell], today: date) -> str:
    """On how many days all was done, of those on which something was expected."""
    complete, counted = full_days(week, today)
    return f"{complete} of {days_in_words(counted)}" if counted else ""


def _legend(session: CliSession, cells: tuple[CalendarCell, ...], eventful: bool) -> str:
    glyphs = session.glyphs
    signs = {
        glyphs.complete: "all done", glyphs.partial: "part done", glyphs.open: "not recorded",
        glyphs.skipped: "skipped", glyphs.rest: "rest", glyphs.paused: "paused", glyphs.due: "today",
    }  # fmt: skip
    signs |= {glyphs.blank: "before it began"} if any(cell.state == "blank" for cell in cells) else {}
    signs |= {glyphs.event: "event"} if eventful else {}
    return "   ".join(f"{glyph} {meaning}" for glyph, meaning in signs.items())
