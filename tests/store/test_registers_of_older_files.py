"""Registers of documents that older versions wrote: what those stamped otherwise counts as it was meant."""

from __future__ import annotations

from routine_tui.store.document_parts import STAMPS, UNSEEN, Document, values_of
from routine_tui.store.merge import merge_copies
from routine_tui.store.register_changes import restamp
from routine_tui.store.registers import content, registers
from routine_tui.store.stamps import stamp_at
from tests.store.lived_documents import MINUTE, NOON


def test_a_list_that_an_older_version_changed_as_a_whole_ends_what_was_in_it_before() -> None:
    """Elements that were added later, and copies that know of none, have their say as ever."""
    whole: Document = {"id": "v", "ready": ["photos", "card"], STAMPS: {"ready": stamp_at(NOON)}}
    assert {registers("visits", whole)[f"ready:{name}"].stamp for name in ("photos", "card")} == {stamp_at(NOON)}
    older: Document = {"id": "v", "ready": ["card", "letter"], STAMPS: {"": stamp_at(NOON - MINUTE)}}
    later = older | {STAMPS: older[STAMPS] | {"ready:letter": stamp_at(NOON + MINUTE)}}
    assert merge_copies("visits", whole, older)["ready"] == merge_copies("visits", older, whole)["ready"]
    assert sorted(merge_copies("visits", whole, older)["ready"]) == ["card", "photos"]
    assert sorted(merge_copies("visits", whole, later)["ready"]) == ["card", "letter", "photos"]


def test_a_past_that_was_stamped_anew_is_none() -> None:
    """Files have such stamps from a version that took what a day was before for what it said."""
    at = "2026-11-22T09:00:00+00:00"
    look: Document = {"at": at, "answers": {"redness": 1}}
    before = {"day": "2026-11-22", "marks": {}, "skin": {"looks": [look]}}
    here = restamp("days", before, before | {"skin": {"looks": [look | {"answers": {"redness": 2}}]}}, NOON)
    there = restamp("days", before, before | {"note": "calm"}, NOON)
    assert here and there and here[UNSEEN]
    (past,) = here[UNSEEN]
    stamped = {key: value for key, value in here.items() if key != UNSEEN}
    stamped[STAMPS] = here[STAMPS] | {past: stamp_at(NOON + MINUTE)}
    assert past not in registers("days", stamped)
    third = merge_copies("days", merge_copies("days", stamped, there), here)
    assert (
        merge_copies("days", stamped, merge_copies("days", there, here)) == third == merge_copies("days", here, there)
    )


def test_an_answer_that_an_older_version_took_back_with_what_it_said_is_gone_where_nobody_gave_another() -> None:
    """It left in the document what the answer said. Seen to fail: the answer came back."""
    told: Document = {"id": "diabetes", "value": True, "changed": {"": stamp_at(NOON)}}
    gone = told | {"gone": True, "changed": told["changed"] | {"gone": stamp_at(NOON + MINUTE)}}
    other: Document = {"id": "diabetes", "value": False, "changed": {"": stamp_at(NOON - MINUTE)}}
    again: Document = other | {"changed": {"": stamp_at(NOON + 2 * MINUTE)}}
    for one, two in ((gone, told), (told, gone), (gone, other), (other, gone), (gone, gone)):
        both = merge_copies("profile", one, two)
        assert both.get("gone") and "value" not in values_of("profile", both)
    assert content("profile", merge_copies("profile", gone, again)) == {"id": "diabetes", "value": False}
    assert content("profile", restamp("profile", gone, told, NOON) or {}) == {"id": "diabetes", "value": True}
