"""The command that shows the checklist of a day."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any

import click

from routine_tui.cli.day_events import event_as_json, events_of_days
from routine_tui.cli.picking import DATE, pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.model.day.agenda import Agenda, ChecklistItem
from routine_tui.model.day.counting import BLANK
from routine_tui.model.day.moment import moment_words
from routine_tui.model.day.progress import Adherence, adherence
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import NOTE_LIMIT, clipped, long_day


@click.command("today")
@click.option("--on", "on", type=DATE, metavar="DATE", help="The day [today].")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def today_command(session: CliSession, on: str | None, as_json: bool) -> None:
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


def _today_as_json(session: CliSession, recovery: Recovery, agenda: Agenda, progress: dict[int, Adherence]) -> object:
    return {
        "recovery": recovery.name,
        "day": agenda.day.isoformat(),
        "day_offset": recovery.offset(agenda.day),
        "window_days": recovery.window_days,
        "phase": session.planner.phase(agenda.day).id,
        "done": agenda.done,
        "due": agenda.due,
        "adherence": {
            str(days): None if (of_1000 := of.parts(1000)) is None else of_1000 / 1000 for days, of in progress.items()
        },
        "steps": [_item_as_json(agenda, item) for item in agenda.items],
        "note": agenda.note or None,
        "events": [event_as_json(one) for one in events_of_days(recovery).get(agenda.day, ())],
        "concern": _concern_as_json(session, recovery, agenda.day),
    }  # fmt: skip


def _concern_as_json(session: CliSession, recovery: Recovery, day: date) -> object:
    """What stands of the check-ins on a day, from level 2 on; None where nothing does."""
    if not _is_checked(session, recovery, day):
        return None
    from routine_tui.facts.skin import rules
    from routine_tui.model.skin.clocks import clock_lines
    from routine_tui.model.skin.concern import RED_FLAG
    from routine_tui.model.skin.standing import last_look_day, standing

    until = last_look_day(recovery, day) if day == session.planner.today() else day
    found = standing(rules(), recovery, until, RED_FLAG)
    if found is None:
        return None
    return {
        "day": found.day.isoformat(),
        "level": found.level,
        "rules": [rule.id for rule in found.fired],
        "clocks": list(clock_lines(recovery, session.planner.clock.now())),
    }


def _is_checked(session: CliSession, recovery: Recovery, day: date) -> bool:
    """Whether a check-in was made by a day; by today, where one counts that is under a day not yet here, too."""
    is_today = day == session.planner.today()
    return any(one.skin is not None and (is_today or one.day <= day) for one in recovery.days.values())


def _item_as_json(agenda: Agenda, item: ChecklistItem) -> object:
    version, mark, day = item.version, item.mark, agenda.day
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
        "stage": version.schedule.stage(day) or None,
        "hours": version.hours_on(day),
        "amount": mark.amount if mark else None,
        "most_per_day": version.most_per_day or None,
    }


def _show_today(session: CliSession, recovery: Recovery, agenda: Agenda, week: Adherence) -> None:
    """The list of a day; where somebody is to be called today, that comes first."""
    day, planner = agenda.day, session.planner
    comes_first, told = _concern_lines(session, recovery, day) if _is_checked(session, recovery, day) else (False, [])
    for line in [*told, ""] if comes_first else ():
        session.say(line)
    facts = [
        f"{long_day(day, planner.today())}",
        f"D{recovery.offset(day)} of {recovery.window_days}",
        planner.phase(day).label,
    ]
    session.say_head(recovery, *facts)
    for line in ["", *told] if told and not comes_first else ():
        session.say(line)
    lines = iter(columns([_row(session, agenda, item) for item in agenda.items]))
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
    if recovery.care is not NO_CARE:
        _show_care(session, recovery, day)
    if recovery.products:
        _show_product(session, recovery)
    if closing := _closing(session, agenda, week):
        session.say(session.paint(closing, dim=True))


def _concern_lines(session: CliSession, recovery: Recovery, day: date) -> tuple[bool, list[str]]:
    """Whether somebody is to be called today; what stands, how to answer it, and what hours can still prevent."""
    from routine_tui.cli.concern_text import flags_on, standing_lines
    from routine_tui.model.skin.clocks import clock_lines
    from routine_tui.model.skin.concern import TODAY_LEVEL

    flags = flags_on(session, recovery, day)
    lines = standing_lines(session, recovery, day, flags)
    if lines:
        lines += [f"  {session.paint(line, bold=True)}" for line in clock_lines(recovery, session.planner.clock.now())]
    return any(flag.rule.level >= TODAY_LEVEL for flag in flags), lines


def _show_product(session: CliSession, recovery: Recovery) -> None:
    """What is to be looked at of a product on trial, or how long a cream is in use; and that it is a photo day."""
    from routine_tui.model.skin.cream_clock import product_line
    from routine_tui.model.skin.photo_day import photo_line

    for line in (product_line(recovery, session.planner.today()), photo_line(recovery, session.planner.today())):
        if line:
            session.say(line)


def _show_care(session: CliSession, recovery: Recovery, day: date) -> None:
    """What happens on the day, the next visit, and what is waited for: a quiet line each."""
    from routine_tui.cli.visit_listing import items_to_bring
    from routine_tui.model.care.care_text import event_words, when_words
    from routine_tui.model.care.contact_text import waiting_lines
    from routine_tui.model.care.visit_checklist import ready_words
    from routine_tui.model.recovery.visit import next_visit

    today = session.planner.today()
    for event in events_of_days(recovery, session.planner.today()).get(day, ()):
        session.say(f"{session.glyphs.event} {clipped(event_words(event))}")
    if (visit := next_visit(recovery.care.visits, today)) is not None:
        who = f", {clipped(visit.title)}" if visit.title != "Visit" else ""
        ready = ready_words(items_to_bring(session, visit))
        session.say(f"Next visit: {when_words(visit.day, visit.at, today)}{who}{session.dot}{ready}")
    for line in waiting_lines(recovery, today):
        session.say(line)


def _row(session: CliSession, agenda: Agenda, item: ChecklistItem) -> tuple[str, ...]:
    day = agenda.day
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
        clipped(item.version.named(day)),
        "" if agenda.is_blank else _state_in_words(item, day, session),
        session.paint(", ".join(more), dim=True),
    )


def _state_in_words(item: ChecklistItem, day: date, session: CliSession) -> str:
    """What is known of a step on its day, in a few words; nothing for one that is simply due."""
    measured = amount_of(item, day)
    if item.state == "done" and item.mark:
        planner = session.planner
        when = moment_words(item.mark.at, day, planner.day_starts_at(), planner.today())
        return ", ".join(filter(None, (when, measured)))
    if item.state == "skipped" and item.mark:
        return f"skipped: {clipped(item.mark.reason, NOTE_LIMIT)}" if item.mark.reason else "skipped"
    if item.state == "open":
        if item.mark:
            return measured
        return "not recorded" if item.version.required else "if needed"
    if item.state in ("due", "ahead"):
        return ", ".join(filter(None, ("" if item.version.required else "if needed", measured)))
    return {"paused": "paused", "not_due": "not on this day"}.get(item.state, "")


def amount_of(item: ChecklistItem, day: date) -> str:
    """How much was done or is to be done of a step that is measured; empty for any other."""
    if not item.version.hours and not item.version.most_per_day and (item.mark is None or item.mark.amount is None):
        return ""
    from routine_tui.model.day.measures import amount_words

    return amount_words(item.version, day, item.mark)


def _closing(session: CliSession, agenda: Agenda, week: Adherence) -> str:
    if agenda.is_blank and agenda.items:
        return f"{BLANK} You can still tick what you did."
    skipped = sum(item.state == "skipped" and item.version.required for item in agenda.items)
    nothing = [f"{skipped} skipped" if skipped else "nothing expected"] if agenda.items else []
    facts = [f"{agenda.done} of {agenda.due} done"] if agenda.due else nothing
    if week.expected:
        unrecorded = f", {week.open} not recorded" if week.open else ""
        facts.append(f"last 7 days {week.done} of {week.expected}{unrecorded} (self-reported)")
    return session.dot.join(facts)


def _indented(note: str) -> str:
    return clipped(note, NOTE_LIMIT, newlines=True).replace("\n", "\n      ")
