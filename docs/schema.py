"""Writes the JSON Schema of the lossless export from the model's own types: ``python docs/schema.py``.

Types, defaults and choices are those of the classes; descriptions are their docstrings; ranges are the constants
that the model checks. What a schema cannot say, such as that a mark is for a step that is there, ``import`` says.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import msgspec

from routine_tui.exporters.json_archive import FORMAT, VERSION, kinds_of_care
from routine_tui.model.recovery.answers import COLDEST, HOTTEST, NAMES, PROFILE, TEMPERATURE, kind_of, range_of
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.calendar_entry import CalendarEntry
from routine_tui.model.recovery.care import KINDS_OF_CARE, Care
from routine_tui.model.recovery.check_in import CheckIn, Look, Spoken
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.course import LONGEST_REVIEW, MOST_REVIEWS, Course
from routine_tui.model.recovery.diary import Day, Mark, Pause, Taking
from routine_tui.model.recovery.hours import MOST_HOURS
from routine_tui.model.recovery.paper import Paper
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.procedure import (
    LONGEST_AROUND,
    LONGEST_GAP,
    MOST_SESSIONS,
    Around,
    AroundSince,
    PlannedDay,
    Procedure,
    Session,
)
from routine_tui.model.recovery.product import LONGEST_KEEPING_MONTHS, Product
from routine_tui.model.recovery.recovery import LONGEST_GROWN_DAYS, SHORTEST_WINDOW_DAYS, Expected, Recovery
from routine_tui.model.recovery.routine import MOST_PER_DAY, Routine, Step, StepVersion
from routine_tui.model.recovery.rule import LONGEST_INTERVAL, LONGEST_TEXT, UNITS
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.model.recovery.weeks import Quiet, WeekEffect

FILE: Final = Path(__file__).parent / "schema" / f"export-{VERSION}.json"
KINDS: Final[tuple[type, ...]] = (
    Recovery, Expected, Routine, Step, StepVersion, Schedule, Day, Mark, Taking, CheckIn, Look, Spoken, Pause, Product,
    Photo, ClinicianOverride, Care, Visit, Question, Course, Procedure, AroundSince, Around, Session, PlannedDay,
    BackgroundAnswer, Contact, Paper, CalendarEntry, WeekEffect, Quiet,
)  # fmt: skip
Schema = dict[str, Any]

DEFINED: Final[dict[str, Schema]] = {
    "day": {
        "description": "A local calendar date, as ISO 8601 writes it: 2026-11-22.",
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    },
    "hour": {
        "description": "A time of day on the clock of the place, without an offset: 07:30:00.",
        "type": "string",
        "pattern": "^[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?$",
    },
    "moment": {
        "description": "A real moment with its UTC offset: 2026-11-22T07:42:00+01:00.",
        "type": "string",
        "format": "date-time",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})$",
    },
}
"""Texts that are more than text, by what the model calls their types."""
_TYPES: Final = {"datetime": "moment", "time": "hour", "date": "day"}

HELD: Final[dict[tuple[str, str], str]] = {
    ("Recovery", "products"): "Product",
    ("Recovery", "photos"): "Photo",
    ("Recovery", "clearances"): "ClinicianOverride",
    ("Recovery", "calendar"): "CalendarEntry",
    ("Care", "visits"): "Visit",
    ("Care", "questions"): "Question",
    ("Care", "courses"): "Course",
    ("Care", "procedures"): "Procedure",
    ("Care", "sessions"): "Session",
    ("Care", "background"): "BackgroundAnswer",
    ("Care", "contacts"): "Contact",
    ("Care", "papers"): "Paper",
}
"""What is in the lists of which the model imports the kinds late."""


def between(least: float, most: float) -> Schema:
    """A range, both ends included."""
    return {"minimum": least, "maximum": most}


RANGES: Final[dict[tuple[str, str], Schema]] = {
    ("Recovery", "window_days"): between(SHORTEST_WINDOW_DAYS, LONGEST_GROWN_DAYS),
    ("Step", "versions"): {"minItems": 1},
    ("CheckIn", "looks"): {"minItems": 1},
    ("StepVersion", "most_per_day"): between(0, MOST_PER_DAY),
    ("Schedule", "rule"): {"pattern": f"^FREQ=({'|'.join(UNITS)})(;[A-Z]+=[^;=]+)*$", "maxLength": LONGEST_TEXT},
    ("Schedule", "days_on"): between(1, LONGEST_INTERVAL),
    ("Schedule", "stages"): {"maxLength": LONGEST_TEXT},
    ("Mark", "amount"): between(0, MOST_HOURS),
    ("Product", "keeps_months"): between(1, LONGEST_KEEPING_MONTHS),
    ("Photo", "file"): {"pattern": "^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$"},
    ("Photo", "original"): {"pattern": "^([0-9A-Za-z][0-9A-Za-z._-]{0,99})?$"},
    ("Photo", "sha256"): {"pattern": "^([0-9a-f]{64})?$"},
    ("Paper", "file"): {"pattern": "^[0-9A-Za-z][0-9A-Za-z._-]{0,99}$"},
    ("Paper", "sha256"): {"pattern": "^[0-9a-f]{64}$"},
    ("Course", "reviews"): {"items": {"type": "integer", **between(0, LONGEST_REVIEW)}, "maxItems": MOST_REVIEWS},
    ("Procedure", "count"): between(1, MOST_SESSIONS),
    ("Procedure", "gap_least"): between(1, LONGEST_GAP),
    ("Procedure", "gap_most"): between(1, LONGEST_GAP),
    ("Around", "before"): between(0, LONGEST_AROUND),
    ("Around", "days_after"): between(0, LONGEST_AROUND),
    ("Session", "placed"): {"minItems": 1},
}
"""What the model checks of a field beyond its type."""

WORDS: Final[dict[tuple[str, str], str]] = {
    ("Recovery", "name"): "What the person calls it; “Recovery” where it was left out.",
    ("Recovery", "day_zero"): "The date of the session, D0.",
    ("Recovery", "window_days"): "How many days the window has, with those that it grew by itself.",
    ("Recovery", "routine"): "What is expected.",
    ("Recovery", "photos"): "Which picture is of which day; the pictures themselves are not in the export.",
    ("Step", "id"): "Names the step in marks, pauses and courses.",
    ("StepVersion", "valid_from"): "The first day on which the step is like this.",
    ("StepVersion", "slot"): "The part of the day.",
    ("StepVersion", "kind"): "What kind of thing it is.",
    ("StepVersion", "name"): "What it is called.",
    ("StepVersion", "schedule"): "On which days it is expected.",
    ("StepVersion", "product"): "What is used for it.",
    ("StepVersion", "instructions"): "How it is done.",
    (
        "StepVersion",
        "hours",
    ): "How many hours a day it is worn: “12 hours”, or “12 hours, from 2, 2 more a day, at most 23”; "
    "empty for a step that is only done or not.",
    (
        "Schedule",
        "stages",
    ): "One rule after another: “3 days for 2 weeks, then day for 8 weeks”, with “strong: ” before a "
    "stage that has a name and “, break 8 weeks, 2 times” after the last; empty for one rule throughout.",
    ("Schedule", "rule"): "As RFC 5545 writes it, by the day or coarser.",
    ("Schedule", "last_day"): "The last day, included; null for open.",
    ("Schedule", "days_on"): "How many days in a row each occurrence lasts.",
    ("Day", "day"): "The same as the key that it stands under.",
    ("Day", "note"): "What was written about the day.",
    ("Day", "skin"): "The day's check-in; null for none.",
    ("Mark", "state"): "Whether it was done or skipped.",
    ("Mark", "reason"): "Why it was skipped.",
    ("Mark", "note"): "What was written beside it.",
    ("Look", "note"): "What was written beside it.",
    ("Pause", "first_day"): "The first day, included.",
    ("Pause", "reason"): "Why.",
    ("Product", "name"): "What it is called.",
    ("Product", "brand"): "Who makes it.",
    ("Product", "category"): "What kind of product it is.",
    ("Product", "opened_on"): "When it was opened; null for not known.",
    ("Photo", "day"): "The day that it is of.",
    ("Photo", "caption"): "What was written beside it.",
    ("Photo", "place"): "Which place it shows; empty for not said.",
    ("Photo", "light"): "In which light it was taken, such as from the side; empty for not said.",
    ("Care", "visits"): "Visits to a clinician.",
    ("Care", "questions"): "What is collected to be asked at a visit.",
    ("Care", "courses"): "What a clinician set for some weeks; the steps that it makes stand in the routine.",
    ("Care", "procedures"): "The next steps agreed on, such as a laser.",
    ("Visit", "day"): "The day.",
    ("Visit", "where"): "The place.",
    ("Visit", "why"): "What it is for.",
    ("Visit", "called_off"): "Whether it does not take place.",
    ("Question", "text"): "The question.",
    ("Course", "label"): "What it is called.",
    ("Course", "first_day"): "The first day.",
    ("Course", "why"): "What it is for.",
    ("Course", "note"): "What was written beside it.",
    ("Procedure", "label"): "What it is called.",
    ("Procedure", "kind"): "What kind of procedure it is.",
    ("Procedure", "where"): "The place.",
    ("Procedure", "why"): "What it is for.",
    ("Procedure", "gap_most"): "The most days between two sessions, as agreed; null where nothing was said.",
    ("Procedure", "note"): "What was written beside it.",
    ("AroundSince", "valid_from"): "The first day on which this is known.",
    ("AroundSince", "around"): "What is paused.",
    ("PlannedDay", "valid_from"): "The first day on which this is known.",
    ("Session", "procedure_id"): "The id of its procedure.",
    ("Session", "done"): "Whether it took place.",
    ("BackgroundAnswer", "text"): "What was told.",
    ("Contact", "day"): "The day.",
    ("Contact", "who"): "Who it was.",
    ("Contact", "by"): "How; empty for not said.",
    ("Contact", "i_said"): "What the person said.",
    ("Paper", "kind"): "What kind of paper it is.",
    ("Paper", "note"): "What was written beside it.",
}
"""What is said of fields that need no docstring in the model, where their class stands around them."""


def schema() -> Schema:
    """The whole schema (draft 2020-12)."""
    structs = [kind for kind in KINDS if kind is not Care]  # a plain class, of which msgspec knows nothing
    # A default that msgspec does not know has no hook of its own there.
    with patch("msgspec._json_schema.to_builtins", partial(msgspec.to_builtins, enc_hook=kinds_of_care)):
        _, components = msgspec.json.schema_components(structs, schema_hook=_care, ref_template="#/$defs/{name}")
    lists = {kind: {"type": "array"} for kind in KINDS_OF_CARE}
    about = inspect.cleandoc(Care.__doc__ or "").split("\n\n")[0]
    components["Care"] = {"title": "Care", "description": about, "type": "object", "properties": lists, "required": []}
    for kind in KINDS:
        _complete(kind, components[kind.__name__])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT}:export:{VERSION}",
        "title": f"Export of {FORMAT}, version {VERSION}",
        "description": "One recovery, whole: what export --format json writes, and import reads back to an equal one. "
        "Keys may be added. Days are local dates; ranges of days say which ends they include; text is as it was typed.",
        "type": "object",
        "properties": {
            "format": {"description": "What wrote it.", "const": FORMAT},
            "version": {"description": "That of this schema.", "const": VERSION},
            "recovery": {"$ref": "#/$defs/Recovery"},
        },
        "required": ["format", "version", "recovery"],
        "$defs": DEFINED | {kind.__name__: components[kind.__name__] for kind in KINDS},
    }


def _care(_kind: type) -> Schema:
    """Where care stands in a recovery."""
    return {"$ref": "#/$defs/Care"}


def written() -> str:
    """The schema as the file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _complete(kind: type, found: Schema) -> None:
    """Describe a class and each of its fields, and say what the model checks of them."""
    name, told = kind.__name__, _docstrings(kind)
    found["description"] = inspect.cleandoc(found["description"])
    for field, annotation in kind.__annotations__.items():
        about = found["properties"][field]
        if held := HELD.get((name, field)):
            about["items"] = {"$ref": f"#/$defs/{held}"}
        about = _typed(about, annotation)
        if ranged := RANGES.get((name, field)):
            about = _ranged(about, ranged)
        words = WORDS.get((name, field)) or told[field]
        found["properties"][field] = {"description": re.sub(r"\bNone\b", "null", words), **about}
    if kind is Recovery:
        found["properties"]["days"]["propertyNames"] = {"$ref": "#/$defs/day"}
        found["properties"]["profile"] |= _answers(PROFILE)
    if kind is Look:
        found["properties"]["answers"] |= _answers(NAMES)
    if kind is Spoken:
        found["properties"]["heard"] |= _answers(NAMES)
    if kind is Schedule:
        for part in found["properties"]["around"]["anyOf"][0]["prefixItems"][1:]:
            part.update(between(-LONGEST_INTERVAL, LONGEST_INTERVAL))


