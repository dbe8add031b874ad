"""Everything that an export shows, gathered once and the same for every format. It asks for no time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters.escapes import lines, one_line, one_paragraph
from routine_tui.exporters.summary.entries import (
    Skipped,
    StepOfDay,
    StepTally,
    Week,
    by_step,
    by_weekday,
    entries,
    skipped,
    tally,
    weeks,
)
from routine_tui.exporters.summary.in_use import Earlier, InUse, earlier, in_use
from routine_tui.exporters.summary.sections_to_share import shared
from routine_tui.facts import guidance
from routine_tui.model.day.counting import counting_since
from routine_tui.model.day.progress import Adherence
from routine_tui.model.guidance import Phase, Source, phase_at
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.diary import Pause
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import NO_FIGURES, is_needling

if TYPE_CHECKING:
    from routine_tui.exporters.summary.alert import AlertSummary
    from routine_tui.exporters.summary.care import CareSummary
    from routine_tui.exporters.summary.shown_photos import PhotoCopy
    from routine_tui.exporters.summary.skin import SkinSummary

METHOD: Final = (
    "Self-reported: people tend to over-report. "
    "Not recorded is not the same as not done. "
    "Skipped and paused days are left out of what was expected. "
    "There are no scores and no photographs here."
)
METHOD_OF_SKIN: Final = (
    "Self-reported; scores are the person's own, not a validated clinical scale; no photographs are assessed. "
    "What is ticked by the person tends to run high. "
    "Not recorded is not the same as not done, and not answered is never zero. "
    "Skipped and paused days are left out of what was expected."
)
CHECK_IN: Final = "Check-in"
"""Whose note it is, where it belongs to a check-in."""


class Note(Struct, frozen=True):
    """What was written about a day, about a step on a day, or beside a check-in."""

    day: date
    step: str
    """Empty for a note about the day."""
    text: str


class Paused(Struct, frozen=True):
    """A range of days in which some or all steps were not expected."""

    first: date
    last: date | None
    """None for open."""
    steps: tuple[str, ...]
    """Names; empty for every step."""
    reason: str


class Summary(Struct, frozen=True):
    """One recovery, or a span of it, as it is shared. All typed text in it is free of control characters."""

    recovery: Recovery
    """What the lossless format writes: as it is on the disk, without the days and parts that are left out."""
    name: str | None
    """None where it was left out."""
    today: date
    day_zero: date
    last_day: date
    window_days: int
    offset: int
    """Today's day offset: negative before day zero, ``window_days`` or more after the window."""
    phase: Phase
    speaks_of_healing: bool
    """Whether usual healing may be told of: not while a red flag is open, nor where the check-ins are left out."""
    phases: tuple[Phase, ...]
    """All there are, first to last."""
    first: date
    """The first day of the span that is shown."""
    last: date
    """The last day of the span that is shown, perhaps ahead."""
    recorded_until: date | None
    """The last day of the span that has begun; None where none has."""
    counted_since: date
    """The first day on which anything was expected; the days before it are blank."""
    routine: tuple[InUse, ...]
    earlier: tuple[Earlier, ...]
    last_7: Adherence
    last_28: Adherence
    whole: Adherence
    """Over the span so far."""
    steps: tuple[StepTally, ...]
    weeks: tuple[Week, ...]
    weekdays: tuple[Adherence, ...]
    """Monday first, on whichever day a week begins."""
    skipped: tuple[Skipped, ...]
    pauses: tuple[Paused, ...]
    notes: tuple[Note, ...]
    entries: tuple[StepOfDay, ...]
    """Every step of every day of the span so far."""
    skin: SkinSummary | None = None
    """None where nothing about the skin is told."""
    care: CareSummary | None = None
    """None where nothing of care is told."""
    alert: AlertSummary | None = None
    """What is to be known first; None where nothing of skin or care is told."""
    method: str = METHOD
    is_first_side_only: bool = False
    """Whether of a page only what is read first is told."""
    whole_recovery: Recovery | None = None
    """With all that is left out; nothing of it is told."""
    photo_copies: Mapping[str, PhotoCopy] = {}
    """The pictures that are shown, by the names of their files; without those that are not there."""
    first_weekday: int = 0
    """The weekday with which weeks begin: 0 is Monday."""
    changed_at: datetime | None = None
    """When the recovery was changed last; None where that is not known."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """Those behind the phase's hint, looked up once they are told: a calendar or a table tells none."""
        return guidance.cited(self.phase.sources)


