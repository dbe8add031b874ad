"""The pictures by date: one shown, or two side by side; taken in, given words, taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.photo import Photo, Shot, in_order
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.photo_day import ASK_BEFORE, has_before, next_photo_words
from routine_tui.model.text import clipped, escape_control_characters
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.form import complaint, frame
from routine_tui.ui.dialogs.host import FormHost
from routine_tui.ui.dialogs.photo import PhotoAnswer, PhotoDialog, ask_day
from routine_tui.ui.dialogs.photo_inbox import Waiting, look_into
from routine_tui.ui.widgets.photo_list import PhotoList
from routine_tui.ui.widgets.photo_pane import PhotoPane
from routine_tui.ui.widgets.picture import Way, way_in

ADDED: Final = "Added. Your own file stays where it is."


class PhotosDialog(Dialog[None]):
    """Shows and changes the pictures; every change is stored at once, and ``u`` takes back those made here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add", show=False),
        Binding("n", "words", "Caption", show=False),
        Binding("x,delete", "remove", "Remove", show=False),
        Binding("o", "open", "Open", show=False),
        Binding("i", "inbox", "Inbox", show=False),
        Binding("u", "undo", "Undo", show=False),
        Binding("left,h", "turn(-1)", "Before", show=False),
        Binding("right,l", "turn(1)", "Next", show=False),
    ]
    DEFAULT_CSS = """
    PhotosDialog #shown { height: 1fr; display: none; }
    PhotosDialog #second { display: none; margin-left: 1; }
    PhotosDialog.-beside #second { display: block; }
    PhotosDialog.-showing #shown { display: block; layout: horizontal; }
    PhotosDialog.-showing PhotoList { display: none; }
    PhotosDialog .turns { display: none; }
    PhotosDialog.-showing .turns { display: block; }
    PhotosDialog.-short.-narrow #add, PhotosDialog.-short.-narrow #before,
    PhotosDialog.-narrow .wide, PhotosDialog.-showing .changes, PhotosDialog.-empty .needs { display: none; }
    PhotosDialog.-short.-narrow.-empty #add { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # what has room for all of its buttons
    AUTO_FOCUS = "PhotoList"

    def __init__(self, host: FormHost, recovery: Recovery, today: date, photo_id: str = "") -> None:
        super().__init__()
        self._host = host
        self._planner = host.planner
        self._recovery = recovery
        self._today = today
        self._photo_id = photo_id
        self._glyphs = host.glyphs
        self._way: Way = "path"
        self._inbox: tuple[Path, ...] = ()
        """The files in the inbox folder that are not added yet, once it was looked at."""
        self._changes: list[int] = []
        """The numbers of the changes that were made here, and can be undone here."""

    def compose(self) -> ComposeResult:
        """The list, and in its place the pictures once one is to be seen."""
        self._way = way = way_in(self.app, self._glyphs)
        yield frame(
            "Photos",
            PhotoList(self._glyphs),
            Container(PhotoPane(way, "first"), PhotoPane(way, "second"), id="shown"),
            complaint(),
            Static("", id="said", classes="hint", markup=False),
            Horizontal(
                Button("Add (a)", id="add", compact=True, classes="changes"),
                Button("Caption (n)", id="words", compact=True, classes="wide changes needs"),
                Button("Remove (x)", id="remove", compact=True, classes="wide changes needs"),
                Button("Open (o)", id="open", compact=True, classes="wide changes needs"),
                Button("Previous (h)", id="before", compact=True, classes="turns"),
                Button("Next (l)", id="next", compact=True, classes="turns"),
                Button("Close (esc)", id="leave", compact=True),
                Button("Compare (enter)", id="accept", variant="primary", compact=True, classes="changes needs"),
                classes="buttons",
            ),
            tall=True,
        )

    def on_mount(self) -> None:
        """Show what there is, with the cursor on the picture that was asked for."""
        self._fill()
        self._list.stand_on(self._photo_id)
        if self._recovery.photos:
            keys = "space picks two, enter compares them"
            self._say("\n".join(filter(None, (keys, next_photo_words(self._recovery, self._today)))))
        if self._planner.settings.photo_inbox:
            look = self._planner.photos.look_for_waiting()
            tell, call = self._tell_waiting, self.app.call_from_thread
            self.run_worker(lambda: call(tell, look_into(look)), thread=True, exit_on_error=False)

    def _tell_waiting(self, waiting: Waiting) -> None:
        self._inbox = waiting.files
        if waiting.said:
            self._say(waiting.said)

    def on_photo_list_wanted(self, event: PhotoList.Wanted) -> None:
        """Enter, or a second click on a line."""
        if event.alone:
            self.action_open()
        else:
            self.action_accept()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do; what the others do stands in ``Dialog``, which Textual calls too."""
        actions: dict[str, Callable[[], None]] = {
            "add": self.action_add,
            "words": self.action_words,
            "remove": self.action_remove,
            "open": self.action_open,
            "before": lambda: self.action_turn(-1),
            "next": lambda: self.action_turn(1),
        }
        if action := actions.get(event.button.id or ""):
            event.stop()
            action()

    def on_key(self, event: events.Key) -> None:
        """While a picture is shown, the keys of the list turn to the next one."""
        if self._is_showing and event.key in ("j", "down", "k", "up", "enter"):
            event.stop()
            if event.key == "enter":
                self.action_leave()
            else:
                self.action_turn(1 if event.key in ("j", "down") else -1)

    # ------------------------------------------------------------------ looking

    def action_accept(self) -> None:
        """Lay the two that are picked side by side, or the one that is picked beside the one under the cursor."""
        photo, picked = self._list.photo, self._list.picked
        if photo is not None:
            self._see(picked if len(picked) == 2 else in_order({one.id: one for one in (photo, *picked)}.values()))

    def action_open(self) -> None:
        """Show the picture under the cursor alone."""
        if (photo := self._list.photo) is not None:
            self._see([photo])

    def _see(self, photos: list[Photo]) -> None:
        """Show one picture or two; or say where they are, where none can be shown."""
        if self._way == "path":
            paths = "\n".join(escape_control_characters(str(self._planner.photos.path(one))) for one in photos)
            self._say(f"Open it with your picture viewer:\n{paths}")
            return
        self.set_class(len(photos) > 1, "-beside")
        self.add_class("-showing")
        self.set_focus(None)
        for name, shown in zip(("first", "second"), [*photos, None], strict=False):
            self._show(name, shown)
        self._say("")

    def action_turn(self, by: int) -> None:
        """Turn to the picture before or after, while one is shown."""
        if not self._is_showing:
            return
        beside = self.has_class("-beside")
        if beside and len(self._list.picked) == 2:
            self._list.keep_one()
        self._list.action_move(by)
        if beside:
            self.action_accept()
        else:
            self.action_open()

    def action_leave(self) -> None:
        """Go back to the list, or away."""
        if not self._is_showing:
            self.dismiss(None)
            return
        self.remove_class("-showing", "-beside")
        for name in ("first", "second"):
            self._show(name, None)
        self._list.focus()

    def _show(self, pane: str, photo: Photo | None) -> None:
        place = self.query_one(f"#{pane}", PhotoPane)
        if photo is None:
            place.clear()
        else:
            place.show(photo, self._planner.photos.path(photo), self._recovery, self._today, self._glyphs.dot)

    # ------------------------------------------------------------------ changing

    def action_add(self) -> None:
        """Take a picture in by its path."""

        def add(answer: PhotoAnswer) -> Recovery:
            assert answer.source is not None
            caption = answer.caption or ""
            shot, keep = Shot(**answer.shot), answer.keep_original
            return self._took(self._planner.photos.add(answer.source, answer.day, caption, ask_day, shot, keep))

        self._back_to_list()
        photos = self._recovery.photos
        form = PhotoDialog(self._today, first=not photos, like=photos, file=str(self._inbox[0]) if self._inbox else "")
        self._ask(form, add, ADDED if photos or has_before(self._recovery) else f"{ADDED} {ASK_BEFORE}")

    def action_inbox(self) -> None:
        """Add all photos that wait in the inbox folder, each on its camera's day, else today."""
        if not self._inbox:
            self._say("No new photos in your photo inbox. Settings (,) name its folder.")
            return
        self._back_to_list()
        try:
            self._took(self._planner.photos.add_all(self._inbox))
        except RoutineError as error:
            self.show_error(str(error))
            return
        count, self._inbox = len(self._inbox), ()
        self._say(f"Added {count}. The files in the inbox stay as they are; n changes the day of one.")

    def action_words(self) -> None:
        """Give the picture other words, or another day."""
        if (photo := self._list.photo) is not None:
            self._back_to_list()
            edit = self._planner.photos.edit
            self._ask(
                PhotoDialog(self._today, photo),
                lambda answer: self._took(edit(photo.id, answer.caption, answer.day, answer.shot)),
                "Changed.",
            )

    def action_remove(self) -> None:
        """Take the picture away; its file stays."""
        photo = self._list.photo
        if photo is None:
            return
        self._back_to_list()
        try:
            self._took(self._planner.photos.remove(photo.id))
        except RoutineError as error:
            self.show_error(str(error))
            return
        self._say("Removed: u brings it back. Its file stays until routine-tui photos tidy.")

    def action_undo(self) -> None:
        """Take back the last change that was made here."""
        if not self._changes:
            self._say("Nothing was changed here that could be undone.")
            return
        try:
            number, label = self._planner.last_change()
            if number != self._changes[-1]:
                self._say(f"Done since, and not here: {clipped(label)}. Leave with escape: u takes that back first.")
                return
            self._planner.undo()
            self._recovery = self._host.recovery = self._planner.recovery
        except RoutineError as error:
            self.show_error(str(error))
            return
        self._changes.pop()
        self._fill()
        self._say(f"Undid: {clipped(label)}.")

    def _ask(self, form: PhotoDialog, store: Callable[[PhotoAnswer], Recovery], said: str) -> None:
        self._host.submit(form, store, then=lambda: self._say(said))

    def _took(self, recovery: Recovery) -> Recovery:
        """Show what the disk now has; gives it back."""
        if recovery is not self._recovery:
            self._recovery = self._host.recovery = recovery
            self._changes.append(self._planner.last_change()[0])
            self._fill()
        return recovery

    # ------------------------------------------------------------------ helpers

    @property
    def _list(self) -> PhotoList:
        return self.query_one(PhotoList)

    @property
    def _is_showing(self) -> bool:
        return self.has_class("-showing")

    def _back_to_list(self) -> None:
        if self._is_showing:
            self.action_leave()

    def _fill(self) -> None:
        photos = in_order(self._recovery.photos)
        gone = frozenset(one.file for one in photos if not self._planner.photos.is_there(one))
        self._list.fill(self._recovery, photos, gone, self._today)
        self.set_class(not photos, "-empty")
        self.query_one("#add", Button).variant = "default" if photos else "primary"
        self.show_error("")

    def _say(self, sentence: str) -> None:
        line = self.query_one("#said", Static)
        line.update(Content(sentence))
        line.display = bool(sentence)
