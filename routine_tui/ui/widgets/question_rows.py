"""How a question looks on its line: where its columns stand, and what is in each. Nothing here knows a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from rich.cells import cell_len, set_cell_size

from routine_tui.glyphs import ASCII, Glyphs
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.skin.answers import in_words
from routine_tui.model.skin.questions import CheckInQuestion
from routine_tui.ui.widgets.question_keys import SCALES, TYPED, is_same
from routine_tui.ui.widgets.question_list import QuestionRow

POINTER: Final = 3
WIDE: Final = 68
MIDDLE: Final = 50
NARROW: Final = 40
_SCALE_LABEL: Final = 12
_TYPED_VALUE: Final = 8


class Columns(Struct, frozen=True):
    """How wide each column of a row is, in cells; one of 0 is not drawn."""

    label: int
    value: int
    """What is typed; only where something is."""
    boxes: int
    """What can be clicked on."""
    words: int
    """What the chosen number stands for."""
    before: int


class Box(Struct, frozen=True):
    """A text that can be clicked on, and the answer that it stands for; without an answer it is only space."""

    text: str
    answer: Answer | None = None
    is_chosen: bool = False


def columns_of(row: QuestionRow, width: int) -> Columns:
    """The columns of a row at a width; a line of urgent questions takes yes or no, as they do."""
    question = row.question
    kind = question.kind if question else "yes_no"
    before = 20 if width >= WIDE and kind != "choice" else 0
    if question is not None and kind in SCALES:
        boxes = _boxes_width([text for text, _ in _choices(question, width)], width, kind)
        label = min(_SCALE_LABEL, max(8, width - POINTER - boxes))
        words = max(0, width - POINTER - label - boxes - before)
        return Columns(label, 0, boxes, words, before)
    value = _TYPED_VALUE if kind in TYPED else 0
    boxes = _boxes_width(("yes", "no"), width, kind)
    before = before or (16 if width >= MIDDLE and not row.key else 0)
    return Columns(width - POINTER - value - boxes - before, value, boxes, 0, before)


def label_of(row: QuestionRow, size: int, glyphs: Glyphs) -> str:
    """The label in its column, with its key where it has one."""
    said = row.question.label if row.question else row.line.label if row.line else ""
    if row.is_none:
        said = "None of the others" if row.more else "None of these"
    key = f"{row.key}  " if row.key else ""
    return fit(f"{'   ' if row.question and row.line else ''}{key}{said}", size, glyphs.cut)


def value_of(question: CheckInQuestion, answer: Answer | None, typed: str, columns: Columns, glyphs: Glyphs) -> str:
    """What is typed, else the answer, else the open dot, flush right; empty where boxes say it."""
    if not columns.value:
        return ""
    if typed:
        said = f"{typed}_"
    elif answer is None:
        said = glyphs.open
    else:
        said = in_words(question.id, answer, _degree(glyphs)).removesuffix(" days").removesuffix(" day")
    return said[-columns.value :].rjust(columns.value)


def words_of(question: CheckInQuestion, answer: Answer | None, before: str, columns: Columns, glyphs: Glyphs) -> str:
    """What the chosen number stands for; where there is no column for it, what was answered before."""
    has_words = question.kind == "choice" and columns.boxes > 2 * len(question.anchors) + 1  # the boxes are words
    said = "" if has_words else question.words_of(answer)
    if not said and not columns.before and columns.words >= cell_len(before) + 2:
        said = before
    return fit(f"  {said}" if said and columns.words > 6 else "", columns.words, glyphs.cut)


def before_of(said: str, columns: Columns, glyphs: Glyphs) -> str:
    """What was answered before, in its column."""
    words = f"was {said}" if said and columns.before >= 20 else said
    return fit(f"  {words}" if words else "", columns.before, glyphs.cut)


def boxes_of(question: CheckInQuestion | None, answer: Answer | None, width: int, glyphs: Glyphs) -> Iterator[Box]:
    """What can be clicked on to answer, left to right; the chosen one stands in brackets."""
    if question is not None and question.kind in TYPED:
        yield from (Box(" - ", False), Box(" + ", True))  # lower and higher by one
        return
    kind = question.kind if question else "yes_no"
    choices = _choices(question, width)
    chosen = next((place for place, (_, stands_for) in enumerate(choices) if is_same(answer, stands_for)), None)
    left, right = ("<", ">") if glyphs is ASCII else ("[", "]")
    for place, (text, stands_for) in enumerate(choices):
        here = place == chosen
        before = left if here else right if not is_spaced(width, kind) and chosen == place - 1 else " "
        after = (right if here else " ") if is_spaced(width, kind) else ""
        yield Box(f"{before}{text}{after}", stands_for, here)
    if not is_spaced(width, kind):
        yield Box(right if chosen == len(choices) - 1 else " ")


def is_spaced(width: int, kind: str) -> bool:
    """Whether each box has both of its edges; where there is little room, neighbours share one."""
    return kind != "choice" and width >= {"feeling": WIDE, "yes_no": NARROW}.get(kind, MIDDLE)


def keys_of(row: QuestionRow, more_to_say_no_to: bool, glyphs: Glyphs) -> str:
    """How to answer, in a few words."""
    dot = f" {glyphs.dot} "
    if row.question is None:
        return dot.join(("0 none", "1 to 8 open a line", "n no to a line"))
    kind = row.question.kind
    ways: Mapping[str, tuple[str, ...]] = {
        "sign": ("0 to 4", ". not answered"),
        "feeling": ("0 to 9, x for 10", ". not answered"),
        "phototype": ("1 to 6", ". not answered"),
        "choice": (f"1 to {len(row.question.anchors)}", ". not answered"),
        "temperature": ("371 for 37.1, or 100.8f and enter",),
        "days": ("a number, then enter",),
        "year": ("a year, then enter",),
        "yes_no": ("y yes", "n no"),
    }
    if row.line:
        return dot.join(("y yes", "n no", "a to d yes", "0 no to the rest"))
    rest = ("N no to all the rest",) if more_to_say_no_to else (". not answered",) if kind == "yes_no" else ()
    return dot.join((*ways[kind], *rest))


def _choices(question: CheckInQuestion | None, width: int) -> Sequence[tuple[str, Answer]]:
    """What can be chosen, and the answer of each: yes and no, numbers, or the words of a choice where they fit."""
    if question is None or question.kind == "yes_no":
        return ("yes", True), ("no", False)
    least, most = question.range
    numbers = range(least, most + 1)
    room = width - POINTER - _SCALE_LABEL
    if question.kind == "choice" and _boxes_width(question.anchors, width, "choice") <= room:
        return tuple(zip(question.anchors, numbers, strict=True))
    return tuple((str(number), number) for number in numbers)


def _boxes_width(texts: Sequence[str], width: int, kind: str) -> int:
    spaced = is_spaced(width, kind)
    return sum(len(one) + (2 if spaced else 1) for one in texts) + (0 if spaced else 1)


def _degree(glyphs: Glyphs) -> str:
    return " C" if glyphs is ASCII else " °C"


def fit(text: str, size: int, cut: str) -> str:
    """A text in a column, with a sign where it is cut."""
    return set_cell_size(text if cell_len(text) <= size else set_cell_size(text, max(0, size - 1)) + cut, size)