def _typed(about: Schema, annotation: str) -> Schema:
    """A field's schema with days, hours and moments told from other texts."""
    found = next((ours for theirs, ours in _TYPES.items() if theirs in annotation.split(" | ")), None)
    if found is None:
        return about
    reference = {"$ref": f"#/$defs/{found}"}
    if "anyOf" not in about:
        return reference | {name: value for name, value in about.items() if name == "default"}
    return about | {"anyOf": [reference if one["type"] == "string" else one for one in about["anyOf"]]}


def _ranged(about: Schema, ranged: Schema) -> Schema:
    """A field's schema with a range, which belongs to the number where the field may be null."""
    if "anyOf" not in about:
        return about | ranged
    return about | {"anyOf": [one if one["type"] == "null" else one | ranged for one in about["anyOf"]]}


def _answers(names: tuple[str, ...]) -> Schema:
    """What questions take, by their names; there are no others."""
    return {"properties": {name: _answer(name) for name in names}, "additionalProperties": False}


def _answer(name: str) -> Schema:
    kind = kind_of(name)
    if kind == "yes_no":
        return {"type": "boolean"}
    if name == TEMPERATURE:
        return {"description": "Degrees Celsius.", "type": "number", **between(COLDEST, HOTTEST)}
    words = {"sign": "0 for none to 4.", "feeling": "The worst of the last 24 hours.", "days": "Days so far."}
    words |= {"year": "The year."}
    return {"description": words.get(kind, "Skin type I to VI."), "type": "integer", **between(*range_of(name))}


def _docstrings(kind: type) -> dict[str, str]:
    """What stands under each field of a class."""
    return dict(_told(ast.parse(inspect.getsource(kind)).body[0]))


def _told(tree: ast.stmt) -> Iterator[tuple[str, str]]:
    assert isinstance(tree, ast.ClassDef)
    for one, after in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(after, ast.Expr):
            yield one.target.id, str(ast.literal_eval(after.value))


if __name__ == "__main__":
    FILE.write_text(written(), "utf-8")
    sys.stdout.write(f"Written to {FILE}\n")
