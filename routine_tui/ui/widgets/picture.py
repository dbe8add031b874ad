"""A picture in cells of the terminal, drawn by textual-image in the way that is sure to work here.

textual-image asks the terminal what it can show, and how large its cells are, when it is imported. In a running app
the answers would come in as keys that nobody pressed, and asking before the app runs would make every start wait. So it
is imported when the first picture is shown, with the terminal out of its sight, and nothing is asked:

- In Kitty and Ghostty, by the name of the terminal itself (``TERM``), pictures go to the terminal as they are. Only
  where the app writes to that very terminal, in full colour, and no tmux or screen is between them.
- Sixel is not used: no variable tells of it, and a terminal without it would print the picture as letters.
- Everywhere else a picture is half blocks, two pixels a cell.
- In plain ASCII, without colour, or with 16 colours, nothing could be seen: the dialog then names the file.

The size of a cell is what the terminal told the system, or else 10 to 20, which is near enough for half blocks.
"""

from __future__ import annotations

import contextlib
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, Literal

from rich.segment import Segment
from textual.app import App
from textual.geometry import Size
from textual.strip import Strip

from routine_tui.glyphs import ASCII, Glyphs
from routine_tui.model.errors import RoutineError
from routine_tui.store.photo_import import shrink
from routine_tui.ui.widgets.lines import PLAIN, KeepsLooks, plain_style, strip

if TYPE_CHECKING:
    from PIL.Image import Image

Way = Literal["kitty", "half blocks", "path"]
LONGEST_SIDE: Final = 1600
"""Pixels of a picture that is being shown: some MB, and enough for a terminal that fills a screen."""
_KITTY: Final = ("xterm-kitty", "xterm-ghostty")
_BETWEEN: Final = ("TMUX", "STY", "ZELLIJ")
"""Set by programs that stand between the app and the terminal, and would not let a picture through."""
_USUAL_CELL: Final = Size(10, 20)
_MOST_CELLS: Final = 250
"""What one picture in Kitty can be wide and high."""


def way_in(app: App[Any], glyphs: Glyphs) -> Way:
    """How an app can show pictures where it runs."""
    on_terminal = not app.is_web and not app.is_headless and sys.__stdout__ is not None and sys.__stdout__.isatty()
    colours = None if app.no_color or glyphs is ASCII else app.console.color_system
    return way_to_show(os.environ, on_terminal, colours)


def way_to_show(surroundings: Mapping[str, str], on_terminal: bool, colours: str | None) -> Way:
    """How pictures are shown; ``colours`` is Rich's name for how many there are, None where none is to be used."""
    if colours not in ("256", "truecolor"):
        return "path"
    is_direct = on_terminal and not any(surroundings.get(name) for name in _BETWEEN)
    if is_direct and colours == "truecolor" and surroundings.get("TERM") in _KITTY:
        return "kitty"
    return "half blocks"


