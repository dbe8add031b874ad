"""The routine as it is printed: every step with how often it is due, since when, and what is to change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.model.day.coming import change_words, last_day, next_days, planned_changes
from routine_tui.model.day.often import often_words
from routine_tui.model.day.since import since
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.text import clipped, short_day

_NEXT_DAYS: Final = 5
"""How many of the days on which a step is next are told."""
Row = tuple[int, Step, StepVersion]
"""A step with its number, as it is today."""


def rows_of(session: CliSession) -> tuple[list[Row], list[Row]]:
    """The steps of the routine today and those that have ended, numbered in one row. Raises NoRecovery."""
    routine, today = session.recovery.routine, session.planner.today()
    current = [(number, step, version) for number, (step, version) in enumerate(routine.current(today), 1)]
    ended = enumerate(routine.ended(today), len(current) + 1)
    return current, [(number, step, version) for number, (step, version) in ended]


def show_routine(session: CliSession, as_json: bool) -> None:
    """Print every step. Raises NoRecovery."""
    recovery = session.recovery
    current, ended = rows_of(session)
    if as_json:
        print_json(
            {
                "recovery": recovery.name,
                "day": session.planner.today().isoformat(),
                "steps": [_row_as_json(session, row, ended=False) for row in current]
                + [_row_as_json(session, row, ended=True) for row in ended],
            }
        )
    else:
        _show_steps(session, current, ended)


def _row_as_json(session: CliSession, row: Row, ended: bool) -> object:
    number, step, version = row
    recovery, today = session.recovery, session.planner.today()
    day, last = recovery.nearest(today), last_day(step)
    return {
        "number": number,
        "id": step.id,
        **_version_as_json(version),
        "since": since(step, day).isoformat(),
        "ended": ended,
        "next": [on.isoformat() for on in next_days(recovery, step, day, today, _NEXT_DAYS)],
        "last_day": last.isoformat() if last else None,
        "changes": [
            {"from": one.day.isoformat(), **_version_as_json(one.version), "ended": one.version.ended}
            for one in planned_changes(step, day)
        ],
    }


def _version_as_json(version: StepVersion) -> dict[str, object]:
    """How a step is from a day on."""
    return {
        "slot": version.slot,
        "kind": version.kind,
        "name": version.name,
        "required": version.required,
        "every": version.schedule.as_typed(),
        "schedule": version.schedule.in_words(),
        "until": version.schedule.last_day.isoformat() if version.schedule.last_day else None,
        "product": version.product or None,
        "cue": version.cue or None,
        "hours": version.hours or None,
        "most_per_day": version.most_per_day or None,
    }


def _show_steps(session: CliSession, current: Sequence[Row], ended: Sequence[Row]) -> None:
    recovery: Recovery = session.recovery
    day = recovery.nearest(session.planner.today())
    session.say_head(recovery, "the routine")
    if not current:
        session.say("No steps yet: add one with routine-tui steps add.")
    _show_rows(session, current, day, dim=False)
    if ended:
        session.say()
        session.say(session.paint("Stopped; restart one with routine-tui steps resume", dim=True))
        _show_rows(session, ended, day, dim=True)


def _show_rows(session: CliSession, rows: Sequence[Row], day: date, dim: bool) -> None:
    """A line a step, and below it one for each day on which it is to change or to end."""
    today = session.planner.today()
    for (_, step, _), line in zip(rows, columns([_row(row, day, today) for row in rows]), strict=True):
        session.say(session.paint(line, dim=True) if dim else line)
        for change in planned_changes(step, day):
            session.say(session.paint(f"     {change_words(change, today)}", dim=True))


def _row(row: Row, day: date, today: date) -> tuple[str, ...]:
    number, step, version = row
    begun = since(step, day)
    return (
        f"{number:>3}",
        version.slot,
        clipped(version.name),
        clipped(often_words(version, today), 400),
        f"{'from' if begun > day else 'since'} {short_day(begun, today)}",
        clipped(version.product),
    )
