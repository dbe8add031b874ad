"""The words in which every page tells about the skin: numbers, flags, products and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from routine_tui.exporters.page.phrases import SLOT_NAMES, Phrases
from routine_tui.exporters.summary.on_shelf import OnShelf, UsedBy
from routine_tui.exporters.summary.shown_photos import ShownPhoto
from routine_tui.exporters.summary.skin import Checked, FlaggedDay, LeftAlone, SkinSummary
from routine_tui.exporters.summary.summary import Summary
from routine_tui.model.recovery.answers import DAYS_OF, FEELINGS, MOOD, SIGNS, TEMPERATURE, URGENT_SIGNS
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import Reaction
from routine_tui.model.shelf.trials import VERDICT_WORDS, WHAT_WORDS
from routine_tui.model.skin.avoidance_text import FINE_AGAIN, HEADING
from routine_tui.model.skin.concern_text import OWN_THRESHOLD
from routine_tui.model.text import days_in_words, listed, short_day

HEADS: Final = {
    **{name: name.capitalize() for name in (*SIGNS, *FEELINGS)},
    TEMPERATURE: "°C",
}
"""The columns of the check-ins, in the order in which the questions are asked."""
MOST_SEVERAL: Final = 3
"""Of how many flagged days with several looks each look is told beside the flags; the newest ones."""
_FEW_DAYS: Final = 3
_FEW_NAMES: Final = 6
OWN_MARK: Final = "†"
"""Stands at a flag whose cut-off is the program's own; a star would be read as Markdown."""


_PERSON: Final = {"diabetes": "diabetes", "tetanus_known": "sure of tetanus vaccine"}
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
        return f"What the answers called for by this program's own rules; {named}." if names else ""

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
        said += [f"no {' or '.join(signs)} sign"] if signs else []
        if one.no:
            has_group = one.no_urgent or one.no_infection
            said.append(f"no to {one.no} {'other' if has_group else 'question'}{'' if one.no == 1 else 's'}")
        for name in DAYS_OF:
            if (number := one.check_in.number(name)) is not None:
                said.append(f"{name.removesuffix('_days')} for {days_in_words(int(number))}")
        said += [f"where: {one.where}"] if one.where not in ("", told_where) else []
        return "; ".join(said)

    # ------------------------------------------------------------------ the shelf

    def product(self, product: OnShelf) -> str:
        """What a product is and since when: ``moisturiser, since D3 (3 Nov), opened 1 Oct 2026``."""
        said = [] if product.category == "other" else [product.category]
        said += [self._since(product.introduced_on)] if product.introduced_on else []
        said += [f"opened {short_day(product.opened_on)}"] if product.opened_on else []
        said += [f"keeps until {short_day(product.keeps_until)}"] if product.keeps_until else []
        said += [f"not used from {self._days.day(product.ended_on)} on"] if product.ended_on else []
        return ", ".join(said)

    def _since(self, day: date) -> str:
        """Since when a product touches the skin; by the date alone where that was before day zero."""
        return f"since {short_day(day)}" if day < self._summary.day_zero else self._days.since(day)

    def used_by(self, use: UsedBy) -> str:
        """A step that uses a product: ``Morning, Moisturiser, since D0``."""
        until = f" until before {self._days.day(use.until)}" if use.until else ""
        return f"{SLOT_NAMES[use.slot]}, {use.name}, {self._days.since(use.first)}{until}"

    def trial(self, product: OnShelf) -> str:
        """How a product was tried on one place: ``Tried on one place from D3 (3 Nov), jaw: fine``, or nothing."""
        if product.trial_on is None:
            return ""
        place = f", {product.trial_place}" if product.trial_place else ""
        went = f": {VERDICT_WORDS[product.verdict]}" if product.verdict else ""
        return f"Tried on one place from {self._days.day(product.trial_on)}{place}{went}"

    def seen(self, product: OnShelf) -> str:
        """What was seen after a product: ``Seen after it: D4 (6 Nov) stung within minutes``; empty for nothing told."""
        said = "; ".join(map(self._reaction, product.reactions))
        return f"Seen after it: {said}" if said else ""

    def stopped(self, product: OnShelf) -> str:
        """Why a product is no longer used, in the person's own words; empty where that was not said."""
        return f"Stopped because: {product.ended_because}" if product.ended_because else ""

    @property
    def reacted(self) -> str:
        """The products after which something was seen, with the newest of it; empty for none."""
        told = [f"{one.name} ({self._reaction(one.reacted[-1])})" for one in self.skin.products if one.reacted]
        return "; ".join(told)

    def _reaction(self, one: Reaction) -> str:
        within = f" within {one.within}" if one.within and one.what != "nothing" else ""
        return f"{self._days.day(one.day)} {WHAT_WORDS[one.what]}{within}"

    def ingredients(self, product: OnShelf) -> str:
        """What its ingredients list holds; empty for no list. Nothing on our lists is not a clearance."""
        if not product.ingredients:
            return ""
        said = [f"{_LEVEL_WORDS[level]}: {_few(names)}" for level, names in product.flagged]
        found = "; ".join(said) or "nothing on our list"
        unknown = f"; {product.unknown} not known to us" if product.unknown else ""
        return f"Of {product.ingredients} ingredients {found}{unknown}."

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
        return f"{roles[:1].upper()}{roles[1:]}, {when}{' (with make-up)' if one.photo.makeup else ''}"

    def picture(self, picture: Photo) -> str:
        """When a picture was taken, on the camera's own clock."""
        at = f", {picture.taken_at:%H:%M}" if picture.taken_at else ""
        return f"{self._days.day(picture.day)}{at}"


_ROLES: Final = {"before": "before the session", "worst": "at its worst", "newest": "newest"}
_LEVEL_WORDS: Final = {
    "avoid": "to avoid while skin heals",
    "caution": "with caution",
    "ask": "medicines, to ask about",
}


def _few(names: Sequence[str]) -> str:
    more = len(names) - _FEW_NAMES
    return ", ".join(names[:_FEW_NAMES]) + (f" and {more} more" if more > 0 else "")
