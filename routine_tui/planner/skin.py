"""The skin: check-ins, what is asked once, and what a clinician said of things to avoid."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from routine_tui.facts.skin import avoid_item, rules
from routine_tui.model.errors import AskedOnce, BadInput
from routine_tui.model.recovery.answers import OF_THE_SESSION, PROFILE, Answer, kind_of, require_answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride, newest
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.avoidance import Calm, calm
from routine_tui.model.skin.session_answers import without_earlier
from routine_tui.model.text import clipped, free_text, listed, one_line, short_day
from routine_tui.planner.workspace import Room


class Skin(Room):
    """Records check-ins, the profile, and clinicians' words. Every change is on the disk when its method returns."""

    def calm(self) -> Calm:
        """Whether the skin is calm today, as far as the log can tell."""
        return calm(self._workspace.recovery, self._workspace.today(), rules())

    def check_in(
        self,
        day: date,
        answers: Mapping[str, Answer | None],
        note: str | None = None,
        places: Mapping[str, str] | None = None,
        at: datetime | None = None,
    ) -> Recovery:
        """Record answers for a day, in the look to which they belong; None takes one back.

        ``note`` replaces the note of that look; ``places`` name side and place of answers, empty for none. ``at`` is
        the moment of the look that is meant; without it, what is answered within an hour belongs together, and what
        comes later is a look of its own. Raises OutsideWindow, and BadInput for a future day or an answer that its
        question does not take.
        """
        takes_back = not places and not note and all(answer is None for answer in answers.values())
        if takes_back and self._workspace.recovery.record(day).skin:
            self._workspace.recovery.require(day)  # what a clock that was ahead put there can be taken back
        else:
            self._workspace.require_not_ahead(day)
        for name, answer in answers.items():
            if name in PROFILE:
                raise AskedOnce(name)
            kind_of(name)
            if answer is not None:
                require_answer(name, answer)
        words = None if note is None else free_text(note, "The note")
        where = {name: one_line(place, "The place", required=False) for name, place in (places or {}).items()}
        now = self._workspace.clock.now()
        known = self._workspace.recovery.record(day).skin or CheckIn()
        amended = known.amended_at(now) if at is None else known.look_at(at)
        if where and not amended and not answers and not words:
            raise BadInput("A place belongs to something that is answered: say what is there, e.g. redness=2.")

        def edit(recovery: Recovery) -> Recovery:
            recovery = without_earlier(recovery, [name for name in OF_THE_SESSION if name in answers])
            before = recovery.record(day).skin or CheckIn()
            return recovery.checked_in(day, before.with_answers(answers, now, words, where, at))

        when = "" if day == self._workspace.today() else f" on {short_day(day, self._workspace.today())}"
        added = f"added a check-in at {at or now:%H:%M}"
        return self._workspace.change(f"{added if known.looks and not amended else 'check-in'}{when}", edit)

    def look_moment(self, day: date, hour: time, is_there: bool = False) -> datetime:
        """The moment of the look that a day has at an hour, to the minute; else the moment of that hour.

        Raises BadInput for an hour to come and, where the look has to be there, for one without a look.
        """
        self._workspace.require_not_ahead(day)
        check_in = self._workspace.recovery.record(day).skin or CheckIn()
        known = [look.at for look in check_in.looks if look.at and f"{look.at:%H:%M}" == f"{hour:%H:%M}"]
        if known:
            return known[-1]
        if is_there:
            words = short_day(day, self._workspace.today())
            hours = listed([f"{look.at:%H:%M}" for look in check_in.looks if look.at])
            there = f"there is one at {hours}" if hours else "there is none on that day"
            raise BadInput(f"There is no check-in at {hour:%H:%M} on {words}: {there}.")
        return self._workspace.past_moment(day, hour)

    def set_profile(self, answers: Mapping[str, int | bool | None]) -> Recovery:
        """Record what is asked once; None takes an answer back. Raises BadInput.

        What is asked of the needles belongs to a check-in, and so it is recorded in today's.
        """
        for name, answer in answers.items():
            if name not in (*PROFILE, *OF_THE_SESSION):
                raise BadInput(f"{clipped(name, 40)} is not asked in the profile: use one of {', '.join(PROFILE)}.")
            if answer is not None:
                require_answer(name, answer)
            if name == "born" and answer is not None and answer > self._workspace.today().year:
                raise BadInput(f"{answer} is in the future: the year of birth is a past one.")
        today, now = self._workspace.today(), self._workspace.clock.now()
        of_session = {name: answer for name, answer in answers.items() if name in OF_THE_SESSION}
        of_person = {name: answer for name, answer in answers.items() if name in PROFILE}

        def edit(recovery: Recovery) -> Recovery:
            if of_session:
                recovery = without_earlier(recovery, of_session)
                before = recovery.record(today).skin or CheckIn()
                recovery = recovery.checked_in(today, before.with_answers(of_session, now))
            kept = {name: value for name, value in {**recovery.profile, **of_person}.items() if value is not None}
            return recovery if kept == recovery.profile else replace(recovery, profile=kept)

        return self._workspace.change("edited the profile", edit)

    def clear(self, item: str, from_day: date | None, words: str = "", keeps_day: bool = False) -> Recovery:
        """Record a clinician's word about something to avoid: from when, or None for the usual date again.

        ``item`` is the thing's id. Where the word ``keeps_day``, the day of the word before stays. Raises BadInput
        where there is no such thing, or where a day comes without a word on who said it.
        """
        label = avoid_item(item).label
        said = free_text(words, "The clinician's words")
        if from_day is not None and not said.strip():
            raise BadInput("Who gave you this date? Write it like “Dr Kaya, 3 December”.")
        now = self._workspace.clock.now()

        def edit(recovery: Recovery) -> Recovery:
            earlier = max((one.at for one in recovery.clearances), default=now)
            at = now if earlier < now else earlier + timedelta(microseconds=1)  # the last word is the one that counts
            before = newest(recovery.clearances).get(item)
            day = before.from_day if before is not None and keeps_day else from_day
            word = ClinicianOverride(uuid.uuid4().hex, item, at, day, said)
            return replace(recovery, clearances=(*recovery.clearances, word))

        return self._workspace.change(f"set a date for {label}", edit)
