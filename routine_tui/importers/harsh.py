"""harsh: a file of habits, ``Name: FREQ[: YYYY-MM-DD]`` under headings, and a log, ``YYYY-MM-DD : Name : y : …``.

FREQ is 0 (only tracked), N (once in N days), Nw (in N weeks) or T/N (T times in N days); the day is the last one. A
line of the log has a comment and an amount after the state, each perhaps empty. harsh drops a line whose comment holds
the separator, and glues the next entry to a log that ends without a line break; here neither loses anything. Of two
lines for one day the later counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from routine_tui.importers.days import iso_day
from routine_tui.importers.found import ImportedData, Losses, Record
from routine_tui.importers.lines import STATES, PlannedHabit, first_lines, imported_from_lines, lines_of
from routine_tui.importers.often import AS_NEEDED, Often, often
from routine_tui.importers.texts import amount_words, note_of, number_in

_BETWEEN: Final = " : "
_HABIT: Final = re.compile(
    r"(?P<name>.*?\S)\s*: +(?:(?P<times>[0-9]{1,4})/(?P<span>[0-9]{1,4})|(?P<count>[0-9]{1,4})(?P<weeks>w?))"
    r"\s*(?:: +(?P<end>[0-9]{4}-[0-9]{2}-[0-9]{2})?\s*)?"
)
_GLUED: Final = re.compile(r"(?<=.)(?=[0-9]{4}-[0-9]{2}-[0-9]{2} : (?:(?! : ).)+ : [yns](?:\s| :|$))")


def is_log(text: str) -> bool:
    """Whether a text is a log: an entry is among its first lines."""
    entries = (_entry(line, Losses()) for line in first_lines(text))
    return any(entry is not None and entry[1].state != "unknown" for entry in entries)


def is_habits(text: str) -> bool:
    """Whether a text is a file of habits: most of its first lines are, headings apart."""
    lines = [line for line in first_lines(text) if not line.startswith("!")]
    return 2 * sum(bool(_HABIT.fullmatch(line)) for line in lines) > len(lines)


def read(habits: str | None, log: str | None) -> ImportedData:
    """What the two files hold, one of which may not be there. Raises BadInput where that is nothing."""
    losses = Losses()
    planned, entries = _planned(habits or "", losses), _entries(log or "", losses)
    return imported_from_lines("harsh", habits, log, planned, entries, losses)


def _planned(text: str, losses: Losses) -> Iterator[PlannedHabit]:
    heading = ""
    for line in lines_of(text):
        if line.startswith("!"):
            heading = line.removeprefix("!").strip()
        elif match := _HABIT.fullmatch(line):
            end = iso_day(match["end"]) if match["end"] else None
            yield PlannedHabit(match["name"].strip(), _often(match, losses), heading, end)
        else:
            losses["unreadable"] += 1


def _often(match: re.Match[str], losses: Losses) -> Often:
    if match["times"]:
        return often(int(match["times"]), int(match["span"]), losses)
    days = int(match["count"]) * (7 if match["weeks"] else 1)
    return often(1, days, losses) if days else AS_NEEDED


def _entries(text: str, losses: Losses) -> Iterator[tuple[str, Record]]:
    for line in lines_of(text):
        for piece in _GLUED.split(line):
            if entry := _entry(piece, losses):
                losses["words"] += entry[1].state == "unknown"
                yield entry
            else:
                losses["unreadable"] += 1


def _entry(line: str, losses: Losses) -> tuple[str, Record] | None:
    whole = f"{line} " if line.endswith(" :") else line  # an editor took the blank at the end away
    fields = [field.strip() for field in whole.split(_BETWEEN)]
    day = iso_day(fields[0])
    if len(fields) < 3 or not fields[1] or day is None:
        return None
    comment, amount = _comment(fields[3:])
    state = STATES.get(fields[2], "unknown")
    if state == "unknown" and not (comment or amount):
        return None
    return fields[1], Record(day, state, note_of(comment, losses), amount)


def _comment(fields: list[str]) -> tuple[str, str]:
    """Comment and amount of an entry; a comment that holds the separator is put together again."""
    if len(fields) < 2:
        return "".join(fields), ""
    value = number_in(fields[-1])
    if value is None and fields[-1]:
        return _BETWEEN.join(fields), ""
    return _BETWEEN.join(fields[:-1]), amount_words(value) if value else ""
