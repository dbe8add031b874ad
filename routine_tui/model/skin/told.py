"""What is told today of the check-ins, and how loudly: the level, whom to call, and what was answered, in few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.model.recovery.answers import MOOD, URGENT_SIGNS
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.concern import RED_FLAG, TODAY_LEVEL, Concern, Level, Rule, concern, level_of
from routine_tui.model.skin.concern_text import EMERGENCY, NOT_ALONE, open_words
from routine_tui.model.skin.look_less import next_look_words
from routine_tui.model.skin.rule_language import compiled
from routine_tui.model.skin.standing import PAST_FROM, Flag, is_loud, last_look_day, open_flags, standing_of
from routine_tui.model.skin.standing_text import still_words
from routine_tui.model.text import days_in_words, short_day, weekday_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.skin.regions import Region

MOST_REASONS: Final = 2
"""How many things that were answered are named where there are only one or two lines."""


class ToldLine(NamedTuple):
    """One line: what has to fit, and what comes after it as far as there is room."""

    head: str
    tail: str = ""


Shape = tuple[ToldLine, ...]
"""One line or two that say the same as the others, in more words or fewer."""


class Told(Struct, frozen=True):
    """What is told today, and its words for a line or two."""

    concern: Concern
    is_quiet: bool
    """Whether it need not be said aloud: nothing asks for anybody, it is looked after, or somebody has heard of it."""
    shapes: tuple[Shape, ...]
    """Its words, the longest first. They never say that it is about harming oneself."""
    has_heard: bool = False
    """Whether somebody was spoken to about it, so that nothing of it stands."""

    @property
    def level(self) -> int:
        """What it calls for, 0 to 4; 0 once somebody has heard of it."""
        return 0 if self.has_heard else self.concern.level

    @property
    def tone(self) -> int:
        """The level whose colours it has: those of an emergency only where somebody is to be called now."""
        return 0 if self.has_heard else self.concern.tone

    @property
    def is_filled(self) -> bool:
        """Whether somebody is to be called today."""
        return self.level >= TODAY_LEVEL

    @property
    def is_calm(self) -> bool:
        """Whether nothing asks for anybody."""
        return self.level < RED_FLAG

    def lines(self, width: int, last: int) -> Shape:
        """The longest words of which each head fits in so many characters, that of the last line in ``last``.

        The shortest where none does.
        """
        fits = (
            shape
            for shape in self.shapes
            if all(len(line.head) <= width for line in shape) and len(shape[-1].head) <= last
        )
        return next(fits, self.shapes[-1])


def told_today(
    rules: Sequence[Rule], levels: Sequence[Level], region: Region, recovery: Recovery, today: date
) -> Told | None:
    """What is told today: what still stands, else what the newest check-in calls for; None where there is none."""
    if flags := open_flags(rules, recovery, last_look_day(recovery, today)):
        told = _standing(flags, levels, region, recovery, today)
        if told.level >= TODAY_LEVEL:
            return told
        left = concern(rules, recovery, told.concern.day).urgent_unanswered
        return replace(told, concern=replace(told.concern, urgent_unanswered=left))
    days = [day for day, _ in check_ins(recovery) if day <= today]
    found = next((one for day in reversed(days) if (one := concern(rules, recovery, day)).checked), None)
    if found is None:
        return None
    if found.level >= RED_FLAG:
        spoken = f"You have spoken to somebody about your check-in of {weekday_day(found.day, today)}."
        return Told(found, True, ((ToldLine(spoken),), (ToldLine("You have spoken to somebody."),)), has_heard=True)
    words, when = calm_words(found, today), next_look_words(recovery, today) if recovery.quiet else ""
    if when and found.level == 0 and not found.urgent_unanswered:
        words = (f"{words[0]} {when}.", *words)
    return Told(found, True, tuple((ToldLine(one),) for one in words))


def _standing(flags: Sequence[Flag], levels: Sequence[Level], region: Region, recovery: Recovery, today: date) -> Told:
    """What is told of flags that are open: the highest level of them, and aloud where one of that level is loud."""
    highest = [flag for flag in flags if flag.rule.level == flags[0].rule.level]
    found = standing_of(flags, today)
    assert found is not None  # there are flags
    name, why = level_of(levels, found.level).name, reasons(highest, today)
    if found.is_past:
        return Told(found, False, _past(why, region))
    if found.level >= EMERGENCY:
        is_old = (today - found.day).days >= PAST_FROM
        return Told(found, False, _emergency(highest, ToldLine(name, why), region, is_old))
    if found.level >= TODAY_LEVEL:
        return Told(found, False, ((ToldLine(name.upper(), why), ToldLine(f"Call {region.urgent}")),))
    if any(is_loud(flag, recovery, today) for flag in highest):
        return Told(found, False, ((ToldLine(name.upper(), why),),))
    still = still_words(highest[0], recovery, today)
    return Told(found, True, ((ToldLine(f"{still[:1].upper()}{still[1:]}", why),),))


def _past(why: str, region: Region) -> tuple[Shape, ...]:
    """That somebody is to hear of it today, whom to call for that, and whom to call where it comes back."""
    tell = ToldLine("TELL SOMEBODY TODAY", why)
    return (tell, ToldLine(f"Call {region.urgent}", f"if it comes back, call {region.emergency}")), (
        tell,
        ToldLine(f"If it comes back, call {region.emergency.partition(':')[0]}"),
    )


def _emergency(highest: Sequence[Flag], about: ToldLine, region: Region, is_old: bool) -> tuple[Shape, ...]:
    """Whom to call first and alone, then what it is about; where it is about mood, somebody who listens.

    Of what was said some days ago, and not asked again since, it is first asked whether it is still so.
    """
    if all(flag.rule.crisis for flag in highest):
        return ((ToldLine(f"{NOT_ALONE}."), ToldLine(f"Call {region.crisis}")),)
    where, _, numbers = region.emergency.partition(":")
    still = "STILL SO? " if is_old else ""
    whole = (ToldLine(f"{still}{f'Call {region.emergency} now'.upper()}"), about)
    if not numbers:
        return (whole,)
    short = ToldLine(f"{still}{f'Call {where} now'.upper()}")
    return whole, (short, ToldLine(numbers.strip(), f"{about.head}: {about.tail}"))


def reasons(flags: Sequence[Flag], today: date) -> str:
    """What was answered, in short, with its age; nothing of mood, which whoever stands behind the person may read."""
    named = [flag for flag in flags if not _is_of_mood(flag.rule)][:MOST_REASONS]
    if not named:
        return ""
    age = (today - max(flag.day for flag in named)).days
    when = "" if age <= 0 else "yesterday: " if age == 1 else f"{days_in_words(age)} ago: "
    over = ". Even if it is over, tell somebody" if all(_is_over(flag) for flag in named) else ""
    return when + "; ".join(f"{flag.rule.says[:1].lower()}{flag.rule.says[1:]}" for flag in named) + over


def _is_over(flag: Flag) -> bool:
    """Whether a later look is without it, and it is to be told to somebody all the same."""
    return flag.is_over and flag.rule.level >= TODAY_LEVEL


def _is_of_mood(rule: Rule) -> bool:
    """Whether a rule asks about mood, which is between the person and whom they tell."""
    return bool(compiled(rule.when).asks & set(MOOD))


def calm_words(found: Concern, today: date) -> tuple[str, ...]:
    """What levels 0 and 1 say, the longest first; no all-clear where urgent questions were not answered."""
    if found.level:
        again = "check in again tomorrow" if found.day == today else "check in again today"
        said, short = f"Keep an eye on it: {again}.", f"{again.capitalize()}."
        return (f"{said} {open_words(found)}.", said, short) if found.urgent_unanswered else (said, short)
    here = "today" if found.day == today else f"on {short_day(found.day, today)}"
    if left := found.urgent_unanswered:
        short = f"{left} of {len(URGENT_SIGNS)} urgent questions not answered"
        return f"{open_words(found)} {here}. Worried? Ask a clinician.", f"{open_words(found)}.", short
    when = "today's check-in" if found.day == today else f"your check-in of {weekday_day(found.day, today)}"
    said = f"No red flags in {when}."
    short = f"No red flags {here}"
    return f"{said} Worried anyway? Ask a clinician.", f"{short}. Worried? Ask a clinician.", said, short