class Picture(KeepsLooks):
    """One picture, as large as fits, or one quiet sentence in its place."""

    COMPONENT_CLASSES = {PLAIN, "picture--quiet"}
    DEFAULT_CSS = """
    Picture { width: 1fr; height: 1fr; background: $surface; }
    Picture > .picture--quiet { color: $text-muted; background: $surface; }
    """

    def __init__(self, way: Way) -> None:
        super().__init__()
        self._way = way
        self._image: Image | None = None
        self._words = ""
        self._rows: list[Strip] = []
        self._sent: int | None = None
        """The number under which Kitty keeps the picture."""

    def show(self, path: Path | None) -> None:
        """Show the picture in a file, or nothing; where it cannot be shown, a sentence says why."""
        self._image, self._words = None, ""
        if path is not None:
            try:
                if not path.exists():
                    self._words = "The picture no longer exists."
                else:
                    self._image = shrink(path, LONGEST_SIDE)
            except RoutineError:  # the person cannot mend a file, so its trouble need not be told in full
                self._words = "The picture cannot be shown: its file is damaged."
        self._draw()

    def render_line(self, y: int) -> Strip:
        """A row of the picture, in the middle of the room there is."""
        width, style = self.size.width, plain_style(self)
        row = y - (self.size.height - len(self._rows)) // 2
        if 0 <= row < len(self._rows):
            shown = self._rows[row]
            left = Segment(" " * ((width - shown.cell_length) // 2), style)
            return Strip([left, *shown]).adjust_cell_length(width, style)
        words = wrap(self._words, max(1, width))
        if y < len(words):
            return strip([(words[y], self.look("picture--quiet"))]).adjust_cell_length(width, style)
        return Strip.blank(width, style)

    def on_resize(self) -> None:
        """There is another room for it."""
        self._draw()

    def on_unmount(self) -> None:
        """Let the picture go, in the terminal as well."""
        self._image = None
        self._forget()

    def _draw(self) -> None:
        """Draw the rows anew."""
        self._forget()
        self._rows = []
        if self._image is not None and self.size.width > 0 and self.size.height > 0:
            cell = _cell()
            cells = fitted(Size(*self._image.size), self.size, cell)
            pixels = (
                (cells.width * cell.width, cells.height * cell.height)
                if self._way == "kitty"
                else (cells.width, 2 * cells.height)
            )
            drawing = _drawing(self._way, self._image.resize(pixels), cells, cell)
            options = self.app.console.options.update(width=cells.width, height=cells.height)
            lines = Segment.split_lines(self.app.console.render(drawing, options))
            self._rows = [Strip(line) for line in lines][: cells.height]
            self._sent = getattr(drawing, "terminal_image_id", None)
        self.refresh()

    def _forget(self) -> None:
        """Have Kitty drop its copy; textual-image names it in a way that Kitty takes for another one."""
        if self._sent is not None and sys.__stdout__ is not None:
            with contextlib.suppress(OSError, ValueError):
                sys.__stdout__.write(f"\x1b_Ga=d,d=I,i={self._sent},q=2\x1b\\")
                sys.__stdout__.flush()
        self._sent = None


def fitted(pixels: Size, room: Size, cell: Size) -> Size:
    """The cells that a picture takes in a room of cells, as large as fits and neither wider nor higher than it is."""
    scale = min(
        min(room.width, _MOST_CELLS) * cell.width / pixels.width,
        min(room.height, _MOST_CELLS) * cell.height / pixels.height,
    )
    columns, rows = pixels.width * scale / cell.width, pixels.height * scale / cell.height
    return Size(max(1, round(columns)), max(1, round(rows)))


def _drawing(way: Way, image: Image, cells: Size, cell: Size) -> Any:
    """What Rich draws a picture of so many cells with."""
    with _unasked(cell):
        import textual_image.widget  # noqa: F401 (it remembers how large a cell is)
        from textual_image.renderable import HalfcellImage, TGPImage
    kind = TGPImage if way == "kitty" else HalfcellImage
    return kind(image, cells.width, cells.height)


@contextlib.contextmanager
def _unasked(cell: Size) -> Iterator[None]:
    """Let textual-image see no terminal that it could ask; what it would ask for, it is told by its own variables."""
    told = {"TEXTUAL_CELL_WIDTH": str(cell.width), "TEXTUAL_CELL_HEIGHT": str(cell.height)}
    before = {name: os.environ.get(name) for name in told}
    terminal = sys.__stdout__
    try:
        os.environ.update(told)
        sys.__stdout__ = StringIO()  # type: ignore[misc, assignment]
        yield
    finally:
        sys.__stdout__ = terminal  # type: ignore[misc]
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _cell() -> Size:
    """How large a cell of this terminal is in pixels, as it told the system; the usual size where it did not."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError, ZeroDivisionError):
        import fcntl
        import termios

        told = fcntl.ioctl(sys.__stdout__.fileno(), termios.TIOCGWINSZ, bytes(8))  # type: ignore[union-attr]
        rows, columns, width, height = struct.unpack("HHHH", told)
        if width >= columns and height >= rows:
            return Size(width // columns, height // rows)
    return _USUAL_CELL
