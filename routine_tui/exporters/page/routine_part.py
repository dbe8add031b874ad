"""How the routine went, on the second side: fractions, every step with what was used, and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from routine_tui.exporters.page.page import (
    Calendar,
    CalendarSquare,
    Facts,
    Paragraph,
    Part,
    Section,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    WeekRow,
)
from routine_tui.exporters.page.phrases import SLOT_NAMES, Phrases, counts, ratio, rest
from routine_tui.exporters.page.sections import section, share_of, went
from routine_tui.exporters.summary.summary import Summary

if TYPE_CHECKING:
    from routine_tui.exporters.page.care_phrases import CarePhrases
    from routine_tui.exporters.summary.entries import StepTally, Week
    from routine_tui.exporters.summary.in_use import InUse
    from routine_tui.model.day.progress import Adherence

EVENT_WORDS: Final = "visit, session, review or course"
_FIGURES: Final = ("Not recorded", "Skipped", "Paused")


def routine_part(summary: Summary, p: Phrases, c: CarePhrases | None, part: Part) -> Iterator[Section]:
    """The routine and the calendar."""
    place = Paragraph(f"{p.place} · {p.phase} · {p.session}, {p.end}.")
    steps = _steps(summary, p) or Paragraph("No steps.")
    yield from section(part, "routine", "How the routine went", place, _figures(p), steps)
    yield from section(part, "window", "The calendar", _calendar(p, c, summary))


def _figures(p: Phrases) -> Facts | Paragraph:
    told = tuple((label, counts(figure)) for label, figure in p.figures)
    return Facts(told) if told else Paragraph("Nothing is recorded yet.")


# ---------------------------------------------------------------------- the steps


def _steps(summary: Summary, p: Phrases) -> Table | None:
    """Every step with its product, how often, and how it went; those that have ended below the others."""
    if not summary.steps and not p.slots:
        return None
    groups = [TableGroup(name, tuple(_step(p, one) for one in steps)) for name, steps in p.slots]
    groups.append(TableGroup("Ended", tuple(_ended(p, one) for one in p.left)))
    if summary.steps:
        whole = TableCell(ratio(summary.whole), (), share_of(summary.whole), counts(summary.whole))
        empty = TableCell("", said=""), TableCell("", said="")
        groups.append(TableGroup("", ((TableCell("Together"), *empty, *_counted(summary.whole, whole)),)))
    columns = (
        TableColumn("Step", 19),
        TableColumn("Product", 23),
        TableColumn("How often", 17),
        TableColumn("Done", 17),
        *(TableColumn(name, 8, number=True) for name in _FIGURES),
    )
    return Table("How the routine went", columns, tuple(group for group in groups if group.rows), by="When")


def _step(p: Phrases, step: InUse) -> tuple[TableCell, ...]:
    product = (
        TableCell(step.product, (p.since(step.product_since),))
        if step.product_since
        else TableCell("none named", said="")
    )
    since = [] if step.since == step.product_since else [p.since(step.since)]
    since += [f"changed {p.day(step.changed)}"] if step.changed != step.since else []
    name = TableCell(f"{step.name}{p.kind(step)}")
    often = TableCell(p.often(step), tuple(since))
    if tally := p.tally(step):
        return name, product, often, *_counted(tally.adherence, went(p, tally))
    done = TableCell("–", said="nothing expected") if p.has_begun(step) else TableCell("yet to begin")
    return name, product, often, done, *(TableCell("", said="") for _ in _FIGURES)


def _ended(p: Phrases, one: StepTally) -> tuple[TableCell, ...]:
    name = TableCell(f"{one.name} ({SLOT_NAMES[one.slot].lower()})")
    return name, TableCell("", said=""), TableCell("", said=""), *_counted(one.adherence, went(p, one))


def _counted(adherence: Adherence, done: TableCell) -> Iterator[TableCell]:
    yield done
    for number in (adherence.open, adherence.skipped, adherence.paused):
        yield TableCell(str(number) if number else "", said="")


# ---------------------------------------------------------------------- the calendar


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
    last = next((one for week in reversed(rows) for one in week.squares if one and one.today), None)
    lasts = "What is still open on the day of the page is not counted." if last and last.state == "partial" else ""
    beside = " ".join(filter(None, (lasts, p.ahead)))
    return Calendar("Every day of the window so far", p.weekday_names, rows, tuple(legend), beside)
