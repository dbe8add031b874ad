"""The door out: the summary of a recovery, or of a span of it, in every format."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import Recovery

if TYPE_CHECKING:
    from routine_tui.exporters.summary.care import CareFacts
    from routine_tui.exporters.summary.skin import SkinFacts
    from routine_tui.exporters.summary.summary import Summary
    from routine_tui.planner.planner import Planner


class SharingPlanner:
    """What a planner gives to be shared; nothing is changed by it."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def summary(self, since: date | None = None, until: date | None = None, without: Collection[str] = ()) -> Summary:
        """What an export shows: the whole window or a span of it, without the parts that are left out.

        Raises OutsideWindow for a span outside the window, BadInput for an unknown part.
        """
        from routine_tui.exporters.summary.summary import summarise
        from routine_tui.facts import guidance

        recovery, today = self._planner.recovery, self._planner.today()
        skin, care = _skin_facts(recovery), _care_facts(recovery)
        summary = summarise(recovery, today, guidance.phases(), since, until, without, guidance.sources(), skin, care)
        return replace(summary, changed_at=self._planner.changed_at)

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
