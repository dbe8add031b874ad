"""What a dermatologist reads first, in the order in which it is asked for, on one side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from routine_tui.exporters.page.page import (
    Alert,
    Facts,
    Items,
    ListEntry,
    Paragraph,
    Picture,
    Pictures,
    Section,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    WritingLines,
)
from routine_tui.exporters.page.phrases import Phrases
from routine_tui.exporters.page.sections import SESSION, section
from routine_tui.exporters.page.shelf_phrases import ShelfPhrases
from routine_tui.exporters.summary.summary import Summary

if TYPE_CHECKING:
    from routine_tui.exporters.page.care_phrases import CarePhrases
    from routine_tui.exporters.page.problem_phrases import ProblemPhrases
    from routine_tui.exporters.page.skin_phrases import SkinPhrases
    from routine_tui.exporters.summary.alert import AlertSummary
    from routine_tui.exporters.summary.care import Undergone
    from routine_tui.exporters.summary.problems import Problem
    from routine_tui.exporters.summary.tried import Tried

ASK: Final = "Ask the prescriber or a pharmacist whether that was thought of."
"""What is said of a treatment of a family to which an allergy was told, unless it is over; never to stop one."""
WRITING_LINES: Final = 2


def first_side(summary: Summary, p: Phrases, k: SkinPhrases | None, c: CarePhrases | None) -> Iterator[Section]:
    """The sections of the first side; none where nothing of skin or care is told."""
    if c:
        yield from section("story", "why", "Why this visit", _why(c))
    if summary.alert:
        yield from section("story", "alert", "To know first", _alert(summary, summary.alert, k, c))
    if c:
        yield from section("story", "session", "The session", _session(c))
    if k and k.skin.check_ins:
        yield from _problems(summary, k)
        yield from _episodes(summary, k)
    if c:
        before = (("Tried as well", c.care.tried_before),) if c.care.tried_before else ()
        tried = _treatments(c, summary.alert)
        yield from section("story", "treatments", "Treatments, and what they did", tried, Facts(before))
    if summary.alert:
        reacted = ShelfPhrases(summary, k.skin).reacted if k else ""
        after = Facts((("Skin reacted to", reacted),)) if reacted else None
        yield from section("story", "in-use", "Products in use", _in_use(summary, p), after)
    if k and k.skin.shown:
        heading = ": ".join(filter(None, ("Pictures", k.place_and_light)))
        yield from section("story", "pictures", heading, _pictures(summary, k))
    if c:
        lines = WritingLines("Notes", WRITING_LINES)
        yield from section("story", "questions", "Questions", _questions(c), lines)


# ---------------------------------------------------------------------- why, what to know, the session


def _why(c: CarePhrases) -> Facts:
    pairs = [("Visit", ", ".join(filter(None, (c.next_day, c.next_about))))] if c.next_day else []
    pairs += [("After that", c.visit(visit)) for visit in c.later]
    pairs += [("Wanted from it", c.care.wish)] if c.care.wish else []
    pairs += [("What it takes", c.care.weeks)] if c.care.weeks else []
    return Facts(tuple(pairs))


def _alert(summary: Summary, known: AlertSummary, k: SkinPhrases | None, c: CarePhrases | None) -> Alert:
    def warning(label: str, family: str) -> str:
        course = next((one for one in c.care.tried if one.label == label), None) if c else None
        is_over = course is not None and course.last is not None and course.last < summary.today
        taken = ", ".join(filter(None, (c.span(course), c.done(course)))) if c and course else ""
        seen = ShelfPhrases(summary, k.skin).reaction_to(course.label, course.product) if k and course else ""
        when = f"{taken[:1].upper()}{taken[1:]}." if taken else ""
        facts = (f"{label} is {family}, and an allergy to one is named.", when, seen, "" if is_over else ASK)
        return " ".join(filter(None, facts))

    warnings = tuple(warning(label, family) for label, family in known.marked)
    return Alert(tuple((one.label, one.text, one.is_grave) for one in known.lines), warnings)


def _session(c: CarePhrases) -> Facts:
    return Facts(tuple(pair for about in c.care.background if about.id == SESSION for pair in about.told))


def _questions(c: CarePhrases) -> Items:
    asked = [ListEntry("", one.text, (f"since {c.asked(one)}",)) for one in c.care.open]
    asked += [ListEntry("", c.care.more_questions)] if c.care.more_questions else []
    return Items(tuple(asked))


# ---------------------------------------------------------------------- problems and episodes


def _problems(summary: Summary, k: SkinPhrases) -> Iterator[Section]:
    from routine_tui.exporters.page.charts import charts
    from routine_tui.exporters.page.problem_phrases import ProblemPhrases

    seen = k.skin.problems
    never = Paragraph(f"Answered with 0 each time: {', '.join(k.skin.never_seen)}." if k.skin.never_seen else "")
    besides = Paragraph(" ".join(filter(None, (k.hottest, k.level_2))))
    listed = _listed(ProblemPhrases(summary), seen) if seen else None
    yield from section("story", "problems", "Problems", listed, never, besides, charts(summary, k.skin))


def _listed(w: ProblemPhrases, seen: tuple[Problem, ...]) -> Table:
    """A line each; without the column of places where nobody said one."""
    has_places = any(one.where for one in seen)

    def row(one: Problem) -> tuple[TableCell, ...]:
        others = (w.first(one), w.worst(one), w.last(one), w.trend(one))
        where = (TableCell(one.where, said=""),) if has_places else ()
        told = (*where, *(TableCell(words, said="") for words in others[:-1]), TableCell(others[-1], said=w.line(one)))
        return TableCell(w.what(one)), *told

    heads = (("What", 17), ("Where", 20), ("First seen", 13), ("Worst", 18), ("Last", 14), ("Last change", 18))
    shown = heads if has_places else tuple((head, width + width // 4) for head, width in heads if head != "Where")
    spare = 100 - sum(width for _, width in shown)
    columns = tuple(TableColumn(head, width + spare * (head == "What")) for head, width in shown)
    return Table("Problems", columns, (TableGroup("", tuple(map(row, seen))),))


def _episodes(summary: Summary, k: SkinPhrases) -> Iterator[Section]:
    from routine_tui.exporters.page.problem_phrases import ProblemPhrases

    w = ProblemPhrases(summary)
    told = tuple(ListEntry(w.when(one), w.episode(one), tuple(w.came_of(one))) for one in k.skin.episodes)
    until = Paragraph(" ".join(k.skin.deadlines))
    yield from section("story", "episodes", "What happened", Items(told, is_grave=True), Paragraph(k.no_flag), until)


# ---------------------------------------------------------------------- treatments, products


def _treatments(c: CarePhrases, alert: AlertSummary | None) -> Table | None:
    """Treatments and procedures in one table, the one that began first above."""
    marked = dict(alert.marked) if alert else {}
    rows = [(one.first, _treatment(c, one, marked.get(one.label, ""))) for one in c.care.tried]
    rows += [(c.first_day(one) or date.max, _procedure(c, one)) for one in c.care.procedures]
    if not rows:
        return None
    columns = (
        TableColumn("Treatment", 28),
        TableColumn("When", 24),
        TableColumn("How, and how much", 25),
        TableColumn("Effect", 23),
    )
    in_order = tuple(row for _, row in sorted(rows, key=lambda one: one[0]))
    return Table("Treatments", columns, (TableGroup("", in_order),))


def _treatment(c: CarePhrases, one: Tried, family: str) -> tuple[TableCell, ...]:
    label = f"{one.label} ({family}: see To know first)" if family else one.label
    return (
        TableCell(label, tuple(filter(None, (one.product, c.source(one))))),
        TableCell(c.span(one), tuple(filter(None, (c.reviews(one),)))),
        TableCell(c.how(one), tuple(filter(None, (c.done(one),)))),
        TableCell(c.effect(one)),
    )


def _procedure(c: CarePhrases, one: Undergone) -> tuple[TableCell, ...]:
    """A procedure with its sessions; what was written of each, and what rests around it, is told with the detail."""
    return (
        TableCell(one.procedure.label, tuple(filter(None, (c.by_whom(one.procedure),)))),
        TableCell("; ".join(map(c.sitting, one.sessions))),
        TableCell(c.agreed(one.procedure)),
        TableCell(c.told_of_sessions(one)),
    )


def _pictures(summary: Summary, k: SkinPhrases) -> Pictures:
    shown = (
        Picture(k.shown(one), one.photo.file, one.photo.caption, summary.photo_copies.get(one.photo.file))
        for one in k.skin.shown
    )
    return Pictures(tuple(shown))


def _in_use(summary: Summary, p: Phrases) -> Facts:
    """The products that touch the skin by the day since when, the first one first; each once, with what it is."""
    since: dict[str, date] = {}
    kinds: dict[str, str] = {}
    for step in summary.routine:
        if step.product and step.product_since and step.product_since <= summary.today:
            since[step.product] = min(step.product_since, since.get(step.product, step.product_since))
            kinds.setdefault(step.product, step.kind)
    for product in summary.skin.products if summary.skin else ():
        if product.ended_on is None and not product.steps and product.introduced_on:
            since.setdefault(product.name, product.introduced_on)
        if kinds.get(product.name, "other") == "other":  # a step of any kind may use it
            kinds[product.name] = product.category
    by_day: dict[date, list[str]] = {}
    for name, day in since.items():
        is_named = kinds[name] == "other" or kinds[name] in name.casefold()
        by_day.setdefault(day, []).append(name if is_named else f"{name} ({kinds[name]})")
    return Facts(tuple((p.since(day), "; ".join(by_day[day])) for day in sorted(by_day)))
