"""What can still be read of a file that is not whole: days, and single marks and answers where a day is cut or torn.

Of the shelf, the pictures, care, a clinician's words and the profile it is what stands before the first tear in each.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final, TypeVar

import msgspec
from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import NAMES, PROFILE, RENAMED, Answer, require_answer
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn, Look, as_looks
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day, Mark
from routine_tui.model.recovery.paper import Paper
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.procedure import Procedure, Session
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.store.document_parts import GONE

Found = TypeVar(
    "Found", Day, Mark, Product, Photo, ClinicianOverride, Visit, Question, Course, Procedure, Session,
    BackgroundAnswer, Contact, Paper,
)  # fmt: skip
_DAY: Final = re.compile(r'\{\s*"day"\s*:\s*"(\d{4}-\d\d-\d\d)"')
_MARK: Final = re.compile(r'"([^"\\]{1,200})"\s*:\s*(\{\s*"state"[^{}]{0,50000}\})')
_NOTE: Final = re.compile(r'\}\s*,\s*"note"\s*:\s*("(?:[^"\\]|\\.){0,50000}")')
_SKIN: Final = re.compile(r'"skin"\s*:\s*\{\s*"(looks|answers)"')
_LOOK: Final = re.compile(r'(?:"at"\s*:\s*"([^"\\]{1,60})"\s*,\s*)?"answers"\s*:\s*\{([^{}]{0,20000}\}?)')
_ANSWER: Final = re.compile(r'"([a-z_]{1,40})"\s*:\s*(true|false|\d{1,3}(?:\.\d{1,9})?)\s*(?=[,}])')
_SKIN_NOTE: Final = re.compile(r'\s*,(?:\s*"at"\s*:\s*"[^"]{0,99}"\s*,)?\s*"note"\s*:\s*("(?:[^"\\]|\\.){0,50000}")')
_DAYS: Final = re.compile(r'"days"\s*:\s*\{')
_ROW: Final = re.compile(r'\s*,?\s*"\d{1,9}"\s*:\s*(?=\{)')
_HISTORY: Final = re.compile(r'"history"\s*:\s*\{')


def readable_days(written: bytes) -> dict[date, Day]:
    """The days that can be read in what is left of a file, whole or in part; what was undone is not among them."""
    text = written.decode("utf-8", "replace")
    days = _DAYS.search(text)
    begin = days.start() if days else 0
    if history := _HISTORY.search(text, begin):  # it holds days as they were before
        text = text[: history.start()]
    starts = list(_DAY.finditer(text, begin))
    ends = [*(start.start() for start in starts), len(text)][1:]
    found: dict[date, Day] = {}
    for start, end in zip(starts, ends, strict=True):
        with contextlib.suppress(ValueError):  # a day that is in no calendar
            day = date.fromisoformat(start[1])
            found.setdefault(day, _day(day, text[start.start() : end]))  # what stands later is a day as it was before
    return {day: record for day, record in found.items() if not record.is_empty}


def readable_things(written: bytes, known: Recovery) -> Recovery:
    """A known recovery with the things that can be read by their ids, and the profile, and no others."""
    text = written.decode("utf-8", "replace")
    profile = {row["id"]: row["value"] for row in _rows(text, "profile") if _is_trait(row)}
    return replace(
        known,
        products=tuple(_all_of(text, "products", Product)),
        photos=tuple(_all_of(text, "photos", Photo)),
        clearances=tuple(_all_of(text, "clearances", ClinicianOverride)),
        profile=profile,
        care=Care(
            tuple(_all_of(text, "visits", Visit)),
            tuple(_all_of(text, "questions", Question)),
            tuple(_all_of(text, "courses", Course)),
            tuple(_all_of(text, "procedures", Procedure)),
            tuple(_all_of(text, "sessions", Session)),
            tuple(_all_of(text, "background", BackgroundAnswer)),
            tuple(_all_of(text, "contacts", Contact)),
            tuple(_all_of(text, "papers", Paper)),
        ),
    )


def _all_of(text: str, table: str, kind: type[Found]) -> Iterator[Found]:
    for row in _rows(text, table):
        if (found := _converted(row, kind)) is not None:
            yield found


def _rows(text: str, table: str) -> Iterator[dict[str, Any]]:
    """The documents of a table that are there, up to one that is cut or torn."""
    begin = re.search(rf'"{table}"\s*:\s*\{{', text)
    place = begin.end() if begin else len(text)
    with contextlib.suppress(ValueError, RecursionError):
        while row := _ROW.match(text, place):
            document, place = json.JSONDecoder().raw_decode(text, row.end())
            if not document.get(GONE):
                yield document


def _is_trait(row: dict[str, Any]) -> bool:
    with contextlib.suppress(BadInput):
        if row.get("id") in PROFILE:
            require_answer(row["id"], row.get("value"))
            return True
    return False


def _day(day: date, text: str) -> Day:
    with contextlib.suppress(ValueError, RecursionError, TypeError, AttributeError):
        document, _ = json.JSONDecoder().raw_decode(text)
        if "answers" in document.get("skin", {}):
            document["skin"] = as_looks(document["skin"])
        record = _converted(document, Day)
        if record is not None and record.day == day and all(mark.at.tzinfo for mark in record.marks.values()):
            return record
    skin = _SKIN.search(text)
    head = text[: skin.start()] if skin else text
    marks = {name: mark for name, words in _MARK.findall(head) if (mark := _mark(words)) is not None}
    looks = tuple(_looks(text, skin)) if skin else ()
    return Day(day, marks, _text(_NOTE.search(head)), CheckIn(looks) if looks else None)


def _looks(text: str, skin: re.Match[str]) -> Iterator[Look]:
    """The looks of a torn day, each with the answers of it that are whole."""
    names = RENAMED if skin[1] == "answers" else {}
    for found in _LOOK.finditer(text, skin.start()):
        answers = _answers(found[2], names)
        look = Look(answers, _moment(found[1]), _text(_SKIN_NOTE.match(text, found.end())))
        if not look.is_empty:
            yield look


def _moment(words: str | None) -> datetime | None:
    with contextlib.suppress(ValueError, TypeError):
        at = datetime.fromisoformat(words or "")
        return at if at.tzinfo else None
    return None


def _answers(words: str, names: Mapping[str, str]) -> dict[str, Answer]:
    """The answers that are whole, by their names now: one whose value is cut off could be another one."""
    found: dict[str, Answer] = {}
    for known, value in _ANSWER.findall(words):
        name = names.get(known, known)
        with contextlib.suppress(BadInput, ValueError):
            answer: Answer = json.loads(value)
            require_answer(name, answer)
            found[name] = answer
    return {name: answer for name, answer in found.items() if name in NAMES}


def _text(found: re.Match[str] | None) -> str:
    if found:
        with contextlib.suppress(ValueError):
            return str(json.loads(found[1]))
    return ""


def _mark(words: str) -> Mark | None:
    with contextlib.suppress(ValueError):
        mark = _converted(json.loads(words), Mark)
        if mark is not None and mark.at.tzinfo is not None:
            return mark
    return None


def _converted(document: Any, kind: type[Found]) -> Found | None:
    with contextlib.suppress(msgspec.ValidationError, BadInput):
        return msgspec.convert(document, kind)
    return None
