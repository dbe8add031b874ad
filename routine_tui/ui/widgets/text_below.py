"""Words below a list: a title, sentences, and where they come from."""

from __future__ import annotations

from typing import Final

from textual.content import Content
from textual.geometry import Size

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.ui.widgets.kept import KeepsLines

FEWEST_OF_SOURCE: Final = 2
"""Lines that are left to a source, where it has more, before the words are cut that it stands for."""


class WordsBelow(KeepsLines):
    """Three texts below each other. In a small place the third is cut first, to two lines, then the second to half."""

    COMPONENT_CLASSES = {"words-below--source", "words-below--title"}
    DEFAULT_CSS = """
    WordsBelow { height: auto; padding: 0 1; color: $text; border-top: solid $border-blurred; }
    WordsBelow > .words-below--title { color: $text; text-style: bold; }
    WordsBelow > .words-below--source { color: $text-muted; text-style: italic; }
    """

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._said = ("", "", "")

    @property
    def is_boxed(self) -> bool:
        """Whether it is a panel of its own, beside the list and not below it."""
        return self.styles.border.left[0] != ""

    def say(self, what: str, how: str, source: str) -> None:
        """Say something else; what is said already costs nothing: no second layout, no frame."""
        said = (what.strip(), how.strip(), source)
        if said != self._said:
            self._said = said
            self.refresh(layout=self.styles.is_auto_height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that all of it needs."""
        parts = [_wrapped(text, width) for text in self._said]
        return sum(map(len, parts)) + (sum(map(bool, parts)) - 1 if self.is_boxed else 0)

    def render(self) -> Content:
        """The lines there is room for."""
        width, height = self.size
        what, how, source = (_wrapped(text, width) for text in self._said)
        rest = max(0, height - len(what))
        how = cut_to(how, max((rest + 1) // 2, rest - min(len(source), FEWEST_OF_SOURCE)), width, self._glyphs.cut)
        source = cut_to(source, rest - len(how), width, self._glyphs.cut)
        style, title = (self.get_visual_style(f"words-below--{name}") for name in ("source", "title"))
        if how or source:  # words that stand alone are no title of anything
            what = [line.stylize(title) for line in what]
        between = [Content("")] if self.is_boxed else []
        lines: list[Content] = []
        for part in (what, how, [line.stylize(style) for line in source]):
            lines += [*(between if lines and part else []), *part]
        return Content("\n").join(lines)


def cut_to(lines: list[Content], room: int, width: int, sign: str) -> list[Content]:
    """As many lines as there is room for, with a sign where there are more: in the place of a full stop, not behind."""
    if not 0 < room < len(lines):
        return lines[: max(0, room)]
    last = lines[room - 1].rstrip(" .,;:").truncate(max(1, width - len(sign))).rstrip(" .,;:")
    return [*lines[: room - 1], last + sign]


def _wrapped(text: str, width: int) -> list[Content]:
    return Content(text).wrap(max(1, width)) if text else []
