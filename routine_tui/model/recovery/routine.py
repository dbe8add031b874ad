"""What is expected: steps in slots, each with versions that are valid from a day, so that the past never changes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import BadInput, NoSuchStep
from routine_tui.model.recovery.schedule import Schedule

Slot = Literal["morning", "day", "evening"]
Kind = Literal["cleanser", "moisturiser", "sunscreen", "prescription", "other"]
SLOTS: Final[tuple[Slot, ...]] = get_args(Slot)
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
MOST_PER_DAY: Final = 24


class StepVersion(Struct, frozen=True):
    """How a step is from a day on, until a later version."""

    valid_from: date
    slot: Slot
    kind: Kind
    name: str
    schedule: Schedule
    required: bool = True
    """False for a step that is done as needed: it is never expected, so never open."""
    product: str = ""
    cue: str = ""
    """An if-then cue, "after I brush my teeth"."""
    instructions: str = ""
    sources: tuple[str, ...] = ()
    """Ids of the sources that stand behind the instructions; none once a person wrote their own."""
    position: int = 0
    """Its place within the slot, smallest first."""
    ended: bool = False
    """True from the day on which the step ended; the past keeps it."""
    hours: str = ""
    """How many hours a day it is worn, as ``model.hours`` reads them; empty for a step that is only done or not."""
    most_per_day: int = 0
    """How often at most an as-needed step may be done on a day, as it was set; 0 where nothing was set."""
    product_id: str = ""
    """The product of the shelf that it uses, whatever that is called; empty for one that is not on the shelf."""

    def __post_init__(self) -> None:
        """Bring the hours into their normal form. Raises BadInput for what cannot be kept."""
        if self.hours:
            from routine_tui.model.recovery.hours import normal

            force_setattr(self, "hours", normal(self.hours))
        if not 0 <= self.most_per_day <= MOST_PER_DAY:
            raise BadInput(
                f"{self.most_per_day} times a day isn't possible: use 1 to {MOST_PER_DAY}, or 0 for no limit."
            )

    def covers(self, day: date) -> bool:
        """Whether the step belongs to the routine on a day, due or not."""
        last = self.schedule.last_day
        return not self.ended and self.schedule.first_day <= day and (last is None or day <= last)

    def is_there_after(self, day: date) -> bool:
        """Whether the step belongs to the routine on a day or after it, as far as this version says."""
        last = self.schedule.last_day
        return not self.ended and (last is None or last >= max(day, self.valid_from))

    def named(self, day: date) -> str:
        """Its name on a day, with what its stage is called: ``Steroid cream, strong``."""
        stage = self.schedule.stage(day) if self.schedule.stages else ""
        return f"{self.name}, {stage}" if stage else self.name

    def hours_on(self, day: date) -> float | None:
        """How many hours it is to be worn on a day; None where it is not measured in hours."""
        if not self.hours:
            return None
        from routine_tui.model.recovery.hours import read_hours

        return read_hours(self.hours).on(day, self.schedule.first_day)


class Step(Struct, frozen=True):
    """One thing to do, with its history."""

    id: str
    versions: tuple[StepVersion, ...]
    """Oldest first, at most one a day, never empty."""

    def on(self, day: date) -> StepVersion | None:
        """The version that is true on a day, or None before the first."""
        found = None
        for version in self.versions:
            if version.valid_from > day:
                break
            found = version
        return found

    def on_or_first(self, day: date) -> StepVersion:
        """The version that is true on a day, or the first where that begins later."""
        return self.on(day) or self.versions[0]

    def coming(self, day: date) -> StepVersion | None:
        """The version of a day where the step is in the routine then or later, else the next one that brings it back.

        None for a step that has ended for good.
        """
        now = self.on_or_first(day)
        later = (version for version in self.versions if version.valid_from > max(day, now.valid_from))
        return next((version for version in (now, *later) if version.is_there_after(day)), None)

    @property
    def latest(self) -> StepVersion:
        """The newest version."""
        return self.versions[-1]

    def is_measured(self, day: date) -> bool:
        """Whether it is more than done or not on a day: worn for hours, or done at most so often."""
        version = self.on_or_first(day)
        return bool(version.hours) or version.most_per_day > 0

    def changed(self, day: date, **changes: Any) -> Step:
        """The step with fields of its versions changed from a day on; what was true before that day stays.

        ``last_day`` changes only the end of its schedules: one that was planned for later keeps its days, and its own
        end where it has another; what was to change after the new end never comes.
        """
        ends = "last_day" in changes
        last: date | None = changes.pop("last_day", None)
        was = self.on_or_first(day).schedule.last_day
        if "product" in changes:
            changes.setdefault("product_id", "")  # another text may be another product
        before = tuple(version for version in self.versions if version.valid_from < day)
        after = [version for version in self.versions if version.valid_from >= day]
        if before and not (after and after[0].valid_from == day):
            after.insert(0, replace(before[-1], valid_from=day))
        kept = list(before)
        for version in after:
            new = replace(version, **changes)
            if ends and new.schedule.last_day == was:
                if kept and last is not None and last < max(new.valid_from, new.schedule.first_day):
                    continue
                new = replace(new, schedule=replace(new.schedule, last_day=last))
            if not kept or new != replace(kept[-1], valid_from=new.valid_from):
                kept.append(new)
        return replace(self, versions=tuple(kept))

    def beginning_on(self, old: date, new: date, own_days: bool = False) -> Step:
        """The step with its first version and its schedules moved from one day to another, where they began on it.

        With ``own_days`` its schedules keep their days.
        """
        versions = list(self.versions)
        if versions[0].valid_from == old and (len(versions) == 1 or new < versions[1].valid_from):
            versions[0] = replace(versions[0], valid_from=new)
        if own_days:
            return replace(self, versions=tuple(versions))
        moved = [
            replace(version, schedule=version.schedule.beginning_on(new))
            if version.schedule.first_day == old
            else version
            for version in versions
        ]
        return replace(self, versions=tuple(moved))


class StepOnDay(Struct, frozen=True):
    """A step that belongs to the routine on a day, as it is on that day."""

    step_id: str
    version: StepVersion


class Routine(Struct, frozen=True, dict=True):
    """Every step there is or was. Changing it gives a new one, and never changes a day before the change."""

    steps: tuple[Step, ...] = ()
    """In the order of the day in which they began, whoever added them: two copies with the same steps are equal."""

    def __post_init__(self) -> None:
        """Bring the steps into their order."""
        force_setattr(self, "steps", tuple(sorted(self.steps, key=_beginning)))

    @cached_property
    def named_by(self) -> tuple[Any, ...]:
        """The products whose names its steps hold; a recovery sees to it."""
        return ()

    @cached_property
    def _planned(self) -> dict[date, tuple[StepOnDay, ...]]:
        """Days that were asked for before; the value is frozen, so they stay true."""
        return {}

    def on(self, day: date) -> tuple[StepOnDay, ...]:
        """The steps that belong to a day, in the order in which they are done, due or not."""
        if (known := self._planned.get(day)) is not None:
            return known
        found = [
            StepOnDay(step.id, version) for step in self.steps if (version := step.on(day)) and version.covers(day)
        ]
        self._planned[day] = _in_order(found)
        return self._planned[day]

    def with_marked(self, day: date, step_ids: Iterable[str]) -> tuple[StepOnDay, ...]:
        """The steps of a day with those of some ids that were marked on it and then ended: what was done was done."""
        planned = self.on(day)
        gone = set(step_ids) - {known.step_id for known in planned}
        if not gone:
            return planned
        left = [StepOnDay(step.id, version) for step in self.steps if step.id in gone and (version := step.on(day))]
        return _in_order([*planned, *left])

    def step(self, step_id: str) -> Step:
        """The step of an id. Raises BadInput where there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise NoSuchStep(step_id)

    def current(self, day: date) -> Iterator[tuple[Step, StepVersion]]:
        """The steps that are in the routine on a day or begin later, in order, ended ones left out."""
        found = [(step, version) for step in self.steps if (version := step.coming(day)) is not None]
        found.sort(key=lambda pair: (SLOTS.index(pair[1].slot), pair[1].position, pair[0].id))
        yield from found

    def ended(self, day: date) -> Iterator[tuple[Step, StepVersion]]:
        """The steps that have ended by a day, and can be brought back."""
        still = {step.id for step, _ in self.current(day)}
        for step in self.steps:
            if step.id not in still:
                yield step, step.on(day) or step.latest

    def with_step(self, version: StepVersion, step_id: str | None = None) -> Routine:
        """A routine with one more step, last in its slot; its id is made of slot and name unless one is given."""
        from routine_tui.model.recovery.step_id import free_step_id, numbered

        taken = {step.id for step in self.steps}
        unique = numbered(step_id, taken) if step_id else free_step_id(version.slot, version.name, version.kind, taken)
        new = Step(unique, (replace(version, position=self._last_position(version.slot) + 1),))
        return replace(self, steps=(*self.steps, new))

    def with_changes(self, step_id: str, day: date, **changes: Any) -> Routine:
        """A routine in which a step is different from a day on; one that changes its slot goes to that slot's end."""
        step = self.step(step_id)
        old_slot = step.on_or_first(day).slot
        if changes.get("slot", old_slot) != old_slot and "position" not in changes:
            changes["position"] = self._last_position(changes["slot"]) + 1
        return self._with(step.changed(day, **changes))

    def with_earlier(self, step_id: str, day: date) -> Routine:
        """A routine in which a step that was to begin later is there from a day on."""
        step = self.step(step_id)
        first, *later = step.versions
        if first.valid_from <= day:
            return self
        return self._with(replace(step, versions=(replace(first, valid_from=day), *later)))

    def with_end(self, step_id: str, day: date) -> Routine:
        """A routine in which a step is no longer expected from a day on."""
        return self._with(self.step(step_id).changed(day, ended=True))

    def with_return(self, step_id: str, day: date, of_course: bool = False) -> Routine:
        """A routine in which an ended step is expected again from a day on; a last day that has passed is left out.

        Raises BadInput for a course that is over.
        """
        step = self.step(step_id)
        schedule, changes = step.on_or_first(day).schedule, {}
        if schedule.last_day is not None and schedule.last_day < day:
            if schedule.stages or of_course:
                raise BadInput(
                    "Its treatment is over and doesn't restart by itself: give the step another "
                    "schedule, or add a new treatment."
                )
            changes = {"last_day": None}
        return self._with(step.changed(day, ended=False, **changes))

    def with_move(self, step_id: str, day: date, by: int) -> Routine:
        """A routine in which a step stands ``by`` places later (earlier, when negative) in its slot from a day on."""
        slot = self.step(step_id).on_or_first(day).slot
        row = [step.id for step, version in self.current(day) if version.slot == slot]
        if step_id not in row:
            raise BadInput("That step has stopped: restart it before moving it.")
        here = row.index(step_id)
        row.insert(max(0, min(len(row) - 1, here + by)), row.pop(here))
        routine = self
        for position, moved in enumerate(row):
            step = routine.step(moved)
            if step.on_or_first(day).position != position:
                routine = routine._with(step.changed(day, position=position))
        return routine

    def beginning_on(self, old: date, new: date, own_days: Container[str] = ()) -> Routine:
        """The routine with what began on one day beginning on another instead: day zero was put right.

        Steps whose ids are in ``own_days`` keep the days of their schedules, which somebody set.
        """
        if old == new:
            return self
        moved = (step.beginning_on(old, new, step.id in own_days) for step in self.steps)
        return replace(self, steps=tuple(moved))

    def _with(self, changed: Step) -> Routine:
        return replace(self, steps=tuple(changed if step.id == changed.id else step for step in self.steps))

    def _last_position(self, slot: Slot) -> int:
        return max((v.position for step in self.steps for v in step.versions if v.slot == slot), default=-1)


def _in_order(planned: list[StepOnDay]) -> tuple[StepOnDay, ...]:
    return tuple(sorted(planned, key=lambda one: (SLOTS.index(one.version.slot), one.version.position, one.step_id)))


def _beginning(step: Step) -> tuple[int, int, str]:
    if not step.versions:
        return len(SLOTS), 0, step.id
    return SLOTS.index(step.versions[0].slot), step.versions[0].position, step.id
