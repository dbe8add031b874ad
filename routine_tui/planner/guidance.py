"""The door to two pages of guidance: what to know before a next time, and what to expect by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_tui.facts import care as care_facts
from routine_tui.facts import guidance

if TYPE_CHECKING:
    from routine_tui.glyphs import Glyphs
    from routine_tui.model.skin.avoidance import Calm
    from routine_tui.planner.planner import Planner


class GuidancePlanner:
    """What a planner tells from public guidance and what is recorded. Nothing is changed by it."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def calm(self) -> Calm:
        """Whether the skin is calm today, as far as the log can tell."""
        from routine_tui.facts.skin import rules
        from routine_tui.model.skin.avoidance import calm

        return calm(self._planner.recovery, self._planner.today(), rules())

    def next_time_page(self, format_name: str) -> str:
        """What is worth knowing before a next time, to print: ``md``, ``txt`` or ``html``.

        What was told as private is not on it. Raises BadInput, naming the choices, for another format.
        """
        from routine_tui.exporters.next_time import next_time, render

        recovery, today = self._planner.recovery, self._planner.today()
        return render(format_name, next_time(recovery, care_facts.fields(), guidance.sources(), self.calm(), today))

    def expect_page(self, width: int = 78, glyphs: Glyphs | None = None) -> str:
        """What to expect by when, as text so many columns wide, drawn in a set of signs (Unicode)."""
        from routine_tui.exporters.expect_text import render
        from routine_tui.glyphs import UNICODE

        recovery, today = self._planner.recovery, self._planner.today()
        return render(recovery, care_facts.ranges(), guidance.sources(), today, width, glyphs=glyphs or UNICODE)
