"""The one door to a recovery, for the full screen and the command line alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from routine_tui.clock import Clock
from routine_tui.model.day.agenda import Agenda, agenda
from routine_tui.model.errors import BadInput, DamagedFile, RoutineError
from routine_tui.model.recovery.diary import Mark, MarkState, Pause
from routine_tui.model.recovery.recovery import DEFAULT_DAY_START, DEFAULT_WINDOW_DAYS, Recovery
from routine_tui.model.text import clipped, days_in_words, free_text, listed, one_line, short_day
from routine_tui.settings import Home, Settings
from routine_tui.store.backups import BackupRetention
from routine_tui.store.folder import RecoveryEntry, RecoveryFolder
from routine_tui.store.repository import Edit, Repository

if TYPE_CHECKING:
    from routine_tui.model.guidance import Phase
    from routine_tui.planner.courses import CoursePlanner
    from routine_tui.planner.exports import SharingPlanner
    from routine_tui.planner.guidance import GuidancePlanner
    from routine_tui.planner.imports import ArrivalPlanner
    from routine_tui.planner.photos import PicturePlanner
    from routine_tui.planner.procedures import ProcedurePlanner
    from routine_tui.planner.routine import RoutinePlanner
    from routine_tui.planner.shelf import ShelfPlanner
    from routine_tui.planner.skin import SkinPlanner
    from routine_tui.planner.visits import VisitPlanner
    from routine_tui.store.health import Health
    from routine_tui.store.restore import RestoreResult


class NoRecovery(RoutineError):
    """There is no recovery yet, so nothing to show or change."""

    def __init__(self) -> None:
        super().__init__("There is no recovery yet: begin one with routine-tui new, or start routine-tui.")


class Planner:
    """Opens, shows and changes the current recovery. Every change is on the disk when its method returns.

    Every method may raise a RoutineError, whose message is one sentence for the person; nothing is then changed.
    """

    def __init__(self, home: Home, clock: Clock, settings: Settings | None = None) -> None:
        self.home = home
        self.settings = settings or Settings()
        self.folder = RecoveryFolder(
            home.data, BackupRetention(self.settings.backups_daily, self.settings.backups_weekly)
        )
        self.notices: list[str] = []
        """Sentences that the person has to be told once: a damaged file, a newer one. Whoever shows them empties it."""
        self.clock = clock
        self._repository: Repository | None = None
        self._told_of: Recovery | None = None
        """The state for which it was looked whether its file is a newer one."""

    # ------------------------------------------------------------------ which recovery, and when

    def find(self) -> Recovery | None:
        """The current recovery as it is on the disk now, or None where there is none yet."""
        if self._repository is None:
            path = self.folder.current()
            if path is None:
                return None
            self._repository = self.folder.repository(path)
        return self._load(self._repository)

    def look(self) -> tuple[Recovery | None, date]:
        """The current recovery and the day it is, for one ``stat`` while nothing changed."""
        recovery = self.find()
        starts_at = self.settings.day_starts_at or (recovery.day_starts_at if recovery else DEFAULT_DAY_START)
        return recovery, self.clock.today(starts_at)

    @property
    def recovery(self) -> Recovery:
        """The current recovery as it is on the disk now; one ``stat`` while nothing changed. Raises NoRecovery."""
        recovery = self.find()
        if recovery is None:
            raise NoRecovery
        return recovery

    @property
    def path(self) -> Path | None:
        """The file of the current recovery, once it was opened."""
        return self._repository.path if self._repository else None

    def today(self) -> date:
        """The day it is: it begins at ``day_starts_at`` of the settings, or else of the recovery."""
        return self.clock.today(self.day_starts_at())

    def day_starts_at(self) -> time:
        """When a new day begins on the local clock."""
        if self.settings.day_starts_at is not None:
            return self.settings.day_starts_at
        recovery = self.find()
        return recovery.day_starts_at if recovery else DEFAULT_DAY_START

    def phase(self, day: date) -> Phase:
        """The phase of the healing window on a day."""
        from routine_tui.facts import guidance
        from routine_tui.model.guidance import phase_at

        return phase_at(guidance.phases(), self.recovery.offset(day))

    def agenda(self, day: date) -> Agenda:
        """The checklist of a day. Raises OutsideWindow."""
        recovery = self.recovery
        recovery.require(day)
        return agenda(recovery, day, self.today())

    @cached_property
    def routine(self) -> RoutinePlanner:
        """The door to the routine: its steps come, change and end."""
        from routine_tui.planner.routine import RoutinePlanner

        return RoutinePlanner(self)

    @cached_property
    def skin(self) -> SkinPlanner:
        """The door to how the skin is doing: check-ins, what is asked once, what to leave alone."""
        from routine_tui.planner.skin import SkinPlanner

        return SkinPlanner(self)

    @cached_property
    def shelf(self) -> ShelfPlanner:
        """The door to the shelf."""
        from routine_tui.planner.shelf import ShelfPlanner

        return ShelfPlanner(self)

    @cached_property
    def pictures(self) -> PicturePlanner:
        """The door to pictures."""
        from routine_tui.planner.photos import PicturePlanner

        return PicturePlanner(self)

    @cached_property
    def visits(self) -> VisitPlanner:
        """The door to visits, questions and what is told once."""
        from routine_tui.planner.visits import VisitPlanner

        return VisitPlanner(self)

    @cached_property
    def courses(self) -> CoursePlanner:
        """The door to courses."""
        from routine_tui.planner.courses import CoursePlanner

        return CoursePlanner(self)

    @cached_property
    def procedures(self) -> ProcedurePlanner:
        """The door to procedures and their sessions."""
        from routine_tui.planner.procedures import ProcedurePlanner

        return ProcedurePlanner(self)

    @cached_property
    def guidance(self) -> GuidancePlanner:
        """The door to two pages of guidance: before a next time, and what to expect by when."""
        from routine_tui.planner.guidance import GuidancePlanner

        return GuidancePlanner(self)

    @cached_property
    def sharing(self) -> SharingPlanner:
        """The door out: the summary, in every format."""
        from routine_tui.planner.exports import SharingPlanner

        return SharingPlanner(self)

    @cached_property
    def arrivals(self) -> ArrivalPlanner:
        """The door for what comes from elsewhere."""
        from routine_tui.planner.imports import ArrivalPlanner

        return ArrivalPlanner(self)

    # ------------------------------------------------------------------ beginning, choosing, putting away

    def begin(
        self,
        name: str = "Recovery",
        day_zero: date | None = None,
        window_days: int = DEFAULT_WINDOW_DAYS,
        template_id: str = "gentle",
    ) -> Recovery:
        """Begin a recovery with a template's routine, and make it the current one. Raises BadInput, StoreError."""
        import uuid

        from routine_tui.facts.guidance import routine_of

        zero = day_zero or self.clock.today(self.settings.day_starts_at or DEFAULT_DAY_START)
        recovery = Recovery(
            uuid.uuid4().hex,
            one_line(name, "The name of the recovery"),
            zero,
            window_days,
            self.settings.day_starts_at or DEFAULT_DAY_START,
            routine_of(template_id, zero),
        )
        self.open(self.folder.create(recovery, self.clock.now()))
        return self.recovery

    def open(self, path: Path) -> None:
        """Turn to another recovery's file for all that follows."""
        self._repository = self.folder.repository(path)

    def entries(self) -> list[RecoveryEntry]:
        """Every recovery there is, archived ones last."""
        return self.folder.entries()

    def use(self, name: str) -> Recovery:
        """Make the recovery of a name the current one, from the archive too. Raises BadInput where there is none."""
        entry = self.folder.find(name)
        self.open(self.folder.use(entry.path))
        return self.recovery

    def archive(self, name: str) -> Path:
        """Put a recovery away; gives where its file lies now. Raises BadInput where there is none."""
        entry = self.folder.find(name)
        if entry.archived:
            raise BadInput(f"“{entry.name}” is in the archive already.")
        self._repository = None
        return self.folder.archive(entry.path)

    # ------------------------------------------------------------------ ticking

    def tick(
        self,
        day: date,
        step_ids: Sequence[str],
        at: time | None = None,
        note: str = "",
        amount: float | None = None,
    ) -> Recovery:
        """Record steps as done on a day, at a time of day or now. Raises OutsideWindow, BadInput for a future day.

        ``amount`` is how many hours a step was worn (0 to 24), or how often it was taken (1 to 24). Without it, a step
        with a most per day was taken once more.
        """
        recovery = self._mark("ticked", "done", day, step_ids, at=at, note=free_text(note, "The note"), amount=amount)
        return recovery if amount is None else self._tell_of_most(recovery, day, step_ids)

    def skip(self, day: date, step_ids: Sequence[str], reason: str = "") -> Recovery:
        """Record steps as skipped on a day, with a reason. Raises OutsideWindow, BadInput for a future day."""
        return self._mark("skipped", "skipped", day, step_ids, reason=free_text(reason, "The reason"))

    def untick(self, day: date, step_ids: Sequence[str]) -> Recovery:
        """Take the marks of steps back. Raises OutsideWindow, BadInput for a future day."""
        self.require_not_ahead(day)

        def edit(recovery: Recovery) -> Recovery:
            for step_id in step_ids:
                recovery = recovery.marked(day, step_id, None)
            return recovery

        return self.change(self._label("unticked", day, step_ids), edit)

    def note(self, day: date, text: str, append: bool = True) -> Recovery:
        """Add a line to the day's note, or replace it. Raises OutsideWindow, BadInput for a future day."""
        self.require_not_ahead(day)
        line = free_text(text, "The note")
        if append and not line.strip():
            raise BadInput("The note is empty: type some words.")

        def edit(recovery: Recovery) -> Recovery:
            before = recovery.record(day).note if append else ""
            return recovery.noted(day, free_text(f"{before}\n{line}" if before else line, "The note"))

        return self.change(f"noted on {short_day(day)}", edit)

    def step_note(self, day: date, step_id: str, text: str) -> Recovery:
        """Replace the note that belongs to a step's mark. Raises BadInput where the step is not marked."""
        line = free_text(text, "The note")

        def edit(recovery: Recovery) -> Recovery:
            mark = recovery.record(day).marks.get(step_id)
            if mark is None:
                raise BadInput("A step's note belongs to its mark: tick or skip it first.")
            return recovery.marked(day, step_id, replace(mark, note=line))

        return self.change(self._label("noted", day, [step_id]), edit)

    def _mark(
        self,
        verb: str,
        state: MarkState,
        day: date,
        step_ids: Sequence[str],
        at: time | None = None,
        reason: str = "",
        note: str = "",
        amount: float | None = None,
    ) -> Recovery:
        self.require_not_ahead(day)
        now = self.clock.now()
        moment = self.clock.moment(day, at, self.day_starts_at()) if at else now
        if moment > now:
            raise BadInput(f"{at:%H:%M} on {day} is still to come: leave out the time, or use one that has passed.")

        def edit(recovery: Recovery) -> Recovery:
            for step_id in step_ids:
                before = recovery.record(day).marks.get(step_id)
                mark = Mark(state, moment, reason, note or (before.note if before else ""))
                said = amount is not None or (before is not None and before.amount is not None)
                if state == "done" and (said or recovery.routine.step(step_id).is_measured(day)):
                    from routine_tui.model.day.measures import measured

                    mark = measured(recovery.routine.step(step_id), day, mark, before, amount)
                if before and replace(mark, at=before.at) == before and not at:
                    continue  # said twice: the first moment is the true one
                recovery = recovery.marked(day, step_id, mark)
            return recovery

        return self.change(self._label(verb, day, step_ids), edit)

    def _tell_of_most(self, recovery: Recovery, day: date, step_ids: Sequence[str]) -> Recovery:
        """Tell once where more was recorded than was set as the most for a day; the record is what it is."""
        from routine_tui.model.day.measures import more_than_set

        self.notices += more_than_set(recovery, day, step_ids)
        return recovery

    # ------------------------------------------------------------------ pauses

    def pause(self, first: date, last: date | None = None, step_ids: Sequence[str] = (), reason: str = "") -> Recovery:
        """Expect nothing, or not these steps, from a day until a day or until ``resume``. Raises OutsideWindow."""
        import uuid

        pause = Pause(first, last, tuple(step_ids), free_text(reason, "The reason"), uuid.uuid4().hex)
        return self.change_plans(f"paused from {short_day(first)}", lambda recovery: recovery.with_pause(pause))

    def resume(self, day: date) -> Recovery:
        """End the pauses that cover a day, from that day on. Raises BadInput where there is none."""
        return self.change(f"resumed on {short_day(day)}", lambda recovery: recovery.resumed(day))

    def edit_pause(self, pause_id: str, **changes: Any) -> Recovery:
        """Change a pause's days, its steps or its reason. Raises OutsideWindow, BadInput where it is not there.

        One that begins on another day is another pause: of two copies that each move one end of it, joining would
        leave one that ends before it begins.
        """
        import uuid

        if "reason" in changes:
            changes["reason"] = free_text(changes["reason"], "The reason")
        if "first_day" in changes:
            changes["id"] = uuid.uuid4().hex
        return self.change_plans("changed a pause", lambda recovery: recovery.with_pause_changed(pause_id, **changes))

    def drop_pause(self, pause_id: str) -> Recovery:
        """Take a pause away, as if there had never been one. Raises BadInput where it is not there any more."""

        def edit(recovery: Recovery) -> Recovery:
            kept = tuple(one for one in recovery.pauses if one.id != pause_id)
            if len(kept) == len(recovery.pauses):
                raise BadInput("That pause is not there any more.")
            return replace(recovery, pauses=kept)

        return self.change_plans("took a pause away", edit)

    # ------------------------------------------------------------------ the recovery itself

    def describe(self, name: str, day_zero: date, window_days: int) -> Recovery:
        """Change the recovery's name, day zero and window. Raises BadInput where something is recorded outside it.

        The file keeps its name.
        """
        cleaned = one_line(name, "The name of the recovery")
        self.folder.require_free(cleaned, self._opened().path)

        def edit(recovery: Recovery) -> Recovery:
            new = replace(recovery, name=cleaned, day_zero=day_zero, window_days=window_days)
            outside = [day for day in recovery.days if not new.contains(day)]
            if outside:
                days = days_in_words(len(outside))
                raise BadInput(f"{days} with a record would lie outside that window, from {min(outside)} on: widen it.")
            routine = recovery.routine.beginning_on(recovery.day_zero, day_zero, recovery.care.course_steps)
            return new.with_routine(routine)

        return self.change_plans("changed the recovery", edit)

    # ------------------------------------------------------------------ undo, backups

    def undo(self) -> str:
        """Take the last change back; gives what it was. Raises BadInput where there is nothing to undo."""
        return self._opened().undo(self.clock.now())[1]

    def redo(self) -> str:
        """Bring the change back that was undone last; gives what it was. Raises BadInput where there is none."""
        return self._opened().redo(self.clock.now())[1]

    def backup(self) -> Path:
        """Copy the current recovery to the backups now; gives the copy. Raises StoreError."""
        return self._opened().keep(self.clock.now(), "backup")

    def restore(self, content: bytes, source: Path, dry_run: bool = False) -> RestoreResult:
        """Let a recovery say what a backup says, as one change that can be undone; it becomes the current one.

        The present state is kept first. With ``dry_run`` nothing is changed. Raises DamagedFile, with nothing changed,
        for a backup that is not whole.
        """
        from routine_tui.store.restore import restore

        brought = self._told(restore(self.folder, content, source, self.clock.now(), dry_run))
        if brought.path and not dry_run:
            self.open(brought.path)
        return brought

    def merge(self, content: bytes, source: Path, dry_run: bool = False) -> RestoreResult:
        """Join another copy of a recovery that is here with it, as one change that can be undone.

        Of each thing the later change counts, and nothing that only one side recorded is dropped. With ``dry_run``
        nothing is changed. Raises DamagedFile for a copy that is not whole, BadInput for another recovery.
        """
        from routine_tui.model.care.conflicts import new_conflicts
        from routine_tui.store.restore import merge

        before = self.find()
        brought = self._told(merge(self.folder, content, source, self.clock.now(), dry_run))
        if before is not None and before.id == brought.recovery.id and not dry_run:
            self.notices += new_conflicts(before, brought.recovery)
        return brought

    def _told(self, brought: RestoreResult) -> RestoreResult:
        if brought.edited:
            self.notices.append(brought.edited)
        return brought

    def check(self) -> Health:
        """Whether every recovery, its backups and the folder are whole. Nothing is changed."""
        from routine_tui.store.health import health_of

        return health_of(self.folder)

    # ------------------------------------------------------------------ helpers

    @property
    def changed_at(self) -> datetime | None:
        """When the current recovery was changed last; None where that is not known."""
        return self._opened().changed_at

    def _opened(self) -> Repository:
        _ = self.recovery
        assert self._repository is not None
        return self._repository

    def _load(self, repository: Repository) -> Recovery:
        try:
            recovery = repository.load()
        except DamagedFile:
            from routine_tui.store.repair import recover_from_backup

            if mended := recover_from_backup(repository.path, repository.backups, self.clock.now()):
                self.notices.append(mended)
            recovery = repository.load()
        if recovery is not self._told_of and (told := repository.newer or repository.edited):
            self.notices.append(told)
        self._told_of = recovery
        return recovery

    def change(self, label: str, edit: Edit) -> Recovery:
        """Make one change that can be undone; ``label`` says what was done. Raises what ``edit`` raises, StoreError."""
        return self._opened().change(label, edit, self.clock.now())

    def change_plans(self, label: str, edit: Edit) -> Recovery:
        """Make one change to plans; where they meet another plan that they did not meet before, that is told once.

        Raises what ``edit`` raises, StoreError.
        """
        from routine_tui.model.care.conflicts import new_conflicts

        before = self.recovery
        after = self.change(label, edit)
        self.notices += new_conflicts(before, after)
        return after

    def require_not_ahead(self, day: date) -> None:
        """Raise OutsideWindow for a day outside the window, BadInput for one that is still to come."""
        self.recovery.require(day)
        if day > self.today():
            raise BadInput(f"{day} is still to come: only today and days before it can be marked.")

    def name_of(self, step_id: str, day: date) -> str:
        """The name of a step on a day, to be put in a sentence. Raises BadInput for a step that is not there."""
        step = self.recovery.routine.step(step_id)
        return clipped((step.on(day) or step.versions[0]).name)

    def _label(self, verb: str, day: date, step_ids: Sequence[str]) -> str:
        when = "" if day == self.today() else f" on {short_day(day)}"
        return f"{verb} {listed([self.name_of(step_id, day) for step_id in step_ids])}{when}"
