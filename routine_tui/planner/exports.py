"""The door out: the summary of a recovery, or of a span of it, in every format."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.workspace import Room

if TYPE_CHECKING:
    from routine_tui.exporters.summary.care import CareFacts
    from routine_tui.exporters.summary.skin import SkinFacts
    from routine_tui.exporters.summary.summary import Summary


class Exports(Room):
    """What a planner gives to be shared; nothing is changed by it."""

    def summary(self, since: date | None = None, until: date | None = None, without: Collection[str] = ()) -> Summary:
        """What an export shows: the whole window or a span of it, without the parts that are left out.

        Raises OutsideWindow for a span outside the window, BadInput for an unknown part.
        """
        from routine_tui.exporters.summary.summary import summarise
        from routine_tui.facts import guidance

        recovery, today = self._workspace.recovery, self._workspace.today()
        skin, care = _skin_facts(recovery), _care_facts(recovery)
        summary = summarise(recovery, today, guidance.phases(), since, until, without, guidance.sources(), skin, care)
        return replace(summary, changed_at=self._workspace.changed_at)

    def text(
        self,
        format_name: str,
        since: date | None = None,
        until: date | None = None,
        without: Collection[str] = (),
        including: Collection[str] = (),
    ) -> str:
        """The summary in a format that is text, with the line ends that belong to it. Raises OutsideWindow, BadInput.

        ``including`` names what a page leaves out otherwise: ``mood`` and ``private``.
        """
        from routine_tui.exporters.formats import left_out, render

        return render(format_name, self.summary(since, until, left_out(format_name, without, including)))

    def file(
        self,
        format_name: str,
        since: date | None = None,
        until: date | None = None,
        without: Collection[str] = (),
        including: Collection[str] = (),
        alarms: int | None = None,
    ) -> bytes:
        """The summary as a file of any format holds it. Raises as ``text`` does.

        ``including`` also names what only some formats know: ``days`` of a PDF, ``as-needed`` of a calendar file.
        ``alarms`` is how many minutes before each of its entries with an hour it rings; nothing rings without it.
        """
        return self.later(format_name, since, until, without, including, alarms)()

    def later(
        self,
        format_name: str,
        since: date | None = None,
        until: date | None = None,
        without: Collection[str] = (),
        including: Collection[str] = (),
        alarms: int | None = None,
    ) -> Callable[[], bytes]:
        """What makes the content of ``file`` from the recovery as it is now; it may be called in another thread.

        All that is read from the disk is read here, so that two threads never read at once. Raises as ``text`` does.
        """
        from routine_tui.exporters.formats import left_out, written

        summary = self.summary(since, until, left_out(format_name, without, including))
        return lambda: written(format_name, summary, including, alarms)

    def words(
        self,
        format_name: str,
        since: date | None = None,
        until: date | None = None,
        without: Collection[str] = (),
        including: Collection[str] = (),
        alarms: int | None = None,
    ) -> str:
        """What ``file`` gives, to be read: what is no plain text, in words. Raises as ``text`` does."""
        from routine_tui.exporters.formats import left_out
        from routine_tui.exporters.preview import in_words

        summary = self.summary(since, until, left_out(format_name, without, including))
        return in_words(format_name, summary, including, alarms)

    # ------------------------------------------------------------------ pages of guidance

    def next_time_page(self, format_name: str) -> str:
        """What is worth knowing before a next time, to print: ``md``, ``txt`` or ``html``.

        What was told as private is not on it. Raises BadInput, naming the choices, for another format.
        """
        from routine_tui.exporters.next_time import next_time, render
        from routine_tui.facts import care, guidance, skin
        from routine_tui.model.skin.avoidance import calm

        recovery, today = self._workspace.recovery, self._workspace.today()
        calm_now = calm(recovery, today, skin.rules())
        return render(format_name, next_time(recovery, care.fields(), guidance.sources(), calm_now, today))

    def expect_page(self, width: int = 78, glyphs: Glyphs = UNICODE) -> str:
        """What to expect by when, as text so many columns wide, drawn in a set of signs."""
        from routine_tui.exporters.expect_text import render
        from routine_tui.facts import care, guidance

        recovery, today = self._workspace.recovery, self._workspace.today()
        return render(recovery, care.ranges(), guidance.sources(), today, width, glyphs=glyphs)


def _skin_facts(recovery: Recovery) -> SkinFacts | None:
    """What a summary needs to know about skin; None, and nothing imported, where it has nothing to tell."""
    from routine_tui.exporters.summary.skin import holds_skin

    if not holds_skin(recovery):
        return None
    from routine_tui.planner.skin_summary import known

    return known()


def _care_facts(recovery: Recovery) -> CareFacts | None:
    """What a summary needs to know about care; None, and nothing imported, where it has nothing to tell."""
    if recovery.care == NO_CARE:
        return None
    from routine_tui.planner.care_summary import known

    return known()
