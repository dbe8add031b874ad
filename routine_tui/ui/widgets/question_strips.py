"""One line of a questionnaire as pieces of text, each with its look and with what a click on it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from msgspec.structs import replace
from rich.cells import cell_len

from routine_tui.glyphs import Glyphs
from routine_tui.model.recovery.answers import Answer
from routine_tui.ui.widgets.question_list import QuestionRow
from routine_tui.ui.widgets.question_rows import (
    POINTER,
    Box,
    before_of,
    boxes_of,
    columns_of,
    label_of,
    value_of,
    words_of,
)
from routine_tui.ui.widgets.question_sheet import NO_TO_MANY

_NO_TO_MANY_WORDS: Final = "N no to all the rest"
Look = Literal["", "quiet", "said", "chosen", "heading"]


class Piece(NamedTuple):
    """A text, how it looks, and what a click on it means."""

    text: str
    look: Look = ""
    meta: Mapping[str, Any] = {}


def pieces_of(
    row: QuestionRow,
    answer: Answer | None,
    typed: str,
    before: str,
    width: int,
    is_here: bool,
    says_no_to_many: bool,
    glyphs: Glyphs,
) -> list[Piece]:
    """A line from left to right. ``before`` is what was answered before; ``is_here`` whether the cursor is on it."""
    if row.is_heading:
        return list(_heading(row, width, says_no_to_many))
    pointer = Piece(f" {glyphs.cursor if is_here else ' '} ")
    if row.is_none:
        return [pointer, Piece(label_of(row, width - POINTER, glyphs))]
    return [pointer, *_question(row, answer, typed, before, width, glyphs)]


def _heading(row: QuestionRow, width: int, says_no_to_many: bool) -> Iterator[Piece]:
    """A heading, then its hint as far as there is room, and what says no to all the rest of it."""
    room = width - 1 - cell_len(row.group.label)
    yield Piece(f" {row.group.label}", "heading")
    many = f"  {_NO_TO_MANY_WORDS}" if says_no_to_many else ""
    hint = f"  {row.group.hint}" if row.group.hint and len(many) + 2 + cell_len(row.group.hint) <= room else ""
    yield Piece(hint, "quiet")
    if many and len(many) + len(hint) <= room:
        yield Piece(many, "quiet", {NO_TO_MANY: True})


def _question(
    row: QuestionRow, answer: Answer | None, typed: str, before: str, width: int, glyphs: Glyphs
) -> Iterator[Piece]:
    columns = columns_of(row, width)
    yield Piece(label_of(row, columns.label, glyphs))
    if row.question is not None:
        value = value_of(row.question, answer, typed, columns, glyphs)
        yield Piece(value, "quiet" if answer is None and not typed else "said")
    for box in boxes_of(row.question, answer, width, glyphs):
        meta = {} if box.answer is None else {"answer": box.answer}
        yield Piece(box.text, _look_of(box), meta)
    if row.question is not None:
        if not before:  # its column is free for what the number stands for
            columns = replace(columns, words=columns.words + columns.before, before=0)
        yield Piece(words_of(row.question, answer, before, columns, glyphs))
    yield Piece(before_of(before, columns, glyphs), "quiet")


def _look_of(box: Box) -> Look:
    """A no is only said: a yes is to be seen at a glance among many of them."""
    if not box.is_chosen:
        return "quiet"
    return "said" if box.answer is False else "chosen"
