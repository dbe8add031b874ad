"""What a sync did, and with which list, as a person reads it."""

from __future__ import annotations

from datetime import date

from routine_tui.model.text import clipped, listed, weekday_day
from routine_tui.sync.account import Account
from routine_tui.sync.state import Report, Setup


def report_words(report: Report) -> str:
    """What a sync did, as one sentence."""
    parts = [
        _counted(report.taken, "step came from the list", "steps came from the list"),
        _counted(report.sent, "task was sent", "tasks were sent"),
        _counted(report.removed, "old task was removed", "old tasks were removed"),
        _counted(report.appointments, "appointment was brought up to date", "appointments were brought up to date"),
        _counted(report.waiting, "tick waits for its day", "ticks wait for their day"),
        _counted(report.refused, "task is left for the next sync", "tasks are left for the next sync"),
    ]
    told = [part for part in parts if part]
    return f"{listed(told)}." if told else "Nothing new on either side."


def sent_words(account: Account) -> str:
    """What of the recovery is sent to the list."""
    visits = ["when your visits and sessions are"] if account.neutral else ["visits and sessions"]
    visits = visits if "visits" in account.parts else []
    if account.neutral:
        parts = ["neutral titles", *visits, "whether each step is done, and when"]
        return f"{', '.join(parts[:-1])}, {parts[-1]}"
    others = [part for part in account.parts if part != "visits"]
    parts = ["step names", *others, *visits, "whether each is done, when, and why it was skipped"]
    return ", ".join(parts[:-1]) + f", and {parts[-1]}"


def last_sync_lines(setup: Setup, today: date, dot: str) -> list[str]:
    """When the last sync was, what it did, and what stopped it; ``dot`` stands between two facts."""
    last = setup.state.last
    if last is None:
        return ["It was not synced yet."]
    at = last.at.astimezone()
    lines = [f"Last sync: {weekday_day(at.date(), today)}, {at:%H:%M}{dot}{report_words(last)}"]
    if last.problem:
        lines.append(f"It stopped: {clipped(last.problem, 400)}")
        if done := setup.state.done_at:
            at = done.astimezone()
            lines.append(f"It last went through on {weekday_day(at.date(), today)} at {at:%H:%M}.")
    return lines


def _counted(number: int, one: str, more: str) -> str:
    return "" if not number else f"{number} {one if number == 1 else more}"
