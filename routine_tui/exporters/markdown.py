"""The page as Markdown (GitHub's tables): to read as it is, or rendered. Everything that was typed is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from routine_tui.exporters.escapes import markdown, markdown_lines
from routine_tui.exporters.page.calendar_text import calendar_lines, legend
from routine_tui.exporters.page.page import (
    Alert,
    Block,
    Calendar,
    Charts,
    Facts,
    Items,
    Page,
    Paragraph,
    Pictures,
    Table,
    TableCell,
    WritingLines,
)
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.exporters.page.sections import picture_items
from routine_tui.exporters.summary.summary import Summary

_COLUMNS = 42
"""How wide a chart may be."""


def render(summary: Summary) -> str:
    """The page as Markdown, ending with one line break."""
    page = build_page(summary)
    told = [*_top(page)]
    for section in page.sections:
        told.append(f"## {markdown(section.heading)}")
        told += [chunk for block in section.blocks for chunk in _block(block, summary)]
    return "\n\n".join((*told, "---", markdown(page.method))) + "\n"


def _top(page: Page) -> Iterator[str]:
    yield f"# {markdown(page.title)}"
    if page.who:
        yield f"**{markdown(page.who)}**"
    yield markdown(" · ".join(filter(None, (page.session, page.today, page.span))))


def _block(block: Block, summary: Summary) -> Iterator[str]:
    match block:
        case Paragraph():
            yield markdown(block.text).replace("\xa0", " ")
        case Facts():
            yield from _facts(block)
        case Alert():
            yield "\n".join(_alert(block))
        case WritingLines():
            pass  # a pen writes on paper
        case Items():
            yield "\n".join(_items(block))
        case Table():
            yield "\n".join(_table(block))
        case Charts():
            yield from _charts(block)
        case Pictures():
            yield "\n".join(_items(picture_items(block)))
        case Calendar():
            yield "\n".join(("```text", *calendar_lines(summary), "```"))  # holds nothing typed
            if said := legend(block):
                yield markdown(said)


def _facts(block: Facts) -> Iterator[str]:
    if block.heading:
        yield f"### {markdown(block.heading)}"
    yield "\n".join(f"- **{markdown(label)}:** {markdown_lines(text, '  ')}" for label, text in block.pairs)


def _alert(block: Alert) -> Iterator[str]:
    for label, text, is_grave in block.pairs:
        said = markdown_lines(text, "  ")
        yield f"- **{markdown(label)}:** {f'**{said}**' if is_grave and chr(10) not in text else said}"
    for warning in block.warnings:
        yield f"- **{markdown(warning)}**"


def _items(block: Items) -> Iterator[str]:
    for item in block.items:
        when = f"**{markdown(item.when)}:**" if item.when else ""
        what = markdown_lines(item.what, "  ") if item.what else ""
        yield f"- {' '.join(filter(None, (when, what)))}"
        for beside in item.beside:
            yield f"  - {markdown_lines(beside, '    ')}"


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table(block: Table) -> Iterator[str]:
    by = [block.by] if block.by else []
    yield _row(markdown(head) for head in (*by, *(column.head for column in block.columns)))
    yield f"|{'---|' * len(by)}{''.join('--:|' if column.number else '---|' for column in block.columns)}"
    for group in block.groups:
        for row in group.rows:
            yield _row(iter([*([markdown(group.heading)] if by else []), *map(_cell, row)]))


def _cell(cell: TableCell) -> str:
    return markdown(" / ".join(line.strip() for line in ", ".join(filter(None, (cell.text, *cell.beside))).split("\n")))


def _charts(block: Charts) -> Iterator[str]:
    from routine_tui.exporters.page.charts import spark, spark_words

    rows = [_row(iter(("Problem", "How it went"))), "|---|---|"]
    escaped: Callable[[str], str] = markdown
    drawn = ((f"{curve.label}, 0 to {curve.most}", spark(block, curve, _COLUMNS)) for curve in block.curves)
    rows += [_row(map(escaped, fields)) for fields in drawn]
    yield "\n".join(rows)
    yield markdown(f"{block.span}. {spark_words(block, _COLUMNS)}")
    if block.marks:
        yield "\n".join(f"{mark.number}. {markdown(mark.words)}" for mark in block.marks)
