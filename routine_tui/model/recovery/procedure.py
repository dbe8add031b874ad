"""Procedures such as a laser or a peel: sessions, the gap that was agreed, and what rests before and after each.

History never rewrites: a session that is moved was planned for its earlier day until then, and what rests around
sessions has versions. So what was paused on a past day stays paused, wherever the session is now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.limits import require_time, require_year
from routine_tui.model.recovery.routine import KINDS
from routine_tui.model.text import free_text, one_line

if TYPE_CHECKING:
    from routine_tui.model.recovery.routine import StepVersion

ProcedureKind = Literal["laser", "light", "peel", "injection", "needling", "surgery", "other"]
PROCEDURE_KINDS: Final[tuple[ProcedureKind, ...]] = get_args(ProcedureKind)
LONGEST_AROUND: Final = 366
"""The most days before or after a session."""
LONGEST_GAP: Final = 730
"""The most days between two sessions."""
MOST_SESSIONS: Final = 60
EVERYTHING: Final = "everything"
"""The target that means every step."""


class Around(Struct, frozen=True):
    """What rests around each session: half-open, as all ranges of days here."""

    target: str
    """A kind of step (``sunscreen``), a step's id, ``everything``, or words of a step's name or product."""
    before: int = 0
    """How many days before the session."""
    days_after: int = 0
    """For how many days, the session's own day first."""
    instead: str = ""
    """What is used in its place; empty for nothing."""

    def __post_init__(self) -> None:
        """Refuse more days than there can be. Raises BadInput."""
        if not (0 <= self.before <= LONGEST_AROUND and 0 <= self.days_after <= LONGEST_AROUND):
            raise BadInput(f"{self.before} and {self.days_after} days around a session aren't possible: use 0 to 366.")

    def means(self, step_id: str, version: StepVersion) -> bool:
        """Whether a step, as it is on a day, is what rests."""
        wanted = self.target.casefold()
        if wanted in (EVERYTHING, version.kind, step_id.casefold()):
            return True
        if wanted in KINDS:
            return False
        said, words = f"{version.name} {version.product}".casefold(), wanted.split()
        return bool(words) and all(word in said for word in words)


class AroundSince(Struct, frozen=True):
    """What rests around sessions, from a day on."""

    valid_from: date
    around: tuple[Around, ...]


class Procedure(Struct, frozen=True):
    """One procedure that was agreed on, with all its sessions."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    label: str
    kind: ProcedureKind = "other"
    who: str = ""
    """Who does it."""
    where: str = ""
    why: str = ""
    count: int | None = None
    """How many sessions were agreed on; None where that is open."""
    gap_least: int | None = None
    """The fewest days between two sessions, as agreed; None where nothing was said."""
    gap_most: int | None = None
    around: tuple[AroundSince, ...] = ()
    """Oldest first. The first one holds for all days before it too."""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse numbers out of range. Raises BadInput."""
        if self.count is not None and not 1 <= self.count <= MOST_SESSIONS:
            raise BadInput(f"{self.count} sessions aren't possible: use 1 to {MOST_SESSIONS}.")
        for days in (self.gap_least, self.gap_most):
            if days is not None and not 1 <= days <= LONGEST_GAP:
                raise BadInput(f"A time of {days} days between sessions isn't possible: use 1 to {LONGEST_GAP}.")

    def around_on(self, day: date) -> tuple[Around, ...]:
        """What rests around sessions, as it was known on a day."""
        found = self.around[0].around if self.around else ()
        for since in self.around:
            if since.valid_from <= day:
                found = since.around
        return found

    def resting(self, on: date, day: date) -> tuple[Around, ...]:
        """What rests on a day because of a session on another, as it was known on that day."""
        return tuple(one for one in self.around_on(day) if -one.before <= (day - on).days < one.days_after)

    def rests(self, session: Session) -> Iterator[tuple[Around, date, date]]:
        """What rests around a session as it is planned now, with the first and the last day of each span."""
        if (on := session.day) is None:
            return
        known = [one for since in self.around for one in since.around]
        first = on - timedelta(days=max((one.before for one in known), default=0))
        length = range((on - first).days + max((one.days_after for one in known), default=0))
        begun: dict[str, tuple[Around, date, date]] = {}
        for day in (first + timedelta(days=number) for number in length):
            now = {one.target: one for one in self.resting(on, day)} if session.known(day) == on else {}
            for target in begun.keys() - now.keys():
                yield begun.pop(target)
            for target, one in now.items():
                begun[target] = one, begun[target][1] if target in begun else day, day
        yield from begun.values()

    def with_around(self, around: tuple[Around, ...], day: date) -> Procedure:
        """With another list of what rests, from a day on; what was true before stays."""
        if around == self.around_on(day):
            return self
        before = day - timedelta(days=1)
        kept = tuple(since for since in self.around if since.valid_from < day)
        kept = kept or (AroundSince(before, self.around_on(before)),)  # the first one holds for all days before it
        return replace(self, around=(*kept, AroundSince(day, around)))

    def require_order(self) -> None:
        """Raise BadInput where the shortest gap is longer than the longest, which only joined copies can leave."""
        if self.gap_least is not None and self.gap_most is not None and self.gap_most < self.gap_least:
            raise BadInput(f"{self.gap_least} to {self.gap_most} days between sessions isn't possible: swap the two.")

    def cleaned(self) -> Procedure:
        """With its texts as they are kept. Raises BadInput where one is empty or too long."""
        self.require_order()
        if self.kind not in PROCEDURE_KINDS:
            raise BadInput(f"There is no kind “{self.kind[:40]}”: choose {', '.join(PROCEDURE_KINDS)}.")
        return replace(
            self,
            label=one_line(self.label, "The name of the procedure"),
            who=one_line(self.who, "Who does it", required=False),
            where=one_line(self.where, "The place", required=False),
            why=one_line(self.why, "Why", required=False),
            note=free_text(self.note, "The note"),
        )


