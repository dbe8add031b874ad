"""What of a recovery is shared: a span of its days, and without the parts that the person leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Final, Literal, get_args

from msgspec.structs import replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import MOOD
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.check_in import Look
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import listed

Part = Literal["notes", "products", "skin", "mood", "photos", "care", "private", "name"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
OPT_IN: Final[tuple[Part, ...]] = ("notes", "photos", "mood", "private")
"""What a page leaves out unless it is asked for; the archive, which is read back, holds it."""
DAYS: Final = "days"
"""What the PDF holds only where asked for, as every other page holds it anyway: notes and check-ins, day by day."""
UNNAMED: Final = "Recovery"
"""What stands in place of a name that was left out, where a recovery has to have one."""


def require_parts(without: Collection[str]) -> None:
    """Raise BadInput, naming the choices, for a part that there is not."""
    for part in without:
        if part not in PARTS:
            raise BadInput(f"“{one_word(part)}” isn't a part to leave out: choose {listed(PARTS, 'or')}.")


def one_word(text: str) -> str:
    """A name that was typed, cut and made printable, to be put in a sentence."""
    return "".join(character if character.isprintable() else "�" for character in text[:40])


def shared(recovery: Recovery, since: date | None, until: date | None, without: Collection[str]) -> Recovery:
    """The recovery with the days recorded outside a span and the parts to leave out taken away.

    Notes are those of days, of marks and of check-ins, captions of pictures and a clinician's words; reasons belong to
    the marks and pauses they explain, and stay. Skin is what was answered, once or in a check-in, and what follows
    from it; mood is of that what was answered about low mood and self-harm, and how long somebody looked;
    the shelf belongs to the products. A day of which nothing is left is not there at all.

    Care is all of it, weeks too, but for the steps of courses, which are steps; private is of that what was told as
    private. Notes are also those of visits, sessions, courses and procedures, and questions that were answered:
    without its answer, one would look as if it were still to be asked. What was agreed, what something did and why it
    ended belong to care.
    A span cuts visits, answered questions and notes of sessions; courses and procedures stay, as the routine does.
    Raises OutsideWindow for a span outside the window, BadInput for one that ends before it begins or an unknown part.
    """
    require_parts(without)
    first, last = since or recovery.day_zero, until or recovery.last_day
    recovery.require(first)
    recovery.require(last)
    if last < first:
        raise BadInput(f"The last day, {last}, is before the first, {first}: swap the two dates.")
    begun = recovery.counts_from
    if since or until:
        recovery = _within(recovery, first, last)
    if "private" in without:
        recovery = _without_private_profile(recovery)
    if "care" in without:
        kept = tuple(one for one in recovery.calendar if one.category == "step")
        recovery = replace(recovery, calendar=kept, weeks=())
    if recovery.care != NO_CARE:
        recovery = _with_shared_care(recovery, since, until, without)
    if "skin" in without:
        recovery = _with_days(recovery, lambda record: replace(record, skin=None))
        recovery = replace(recovery, clearances=(), profile={})
    if "mood" in without:
        recovery = _with_days(recovery, _without_mood)
        if recovery.weeks or recovery.quiet:
            weeks = (replace(one, looking=None) for one in recovery.weeks)
            recovery = replace(recovery, weeks=tuple(one for one in weeks if not one.is_empty), quiet=())
    if "photos" in without:
        recovery = replace(recovery, photos=())
    if "notes" in without:
        recovery = _wordless(recovery)
    if "products" in without:
        from routine_tui.exporters.redaction import without_products

        recovery = without_products(recovery)
    if recovery.counts_from != begun:  # what is left out does not change since when it counts
        recovery = replace(recovery, begun=begun)
    return replace(recovery, name=UNNAMED) if "name" in without else recovery


def _without_private_profile(recovery: Recovery) -> Recovery:
    """Without what of the profile stands under a field of the background that is private."""
    if not recovery.profile:
        return recovery
    from routine_tui.facts.care import fields

    told = {one.id: one for one in recovery.care.background}
    private = {name for field in fields() if field.is_private(told.get(field.id)) for name in field.profile}
    kept = {name: value for name, value in recovery.profile.items() if name not in private}
    return replace(recovery, profile=kept)


def _within(recovery: Recovery, first: date, last: date) -> Recovery:
    days = {day: record for day, record in recovery.days.items() if first <= day <= last}
    pauses = tuple(p for p in recovery.pauses if p.first_day <= last and (p.last_day is None or p.last_day >= first))
    photos = tuple(photo for photo in recovery.photos if first <= photo.day <= last)
    weeks = tuple(one for one in recovery.weeks if one.monday <= last and (first - one.monday).days < 7)
    return replace(recovery, days=days, pauses=pauses, photos=photos, weeks=weeks)


def _with_shared_care(recovery: Recovery, since: date | None, until: date | None, without: Collection[str]) -> Recovery:
    if "care" in without:
        from routine_tui.exporters.redaction import without_care

        return without_care(recovery)
    from routine_tui.exporters.summary.care_sections import shared_care

    return replace(recovery, care=shared_care(recovery.care, since, until, without))


def _with_days(recovery: Recovery, change: Callable[[Day], Day]) -> Recovery:
    changed = map(change, recovery.days.values())
    return replace(recovery, days={record.day: record for record in changed if not record.is_empty})


def _without_mood(record: Day) -> Day:
    if record.skin is None:
        return record
    return replace(record, skin=record.skin.with_each(_calm))


def _calm(look: Look) -> Look:
    return replace(look, answers={name: answer for name, answer in look.answers.items() if name not in MOOD})


def _wordless(recovery: Recovery) -> Recovery:
    return replace(
        _with_days(recovery, _silent),
        photos=tuple(replace(photo, caption="") for photo in recovery.photos),
        clearances=tuple(replace(clearance, words="") for clearance in recovery.clearances),
    )


def _silent(record: Day) -> Day:
    marks = {step_id: replace(mark, note="") if mark.note else mark for step_id, mark in record.marks.items()}
    skin = record.skin.with_each(lambda look: replace(look, note="")) if record.skin else None
    return replace(record, marks=marks, note="", skin=skin)
