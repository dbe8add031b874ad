"""A step of the routine in words: in short below the list, in full beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from textual.content import Content
from textual.style import Style

from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.care.care_text import span_words
from routine_tui.model.day.coming import change_words, next_days, planned_changes
from routine_tui.model.day.often import often_words
from routine_tui.model.day.since import since
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Step, StepVersion
from routine_tui.model.text import clipped, long_day, weekday_day
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.step_strip import STRIP_TITLE, step_strip

Part = Sequence[Content | tuple[str, str | Style] | str]
"""A paragraph, as ``Content.assemble`` takes it."""


def coming_in_words(recovery: Recovery, step: Step, today: date) -> str:
    """The next days on which a step is due, at most five: ``Thu 26 Nov, Mon 30 Nov``; empty for none."""
    days = next_days(recovery, step, recovery.nearest(today), today, 5)
    return ", ".join(weekday_day(day, today) for day in days)


class StepInWords(Struct, frozen=True):
    """What there is to say of a step on a day."""

    recovery: Recovery
    step: Step
    version: StepVersion
    today: date
    ended: bool = False
    glyphs: Glyphs = UNICODE

    def below(self, quiet: Style) -> Iterator[Part]:
        """A line each: what it is, what is special about it, what changes, when it is next, how it is done."""
        dot = f" {self.glyphs.dot} "
        yield [(clipped(self.version.name), "bold"), dot + dot.join(text for text in self._about() if text)]
        if self._is_long and not self.ended:
            yield [_capital(clipped(self._often, FEW_LINES))]
        yield from ([words] for words in self._ahead())
        if coming := coming_in_words(self.recovery, self.step, self.today):
            yield [f"Next: {coming}"]
        if self.version.instructions:
            yield [(clipped(self.version.instructions, FEW_LINES), quiet)]
        if source := self._source():
            yield [(source, quiet + Style(italic=True))]

    def beside(self, quiet: Style, is_named: bool = True) -> Iterator[Part]:
        """A paragraph each, the schedule in full and how the last weeks went among them."""
        kind, begun, product, cue = self._about()
        dot = f" {self.glyphs.dot} "
        named: Part = [(clipped(self.version.name), "bold"), "\n"] if is_named else []
        yield [*named, (dot.join(one for one in (kind, begun) if one), quiet)]
        if not self.ended:
            coming = coming_in_words(self.recovery, self.step, self.today)
            yield [_capital(self._often), f"\nNext: {coming}" if coming else ""]
        if ahead := list(self._ahead()):
            yield ["\n".join(ahead)]
        if product or cue:
            told = [f"Product: {product}"] if product else []
            yield ["\n".join([*told, *([f"When exactly: {cue}"] if cue else [])])]
        if self.version.instructions:
            yield [clipped(self.version.instructions, 4 * FEW_LINES)]
        yield from self._strip(quiet)
        if source := self._source():
            yield [(source, quiet + Style(italic=True))]

    def _strip(self, quiet: Style) -> Iterator[Part]:
        """A sign a day of the last weeks, with how many of those that were expected are done."""
        strip = step_strip(self.recovery, self.step, self.today, self.today, self.glyphs)
        if strip is None:
            return
        since_when = span_words(strip.first, strip.last, self.today)
        done = f": {strip.done}" if strip.done else ""
        yield [(STRIP_TITLE, "bold"), f"{done}\n{strip.signs}\n", (since_when, quiet)]

    def _about(self) -> tuple[str, str, str, str]:
        """Its kind, since when it is done, its product and when exactly; empty where there is none."""
        version, day = self.version, self.recovery.nearest(self.today)
        begun = since(self.step, day)
        kind = version.kind if version.kind != version.name.lower() else ""
        when = f"{'from' if begun > day else 'since'} {long_day(begun, self.today)}"
        return kind, when, clipped(version.product), clipped(version.cue)

    def _ahead(self) -> Iterator[str]:
        """What is planned to change, a line each."""
        for one in planned_changes(self.step, self.recovery.nearest(self.today)):
            yield _capital(change_words(one, self.today))

    def _source(self) -> str:
        """Where its instructions come from; empty for a step of the person's own."""
        if not self.version.sources:
            return ""
        return f"{guidance.cited(self.version.sources)[0].publisher}; {NOT_ADVICE}"

    @property
    def _often(self) -> str:
        return often_words(self.version, self.today)

    @property
    def _is_long(self) -> bool:
        """Whether the list has hardly room for how often: stages, days around sessions, hours."""
        version = self.version
        return bool(version.schedule.stages or version.schedule.around or version.hours or version.most_per_day)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
