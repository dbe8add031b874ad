"""One photo of a recovery as a picture, with a line below it: day, hour, day of healing, words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from routine_tui.model.recovery.photo import Photo, words_of_photo
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import weekday_day
from routine_tui.ui.widgets.photo_list import day_of
from routine_tui.ui.widgets.picture import Picture, Way


class PhotoPane(Vertical):
    """A picture and its line, or nothing."""

    DEFAULT_CSS = """
    PhotoPane { width: 1fr; height: 1fr; }
    PhotoPane Static { height: 1; color: $text-muted; text-align: center; text-wrap: nowrap; }
    """

    def __init__(self, way: Way, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._way = way

    def compose(self) -> ComposeResult:
        """The picture, and its line."""
        yield Picture(self._way)
        yield Static("", markup=False)

    def show(self, photo: Photo, path: Path, recovery: Recovery, today: date, dot: str) -> None:
        """Show one photo from its file."""
        hour = f" {photo.taken_at:%H:%M}" if photo.taken_at else ""
        parts = (f"{weekday_day(photo.day, today)}{hour}", day_of(recovery, photo), words_of_photo(photo))
        self.query_one(Static).update(Content(f" {dot} ".join(part for part in parts if part)))
        self.query_one(Picture).show(path)

    def clear(self) -> None:
        """Show nothing."""
        self.query_one(Static).update(Content(""))
        self.query_one(Picture).show(None)
