"""What a page tells after its story: every step, the shelf, care, background; then notes and check-ins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from routine_tui.exporters.page.page import (
    Facts,
    Items,
    ListEntry,
    Paragraph,
    Section,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from routine_tui.exporters.page.phrases import SLOT_NAMES, Phrases, counts, ratio
from routine_tui.exporters.page.sections import SESSION, quiet, section, share_of, went
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.text import short_day

if TYPE_CHECKING:
    from routine_tui.exporters.page.care_phrases import CarePhrases
    from routine_tui.exporters.page.skin_phrases import SkinPhrases
    from routine_tui.exporters.summary.care import Undergone
    from routine_tui.exporters.summary.entries import StepTally
    from routine_tui.exporters.summary.on_shelf import OnShelf
    from routine_tui.exporters.summary.skin import Checked
    from routine_tui.model.day.progress import Adherence
    from routine_tui.model.recovery.visit import Visit


def detail(summary: Summary, p: Phrases, k: SkinPhrases | None, c: CarePhrases | None) -> Iterator[Section]:
    """The sections after the story: the detail, then what is told day by day."""
    if k:
        yield from section("detail", "signs", "Other signs", _signs(k), quiet(k.scale) if _others(k) else None)
    yield from section(
        "detail", "steps", "Step by step", _steps(summary, p), Paragraph(_weekdays(p) if summary.steps else "")
    )
    yield from section("detail", "earlier", "In use earlier", _earlier(summary, p))
    if k:
        yield from _shelf(k)
        yield from _left_alone(k)
    if c:
        yield from _care(c)
    skipped = (
        ListEntry(p.days(one.days), _named(one.name, SLOT_NAMES[one.slot], one.reason)) for one in summary.skipped
    )
    yield from section("detail", "skipped", "Skipped", Items(tuple(skipped)))
    pauses = (ListEntry(p.range(one.first, one.last), p.what_paused(one)) for one in summary.pauses)
    yield from section("detail", "paused-days", "Paused", Items(tuple(pauses)))
    if summary.speaks_of_healing:
        yield from section("detail", "phase", "About this phase", Paragraph(summary.phase.hint), quiet(p.source_line))
    yield from _day_by_day(summary, p, k)


def _named(name: str, slot: str, reason: str) -> str:
    return f"{name} ({slot.lower()}){f': {reason}' if reason else ''}"


# ---------------------------------------------------------------------- signs and steps


def _others(k: SkinPhrases) -> list[tuple[TableCell, ...]]:
    from routine_tui.exporters.page.charts import COMPLICATIONS

    return [
        (
            TableCell(k.sign(one), said=k.course(one)),
            TableCell(k.first(one), said=""),
            TableCell(k.worst(one), said=""),
            TableCell(k.now(one), said=""),
        )
        for one in k.skin.courses
        if one.name not in COMPLICATIONS
    ]


def _signs(k: SkinPhrases) -> Table | None:
    columns = (TableColumn("Sign", 30), TableColumn("First seen", 21), TableColumn("Worst", 23), TableColumn("Now", 26))
    rows = tuple(_others(k))
    return Table("Other signs", columns, (TableGroup("", rows),)) if rows else None


def _steps(summary: Summary, p: Phrases) -> Table | None:
    if not summary.steps:
        return None
    cues = {step.step_id: step.cue for step in summary.routine}
    left = {step.step_id for step in p.left}
    groups = [
        TableGroup(name, tuple(_went(p, one, cues.get(one.step_id, "")) for one in summary.steps
                          if one.slot == slot and one.step_id not in left))
        for slot, name in SLOT_NAMES.items()
    ]  # fmt: skip
    groups.append(TableGroup("Ended", tuple(_went(p, one, "") for one in p.left)))
    whole = TableCell(ratio(summary.whole), (), share_of(summary.whole), counts(summary.whole))
    groups.append(TableGroup("", ((TableCell("Together"), *_figures(summary.whole, whole)),)))
    columns = (
        TableColumn("Step", 36),
        TableColumn("Done", 22),
        *(TableColumn(name, 14, number=True) for name in _FIGURES),
    )
    return Table("Step by step", columns, tuple(group for group in groups if group.rows), by="When")


_FIGURES = ("Not recorded", "Skipped", "Paused")


def _went(p: Phrases, one: StepTally, cue: str) -> tuple[TableCell, ...]:
    return TableCell(one.name, (cue,) if cue else ()), *_figures(one.adherence, went(p, one))


def _figures(adherence: Adherence, done: TableCell) -> Iterator[TableCell]:
    yield done
    for number in (adherence.open, adherence.skipped, adherence.paused):
        yield TableCell(str(number) if number else "", said="")


def _weekdays(p: Phrases) -> str:
    told = ", ".join(f"{name} {ratio(figure)}".replace(" ", "\xa0") for name, figure in p.weekdays)
    return f"By weekday: {told}." if told else ""


def _earlier(summary: Summary, p: Phrases) -> Items:
    def told(product: str, name: str, slot: str) -> str:
        return f"{product} for {name} ({slot.lower()})" if product else f"{name} ({slot.lower()})"

    return Items(
        tuple(
            ListEntry(p.range(one.first, one.last), told(one.product, one.name, SLOT_NAMES[one.slot]))
            for one in summary.earlier
        )
    )


# ---------------------------------------------------------------------- the shelf, what is avoided


def _shelf(k: SkinPhrases) -> Iterator[Section]:
    sources = quiet(k.not_advice, k.sources(k.skin.product_sources)) if k.skin.product_sources else None
    products = Items(tuple(_product(k, one) for one in k.skin.products))
    yield from section("detail", "products", "Products", products, sources)


def _product(k: SkinPhrases, one: OnShelf) -> ListEntry:
    return ListEntry(one.name, k.product(one), (*map(k.used_by, one.steps), *filter(None, (k.ingredients(one),))))


def _left_alone(k: SkinPhrases) -> Iterator[Section]:
    items = [ListEntry(until, labels) for until, labels in k.left_alone]
    for one, until in k.spoken_about:
        items.append(ListEntry(until, f"{one.label}, {k.word(one)}{f': {one.word}' if one.word else ''}"))
    notes = quiet(k.conditions, k.not_advice, k.publishers(k.skin.left_alone_sources)) if items else None
    yield from section("detail", "left-alone", k.avoid_heading, Items(tuple(items)), notes)


# ---------------------------------------------------------------------- care


def _care(c: CarePhrases) -> Iterator[Section]:
    noted = Items(tuple(ListEntry(one.label, one.note) for one in c.care.tried if one.note))
    yield from section("detail", "treatment-notes", "Notes on treatments", noted)
    procedures = Items(
        tuple(_procedure(c, one) for one in c.care.procedures if one.rests or one.procedure.note or one.sessions)
    )
    yield from section("detail", "procedures", "Procedures", procedures)
    visits = [_visited(c, one) for one in c.care.visited]
    visits += [ListEntry(f"Asked, {c.asked(one)}", one.text, (f"Answer: {one.answer}",)) for one in c.care.answered]
    yield from section("detail", "visits", "Visits so far", Items(tuple(visits)))
    background = (Facts(about.told, about.label) for about in c.care.background if about.id != SESSION)
    yield from section("detail", "background", "Background", *background)
    events = (ListEntry(when, "; ".join(what)) for when, what in c.events)
    yield from section("detail", "events", "On the calendar, besides the steps", Items(tuple(events)))


def _procedure(c: CarePhrases, one: Undergone) -> ListEntry:
    sittings = (f"{c.sitting(each)}{f'; {each.note}' if each.note else ''}" for each in one.sessions)
    note = (f"Note: {one.procedure.note}",) if one.procedure.note else ()
    return ListEntry(one.procedure.label, c.terms(one.procedure), (*sittings, *map(c.rests, one.rests), *note))


def _visited(c: CarePhrases, visit: Visit) -> ListEntry:
    told = (("Agreed", visit.agreed), ("Notes", visit.notes))
    return ListEntry(c.when(visit), c.about(visit), tuple(f"{label}: {text}" for label, text in told if text))


# ---------------------------------------------------------------------- day by day


def _day_by_day(summary: Summary, p: Phrases, k: SkinPhrases | None) -> Iterator[Section]:
    notes = (ListEntry(", ".join(filter(None, (p.day(one.day), one.step))), one.text) for one in summary.notes)
    yield from section("more", "notes", "Notes", Items(tuple(notes)))
    if k and k.skin.check_ins:
        yield from section("more", "check-ins", "Check-ins", quiet(k.empty), _check_ins(k, summary.today))
    if k:
        photos = (ListEntry(k.picture(one), one.file, (one.caption,) if one.caption else ()) for one in k.skin.photos)
        yield from section("more", "photos", "Photos", Items(tuple(photos)))


def _check_ins(k: SkinPhrases, today: date) -> Table:
    def row(one: Checked) -> tuple[TableCell, ...]:
        numbers = (TableCell(k.number(one, name)) for name, _ in k.columns)
        day = f"D{one.offset} {short_day(one.day, today)} {one.hour}".strip()
        return TableCell(day), *numbers, TableCell(k.more(one))

    width = min(8, 60 // max(1, len(k.columns)))
    columns = (TableColumn("Day", 14), *(TableColumn(head, width, number=True) for _, head in k.columns))
    besides = TableColumn("Besides", 86 - width * len(k.columns))
    return Table("Check-ins", (*columns, besides), (TableGroup("", tuple(map(row, k.skin.looks))),), grid=True)
