"""The sections of a view on one line, the one that is shown underlined; in brackets where there is little height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from msgspec import Struct
from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, click_target, plain_style, strip

APART: Final = 2
"""Columns around the name of a section, which hold the brackets."""
ARROWS: Final = 3
"""Columns of the signs at the right."""


class Tab(Struct, frozen=True):
    """One section: its name, a shorter one, and how many things it holds."""

    id: str
    name: str
    short: str
    count: int | None = None


class SectionTabs(KeepsLooks):
    """Draws as much of the names as there is room for; a click turns to a section, or to the one beside it."""

    COMPONENT_CLASSES = {PLAIN, "section-tabs--here", "section-tabs--line", "section-tabs--count"}
    DEFAULT_CSS = """
    SectionTabs { height: 2; padding: 0 1; }
    SectionTabs > .section-tabs--here { text-style: bold; }
    SectionTabs > .section-tabs--count { color: $text-muted; }
    SectionTabs > .section-tabs--line { color: $secondary; }
    """
    tabs: reactive[tuple[Tab, ...]] = reactive(())
    here: reactive[str] = reactive("")

    @dataclass
    class Turned(Message):
        """Another section is wanted."""

        section: str

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """The names; below them the line under the one that is shown."""
        width = self.size.width
        if not self.tabs:
            return Strip.blank(width, plain_style(self))
        parts: list[tuple[str, Style]] = []
        under = ""
        for place, (name, count) in enumerate(self._names(width)):
            tab, plain = self.tabs[place], plain_style(self)
            target = click_target("section", tab.id)
            here = tab.id == self.here
            opens, closes = ("[", "]") if here and self.size.height < 2 else (" ", " ")
            look = self.look("section-tabs--here") if here else plain
            parts += [(opens, look + target), (name, look + target)]
            parts += [(count, self.look("section-tabs--count") + target), (closes, look + target)]
            under += f" {(self._glyphs.line if here else ' ') * cell_len(name + count)} "
        if y > 0:
            return strip([(under, self.look("section-tabs--line"))]).adjust_cell_length(width, plain_style(self))
        used = sum(cell_len(text) for text, _ in parts)
        if used + ARROWS + 1 <= width:
            parts.append((" " * (width - used - ARROWS), plain_style(self)))
            parts += [(one, self.look("section-tabs--count") + Style(meta=meta)) for one, meta in self._turns()]
        return strip(parts).adjust_cell_length(width, plain_style(self))

    def _turns(self) -> list[tuple[str, dict[str, str]]]:
        """The signs at the right, which turn to the section beside."""
        ids = [tab.id for tab in self.tabs]
        place = ids.index(self.here) if self.here in ids else 0
        before, after = ids[place - 1], ids[(place + 1) % len(ids)]
        return [(self._glyphs.pointer, {"section": before}), (" ", {}), (self._glyphs.goes_on, {"section": after})]

    def _names(self, width: int) -> list[tuple[str, str]]:
        """Each name and its count as far as all of them have room: shorter names first, then fewer counts."""
        whole = [(tab.name, "" if tab.count is None else f" {tab.count}") for tab in self.tabs]
        short = [(tab.short, count) for tab, (_, count) in zip(self.tabs, whole, strict=True)]
        bare = [(tab.short, "") for tab in self.tabs]
        first = [(tab.short if tab.id == self.here else tab.short[:1], "") for tab in self.tabs]
        for names in (whole, short, bare):
            if sum(cell_len(name + count) + APART for name, count in names) <= width:
                return names
        return first

    def on_click(self, event: events.Click) -> None:
        """Turn to what was clicked."""
        if section := event.style.meta.get("section"):
            self.post_message(self.Turned(section))
