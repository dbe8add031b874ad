"""What a register is called, and of which day it is, for a person who reads the list of changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from routine_tui.facts.care import fields
from routine_tui.facts.skin import questions
from routine_tui.model.care.record_letter import STATE_WORDS
from routine_tui.model.recovery.answers import MOOD
from routine_tui.model.recovery.weeks import OF_MOOD
from routine_tui.store.document_parts import GONE, NAMED, Document, Table
from routine_tui.store.storage import Tables

_KINDS: Final[Mapping[str, str]] = {
    "recovery": "recovery", "steps": "step", "pauses": "pause", "products": "product", "photos": "photo",
    "clearances": "clinician's word", "profile": "profile", "visits": "visit", "questions": "question",
    "courses": "treatment", "procedures": "procedure", "sessions": "session", "background": "history",
    "contacts": "contact", "papers": "paper",
}  # fmt: skip
_TITLES: Final = ("label", "name", "text", "who", "file", "item")
"""Fields that tell one thing from another of its kind, the first one that says something."""
_DAYS: Final = ("day", "asked_on", "first_day")
LONGEST_TITLE: Final = 40
WEEK_LABELS: Final = {
    "home": "days at home", "off": "days off work", "nights": "bad nights", "looking": "time spent looking",
    "other": "what somebody trusted sees",
}  # fmt: skip


class ChangeNames:
    """Names for the registers of one recovery's tables."""

    def __init__(self, tables: Tables) -> None:
        self._rows: dict[tuple[str, Any], Document] = {
            (table, row["id"] if table in NAMED else int(number)): row
            for table, rows in tables.items()
            if table in _KINDS or table == "days"
            for number, row in rows.items()
        }
        self._labels = {one.id: one.label for one in questions()}
        self._fields = {one.id: one.label for one in fields()}
        told = {row["id"]: bool(row.get("private")) for row in tables.get("background", {}).values()}
        private = [one for one in fields() if told.get(one.id, one.private)]
        self._private = {name for one in private for name in one.profile}
        self._home = {name: one for one in fields() for name in one.profile}

    def day(self, table: Table, key: str | int, name: str) -> date | None:
        """The day that a register is about; None for none."""
        if table == "days":
            return date.fromordinal(int(key))
        if table == "steps":
            return _as_day(name[:10])
        if table == "recovery" and name.startswith(("week ", "quiet ")):
            return _as_day(name.split()[1])
        row = self._rows.get((table, key), {})
        return next((day for field in _DAYS if (day := _as_day(str(row.get(field, ""))[:10]))), None)

    def what(self, table: Table, key: str | int, name: str) -> str:
        """What a register is, in words: ``Moisturiser, evening``, ``check-in at 10:00, Redness``."""
        if table == "days":
            return self._of_day(name)
        if table == "recovery" and name.startswith("week "):
            return f"week, {WEEK_LABELS.get(name.rsplit(maxsplit=1)[-1], name)}"
        if table == "recovery" and name.startswith("quiet "):
            return "looking less"
        row = self._rows.get((table, key), {})
        title = next((str(row[field]) for field in _TITLES if row.get(field)), "" if table == "recovery" else str(key))
        if table == "steps":
            title = self._step(str(key))
        thing = f"{_KINDS[table]} {' '.join(title.split())[:LONGEST_TITLE]}".strip()
        field = name.replace("_", " ")
        if table == "background":
            thing = self._fields.get(str(key), str(key))
            if name.startswith("text"):
                return thing
        return f"{thing}: {'deleted' if name == GONE else field}"

    def value(self, table: Table, name: str, value: Any) -> Any:
        """A value as it was chosen: what the file calls ``refused`` was chosen as ``not given``."""
        is_state = table == "background" and name == "state" and isinstance(value, str)
        return STATE_WORDS.get(value, value) if is_state else value

    def is_private(self, table: Table, key: str | int, name: str) -> bool:
        """Whether a register is of something that is marked private; of the profile, what stands under such a field."""
        if table == "profile":
            return key in self._private
        return bool(self._rows.get((table, key), {}).get("private"))

    def private_home(self, table: Table, key: str | int) -> tuple[tuple[Table, str | int], bool]:
        """Where it is said whether something is private, and whether it is so while nobody said: of the profile both
        follow from the field that asks for it.
        """
        field = self._home.get(str(key)) if table == "profile" else None
        return (("background", field.id), field.private) if field else ((table, key), False)

    def is_of_mood(self, table: Table, name: str) -> bool:
        """Whether a register is an answer about low mood or self-harm, or how long somebody looked at the skin."""
        if table == "recovery":
            return name.startswith("quiet ") or (name.startswith("week ") and name.endswith(f" {OF_MOOD}"))
        return table == "days" and name.startswith("skin") and name.partition(":")[2].partition("@")[0] in MOOD

    def _of_day(self, name: str) -> str:
        kind, _, rest = name.partition(":")
        if kind == "note":
            return "note of the day"
        if kind in ("mark", "words", "taken"):
            step = self._step(rest.rpartition("@")[0] if kind == "taken" else rest)
            return {"mark": step, "words": f"{step}, note", "taken": f"{step}, times"}[kind]
        told, _, at = name.rpartition("@")
        look = f"check-in at {datetime.fromisoformat(at):%H:%M}" if at else "check-in"
        _, _, question = told.partition(":")
        label = self._labels.get(question, question)
        if told == "skin note":
            return f"{look}, note"
        return f"{look}, {label}{', place' if told.startswith('skin place') else ''}"

    def _step(self, step_id: str) -> str:
        versions = self._rows.get(("steps", step_id), {}).get("versions", ())
        return f"{versions[-1]['name']}, {versions[-1]['slot']}" if versions else step_id


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
