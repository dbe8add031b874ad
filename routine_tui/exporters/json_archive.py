"""Everything, versioned and lossless (JSON): the way out for all data, and back in to an equal recovery."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from routine_tui.byte_order import as_utf8
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.calendar_entry import CalendarEntry
from routine_tui.model.recovery.care import KINDS_OF_CARE, Care
from routine_tui.model.recovery.check_in import as_looks
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day, Taking
from routine_tui.model.recovery.integrity import check_integrity
from routine_tui.model.recovery.paper import Paper
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.procedure import Procedure, Session
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.model.recovery.weeks import Quiet, WeekEffect
from routine_tui.model.text import clause_of, json_escaped

FORMAT: Final = "routine-tui"
VERSION: Final = 6
"""The version that this program writes; it reads this one and older ones."""


class _Archive(Struct, frozen=True):
    format: str
    version: int
    recovery: Recovery


def render(summary: Summary) -> str:
    """The recovery as JSON; characters that a terminal would obey are written as escapes, which read back the same."""
    days = dict(sorted(summary.recovery.days.items()))
    encoded = msgspec.json.encode(
        _Archive(FORMAT, VERSION, replace(summary.recovery, days=days)), enc_hook=kinds_of_care
    )
    text = msgspec.json.format(encoded.decode(), indent=2)
    return json_escaped(text) + "\n"


def kinds_of_care(value: object) -> dict[str, object]:
    """Care as an object of its kinds: it is a plain class, which msgspec does not know. Raises NotImplementedError."""
    if not isinstance(value, Care):
        raise NotImplementedError(f"{type(value).__name__} has no place in an archive")
    return {name: getattr(value, name) for name in KINDS_OF_CARE}


def load(text: str | bytes) -> Recovery:
    """The recovery of an archive. Raises BadInput, one sentence, for what is none, is newer, or is not whole."""
    content = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    try:
        found: Any = msgspec.json.decode(as_utf8(content))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(
            "This isn't JSON, so it isn't an export of routine-tui: choose the file that export wrote."
        ) from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BadInput("This JSON isn't an export of routine-tui: choose the file that export wrote.")
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadInput(f"This export is version {version}, from a newer routine-tui: update the program to read it.")
    try:
        recovery = _converted(found)
        if recovery.days and found["version"] < 4:
            recovery = replace(recovery, days={day: _counted(recovery, one) for day, one in recovery.days.items()})
        check_integrity(recovery)
    except (msgspec.ValidationError, BadInput, OverflowError, RecursionError) as error:
        raise BadInput(f"This export of routine-tui is incomplete: {clause_of(error)}.") from error
    return recovery


def _counted(recovery: Recovery, record: Day) -> Day:
    """A day of an older export, with the moment of what may be taken several times a day."""
    steps = {step.id: step.on_or_first(record.day) for step in recovery.routine.steps}
    marks = {
        step_id: replace(mark, taken=(Taking(mark.at, int(mark.amount or 1)),))
        if mark.state == "done" and step_id in steps and steps[step_id].most_per_day > 1
        else mark
        for step_id, mark in record.marks.items()
    }
    return replace(record, marks=marks)


def _look_once(about: dict[str, Any]) -> None:
    """Make the check-in of each day its one look, as it is in exports of version 5."""
    days = about.get("days")
    for day in days.values() if isinstance(days, dict) else ():
        if isinstance(day, dict) and isinstance(day.get("skin"), dict):
            day["skin"] = as_looks(day["skin"])


def _converted(found: dict[str, Any]) -> Recovery:
    """The recovery in an archive; the things whose kinds it does not import are converted here."""
    about = found.get("recovery")
    if not isinstance(about, dict):
        return msgspec.convert(found, _Archive).recovery
    if found.get("version") in range(5):
        _look_once(about)
    names = ("products", "photos", "clearances", "calendar", "weeks", "quiet")
    products, photos, clearances, calendar, weeks, quiet = (about.pop(name, []) for name in names)
    care = about.pop("care", {})
    if not isinstance(care, dict):
        raise BadInput("its care isn't a table.")
    return replace(
        msgspec.convert(found, _Archive).recovery,
        products=msgspec.convert(products, tuple[Product, ...]),
        photos=msgspec.convert(photos, tuple[Photo, ...]),
        clearances=msgspec.convert(clearances, tuple[ClinicianOverride, ...]),
        calendar=msgspec.convert(calendar, tuple[CalendarEntry, ...]),
        weeks=msgspec.convert(weeks, tuple[WeekEffect, ...]),
        quiet=msgspec.convert(quiet, tuple[Quiet, ...]),
        care=Care(
            msgspec.convert(care.get("visits", []), tuple[Visit, ...]),
            msgspec.convert(care.get("questions", []), tuple[Question, ...]),
            msgspec.convert(care.get("courses", []), tuple[Course, ...]),
            msgspec.convert(care.get("procedures", []), tuple[Procedure, ...]),
            msgspec.convert(care.get("sessions", []), tuple[Session, ...]),
            msgspec.convert(care.get("background", []), tuple[BackgroundAnswer, ...]),
            msgspec.convert(care.get("contacts", []), tuple[Contact, ...]),
            msgspec.convert(care.get("papers", []), tuple[Paper, ...]),
        ),
    )
