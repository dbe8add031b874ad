"""What the check-ins call for, above everything in a view, and as loud as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.ui.widgets.kept import KeepsLines

if TYPE_CHECKING:
    from routine_tui.model.skin.told import Told, ToldLine

TOLD_FROM: Final[dict[str, int]] = {"today": 2, "calendar": 3, "routine": 3, "skin": 0, "care": 3}
"""From which level on it is told in each view."""

SHORT: Final = 44
"""Cells from which on what opens it has a word."""
MOST_ROWS: Final = 2
"""Rows that one of its lines may take where it does not fit in one; in a terminal of few rows it has one."""


class ConcernBanner(KeepsLines):
    """One line, or two where somebody is to be called; nothing where there is nothing to tell in the view."""

    COMPONENT_CLASSES = {"concern-banner--edge"}
    DEFAULT_CSS = """
    ConcernBanner { height: auto; color: $text; }
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
        names += ["-quiet"] if told is not None and told.is_quiet else []
        self.set_classes(names)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as its words take."""
        return len(self._rows(width))

    def render(self) -> Content:
        """The lines, for the width there is."""
        edge = (self._glyphs.edge, self.get_visual_style("concern-banner--edge"))
        return Content("\n").join(Content.assemble(edge, row) for row in self._rows(self.size.width))

    def _rows(self, width: int) -> list[str]:
        """Its rows in so many cells without the edge, each filled; what opens it stands at the end of the last."""
        if self.told is None:
            return []
        hint = f"  {self._key} why " if width >= 60 else f" {self._key} why " if width >= SHORT else f" {self._key} "
        whole, room = width - 2, width - 2 - cell_len(hint)
        lines = self.told.lines(whole, room)
        rows = [row for line in lines[:-1] for row in self._fitted(line, whole)]
        last = self._fitted(lines[-1], room)
        return [*rows, *(row + " " * (whole - room) for row in last[:-1]), last[-1] + hint]

    def _fitted(self, line: ToldLine, width: int) -> list[str]:
        """A line in rows of so many cells after a space; what has no room in them is cut."""
        text = f"{line.head}{f' {self._glyphs.dot} {line.tail}' if line.tail else ''}"
        most = 1 if self.screen.has_class("-short") else MOST_ROWS
        found = [part.plain.rstrip() for part in Content(text).wrap(max(1, width))] if most > 1 else [text]
        rows = found[:most] or [""]
        if len(found) > most or cell_len(rows[-1]) > width:
            rows[-1] = set_cell_size(rows[-1], max(0, width - 1)).rstrip() + self._glyphs.cut
        return [" " + set_cell_size(row, max(0, width)) for row in rows]

    def on_click(self) -> None:
        """Open what it rests on."""
        self.post_message(self.Wanted())