def summarise(
    recovery: Recovery,
    today: date,
    since: date | None = None,
    until: date | None = None,
    without: Collection[str] = frozenset(),
    first_weekday: int = 0,
) -> Summary:
    """What an export of a recovery shows, seen from ``today``; the whole window unless a span is given.

    Of the days outside the span nothing is told, so that the last 7 and 28 days begin with it at the earliest.
    Raises OutsideWindow for a span outside the window, BadInput for one that ends before it begins or an unknown part.
    """
    told = shared(recovery, since, until, without)
    first, last = since or told.day_zero, until or told.last_day
    newest = min(last, today)
    as_it_is = max(newest, first)
    phase = _phase(recovery, told.offset(today))
    known = tuple(entries(told, first, newest, today))
    about_skin = _skin(told, today, "mood" in without)
    about_care = _care(told, today, (first, last), known)
    return Summary(
        recovery=told,
        name=None if "name" in without else one_line(told.name),
        today=today,
        day_zero=told.day_zero,
        last_day=told.last_day,
        window_days=told.window_days,
        offset=told.offset(today),
        phase=phase,
        speaks_of_healing=_speaks_of_healing(recovery, today, without),
        phases=guidance.phases(),
        first=first,
        last=last,
        recorded_until=newest if newest >= first else None,
        counted_since=counting_since(told, today),
        routine=in_use(told.routine, as_it_is),
        earlier=earlier(told.routine, as_it_is),
        last_7=tally(_newest(known, newest, 7)),
        last_28=tally(_newest(known, newest, 28)),
        whole=tally(known),
        steps=by_step(known),
        weeks=weeks(told, first, last, today, known, first_weekday),
        first_weekday=first_weekday,
        whole_recovery=recovery,
        weekdays=by_weekday(known),
        skipped=skipped(known),
        pauses=tuple(_paused(told, pause) for pause in told.pauses),
        notes=_notes(told, known),
        entries=known,
        skin=about_skin,
        care=about_care,
        alert=_alert(told, today) if about_skin or about_care else None,
        method=METHOD_OF_SKIN if about_skin and (about_skin.check_ins or about_skin.photos) else METHOD,
    )


def holds_skin(recovery: Recovery) -> bool:
    """Whether there is anything to tell about the skin; without it an export is as if this did not exist."""
    things = (recovery.products, recovery.photos, recovery.clearances, recovery.profile)
    return any(things) or any(record.skin is not None for record in recovery.days.values())


def _skin(told: Recovery, today: date, without_mood: bool) -> SkinSummary | None:
    if not holds_skin(told):
        return None
    from routine_tui.exporters.summary.skin import skin_summary

    return skin_summary(told, today, without_mood)


def _phase(recovery: Recovery, offset: int) -> Phase:
    """The phase of a day offset; without a hint that was found for needling only where something else was done."""
    phase = phase_at(guidance.phases(), offset)
    if phase.needling and not is_needling(recovery):
        return replace(phase, hint=NO_FIGURES, sources=())
    return phase


def _speaks_of_healing(recovery: Recovery, today: date, without: Collection[str]) -> bool:
    """Whether usual healing may be told of, with no trace of what is left out: never where the check-ins are.

    The days outside the span count. What was answered about mood does not, where it is left out.
    """
    if "skin" in without:
        return False
    recovery = shared(recovery, None, None, {"mood"} & set(without))
    if not any(record.skin for record in recovery.days.values()):
        return True
    from routine_tui.facts.skin import rules
    from routine_tui.model.skin.reassurance import may_speak_of_healing

    return may_speak_of_healing(rules(), recovery, today)


def _care(told: Recovery, today: date, span: tuple[date, date], known: tuple[StepOfDay, ...]) -> CareSummary | None:
    if told.care == NO_CARE and not told.weeks:
        return None
    from routine_tui.exporters.summary.care import care_summary

    return care_summary(told, today, span, known)


def _alert(told: Recovery, today: date) -> AlertSummary:
    from routine_tui.exporters.summary.alert import alert_summary

    return alert_summary(told, today)


def _newest(known: tuple[StepOfDay, ...], newest: date, days: int) -> list[StepOfDay]:
    return [entry for entry in known if entry.day > newest - timedelta(days=days)]


def _paused(recovery: Recovery, pause: Pause) -> Paused:
    names = tuple(
        one_line(step.on_or_first(pause.first_day).name) for step in recovery.routine.steps if step.id in pause.step_ids
    )
    return Paused(pause.first_day, pause.last_day, names, one_paragraph(pause.reason))


def _notes(recovery: Recovery, known: tuple[StepOfDay, ...]) -> tuple[Note, ...]:
    """Those of the days, each before that of the day's check-in and those of its steps."""
    of_days = [Note(day, "", lines(record.note)) for day, record in recovery.days.items() if record.note.strip()]
    of_days += [
        Note(day, CHECK_IN, lines(record.skin.note))
        for day, record in recovery.days.items()
        if record.skin and record.skin.note.strip()
    ]
    of_steps = [Note(entry.day, entry.name, entry.note) for entry in known if entry.note.strip()]
    return tuple(sorted([*of_days, *of_steps], key=lambda note: note.day))
