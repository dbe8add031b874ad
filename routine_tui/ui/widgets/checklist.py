"""The steps of one day, by slot: draws them, and asks for ticks. It changes nothing and knows no store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.agenda import ChecklistItem, StepState
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, weekday_day
from routine_tui.ui.keys import moves
from routine_tui.ui.widgets.checklist_rows import ChecklistRow, amount_of, is_waiting, rows_of_day
from routine_tui.ui.widgets.lines import LineList, retitle, strip

SIGN_END: Final = 5
"""Columns of a line up to and with a step's sign and the space behind it, which a click ticks at once."""
WIDEST: Final = 60
"""The most columns of a line: what stands at its end is to be seen together with its name."""


class Checklist(LineList):
    """One line a step, under its slot; the day's note below."""

    COMPONENT_CLASSES = {
        "checklist--cursor",
        "checklist--settled",
        "checklist--quiet",
        "checklist--slot",
        "checklist--mark",
        "checklist--all-done",
        "checklist--pointer",
    }
    DEFAULT_CSS = """
    Checklist { padding: 0 1; }
    Checklist > .checklist--slot { color: $text; text-style: bold; }
    Checklist > .checklist--settled { color: $text-muted; }
    Checklist > .checklist--quiet { color: $text-muted; }
    Checklist > .checklist--mark, Checklist > .checklist--all-done { color: $success; }
    Checklist > .checklist--all-done { text-style: bold; }
    Checklist > .checklist--pointer { color: $primary; }
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

    def __init__(
        self, glyphs: Glyphs = UNICODE, on_step: Callable[[ChecklistItem | None], None] = lambda item: None
    ) -> None:
        """``on_step`` is told of the step under the cursor, or of none, in time for the same frame."""
        super().__init__()
        self._on_step = on_step
        self._glyphs = glyphs
        self._rows: tuple[ChecklistRow, ...] = ()
        self._cursor = 0
        self._chosen = ""
        self._left = ""
        """The step that was ticked last by key, from which the cursor goes on once it is done."""

    @property
    def item(self) -> ChecklistItem | None:
        """The step under the cursor."""
        return self._rows[self._cursor].item if self._cursor < len(self._rows) else None

    @property
    def is_tight(self) -> bool:
        """Whether its first line has words, so that nothing parts it from what is above."""
        return bool(self._rows) and self._rows[0].kind == "heading"

    # ------------------------------------------------------------------ drawing

    def line(self, y: int, width: int) -> Strip:
        """One line of the list."""
        row = self._rows[y]
        width = min(width, WIDEST)
        if row.item is None:
            return self._words(row, width)
        style, mark_style, pointer = self._styles(row.item, y == self._cursor)
        right = " " + self._right(row, row.item, width)
        sign = self._sign(row.item.state)
        room = max(1, width - 5 - len(sign) - cell_len(right))
        name = clipped(row.item.version.named(row.day))
        name = name if cell_len(name) <= room else set_cell_size(name, max(0, room - 1)) + self._glyphs.cut
        return strip(
            [
                (f" {pointer} ", style + self.look("checklist--pointer", partial=True)),
                (sign, style + mark_style),
                (" " + set_cell_size(name, room) + right, style),
                (" ", style),
            ]
        )

    def _words(self, row: ChecklistRow, width: int) -> Strip:
        """A line that is no step; a heading with how much of its part of the day is done."""
        name = {"heading": "checklist--slot", "settled": "checklist--all-done"}.get(row.kind, "checklist--settled")
        text = " " + row.text
        gap = max(2, width - cell_len(text) - cell_len(row.when) - 1)
        count = [(" " * gap + row.when, self.look("checklist--settled"))] if row.when else []
        return strip([(text, self.look(name)), *count])

    def _sign(self, state: StepState) -> str:
        """A step's state: a sign, or in the plain mode a word."""
        if not self.app.has_class("-plain"):
            return self._glyphs.step(state)
        from routine_tui.ui.plain_mode import state_word

        return state_word(state)

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
            amount = "" if item.version.hours and mark.amount is None else amount_of(item, row.day)
            return f"{amount}, {text}" if amount else text
        if mark is not None:
            reason = clipped(mark.reason)
            limit = max(8, width // 3)
            short = reason if cell_len(reason) <= limit else set_cell_size(reason, limit - 1) + self._glyphs.cut
            return f"skipped: {short}" if short else "skipped"
        if item.state in ("due", "ahead") and (amount := amount_of(item, row.day)):
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
        retitle(self, "Today" if self.day == self.today else weekday_day(self.day, self.today))
        before, place = self._rows, self._cursor
        starts = self.day_starts_at or self.recovery.day_starts_at
        is_boxed = self.styles.border.left[0] != ""
        self._rows = rows_of_day(self.recovery, self.day, self.today, self.size.height, starts, is_boxed)
        self._cursor = self._place()
        if len(before) != len(self._rows):
            self.virtual_size = Size(self.size.width, len(self._rows))
            self.refresh()
        else:
            changed = [y for y, (old, new) in enumerate(zip(before, self._rows, strict=True)) if old != new]
            self.repaint(changed if place == self._cursor else [*changed, place, self._cursor])
        if before != self._rows:
            self._on_step(self.item)

    def _place(self) -> int:
        """Where the cursor belongs: with its step if that is still there, else on the first that is not settled."""
        steps = [y for y, row in enumerate(self._rows) if row.item]
        same = [y for y in steps if (item := self._rows[y].item) and item.step_id == self._chosen]
        waiting = [y for y in steps if (item := self._rows[y].item) and is_waiting(item)]
        if self._left and self._left == self._chosen and same:
            here = self._rows[same[0]].item
            on = [y for y in waiting if y > same[0]]  # never back up: what was passed over is not ticked by habit
            if on and here and here.state == "done" and here.version.required and not here.takes_more:
                self._left = self._chosen = ""
                return on[0]
        return (same or waiting or steps or [0])[0]

    # ------------------------------------------------------------------ moving and asking

    def on_click(self, event: events.Click) -> None:
        """A click on a step's sign ticks it; elsewhere on the line it moves there, and a second click ticks."""
        x, y = self.clicked(event)
        if not (0 <= y < len(self._rows)) or self._rows[y].item is None:
            return
        already = y == self._cursor
        self._go(y)
        if already or x < SIGN_END:
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
            self._on_step(self.item)

    def follow(self, item: ChecklistItem, goes_on: bool = False) -> None:
        """Keep the cursor on a step wherever it goes next; or, once it is done, go on to the next that waits."""
        self._chosen = item.step_id
        self._left = item.step_id if goes_on else ""

    @property
    def part(self) -> tuple[ChecklistItem, ...]:
        """The steps that wait in the part of the day in which the cursor stands."""
        here = self.item
        items = [row.item for row in self._rows if row.item] if here else []
        return tuple(one for one in items if here and one.version.slot == here.version.slot and is_waiting(one))
