"""The pictures of a recovery by date, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.photo import Photo, compared_at_first, words_of_photo
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import short_day, weekday_day
from routine_tui.ui.widgets.lines import LineList, plain_style, strip

_EMPTY = ("No photos yet: press a to add one.",)


class PhotoList(LineList):
    """One line a picture: day, hour, caption. Two of them are picked, to be laid side by side: at first the newest, and
    the oldest that was taken like it.
    """

    COMPONENT_CLASSES = {"photo-list--cursor", "photo-list--quiet", "photo-list--marked"}
    DEFAULT_CSS = """
    PhotoList { background: $surface; min-height: 3; }
    PhotoList > .line--plain { background: $surface; }
    PhotoList > .photo-list--quiet { color: $text-muted; background: $surface; }
    PhotoList > .photo-list--marked { color: $accent; background: $surface; }
    PhotoList > .photo-list--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground; text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Next", show=False),
        Binding("up,k", "move(-1)", "Before", show=False),
        Binding("home,g", "move(-9999)", "First", show=False),
        Binding("end,G", "move(9999)", "Last", show=False),
        Binding("enter", "show", "Show", show=False),
        Binding("space,m", "pick", "Pick", show=False),
    ]

    @dataclass
    class Wanted(Message):
        """Pictures are to be shown: the two that are picked, or the one that was clicked."""

        alone: bool = False

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._photos: Sequence[Photo] = ()
        self._gone: frozenset[str] = frozenset()
        self._today = date.min
        self._recovery: Recovery | None = None
        self._cursor = 0
        self._picked: list[str] = []
        self._chosen = False
        """Whether a person picked any: until then it is the oldest and the newest."""

    @property
    def photo(self) -> Photo | None:
        """The picture under the cursor."""
        return self._photos[self._cursor] if self._photos else None

    @property
    def picked(self) -> list[Photo]:
        """The pictures that are picked, two at most, as they were taken."""
        return [photo for photo in self._photos if photo.id in self._picked]

    def fill(self, recovery: Recovery, photos: Sequence[Photo], gone: frozenset[str], today: date) -> None:
        """Show these pictures; ``gone`` are the files that are not there any more. A new one gets the cursor."""
        known, here = {photo.id for photo in self._photos}, self.photo
        new = [photo.id for photo in photos if photo.id not in known] if self._recovery else []
        self._recovery, self._photos, self._gone, self._today = recovery, photos, gone, today
        ids = [photo.id for photo in photos]
        self._picked = [one for one in self._picked if one in ids]
        if not self._chosen:
            self._picked = [photo.id for photo in compared_at_first(photos) or ()]
        wanted = new[0] if new else here.id if here else ""
        places = {photo.id: place for place, photo in enumerate(photos)}
        last = max(0, len(photos) - 1)
        self._cursor = places.get(wanted, last if here is None else min(self._cursor, last))
        self.set_line_count(len(photos) or len(_EMPTY))
        self.refresh()
        self.show_line(self._cursor)

    def line(self, y: int, width: int) -> Strip:
        """One picture, or the words that there is none."""
        quiet = self.look("photo-list--quiet")
        if self._recovery is None or not self._photos:
            return strip([(f" {_EMPTY[0]}", quiet)])
        photo, glyphs = self._photos[y], self._glyphs
        here, is_picked = y == self._cursor, photo.id in self._picked
        sign = (glyphs.cursor if here else " ") + (glyphs.done if is_picked else " ")
        hour = f"{photo.taken_at:%H:%M}" if photo.taken_at else ""
        words = words_of_photo(photo)
        if photo.file in self._gone:
            words = f"no longer exists{f' {glyphs.dot} {words}' if words else ''}"
        offset = day_of(self._recovery, photo)
        text = f" {sign} {weekday_day(photo.day, self._today):<10}  {offset:<7}  {hour:<5}  {words}"
        if width < 48:
            text = f" {sign} {short_day(photo.day, self._today):<6}  {words or hour or offset}"
        if cell_len(text) > width:
            text = set_cell_size(text, max(0, width - 2)) + glyphs.cut
        look = "photo-list--cursor" if here else "photo-list--marked" if is_picked else None
        style = self.look(look) if look else plain_style(self)
        return strip([(text, style)]).adjust_cell_length(width, style)

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self.virtual_size = Size(self.size.width, len(self._photos) or len(_EMPTY))
        self.call_after_refresh(self.show_line, self._cursor)

    def on_click(self, event: events.Click) -> None:
        """A click moves to a picture; a second one shows it alone."""
        y = self.clicked(event).y
        if 0 <= y < len(self._photos):
            already = y == self._cursor
            self._go(y)
            if already:
                self.post_message(self.Wanted(alone=True))

    def stand_on(self, photo_id: str) -> None:
        """Move the cursor to a picture, where it is there."""
        places = [place for place, photo in enumerate(self._photos) if photo.id == photo_id]
        if places:
            self._go(places[0])

    def action_move(self, by: int) -> None:
        """Go some pictures down (up, when negative)."""
        if self._photos:
            self._go(max(0, min(len(self._photos) - 1, self._cursor + by)))

    def action_show(self) -> None:
        """Ask for the two that are picked to be shown, or else for the picture under the cursor."""
        if self._photos:
            self.post_message(self.Wanted())

    def action_pick(self) -> None:
        """Pick the picture, to be laid beside another, or no longer. The first pick lets go of the two picked at first,
        a third one of the one that was picked before the last.
        """
        if self.photo:
            here, before = self.photo.id, self._picked if self._chosen else []
            self._picked = [one for one in before if one != here] if here in before else [*before[-1:], here]
            self._chosen = True
            self.refresh()

    def keep_one(self) -> None:
        """Let go of all that is picked but the oldest, beside which each other one can then be seen."""
        self._picked, self._chosen = [one.id for one in self.picked[:1]], True

    def _go(self, y: int) -> None:
        before, self._cursor = self._cursor, y
        self.repaint([before, y])
        self.show_line(y)


def day_of(recovery: Recovery, photo: Photo) -> str:
    """The day of a picture, counted from the session: ``day 22``; ``before`` for one from before it."""
    offset = recovery.offset(photo.day)
    return f"day {offset}" if offset >= 0 else "before"
