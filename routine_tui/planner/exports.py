"""What leaves the program: the summary of a recovery in every format, and two pages of guidance."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from routine_tui.exporters.formats import AS_NEEDED, ExportRequest, written
from routine_tui.exporters.preview import Preview, preview_of
from routine_tui.exporters.summary.summary import Summary, summarise
from routine_tui.facts import care, guidance, skin
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.errors import RoutineError, StoreError
from routine_tui.model.skin.avoidance import calm
from routine_tui.model.skin.reassurance import may_speak_of_healing
from routine_tui.planner.workspace import Room, Workspace
from routine_tui.store.photo_files import PhotoFiles

if TYPE_CHECKING:
    from routine_tui.exporters.summary.shown_photos import PhotoCopy
    from routine_tui.model.recovery.recovery import Recovery


PICTURED: Final = ("pdf", "html")
"""The formats that show pictures; the others name their files."""
PHOTO_SIDE: Final = 1000
"""Pixels of the longer side of a picture in a page: 57 mm of paper at 440 to the inch."""


class Exports(Room):
    """Makes files to share. Nothing is changed but what is remembered of calendar files."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._told: tuple[Recovery, tuple[object, ...], Summary] | None = None
        """What was told last, of which recovery and by which choices: another format of it tells the same."""

    def summary(self, request: ExportRequest) -> Summary:
        """What an export tells. Raises OutsideWindow for a span outside the window, BadInput for an unknown part."""
        recovery, today = self._workspace.recovery, self._workspace.today()
        chosen = (today, request.since, request.until, request.left_out, self._workspace.settings.first_weekday)
        if self._told is None or self._told[0] is not recovery or self._told[1] != chosen:
            self._told = (recovery, chosen, summarise(recovery, *chosen))
        summary = self._told[2]
        is_first = request.extent == "first-side"
        return replace(summary, changed_at=self._workspace.changed_at, is_first_side_only=is_first)

    def prepare(self, request: ExportRequest) -> Callable[[], bytes]:
        """A function that gives the content of the file, for the recovery as it is now; any thread may call it.

        The recovery is read here and not by that function, so that two threads never read it at once; the pictures of
        a page, which nothing changes, are read by that function. Raises as ``summary``.
        """
        summary = self.summary(request)
        if request.format_name == "ics":
            return self._calendar(request, summary)
        if request.format_name in PICTURED and summary.skin and summary.skin.shown:
            return lambda: written(request, replace(summary, photo_copies=self._copies(summary)))
        return lambda: written(request, summary)

    def _copies(self, summary: Summary) -> dict[str, PhotoCopy]:
        """Small copies of the pictures that a page shows; without those that are not there, or are no pictures."""
        from routine_tui.exporters.summary.shown_photos import PhotoCopy
        from routine_tui.store.photo_import import small_jpeg

        files = PhotoFiles(self._workspace.home.data)
        found: dict[str, PhotoCopy] = {}
        for one in summary.skin.shown if summary.skin else ():
            with contextlib.suppress(RoutineError):
                path = files.path(summary.recovery.id, one.photo.file)
                found[one.photo.file] = PhotoCopy(*small_jpeg(path, PHOTO_SIDE))
        return found

    def _calendar(self, request: ExportRequest, summary: Summary) -> Callable[[], bytes]:
        """A calendar file, which is remembered: what is no longer true later on is cancelled by the next one."""
        from routine_tui.exporters.ics import calendar_file  # icalendar takes a sixth of an export

        text, entries = calendar_file(summary, request.alarms, AS_NEEDED in request.including)
        try:
            self._workspace.opened().remember(entries, self._workspace.clock.now())
        except StoreError as error:
            self._workspace.notices.append(
                "The entries of this calendar file couldn't be remembered, so the next file may leave "
                f"old entries uncancelled: {error}"
            )
        return text.encode

    def file(self, request: ExportRequest) -> bytes:
        """The content of the file. Raises as ``summary`` does, BadInput for an unknown format."""
        return self.prepare(request)()

    def preview(self, request: ExportRequest) -> str:
        """What the file says, to be read: of what is no plain text, the same in words. Raises as ``file`` does."""
        return self.shown(request).words

    def shown(self, request: ExportRequest) -> Preview:
        """The same with the page that is drawn, where one is. Raises as ``file`` does."""
        return preview_of(request, self.summary(request))

    # ------------------------------------------------------------------ pages of guidance

    def next_time_page(self, format_name: str) -> str:
        """What is worth knowing before a next time, to print: ``md``, ``txt`` or ``html``.

        What was told as private is not on it. Raises BadInput, naming the choices, for another format.
        """
        from routine_tui.exporters.next_time import next_time, render

        recovery, today = self._workspace.recovery, self._workspace.today()
        calm_now = calm(recovery, today, skin.rules())
        return render(format_name, next_time(recovery, care.fields(), guidance.sources(), calm_now, today))

    def expect_page(self, width: int = 78, glyphs: Glyphs = UNICODE) -> str:
        """What to expect by when, as text so many columns wide, drawn in a set of signs."""
        from routine_tui.exporters.expect_text import render

        recovery, today = self._workspace.recovery, self._workspace.today()
        speaks = may_speak_of_healing(skin.rules(), recovery, today)
        now = care.worth_doing(recovery.offset(today), speaks, skin.region(self._workspace.settings.region))
        return render(
            recovery, care.ranges(), guidance.sources(), today, width, glyphs=glyphs, speaks_of_healing=speaks, now=now
        )
