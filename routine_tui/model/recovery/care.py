"""What a clinician set and what is planned: visits, questions, courses, procedures, contacts, papers, and what
is told about the person.

This holds them and says what follows for a day. What each is stands in a file of its own, imported only where a
recovery has some.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from routine_tui.model.recovery.background import BackgroundAnswer
    from routine_tui.model.recovery.contact import Contact
    from routine_tui.model.recovery.course import Course
    from routine_tui.model.recovery.paper import Paper
    from routine_tui.model.recovery.procedure import Around, Procedure, Session
    from routine_tui.model.recovery.routine import StepVersion
    from routine_tui.model.recovery.visit import Question, Visit
else:
    Contact = Course = Paper = Procedure = Question = Session = BackgroundAnswer = Visit = Any
    """Each costs a millisecond before the first frame."""


class Care:
    """All of it, each kind in one order whoever added them, so that two copies that hold the same are equal.

    Frozen. Neither a dataclass, which takes a millisecond of every start to define, nor a Struct, which has no room
    for what is read later.
    """

    visits: tuple[Visit, ...]
    questions: tuple[Question, ...]
    courses: tuple[Course, ...]
    procedures: tuple[Procedure, ...]
    sessions: tuple[Session, ...]
    """Those of all procedures, planned and done."""
    background: tuple[BackgroundAnswer, ...]
    """What was told about the session that did it, about skin and health, and before a next time; by the field's id."""
    contacts: tuple[Contact, ...]
    """Who was spoken to, and what was said; the earliest first."""
    papers: tuple[Paper, ...]
    """Which file is a paper of what kind; the files lie beside the recovery."""

    def __init__(
        self,
        visits: tuple[Visit, ...] = (),
        questions: tuple[Question, ...] = (),
        courses: tuple[Course, ...] = (),
        procedures: tuple[Procedure, ...] = (),
        sessions: tuple[Session, ...] = (),
        background: tuple[BackgroundAnswer, ...] = (),
        contacts: tuple[Contact, ...] = (),
        papers: tuple[Paper, ...] = (),
    ) -> None:
        """Bring each kind into its order."""
        things = (visits, questions, courses, procedures, sessions, background, contacts, papers)
        given = zip(_ORDER, things, strict=True)
        self.__dict__.update((name, _in_order(name, things)) for name, things in given)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a changed one is another one, as ``having`` makes it."""
        raise AttributeError(f"{name} of Care cannot be changed")

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same things, of whatever is still to be read as well."""
        if not isinstance(other, Care):
            return NotImplemented
        return self is other or all(getattr(self, name) == getattr(other, name) for name in _ORDER)

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in _ORDER))

    def __repr__(self) -> str:
        return f"Care({', '.join(f'{name}={getattr(self, name)!r}' for name in _ORDER)})"

    @classmethod
    def read_later(cls, kinds: Mapping[str, Callable[[], tuple[Any, ...]]]) -> Care:
        """Of each kind what a function gives, which is called once it is asked for.

        Nothing of most kinds is shown in the first frame, and to read all of them takes several milliseconds. What a
        function reads from must not have changed by then: ``settle`` comes before.
        """
        care = object.__new__(cls)
        care.__dict__["_later"] = dict.fromkeys(_ORDER, tuple) | dict(kinds)
        return care

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Read a kind that was left for later; Python calls this where an attribute is not there yet."""
            later = self.__dict__.get("_later", {})
            if name not in later:
                raise AttributeError(name)
            self.__dict__[name] = found = _in_order(name, later[name]())
            return found

    def having(self, **changes: tuple[Any, ...]) -> Care:
        """The same with other things of some kinds, by the kind's name."""
        return Care(**{name: getattr(self, name) for name in _ORDER} | changes)

    def settle(self) -> None:
        """Read all that was to be read later."""
        for name in _ORDER:
            getattr(self, name)

    @property
    def course_steps(self) -> frozenset[str]:
        """The ids of the steps that belong to courses."""
        return frozenset(step_id for course in self.courses for step_id in course.step_ids)

    def told(self, field_id: str) -> str:
        """What was told in a field; empty for nothing."""
        return next((one.text for one in self.background if one.id == field_id), "")

    def sessions_of(self, procedure_id: str) -> tuple[Session, ...]:
        """The sessions of a procedure, by the day that is planned now; those called off come last."""
        found = [one for one in self.sessions if one.procedure_id == procedure_id]
        return tuple(sorted(found, key=lambda one: (one.day is None, one.day or date.max, one.id)))

    def is_around(self, day: date, version: StepVersion) -> bool:
        """Whether a step belongs to a day by its tie to sessions (``schedule.around``); True for one without a tie."""
        if (around := version.schedule.around) is None:
            return True
        if (known := self._ties.get((day, around))) is None:
            known = self._ties[day, around] = self._is_tied_to(day, *around)
        return known

    def _is_tied_to(self, day: date, procedure_id: str, first: int, last: int) -> bool:
        """Whether a day lies from ``first`` to ``last`` days after a session, as it was known on that day."""
        if all(one.id != procedure_id for one in self.procedures):
            return False  # another copy took it away, and this one had planned a session
        return any(
            first <= (day - on).days <= last
            for one in self.sessions
            if one.procedure_id == procedure_id and (on := one.known(day))
        )

    def resting(self, day: date, step_id: str, version: StepVersion) -> Around | None:
        """The rule by which a step rests on a day because a session is near; None where it does not rest."""
        if not self.sessions:
            return None
        own = version.schedule.around[0] if version.schedule.around else ""
        for procedure_id, around in self._around(day):
            if procedure_id != own and around.means(step_id, version):
                return around
        return None

    def _around(self, day: date) -> tuple[tuple[str, Around], ...]:
        """The rules by which steps rest on a day, with the ids of their procedures; kept, as a year asks often."""
        if (known := self._days.get(day)) is None:
            by_id = {one.id: one for one in self.procedures}
            known = self._days[day] = tuple(
                (one.procedure_id, around)
                for one in self.sessions
                if (on := one.known(day)) and one.procedure_id in by_id
                for around in by_id[one.procedure_id].resting(on, day)
            )
        return known

    @cached_property
    def _days(self) -> dict[date, tuple[tuple[str, Around], ...]]:
        """What ``_around`` found, by day; the value is frozen, so it stays true."""
        return {}

    @cached_property
    def _ties(self) -> dict[tuple[date, tuple[str, int, int]], bool]:
        """What ``is_around`` found, by day and tie, as each tick asks for those of a week again."""
        return {}


_ORDER: Final[dict[str, Callable[[Any], Any]]] = {
    "visits": lambda one: (one.day, one.id),
    "questions": lambda one: (one.asked_on, one.id),
    "courses": lambda one: (one.first_day, one.id),
    "procedures": lambda one: (one.label.casefold(), one.id),
    "sessions": lambda one: (one.procedure_id, one.id),
    "background": lambda one: one.id,
    "contacts": lambda one: one.order,
    "papers": lambda one: (one.added.timestamp(), one.id),
}
KINDS_OF_CARE: Final = tuple(_ORDER)
"""The names of its kinds."""


def _in_order(name: str, things: tuple[Any, ...]) -> tuple[Any, ...]:
    """Things of one kind in their order."""
    return tuple(sorted(things, key=_ORDER[name])) if len(things) > 1 else things


NO_CARE: Final = Care()
