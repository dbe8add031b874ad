"""Looking less: when it is offered, once, what is told while it is on, and what should bring somebody back sooner.

It changes what is suggested and shown, and nothing else: a check-in can be made at any time, and what one calls for
is told as ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from routine_tui.model.recovery.weeks import monday_of
from routine_tui.model.skin.check_ins import check_ins
from routine_tui.model.skin.concern import RED_FLAG
from routine_tui.model.skin.standing import last_look_day, standing
from routine_tui.model.text import weekday_day

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.skin.concern import Rule

FIRST_DAY: Final = 7
"""From which day after day zero it is offered: until then a look a day is suggested."""
OFTEN: Final = 15
"""How many looks in seven days are often: more than two a day."""
MUCH_BOTHER: Final = 8
_CHECKS: Final = 3
"""In how many check-ins in a row somebody is bothered so much."""
MUCH_LOOKING: Final = 3
EVERY: Final = 7
"""Days between two looks while it is on."""
SOONER: Final = (
    "Sooner if: heat, pus, spreading redness, fever, blisters, more pain, changed sight, or you are worried."
)
OFFER: Final = (
    "Looking seems to take a lot of your time or strength, and nothing in your answers needs anybody's advice now. "
    "You could look less: a check-in and photos less often, the charts hidden until you ask for them. "
    "You can always check in, and anything that needs somebody's advice is still shown."
)
NOT_ALONE_WITH_IT: Final = "If it weighs on you, tell your doctor: that is a reason to ask for help."


def is_offered(rules: Sequence[Rule], recovery: Recovery, today: date) -> bool:
    """Whether looking less is to be offered: it weighs much, no level of 2 or more stands, and it never was before."""
    if recovery.quiet or recovery.offset(today) < FIRST_DAY or not recovery.contains(today):
        return False
    return _weighs_much(recovery, today) and standing(rules, recovery, last_look_day(recovery, today), RED_FLAG) is None


def _weighs_much(recovery: Recovery, today: date) -> bool:
    """Whether looking takes hours, it bothers much in each of three check-ins, or there are many looks in a week."""
    recent = (monday_of(today), monday_of(today) - timedelta(days=7))
    if any(one.looking == MUCH_LOOKING for one in recovery.weeks if one.monday in recent):
        return True
    known = [(day, check_in) for day, check_in in check_ins(recovery) if day <= today]
    if sum(len(check_in.looks) for day, check_in in known if (today - day).days < EVERY) >= OFTEN:
        return True
    newest = [check_in.worst.get("bother", 0) for _, check_in in known[-_CHECKS:]]
    return len(newest) == _CHECKS and min(newest) >= MUCH_BOTHER


def next_look(recovery: Recovery, today: date) -> date:
    """The day of the next look: a week after the last one, today at the earliest."""
    last = max((day for day, _ in check_ins(recovery) if day <= today), default=today - timedelta(days=EVERY))
    return max(today, last + timedelta(days=EVERY))


def next_look_words(recovery: Recovery, today: date) -> str:
    """When to look again, while that is on: ``Next look: Sun 6 Dec``; empty where it is due or not chosen."""
    if not recovery.is_quiet(today) or (day := next_look(recovery, today)) <= today:
        return ""
    return f"Next look: {weekday_day(day, today)}"


def rest_words(recovery: Recovery, today: date) -> str:
    """What is told after a calm check-in while that is on; empty where it is not chosen."""
    when = next_look_words(recovery, today)
    return f"{when}. {SOONER}" if when else ""
