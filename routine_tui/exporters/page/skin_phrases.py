"""The words in which every page tells about the skin: numbers, flags, products and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from routine_tui.exporters.page.phrases import Phrases
from routine_tui.exporters.summary.shown_photos import ShownPhoto
from routine_tui.exporters.summary.skin import VISIT_LEVEL, Checked, FlaggedDay, LeftAlone, SkinSummary
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.recovery.answers import DAYS_OF, FEELINGS, MOOD, SIGNS, TEMPERATURE, URGENT_SIGNS
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.skin.avoidance_text import FINE_AGAIN, HEADING
from routine_tui.model.skin.concern_text import EMERGENCY, OWN_THRESHOLD
from routine_tui.model.text import days_in_words, listed

HEADS: Final = {
    **{name: name.capitalize() for name in (*SIGNS, *FEELINGS)},
    TEMPERATURE: "°C",
}
"""The columns of the check-ins, in the order in which the questions are asked."""
LONG_IN_CHECK_INS: Final = 3
"""In so many check-ins a level of 2 is told beside the problems."""
MOST_SEVERAL: Final = 3
"""Of how many flagged days with several looks each look is told beside the flags; the newest ones."""
_FEW_DAYS: Final = 3
OWN_MARK: Final = "†"
"""Stands at a flag whose cut-off is the program's own; a star would be read as Markdown."""


_PERSON: Final = {"tetanus_known": "sure of tetanus vaccine"}
"""What is asked once and is told among the background, in the words of a page."""


