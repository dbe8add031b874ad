"""One thing of a recovery as a TinyDB document; what is empty is left out where files stay small by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from routine_tui.model.recovery.answers import CONTACTED
from routine_tui.model.recovery.check_in import Look
from routine_tui.model.recovery.diary import Day, Mark
from routine_tui.model.recovery.routine import Step
from routine_tui.store.document_parts import NEW_IN_STEPS, Document

_NEW_IN_SCHEDULES: Final[Mapping[str, Any]] = {"stages": "", "around": None}
"""Fields that schedules have only where one says something there, and what nothing is."""
_NEW_IN_THINGS: Final[Mapping[str, Mapping[str, Any]]] = {
    "BackgroundAnswer": {"state": "", "since": None},
    "Photo": {
        "place": "", "light": "", "makeup": None, "before": False, "sha256": "", "original": "", "camera": "",
        "added": None,
    },
    "Paper": {"paid": ""},
    "Product": {"ended_because": "", "trial_on": None, "trial_place": "", "verdict": "", "reactions": []},
}  # fmt: skip
"""Fields newer than the first files of a kind of thing, and what nothing is: left out where there is nothing.

So a document of an older file and one of this version say the same where nobody said anything else.
"""


def day_document(record: Day) -> Document:
    """One day as a document; what is empty is left out, so that years of days stay small."""
    document: Document = {"day": record.day.isoformat()}
    document["marks"] = {step_id: _mark_document(mark) for step_id, mark in record.marks.items()}
    if record.note:
        document["note"] = record.note
    if record.skin is not None:
        document["skin"] = {"looks": [_look_document(look) for look in record.skin.looks]}
    return document


def _look_document(look: Look) -> Document:
    said = dict(sorted(look.answers.items()))
    document: Document = {"at": look.at.isoformat()} if look.at is not None else {}
    document["answers"] = said
    if look.note:
        document["note"] = look.note
    if look.places:
        document["places"] = dict(sorted(look.places.items()))
    if look.spoken is not None:
        said.pop(CONTACTED, None)  # that it still stands follows from the other answers
        heard = dict(sorted(look.spoken.heard.items()))
        document["spoken"] = {"at": look.spoken.at.isoformat(), "heard": heard}
    return document


def _mark_document(mark: Mark) -> Document:
    document: Document = {"state": mark.state, "at": mark.at.isoformat()}
    if mark.reason:
        document["reason"] = mark.reason
    if mark.note:
        document["note"] = mark.note
    if mark.amount is not None:
        document["amount"] = mark.amount
    if mark.taken:
        document["taken"] = [{"at": one.at.isoformat(), "times": one.times} for one in mark.taken]
    return document


def thing_document(one: Any) -> Document:
    """A step, a pause … as a document, with lists in the place of tuples, so that it equals one read from the file."""
    document: Document = msgspec.json.decode(msgspec.json.encode(one))
    if isinstance(one, Step):
        _leave_out_what_is_new(document["versions"])
    for name, nothing in _NEW_IN_THINGS.get(type(one).__name__, {}).items():
        if document[name] == nothing:
            del document[name]
    return document


def _leave_out_what_is_new(versions: list[Document]) -> None:
    """Remove fields that newer versions of the program added and that are empty, up to the first version that has one.

    So older files stay as they are, and an empty value does not win over what another copy says there.
    """
    for name, nothing in NEW_IN_STEPS.items():
        for version in versions:
            if version[name] != nothing:
                break
            del version[name]
    for version in versions:
        if not version["product_id"]:
            del version["product_id"]
        for name, empty in _NEW_IN_SCHEDULES.items():
            if version["schedule"][name] == empty:
                del version["schedule"][name]
