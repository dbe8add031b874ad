"""Every check-in as a table, and each sign as a line: the text twin of the charts."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import Final

from routine_tui.cli.session import CliSession, columns
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_in_table import YES_TO, table
from routine_tui.model.skin.trends import (
    LABELS,
    Chart,
    change_words,
    charted,
    column_words,
    event_words,
    events,
    logged,
    series,
    spark,
)

WIDTH: Final = 80
"""Cells of a line where that can be had."""
LEAST: Final = 20
"""The fewest cells that a column of words needs."""
SHORT: Final = 4
"""How many letters of a heading there are where so much was answered that whole ones have no room."""
LINE: Final = 42
"""The most cells of a sparkline: a name before it and words after it fit in 80 with it."""
LEGENDS: Final = {
    "Temp": "Temp in Celsius.",
    YES_TO: "Yes to: the names that routine-tui skin uses.",
}
"""What a column needs said."""


def table_lines(session: CliSession, recovery: Recovery, today: date) -> list[str]:
    """The lines of ``routine-tui skin --table``: every check-in, then how each sign went, then what was introduced."""
    header, rows = table(recovery, today)
    if not rows:
        return ["No check-ins yet: make one, e.g. routine-tui skin redness=2."]
    lines = _aligned(header, rows)
    lines[0] = session.paint(lines[0], bold=True)
    lines += ["", *_trend_lines(session, recovery, today)]
    begun = [event_words(event, today) for event in events(recovery) if recovery.contains(event.day)]
    if begun:
        lines += ["", *(f"{session.glyphs.event} {words}" for words in begun)]
    return [*lines, "", session.paint(_legend(header), dim=True)]


def _legend(header: tuple[str, ...]) -> str:
    """What a reader has to know, and nothing of columns that are not there."""
    return " ".join(["Blank: not answered, which isn't zero.", *(LEGENDS[one] for one in header if one in LEGENDS)])


def _aligned(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """The table, aligned to the right, within 80 cells.

    What is answered yes stands last and goes on below; where it has little room, all of it stands below its row.
    """
    last = header[-1] == YES_TO
    count = len(header) - last
    if sum(max(len(row[k]) for row in [header, *rows]) for k in range(count)) + count - 1 > WIDTH:
        header = (*(one[:SHORT] for one in header[:count]), *header[count:])
    widths = [max(len(row[k]) for row in [header, *rows]) for k in range(count)]
    gap = "  " if sum(widths) + 2 * (count - 1) <= WIDTH - (LEAST + 2) * last else " "
    room = WIDTH - sum(widths) - len(gap) * (count - 1) - 2
    lines = []
    for row in [header, *rows]:
        line = gap.join(row[k].rjust(widths[k]) for k in range(count))
        said = row[-1] if last else ""
        if room >= LEAST:
            parts = wrap(said, room) or [""]
            lines += [f"{' ' * len(line) if k else line}  {part}".rstrip() for k, part in enumerate(parts)]
        else:
            below = wrap(f"{YES_TO.lower()}: {said}", WIDTH - 8) if said and row is not header else []
            lines += [line.rstrip(), *(f"        {part}" for part in below)]
    return lines


def _trend_lines(session: CliSession, recovery: Recovery, today: date) -> list[str]:
    charts = [charted(recovery, name, today, LINE, so_far=True) for name in logged(recovery)]
    rows = [_trend_row(session, recovery, chart, today) for chart in charts]
    if not rows:
        return []
    span = f"Each line runs from D0 to D{recovery.offset(recovery.nearest(today))}; {session.glyphs.open} not logged."
    ten = "X is 10." if not session.is_unicode and any(chart.most > 9 for chart in charts) else ""
    return [*columns(rows, widest=LINE), " ".join(part for part in (span, ten, column_words(charts[0])) if part)]


def _trend_row(session: CliSession, recovery: Recovery, chart: Chart, today: date) -> tuple[str, ...]:
    words = change_words(series(recovery, chart.name), today)
    return LABELS[chart.name], spark(chart, session.glyphs.level, session.glyphs.open), words
