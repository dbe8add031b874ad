"""Commands that show: the checklist of a day, and the healing window."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

import click

from routine_tui.cli.session import Session, columns, print_json
from routine_tui.cli.words import DATE, pass_session
from routine_tui.model.agenda import Agenda, Item
from routine_tui.model.errors import BadInput
from routine_tui.model.progress import Adherence, Cell, adherence, calendar
from routine_tui.model.recovery import Recovery
from routine_tui.model.words import MONTHS, NOTE_LIMIT, clipped, days_in_words, long_day, short_day

_COUNTED = ("complete", "partial", "open")
"""States of a day on which something was expected and which is over, or has something marked."""


# ---------------------------------------------------------------------- today


@click.command("today")
@click.option("--on", "on", type=DATE, metavar="DATE", help="Another day than today.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def today_command(session: Session, on: str | None, as_json: bool) -> None:
    """Show the checklist of a day, numbered.

    The numbers are what tick, skip and untick take.

    \b
    Examples:
      routine-tui today
      routine-tui today --on yesterday
      routine-tui today --json
    """
    recovery = session.recovery
    day = session.day(on)
    agenda = session.planner.agenda(day)
    today = session.planner.today()
    progress = {days: adherence(recovery, day, today, days) for days in (7, 28)}
    if as_json:
        print_json(_today_as_json(session, recovery, agenda, progress))
    else:
        _show_today(session, recovery, agenda, progress[7])


def _today_as_json(session: Session, recovery: Recovery, agenda: Agenda, progress: dict[int, Adherence]) -> object:
    return {
        "recovery": recovery.name,
        "day": agenda.day.isoformat(),
        "day_offset": recovery.offset(agenda.day),
        "window_days": recovery.window_days,
        "phase": session.planner.phase(agenda.day).id,
        "done": agenda.done,
        "due": agenda.due,
        "adherence": {
            str(days): None if of.ratio is None else round(of.ratio, 3) for days, of in progress.items()
        },
        "steps": [_item_as_json(item) for item in agenda.items],
        "note": agenda.note or None,
    }  # fmt: skip


def _item_as_json(item: Item) -> object:
    version, mark = item.version, item.mark
    return {
        "number": item.number,
        "id": item.step_id,
        "slot": version.slot,
        "kind": version.kind,
        "name": version.name,
        "required": version.required,
        "state": item.state,
        "at": mark.at.isoformat() if mark else None,
        "reason": (mark.reason or None) if mark else None,
        "note": (mark.note or None) if mark else None,
        "product": version.product or None,
        "cue": version.cue or None,
    }


def _show_today(session: Session, recovery: Recovery, agenda: Agenda, week: Adherence) -> None:
    day, planner = agenda.day, session.planner
    year = "" if day.year == planner.today().year else f" {day.year}"
    facts = [
        session.paint(clipped(recovery.name), bold=True),
        f"{long_day(day)}{year}",
        f"D{recovery.offset(day)} of {recovery.window_days}",
        planner.phase(day).label,
    ]
    session.say(session.dot.join(facts))
    lines = iter(columns([_row(session, day, item) for item in agenda.items]))
    for slot, items in groupby(agenda.items, key=lambda item: item.version.slot):
        session.say()
        session.say(session.paint(slot.capitalize(), bold=True))
        for _ in items:
            session.say(next(lines))
    session.say()
    if not agenda.items:
        session.say("No steps on this day: add one with routine-tui steps add.")
    if agenda.note:
        session.say(f"Note: {_indented(agenda.note)}")
    session.say(session.paint(_closing(session, agenda, week), dim=True))


def _row(session: Session, day: date, item: Item) -> tuple[str, ...]:
    glyph = session.glyphs.step(item.state)
    styles: dict[str, dict[str, Any]] = {"done": {"fg": "green"}, "due": {"bold": True}}
    style = styles.get(item.state, {"dim": True})
    more = [clipped(item.version.product)] if item.version.product else []
    if item.state in ("due", "ahead") and item.version.cue:
        more.append(clipped(item.version.cue))
    if item.mark and item.mark.note:
        more.append(f"“{clipped(item.mark.note, NOTE_LIMIT)}”")
    return (
        f"{item.number:>3} {session.paint(glyph, **style)}",
        clipped(item.version.name),
        _state_in_words(item, day, session.planner.day_starts_at()),
        session.paint(", ".join(more), dim=True),
    )


def _state_in_words(item: Item, day: date, day_starts_at: time) -> str:
    """What is known of a step on its day, in a few words; nothing for one that is simply due."""
    if item.state == "done" and item.mark:
        return _time_in_words(item.mark.at, day, day_starts_at)
    if item.state == "skipped" and item.mark:
        return f"skipped: {clipped(item.mark.reason, NOTE_LIMIT)}" if item.mark.reason else "skipped"
    if item.state == "open":
        return "not recorded" if item.version.required else "as needed"
    if item.state in ("due", "ahead"):
        return "" if item.version.required else "as needed"
    return {"paused": "paused", "not_due": "not on this day"}.get(item.state, "")


def _time_in_words(at: datetime, day: date, day_starts_at: time) -> str:
    """The time of a mark, or the date on which it was put in where that was another day."""
    after_midnight = at.date() == day + timedelta(days=1) and at.time() < day_starts_at
    return f"{at:%H:%M}" if at.date() == day or after_midnight else f"recorded {short_day(at.date())}"


def _closing(session: Session, agenda: Agenda, week: Adherence) -> str:
    facts = [f"{agenda.done} of {agenda.due} done"]
    if week.expected:
        unrecorded = f", {week.open} not recorded" if week.open else ""
        facts.append(f"last 7 days {week.done} of {week.expected}{unrecorded} (self-reported)")
    return session.dot.join(facts)


def _indented(note: str) -> str:
    return clipped(note, NOTE_LIMIT, newlines=True).replace("\n", "\n      ")


# ---------------------------------------------------------------------- calendar


@click.command("calendar")
@click.option("--since", type=DATE, metavar="DATE", help="From this day on [day zero].")
@click.option("--until", type=DATE, metavar="DATE", help="Until this day [the last of the window].")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def calendar_command(session: Session, since: str | None, until: str | None, as_json: bool) -> None:
    """Show the healing window, a row a week.

    Each day has a sign and its number from day zero, D0; today stands in brackets. The phase is named at the side
    where it changes; the weeks say on how many of the days that had something expected all of it was done.
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


