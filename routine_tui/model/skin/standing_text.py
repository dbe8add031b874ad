"""What stands of the check-ins, in one line: loud where somebody is to be asked, quiet where that was said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from routine_tui.model.recovery.contact import WHO_WORDS
from routine_tui.model.skin.concern import TODAY_LEVEL, Level, level_of
from routine_tui.model.skin.concern_text import NOT_ALONE, PAST
from routine_tui.model.skin.standing import Flag, is_loud, is_past, visit_since
from routine_tui.model.text import days_in_words, short_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery


def flag_words(flag: Flag, levels: Sequence[Level], recovery: Recovery, day: date, today: date) -> str:
    """One line for a flag that is open on a day; what is about mood is never named in it.

    A level 3 or 4 that a later look is without says that it is to be told all the same; a level 2 that was said before
    says since when it is there, and when it is looked at.
    """
    name = level_of(levels, flag.rule.level).name
    says = NOT_ALONE if flag.rule.crisis else flag.rule.says
    if flag.rule.level >= TODAY_LEVEL and flag.is_over:
        name = PAST if is_past(flag, today) else name
        return f"{name}: {says} ({short_day(flag.day, today)}). Even if it is over, tell somebody."
    if is_loud(flag, recovery, day):
        age = (day - flag.day).days
        when = "" if age <= 0 else " (yesterday)" if age == 1 else f" ({days_in_words(age)} ago)"
        return f"{name}{when}" if flag.rule.crisis else f"{name}: {says}{when}"  # who listens is named beside it
    return f"{says}: {still_words(flag, recovery, today)}"


def answered_words(flags: Sequence[Flag], recovery: Recovery, today: date) -> str:
    """That the newest answer is of somebody whose word does not settle a level 3 or 4; empty where there is none.

    It says nothing of whether that answer was right.
    """
    if not flags or flags[0].rule.level < TODAY_LEVEL:
        return ""
    since = min(flag.day for flag in flags if flag.rule.level == flags[0].rule.level)
    heard = [one for one in recovery.care.contacts if one.said and since <= one.day <= today]
    if not heard or heard[-1].quiets(flags[0].rule.level):
        return ""
    who = WHO_WORDS[heard[-1].who]
    who = who if heard[-1].who == "other" else f"The {who.lower()}"
    return f"{who} answered. Your answers still call for someone today who can look at your skin."


def still_words(flag: Flag, recovery: Recovery, today: date) -> str:
    """Since when a flag is there, and which visit is planned: ``still there since 14 Nov; visit 12 Dec``."""
    visit = visit_since(flag, recovery)
    planned = f"; visit {short_day(visit.day, today)}" if visit and visit.day >= today else ""
    return f"still there since {short_day(flag.since, today)}{planned}"
