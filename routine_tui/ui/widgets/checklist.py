"""The steps of one day, by slot: draws them, and asks for ticks. It changes nothing and knows no store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.agenda import ChecklistItem, agenda
from routine_tui.model.day.counting import BLANK
from routine_tui.model.day.moment import moment_words
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import NOTE_LIMIT, clipped, weekday_day
from routine_tui.ui.keys import moves
from routine_tui.ui.widgets.lines import LineList, strip


class ChecklistRow(Struct, frozen=True):
    """One line: a slot's heading, a step, a line of the note, or nothing; all that is drawn of it is in it."""

    text: str = ""
    item: ChecklistItem | None = None
    day: date = date.min
    """The day of a step: its stage and its hours are told as of it."""
    when: str = ""
    """When a step was done, or when one that is not due is next."""


class Checklist(LineList):
    """One line a step, under its slot; the day's note below."""

    COMPONENT_CLASSES = {
        "checklist--cursor",
        "checklist--settled",
        "checklist--quiet",
        "checklist--slot",
        "checklist--mark",
    }
    DEFAULT_CSS = """
    Checklist { padding: 0 1; }
    Checklist > .checklist--slot { color: $text-muted; text-style: bold; }
    Checklist > .checklist--settled { color: $text-muted; }
    Checklist > .checklist--quiet { color: $text-disabled; }
    Checklist > .checklist--mark { color: $success; }
    Checklist > .checklist--cursor { background: $block-cursor-blurred-background; }
    Checklist:focus > .checklist--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """
    BINDINGS = moves("checklist")

    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)
    day_starts_at: var[time | None] = var(None)
    """When a day begins, where the settings say it; None for what the recovery says."""

    class Ticked(Message):
        """The step under the cursor was clicked on: it is to be ticked, or its mark taken back."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another step, or on none."""

        item: ChecklistItem | None

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._rows: tuple[ChecklistRow, ...] = ()
        self._cursor = 0
        self._chosen = ""

    @property
    def item(self) -> ChecklistItem | None:
        """The step under the cursor."""
        return self._rows[self._cursor].item if self._cursor < len(self._rows) else None

    # ------------------------------------------------------------------ drawing

    def line(self, y: int, width: int) -> Strip:
        """One line of the list."""
        row = self._rows[y]
        if row.item is None:
            name = "checklist--slot" if row.text.isupper() else "checklist--settled"
            return strip([(" " + row.text, self.look(name))])
        style, mark_style, pointer = self._styles(row.item, y == self._cursor)
        right = " " + self._right(row, row.item, width)
        room = max(1, width - 6 - cell_len(right))
        name = clipped(row.item.version.named(row.day))
        name = name if cell_len(name) <= room else set_cell_size(name, max(0, room - 1)) + self._glyphs.cut
        sign = self._glyphs.step(row.item.state)
        return strip(
            [
                (f" {pointer} ", style),
                (sign, style + mark_style),
                (" " + set_cell_size(name, room) + right, style),
                (" ", style),
            ]
        )

    def _styles(self, item: ChecklistItem, under_cursor: bool) -> tuple[Style, Style, str]:
        settled = item.state in ("done", "skipped")
        quiet = item.state in ("not_due", "paused", "ahead")
        mark = self.look("checklist--mark", partial=True) if item.state == "done" else Style()
        if under_cursor:
            return self.look("checklist--cursor"), mark, self._glyphs.cursor
        name = "checklist--settled" if settled else "checklist--quiet" if quiet else None
        return (self.look(name) if name else self.rich_style), mark, " "

    def _right(self, row: ChecklistRow, item: ChecklistItem, width: int) -> str:
        """What stands at the end of a step's line."""
        mark = item.mark
        if mark is not None and item.state == "done":
            text = f"{row.when} +" if mark.note else row.when
            amount = "" if item.version.hours and mark.amount is None else _amount(item, row.day)
            return f"{amount}, {text}" if amount else text
        if mark is not None:
            reason = clipped(mark.reason)
            limit = max(8, width // 3)
            short = reason if cell_len(reason) <= limit else set_cell_size(reason, limit - 1) + self._glyphs.cut
            return f"skipped: {short}" if short else "skipped"
        if item.state in ("due", "ahead") and (amount := _amount(item, row.day)):
            return amount
        if not item.version.required and item.state in ("due", "open", "ahead"):
            return "if needed"
        return {"paused": "paused", "open": "not recorded"}.get(item.state, row.when)

    # ------------------------------------------------------------------ what changed

    def watch_day_starts_at(self) -> None:
        """The times of marks may be of another day now."""
        self._bring_up_to_date()

    def watch_recovery(self) -> None:
        """Draw what changed."""
        self._bring_up_to_date()

    def watch_day(self) -> None:
        """Draw another day."""
        self._bring_up_to_date()

    def watch_today(self) -> None:
        """What was due may be open now."""
        self._bring_up_to_date()

    def on_resize(self) -> None:
        """More or less room may part the slots or not; the cursor stays in view."""
        self._bring_up_to_date()
        self.call_after_refresh(self.show_line, self._cursor)

    def _bring_up_to_date(self) -> None:
        if self.recovery is None or not self.recovery.contains(self.day):
            return
        before, place = self._rows, self._cursor
        starts = self.day_starts_at or self.recovery.day_starts_at
        self._rows = rows_of_day(self.recovery, self.day, self.today, self.size.height, starts)
        self._cursor = self._place()
        if len(before) != len(self._rows):
            self.virtual_size = Size(self.size.width, len(self._rows))
            self.refresh()
        else:
            changed = [y for y, (old, new) in enumerate(zip(before, self._rows, strict=True)) if old != new]
            self.repaint(changed if place == self._cursor else [*changed, place, self._cursor])
        if before != self._rows:
            self.post_message(self.Moved(self.item))

    def _place(self) -> int:
        """Where the cursor belongs: with its step if that is still there, else on the first that is not settled."""
        steps = [y for y, row in enumerate(self._rows) if row.item]
        same = [y for y in steps if (item := self._rows[y].item) and item.step_id == self._chosen]
        waiting = [
            y for y in steps if (item := self._rows[y].item) and item.state in ("due", "open") and item.version.required
        ]
        return (same or waiting or steps or [0])[0]

    # ------------------------------------------------------------------ moving and asking

    def on_click(self, event: events.Click) -> None:
        """A click on a step's sign ticks it; elsewhere on the line it moves there, and a second click ticks."""
        y = event.y + self.scroll_offset.y
        if not (0 <= y < len(self._rows)) or self._rows[y].item is None:
            return
        already = y == self._cursor
        self._go(y)
        if already or event.x < 6:
            self.post_message(self.Ticked())

    def action_move(self, by: int) -> None:
        """Go some steps down (up, when negative)."""
        steps = [y for y, row in enumerate(self._rows) if row.item]
        if steps:
            here = steps.index(self._cursor) if self._cursor in steps else 0
            self._go(steps[max(0, min(len(steps) - 1, here + by))])

    def _go(self, y: int) -> None:
        before, self._cursor = self._cursor, y
        self._chosen = self.item.step_id if self.item else ""
        self.repaint([before, y])
        self.show_line(y)
        if before != y:
            self.post_message(self.Moved(self.item))

    def follow(self, item: ChecklistItem) -> None:
        """Keep the cursor on a step wherever it goes next."""
        self._chosen = item.step_id


def rows_of_day(
    recovery: Recovery, day: date, today: date, height: int, day_starts_at: time
) -> tuple[ChecklistRow, ...]:
    """The lines of a day; slots stand apart where there is room for it."""
    shown = agenda(recovery, day, today)
    rows: list[ChecklistRow] = []
    slots = list(dict.fromkeys(item.version.slot for item in shown.items))
    notes = clipped(shown.note, NOTE_LIMIT, newlines=True).split("\n") if shown.note else []
    blank = [BLANK, "Tick what you did all the same."] if shown.is_blank and shown.items else []
    needed = len(shown.items) + 2 * len(slots) - 1 + (len(notes) + 2 if notes else 0) + (3 if blank else 0)
    for slot in slots:
        if rows and needed <= height:
            rows.append(ChecklistRow())
        rows.append(ChecklistRow(slot.upper()))
        rows.extend(
            ChecklistRow(item=item, day=day, when="" if blank else _when(recovery, item, day, today, day_starts_at))
            for item in shown.items
            if item.version.slot == slot
        )
    if not shown.items:
        rows += [ChecklistRow("Nothing in the routine on this day."), ChecklistRow("Press 3 to add steps.")]
    if blank and needed <= height:
        rows.append(ChecklistRow())
    rows.extend(map(ChecklistRow, blank))
    if notes:
        if needed <= height:
            rows.append(ChecklistRow())
        rows.append(ChecklistRow("NOTE"))
        rows.extend(ChecklistRow("  " + line) for line in notes)
    return tuple(rows)


def _amount(item: ChecklistItem, day: date) -> str:
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
    return f"next {weekday_day(coming[0], today)}" if coming else "not today"
