"""What procedures look like on the command line: in words, and as JSON."""

from __future__ import annotations

from datetime import date

from routine_tui.cli.session import CliSession, print_json
from routine_tui.model.care.around_text import around_as_typed
from routine_tui.model.care.care_text import span_words, when_words
from routine_tui.model.care.lengths import gap_words
from routine_tui.model.recovery.procedure import Procedure, next_within
from routine_tui.model.recovery.procedure import Session as Sitting
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped


def show_procedures(session: CliSession, as_json: bool) -> None:
    """Print every procedure with its sessions. Raises NoRecovery."""
    recovery, today = session.recovery, session.planner.today()
    procedures = list(enumerate(recovery.care.procedures, 1))
    if as_json:
        rows = [_as_json(recovery, number, one, today) for number, one in procedures]
        print_json({"recovery": recovery.name, "day": today.isoformat(), "procedures": rows})
        return
    session.say_head(recovery, "procedures")
    if not procedures:
        session.say("No procedures yet: add one with routine-tui procedure add.")
    for number, procedure in procedures:
        session.say_numbered(number, procedure_lines(recovery, procedure, today))


def procedure_lines(recovery: Recovery, procedure: Procedure, today: date) -> list[str]:
    """A procedure in a few lines: what was agreed, its sessions, the next one, and what rests around each."""
    sittings = recovery.care.sessions_of(procedure.id)
    said = [f"{procedure.count} sessions" if procedure.count and procedure.count > 1 else ""]
    gap = gap_words(procedure.gap_least, procedure.gap_most)
    said += [f"{gap} apart" if gap else "", *(clipped(text) for text in (procedure.who, procedure.where) if text)]
    lines = [", ".join(filter(None, (clipped(procedure.label), *said)))]
    lines += [f"{number}  {_sitting(one, today)}" for number, one in enumerate(sittings, 1)]
    if next_one := coming_words(recovery, procedure, today):
        lines.append(next_one)
    lines += [f"pauses: {clipped(around_as_typed(one))}" for one in procedure.around_on(today)]
    return lines + [f"{label}: {clipped(text, 400)}" for label, text in
                    (("Why", procedure.why), ("Note", procedure.note)) if text]  # fmt: skip


def coming_words(recovery: Recovery, procedure: Procedure, today: date) -> str:
    """When the next session falls as agreed, where it has no day yet; empty where none is left, or nothing was said."""
    if not is_left(recovery, procedure, today):
        return ""
    within = span_words(*next_within(procedure, recovery.care.sessions_of(procedure.id)), today)
    if not within:
        return "the next one: not booked" if procedure.count else ""
    return f"the next one: due {within}, not booked"


def is_left(recovery: Recovery, procedure: Procedure, today: date) -> bool:
    """Whether a session is still to be planned; where it is open how many there are, one is once none is ahead."""
    held = [one for one in recovery.care.sessions_of(procedure.id) if one.day is not None]
    if procedure.count is not None:
        return len(held) < procedure.count
    return not any(one.day >= today and not one.done for one in held if one.day is not None)


def _sitting(one: Sitting, today: date) -> str:
    if one.day is None:
        return "cancelled"
    stands = "done" if one.done else "planned" if one.day >= today else "planned, no notes"
    note = f": {clipped(one.note, 200)}" if one.note else ""
    return f"{when_words(one.day, one.at, today)}, {stands}{note}"


def _as_json(recovery: Recovery, number: int, procedure: Procedure, today: date) -> object:
    sittings = recovery.care.sessions_of(procedure.id)
    first, last = next_within(procedure, sittings) if is_left(recovery, procedure, today) else (None, None)
    return {
        "number": number,
        "id": procedure.id,
        "name": procedure.label,
        "kind": procedure.kind,
        "sessions_agreed": procedure.count,
        "gap_days": [procedure.gap_least, procedure.gap_most],
        "next_from": first.isoformat() if first else None,
        "next_until": last.isoformat() if last else None,
        "with": procedure.who or None,
        "where": procedure.where or None,
        "why": procedure.why or None,
        "note": procedure.note or None,
        "rests": [
            {"target": one.target, "before": one.before, "days_after": one.days_after, "instead": one.instead or None}
            for one in procedure.around_on(today)
        ],
        "sessions": [
            {
                "number": place,
                "id": one.id,
                "day": one.day.isoformat() if one.day else None,
                "time": f"{one.at:%H:%M}" if one.at else None,
                "done": one.done,
                "note": one.note or None,
            }
            for place, one in enumerate(sittings, 1)
        ],
    }
