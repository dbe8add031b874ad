"""What a page tells besides what is read first: check-ins, visits, background, the shelf, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

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
from routine_tui.exporters.page.phrases import SLOT_NAMES, Phrases
from routine_tui.exporters.page.sections import SESSION, quiet, section
from routine_tui.exporters.page.shelf_phrases import ShelfPhrases
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.guidance import NOT_ADVICE, Source
from routine_tui.model.text import short_day

if TYPE_CHECKING:
    from routine_tui.exporters.page.care_phrases import CarePhrases
    from routine_tui.exporters.page.skin_phrases import SkinPhrases
    from routine_tui.exporters.summary.care import Undergone
    from routine_tui.exporters.summary.on_shelf import OnShelf
    from routine_tui.model.recovery.visit import Visit


_MANY_COLUMNS: Final = 7
"""With as many columns of figures as that, each is as narrow as it can be."""
_NO_ADVICE: Final = quiet(f"{NOT_ADVICE.capitalize()}.")


def second_side(summary: Summary, p: Phrases, k: SkinPhrases | None, c: CarePhrases | None) -> Iterator[Section]:
    """The sections after the routine and the calendar."""
    if k and k.skin.check_ins:
        yield from section("detail", "check-ins", "Check-ins", _check_ins(k, summary.today), quiet(k.how_to_read))
        yield from _flags(k)
    if c:
        visits = [_visited(c, one) for one in c.care.visited]
        visits += [
            ListEntry(f"Asked, {c.asked(one)}", one.text, (f"Answer, as the person noted it: {one.answer}",))
            for one in c.care.answered
        ]
        yield from section("detail", "visits", "Visits so far", Items(tuple(visits)))
    yield from _background(k, c)
    if c:
        yield from _care(c)
    if k:
        yield from _shelf(k.skin.products, ShelfPhrases(summary, k.skin))
    yield from section("detail", "earlier", "In use earlier", _earlier(summary, p))
    pauses = (ListEntry(p.range(one.first, one.last), p.what_paused(one)) for one in summary.pauses)
    yield from section("detail", "paused-days", "Paused", Items(tuple(pauses)))
    yield from _sources(summary, k)


def day_by_day(summary: Summary, p: Phrases, k: SkinPhrases | None, c: CarePhrases | None) -> Iterator[Section]:
    """What the PDF holds only where somebody asks for more."""
    if k:
        yield from _left_alone(k)
    skipped = (
        ListEntry(p.days(one.days), _named(one.name, SLOT_NAMES[one.slot], one.reason)) for one in summary.skipped
    )
    yield from section("more", "skipped", "Skipped", Items(tuple(skipped)))
    if c:
        events = (ListEntry(when, "; ".join(what)) for when, what in c.events)
        yield from section("more", "events", "On the calendar, besides the steps", Items(tuple(events)))
    if summary.speaks_of_healing:
        yield from section("more", "phase", "About this phase", Paragraph(summary.phase.hint), _NO_ADVICE)
    notes = (ListEntry(", ".join(filter(None, (p.day(one.day), one.step))), one.text) for one in summary.notes)
    yield from section("more", "notes", "Notes", Items(tuple(notes)))
    if k:
        photos = (ListEntry(k.picture(one), one.file, (one.caption,) if one.caption else ()) for one in k.skin.photos)
        yield from section("more", "photos", "Photos", Items(tuple(photos)))


def _named(name: str, slot: str, reason: str) -> str:
    return f"{name} ({slot.lower()}){f': {reason}' if reason else ''}"


# ---------------------------------------------------------------------- check-ins and what they called for


def _check_ins(k: SkinPhrases, today: date) -> Table:
    def rows() -> Iterator[tuple[TableCell, ...]]:
        where = ""
        for one in k.skin.looks:
            numbers = (TableCell(k.number(one, name)) for name, _ in k.columns)
            day = f"D{one.offset} {short_day(one.day, today)} {one.hour}".strip()
            yield TableCell(day), *numbers, TableCell(k.more(one, where))
            where = one.where or where

    width = 5 if len(k.columns) < _MANY_COLUMNS else 4
    columns = (TableColumn("Day", 13), *(TableColumn(head, width, number=True) for _, head in k.columns))
    besides = TableColumn("Besides", 87 - width * len(k.columns))
    return Table("Check-ins", (*columns, besides), (TableGroup("", tuple(rows())),), grid=True, newest=True)


def _flags(k: SkinPhrases) -> Iterator[Section]:
    """What the rules of level 2 and more fired on; what came of levels 3 and 4 stands on the first side."""
    flags = Items(tuple(ListEntry(f"Level {one.level}", k.flag(one)) for one in k.skin.flags), is_grave=True)
    called = Paragraph(k.levels)
    told_looks = tuple(ListEntry(when, said) for when, said in k.flagged_looks)
    looks = Items(told_looks, is_grave=True) if told_looks else None
    answered = Paragraph(k.answered_yes)
    yield from section(
        "detail",
        "flags",
        "What the answers called for",
        called,
        flags,
        quiet(k.own_cut_offs),
        answered,
        looks,
        quiet(k.several),
    )


# ---------------------------------------------------------------------- background, care


def _background(k: SkinPhrases | None, c: CarePhrases | None) -> Iterator[Section]:
    person = Paragraph(k.person if k else "")
    told = (Facts(about.told, about.label) for about in c.care.background if about.id != SESSION) if c else ()
    yield from section("detail", "background", "Background", person, *told)


def _care(c: CarePhrases) -> Iterator[Section]:
    noted = Items(tuple(ListEntry(one.label, one.note) for one in c.care.tried if one.note))
    yield from section("detail", "treatment-notes", "Notes on treatments", noted)
    procedures = Items(
        tuple(_procedure(c, one) for one in c.care.procedures if one.rests or one.procedure.note or one.sessions)
    )
    yield from section("detail", "procedures", "Procedures", procedures)


def _procedure(c: CarePhrases, one: Undergone) -> ListEntry:
    sittings = (f"{c.sitting(each)}{f'; {each.note}' if each.note else ''}" for each in one.sessions)
    note = (f"Note: {one.procedure.note}",) if one.procedure.note else ()
    return ListEntry(one.procedure.label, c.terms(one.procedure), (*sittings, *map(c.rests, one.rests), *note))


def _visited(c: CarePhrases, visit: Visit) -> ListEntry:
    told = (("Agreed", visit.agreed), ("Notes", visit.notes))
    return ListEntry(c.when(visit), c.about(visit), tuple(f"{label}: {text}" for label, text in told if text))


# ---------------------------------------------------------------------- the shelf, what is avoided, sources


def _shelf(products: Sequence[OnShelf], w: ShelfPhrases) -> Iterator[Section]:
    told = Items(tuple(_product(w, one) for one in products))
    yield from section("detail", "products", "Products", told)


def _product(w: ShelfPhrases, one: OnShelf) -> ListEntry:
    told = ("; ".join(map(w.used_by, one.steps)), w.trial(one), w.seen(one), w.stopped(one), w.ingredients(one))
    return ListEntry(one.name, w.product(one), tuple(filter(None, told)))


def _earlier(summary: Summary, p: Phrases) -> Items:
    def told(product: str, name: str, slot: str) -> str:
        return f"{product} for {name} ({slot.lower()})" if product else f"{name} ({slot.lower()})"

    return Items(
        tuple(
            ListEntry(p.range(one.first, one.last), told(one.product, one.name, SLOT_NAMES[one.slot]))
            for one in summary.earlier
        )
    )


def _left_alone(k: SkinPhrases) -> Iterator[Section]:
    items = [ListEntry(until, labels) for until, labels in k.left_alone]
    for one, until in k.spoken_about:
        items.append(ListEntry(until, f"{one.label}, {k.word(one)}{f': {one.word}' if one.word else ''}"))
    yield from section(
        "more", "left-alone", k.avoid_heading, Items(tuple(items)), quiet(k.conditions) if items else None
    )


def _sources(summary: Summary, k: SkinPhrases | None) -> Iterator[Section]:
    """Where what the program itself says comes from, each source once: those behind rules before those of lists."""
    found: dict[str, Source] = {}
    for some in (
        summary.alert.sources if summary.alert else (),
        [one for flag in k.skin.flags for one in flag.sources] if k else (),
        summary.sources if summary.speaks_of_healing else (),
        k.skin.product_sources if k else (),
        k.skin.left_alone_sources if k else (),
    ):
        for one in some:
            found.setdefault(one.id, one)
    titles = Items(tuple(ListEntry("", f"{one.title}, {one.publisher}") for one in found.values()))
    yield from section("detail", "sources", "Sources", _NO_ADVICE if found else None, titles)
