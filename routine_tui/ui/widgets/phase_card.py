"""What the phase of a day is about, with its source; of usual healing nothing is told while a red flag is open."""

from __future__ import annotations

from datetime import date
from typing import Any

from textual.content import Content
from textual.reactive import var
from textual.style import Style
from textual.widget import Widget

from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.guidance import NOT_ADVICE, Phase, phase_at
from routine_tui.model.recovery.recovery import Recovery


class PhaseCard(Widget):
    """The phase of the day that is shown: its days, a sentence or two, the source, and what it is not.

    Whether the sentences may be shown is worked out after the first frame, and again only where check-ins changed.
    """

    COMPONENT_CLASSES = {"phase-card--quiet"}
    DEFAULT_CSS = """
    PhaseCard { height: auto; padding: 0 1; color: $text; }
    PhaseCard > .phase-card--quiet { color: $text-muted; }
    """
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._known: Any = None
        """What it was worked out from whether usual healing may be told of."""
        self._speaks: bool | None = None
        """Whether it may; None where that is not known yet."""
        self._shown: tuple[Phase | None, bool | None] = (None, None)

    def watch_recovery(self) -> None:
        """Another phase, or other check-ins."""
        self._check()

    def watch_day(self) -> None:
        """Another phase."""
        self._check()

    def watch_today(self) -> None:
        """Another phase, or a flag that is over."""
        self._check()

    def render(self) -> Content:
        """The lines, for what is known."""
        phase, speaks = self._shown
        if phase is None:
            return Content("")
        quiet = self.get_visual_style("phase-card--quiet")
        title = (f"This phase: {phase.label}, {days_words(phase, self._glyphs)}", quiet + Style(bold=True))
        if not speaks:
            return Content.assemble(title)
        source = guidance.cited(phase.sources)[0]
        behind = f"\n{source.title}, {source.publisher}\n{NOT_ADVICE}"
        return Content.assemble(title, "\n", phase.hint, (behind, quiet + Style(italic=True)))

    def _check(self) -> None:
        recovery = self.recovery
        if recovery is None or date.min in (self.day, self.today):
            return
        checks = [record.skin for record in recovery.days.values() if record.skin is not None]
        known = (self.today, recovery.day_zero, recovery.profile, recovery.products, checks)
        if known != self._known:
            self._known = known
            if checks:
                self.call_after_refresh(self._work_out)
            else:
                self._speaks = True
        self._show()

    def _work_out(self) -> None:
        """Ask the rules; what that takes is imported only here."""
        from routine_tui.facts.skin import rules
        from routine_tui.model.skin.reassurance import may_speak_of_healing

        if self.recovery is not None:
            self._speaks = may_speak_of_healing(rules(), self.recovery, self.today)
            self._show()

    def _show(self) -> None:
        """Draw it anew where something of it changed, which no tick does."""
        assert self.recovery is not None
        shown = (phase_at(guidance.phases(), self.recovery.offset(self.day)), self._speaks)
        if shown != self._shown:
            self._shown = shown
            self.refresh(layout=True)


def days_words(phase: Phase, glyphs: Glyphs) -> str:
    """The days of a phase: ``days 8–28``, or ``from day 366``."""
    if phase.to_day is None:
        return f"from day {phase.from_day}"
    return f"days {phase.from_day}{glyphs.rest}{phase.to_day - 1}"
