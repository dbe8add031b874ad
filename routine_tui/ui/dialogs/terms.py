"""The terms of a course as they stand in the lines of its dialog: how often, for how long, with which breaks."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from routine_tui.dates import read_day
from routine_tui.model.care.lengths import length_words, read_length
from routine_tui.model.day.course_days import steps_of, version_of
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import MOST_PER_DAY, SLOTS
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.stages import read_stages
from routine_tui.model.text import escape_control_characters
from routine_tui.planner.courses import Regimen
from routine_tui.ui.dialogs.often import CHOICES, choice_of
from routine_tui.ui.keys import with_keys

STAGES: Final = "stages"
PHASES: Final = "phases"
AROUND: Final = "around"
NEEDED: Final = "needed"
TERMS: Final[dict[str, tuple[str, str]]] = {
    **{key: choice for key, choice in CHOICES.items() if key != "rule"},
    STAGES: ("in stages …", "3 days for 2 weeks, then 2 days for 2 weeks, then day for 8 weeks"),
    PHASES: ("phases with names …", "strong: day for 1 week, then mild: day for 1 week"),
    AROUND: ("around a procedure …", "-2 to 10 days"),
    NEEDED: ("only if needed", ""),
    "rule": CHOICES["rule"],
}
"""What can be chosen for a course, and what stands in the line beside it to begin with."""
_AROUND: Final = r"(?:from )?([+-]?[0-9]{1,4})(?: ?days?)? ?(?:to|until|\.\.) ?([+-]?[0-9]{1,4})(?: ?days?)?"
_AGAIN: Final = r"^(?:break )?(?:of )?(.*?)(?:(?:^|,? )([0-9]{1,3}) times?)?$"


class Terms(Struct, frozen=True):
    """What stands in the lines."""

    often: str
    """One of ``TERMS``."""
    detail: str = ""
    procedure_id: str = ""
    length: str = ""
    """``24 weeks``, ``until 2027-05-01``, or a day; empty for open."""
    again: str = ""
    """``8 weeks, 2 times``; empty for once."""

    @classmethod
    def of(cls, schedule: Schedule, required: bool = True) -> Terms:
        """What stands in the lines for a schedule; ``read`` gives it back."""
        if schedule.around is not None:
            procedure_id, first, last = schedule.around
            return cls(AROUND, f"{first} to {last} days", procedure_id, _length(schedule))
        if schedule.stages:
            return cls._of_stages(schedule)
        often, detail = choice_of(schedule.plain_rule)
        if not required and often == "day":
            often = NEEDED
        return cls(often, detail, "", _length(schedule))

    @classmethod
    def _of_stages(cls, schedule: Schedule) -> Terms:
        """One stage without a name is a rule for some weeks, perhaps again after a break."""
        course = read_stages(schedule.stages)
        only, *more = course.stages
        ends_by_itself = schedule == Schedule(schedule.first_day, stages=schedule.stages)
        if more or only.label or only.days is None or not ends_by_itself:
            named = any(stage.label for stage in course.stages)
            return cls(
                PHASES if named else STAGES, schedule.stages, "", "" if ends_by_itself else _iso(schedule.last_day)
            )
        again = [length_words(course.break_days)] if course.break_days else []
        again += [f"{course.times} times"] if course.times > 1 else []
        return cls(*choice_of(only.rule), "", length_words(only.days), ", ".join(again))

    def read(self, first_day: date, today: date, zero: date | None = None) -> Schedule:
        """The schedule that the lines say, counted from a first day. Raises BadInput."""
        if self.often == AROUND:
            return Schedule(first_day, last_day=self.last_day(first_day, today, zero), around=self._around())
        if self.often in (STAGES, PHASES) or not self.again.strip():
            return Schedule.from_words(self._rule, first_day, self.last_day(first_day, today, zero))
        try:
            length = read_length(self.length)
        except BadInput:
            raise BadInput(
                "Before a break, say for how long each time goes on: type a length, such as 12 weeks."
            ) from None
        return Schedule(first_day, stages=f"{self._rule} for {length_words(length)}, {self._breaks}")

    def last_day(self, first_day: date, today: date, zero: date | None = None) -> date | None:
        """The last day that the length gives; None for open. Raises BadInput."""
        text = " ".join(self.length.lower().split())
        if not text:
            return None
        if re.fullmatch(r"[0-9]{1,5} ?[a-z]+", text):
            return first_day + timedelta(days=read_length(text) - 1)
        return read_day(text.removeprefix("until "), today, max(first_day, today), zero)

    @property
    def _rule(self) -> str:
        if TERMS[self.often][1]:
            return self.detail
        return "day" if self.often == NEEDED else self.often

    @property
    def _breaks(self) -> str:
        """What follows the first time, in the words of a course in stages. Raises BadInput."""
        gap, times = re.findall(_AGAIN, " ".join(self.again.lower().split()))[0]
        told = [f"break {length_words(read_length(gap))}"] if gap else []
        return ", ".join([*told, f"{times or 2} times"])

    def _around(self) -> tuple[str, int, int]:
        match = re.fullmatch(_AROUND, " ".join(self.detail.lower().split()))
        if not self.procedure_id:
            raise BadInput(
                with_keys("There is no procedure yet: leave with escape, and ‹care.procedure› in Care adds one.")
            )
        if not match:
            raise BadInput(
                f"“{escape_control_characters(self.detail[:60])}” are no days around a session: "
                "write them as -2 to 10 days."
            )
        return self.procedure_id, int(match[1]), int(match[2])


def regimen_of(recovery: Recovery, course: Course, day: date) -> Regimen | None:
    """What is done of a course on a day; None where it has no step."""
    version = version_of(recovery, course, day)
    if version is None:
        return None
    slots = {one.slot for step in steps_of(recovery, course) if not (one := step.on(day) or step.versions[0]).ended}
    kept = {name: getattr(version, name) for name in Regimen.__struct_fields__ if name != "slots"}
    return Regimen(slots=tuple(slot for slot in SLOTS if slot in slots), **kept)


def read_most(text: str) -> int:
    """How often at most a day, from 1 to 24; 0 where nothing was set. Raises BadInput."""
    if not text.strip():
        return 0
    if not re.fullmatch(r"[0-9]{1,4}", text.strip()) or not 1 <= int(text) <= MOST_PER_DAY:
        raise BadInput(
            f"“{escape_control_characters(text[:40])}” times a day isn't possible: "
            f"use 1 to {MOST_PER_DAY}, or leave it empty."
        )
    return int(text)


def _length(schedule: Schedule) -> str:
    """How long a rule is set, in whole weeks; where they are none, until when."""
    if schedule.last_day is None:
        return ""
    days = (schedule.last_day - schedule.first_day).days + 1
    return length_words(days) if days % 7 == 0 else _iso(schedule.last_day)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
