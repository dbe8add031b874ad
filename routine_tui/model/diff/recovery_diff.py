"""What differs between two states of a recovery, one line a difference, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from routine_tui.model.day.moment import is_of_day
from routine_tui.model.day.week_text import week_words
from routine_tui.model.diff.difference import Difference, quoted, shortened
from routine_tui.model.diff.item_diff import replaced_texts, thing_differences
from routine_tui.model.diff.skin_diff import (
    day_differences,
    found_answers,
    profile_differences,
    replaced_answers,
)
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.text import days_in_words, escape_control_characters, listed, short_day


def differences(before: Recovery, after: Recovery) -> list[Difference]:
    """What differs between two states of one recovery: itself, its steps, pauses, shelf, pictures, then day by day."""
    return [
        *_itself(before, after),
        *profile_differences(before, after),
        *_steps(before, after),
        *_pauses(before, after),
        *thing_differences(before, after),
        *_days(before, after),
    ]


def newer_records(known: Recovery, found: Mapping[date, Day]) -> Iterator[tuple[date, str]]:
    """The records among those found that a recovery does not have, each as its day and a line that tells it."""
    for day in sorted(found):
        record, kept = found[day], known.record(day)
        for step_id, mark in record.marks.items():
            if kept.marks.get(step_id) != mark:
                yield day, f"{short_day(day)}, {_name(known, step_id, day)}: {_mark(mark, day, known)}"
        if record.note and record.note != kept.note:
            yield day, f"{short_day(day)}, note: {escape_control_characters(record.note)}"
        if answers := found_answers(kept, record):
            yield day, f"{short_day(day)}, check-in: {answers}"


def replaced_words(copy: Recovery, joined: Recovery) -> Iterator[Difference]:
    """The notes, reasons, answers and other words of a copy that the recovery it was joined with does not have."""
    yield from replaced_texts(copy, joined)
    for day, record in sorted(copy.days.items()):
        now = joined.record(day)
        if lost := "\n".join(line for line in record.note.split("\n") if line not in now.note):
            yield Difference(f"{short_day(day)}, note", quoted(lost), quoted(now.note))
        for step_id, mark in sorted(record.marks.items()):
            kept = now.marks.get(step_id)
            told = (now.note, kept.note, kept.reason) if kept else (now.note,)
            if not all(any(words in one for one in told) for words in (*mark.note.split("\n"), mark.reason)):
                yield Difference(
                    f"{short_day(day)}, {_name(copy, step_id, day)}", _mark(mark, day, copy), _mark(kept, day, joined)
                )
        yield from replaced_answers(day, record, now)


def _itself(before: Recovery, after: Recovery) -> Iterator[Difference]:
    if before.name != after.name:
        yield Difference("Name", shortened(before.name), shortened(after.name))
    if before.day_zero != after.day_zero:
        yield Difference("Day zero", short_day(before.day_zero), short_day(after.day_zero))
    if before.begun != after.begun:
        yield Difference("Begun here", _begun(before), _begun(after))
    if before.chosen_days != after.chosen_days:
        yield Difference("Window", days_in_words(before.chosen_days), days_in_words(after.chosen_days))
    if before.afterwards != after.afterwards:
        yield Difference("Expected", _how_much(before), _how_much(after))
    for monday in sorted({one.monday for one in (*before.weeks, *after.weeks)}):
        was, is_now = (week_words(one.weeks, monday) for one in (before, after))
        if was != is_now:
            yield Difference(f"Week of {short_day(monday)}", was, is_now)
    if before.quiet != after.quiet:
        yield Difference("Looking less", _quietly(before), _quietly(after))
    if before.day_starts_at != after.day_starts_at:
        yield Difference("Day starts at", f"{before.day_starts_at:%H:%M}", f"{after.day_starts_at:%H:%M}")


def _steps(before: Recovery, after: Recovery) -> Iterator[Difference]:
    old = {step.id: step for step in before.routine.steps}
    new = {step.id: step for step in after.routine.steps}
    for step_id in [*new, *(gone for gone in old if gone not in new)]:
        was, is_now = old.get(step_id), new.get(step_id)
        if was == is_now:
            continue
        step = is_now or was
        assert step is not None
        what = f"Step {shortened(step.latest.name)} ({step.latest.slot})"
        if was is None or is_now is None:
            yield Difference(what, "there" if was else "not there", "there" if is_now else "not there")
        else:
            yield Difference(what, *_versions(was, is_now))


def _versions(was: Step, is_now: Step) -> tuple[str, str]:
    """What differs between two histories of a step: the fields of its newest version, or that an earlier one does."""
    changed = [
        name
        for name in StepVersion.__struct_fields__
        if name not in ("valid_from", "position", "sources")
        and getattr(was.latest, name) != getattr(is_now.latest, name)
    ]
    if changed == ["ended"]:
        return ("ended", "in the routine") if was.latest.ended else ("in the routine", "ended")
    if changed:
        told = [name.replace("_", " ") for name in changed if name != "product_id"] or ["product"]
        return "as it is", f"changed: {listed(told)}"
    return (
        "as it is",
        "in another place" if was.latest.position != is_now.latest.position else "another on earlier days",
    )


def _pauses(before: Recovery, after: Recovery) -> Iterator[Difference]:
    old = {pause.id: pause for pause in before.pauses}
    new = {pause.id: pause for pause in after.pauses}
    for name in sorted(old.keys() | new.keys()):
        was, is_now = old.get(name), new.get(name)
        if was != is_now:
            first = (is_now or was or Pause(before.day_zero)).first_day
            yield Difference(f"Pause from {short_day(first)}", _pause(was), _pause(is_now))


def _pause(pause: Pause | None) -> str:
    if pause is None:
        return "not there"
    steps = (
        "all steps" if not pause.step_ids else "1 step" if len(pause.step_ids) == 1 else f"{len(pause.step_ids)} steps"
    )
    return f"{steps}, " + (f"until {short_day(pause.last_day)}" if pause.last_day else "until it is ended")


def _days(before: Recovery, after: Recovery) -> Iterator[Difference]:
    place = {step.id: number for number, step in enumerate([*before.routine.steps, *after.routine.steps])}
    for day in sorted(before.days.keys() | after.days.keys()):
        old, new = before.record(day), after.record(day)
        if old == new:
            continue
        for step_id in sorted(old.marks.keys() | new.marks.keys(), key=lambda one: (place.get(one, -1), one)):
            was, is_now = old.marks.get(step_id), new.marks.get(step_id)
            if was != is_now:
                holder = after if is_now else before
                yield Difference(
                    f"{short_day(day)}, {_name(holder, step_id, day)}",
                    _mark(was, day, before),
                    _mark(is_now, day, after),
                )
        if old.note != new.note:
            yield Difference(f"{short_day(day)}, note", quoted(old.note), quoted(new.note))
        yield from day_differences(day, old, new)


def _mark(mark: Mark | None, day: date, of: Recovery) -> str:
    """A mark in words; the date stands beside the time of one that was made on another day than it is of."""
    if mark is None:
        return "not recorded"
    told = [f"{mark.state} {mark.at:%H:%M}"]
    if not is_of_day(mark.at, day, of.day_starts_at):
        told = [f"{mark.state} {mark.at:%H:%M} on {short_day(mark.at.date())}"]
    if mark.amount is not None:
        told.append(f"amount {mark.amount:g}")
    if mark.reason:
        told.append(f"reason {quoted(mark.reason)}")
    if mark.note:
        told.append(f"note {quoted(mark.note)}")
    return ", ".join(told)


def _name(recovery: Recovery, step_id: str, day: date) -> str:
    for step in recovery.routine.steps:
        if step.id == step_id:
            return shortened(step.on_or_first(day).name)
    return shortened(step_id)


def _begun(recovery: Recovery) -> str:
    return short_day(recovery.begun) if recovery.begun else "not known"


def _quietly(recovery: Recovery) -> str:
    return ", ".join(f"{'on' if one.is_on else 'off'} from {short_day(one.since)}" for one in recovery.quiet) or "off"


def _how_much(recovery: Recovery) -> str:
    words = {"on": "as before", "weekly": "once a week", "closed": "nothing"}
    said = [f"{words[one.choice]} from {short_day(one.since)}" for one in recovery.afterwards]
    return ", ".join(said) or "as planned"
