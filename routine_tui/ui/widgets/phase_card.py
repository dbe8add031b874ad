"""What is worth doing at this time, and what the phase is about; nothing of usual healing while a red flag is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from textual.content import Content
from textual.reactive import var
from textual.style import Style

from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.care.guidance_by_time import NOW
from routine_tui.model.guidance import NOT_ADVICE, Phase, phase_at
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import NO_FIGURES, is_needling
from routine_tui.ui.widgets.kept import KeepsLines

ROOMY: Final = 32
"""Rows of a terminal in which three lines have room, and not two."""


class PhaseCard(KeepsLines):
    """Two or three lines on what is worth doing on the day that is shown, then its phase: each with its source.

    What may be shown is worked out after the first frame, and again only where check-ins or the day changed.
    """

    COMPONENT_CLASSES = {"phase-card--quiet"}
    DEFAULT_CSS = """
    PhaseCard { height: 1fr; padding: 0 1; color: $text; }
    PhaseCard > .phase-card--quiet { color: $text-muted; }
    """
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE, region_id: Callable[[], str] = str) -> None:
        """``region_id`` gives the region of the settings."""
        super().__init__()
        self._glyphs = glyphs
        self._region_id = region_id
        self._known: Any = None
        """What it was worked out from whether usual healing may be told of."""
        self._speaks: bool | None = None
        """Whether it may; None where that is not known yet."""
        self._lines: tuple[str, ...] = ()
        """What is worth doing, then where that comes from."""
        self._is_needling = True
        self._shown: tuple[Phase | None, bool | None, tuple[str, ...], bool] = (None, None, (), True)

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
        phase, speaks, lines, _ = self._shown
        if phase is None:
            return Content("")
        quiet = self.get_visual_style("phase-card--quiet")
        head = Content.assemble((f"{phase.label.upper()}  {days_words(phase, self._glyphs)}", Style(bold=True)))
        about = Content.assemble(head, *self._about(phase, quiet)) if speaks else head
        short = Content.assemble(head, *self._about(phase, quiet, is_short=True)) if speaks else head
        now = self._now(lines, quiet) if lines else Content("")
        shapes = [now + "\n\n" + about, now, about, short, head] if lines else [about, short, head]
        return next((shape for shape in shapes if self._fits(shape)), Content(""))

    def _fits(self, content: Content) -> bool:
        """Whether all of it has room: words without where they come from are not shown."""
        return len(content.wrap(max(1, self.size.width))) <= self.size.height

    def _now(self, lines: Sequence[str], quiet: Style) -> Content:
        """What is worth doing at this time, with where it comes from."""
        said = "\n".join(f"{self._glyphs.dot} {line}" for line in lines[:-1])
        return Content.assemble(
            (NOW.upper(), Style(bold=True)), "\n", said, "\n", (lines[-1], quiet + Style(italic=True))
        )

    def _about(self, phase: Phase, quiet: Style, is_short: bool = False) -> tuple[str, str, tuple[str, Style]]:
        """What happens in the phase, with where it comes from; in short only who published that."""
        source = guidance.cited(phase.sources)[0]
        behind = (
            f"\n{source.publisher}; {NOT_ADVICE}" if is_short else f"\n{source.title}, {source.publisher}\n{NOT_ADVICE}"
        )
        if phase.needling and not self._is_needling:
            return "\n", NO_FIGURES, ("", quiet)
        return "\n", phase.hint, (behind, quiet + Style(italic=True))

    def _check(self) -> None:
        recovery = self.recovery
        if recovery is None or date.min in (self.day, self.today):
            return
        checks = [record.skin for record in recovery.days.values() if record.skin is not None]
        known = (self.today, self.day, recovery.day_zero, recovery.profile, recovery.products, recovery.care, checks)
        if known != self._known:
            self._known = known
            if not checks:
                self._speaks = True
            self.call_after_refresh(self._work_out)
        self._show()

    def _work_out(self) -> None:
        """Ask the rules; what that takes is imported only here."""
        from routine_tui.facts.skin import rules
        from routine_tui.model.skin.reassurance import may_speak_of_healing

        if self.recovery is not None and self.is_attached:
            self._speaks = may_speak_of_healing(rules(), self.recovery, self.today)
            self._is_needling = is_needling(self.recovery)
            self._lines = self._worth_doing(self.recovery.offset(self.day), self._speaks)
            self._show()

    def _worth_doing(self, offset: int, speaks: bool) -> tuple[str, ...]:
        from routine_tui.facts.care import guidance_lines
        from routine_tui.facts.skin import region
        from routine_tui.model.care.guidance_by_time import AT_ONCE, few_on

        place = region(self._region_id())
        count = AT_ONCE if self.app.size.height >= ROOMY else AT_ONCE - 1
        found = few_on(guidance_lines(), offset, speaks, count)
        publishers = [one.publisher for line in found for one in guidance.cited(line.cited(place)[:1])]
        behind = "; ".join([*dict.fromkeys(publishers), NOT_ADVICE])
        return (*(line.words(place) for line in found), behind) if found else ()

    def _show(self) -> None:
        """Draw it anew where something of it changed, which no tick does."""
        assert self.recovery is not None
        phase = phase_at(guidance.phases(), self.recovery.offset(self.day))
        shown = (phase, self._speaks, self._lines, self._is_needling)
        if shown != self._shown:
            self._shown = shown
            self.refresh()


def days_words(phase: Phase, glyphs: Glyphs) -> str:
    """The days of a phase: ``days 8–28``, or ``from day 366``."""
    if phase.to_day is None:
        return f"from day {phase.from_day}"
    return f"days {phase.from_day}{glyphs.rest}{phase.to_day - 1}"
