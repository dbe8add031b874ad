"""What to expect by when, as text: each published range drawn on a person's own days, with a mark for today."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from routine_tui.glyphs import Glyphs
from routine_tui.model.care.guidance_by_time import NOW
from routine_tui.model.care.timeline import (
    COMPLICATIONS,
    EXPECT_TITLE,
    HONEST,
    MONTH,
    NO_RANGE,
    Bar,
    PublishedRange,
    bars,
    column_of,
    months,
    scale_days,
    span_words,
    told_ranges,
)
from routine_tui.model.guidance import NOT_ADVICE, Source
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import NO_FIGURES, is_needling
from routine_tui.model.skin.reassurance import WITHHELD
from routine_tui.model.text import short_day

NARROWEST: Final = 30
"""Columns; narrower text is as wide as this all the same."""
INDENT: Final = "  "


def render(
    recovery: Recovery,
    ranges: Sequence[PublishedRange],
    sources: Mapping[str, Source],
    today: date,
    width: int = 78,
    *,
    glyphs: Glyphs,
    speaks_of_healing: bool = True,
    now: Sequence[tuple[str, str]] = (),
) -> str:
    """The ranges of a person's own complications, as lines at most ``width`` columns wide; no line break at the end.

    Without ``speaks_of_healing`` what usually happens is left out, and why is said instead. ``now`` is what is worth
    doing at this time, each with where it comes from.
    """
    chosen = {COMPLICATIONS[name]: of_it for name, of_it in told_ranges(recovery, ranges, speaks_of_healing).items()}
    page = _Page(recovery, sources, today, max(NARROWEST, width), glyphs, speaks_of_healing, now)
    return "\n".join(line.rstrip() for line in page.lines(chosen))


class _Page:
    """One page while it is written."""

    def __init__(
        self,
        recovery: Recovery,
        sources: Mapping[str, Source],
        today: date,
        width: int,
        glyphs: Glyphs,
        speaks_of_healing: bool,
        now: Sequence[tuple[str, str]],
    ) -> None:
        self._worth_doing = now
        self._recovery = recovery
        self._speaks_of_healing = speaks_of_healing
        self._sources = sources
        self._offset = recovery.offset(today)
        self._width = width
        self._columns = width - len(INDENT)
        self._glyphs = glyphs
        plain = glyphs.line.isascii()
        self._now, self._end, self._on = ("^", "|", ">") if plain else ("▲", "┊", "▸")

    def lines(self, ranges: Mapping[str, Sequence[PublishedRange]]) -> Iterator[str]:
        """All of it, from ranges by their heading."""
        yield EXPECT_TITLE
        yield ""
        if not self._speaks_of_healing:
            yield from self._wrapped(WITHHELD)
            yield ""
        if not is_needling(self._recovery):
            yield from self._wrapped(NO_FIGURES)
            yield ""
        if ranges:
            yield from self._wrapped(HONEST)
            yield from self._wrapped(self._key())
            yield ""
        for heading, found in ranges.items():
            days = scale_days(self._recovery, found)
            yield heading
            yield INDENT + months(days, self._columns)
            for one, bar in zip(found, bars(found, days, self._columns, self._offset), strict=True):
                yield from self._range(one, bar, days)
                yield ""
        if self._worth_doing:
            yield NOW
            for says, named in self._worth_doing:
                yield from self._wrapped(says, INDENT)
                yield from self._wrapped(f"{named}.", 2 * INDENT) if named else ()
            yield ""
        yield from self._wrapped(NO_RANGE)
        yield from self._wrapped(f"{NOT_ADVICE.capitalize()}. Not reviewed by a clinician.")

    def _key(self) -> str:
        """What a line and its signs are."""
        zero, window = short_day(self._recovery.day_zero), self._recovery.window_days
        return (
            f"Each line begins on day zero, {zero}, below months of {MONTH} days. Where they lie on it, {self._now} is "
            f"today, day {self._offset}, and {self._end} is the end of your window of {window} days."
        )

    def _range(self, one: PublishedRange, bar: Bar, days: int) -> Iterator[str]:
        """A bar, the sentence, the days, and where it comes from."""
        if one.is_drawn:
            yield INDENT + self._drawn(bar, days)
        yield from self._wrapped(one.says, INDENT)
        span, now = span_words(one), " (now)" if bar.is_now else ""
        named = "; ".join(f"{self._sources[source].title}, {self._sources[source].publisher}" for source in one.sources)
        yield from self._wrapped(f"{span[:1].upper()}{span[1:]}{now}. {named}.", 2 * INDENT)

    def _drawn(self, bar: Bar, days: int) -> str:
        """A quiet line, on it the range, then the end of the window, and today above all."""
        line = [self._glyphs.line_rest] * self._columns
        line[bar.before : bar.before + bar.length] = self._glyphs.line * bar.length
        if bar.goes_on:
            line[-1] = self._on
        if (end := column_of(self._recovery.window_days, days, self._columns)) is not None:
            line[end] = self._end
        if (now := column_of(self._offset, days, self._columns)) is not None:
            line[now] = self._now
        return "".join(line)

    def _wrapped(self, text: str, indent: str = "") -> list[str]:
        """Text filled to the width; all of it is the program's own, so that a character is a column."""
        return textwrap.wrap(text, self._width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
