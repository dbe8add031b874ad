"""Which column of a simple table says what: told by its header, by what is in it, by the person, or asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from routine_tui.importers.days import Order, day_in, is_day, orders_of, spreadsheet_day
from routine_tui.model.errors import BadInput
from routine_tui.model.import_errors import BadSource, NoDays, Unclear, UnclearColumn, UnclearOrder, UnclearOrNone
from routine_tui.model.text import clipped, listed

NEEDED: Final = {
    "DATE": ("date", "day", "calendardate", "datum", "fecha", "datetime", "timestamp", "when"),
    "STEP": (
        "step", "habit", "name", "habitname", "task", "title", "activity", "item", "schritt", "gewohnheit", "aufgabe",
        "étape", "etape", "habitude", "tâche", "tache", "paso", "hábito", "habito", "tarea", "passo", "abitudine",
        "attività", "tarefa", "stap", "gewoonte", "taak",
    ),
    "STATE": (
        "state", "status", "done", "value", "result", "completed", "complete", "checked", "check", "answer",
        "zustand", "erledigt", "gemacht", "statut", "état", "etat", "fait", "estado", "hecho", "stato", "fatto",
        "feito", "gedaan",
    ),
}  # fmt: skip
"""What a table has to say, each with the names that a column of it goes by."""
PERHAPS: Final = {
    "NOTE": (
        "note", "notes", "comment", "comments", "commenttext", "remark", "remarks", "kommentar", "kommentare",
        "bemerkung", "bemerkungen", "notiz", "notizen", "anmerkung", "anmerkungen", "commentaire", "commentaires",
        "remarque", "remarques", "comentario", "comentarios", "nota", "notas", "opmerking", "opmerkingen",
    ),
    "TIME": ("at", "time", "time of day", "hour", "clock", "uhrzeit", "zeit", "heure", "hora", "ora", "tijd"),
    "SLOT": ("slot", "part of the day", "section"),
    "KIND": ("kind",),
    "REASON": ("reason", "why"),
    "AMOUNT": (
        "amount", "quantity", "unit amount", "dose", "dosage", "menge", "dosis", "quantité", "cantidad", "quantità",
        "quantidade", "hoeveelheid",
    ),
}  # fmt: skip
"""What it may say besides."""
NONE: Final = "-"
"""Stands for a column that is not there."""
ORDER: Final = "ORDER"
ORDERS: Final[dict[Order, str]] = {"DMY": "day first", "MDY": "month first", "YMD": "year first"}
WORDS: Final = ("DONE", "SKIPPED", "NOT")
"""Keys that name words in the column of the state, for words that are not known."""
KEYS: Final = (*NEEDED, *PERHAPS, ORDER, *WORDS)
_NONE_MEANS: Final = {
    "STEP": "the column that says whether it was done has the step's name",
    "STATE": "each row is something done",
}
"""What a table says in which no column is it."""
_FEW_NAMES: Final = 12
"""So many different names may a column have, however few rows there are."""
_LOOKED_AT: Final = 500
"""Rows that are looked at to tell what a column holds."""


def order_in(days: Sequence[str], column: str, mapping: Mapping[str, str]) -> Order:
    """In which order a column of days is written: ``DMY``, ``MDY`` or ``YMD``, by the whole of it.

    Raises BadSource where none is a day or they do not go together, UnclearOrder where several orders give days, and
    other ones.
    """
    if not any(is_day(day) or spreadsheet_day(day) for day in days):
        raise NoDays(f"the column “{clipped(column, 60)}”")
    if ORDER in mapping:
        return next(order for order in ORDERS if order == mapping[ORDER])
    orders = orders_of(days)
    if not orders.possible:
        raise BadSource(
            f"has dates in the column “{clipped(column, 60)}” of which some start with the day and some with the "
            "month: write them all the same way, best as 2026-11-22."
        )
    if orders.differ:
        example = next(day for day in days if len({day_in(day, order) for order in orders.possible}) > 1)
        readings = [(order, day_in(example, order)) for order in orders.possible]
        choices = [(order, f"{ORDERS[order]}: {day}") for order, day in readings]
        raise UnclearOrder(
            clipped(example, 20),
            clipped(column, 60),
            choices,
            listed([f"ORDER={order} for {day}" for order, day in readings], "or"),
        )
    return orders.possible[0]


class ColumnTable:
    """A table with its columns, and which of them says what."""

    def __init__(
        self, rows: Sequence[Sequence[str]], mapping: Mapping[str, str], is_state: Callable[[str], bool]
    ) -> None:
        self.has_header = not any(map(is_day, rows[0]))
        width = max(len(row) for row in rows[:_LOOKED_AT])
        header = [cell.strip() for cell in rows[0]] if self.has_header else []
        self.names = [
            header[place] if place < len(header) and header[place] else str(place + 1) for place in range(width)
        ]
        self.rows = rows[1:] if self.has_header else rows
        self._mapping = mapping
        self._is_state = is_state
        self.places = self._places()
        self.step = self._step_of_state()
        """The step of every row, where the column of the state has its name; else empty."""
        self.further = [] if "NOTE" in mapping else self._further_notes()

    def cell(self, row: Sequence[str], key: str) -> str:
        """What a row says in the column of a key; empty where there is none."""
        place = self.places.get(key)
        return row[place].strip() if place is not None and place < len(row) else ""

    def notes_besides(self, row: Sequence[str]) -> list[str]:
        """What a row says in further columns of notes; nothing where the person named the only one."""
        return [row[place].strip() for place in self.further if place < len(row)]

    def is_short(self, row: Sequence[str]) -> bool:
        """Whether a row ends before it says its state, as the last one of a table that was cut short does."""
        return self.places.get("STATE", -1) >= len(row)

    def column(self, key: str) -> list[str]:
        """All that a column of a key says."""
        return [self.cell(row, key) for row in self.rows]

    def _places(self) -> dict[str, int]:
        places = {key: place for key in (*NEEDED, *PERHAPS) if (place := self._named(key)) is not None}
        for key in (*NEEDED, *PERHAPS):
            if key not in places and key not in self._mapping and (place := self._by_header(key, places)) is not None:
                places[key] = place
        for key in NEEDED:
            if key not in places and self._mapping.get(key) != NONE:
                places[key] = self._by_content(key, places)
        return places

    def _step_of_state(self) -> str:
        if self._mapping.get("STEP") != NONE:
            return ""
        place = self.places.get("STATE")
        if place is None or not self.has_header:
            raise BadSource("has no column of a state whose name could be that of the step", "name that column")
        return self.names[place]

    def _named(self, key: str) -> int | None:
        """The column that the person named, by its name or by its number from 1."""
        wanted = self._mapping.get(key)
        if wanted is None or (wanted == NONE and key != "DATE"):
            return None
        for place, name in enumerate(self.names):
            if name.casefold() == wanted.strip().casefold():
                return place
        if re.fullmatch(r"[1-9][0-9]{0,2}", wanted.strip()) and int(wanted) <= len(self.names):
            return int(wanted) - 1
        raise BadSource(f"has no column “{clipped(wanted, 60)}”: there are {self._all()}.")

    def _by_header(self, key: str, taken: Mapping[str, int]) -> int | None:
        """The column whose name says what it is; the first word of those known wins over a later one."""
        lowered = [name.casefold().replace("_", " ") for name in self.names]
        for word in {**NEEDED, **PERHAPS}[key]:
            found = [place for place, name in enumerate(lowered) if name == word and place not in taken.values()]
            if len(found) == 1:
                return found[0]
        return None

    def _further_notes(self) -> list[int]:
        lowered = [name.casefold() for name in self.names]
        left = [place for place in range(len(lowered)) if place not in self.places.values()]
        return [place for place in left if lowered[place] in PERHAPS["NOTE"]]

    def _by_content(self, key: str, taken: Mapping[str, int]) -> int:
        """The only column that can be it. Raises Unclear where that is none or several, or would be a second guess."""
        left = [place for place in range(len(self.names)) if place not in taken.values()]
        fitting = [place for place in left if self._fits(key, place)]
        is_second = key == "STEP" and "STATE" not in taken and self._mapping.get("STATE") != NONE
        if is_second:
            fitting = [place for place in fitting if not self._fits("STATE", place)]
        if len(fitting) == 1 and not is_second and (key != "STEP" or self._are_names(fitting[0])):
            return fitting[0]
        raise self._unclear(key, fitting if len(fitting) > 1 else left)

    def _are_names(self, place: int) -> bool:
        """Whether what a column says comes again and again, as names of steps do and remarks do not."""
        cells = [row[place].strip() for row in self.rows[:_LOOKED_AT] if place < len(row)]
        return len(set(cells)) <= max(_FEW_NAMES, len(cells) // 2)

    def _fits(self, key: str, place: int) -> bool:
        cells = [row[place].strip() for row in self.rows[:_LOOKED_AT] if place < len(row) and row[place].strip()]
        if not cells:
            return False
        has_days = all(map(is_day, cells))
        return has_days if key == "DATE" else not has_days and (key == "STEP" or all(map(self._is_state, cells)))

    def _unclear(self, key: str, places: Iterable[int]) -> Unclear:
        choices = [(self._called(place), self._example(place)) for place in places]
        if key in _NONE_MEANS:
            choices.append((NONE, f"none of them: {_NONE_MEANS[key]}"))
            sought = {"STEP": "the step", "STATE": "whether it was done"}[key]
            return UnclearOrNone(key, sought, choices, self._all(), _NONE_MEANS[key])
        return UnclearColumn(key, "the day", choices, self._all())

    def _called(self, place: int) -> str:
        """A column as a mapping names it: by its number where another one has its name."""
        return self.names[place] if self.names.count(self.names[place]) == 1 else str(place + 1)

    def _example(self, place: int) -> str:
        cells = (row[place].strip() for row in self.rows[:_LOOKED_AT] if place < len(row))
        return ", ".join(clipped(cell, 20) for cell in list(dict.fromkeys(filter(None, cells)))[:3])

    def _all(self) -> str:
        shown = [f"“{clipped(name, 30)}”" for name in self.names[:12]]
        return listed([*shown, f"{len(self.names) - 12} more"] if len(self.names) > 12 else shown)


def read_mapping(texts: Iterable[str]) -> dict[str, str]:
    """A mapping as it is typed, ``DATE=Tag,STEP=2``, by its keys. Raises BadInput for a key that there is not."""
    mapping: dict[str, str] = {}
    for piece in (piece for text in texts for piece in text.split(",") if piece.strip()):
        key, sign, value = piece.partition("=")
        name = key.strip().upper()
        if name not in KEYS or not sign or not value.strip():
            raise BadInput(
                f"“{clipped(piece.strip(), 60)}” can't be used: write KEY=COLUMN, with {listed(KEYS, 'or')}."
            )
        mapping[name] = value.strip()
    if mapping.get(ORDER, "DMY").upper() not in ORDERS:
        raise BadInput(f"ORDER is {listed(list(ORDERS), 'or')}: whether the day, the month or the year comes first.")
    if ORDER in mapping:
        mapping[ORDER] = mapping[ORDER].upper()
    return mapping
