"""How a question looks on its line: where its columns stand, and what is in each. Nothing here knows a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from routine_tui.glyphs import ASCII, Glyphs
from routine_tui.model.recovery.check_in import Answer, kind_of, range_of
from routine_tui.model.skin.answers import in_words
from routine_tui.model.skin.questions import CheckInQuestion, QuestionGroup

_POINTER: Final = 3
_HEIGHTS: Final = {"sign": (0, 2, 4, 6, 7), "feeling": (0, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7)}
"""Which of a set's eight heights stands for each number, the same for all numbers of a kind."""


class QuestionRow(Struct, frozen=True):
    """One line: a group's heading, or a question."""

    group: QuestionGroup
    question: CheckInQuestion | None = None


class Columns(Struct, frozen=True):
    """How wide each column is, in cells; one of 0 is not drawn."""

    label: int
    value: int
    cells: int
    """What can be clicked on, with the gap in front of it."""
    before: int

    @property
    def gap(self) -> int:
        """The blank in front of the cells."""
        return 2 if self.cells > 7 else 1


Cell = tuple[str, Answer]
"""A text that can be clicked on, and the answer that it stands for."""


def rows_of(groups: Sequence[QuestionGroup], questions: Sequence[CheckInQuestion]) -> tuple[QuestionRow, ...]:
    """The lines, group after group; a group without a question has none."""
    rows: list[QuestionRow] = []
    for group in groups:
        asked = [QuestionRow(group, one) for one in questions if one.group == group.id]
        rows += [QuestionRow(group), *asked] if asked else []
    return tuple(rows)


def columns_at(width: int) -> Columns:
    """The columns at a width: cells and units get narrow first, then what was answered before goes."""
    value, cells, before = (8, 13, 17) if width >= 68 else (6, 7, 15) if width >= 50 else (5, 7, 0)
    return Columns(width - _POINTER - value - cells - before, value, cells, before)


def label_of(question: CheckInQuestion, columns: Columns, glyphs: Glyphs) -> str:
    """The label in its column."""
    return _fit(question.label, columns.label, glyphs.cut)


def value_of(question: CheckInQuestion, answer: Answer | None, typed: str, columns: Columns, glyphs: Glyphs) -> str:
    """The answer, flush right: what is being typed, else the answer, else the open dot."""
    if typed:
        said = f"{typed}_"
    elif answer is None:
        said = glyphs.open
    else:
        said = in_words(question.id, answer, _degree(glyphs)).removesuffix(" days").removesuffix(" day")
        said = said if len(said) < columns.value else said.split()[0]
    return said[-columns.value :].rjust(columns.value)


def before_of(said: str, columns: Columns, glyphs: Glyphs) -> str:
    """What was answered before, in its column."""
    return _fit(f"  {said}" if said else "", columns.before, glyphs.cut)


def cells_of(question: CheckInQuestion, answer: Answer | None, columns: Columns, glyphs: Glyphs) -> Iterator[Cell]:
    """What can be clicked on to answer, left to right; a bar for signs and feelings, words for yes and no."""
    kind, wide = kind_of(question.id), columns.gap > 1
    if kind == "yes_no":
        yield from ((" yes ", True), (" no ", False)) if wide else (("y  ", True), ("n ", False))
    elif kind == "phototype":
        yield from ((f"{number} " if wide else f"{number}", number) for number in range(1, 7))
    elif kind in _HEIGHTS and (wide or kind == "sign"):
        least, most = range_of(question.id)
        for number in range(least, most + 1):
            reached = answer is not None and number <= answer
            sign = glyphs.bars[_HEIGHTS[kind][number]] if reached else glyphs.open
            yield sign * (2 if wide and kind == "sign" else 1), number


def heading_of(row: QuestionRow, width: int) -> tuple[str, str]:
    """A heading and its hint, as far as there is room."""
    hint = f"  {row.group.hint}"
    return f" {row.group.label}", hint if 1 + cell_len(row.group.label) + cell_len(hint) <= width else ""


def keys_of(question: CheckInQuestion, more_to_say_no_to: bool, glyphs: Glyphs) -> str:
    """How to answer, in a few words."""
    kind, dot = kind_of(question.id), f" {glyphs.dot} "
    ways: Mapping[str, tuple[str, ...]] = {
        "sign": ("0 to 4", ". not answered"),
        "feeling": ("0 to 9, x for 10", ". not answered"),
        "phototype": ("1 to 6", ". not answered"),
        "temperature": ("38.2 or 100.8f, then enter",),
        "days": ("a number, then enter",),
        "year": ("a year, then enter",),
        "yes_no": ("y yes", "n no"),
    }
    rest = ("N no to the rest",) if more_to_say_no_to else (". not answered",) if kind == "yes_no" else ()
    return dot.join((*ways[kind], *rest))


def _degree(glyphs: Glyphs) -> str:
    return " C" if glyphs is ASCII else " °C"


def _fit(text: str, size: int, cut: str) -> str:
    """A text in a column, with a sign where it is cut."""
    return set_cell_size(text if cell_len(text) <= size else set_cell_size(text, max(0, size - 1)) + cut, size)
