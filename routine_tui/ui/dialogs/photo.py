"""One picture: taken in by its path, or given another day and other words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct
from textual.app import ComposeResult
from textual.widgets import Static

from routine_tui.files import typed_path
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.photo import HOW_TO, Photo
from routine_tui.model.text import one_line
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.inputs import TextLine

LONGEST_PATH = 4096


def ask_day(_: Path, proposed: date) -> date:
    """Ask for the day of a picture that does not say it, by the sentence in the dialog. Raises BadInput."""
    raise BadInput(f"The picture does not say when it was taken: type its day, such as today or {proposed}.")


class PhotoAnswer(Struct, frozen=True):
    """What the person wants of a picture."""

    source: Path | None
    """The file to take in; None where it is here already."""
    day: date | None
    """None for what the camera says; of one that is here already for the day that it has."""
    caption: str | None
    """None for the one that it has."""


class PhotoDialog(Form[PhotoAnswer]):
    """Asks for a picture, its day and some words."""

    def __init__(self, today: date, photo: Photo | None = None, first: bool = False) -> None:
        super().__init__(f"picture {photo.id if photo else ''}")
        self._today = today
        self._photo = photo
        self._first = first

    def compose(self) -> ComposeResult:
        """The file, the day, some words."""
        photo = self._photo
        rows = (
            []
            if photo
            else [field("File", TextLine("", id="file", max_length=LONGEST_PATH, placeholder="e.g. ~/left.jpg"), True)]
        )
        yield frame(
            "Edit a photo" if photo else "Add a photo",
            *rows,
            field(
                "Day",
                DayLine(photo.day if photo else None, self._today, "day", "blank: what the camera says"),
            ),
            field("Caption", TextLine(photo.caption if photo else "", id="caption", placeholder="e.g. left cheek")),
            Static(self._hint(), classes="hint", markup=False),
            complaint(),
            buttons(),
        )

    def answer(self) -> PhotoAnswer | None:
        """The picture as it is to be; of one that is here already only what was changed."""
        source = None
        if self._photo is None:
            typed = self.typed("file").strip()
            if not typed:
                raise BadInput("Type where the photo is, e.g. ~/Pictures/left.jpg.")
            source = typed_path(typed)
        day = self.typed_day("day") if self.is_changed("day") else None
        caption = one_line(self.typed("caption"), "The caption", False) if self.is_changed("caption") else None
        answer = PhotoAnswer(source, day, caption)
        return None if answer == PhotoAnswer(None, None, None) else answer

    def _hint(self) -> str:
        if self._photo:
            return ""
        copied = "JPEG, PNG or WebP. It is copied, without what it says of the place; your file stays as it is."
        return f"{copied}\n{HOW_TO}" if self._first else copied
