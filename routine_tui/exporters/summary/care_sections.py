"""The part of care that is shared: what belongs to a span, without what the person leaves out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from msgspec.structs import replace

from routine_tui.model.recovery.care import Care


def shared_care(care: Care, since: date | None, until: date | None, without: Collection[str]) -> Care:
    """Care without notes and what was told as private, where these are left out, and without what is not of the span.

    Visits, contacts, papers and answered questions belong to a day. Open questions, courses and procedures
    with their sessions stay, as they hold for days of the span; notes of sessions outside it go.
    """

    def within(day: date | None) -> bool:
        return day is None or ((since is None or since <= day) and (until is None or day <= until))

    care = care.having(
        visits=tuple(one for one in care.visits if within(one.day)),
        questions=tuple(one for one in care.questions if one.is_open or within(one.asked_on)),
        sessions=tuple(one if within(one.day) else replace(one, note="") for one in care.sessions),
        contacts=tuple(one for one in care.contacts if within(one.day)),
        papers=tuple(one for one in care.papers if within(one.day)),
    )
    if "private" in without:
        care = care.having(
            background=tuple(one for one in care.background if not one.private),
            contacts=tuple(one for one in care.contacts if not one.private),
            papers=tuple(one for one in care.papers if not one.private),
        )
    return _wordless(care) if "notes" in without else care


def _wordless(care: Care) -> Care:
    """Without notes; a question goes with its answer, and a contact with what was said.

    Without these, they would look as if they were still to be asked or answered.
    """

    def silent(things: tuple[Any, ...], name: str) -> tuple[Any, ...]:
        return tuple(replace(one, **{name: ""}) for one in things)

    return care.having(
        visits=silent(care.visits, "notes"),
        questions=tuple(one for one in care.questions if one.is_open),
        courses=silent(care.courses, "note"),
        procedures=silent(care.procedures, "note"),
        sessions=silent(care.sessions, "note"),
        contacts=(),
        papers=silent(care.papers, "note"),
    )
