"""The check-ins of a recovery in the order of their days, and when another one is suggested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from routine_tui.model.recovery.answers import CONTACTED, Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery


def check_ins(recovery: Recovery) -> Iterator[tuple[date, CheckIn]]:
    """Every check-in with its day, the first one first."""
    for day in sorted(day for day, record in recovery.days.items() if record.skin is not None):
        check_in = recovery.days[day].skin
        assert check_in is not None
        yield day, check_in


def before(checks: Iterable[tuple[date, CheckIn]], day: date, name: str) -> tuple[date, Answer] | None:
    """The worst answer of the newest day before a day on which a question was answered; None where there is none."""
    found = None
    for when, check_in in checks:
        if when < day and name in (answers := check_in.worst):
            found = when, answers[name]
    return found


def is_suggested(recovery: Recovery, today: date) -> bool:
    """Whether a check-in is suggested: daily for seven days, weekly after; not outside the window, nor once closed."""
    if not recovery.contains(today) or recovery.how_much(today) == "closed":
        return False
    days = [day for day, record in recovery.days.items() if day <= today and _says_something(record.skin)]
    if not days:
        return True
    every = 1 if recovery.offset(today) < 7 else 7
    return (today - max(days)).days >= every


def _says_something(check_in: CheckIn | None) -> bool:
    """Whether a day was checked in on: that somebody was spoken to says nothing of the skin."""
    return check_in is not None and any(look.note or look.answers.keys() - {CONTACTED} for look in check_in.looks)
