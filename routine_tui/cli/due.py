"""What is still due today, for timers and status bars. It imports no more than ``status`` does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

import click

from routine_tui.cli.session import CliSession, print_json
from routine_tui.model.day.agenda import ChecklistItem, agenda
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS
from routine_tui.model.text import clipped

DUE_STATUS: Final = 3
"""The exit status where something is still due; 0 to 2 are those of every command."""


@click.command("due")
@click.option(
    "--slot",
    "slots",
    type=click.Choice(SLOTS),
    multiple=True,
    help="Only this part of the day; can be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@click.pass_obj
def due_command(session: CliSession, slots: tuple[str, ...], as_json: bool) -> int:
    """Print what is still due today, one line per part of the day.

    It exits 3 if something is still due, and 0 if nothing is, or if there is no recovery; then it prints nothing.
    Steps that are done as needed are never due.

    \b
    Examples:
      routine-tui due
      routine-tui due --slot evening --json
    """
    recovery = session.planner.find()
    today = session.planner.today() if recovery else None
    items = still_due(recovery, today, slots) if recovery and today else []
    if as_json:
        _print_json(recovery, today, items)
    else:
        for line in due_lines(items):
            session.say(line)
    return DUE_STATUS if items else 0


def still_due(recovery: Recovery, today: date, slots: Sequence[str]) -> list[ChecklistItem]:
    """The required steps of today that nothing was recorded for, in the order of the checklist."""
    if not recovery.contains(today):
        return []
    return [
        item
        for item in agenda(recovery, today, today).items
        if item.state == "due" and item.version.required and (not slots or item.version.slot in slots)
    ]


def due_lines(items: Sequence[ChecklistItem]) -> list[str]:
    """What is still due, a line a part of the day."""
    return [
        f"{slot.capitalize()}: {', '.join(clipped(item.version.name) for item in of_slot)}"
        for slot, of_slot in groupby(items, key=lambda item: item.version.slot)
    ]


def _print_json(recovery: Recovery | None, today: date | None, items: Sequence[ChecklistItem]) -> None:
    print_json(
        {
            "recovery": recovery.name if recovery else None,
            "day": today.isoformat() if today else None,
            "left": len(items),
            "steps": [
                {
                    "number": item.number,
                    "id": item.step_id,
                    "slot": item.version.slot,
                    "kind": item.version.kind,
                    "name": item.version.name,
                    "product": item.version.product or None,
                }
                for item in items
            ],
        }
    )