def _calendar_as_json(session: Session, recovery: Recovery, cells: tuple[Cell, ...]) -> object:
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
            }
            for cell in cells
        ],
    }


def _show_calendar(session: Session, recovery: Recovery, cells: tuple[Cell, ...]) -> None:
    first_weekday = session.planner.settings.first_weekday
    span = f"{short_day(cells[0].day, year=True)} → {short_day(cells[-1].day, year=True)}"
    session.say(session.dot.join([session.paint(clipped(recovery.name), bold=True), span]))
    names = [("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")[(first_weekday + place) % 7] for place in range(7)]
    session.say(session.paint(" " * 7 + "".join(f"{name:>5}" for name in names), dim=True))
    named = ""
    for week_start, days in groupby(cells, key=lambda cell: _week_start(cell.day, first_weekday)):
        week = list(days)
        phase = session.planner.phase(week[0].day).label
        row = _week_row(session, week_start, week)
        beside = f"{'' if phase == named else phase:<17}  {_days_of_week(week)}"
        session.say(f"{row}  {beside}".rstrip())
        named = phase
    session.say()
    session.say(session.paint(_legend(session), dim=True))


def _week_start(day: date, first_weekday: int) -> int:
    """The ordinal of the first day of a week."""
    return day.toordinal() - (day.weekday() - first_weekday) % 7


def _week_row(session: Session, week_start: int, week: list[Cell]) -> str:
    today = session.planner.today()
    cells = {cell.day.toordinal() - week_start: cell for cell in week}
    row, closing = f"{MONTHS[week[0].day.month - 1][:3]} {week[0].day.day:>2} ", " "
    for place in range(7):
        cell = cells.get(place)
        is_today = cell is not None and cell.day == today
        row += "[" if is_today else closing
        row += f"{session.glyphs.day(cell.state)}{cell.offset:>3}" if cell else " " * 4
        closing = "]" if is_today else " "
    return row + closing


def _days_of_week(week: list[Cell]) -> str:
    """On how many days all was done, of those on which something was expected."""
    counted = [cell for cell in week if cell.state in _COUNTED]
    complete = sum(cell.state == "complete" for cell in counted)
    return f"{complete} of {days_in_words(len(counted))}" if counted else ""


def _legend(session: Session) -> str:
    glyphs = session.glyphs
    signs = {
        glyphs.complete: "all done", glyphs.partial: "part done", glyphs.open: "not recorded",
        glyphs.rest: "rest", glyphs.paused: "paused", glyphs.due: "today",
    }  # fmt: skip
    return "   ".join(f"{glyph} {meaning}" for glyph, meaning in signs.items())
