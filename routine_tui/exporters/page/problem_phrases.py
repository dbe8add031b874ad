"""The words in which every page tells of problems and episodes: days, numbers with their day, and whither it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from routine_tui.exporters.page.phrases import Phrases
from routine_tui.exporters.summary.episodes import Called, Episode
from routine_tui.exporters.summary.problems import Problem
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.skin.concern_text import EMERGENCY
from routine_tui.model.text import listed


class ProblemPhrases:
    """The sentences about what was seen of the skin."""

    def __init__(self, summary: Summary) -> None:
        self._days = Phrases(summary)

    # ------------------------------------------------------------------ a problem on a line

    def what(self, one: Problem) -> str:
        """Its name with the ends of its scale: ``Redness, 0 to 4``."""
        return f"{one.label}, 0 to {one.most}" if one.is_graded else one.label

    def first(self, one: Problem) -> str:
        """When it was first there."""
        return self._days.day(one.first)

    def worst(self, one: Problem) -> str:
        """The greatest number, with its day and, where it moved within that day, its hour."""
        if not one.is_graded:
            return f"yes on {one.days} day{'' if one.days == 1 else 's'}"
        return f"{one.worst:g}, {self._days.day(one.worst_on)}{f', {one.worst_at}' if one.worst_at else ''}"

    def last(self, one: Problem) -> str:
        """The newest answer with its day, which may be long ago: ``1, D18 (20 Mar)``."""
        return f"{self._answer(one, one.last)}, {self._days.day(one.last_on)}"

    def trend(self, one: Problem) -> str:
        """When it changed last, and from what: ``18 Mar, down from 2``. It claims nothing of what is to come."""
        if one.other is None:
            return "the same each time" if one.days > 1 else "one answer"
        value, _ = one.other
        since = self._days.short(one.since)
        if not one.is_graded:
            return f"{self._answer(one, one.last)} since {since}"
        return f"{since}, {'up' if one.last > value else 'down'} from {value:g}"

    def line(self, one: Problem) -> str:
        """All of it in words, where there are no columns."""
        where = f"where: {one.where}; " if one.where else ""
        told = f"first seen {self.first(one)}; worst {self.worst(one)}; last {self.last(one)}; {self._changed(one)}"
        return f"{where}{told}"

    def _changed(self, one: Problem) -> str:
        """When it changed last, as a part of a sentence."""
        return f"last change: {self.trend(one)}" if one.other and one.is_graded else self.trend(one)

    def _answer(self, one: Problem, value: float) -> str:
        return f"{value:g}" if one.is_graded else "yes" if value else "no"

    # ------------------------------------------------------------------ an episode on a line

    def when(self, one: Episode) -> str:
        """Its days."""
        return self._days.range(one.first, one.last)

    def episode(self, one: Episode) -> str:
        """What there was and what it called for: ``38.6 °C on D4 (6 Mar); pus; worst pain 7 on D4 (6 Mar). …``."""
        told = [f"{one.hottest[0]:g} °C on {self._days.day(one.hottest[1])}"] if one.hottest else []
        told += [_few(one.signs)] if one.signs else []
        told += ["; ".join(one.says)] if one.says else []
        told += [f"where: {one.where}"] if one.where else []
        told += [f"worst pain {one.pain[0]:g} of 10 on {self._days.day(one.pain[1])}"] if one.pain else []
        words = "; ".join(told)
        called = "; ".join(map(self._called, reversed(one.called)))
        return f"{words[:1].upper()}{words[1:]}.{f' The program’s rules called for: {called}.' if called else ''}"

    def came_of(self, one: Episode) -> Iterator[str]:
        """What came of it, and since when it is over."""
        told = [f"{self._moment(came.day, came.at)} {came.words.removesuffix('.')}" for came in one.came]
        if told:
            yield f"What came of it: {'; '.join(told)}."
        if one.without_from:  # a sentence of its own, or it would stand among the words of a clinician
            heat = ", temperature not said" if one.heat_unsaid else ""
            yield f"Check-ins: without these signs from {self._days.day(one.without_from)}{heat}."

    def _called(self, one: Called) -> str:
        """A level with when it was first reached: ``emergency now (level 4 of 4), D4 (6 Mar), 21:30``."""
        return f"{one.name.lower()} (level {one.level} of {EMERGENCY}), {self._moment(one.day, one.at)}"

    def _moment(self, day: date, at: time | None) -> str:
        return f"{self._days.day(day)}{f', {at:%H:%M}' if at else ''}"


def _few(labels: tuple[str, ...]) -> str:
    """Several labels as one part of a sentence."""
    return listed([f"{label[:1].lower()}{label[1:]}" for label in labels])
