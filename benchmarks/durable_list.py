"""The yardstick of a tick: a bare list by lines that toggles a row, and saves as many bytes durably before it draws."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 8
SHOWS = b"row 0"


def save_durably(folder: Path, content: bytes) -> None:
    """Replace a file whole: written, synced, renamed, its folder synced."""
    descriptor = os.open(folder / "new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, content)
    os.fsync(descriptor)
    os.close(descriptor)
    (folder / "new").replace(folder / "kept")
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


class Rows(ScrollView, can_focus=True):
    """Eight rows, of which the first is toggled: by space it is saved before it is drawn, by ``t`` it is only drawn."""

    def __init__(self, folder: Path, content: bytes) -> None:
        super().__init__()
        self._folder, self._content = folder, content
        self._ticked = False
        self.virtual_size = Size(80, ROWS)

    def render_line(self, y: int) -> Strip:
        """One row."""
        sign = "x" if self._ticked and y == 0 else "o"
        return Strip([Segment(f" {sign} row {y}" if y < ROWS else "")]).adjust_cell_length(self.size.width)

    def on_key(self, event: events.Key) -> None:
        """Save, then toggle, then draw the row."""
        if event.key == "space":
            save_durably(self._folder, self._content)
        if event.key in ("space", "t"):
            self._ticked = not self._ticked
            self.refresh(Region(0, 0, self.size.width, 1))


class DurableList(App[None]):
    """Nothing but the list."""

    def __init__(self, folder: Path, content: bytes) -> None:
        super().__init__()
        self._rows = Rows(folder, content)

    def compose(self) -> ComposeResult:
        """The list."""
        yield self._rows


def main() -> None:
    """Run it with a folder to write in, and a file whose bytes are written."""
    folder, source = map(Path, sys.argv[1:3])
    app = DurableList(folder, source.read_bytes())
    app.run()


if __name__ == "__main__":
    main()
