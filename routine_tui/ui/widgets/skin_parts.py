"""What stands around the rows of the Skin view: the day's check-in, two lines above them, and words and cards."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.ui.widgets.kept import KeepsLines
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, plain_style, strip
from routine_tui.ui.widgets.text_below import WordsBelow
from routine_tui.ui.widgets.trend_lines import NOW, QUIET, Line

Card = tuple[str, str, str]
"""What it is about, what it says, and where that comes from."""


class SkinWords(WordsBelow):
    """What the cursor stands on, in words, with where they come from."""

    DEFAULT_CSS = """
    SkinWords { height: 4; }
    """


class CheckInLine(KeepsLines):
    """How it stands with the check-in of the day that is shown; a click checks in."""

    DEFAULT_CSS = """
    CheckInLine { height: auto; min-height: 1; max-height: 1; padding: 0 1 0 2; }
    """
    said: reactive[str] = reactive("", layout=True)

    class Wanted(Message):
        """A check-in is wanted: the line was clicked."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines it takes at a width; a stylesheet says how many it may have."""
        return len(self._wrapped(width))

    def _wrapped(self, width: int) -> list[Content]:
        named, colon, state = self.said.partition(": ")
        return list(Content.assemble((named + colon, "bold"), state).wrap(max(1, width)))

    def render(self) -> Content:
        """The line, two in a narrow terminal, as far as there is room."""
        lines = self._wrapped(self.size.width)
        shown = lines[: max(1, self.size.height)]
        if len(lines) > len(shown):
            shown[-1] = shown[-1].rstrip().truncate(max(1, self.size.width - 1)) + self._glyphs.cut
        return Content("\n").join(shown)

    def on_click(self) -> None:
        """Ask for a check-in."""
        self.post_message(self.Wanted())


class SectionHead(KeepsLooks):
    """Two lines above the rows, which stay where those scroll: of trends the dates and the phases."""

    COMPONENT_CLASSES = {PLAIN, QUIET, NOW}
    DEFAULT_CSS = """
    SectionHead { height: 2; padding: 0 1; }
    SectionHead > .trend--quiet { color: $text-muted; }
    SectionHead > .trend--now { text-style: bold; }
    """
    head: var[tuple[Line, ...]] = var(())

    def watch_head(self) -> None:
        """Other dates, or words."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the two lines, beside the room of the cursor's sign."""
        parts = [(text, self.look(look)) for text, look in self.head[y]] if y < len(self.head) else []
        return strip([("   ", plain_style(self)), *parts]).adjust_cell_length(self.size.width, plain_style(self))


class SkinCards(KeepsLines):
    """The last check-in, and what is usual at this point, below the rows of a broad terminal."""

    COMPONENT_CLASSES = {"skin-cards--quiet", "skin-cards--title"}
    DEFAULT_CSS = """
    SkinCards { display: none; height: auto; max-height: 50%; padding: 0 2; border-top: solid $border-blurred; }
    SkinCards > .skin-cards--title { text-style: bold; }
    SkinCards > .skin-cards--quiet { color: $text-muted; }
    """
    cards: reactive[tuple[Card, ...]] = reactive((), layout=True)

    def render(self) -> Content:
        """One below the other, an empty line between."""
        title, quiet = (self.get_visual_style(f"skin-cards--{name}") for name in ("title", "quiet"))
        drawn = []
        for about, says, source in self.cards:
            drawn.append(Content.assemble((about, title), "\n", says, (f"\n{source}" if source else "", quiet)))
        return Content("\n\n").join(drawn)
