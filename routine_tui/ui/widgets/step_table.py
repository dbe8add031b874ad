"""The routine as a table: its steps by slot, those that have ended below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from msgspec import Struct
from rich.cells import cell_len, set_cell_size
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.often import often_words
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Step, StepVersion
from routine_tui.model.text import clipped
from routine_tui.ui.keys import moves, with_keys
from routine_tui.ui.widgets.lines import LineList, strip

PRODUCT_WIDTH: Final = 18
"""Cells of which a product needs as many at least, to be told in the list."""
MOST_WIDTH: Final = 60
"""Cells that a schedule has at most, where it is as long."""


class StepRow(Struct, frozen=True):
    """One line: a heading, or a step as it is on the day."""

    heading: str = ""
    step: Step | None = None
    version: StepVersion | None = None
    ended: bool = False


class StepTable(LineList):
    """One line a step: name, schedule, product."""

    COMPONENT_CLASSES = {"step-table--cursor", "step-table--heading", "step-table--quiet"}
    DEFAULT_CSS = """
    StepTable { padding: 0 1; }
    StepTable > .step-table--heading { text-style: bold; }
    StepTable > .step-table--quiet { color: $text-muted; }
    StepTable > .step-table--cursor { background: $block-cursor-blurred-background; }
    StepTable:focus > .step-table--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """
    BINDINGS = moves("steps")

    recovery: var[Recovery | None] = var(None)
    today: var[date] = var(date.min)

    class Opened(Message):
        """The step under the cursor was clicked on: it is to be changed."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another line."""

        row: StepRow | None

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._rows: tuple[StepRow, ...] = ()
        self._cursor = 0
        self._chosen = ""

    @property
    def row(self) -> StepRow | None:
        """The line under the cursor, where it is a step."""
        row = self._rows[self._cursor] if self._cursor < len(self._rows) else None
        return row if row and row.step else None

    def line(self, y: int, width: int) -> Strip:
        """One line of the table."""
        row = self._rows[y]
        if row.version is None:
            return strip([(f" {row.heading}", self.look("step-table--heading"))])
        here = y == self._cursor
        name = "step-table--cursor" if here else "step-table--quiet" if row.ended else None
        style = self.look(name) if name else self.rich_style
        version = row.version
        when = "stopped" if row.ended else often_words(version, self.today)
        cells = (clipped(version.name), when, clipped(version.product))
        text = "".join(
            _fit(cell, size, self._glyphs.cut)
            for cell, size in zip(cells, self._columns(width - 4), strict=True)
            if size
        )
        return strip([(f" {self._glyphs.cursor if here else ' '} {text}", style)]).adjust_cell_length(width, style)

    def _columns(self, room: int) -> tuple[int, int, int]:
        """The widths of name, schedule and product: as wide as they need, the product only where there is room left."""
        versions = [row.version for row in self._rows if row.version]
        name = max((cell_len(clipped(one.name)) for one in versions), default=0) + 2
        name = min(name, max(room * 55 // 100, 12), room)
        often = max((cell_len(often_words(one, self.today)) for one in versions), default=0) + 2
        product = room - name - min(often, 30)
        if product < PRODUCT_WIDTH or not any(one.product for one in versions):
            return name, min(room - name, often, MOST_WIDTH), 0
        return name, min(often, 30), min(product, 30)

    def watch_recovery(self) -> None:
        """Draw what changed."""
        self._bring_up_to_date()

    def watch_today(self) -> None:
        """A step may have ended with yesterday."""
        self._bring_up_to_date()

    def on_resize(self) -> None:
        """The columns have another width; the cursor stays in view."""
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.call_after_refresh(self.show_line, self._cursor)

    def _bring_up_to_date(self) -> None:
        if self.recovery is None or self.today == date.min:
            return
        before, self._rows = self._rows, _rows(self.recovery, self.today)
        known = {row.step.id for row in before if row.step}
        new = [row.step.id for row in self._rows if row.step and row.step.id not in known]
        if known and len(new) == 1:
            self._chosen = new[0]  # a step that was just added is the one to look at
        steps = [y for y, row in enumerate(self._rows) if row.step]
        same = [y for y in steps if (step := self._rows[y].step) and step.id == self._chosen]
        near = [y for y in steps if y >= self._cursor] or steps[-1:]
        self._cursor = (same or near or [0])[0]
        self.virtual_size = Size(self.size.width, len(self._rows))
        self.refresh()
        self.show_line(self._cursor)
        self.post_message(self.Moved(self.row))

    def action_move(self, by: int) -> None:
        """Go some steps down (up, when negative)."""
        steps = [y for y, row in enumerate(self._rows) if row.step]
        if steps:
            here = steps.index(self._cursor) if self._cursor in steps else 0
            self._go(steps[max(0, min(len(steps) - 1, here + by))])

    def on_click(self, event: events.Click) -> None:
        """A click moves to a step; a second one changes it."""
        y = self.clicked(event).y
        if 0 <= y < len(self._rows) and self._rows[y].step:
            already = y == self._cursor
            self._go(y)
            if already:
                self.post_message(self.Opened())

    def _go(self, y: int) -> None:
        before, self._cursor = self._cursor, y
        self._chosen = self.row.step.id if self.row and self.row.step else ""
        self.repaint([before, y])
        self.show_line(y)
        self.post_message(self.Moved(self.row))

    def follow(self, row: StepRow | None) -> None:
        """Keep the cursor on a step wherever it goes next; None for the place in which it is."""
        self._chosen = row.step.id if row and row.step else ""


def _rows(recovery: Recovery, today: date) -> tuple[StepRow, ...]:
    day = recovery.nearest(today)
    current, ended = list(recovery.routine.current(day)), list(recovery.routine.ended(day))
    rows: list[StepRow] = []
    for slot in SLOTS:
        steps = [StepRow("", step, version) for step, version in current if version.slot == slot]
        if steps:
            rows += [*([StepRow()] if rows else []), StepRow(slot.upper()), *steps]
    if ended:
        rows += [*([StepRow()] if rows else []), StepRow("STOPPED")]
        rows += [StepRow("", step, version, ended=True) for step, version in ended]
    return tuple(rows) or (
        StepRow(with_keys("No steps yet: press ‹routine.add› to add one,")),
        StepRow(with_keys("or ‹routine.template› to begin with a template.")),
    )


def _fit(text: str, size: int, cut: str) -> str:
    """A text in a column, with a sign where it is cut, and a space after it."""
    if size <= 1:
        return ""
    return set_cell_size(text if cell_len(text) < size else set_cell_size(text, size - 2) + cut, size)
