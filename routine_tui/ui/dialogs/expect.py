"""What to expect by when: what somebody published, drawn on a person's own days, with a mark for today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from routine_tui.facts import guidance
from routine_tui.facts.care import ranges, worth_doing
from routine_tui.facts.skin import region, rules
from routine_tui.glyphs import ASCII, Glyphs
from routine_tui.model.care.guidance_by_time import NOW
from routine_tui.model.care.timeline import (
    COMPLICATIONS,
    EXPECT_TITLE,
    HONEST,
    MONTH,
    NO_RANGE,
    Bar,
    PublishedRange,
    bars,
    column_of,
    months,
    scale_days,
    span_words,
    told_ranges,
)
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import NO_FIGURES, is_needling
from routine_tui.model.skin.reassurance import WITHHELD, may_speak_of_healing
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.footer import CLOSE, SCROLL, Keys
from routine_tui.ui.dialogs.form import frame

SIDES: Final = 8
"""Cells of the dialog beside its bars: border, padding, scrollbar, and one that keeps them apart."""
WIDEST: Final = 92
"""Cells of the dialog where there is room, as its stylesheet says."""
DAYS_WIDTH: Final = 17
"""Cells of the days that a bar stands for, at its right: ``  D366 and later``."""


class Ranges(Static):
    """The ranges as lines with bars."""

    COMPONENT_CLASSES = {"ranges--quiet", "ranges--bar", "ranges--now", "ranges--heading"}
    DEFAULT_CSS = """
    Ranges { height: auto; padding-right: 1; }
    Ranges > .ranges--quiet { color: $text-muted; }
    Ranges > .ranges--bar { color: $secondary; }
    Ranges > .ranges--now { color: $accent; text-style: bold; }
    Ranges > .ranges--heading { color: $text; text-style: bold; }
    Ranges.-flagged > .ranges--bar, Ranges.-flagged > .ranges--heading { color: $foreground; }
    """

    def __init__(self, recovery: Recovery, today: date, glyphs: Glyphs, region_id: str = "") -> None:
        super().__init__(markup=False)
        self._recovery = recovery
        self._glyphs = glyphs
        self._offset = recovery.offset(today)
        self._speaks_of_healing = may_speak_of_healing(rules(), recovery, today)
        self._worth_doing = worth_doing(self._offset, self._speaks_of_healing, region(region_id))
        self.set_class(not self._speaks_of_healing, "-flagged")

    def draw(self, width: int) -> None:
        """Draw all of it in so many columns."""
        self.update(Content("\n").join(self.lines(width)))

    def lines(self, width: int) -> Iterator[Content]:
        """The key, and each range with its bar, in so many columns."""
        room = width - DAYS_WIDTH
        if not self._speaks_of_healing:
            yield Content(f"{WITHHELD}\n")
        if not is_needling(self._recovery):
            yield Content(f"{NO_FIGURES}\n")
        chosen = told_ranges(self._recovery, ranges(), self._speaks_of_healing)
        if chosen:
            yield Content(self._key())
        honest = f"{HONEST} " if chosen else ""
        yield self._quiet(f"{honest}{NOT_ADVICE.capitalize()}. Not reviewed by a clinician.")
        for name, found in chosen.items():
            days = scale_days(self._recovery, found)
            yield Content.assemble("\n", (COMPLICATIONS[name], self._look("heading")))
            if any(one.is_drawn for one in found):
                yield self._quiet(f"{months(days, room)}  months")
            for one, bar in zip(found, bars(found, days, room, self._offset), strict=True):
                if one is not found[0]:
                    yield Content("")
                yield from self._range(one, bar, days, room)
        if self._worth_doing:
            yield Content.assemble("\n", (NOW, self._look("heading")))
            for says, named in self._worth_doing:
                yield Content(says)
                if named:
                    yield Content.assemble((named, self._look("quiet") + Style(italic=True)))
        yield self._quiet(f"\n{NO_RANGE}")

    def _key(self) -> str:
        """What a line is, and which signs are today and the end of the window."""
        return (
            f"Each line begins on day zero, below months of {MONTH} days. Where they lie on it, {self._now} is today, "
            f"day {self._offset}, and {self._end} is the end of your window of {self._recovery.window_days} days."
        )

    def _range(self, one: PublishedRange, bar: Bar, days: int, width: int) -> Iterator[Content]:
        """A sentence, its bar with its days, and where it comes from."""
        yield Content(one.says)
        span = span_words(one)
        if one.is_drawn:
            told = Content.styled(f"  {span}", "bold") if bar.is_now else self._quiet(f"  {span}")
            yield self._bar(bar, days, width) + told
        here = "" if one.is_drawn else f"{span[:1].upper()}{span[1:]}. "
        here = "You are here now. " if bar.is_now else here
        named = [f"{source.title}, {source.publisher}" for source in guidance.cited(one.sources)]
        yield Content.assemble((here + "; ".join(named), self._look("quiet") + Style(italic=True)))

    def _bar(self, bar: Bar, days: int, width: int) -> Content:
        """A quiet line, on it the range, then the end of the window, and today above all."""
        now, end = column_of(self._offset, days, width), column_of(self._recovery.window_days, days, width)
        cells: list[tuple[str, str]] = []
        for column in range(width):
            if column == now:
                cells.append((self._now, "now"))
            elif column == end:
                cells.append((self._end, "quiet"))
            elif bar.goes_on and column == width - 1:
                cells.append((self._glyphs.goes_on, "bar"))
            elif bar.before <= column < bar.before + bar.length:
                cells.append((self._glyphs.line, "bar"))
            else:
                cells.append((self._glyphs.line_rest, "quiet"))
        looks = groupby(cells, key=lambda cell: cell[1])
        return Content.assemble(*(("".join(sign for sign, _ in run), self._look(name)) for name, run in looks))

    def _quiet(self, text: str) -> Content:
        return Content.assemble((text, self._look("quiet")))

    def _look(self, name: str) -> Style:
        return self.get_visual_style(f"ranges--{name}")

    @property
    def _now(self) -> str:
        return "^" if self._glyphs is ASCII else "▲"

    @property
    def _end(self) -> str:
        return "|" if self._glyphs is ASCII else "┊"


class ExpectDialog(Dialog[None]):
    """Scrolls through the ranges."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll(1)", "Down", show=False),
        Binding("k,up", "scroll(-1)", "Up", show=False),
        Binding("space,pagedown", "scroll(10)", "On", show=False),
        Binding("pageup", "scroll(-10)", "Back", show=False),
        Binding("enter,q", "leave", "Close", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, recovery: Recovery, today: date, glyphs: Glyphs, region_id: str = "") -> None:
        super().__init__()
        self._ranges = Ranges(recovery, today, glyphs, region_id)

    def compose(self) -> ComposeResult:
        """The words and bars."""
        yield frame(EXPECT_TITLE, self._ranges)

    def keys(self) -> Keys:
        """How to read on."""
        return (SCROLL, CLOSE)

    def on_mount(self) -> None:
        """Draw for the width there is."""
        self._draw()

    def on_resize(self) -> None:
        """The bars have another width."""
        self._draw()

    def _draw(self) -> None:
        self._ranges.draw(max(2 * DAYS_WIDTH, min(WIDEST, self.app.size.width) - SIDES))
