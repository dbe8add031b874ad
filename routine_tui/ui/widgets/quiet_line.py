"""The top of Today's list: quiet lines. What asks for somebody today, what to avoid; a file beside has care."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.keys import with_keys
from routine_tui.ui.widgets.worked_out_later import WorkedOutLater

if TYPE_CHECKING:
    from routine_tui.model.skin.avoidance import Avoidance
    from routine_tui.model.skin.told import Told

SUGGESTED = "Time for a check-in: ‹skin.check_in›"


class QuietLines(WorkedOutLater):
    """One line or two above the list, where it is too narrow for cards beside it."""

    DEFAULT_CSS = """
    QuietLines { height: 1; padding: 0 1 0 2; color: $text-muted; }
    QuietLines.-two { height: 2; }
    QuietLines.-none, QuietLines.-away { display: none; }
    """

    def render(self) -> Content:
        """The lines, for the width there is."""
        width = self.size.width
        return Content("\n".join(self._cut(line, width) for line in self._lines(width)))

    def on_resize(self) -> None:
        """What fitted on one line may need two."""
        self._make_room()

    def _make_room(self) -> None:
        self.set_class(len(self._lines(self.size.width)) > 1, "-two")

    def _lines(self, width: int) -> list[str]:
        """What there is to say, in at most two lines."""
        raise NotImplementedError

    def _cut(self, line: str, width: int) -> str:
        return line if cell_len(line) <= width else set_cell_size(line, max(0, width - 1)) + self._glyphs.cut


class SkinLines(QuietLines):
    """What is suggested, or the newest check-in where it is calm; and what to avoid: on one line, or two.

    What calls for somebody is told by the banner above all of it, and then nothing of calm is told here.
    """

    told: var[Told | None] = var(None)

    def __init__(self, glyphs: Glyphs = UNICODE, more: Callable[[Recovery, date], str] | None = None) -> None:
        """``more`` gives a line that comes before what to avoid, such as a product to replace, or nothing."""
        super().__init__(glyphs)
        self._more = more
        self._wanted = ""
        """What is suggested, or is to be replaced."""
        self._found: tuple[Avoidance, ...] = ()

    def watch_told(self) -> None:
        """The newest check-in is another, or calls for something else."""
        if self._known is not None:
            self._make_room()
            self.refresh()

    def _follows_from(self, recovery: Recovery) -> Any:
        return skin_from(recovery, self.today)

    def _bring_up_to_date(self) -> None:
        """Work out what to say; what that takes is imported only here."""
        from routine_tui.facts.skin import avoid_items
        from routine_tui.model.skin.avoidance import avoidance
        from routine_tui.model.skin.check_ins import is_suggested

        if (recovery := self.recovery) is None:
            return
        before, today = (self._wanted, self._found), self.today
        self._wanted = with_keys(SUGGESTED) if is_suggested(recovery, today) else ""
        if not self._wanted and self._more is not None:
            self._wanted = self._more(recovery, today)
        self._found = avoidance(avoid_items(), recovery, today) if recovery.contains(today) else ()
        if (self._wanted, self._found) != before:
            self._make_room()
            self.refresh()

    def _lines(self, width: int) -> list[str]:
        """What there is to say, in at most two lines: what to avoid is always told."""
        first = (self._wanted,) if self._wanted else self._calm_words()
        if not self._found:
            return [_fitting(first, width)] if first else []
        from routine_tui.model.skin.avoidance_text import quiet_line

        for line in first:
            room = width - cell_len(line) - 3
            beside = quiet_line(self._found, room)
            if beside and len(beside) <= room:
                return [f"{line.removesuffix('.')} {self._glyphs.dot} {beside}"]
        return [line for line in (_fitting(first, width), quiet_line(self._found, width)) if line]

    def _calm_words(self) -> tuple[str, ...]:
        """What the newest check-in says where it calls for nobody, the longest first; else it is told above."""
        if self.told is None or not self.told.is_calm:
            return ()
        return tuple(shape[0].head for shape in self.told.shapes)


def _fitting(lines: Sequence[str], width: int) -> str:
    """The first of some lines that fits, else the last; nothing where there is none."""
    return next((line for line in lines if cell_len(line) <= width), lines[-1] if lines else "")


def skin_from(recovery: Recovery, today: date) -> Any:
    """What the words of the skin and of what to avoid follow from; parts that nobody changed are the same objects."""
    checks = [(day, record.skin) for day, record in recovery.days.items() if record.skin is not None]
    window = (recovery.day_zero, recovery.window_days, today)
    besides = (recovery.photos, recovery.weeks, recovery.quiet, recovery.afterwards)
    things = (recovery.clearances, recovery.products, recovery.profile, recovery.routine, recovery.care)
    return window, checks, things, besides


avoid_from = skin_from
"""What is avoided follows from the same."""


def care_from(recovery: Recovery, today: date) -> Any:
    """What the words of visits follow from: of records nothing but what may be ready to bring, as check-ins are."""
    checked = any(record.skin is not None for record in recovery.days.values())
    held = (recovery.products, recovery.photos, recovery.profile, recovery.clearances, checked)
    return recovery.care, recovery.routine, held, recovery.day_zero, recovery.window_days, today
