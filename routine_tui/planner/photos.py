"""Pictures: copies of them are kept beside the recovery, described, removed, and deleted where nothing needs them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec.structs import asdict, replace

from routine_tui.files import typed_path
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.photo import Photo, Shot, day_taken, require_day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, one_line, short_day
from routine_tui.planner.workspace import Room
from routine_tui.store.inbox import new_in
from routine_tui.store.photo_files import KeptFiles, LeftOver, PhotoFiles, find_left_over
from routine_tui.store.photo_import import SanitisedImage, sanitise

AskDay = Callable[[Path, date], date]
"""Asked for the day of a picture that does not say when it was taken; the day that may be meant is proposed."""


_SHOT: Final = Shot()


def _proposed(_: Path, day: date) -> date:
    return day


class Photos(Room):
    """Adds, changes and removes pictures. Every change is on the disk when its method returns."""

    def add(
        self,
        source: Path,
        day: date | None = None,
        caption: str = "",
        ask: AskDay = _proposed,
        shot: Shot = _SHOT,
        keep_original: bool = False,
    ) -> Recovery:
        """Keep a copy of a picture, as ``add_all`` does."""
        return self.add_all([source], day, caption, ask, shot, keep_original)

    def add_all(
        self,
        sources: Sequence[Path],
        day: date | None = None,
        caption: str = "",
        ask: AskDay = _proposed,
        shot: Shot = _SHOT,
        keep_original: bool = False,
    ) -> Recovery:
        """Keep copies of pictures, without what the files say of where they were taken: all of them, or none.

        Each is of ``day``, else of the day that its camera says, else of the one that ``ask`` gives. With
        ``keep_original`` each file is kept byte for byte as well. Raises BadInput for what is no picture or is here
        already, a future day or one long before day zero, StoreError; no file is then left behind.
        """
        words = one_line(caption, "The caption", required=False)
        recovery, pictures, new = self._workspace.recovery, self._pictures(), list[Photo]()
        originals = KeptFiles(self._workspace.home.data, "originals")
        try:
            for source in sources:
                picture = sanitise(source)
                sha256 = hashlib.sha256(picture.source).hexdigest()
                self._require_new(source, sha256, [*recovery.photos, *new])
                of_day = self._day_of(source, picture, day, ask)
                file = pictures.keep(recovery.id, of_day, picture)
                one = Photo(uuid.uuid4().hex, of_day, file, picture.taken_at, words, sha256=sha256)
                new.append(replace(one, **asdict(shot), camera=_camera(picture), added=self._workspace.clock.now()))
                if keep_original:
                    kept = originals.keep_bytes(recovery.id, of_day, picture.source, picture.source_suffix)
                    new[-1] = replace(new[-1], original=kept)
            label = (
                f"added a photo of {short_day(new[0].day, self._workspace.today())}"
                if len(new) == 1
                else f"added {len(new)} photos"
            )
            return self._workspace.change(label, lambda old: replace(old, photos=(*old.photos, *new)))
        except BaseException:  # also where the person had enough of waiting
            pictures.take_back(recovery.id, [photo.file for photo in new])
            originals.take_back(recovery.id, [photo.original for photo in new if photo.original])
            raise

    def waiting(self) -> tuple[Path, ...]:
        """The files in the inbox folder that are not added yet, by name; none where no folder is set.

        Only names of pictures are looked at, the newest hundred of them. Raises BadInput where it is no folder.
        """
        return self.look_for_waiting()()

    def look_for_waiting(self) -> Callable[[], tuple[Path, ...]]:
        """What looks into the inbox folder, as ``waiting`` says; it touches nothing of ours, so a thread may run it."""
        folder = self._workspace.settings.photo_inbox
        known = {one.sha256 for one in self._workspace.recovery.photos}
        return lambda: new_in(typed_path(folder), known) if folder else ()

    def edit(
        self, photo_id: str, caption: str | None = None, day: date | None = None, shot: Mapping[str, Any] | None = None
    ) -> Recovery:
        """Change the caption of a picture, its day, or how it was taken, by the names of ``Shot``. Raises BadInput.

        Its files keep their names.
        """
        today = self._workspace.today()

        def edit(recovery: Recovery) -> Recovery:
            old = _photo(recovery, photo_id)
            if day is not None:
                require_day(day, recovery.day_zero, today)
            words = old.caption if caption is None else one_line(caption, "The caption", required=False)
            new = replace(old, caption=words, day=day or old.day, **(shot or {}))
            if new == old:
                return recovery
            return replace(recovery, photos=tuple(new if one.id == photo_id else one for one in recovery.photos))

        return self._workspace.change("edited a photo", edit)

    def remove(self, photo_id: str) -> Recovery:
        """Take a picture away; its file stays, so that undo brings it back. Raises BadInput."""
        day = _photo(self._workspace.recovery, photo_id).day

        def edit(recovery: Recovery) -> Recovery:
            _photo(recovery, photo_id)
            return replace(recovery, photos=tuple(one for one in recovery.photos if one.id != photo_id))

        return self._workspace.change(f"removed a photo of {short_day(day, self._workspace.today())}", edit)

    def original_path(self, photo: Photo) -> Path | None:
        """Where the file of a picture lies as it was added; None where it was not kept."""
        originals = KeptFiles(self._workspace.home.data, "originals")
        return originals.path(self._workspace.recovery.id, photo.original) if photo.original else None

    def path(self, photo: Photo) -> Path:
        """Where a picture lies; it may not be there any more."""
        return self._pictures().path(self._workspace.recovery.id, photo.file)

    def is_there(self, photo: Photo) -> bool:
        """Whether the file of a picture is there and can be seen."""
        return self._pictures().is_there(self._workspace.recovery.id, photo.file)

    def find_left_over(self) -> LeftOver:
        """The files of pictures that no recovery shows. Nothing is changed. Raises StoreError."""
        return find_left_over(self._workspace.folder, self._workspace.clock.now())

    def delete_left_over(self) -> int:
        """Delete the files of pictures that nothing names any more; gives how many. Raises StoreError."""
        gone = self.find_left_over().unnamed
        for path in gone:
            self._pictures().delete(path)
        return len(gone)

    def _require_new(self, source: Path, sha256: str, known: Sequence[Photo]) -> None:
        """Raise BadInput for a file of which the bytes were added already."""
        for one in known:
            if one.sha256 == sha256:
                of = short_day(one.day, self._workspace.today())
                raise BadInput(f"“{clipped(source.name, 80)}” is here already, as the photo of {of}.")

    def _pictures(self) -> PhotoFiles:
        return PhotoFiles(self._workspace.home.data)

    def _day_of(self, source: Path, picture: SanitisedImage, day: date | None, ask: AskDay) -> date:
        """The day that a picture is of. Raises BadInput where it cannot be of that one."""
        today = self._workspace.today()
        if day is None:
            said = picture.taken_on and day_taken(picture.taken_on, picture.taken_at, self._workspace.day_starts_at())
            day = said if said and picture.is_day_sure else ask(source, said or today)
        require_day(day, self._workspace.recovery.day_zero, today)
        return day


def _camera(picture: SanitisedImage) -> str:
    """The moment on the camera's own clock; empty where the file may only have been changed then."""
    if picture.taken_on is None or not picture.is_day_sure:
        return ""
    hour = f"T{picture.taken_at:%H:%M:%S}" if picture.taken_at else ""
    return f"{picture.taken_on}{hour}"


def _photo(recovery: Recovery, photo_id: str) -> Photo:
    for photo in recovery.photos:
        if photo.id == photo_id:
            return photo
    raise BadInput("That photo no longer exists: look at the list again.")
