"""Words below a list: a title, sentences, and where they come from."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from routine_tui.glyphs import UNICODE, Glyphs


class WordsBelow(Widget):
    """Where there is no room for all of it, the sentences are cut, with a sign; title and source stay."""

    COMPONENT_CLASSES = {"words-below--source"}
    DEFAULT_CSS = """
    WordsBelow { height: auto; padding: 0 1; color: $text-muted; border-top: solid $border-blurred; }
    WordsBelow > .words-below--source { color: $text-muted; text-style: italic; }
    """

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._said = ("", "", "")

    def say(self, what: str, how: str, source: str) -> None:
        """Say something else; what is said already costs nothing: no second layout, no frame."""
        said = (what.strip(), how.strip(), source)
        if said != self._said:
            self._said = said
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that all of it needs."""
        return sum(len(_wrapped(text, width)) for text in self._said)

    def render(self) -> Content:
        """The lines there is room for."""
        width, height = self.size
        what, how, source = (_wrapped(text, width) for text in self._said)
        room = max(0, height - len(what) - len(source))
        if len(how) > room > 0:
            how = [*how[: room - 1], how[room - 1].rstrip().truncate(max(1, width - 1)) + self._glyphs.cut]
        style = self.get_visual_style("words-below--source")
        return Content("\n").join([*what, *how[:room], *(line.stylize(style) for line in source)])


def _wrapped(text: str, width: int) -> list[Content]:
    return Content(text).wrap(max(1, width)) if text else []
