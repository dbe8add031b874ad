"""One healing window: its days, its routine, and what was recorded. Every change gives a new recovery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import AfterWindow, BadInput, OutsideWindow
from routine_tui.model.recovery.care import NO_CARE, Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day, Mark, Pause, identified
from routine_tui.model.recovery.routine import Routine, StepVersion

if TYPE_CHECKING:
    from routine_tui.model.recovery.calendar_entry import CalendarEntry
    from routine_tui.model.recovery.clearance import ClinicianOverride
    from routine_tui.model.recovery.photo import Photo
    from routine_tui.model.recovery.product import Product
    from routine_tui.model.recovery.weeks import Quiet, WeekEffect
else:
    CalendarEntry = ClinicianOverride = Photo = Product = Quiet = WeekEffect = Any
    """Imported only where a recovery has some: each costs a millisecond before the first frame."""

DEFAULT_WINDOW_DAYS: Final = 84
SHORTEST_WINDOW_DAYS: Final = 7
LONGEST_WINDOW_DAYS: Final = 730
"""The longest window that can be chosen."""
LONGEST_GROWN_DAYS: Final = 3650
"""The longest that a window grows by itself; what is recorded after it is recorded all the same."""
_LIFETIME_DAYS: Final = 36_525
DEFAULT_DAY_START: Final = time(3, 0)


HowMuch = Literal["on", "weekly", "closed"]
"""All is expected as before; the same on one day of the week only; nothing any more."""


class Expected(Struct, frozen=True):
    """How much is expected from a day on: a person may say so once the planned days are over."""

    since: date
    """The first day for which it holds."""
    choice: HowMuch
    """Once a week is the weekday of ``since``."""


class Recovery(Struct, frozen=True, dict=True):
    """One healing window, from day zero (the date of the session, D0) to D(window_days - 1).

    The window frames what is shown. It never ends the record: days after it are days like any other.
    """

    id: str
    """Made once, so that copies of one recovery know each other whatever their names."""
    name: str
    day_zero: date
    window_days: int = DEFAULT_WINDOW_DAYS
    day_starts_at: time = DEFAULT_DAY_START
    """When a new day begins on the local clock: a tick at 00:40 belongs to the evening before."""
    routine: Routine = field(default_factory=Routine)
    days: Mapping[date, Day] = field(default_factory=dict)
    """Only days on which something is recorded."""
    pauses: tuple[Pause, ...] = ()
    """The earliest first, whoever added them: two copies that hold the same pauses are equal."""
    products: tuple[Product, ...] = ()
    """The shelf, in one order whoever added them, as all that follows."""
    photos: tuple[Photo, ...] = ()
    clearances: tuple[ClinicianOverride, ...] = ()
    """A clinician's words about what to avoid, the earliest first."""
    profile: Mapping[str, int | bool] = field(default_factory=dict)
    """What is asked once about the person, by name; what was not answered is absent."""
    care: Care = NO_CARE
    """Visits, courses, procedures, and what is told about the person."""
    calendar: tuple[CalendarEntry, ...] = ()
    """What stands in calendar files that were exported, so that it can be cancelled there; no undo takes it back."""
    planned_days: int | None = None
    """How many days were chosen for the window; None while it has not grown."""
    afterwards: tuple[Expected, ...] = ()
    """How much is expected from which day on, the earliest first; where nothing was said, all is."""
    begun: date | None = None
    """The day on which it was begun here; None in what was begun before that was kept."""
    weeks: tuple[WeekEffect, ...] = ()
    """What weeks were like because of the skin, the earliest first; only those of which something was said."""
    quiet: tuple[Quiet, ...] = ()
    """From which day on somebody looks less, or as before, the earliest first; empty where it was never offered."""

    def __post_init__(self) -> None:
        """Refuse a window that is too short, too long or beyond the calendar. Raises BadInput."""
        if not SHORTEST_WINDOW_DAYS <= self.chosen_days <= LONGEST_WINDOW_DAYS or self.window_days > LONGEST_GROWN_DAYS:
            raise BadInput(
                f"A length of {self.chosen_days} days isn't possible: "
                f"use {SHORTEST_WINDOW_DAYS} to {LONGEST_WINDOW_DAYS} days "
                f"(or {SHORTEST_WINDOW_DAYS // 7} to {LONGEST_WINDOW_DAYS // 7} weeks)."
            )
        if not 1900 <= self.day_zero.year <= 2200:
            raise BadInput(f"The year {self.day_zero.year} isn't possible for day 0: use the date of the session.")
        if self.pauses:
            force_setattr(self, "pauses", identified(self.pauses))
        if self.products:
            self._order("products", key=lambda one: (one.introduced_on or date.min, one.label.casefold(), one.id))
            self._link()
        self._order("afterwards", key=lambda one: one.since)
        self._order("weeks", key=lambda one: one.monday)
        self._order("quiet", key=lambda one: one.since)
        self._order("photos", key=lambda one: (one.day, one.id))
        self._order("calendar", key=lambda one: one.id)
        self._order("clearances", key=lambda one: (one.at, one.id))

    def _order(self, name: str, key: Callable[[Any], Any]) -> None:
        things = getattr(self, name)
        if len(things) > 1:
            force_setattr(self, name, tuple(sorted(things, key=key)))

    def _link(self) -> None:
        """Let steps name their products as they are called now; once for each routine and shelf."""
        if self.routine.named_by != self.products:
            from routine_tui.model.recovery.linking import linked

            force_setattr(self, "routine", linked(self.routine, self.products, self.day_zero, date.max))
            self.routine.__dict__["named_by"] = self.products

    @cached_property
    def counts_from(self) -> date | None:
        """The day on which it was begun here or the first one with a record, whichever is earlier; None for neither."""
        first = min(self.days, default=None)
        return min(first, self.begun) if first and self.begun else first or self.begun

    @property
    def chosen_days(self) -> int:
        """How many days were chosen for the window, however far it has grown."""
        return self.planned_days or self.window_days

    @property
    def last_planned_day(self) -> date:
        """The last of the days that were chosen."""
        return self.day_zero + timedelta(days=self.chosen_days - 1)

    @property
    def last_day(self) -> date:
        """The last day of the window."""
        return self.day_zero + timedelta(days=self.window_days - 1)

    def offset(self, day: date) -> int:
        """The day's number: 0 on day zero, negative before it."""
        return (day - self.day_zero).days

    def contains(self, day: date) -> bool:
        """Whether the day belongs to the window; the longest there is goes on for a lifetime."""
        longest = self.window_days == LONGEST_GROWN_DAYS
        return 0 <= self.offset(day) < (_LIFETIME_DAYS if longest else self.window_days)

    def nearest(self, day: date) -> date:
        """The day itself, or the first or last of the window where it lies outside: what is shown then.

        A window that reaches today has today in it, so nothing that is written moves.
        """
        return day if self.contains(day) else min(max(day, self.day_zero), self.last_day)

    def reaching(self, today: date) -> Recovery:
        """The recovery with a window that holds a day: itself, or grown by whole weeks, up to LONGEST_GROWN_DAYS."""
        missing = self.offset(today) + 1 - self.window_days
        if missing <= 0 or self.window_days == LONGEST_GROWN_DAYS:
            return self
        grown = min(self.window_days + -(-missing // 7) * 7, LONGEST_GROWN_DAYS)
        return replace(self, window_days=grown, planned_days=self.chosen_days)

    def expects(self, day: date) -> bool:
        """Whether anything is expected on a day: not after it was closed, and once a week where that was chosen."""
        said = self.said_of(day) if self.afterwards else None
        if said is None or said.choice == "on":
            return True
        return said.choice == "weekly" and day.weekday() == said.since.weekday()

    def said_of(self, day: date) -> Expected | None:
        """What a person said of how much is expected on a day; None where they said nothing."""
        return max((one for one in self.afterwards if one.since <= day), key=lambda one: one.since, default=None)

    def require(self, day: date) -> None:
        """Raise OutsideWindow, with a sentence, for a day outside the window."""
        if not self.contains(day):
            kind = AfterWindow if day > self.last_day else OutsideWindow
            raise kind(day, self.day_zero, self.last_day)

    def how_much(self, day: date) -> HowMuch:
        """How much is expected on a day."""
        said = self.said_of(day)
        return said.choice if said else "on"

    def expecting(self, choice: HowMuch, day: date) -> Recovery:
        """With so much expected from a day on; what was expected before it stays."""
        if choice == self.how_much(day):
            return self
        before = tuple(one for one in self.afterwards if one.since < day)
        return replace(self, afterwards=(*before, Expected(day, choice)))

    def is_quiet(self, day: date) -> bool:
        """Whether somebody chose to look less, as it was said by a day."""
        return any(one.is_on for one in [one for one in self.quiet if one.since <= day][-1:])

    def record(self, day: date) -> Day:
        """What was recorded on a day; an empty record where nothing was."""
        return self.days.get(day) or Day(day)

    def is_paused(self, day: date, step_id: str, version: StepVersion) -> bool:
        """Whether a step, as it is on a day, is not expected then: in a pause, or near a session of a procedure."""
        paused = any(pause.covers(day, step_id) for pause in self.pauses)
        return paused or self.care.resting(day, step_id, version) is not None

    def marked(self, day: date, step_id: str, mark: Mark | None) -> Recovery:
        """With a mark for a step on a day, or without one where ``mark`` is None. Raises OutsideWindow, BadInput."""
        self.require(day)
        self.routine.step(step_id)
        return self.with_record(self.record(day).with_mark(step_id, mark))

    def noted(self, day: date, note: str) -> Recovery:
        """With the day's note replaced; an empty one removes it. Raises OutsideWindow."""
        self.require(day)
        return self.with_record(replace(self.record(day), note=note))

    def checked_in(self, day: date, check_in: CheckIn) -> Recovery:
        """With the day's check-in replaced; an empty one removes it. Raises OutsideWindow."""
        self.require(day)
        return self.with_record(replace(self.record(day), skin=None if check_in.is_empty else check_in))

    def with_record(self, record: Day) -> Recovery:
        """With all that is recorded for one day replaced."""
        days = dict(self.days)
        if record.is_empty:
            days.pop(record.day, None)
        else:
            days[record.day] = record
        return replace(self, days=days)

    def with_routine(self, routine: Routine) -> Recovery:
        """With another routine."""
        return replace(self, routine=routine)

    def with_pause(self, pause: Pause) -> Recovery:
        """With one more pause. Raises OutsideWindow, or BadInput where it ends before it begins or names no step.

        It may end after the window, which only frames what is shown.
        """
        self.require(pause.first_day)
        if pause.last_day is not None and pause.last_day < pause.first_day:
            raise BadInput(
                f"The pause ends on {pause.last_day}, before it starts on {pause.first_day}: swap the two dates."
            )
        for step_id in pause.step_ids:
            self.routine.step(step_id)
        return replace(self, pauses=(*self.pauses, pause))

    def with_pause_changed(self, pause_id: str, **changes: Any) -> Recovery:
        """With a pause changed. Raises BadInput where it is not there any more, and whatever ``with_pause`` raises."""
        from routine_tui.model.changes import with_changes

        for pause in self.pauses:
            if pause.id == pause_id:
                others = tuple(one for one in self.pauses if one is not pause)
                return replace(self, pauses=others).with_pause(with_changes(pause, changes))
        raise BadInput("That pause no longer exists.")

    def resumed(self, day: date, step_id: str = "") -> Recovery:
        """With the pauses of everything that cover a day ended on the day before it, or those of one step.

        The pauses of single steps are ended one by one. Raises BadInput where there is none such pause.
        """
        active = [
            pause for pause in self.pauses if pause.covers(day, step_id) and bool(pause.step_ids) == bool(step_id)
        ]
        if not active:
            raise BadInput(self._not_paused(day, step_id))
        last = day - timedelta(days=1)
        kept: list[Pause] = []
        for pause in self.pauses:
            others = tuple(one for one in pause.step_ids if one != step_id)
            if pause not in active:
                kept.append(pause)
            elif not others:  # one that began today is over before it begins: another copy may let it begin earlier
                kept.append(replace(pause, last_day=last))
            else:
                kept.append(replace(pause, step_ids=others))
                if pause.first_day < day:
                    kept.append(replace(pause, step_ids=(step_id,), last_day=last, id=""))
        return replace(self, pauses=tuple(kept))

    def _not_paused(self, day: date, step_id: str) -> str:
        covering = [pause for pause in self.pauses if any(pause.covers(day, one) for one in (step_id, *pause.step_ids))]
        if step_id and any(not pause.step_ids for pause in covering):
            return f"Everything is paused on {day}, not just this step: end the pause of all steps."
        if covering and not step_id:
            return f"Only single steps are paused on {day}: end each pause separately."
        ahead = (one for one in self.pauses if one.first_day > day and (step_id in one.step_ids or not one.step_ids))
        if coming := min((one.first_day for one in ahead), default=None):
            return f"Nothing is paused on {day}; the pause from {coming} on can be changed or deleted in Care."
        return f"Nothing is paused on {day}: there is nothing to resume."