class PlannedDay(Struct, frozen=True):
    """For which day a session was planned, from a day on."""

    valid_from: date
    day: date | None
    """None for called off."""


class Session(Struct, frozen=True):
    """One session of a procedure, planned or done."""

    id: str
    """Made once, so that copies of one recovery know it again."""
    procedure_id: str
    placed: tuple[PlannedDay, ...]
    """Oldest first, never empty."""
    at: time | None = None
    """On the clock of the place; None for no time said."""
    done: bool = False
    note: str = ""
    """What was done, with which settings, what was told."""
    done_on: date | None = None
    """On which day it was done: another copy that moved it before it knew does not move that."""

    def __post_init__(self) -> None:
        """Refuse an hour with a UTC offset, a year that none is in, and a session without a day. Raises BadInput."""
        require_time(self.at)
        if not self.placed:
            raise BadInput("A session was never planned for a day.")
        for one in self.placed:
            if one.day is not None:
                require_year(one.day)
        if self.done and self.done_on is None:
            force_setattr(self, "done_on", self.placed[-1].day)
        if self.done and any(one.day == self.done_on for one in self.placed):
            while self.placed[-1].day != self.done_on:
                force_setattr(self, "placed", self.placed[:-1])

    @property
    def day(self) -> date | None:
        """The day for which it is planned now; None where it was called off."""
        return self.placed[-1].day

    def known(self, day: date) -> date | None:
        """For which day it was planned, as it was known on a day; None where it was not, or was called off."""
        found = None
        for one in self.placed:
            if one.valid_from <= day:
                found = one.day
        return found

    def moved(self, day: date | None, today: date) -> Session:
        """Planned for another day, or called off, from today on; the days before keep what was known then."""
        if day == self.day:
            return self
        kept = tuple(one for one in self.placed if one.valid_from < today)
        if kept and kept[-1].day == day:
            return replace(self, placed=kept, done_on=day if self.done else None)  # moved there and back on one day
        return replace(self, placed=(*kept, PlannedDay(today, day)), done_on=day if self.done else None)


def next_within(procedure: Procedure, sessions: Iterable[Session]) -> tuple[date | None, date | None]:
    """The first and the last day on which the next session should be, by the agreed gap after the last dated session.

    None on a side where nothing was agreed, or no session has a day yet.
    """
    last = max((one.day for one in sessions if one.day is not None), default=None)
    if last is None:
        return None, None
    least, most = procedure.gap_least, procedure.gap_most
    return (last + timedelta(days=least) if least else None), (last + timedelta(days=most) if most else None)


def planned(session_id: str, procedure_id: str, day: date, today: date, at: time | None = None) -> Session:
    """A session as it is planned today.

    One of today or a past day is told as it was, so it counts for the days around it; one that is ahead lets nothing
    rest on the days before it was planned. Raises BadInput for a year in which nothing of this can be.
    """
    require_year(day)
    known_from = today if day > today else day - timedelta(days=LONGEST_AROUND)
    return Session(session_id, procedure_id, (PlannedDay(known_from, day),), at)
