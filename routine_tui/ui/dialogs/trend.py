"""How one sign or feeling went, large and in words; or all signs at once, small."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Final

from textual import events as inputs
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.recovery.answers import SIGNS, range_of
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import (
    LABELS,
    TRENDS,
    Chart,
    change_words,
    column_words,
    event_words,
    events,
    series,
    span_words,
)
from routine_tui.model.text import listed, short_day
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.footer import CLOSE, Keys
from routine_tui.ui.dialogs.form import frame
from routine_tui.ui.widgets.quiet_text import QuietText
from routine_tui.ui.widgets.trend_chart import SmallTrends, TrendChart
from routine_tui.ui.widgets.trend_lines import LABEL_WIDTH, NEWEST_WIDTH, changes, has_cut_names, number_of

BESIDE: Final = 3
"""Lines of the dialog beside the small charts: its border, and a line of words."""
WIDEST: Final = 124
"""Cells of the dialog where there is room, as its stylesheet says."""
SIDES: Final = 6
"""Cells of the dialog beside its charts: border and padding."""


class TrendDialog(Dialog[None]):
    """Left and right go from sign to sign; m shows all, z only the days so far."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "step(1)", "Next", show=False),
        Binding("left,h", "step(-1)", "Before", show=False),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("m", "all", "All signs", show=False),
        Binding("z", "so_far", "So far", show=False),
        Binding("enter", "accept", "Open", show=False),
        Binding("q", "leave", "Close", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, recovery: Recovery, name: str, today: date, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._recovery = recovery
        self._sign = name
        self._today = today
        self._glyphs = glyphs
        self._all = False
        self._so_far = False
        self._happened = events(recovery)

    def compose(self) -> ComposeResult:
        """One of two charts, and the words."""
        given = (self._recovery, self._today, self._happened, self._glyphs)
        yield frame("", TrendChart(*given), SmallTrends(*given), QuietText("", id="words", markup=False))

    def on_mount(self) -> None:
        """Show the sign that was asked for."""
        super().on_mount()
        self._show()

    def on_resize(self, event: inputs.Resize) -> None:
        """Other columns, and perhaps other words about them."""
        self._show()

    def action_step(self, by: int) -> None:
        """Go to another sign or feeling, around the end."""
        names = SIGNS if self._all else TRENDS
        place = names.index(self._sign) + by if self._sign in names else 0
        self._sign = names[place % len(names)]
        self._show()

    def action_all(self) -> None:
        """Show all signs at once, or one again."""
        self._all = not self._all
        self._show()

    def action_so_far(self) -> None:
        """Show only the days until today, or the whole window again."""
        self._so_far = not self._so_far
        self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll a line where there is more than fits; where all signs stand below each other, go to another."""
        if self._all:
            self.action_step(by)
        self.query_one(".dialog").scroll_relative(y=by, animate=False, immediate=True)

    def action_accept(self) -> None:
        """Show the chosen sign large, or close: there is nothing to keep."""
        if self._all:
            self.action_all()
        else:
            self.dismiss(None)

    # ------------------------------------------------------------------ drawing

    def _show(self) -> None:
        one, small = self.query_one(TrendChart), self.query_one(SmallTrends)
        one.display, small.display = not self._all, self._all
        one.show(self._sign, self._so_far)
        small.show(self._sign, self._so_far, room=self.app.size.height - BESIDE)
        box = self.query_one(".dialog")
        box.border_title = Content("Signs, 0 to 4" if self._all else self._title())
        self.show_keys()
        box.scroll_home(animate=False)
        self.query_one("#words", QuietText).update(self._all_words() if self._all else self._words())

    def _title(self) -> str:
        return f"{LABELS[self._sign]}, 0 to {range_of(self._sign)[1]}"

    def _all_words(self) -> Content:
        return Content.styled(column_words(self._chart()), self.query_one(QuietText).quiet)

    def _words(self) -> Content:
        """Where it stands, what that value means, what a column is, what was introduced, and the keys."""
        points = series(self._recovery, self._sign)
        now = change_words(points, self._today, meaning_of(self._sign, points[-1].value) if points else "")
        lines = [f"{now[:1].upper()}{now[1:]}. {span_words(points, self._today)}".rstrip()]
        chart = self._chart()
        for place, (_, found) in enumerate(changes(chart)):
            lines += [f"{number_of(place)}  {event_words(event, self._today)}" for event in found]
        quiet = [f"\n{said}" for said in (column_words(chart), self._phase_words()) if said]
        return Content.assemble("\n".join(lines), ("".join(quiet), self.query_one(QuietText).quiet))

    @property
    def _room(self) -> int:
        """Cells across the inside of the dialog."""
        return max(1, min(WIDEST, self.app.size.width) - SIDES)

    def _chart(self) -> Chart:
        if self._all:
            return self.query_one(SmallTrends).chart(self._sign, self._room - LABEL_WIDTH - NEWEST_WIDTH)
        return self.query_one(TrendChart).drawn_chart(self._room)

    def _phase_words(self) -> str:
        """The phases in words, where one has too few columns for its name."""
        chart = self._chart()
        if not has_cut_names(chart, self.query_one(TrendChart).cells(self._room)):
            return ""
        last = chart.columns[-1]
        days = self._recovery.offset(last.first) + last.days
        zero = self._recovery.day_zero
        from_when = [
            f"{one.label} from {short_day(zero + timedelta(days=one.from_day), self._today)}"
            for one in guidance.phases()
            if one.from_day < days
        ]
        return f"{listed(from_when)}."

    def keys(self) -> Keys:
        """What is shown instead, by its key."""
        wide, plain = self._room > 50, self._glyphs is ASCII
        other, window = "one sign" if self._all else "all signs", "whole window" if self._so_far else "so far"
        if not wide:
            other, window = other.split(maxsplit=1)[0], "zoom"
        arrows = ("left/right" if wide else "h l") if plain else "← →"
        return ((f"{arrows} next", "step(1)"), (f"m {other}", "all"), (f"z {window}", "so_far"), CLOSE)


def meaning_of(name: str, value: int) -> str:
    """What a value stands for, in the words of its question; empty where it has none."""
    questions = getattr(skin_facts, "questions", tuple)
    return next((str(one.words_of(value)) for one in questions() if one.id == name), "")
