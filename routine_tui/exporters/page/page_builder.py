"""Builds the page of a summary: first the story, on one side; then the detail; then day by day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from routine_tui.exporters.page.detail import detail
from routine_tui.exporters.page.page import (
    Calendar,
    CalendarSquare,
    Facts,
    Items,
    ListEntry,
    Page,
    Paragraph,
    Section,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    WeekRow,
)
from routine_tui.exporters.page.phrases import Phrases, ratio, rest
from routine_tui.exporters.page.sections import SESSION, quiet, section, share_of, went
from routine_tui.exporters.summary.summary import Summary

if TYPE_CHECKING:
    from routine_tui.exporters.page.care_phrases import CarePhrases
    from routine_tui.exporters.page.skin_phrases import SkinPhrases
    from routine_tui.exporters.summary.care import Undergone
    from routine_tui.exporters.summary.entries import Week
    from routine_tui.exporters.summary.in_use import InUse
    from routine_tui.exporters.summary.tried import Tried

EVENT_WORDS: Final = "visit, session, review or course"


def build_page(summary: Summary) -> Page:
    """The page of a summary, without the sections that would be empty."""
    p, name = Phrases(summary), summary.name
    k, c = _about_skin(summary), _about_care(summary)
    sections = (*_story(p, k, c, summary), *detail(summary, p, k, c))
    return Page(
        title=p.title,
        eyebrow="Skin recovery routine, self-reported" if name else "Self-reported",
        heading=name or "Skin recovery routine",
        place=p.place,
        today=f"{p.phase} · {p.today}",
        session=p.session,
        end=p.end,
        span=p.span,
        share=min(max((summary.offset + 1) / summary.window_days, 0.0), 1.0),
        figures=tuple((label, ratio(figure), rest(figure)) for label, figure in p.figures),
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


# ---------------------------------------------------------------------- the story, in its order


def _story(p: Phrases, k: SkinPhrases | None, c: CarePhrases | None, summary: Summary) -> Iterator[Section]:
    if c:
        yield from section("story", "session", "The session", _session(c))
        yield from section("story", "known-first", "Allergies and medicines", Facts(c.care.known_first))
        yield from section("story", "next-visit", "For the next visit", _visit(c))
    if k:
        yield from _skin(summary, k)
    yield from section("story", "routine", "Routine now", _routine(p))
    yield from section("story", "window", "The window", _calendar(p, c, summary))
    if c:
        before = (("Before this record", c.care.tried_before),) if c.care.tried_before else ()
        yield from section("story", "treatments", "Treatments", _treatments(c), _procedures(c), Facts(before))
        yield from section("story", "questions", "Questions", _questions(c))


def _session(c: CarePhrases) -> Facts:
    return Facts(tuple(pair for about in c.care.background if about.id == SESSION for pair in about.told))


def _visit(c: CarePhrases) -> Facts:
    pairs = [("Next visit", f"{c.next_day}, {c.next_about}")] if c.next_day else []
    pairs += [("After that", c.visit(visit)) for visit in c.later]
    pairs += [("Wanted from it", c.care.wish)] if c.care.wish else []
    return Facts(tuple(pairs))


def _questions(c: CarePhrases) -> Items:
    asked = [ListEntry("", one.text, (f"since {c.asked(one)}",)) for one in c.care.open]
    asked += [ListEntry("", c.care.more_questions)] if c.care.more_questions else []
    return Items(tuple(asked))


def _skin(summary: Summary, k: SkinPhrases) -> Iterator[Section]:
    if k.is_told:
        from routine_tui.exporters.page.charts import charts, phase_words

        drawn = charts(summary, k.skin, summary.phases)
        facts = Paragraph(" ".join(k.facts))
        yield from section(
            "story", "skin", "How it went", drawn, quiet(phase_words(drawn), k.scale) if drawn else None, facts
        )
    if k.skin.check_ins:
        flags = Items(tuple(ListEntry(one.level_name, k.flag(one)) for one in k.skin.flags))
        sources = dict.fromkeys(source for one in k.skin.flags for source in one.sources)
        called = Paragraph(k.levels if k.skin.flags else k.no_flag)
        looks = Items(tuple(ListEntry(when, said) for when, said in k.flagged_looks)) if k.flagged_looks else None
        about = quiet(k.several, k.not_advice, k.sources(list(sources)))
        until = Paragraph(" ".join(k.skin.deadlines))
        yield from section("story", "flags", "Red flags", called, flags, until, looks, about)


# ---------------------------------------------------------------------- the routine


def _routine(p: Phrases) -> Table | Paragraph:
    if not p.slots:
        return Paragraph("No steps.")
    columns = (
        TableColumn("Step", 34),
        TableColumn("Product", 26),
        TableColumn("How often", 24),
        TableColumn("Done", 16),
    )
    groups = (TableGroup(slot, tuple(_step(p, step) for step in steps)) for slot, steps in p.slots)
    return Table("Routine now", columns, tuple(groups), by="When")


def _step(p: Phrases, step: InUse) -> tuple[TableCell, ...]:
    product = (
        TableCell(step.product, (p.since(step.product_since),))
        if step.product_since
        else TableCell("none named", said="")
    )
    since = [] if step.since == step.product_since else [p.since(step.since)]
    since += [f"changed {p.day(step.changed)}"] if step.changed != step.since else []
    return (
        TableCell(f"{step.name}{p.kind(step)}"),
        product,
        TableCell(p.often(step), tuple(since)),
        _went(p, step),
    )


def _went(p: Phrases, step: InUse) -> TableCell:
    if tally := p.tally(step):
        return went(p, tally)
    return TableCell("–", said="nothing expected") if p.has_begun(step) else TableCell("yet to begin")


def _calendar(p: Phrases, c: CarePhrases | None, summary: Summary) -> Calendar:
    def squares(week: Week) -> Iterator[CalendarSquare | None]:
        for some in week.cells:
            events = c.events_on(some.day) if c and some else ()
            hidden = "".join(f"; {event}" for event in events)
            today = some is not None and some.day == summary.today
            yield CalendarSquare(some.day, some.state, today, events, f"{p.cell(some)}{hidden}") if some else None

    def row(week: Week) -> WeekRow:
        begun = summary.recorded_until is not None and week.begins <= summary.recorded_until
        figures = (ratio(week.adherence), rest(week.adherence)) if begun else ("", "")
        return WeekRow(p.short(week.begins), tuple(squares(week)), *figures)

    rows = tuple(row(week) for week in p.weeks)
    legend: list[tuple[str, str]] = [(state, name) for state, _, name in p.legend]
    if any(one and one.events for week in rows for one in week.squares):
        legend.append(("event", EVENT_WORDS))
    return Calendar("Every day of the window so far", p.weekday_names, rows, tuple(legend), p.ahead)


# ---------------------------------------------------------------------- treatments


def _treatments(c: CarePhrases) -> Table | None:
    if not c.care.tried:
        return None
    columns = (
        TableColumn("Treatment", 25),
        TableColumn("When", 18),
        TableColumn("How", 21),
        TableColumn("Done", 19),
        TableColumn("Effect", 17),
    )
    return Table("Treatments", columns, (TableGroup("", tuple(_treatment(c, one) for one in c.care.tried)),))


def _treatment(c: CarePhrases, one: Tried) -> tuple[TableCell, ...]:
    return (
        TableCell(one.label, tuple(filter(None, (one.product, c.source(one))))),
        TableCell(c.span(one), tuple(filter(None, (c.reviews(one),)))),
        TableCell(c.how(one)),
        TableCell(c.ratio(one), tuple(filter(None, (c.rest(one),))), share_of(one.adherence), c.done(one)),
        TableCell(c.effect(one)),
    )


def _procedures(c: CarePhrases) -> Items:
    """Each procedure with its sessions; what rests around them is told with the detail."""

    def told(one: Undergone) -> ListEntry:
        sessions = "; ".join(map(c.sitting, one.sessions))
        return ListEntry(one.procedure.label, c.terms(one.procedure), (sessions,) if sessions else ())

    return Items(tuple(map(told, c.care.procedures)))
