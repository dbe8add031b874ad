"""One picture: taken in by its path, or given another day and other words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec import field as field_of
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from routine_tui.files import typed_path
from routine_tui.model.errors import BadInput, RoutineError
from routine_tui.model.recovery.photo import HOW_TO, PHOTO_LIGHTS, PHOTO_PLACES, Photo, PhotoLight, in_order
from routine_tui.model.text import one_line
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.dialogs.more import More
from routine_tui.ui.inputs import Choice, TextLine
from routine_tui.ui.widgets.tick_box import TickBox

LONGEST_PATH = 4096
_MAKEUP: Final = (("not said", ""), ("none, the face is bare", "no"), ("some is on", "yes"))


def _choices(names: Sequence[str]) -> list[tuple[str, str]]:
    """The names of places or lights as options, that nobody said among them."""
    words = {"": "not said", "side": "from the side, shows texture"}
    return [(words.get(name, name), name) for name in names]


class DayUnknown(BadInput):
    """A picture does not say its day, so the person has to."""


def ask_day(_: Path, proposed: date) -> date:
    """Ask for the day of a picture that does not say it, by the sentence in the dialog. Raises BadInput."""
    raise DayUnknown(f"The photo doesn't say when it was taken: enter its day, e.g. today or {proposed}.")


class PhotoAnswer(Struct, frozen=True):
    """What the person wants of a picture."""

    source: Path | None
    """The file to take in; None where it is here already."""
    day: date | None
    """None for what the camera says; of one that is here already for the day that it has."""
    caption: str | None
    """None for the one that it has."""
    shot: Mapping[str, Any] = field_of(default_factory=dict)
    """What was said of how it was taken, by the names of ``Shot``; of one that is here already what was changed."""
    keep_original: bool = False
    """Whether the file itself is kept as well."""


class PhotoDialog(Form[PhotoAnswer]):
    """Asks for a picture, its day, how it was taken, and some words."""

    def __init__(
        self, today: date, photo: Photo | None = None, first: bool = False, like: Sequence[Photo] = (), file: str = ""
    ) -> None:
        """``like`` are the pictures that are here: the light of the newest is proposed. ``file`` is a path."""
        super().__init__(f"picture {photo.id if photo else file}")
        self._today = today
        self._photo = photo
        self._first = first
        self._file = file
        newest = in_order(one for one in like if not one.before)[-1:]
        self._light: PhotoLight = photo.light if photo else newest[0].light if newest else ""
        self._keeps = bool(newest and newest[0].original)

    def compose(self) -> ComposeResult:
        """The file, the day, some words."""
        photo = self._photo
        file = TextLine(self._file, id="file", max_length=LONGEST_PATH, placeholder="e.g. ~/left.jpg")
        rows = [] if photo else [field("File", file, True)]
        yield frame(
            "Edit a photo" if photo else "Add a photo",
            *rows,
            field(
                "Day",
                DayLine(photo.day if photo else None, self._today, "day", "blank: what the camera says"),
            ),
            field("Caption", TextLine(photo.caption if photo else "", id="caption", placeholder="e.g. left cheek")),
            field("Place", Choice(_choices(PHOTO_PLACES), photo.place if photo else "", "place")),
            field("Light", Choice(_choices(PHOTO_LIGHTS), self._light, "light")),
            More("make-up, from before the session, the original", *self._seldom()),
            Static(self._hint(), classes="hint", markup=False),
            complaint(),
            buttons(),
        )

    def _seldom(self) -> Iterator[Widget]:
        photo = self._photo
        made_up = {None: "", True: "yes", False: "no"}[photo.makeup if photo else None]
        yield field("Make-up", Choice(_MAKEUP, made_up, "makeup"))
        yield TickBox("It is from before the session", photo.before if photo else False, "before")
        if photo is None:
            yield TickBox("Keep the original too, here only, with place and camera", self._keeps, "keep")

    def _shot(self) -> dict[str, Any]:
        """What was said of how it was taken: of a new one all, of one that is here what was changed."""
        values: dict[str, Any] = {
            "place": self.typed("place"),
            "light": self.typed("light"),
            "makeup": {"": None, "yes": True, "no": False}[self.typed("makeup")],
            "before": self.query_one("#before", TickBox).value,
        }
        return {
            name: value
            for name, value in values.items()
            if (self.is_changed(name) if self._photo else value not in ("", None, False) or self.is_changed(name))
        }

    def refused(self, error: RoutineError) -> None:
        """Say it; where the photo does not say its day, what is typed next goes into the line for it."""
        super().refused(error)
        if isinstance(error, DayUnknown):
            self.set_focus(self.query_one("#day"))

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
        keep = self._photo is None and self.query_one("#keep", TickBox).value
        answer = PhotoAnswer(source, day, caption, self._shot(), keep)
        return None if answer == PhotoAnswer(None, None, None) else answer

    def _hint(self) -> str:
        if self._photo:
            return ""
        kinds = "JPEG, PNG, WebP or HEIC" if find_spec("pillow_heif") else "JPEG, PNG or WebP"
        copied = f"{kinds}. It is copied, without what it says of the place; your file stays as it is."
        return f"{copied}\n{HOW_TO}" if self._first else copied