class SkinPhrases:
    """The sentences about the skin of one summary."""

    def __init__(self, summary: Summary, skin: SkinSummary) -> None:
        self.skin = skin
        self._days = Phrases(summary)
        self._summary = summary

    # ------------------------------------------------------------------ how the skin is doing

    @property
    def hottest(self) -> str:
        """The highest temperature with its first day, in a sentence; empty where none was taken."""
        if self.skin.hottest is None:
            return ""
        degrees, day = self.skin.hottest
        return f"Highest temperature: {degrees:g} °C, {self._days.day(day)}."

    @property
    def answered_yes(self) -> str:
        """The urgent questions and the signs of infection that were answered with yes, in a sentence."""
        signs = "; ".join(f"{label}, {self._some(days)}" for label, days in self.skin.answered_yes)
        return f"Answered with yes: {signs}." if signs else ""

    @property
    def who(self) -> str:
        """When the person was born, and the skin type: ``Born 1988 · skin type 3 of 6``; empty for neither."""
        born, skin_type = self.skin.profile.get("born"), self.skin.profile.get("phototype")
        said = [f"born {born}"] if born else []
        said += [f"skin type {skin_type} of 6"] if skin_type else []
        told = " · ".join(said)
        return f"{told[:1].upper()}{told[1:]}"

    @property
    def person(self) -> str:
        """What was answered once about the person and stands nowhere else; empty for nothing."""
        told = [(words, self.skin.profile.get(name)) for name, words in _PERSON.items()]
        said = "; ".join(f"{words}: {'yes' if value else 'no'}" for words, value in told if value is not None)
        return f"{said[:1].upper()}{said[1:]}." if said else ""

    @property
    def levels(self) -> str:
        """What the levels of the flags are called, in a sentence; empty where no flag was recorded."""
        names = {flag.level: flag.level_name for flag in self.skin.flags}
        named = listed([f"level {level} is “{name}”" for level, name in names.items()])
        return f"By this program's own rules; {named}." if names else ""

    @property
    def no_flag(self) -> str:
        """What is said where no flag was recorded; empty where there is one, or no check-in."""
        if self.skin.flags or not self.skin.check_ins:
            return ""
        is_part = self.skin.without_mood or self._summary.first > self._summary.day_zero
        here = " in what is shown here" if is_part else ""
        left_open = self._left_open()
        flag = "Nothing above the level to watch" if self.skin.highest or left_open else "No red flag"
        return f"{flag} was recorded{here}{left_open}."

    def _left_open(self) -> str:
        """In how many check-ins the urgent list was not answered whole; empty for none."""
        asked = {name for name in URGENT_SIGNS if not (self.skin.without_mood and name in MOOD)}
        answered: dict[date, set[str]] = {}
        for one in self.skin.check_ins:
            answered.setdefault(one.day, set()).update(one.check_in.answers)
        left, whole = sum(not asked <= names for names in answered.values()), len(answered)
        return f"; {left} of {whole} check-ins {'leaves' if left == 1 else 'leave'} urgent questions open" * bool(left)

    @property
    def level_2(self) -> str:
        """In how many check-ins level 2 stood and nothing higher, and from when to when; empty where it soon passed."""
        days = [one.day for one in self.skin.check_ins if one.level == VISIT_LEVEL]
        if len(days) < LONG_IN_CHECK_INS:
            return ""
        name = next(one.level_name for one in self.skin.check_ins if one.level == VISIT_LEVEL)
        when = self._days.range(days[0], days[-1])
        count = f"{len(days)} of {len(self.skin.check_ins)} check-ins"
        return (
            f"The program’s rules called for: {name.lower()} (level {VISIT_LEVEL} of {EMERGENCY}), in {count}, {when}."
        )

    avoid_heading: Final = HEADING
    conditions: Final = (
        "A date alone clears nothing: redness must be 0 or 1 in the last three check-ins, without a sign of infection "
        "or open skin; a clinician's date clears it. The dates follow common clinic advice; clinics differ."
    )

    @property
    def how_to_read(self) -> str:
        """How the table of check-ins is read, with the names of the levels in it."""
        names = {one.level: f"{one.level} {one.level_name.lower()}" for one in self.skin.looks if one.level}
        levels = f" Levels: {', '.join(names[level] for level in sorted(names))}." if names else ""
        places = " Where it is stands at the first check-in that says so, and where it changes."
        return (
            "Signs from 0 to 4, feelings from 0 to 10, as the person saw them. An empty place was not answered, which "
            f"is not zero.{places * any(one.where for one in self.skin.looks)}{levels}"
        )

    @property
    def several(self) -> str:
        """What is said where a day has several looks: that each is told, and that the day counts by its worst."""
        has_several = any(one.hour for one in self.skin.looks)
        return "Where a day has several looks at the skin, it counts by its worst." if has_several else ""

    @property
    def flagged_looks(self) -> tuple[tuple[str, str], ...]:
        """The looks of the newest flagged days that have several: when each was, and what it said."""
        flagged = {day for flag in self.skin.flags for day in flag.days}
        days = sorted({one.day for one in self.skin.looks if one.hour and one.day in flagged})[-MOST_SEVERAL:]
        told = (one for one in self.skin.looks if one.day in days)
        return tuple((f"{self._days.day(one.day)}, {one.hour}", self._look(one)) for one in told)

    def _look(self, one: Checked) -> str:
        known = [(head, number) for name, head in HEADS.items() if (number := self.number(one, name))]
        numbers = [f"{number} °C" if head == "°C" else f"{head.lower()} {number}" for head, number in known]
        said = [", ".join(numbers), *([f"yes: {', '.join(one.yes)}"] if one.yes else [])]
        return "; ".join(filter(None, [*said, f"where: {one.where}" if one.where else ""]))

    def flag(self, flag: FlaggedDay) -> str:
        """What fired and when: ``Redness at 2 or more after day 7†: D9 (9 Nov)``."""
        return f"{flag.says}{OWN_MARK * flag.is_proposal}: {self._some(flag.days)}."

    @property
    def own_cut_offs(self) -> str:
        """What the mark at a flag means; empty where none has one."""
        has_own = any(one.is_proposal for one in self.skin.flags)
        return f"{OWN_MARK} {OWN_THRESHOLD[:1].upper()}{OWN_THRESHOLD[1:]}." if has_own else ""

    def _some(self, days: Sequence[date]) -> str:
        """Days, or where they are many how many check-ins and from when to when."""
        if len(days) <= _FEW_DAYS:
            return self._days.days(tuple(days))
        return f"{len(days)} check-ins, {self._days.range(days[0], days[-1])}"

    # ------------------------------------------------------------------ check-ins

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The questions with numbers that were ever answered, each with the head of its column."""
        answered = {name for one in self.skin.check_ins for name in one.check_in.answers}
        return tuple((name, head) for name, head in HEADS.items() if name in answered)

    def number(self, one: Checked, name: str) -> str:
        """An answer of a check-in; empty where there was none, which is not zero."""
        number = one.check_in.number(name)
        return "" if number is None else f"{number:.1f}" if name == TEMPERATURE else f"{number:g}"

    def more(self, one: Checked, told_where: str) -> str:
        """What a check-in says besides numbers: ``level 2; yes: Pus; no to 8 questions``.

        ``told_where`` is what was said of places last; what is the same is not said again.
        """
        said = [f"level {one.level}"] if one.level else []
        said += [f"yes: {', '.join(one.yes)}"] if one.yes else []
        signs = ("urgent",) * one.no_urgent + ("infection",) * one.no_infection
        said += [f"no to all {' and '.join(signs)} questions"] if signs else []
        if one.no:
            has_group = one.no_urgent or one.no_infection
            said.append(f"no to {one.no} {'other' if has_group else 'question'}{'' if one.no == 1 else 's'}")
        for name in DAYS_OF:
            if (number := one.check_in.number(name)) is not None:
                said.append(f"{name.removesuffix('_days')} for {days_in_words(int(number))}")
        said += [f"where: {one.where}"] if one.where not in ("", told_where) else []
        return "; ".join(said)

    # ------------------------------------------------------------------ avoided, pictures

    @property
    def left_alone(self) -> tuple[tuple[str, str], ...]:
        """What nobody spoke about, by the day until which it is avoided: the day in words, and the labels."""
        groups: dict[str, list[str]] = {}
        for one in self.skin.left_alone:
            if one.word_on is None:
                clinician = " (then ask a clinician)" if one.needs_clinician else ""
                groups.setdefault(self._until(one), []).append(f"{one.label}{clinician}")
        return tuple((until, "; ".join(labels)) for until, labels in groups.items())

    @property
    def spoken_about(self) -> tuple[tuple[LeftAlone, str], ...]:
        """What a clinician spoke about, each with the day in words."""
        return tuple((one, self._until(one)) for one in self.skin.left_alone if one.word_on is not None)

    def word(self, one: LeftAlone) -> str:
        """When a clinician's word was recorded, to stand before what was said."""
        return f"recorded on {self._days.short(one.word_on)}" if one.word_on else ""

    def _until(self, one: LeftAlone) -> str:
        if one.may_reconsider:
            return f"{FINE_AGAIN[:1].upper()}{FINE_AGAIN[1:]}"
        if one.day_reached:
            return "Until redness is down, without a sign of infection or open skin"
        return f"Until {self._days.day(one.until)} at least" if one.until else "Until the end of the window"

    @property
    def place_and_light(self) -> str:
        """The place and the light of the pictures that are shown: ``left, window light``; empty for not said."""
        photo = self.skin.shown[0].photo
        return ", ".join(filter(None, (photo.place, f"{photo.light} light" if photo.light else "")))

    def shown(self, one: ShownPhoto) -> str:
        """What a picture is shown for, with its day: ``Newest, D21 (23 Mar)``."""
        roles = listed([_ROLES[role] for role in one.roles])
        day = one.photo.day
        when = self._days.day(day) if day >= self._summary.day_zero else self._days.short(day)
        worst = f" ({', '.join(one.signs)})" if one.signs else ""
        after = f", {one.after}" if one.after else ""
        makeup = " (with make-up)" if one.photo.makeup else ""
        return f"{roles[:1].upper()}{roles[1:]}{worst}, {when}{after}{makeup}"

    def picture(self, picture: Photo) -> str:
        """When a picture was taken, on the camera's own clock."""
        at = f", {picture.taken_at:%H:%M}" if picture.taken_at else ""
        return f"{self._days.day(picture.day)}{at}"


_ROLES: Final = {"before": "before the session", "worst": "at its worst", "newest": "newest"}
