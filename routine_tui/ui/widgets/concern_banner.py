"""What the check-ins call for, above everything in a view, and as loud as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.ui.widgets.kept import KeepsLines

if TYPE_CHECKING:
    from routine_tui.model.skin.told import Told, ToldLine

TOLD_FROM: Final[dict[str, int]] = {"today": 2, "calendar": 3, "routine": 3, "skin": 0, "care": 3}
"""From which level on it is told in each view."""


class ConcernBanner(KeepsLines):
    """One line, or two where somebody is to be called; nothing where there is nothing to tell in the view."""

    COMPONENT_CLASSES = {"concern-banner--edge"}
    DEFAULT_CSS = """
    ConcernBanner { height: 1; color: $text; }
    ConcernBanner.-two { height: 2; }
    ConcernBanner.-none { display: none; }
    ConcernBanner > .concern-banner--edge { color: $primary; }
    ConcernBanner.-level0 { color: $text-muted; }
    ConcernBanner.-level2 { text-style: bold; }
    ConcernBanner.-level2 > .concern-banner--edge { color: $warning; }
    ConcernBanner.-level3 { background: $alert; color: $alert-foreground; text-style: bold; }
    ConcernBanner.-level3 > .concern-banner--edge { color: $alert; }
    ConcernBanner.-level4 { background: $danger; color: $danger-foreground; text-style: bold; }
    ConcernBanner.-level4:nocolor { background: $foreground; color: $background; }
    ConcernBanner.-level4 > .concern-banner--edge { color: $danger; }
    ConcernBanner.-level4:nocolor > .concern-banner--edge { color: $foreground; }
    ConcernBanner.-quiet { text-style: none; }
    """
    told: var[Told | None] = var(None)
    view: var[str] = var("today")

    @dataclass
    class Wanted(Message):
        """What it rests on is wanted: it was clicked."""

    def __init__(self, glyphs: Glyphs = UNICODE, key: str = "w") -> None:
        """``key`` is that which opens what it rests on."""
        super().__init__(classes="-none")
        self._glyphs = glyphs
        self._key = key

    def watch_told(self) -> None:
        """Say it, as loud as it is."""
        self._show()

    def watch_view(self) -> None:
        """What is quiet is not told in each view."""
        self._show()

    def _show(self) -> None:
        told = self.told
        is_told = told is not None and told.level >= TOLD_FROM[self.view]
        names = [f"-level{told.tone}"] if told is not None and is_told else ["-none"]
        names += ["-two"] if told is not None and told.is_filled else []
        names += ["-quiet"] if told is not None and told.is_quiet else []
        self.set_classes(names)
        self.refresh()

    def render(self) -> Content:
        """The lines, for the width there is."""
        if self.told is None:
            return Content("")
        width = self.size.width
        edge = (self._glyphs.edge, self.get_visual_style("concern-banner--edge"))
        lines = self.told.lines(width - 2)
        hint = f"  {self._key} why " if width >= 60 else f" {self._key} "
        parts: list[Content] = []
        for number, line in enumerate(lines, 1):
            right = hint if number == len(lines) else ""
            words = self._fitted(line, width - 1 - cell_len(right))
            parts.append(Content.assemble(edge, words, right))
        return Content("\n").join(parts)

    def _fitted(self, line: ToldLine, width: int) -> str:
        """A line in so many cells; what comes after its head is cut."""
        text = f" {line.head}{f' {self._glyphs.dot} {line.tail}' if line.tail else ''}"
        return (
            set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + self._glyphs.cut
        )

    def on_click(self) -> None:
        """Open what it rests on."""
        self.post_message(self.Wanted())
