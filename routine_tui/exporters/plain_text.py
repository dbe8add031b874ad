"""The page as plain text, at most 76 columns wide: for an e-mail, a chat, or a printer without a browser."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Final

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

COLUMNS: Final = 76
_CHART_COLUMNS: Final = 64
_ROW_LIMIT: Final = 140
"""How long a row of a table may be on one indented line; a longer one has a line for each field."""
_SECOND_CELL: Final = "\0"
"""Stands after a character that takes two columns while lines are being filled; typed text never holds it."""


def render(summary: Summary) -> str:
    """The page as plain text, ending with one line break."""
    return words_of(build_page(summary), summary)


def words_of(page: Page, summary: Summary) -> str:
    """A page of a summary, or a part of it, in the same words."""
    told = ["\n".join(_top(page))]
    for section in page.sections:
        blocks = ("\n".join(_block(block, summary)) for block in section.blocks)
        told.append("\n\n".join((section.heading.upper(), *blocks)))
    told.append(f"HOW THIS WAS RECORDED\n\n{wrapped(page.method)}")
    return "\n\n\n".join(told) + "\n"


def _top(page: Page) -> Iterator[str]:
    yield wrapped(page.title)
    for line in (page.who, page.session, page.today, page.span):
        if line:
            yield wrapped(line)


def _block(block: Block, summary: Summary) -> Iterator[str]:
    match block:
        case Paragraph():
            yield wrapped(block.text)
        case Facts():
            if block.heading:
                yield f"{wrapped(block.heading)}"
            for label, text in block.pairs:
                yield wrapped(text, f"  {label}: ", "    ")
        case Alert():
            for label, text, is_grave in block.pairs:
                yield wrapped(text, f"  {'* ' if is_grave else ''}{label}: ", "    ")
            for warning in block.warnings:
                yield wrapped(warning, "  * ", "    ")
        case WritingLines():
            yield f"  {block.label}:"
            yield from [f"\n  {'_' * (COLUMNS - 2)}"] * block.count
        case Items():
            yield from _items(block)
        case Table():
            yield from _grid(block, summary.today.year) if block.grid else _table(block)
        case Charts():
            yield from _charts(block)
        case Pictures():
            yield from _items(picture_items(block))
        case Calendar():
            yield from calendar_lines(summary)
            if said := legend(block):
                yield f"\n{wrapped(said)}"


def _items(block: Items) -> Iterator[str]:
    for item in block.items:
        many = "\n" in item.what
        if many and item.when:
            yield wrapped(item.when, "  ", "    ")
            yield wrapped(item.what, "    ")
        else:
            yield wrapped(": ".join(filter(None, (item.when, item.what))), "  ", "    ")
        for beside in item.beside:
            yield wrapped(beside, "    ", "      ")


def _table(block: Table) -> Iterator[str]:
    """A row a line, in words; a row that is long has a line for each of its fields."""
    for number, group in enumerate(block.groups):
        if number:
            yield ""
        if group.heading:
            yield wrapped(group.heading)
        for first, *others in group.rows:
            name = _said(first)
            said = list(filter(None, map(_said, others)))
            row = f"{name}: {'; '.join(said)}" if said else name
            if len(row) <= _ROW_LIMIT:
                yield wrapped(row, "  ", "    ")
                continue
            yield wrapped(name, "  ", "    ")
            for one in said:
                yield wrapped(one, "    ", "      ")


def _said(cell: TableCell) -> str:
    return ", ".join(filter(None, (cell.text, *cell.beside))) if cell.said is None else cell.said


def _grid(block: Table, year: int) -> Iterator[str]:
    """A row a line, in columns; the last field, which may be long, stands below.

    The columns have no room for a year: one that is not ``year`` has a line of its own above its first row.
    """
    above = str(year)
    heads = [column.head for column in block.columns[1:-1]]
    if 11 + sum(1 + max(len(head), 4) for head in heads) > COLUMNS:
        heads = [head[:4] for head in heads]
    for day, *numbers, besides in (
        (TableCell(""), *map(TableCell, heads), TableCell("")),
        *(row for g in block.groups for row in g.rows),
    ):
        fields = (f" {cell.text:>{max(len(head), 4)}}" for cell, head in zip(numbers, heads, strict=True))
        offset, _, day_words = day.text.partition(" ")
        told = re.search(r" (\d{4})(?= |$)", day_words)
        if day_words and above != (above := told[1] if told else str(year)):
            yield above
        day_words = day_words.replace(told[0], "", 1) if told else day_words
        yield f"{f'{offset:<4} {day_words}':11}{''.join(fields)}".rstrip()
        if besides.text:
            yield wrapped(besides.text, " " * 12)


def _charts(block: Charts) -> Iterator[str]:
    from routine_tui.exporters.page.charts import spark, spark_words

    for curve in block.curves:
        yield f"  {curve.label}, 0 to {curve.most}"
        yield f"    {spark(block, curve, _CHART_COLUMNS)}"
    yield f"\n{wrapped(f'{block.span}. {spark_words(block, _CHART_COLUMNS)}', '  ')}"
    for mark in block.marks:
        yield wrapped(mark.words, f"  {mark.number} ", "    ")


def wrapped(text: str, first: str = "", then: str | None = None) -> str:
    """Text filled to 76 columns; its first line begins with ``first``, the others with ``then`` (or as many blanks).

    Line breaks in the text stay; a no-break space holds two words on one line.
    """
    rest = " " * len(first) if then is None else then
    filled: list[str] = []
    for line in text.split("\n"):
        begin = rest if filled else first
        filled += textwrap.wrap(
            _spread(line), COLUMNS, initial_indent=begin, subsequent_indent=rest, break_on_hyphens=False
        ) or [""]
    return "\n".join(filled).replace(_SECOND_CELL, "").replace("\xa0", " ")


def _spread(text: str) -> str:
    """Text in which every character of two columns is two characters, so that counting characters counts columns."""
    if text.isascii():
        return text
    return "".join(
        character + _SECOND_CELL if unicodedata.east_asian_width(character) in "WF" else character for character in text
    )
