"""The top of Today's list: quiet lines. What asks for somebody today, what to avoid; a file beside has care."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import var
from textual.style import Style
from textual.widget import Widget

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery

if TYPE_CHECKING:
    from routine_tui.model.skin.avoidance import Avoidance

SUGGESTED = "A check-in is suggested: 4, then c"


class QuietLines(Widget):
    """One line or two above the list; a subclass says what they follow from, and what they say.

    Nothing is worked out before the first frame, nor again before something that they show could have changed.
    """

    DEFAULT_CSS = """
    QuietLines { height: 1; padding: 0 1; color: $text-muted; }
    QuietLines.-two { height: 2; }
    QuietLines.-none { display: none; }
    """
    recovery: var[Recovery | None] = var(None)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._known: object = None
        """What the lines were worked out from."""

    def watch_recovery(self) -> None:
        """Work the lines out again where something of them changed, which no tick does."""
        self._check()

    def watch_today(self) -> None:
        """Another day: what stood may be over."""
        self._check()

    def render(self) -> Content:
        """The lines, for the width there is."""
        width = self.size.width
        return Content("\n".join(self._cut(line, width) for line in self._lines(width)))

    def on_resize(self) -> None:
        """What fitted on one line may need two."""
        self._make_room()

    def _make_room(self) -> None:
        self.set_class(len(self._lines(self.size.width)) > 1, "-two")

    def _check(self) -> None:
        if self.recovery is not None and (known := self._follows_from(self.recovery)) != self._known:
            self._known = known
            self.call_after_refresh(self._bring_up_to_date)

    def _follows_from(self, recovery: Recovery) -> Any:
        """What the lines follow from; parts that nobody changed compare by identity, so this is cheap."""
        raise NotImplementedError

    def _bring_up_to_date(self) -> None:
        """Work out what to say; what that takes is imported only here."""
        raise NotImplementedError

    def _lines(self, width: int) -> list[str]:
        """What there is to say, in at most two lines."""
        raise NotImplementedError

    def _cut(self, line: str, width: int) -> str:
        return line if cell_len(line) <= width else set_cell_size(line, max(0, width - 1)) + self._glyphs.cut


class SkinLines(QuietLines):
    """What asks for somebody today, or what is suggested, and what to avoid: on one line where they fit, or two.

    Without room only a level 3 or 4 is shown.
    """

    COMPONENT_CLASSES = {"skin-lines--standing"}
    DEFAULT_CSS = """
    SkinLines > .skin-lines--standing { color: $text; text-style: bold; }
    """

    def __init__(self, glyphs: Glyphs = UNICODE, more: Callable[[Recovery, date], str] | None = None) -> None:
        """``more`` gives a line that comes before what to avoid, such as a product to replace, or nothing."""
        super().__init__(glyphs)
        self._more = more
        self._standing = self._first = ""
        self._found: tuple[Avoidance, ...] = ()

    def render(self) -> Content:
        """The lines, for the width there is; what asks for somebody stands out."""
        lines = super().render()
        if not self._standing:
            return lines
        style: Style = self.get_visual_style("skin-lines--standing")
        return lines.stylize(style, 0, len(lines.plain.split("\n")[0]))

    def _follows_from(self, recovery: Recovery) -> Any:
        return _shown_of(recovery, self.today)

    def _bring_up_to_date(self) -> None:
        """Work out what to say; what that takes is imported only here."""
        from routine_tui.facts.skin import avoid_items, levels, rules
        from routine_tui.model.skin.avoidance import avoidance
        from routine_tui.model.skin.check_ins import is_suggested
        from routine_tui.model.skin.concern_text import standing_words
        from routine_tui.model.skin.standing import standing

        if (recovery := self.recovery) is None:
            return
        before = (self._standing, self._first, self._found)
        today = self.today
        stands = standing(rules(), recovery, today)
        self._standing = standing_words(stands, levels(), today) if stands else ""
        self._first = SUGGESTED if is_suggested(recovery, today) else ""
        if not self._first and self._more is not None:
            self._first = self._more(recovery, today)
        self._found = avoidance(avoid_items(), recovery, today) if recovery.contains(today) else ()
        if (self._standing, self._first, self._found) != before:
            self.set_class(bool(self._standing), "-standing")
            self._make_room()
            self.refresh()

    def _lines(self, width: int) -> list[str]:
        """What there is to say, in at most two lines: what to avoid is always told."""
        if not self._found:
            return [line for line in (self._standing, self._first) if line]
        from routine_tui.model.skin.avoidance_text import quiet_line

        if self._standing:
            return [self._standing, quiet_line(self._found, width)]
        room = width - cell_len(self._first) - 3
        beside = quiet_line(self._found, room) if self._first else ""
        if beside and len(beside) <= room:
            return [f"{self._first} {self._glyphs.dot} {beside}"]
        return [line for line in (self._first, quiet_line(self._found, width)) if line]


def _shown_of(recovery: Recovery, today: date) -> Any:
    """What the lines follow from; parts that nobody changed compare by identity, so this is cheap."""
    checks = [(day, record.skin) for day, record in recovery.days.items() if record.skin is not None]
    window = (recovery.day_zero, recovery.window_days, today)
    return window, checks, recovery.clearances, recovery.products, recovery.profile, recovery.routine, recovery.care
