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
from routine_tui.model.day.calendar_weeks import month_told, week_count
from routine_tui.model.day.progress import CalendarCell, calendar
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import MONTHS, clipped, short_day, weekday_day

_MOST_EVENTS: Final = 12
"""How many of the coming events are listed below the weeks."""


@click.command("calendar")
@click.option("--since", type=DATE, metavar="DATE", help="The first day [the day of the session].")
@click.option("--until", type=DATE, metavar="DATE", help="The last day [the end of the calendar].")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def calendar_command(session: CliSession, since: str | None, until: str | None, as_json: bool) -> None:
    """Show the calendar, one row per week.

    Each day has a symbol and its number in the month; today is in brackets. At the left are the month and the number
    of the week since the session. The phase is named where it changes; beside each week is how much of it was done.
    Days before the one on which it was begun here, or the first one with a record, count for nothing.
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
        if year != (year := week[-1 if week[0].day > recovery.day_zero else 0].day.year):  # that of the month beside it
            session.say(session.paint(str(year), dim=True))
        phase = session.planner.phase(week[0].day).label
        row = _edge(recovery, week, cells[0].day, first_weekday) + _week_row(session, week_start, week, by_day.keys())
        beside = f"{'' if phase == named else phase:<17}  {week_count(week, session.planner.today())}"
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


def _edge(recovery: Recovery, week: list[CalendarCell], first: date, first_weekday: int) -> str:
    """The month, where it changes and in the first row, and the number of the week since the session."""
    number = (_week_start(week[0].day, first_weekday) - _week_start(recovery.day_zero, first_weekday)) // 7
    days = [cell.day for cell in week]
    told = month_told(days, number, recovery.day_zero)
    if days[0] == first and not told:
        told = MONTHS[days[-1].month - 1][:3]
    return f"{told:<3}{number:>3} "


def _week_row(session: CliSession, week_start: int, week: list[CalendarCell], eventful: Container[date]) -> str:
    today = session.planner.today()
    cells = {cell.day.toordinal() - week_start: cell for cell in week}
    row, closing = "", " "
    for place in range(7):
        cell = cells.get(place)
        is_today = cell is not None and cell.day == today
        row += "[" if is_today else closing
        row += _cell(session, cell, cell.day in eventful) if cell else " " * 4
        closing = "]" if is_today else " "
    return row + closing


def _cell(session: CliSession, cell: CalendarCell, eventful: bool) -> str:
    """A day's sign and number; where something happens on it, that has a sign too."""
    sign, event = session.glyphs.day(cell.state, cell.day > session.planner.today()), session.glyphs.event
    if not eventful:
        return f"{sign}{cell.day.day:>3}"
    return f"{sign}{event}{cell.day.day:>2}" if sign.strip() else f"{event}{cell.day.day:>3}"


def _legend(session: CliSession, cells: tuple[CalendarCell, ...], eventful: bool) -> str:
    glyphs = session.glyphs
    signs = {
        glyphs.complete: "all done", glyphs.partial: "part done", glyphs.open: "not recorded",
        glyphs.skipped: "skipped", glyphs.rest: "rest", glyphs.paused: "paused", glyphs.due: "today",
    }  # fmt: skip
    signs |= {glyphs.blank: "before it began"} if any(cell.state == "blank" for cell in cells) else {}
    signs |= {glyphs.event: "event"} if eventful else {}
    return "   ".join(f"{glyph} {meaning}" for glyph, meaning in signs.items())
