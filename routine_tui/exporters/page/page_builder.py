"""Builds the page of a summary: first what a dermatologist reads, on one side; then the rest; then day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_tui.exporters.page.first_side import first_side
from routine_tui.exporters.page.page import Page, Part, Section
from routine_tui.exporters.page.phrases import Phrases
from routine_tui.exporters.page.routine_part import routine_part
from routine_tui.exporters.page.second_side import day_by_day, second_side
from routine_tui.exporters.summary.summary import Summary

if TYPE_CHECKING:
    from routine_tui.exporters.page.care_phrases import CarePhrases
    from routine_tui.exporters.page.skin_phrases import SkinPhrases


def build_page(summary: Summary) -> Page:
    """The page of a summary, without the sections that would be empty.

    Where nothing of skin or care is told, the routine is all there is, and stands on the first side.
    """
    p, name = Phrases(summary), summary.name
    k, c = _about_skin(summary), _about_care(summary)
    first = tuple(first_side(summary, p, k, c))
    part: Part = "detail" if first else "story"
    sections: tuple[Section, ...] = (
        *first,
        *routine_part(summary, p, c, part),
        *second_side(summary, p, k, c),
        *day_by_day(summary, p, k, c),
    )
    if summary.is_first_side_only:
        sections = tuple(one for one in sections if one.part == "story")
    return Page(
        title=p.title,
        eyebrow="Skin recovery after a session, as the person recorded it",
        heading=name or "Skin recovery",
        who=k.who if k else "",
        session=p.healing,
        today=f"Page of {p.today}",
        span=p.span,
        sections=sections,
        method=summary.method,
    )


def _about_skin(summary: Summary) -> SkinPhrases | None:
    if summary.skin is None:
        return None
    from routine_tui.exporters.page.skin_phrases import SkinPhrases

    return SkinPhrases(summary, summary.skin)


def _about_care(summary: Summary) -> CarePhrases | None:
    if summary.care is None:
        return None
    from routine_tui.exporters.page.care_phrases import CarePhrases

    return CarePhrases(summary, summary.care)
