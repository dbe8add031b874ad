"""The page to share, free of any format: what it says, block by block, in the order in which it is read.

Every format that is handed to somebody draws this: HTML and PDF as a page, Markdown and plain text as words. All text
in it is plain and was made harmless for a terminal (``escapes``); each format does what is left to do for itself.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from routine_tui.exporters.summary.shown_photos import PhotoCopy
from routine_tui.model.day.progress import DayState

Part = Literal["story", "detail", "more"]
"""Where a section stands: on the first side, on the second, or only where somebody asks for more."""


class Paragraph(Struct, frozen=True):
    """A sentence or several."""

    text: str
    quiet: bool = False


class Facts(Struct, frozen=True):
    """Labels with what belongs to each, which may have lines of its own."""

    pairs: tuple[tuple[str, str], ...]
    heading: str = ""
    """Stands above them; empty for none."""


class Alert(Struct, frozen=True):
    """What is to be known before anything else, in a frame."""

    pairs: tuple[tuple[str, str, bool], ...]
    """A label, what belongs to it, and whether it weighs."""
    warnings: tuple[str, ...] = ()


class WritingLines(Struct, frozen=True):
    """Empty lines for a pen."""

    label: str
    count: int


class ListEntry(Struct, frozen=True):
    """One thing in a list: when or by which name, what, and what is said besides. What was typed keeps its lines."""

    when: str
    what: str
    beside: tuple[str, ...] = ()


class Items(Struct, frozen=True):
    """A list, in order."""

    items: tuple[ListEntry, ...]
    is_grave: bool = False
    """Whether it is shortened after other lists, and said of which kind is what is left out of it."""


class TableColumn(Struct, frozen=True):
    """One column of a table."""

    head: str
    width: int
    """Its share of the page in per cent; all of a table's together make the whole."""
    number: bool = False
    """Whether it holds figures, which stand to the right."""


class TableCell(Struct, frozen=True):
    """One field of a table."""

    text: str
    beside: tuple[str, ...] = ()
    """Quieter lines below."""
    share: float | None = None
    """0 to 1, drawn as a bar; None for none."""
    said: str | None = None
    """How it is said where there are no columns, ``21 of 22 done``; empty for not at all, None for as it stands."""


class TableGroup(Struct, frozen=True):
    """Rows of a table under a heading; an empty one for none."""

    heading: str
    rows: tuple[tuple[TableCell, ...], ...]


class Table(Struct, frozen=True):
    """Rows and columns; the first column names the row."""

    label: str
    """What it holds, for who cannot see it."""
    columns: tuple[TableColumn, ...]
    groups: tuple[TableGroup, ...]
    by: str = ""
    """What the headings of its groups are, where they stand in a column."""
    grid: bool = False
    """Whether its fields are short figures, to stand in columns in plain text as well."""
    newest: bool = False
    """Whether its last rows are kept where it is shortened, and not its first."""


class ChartMark(Struct, frozen=True):
    """Something that happened on a day, drawn on the axis of the charts."""

    offset: int
    """Days after day zero."""
    number: int
    """By which the words below name it."""
    words: str


class Curve(Struct, frozen=True):
    """How one sign went: a small chart of its own, on the axis that all share."""

    label: str
    most: int
    """The greatest value there can be; the least is 0."""
    points: tuple[tuple[int, float], ...]
    """Days after day zero with the value of that day."""
    words: str
    """All of it in one sentence, for who cannot see it."""


class Picture(Struct, frozen=True):
    """One picture, with what is said below it."""

    words: str
    """What it shows, and of which day: ``Newest, D21 (23 Mar)``."""
    file: str
    """Its name beside the recovery."""
    caption: str = ""
    """What the person wrote to it; empty for nothing."""
    copy: PhotoCopy | None = None
    """What is drawn of it; None where it was not read, or is not there."""


class Charts(Struct, frozen=True):
    """Small charts on one time axis, which ends with the day of the page."""

    span: str
    """The axis in words: ``D0 to D22 (31 Oct to 22 Nov)``."""
    first: int
    last: int
    """The axis, in days after day zero, both included."""
    ticks: tuple[tuple[int, str], ...]
    """Days on the axis that are named."""
    marks: tuple[ChartMark, ...]
    curves: tuple[Curve, ...]
    left_out: str = ""
    """In words, what of it is not there; only in the PDF."""


class Pictures(Struct, frozen=True):
    """Pictures of one place and light, side by side."""

    pictures: tuple[Picture, ...]
    charts: Charts | None = None
    """The charts, where they stand beside the pictures and not by themselves; only in the PDF."""


class CalendarSquare(Struct, frozen=True):
    """One day of the calendar."""

    day: date
    state: DayState
    today: bool
    events: tuple[str, ...]
    """What happens on it, in words."""
    words: str
    """The day in words, for who cannot see it."""


class WeekRow(Struct, frozen=True):
    """One week of the calendar."""

    label: str
    squares: tuple[CalendarSquare | None, ...]
    """Seven, Monday first; None for a day outside the span."""
    done: str
    """What was done of what was expected, where the week has begun."""
    rest: str
    """What was not done."""


class Calendar(Struct, frozen=True):
    """The window as a picture, a row a week."""

    label: str
    """What it shows, for who cannot see it."""
    weekdays: tuple[str, ...]
    """The names above its columns."""
    weeks: tuple[WeekRow, ...]
    legend: tuple[tuple[str, str], ...]
    """The states that are on it, and ``event`` where there is one, each with its name."""
    beside: str = ""
    """What is said below it."""


Block = Paragraph | Facts | Alert | Items | Table | Charts | Pictures | Calendar | WritingLines


class Section(Struct, frozen=True):
    """Blocks under a heading."""

    id: str
    heading: str
    part: Part
    blocks: tuple[Block, ...]


class Page(Struct, frozen=True):
    """All of it."""

    title: str
    eyebrow: str
    """What it is, above the heading."""
    heading: str
    """Whose it is, or what it is where the name was left out."""
    who: str
    """When the person was born, and the skin type; empty where neither is told."""
    session: str
    """When the session was, and the day of healing: ``Session on 2 Mar 2026 (D0), now D19``."""
    today: str
    """The date of the page."""
    span: str
    """Which days the page tells of, where they are not the whole window; empty otherwise."""
    sections: tuple[Section, ...]
    method: str

    def of(self, *parts: Part) -> tuple[Section, ...]:
        """The sections of some parts, in order."""
        return tuple(section for section in self.sections if section.part in parts)
