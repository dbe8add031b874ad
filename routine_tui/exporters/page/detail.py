"""What a page tells after its story: every step, the shelf, care, background; then notes and check-ins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from routine_tui.exporters.page.page import Cell, Column, Facts, Group, Item, Items, Paragraph, Section, Table
from routine_tui.exporters.page.page_builder import SESSION, quiet, section, share_of, went
from routine_tui.exporters.page.phrases import SLOT_NAMES, Phrases, counts, ratio
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.text import short_day

if TYPE_CHECKING:
    from routine_tui.exporters.page.care_phrases import CarePhrases
    from routine_tui.exporters.page.skin_phrases import SkinPhrases
    from routine_tui.exporters.summary.care import Undergone, Visited
    from routine_tui.exporters.summary.entries import StepTally
    from routine_tui.exporters.summary.on_shelf import OnShelf
    from routine_tui.exporters.summary.skin import Checked
    from routine_tui.model.day.progress import Adherence


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
    skipped = (Item(p.days(one.days), _named(one.name, SLOT_NAMES[one.slot], one.reason)) for one in summary.skipped)
    yield from section("detail", "skipped", "Skipped", Items(tuple(skipped)))
    pauses = (Item(p.range(one.first, one.last), p.what_paused(one)) for one in summary.pauses)
    yield from section("detail", "paused-days", "Paused", Items(tuple(pauses)))
    yield from section("detail", "phase", "About this phase", Paragraph(summary.phase.hint), quiet(p.source_line))
    yield from _day_by_day(summary, p, k)


def _named(name: str, slot: str, reason: str) -> str:
    return f"{name} ({slot.lower()}){f': {reason}' if reason else ''}"


# ---------------------------------------------------------------------- signs and steps


def _others(k: SkinPhrases) -> list[tuple[Cell, ...]]:
    from routine_tui.exporters.page.charts import COMPLICATIONS

    return [
        (
            Cell(k.sign(one), said=k.course(one)),
            Cell(k.first(one), said=""),
            Cell(k.worst(one), said=""),
            Cell(k.now(one), said=""),
        )
        for one in k.skin.courses
        if one.name not in COMPLICATIONS
    ]


def _signs(k: SkinPhrases) -> Table | None:
    columns = (Column("Sign", 30), Column("First seen", 21), Column("Worst", 23), Column("Now", 26))
    rows = tuple(_others(k))
    return Table("Other signs", columns, (Group("", rows),)) if rows else None


def _steps(summary: Summary, p: Phrases) -> Table | None:
    if not summary.steps:
        return None
    cues = {step.step_id: step.cue for step in summary.routine}
    left = {step.step_id for step in p.left}
    groups = [
        Group(name, tuple(_went(p, one, cues.get(one.step_id, "")) for one in summary.steps
                          if one.slot == slot and one.step_id not in left))
        for slot, name in SLOT_NAMES.items()
    ]  # fmt: skip
    groups.append(Group("Ended", tuple(_went(p, one, "") for one in p.left)))
    whole = Cell(ratio(summary.whole), (), share_of(summary.whole), counts(summary.whole))
    groups.append(Group("", ((Cell("Together"), *_figures(summary.whole, whole)),)))
    columns = (Column("Step", 36), Column("Done", 22), *(Column(name, 14, number=True) for name in _FIGURES))
    return Table("Step by step", columns, tuple(group for group in groups if group.rows), by="When")


_FIGURES = ("Not recorded", "Skipped", "Paused")


def _went(p: Phrases, one: StepTally, cue: str) -> tuple[Cell, ...]:
    return Cell(one.name, (cue,) if cue else ()), *_figures(one.adherence, went(p, one))


def _figures(adherence: Adherence, done: Cell) -> Iterator[Cell]:
    yield done
    for number in (adherence.open, adherence.skipped, adherence.paused):
        yield Cell(str(number) if number else "", said="")


def _weekdays(p: Phrases) -> str:
    told = ", ".join(f"{name} {ratio(figure)}".replace(" ", "\xa0") for name, figure in p.weekdays)
    return f"By weekday: {told}." if told else ""


def _earlier(summary: Summary, p: Phrases) -> Items:
    def told(product: str, name: str, slot: str) -> str:
        return f"{product} for {name} ({slot.lower()})" if product else f"{name} ({slot.lower()})"

    return Items(
        tuple(
            Item(p.range(one.first, one.last), told(one.product, one.name, SLOT_NAMES[one.slot]))
            for one in summary.earlier
        )
    )


# ---------------------------------------------------------------------- the shelf, what is left alone


def _shelf(k: SkinPhrases) -> Iterator[Section]:
    sources = quiet(k.not_advice, k.sources(k.skin.product_sources)) if k.skin.product_sources else None
    products = Items(tuple(_product(k, one) for one in k.skin.products))
    yield from section("detail", "products", "Products", products, sources)


def _product(k: SkinPhrases, one: OnShelf) -> Item:
    return Item(one.name, k.product(one), (*map(k.used_by, one.steps), *filter(None, (k.ingredients(one),))))


def _left_alone(k: SkinPhrases) -> Iterator[Section]:
    items = [Item(until, labels) for until, labels in k.left_alone]
    for one, until in k.spoken_about:
        items.append(Item(until, f"{one.label}, {k.word(one)}{f': {one.word}' if one.word else ''}"))
    notes = quiet(k.conditions, k.not_advice, k.publishers(k.skin.left_alone_sources)) if items else None
    yield from section("detail", "left-alone", "Left alone for now", Items(tuple(items)), notes)


# ---------------------------------------------------------------------- care


def _care(c: CarePhrases) -> Iterator[Section]:
    noted = Items(tuple(Item(one.label, one.note) for one in c.care.tried if one.note))
    yield from section("detail", "treatment-notes", "Notes on treatments", noted)
    procedures = Items(tuple(_procedure(c, one) for one in c.care.procedures if one.rests or one.note or one.sittings))
    yield from section("detail", "procedures", "Procedures", procedures)
    visits = [_visited(c, one) for one in c.care.visited]
    visits += [Item(f"Asked, {c.asked(one)}", one.text, (f"Answer: {one.answer}",)) for one in c.care.answered]
    yield from section("detail", "visits", "Visits so far", Items(tuple(visits)))
    background = (Facts(about.told, about.label) for about in c.care.background if about.id != SESSION)
    yield from section("detail", "background", "Background", *background)
    events = (Item(when, "; ".join(what)) for when, what in c.events)
    yield from section("detail", "events", "On the calendar, besides the steps", Items(tuple(events)))


def _procedure(c: CarePhrases, one: Undergone) -> Item:
    sittings = (f"{c.sitting(each)}{f'; {each.note}' if each.note else ''}" for each in one.sittings)
    note = (f"Note: {one.note}",) if one.note else ()
    return Item(one.label, c.terms(one), (*sittings, *map(c.rests, one.rests), *note))


def _visited(c: CarePhrases, visit: Visited) -> Item:
    told = (("Agreed", visit.agreed), ("Notes", visit.notes))
    return Item(c.when(visit), c.about(visit), tuple(f"{label}: {text}" for label, text in told if text))


# ---------------------------------------------------------------------- day by day


def _day_by_day(summary: Summary, p: Phrases, k: SkinPhrases | None) -> Iterator[Section]:
    notes = (Item(", ".join(filter(None, (p.day(one.day), one.step))), one.text) for one in summary.notes)
    yield from section("more", "notes", "Notes", Items(tuple(notes)))
    if k and k.skin.check_ins:
        yield from section("more", "check-ins", "Check-ins", quiet(k.empty), _check_ins(k))
    if k:
        photos = (Item(k.picture(one), one.file, (one.caption,) if one.caption else ()) for one in k.skin.photos)
        yield from section("more", "photos", "Photos", Items(tuple(photos)))


def _check_ins(k: SkinPhrases) -> Table:
    def row(one: Checked) -> tuple[Cell, ...]:
        numbers = (Cell(k.number(one, name)) for name, _ in k.columns)
        return Cell(f"D{one.offset} {short_day(one.day)}"), *numbers, Cell(k.more(one))

    width = min(8, 60 // max(1, len(k.columns)))
    columns = (Column("Day", 14), *(Column(head, width, number=True) for _, head in k.columns))
    besides = Column("Besides", 86 - width * len(k.columns))
    return Table("Check-ins", (*columns, besides), (Group("", tuple(map(row, k.skin.check_ins))),), grid=True)
