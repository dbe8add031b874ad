"""What the lines of a day say, of its steps by slot and of its note; ``checklist.py`` draws them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.day.agenda import EXPECTED, ChecklistItem, agenda
from routine_tui.model.day.counting import BLANK
from routine_tui.model.day.moment import moment_words
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import NOTE_LIMIT, clipped, weekday_day
from routine_tui.ui.keys import with_keys

TICK_ALL_THE_SAME: Final = "You can still tick what you did."
"""What is said of a day on which nothing was due yet."""
TOMORROW: Final = "tomorrow"
"""When a step is next that is due on the day after today; a name of several words keeps its room."""


class ChecklistRow(Struct, frozen=True):
    """One line: a slot's heading, a step, a line of the note, or nothing; all that is drawn of it is in it."""

    text: str = ""
    item: ChecklistItem | None = None
    day: date = date.min
    """The day of a step: its stage and its hours are told as of it."""
    when: str = ""
    """When a step was done, or when one that is not due is next."""
    kind: Literal["words", "heading", "settled"] = "words"
    """How a line that is no step looks; ``settled`` is the heading of a part of the day that is done, and alike."""


def rows_of_day(
    recovery: Recovery, day: date, today: date, height: int, day_starts_at: time, is_boxed: bool = False
) -> tuple[ChecklistRow, ...]:
    """The lines of a day; slots stand apart where there is room for it, and in no box the first from what is above."""
    shown = agenda(recovery, day, today)
    rows: list[ChecklistRow] = []
    slots = list(dict.fromkeys(item.version.slot for item in shown.items))
    notes = clipped(shown.note, NOTE_LIMIT, newlines=True).split("\n") if shown.note else []
    is_over = day == today and 0 < shown.done == shown.due
    is_blank = shown.is_blank and bool(shown.items)
    blank = [BLANK, TICK_ALL_THE_SAME] if is_blank and is_boxed else []
    below = (len(notes) + 2 if notes else 0) + (3 if blank else 0)
    needed = len(shown.items) + 2 * len(slots) + below
    if is_over:
        rows.append(ChecklistRow(all_done_words(recovery, today), kind="settled"))
    elif is_blank and not is_boxed:  # in place of a gap: no step may move under a mouse that ticked the first one
        rows.append(ChecklistRow(TICK_ALL_THE_SAME))
    for slot in slots:
        is_first = slot == slots[0]
        has_gap = not is_boxed and not rows and needed <= height if is_first else needed <= height + 1
        if has_gap:  # what is said of the day stands in the first one
            rows.append(ChecklistRow())
        rows.append(_heading(slot, [item for item in shown.items if item.version.slot == slot]))
        rows.extend(
            ChecklistRow(item=item, day=day, when="" if is_blank else _when(recovery, item, day, today, day_starts_at))
            for item in shown.items
            if item.version.slot == slot
        )
    if not shown.items:
        rows += [
            ChecklistRow("No steps yet."),
            ChecklistRow(with_keys("Press ‹view.routine›, then ‹routine.add›, to add your first.")),
        ]
    if blank and needed <= height:
        rows.append(ChecklistRow())
    rows.extend(map(ChecklistRow, blank))
    if notes:
        if needed <= height:
            rows.append(ChecklistRow())
        rows.append(ChecklistRow("NOTE", kind="heading"))
        rows.extend(ChecklistRow("  " + line) for line in notes)
    return tuple(rows)


def _heading(slot: str, items: Sequence[ChecklistItem]) -> ChecklistRow:
    """The heading of a part of the day, with how many of its steps are done where any is to be done."""
    wanted = [item for item in items if item.version.required and item.state in EXPECTED]
    done = sum(item.state == "done" for item in wanted)
    if not wanted or (done == 0 and any(item.state == "ahead" for item in wanted)):
        return ChecklistRow(slot.upper(), kind="heading")
    kind: Literal["heading", "settled"] = "settled" if done == len(wanted) else "heading"
    return ChecklistRow(slot.upper(), when=f"{done} of {len(wanted)}", kind=kind)


def is_waiting(item: ChecklistItem) -> bool:
    """Whether a step is to be done on its day and nothing is recorded of it."""
    return item.state in ("due", "open") and item.version.required


def all_done_words(recovery: Recovery, today: date) -> str:
    """That all of today is done, and what comes next: ``All done. Next: tomorrow morning.``"""
    tomorrow = today + timedelta(days=1)
    if recovery.contains(tomorrow):
        for item in agenda(recovery, tomorrow, today).items:
            if item.version.required and item.state == "ahead":
                part = "" if item.version.slot == "day" else f" {item.version.slot}"
                return f"All done. Next: tomorrow{part}."
    return "All done for today."


def amount_of(item: ChecklistItem, day: date) -> str:
    """How much of a step was done or is to be; empty, and nothing worked out, for one that is done or not."""
    version, mark = item.version, item.mark
    if not (version.hours or version.most_per_day or (mark is not None and mark.amount is not None)):
        return ""
    from routine_tui.model.day.measures import amount_words

    return amount_words(version, day, mark)


def _when(recovery: Recovery, item: ChecklistItem, day: date, today: date, day_starts_at: time) -> str:
    if item.mark is not None:
        return moment_words(item.mark.at, day, day_starts_at, today)
    if item.state != "not_due":
        return ""
    from routine_tui.model.day.coming import next_days

    coming = next_days(recovery, recovery.routine.step(item.step_id), day, today)
    if coming and day == today and (coming[0] - today).days == 1:
        return TOMORROW
    return f"next {weekday_day(coming[0], today)}" if coming else "not today"
