"""What the commands say of a recovery."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from routine_tui.cli.calendar import calendar_command
from routine_tui.cli.care import care_command
from routine_tui.cli.procedure import procedure_command
from routine_tui.cli.routine import steps_command
from routine_tui.cli.status import status_command
from routine_tui.cli.today import today_command
from routine_tui.cli.visit import visit_command
from routine_tui.cli.window import window_command
from routine_tui.model.care.care_text import span_words, when_words
from routine_tui.model.text import weekday_day
from tests.agreement.asking import ONE, SIGNS, Ask, Said, day_of, last_days, percent_of, phase, week_of


def status(ask: Ask) -> Said:
    """What a prompt shows."""
    fields = "{done}|{due}|{day}|{window}|{percent7}|{percent28}|{phase}|{next}"
    done, due, day, window, of_7, of_28, named, following = ask.ran(status_command, "--format", fields)[:-1].split("|")
    yield ("day", ask.today), (int(done), int(due))
    yield ("window",), int(window)
    yield ("offset", ask.today), int(day)
    for days, percent in ((7, of_7), (28, of_28)):
        yield ("percent", days, ask.today), None if percent == "–" else int(percent)
    yield ("phase", ask.today), phase(named)
    yield ("following",), following
    line = ask.ran(status_command)
    if found := re.match(r"(\d+)/(\d+) · D(\d+) of (\d+)(?: · 7 d (\d+) %)?$", line.strip()):
        yield ("day", ask.today), (int(found[1]), int(found[2]))
        yield ("offset", ask.today), int(found[3])
        yield ("window",), int(found[4])
        yield ("percent", 7, ask.today), int(found[5]) if found[5] else None
    else:
        assert line.startswith("closed")


def today_json(ask: Ask) -> Said:
    """The checklist of some days, for scripts."""
    for day in ask.shown:
        told = ask.json(today_command, "--on", str(day))
        yield ("day", day), (told["done"], told["due"])
        yield ("offset", day), told["day_offset"]
        yield ("window",), told["window_days"]
        yield ("phase", day), phase(told["phase"])
        for days in ("7", "28"):
            yield ("thousandths", int(days), day), None if (of := told["adherence"][days]) is None else round(of * 1000)
        yield ("steps", day), [(one["slot"], one["name"], one["state"]) for one in told["steps"]]
        yield ("events", day), sorted(one["title"] for one in told["events"])
        if day == ask.today:
            waiting = [one["name"] for one in told["steps"] if one["state"] == "due" and one["required"]]
            yield ("following",), waiting[0] if waiting else ""


_CLOSING = re.compile(
    r"(?:(\d+) of (\d+) done|nothing expected|\d+ skipped)?"
    r"(?:(?:^| · )last 7 days (\d+) of (\d+)(?:, (\d+) not recorded)?)?"
)


def today_text(ask: Ask) -> Said:
    """The checklist of some days, for a person."""
    for day in ask.shown:
        text = ask.ran(today_command, "--on", str(day))
        place = re.search(r" · D(\d+) of (\d+) · (.+)$", text.split("\n")[0])
        assert place
        yield ("offset", day), int(place[1])
        yield ("window",), int(place[2])
        yield ("phase", day), phase(place[3])
        found = _CLOSING.match(text.strip().split("\n")[-1])
        yield ("day", day), (int(found[1]), int(found[2])) if found and found[1] else (0, 0)
        yield from last_days(7, min(day, ask.today), found and found[3] and (int(found[3]), int(found[4])))
        if found and found[3]:
            assert int(found[5] or 0) == int(found[4]) - int(found[3])


def calendar_json(ask: Ask) -> Said:
    """The window, for scripts."""
    told = ask.json(calendar_command)
    yield ("window",), told["window_days"]
    yield ("day zero",), told["day_zero"]
    weeks: dict[date, list[Any]] = {}
    for one in told["days"]:
        day = date.fromisoformat(one["day"])
        weeks.setdefault(week_of(ask, day), []).append(one)
        yield ("day", day), (one["done"], one["due"])
        yield ("state", day), one["state"]
        if one["state"] == "ahead":
            yield ("to come", day), one["due"]
        yield ("offset", day), one["day_offset"]
        yield ("phase", day), phase(one["phase"])
        yield ("events", day), sorted(event["title"] for event in one["events"])
    so_far = {week: [one for one in days if one["day"] <= str(ask.today)] for week, days in weeks.items()}
    for week, days in so_far.items():
        if days:
            yield ("week", week), sum_of(ask, days)
    yield ("whole",), sum_of(ask, [one for days in so_far.values() for one in days])
    counted = [one for days in so_far.values() for one in days if one["state"] != "blank"]
    if counted:
        yield ("counted from",), counted[0]["day_offset"]
    for weekday in range(7):
        same = [one for days in so_far.values() for one in days if date.fromisoformat(one["day"]).weekday() == weekday]
        yield ("weekday percent", weekday), percent_of(sum_of(ask, same))


def sum_of(ask: Ask, days: Iterable[Any]) -> tuple[int, int]:
    """Done of expected over days; of today only what is done is expected."""
    found = [(one["done"], one["done"] if one["day"] == str(ask.today) else one["due"]) for one in days]
    return sum(done for done, _ in found), sum(of for _, of in found)


def calendar_text(ask: Ask) -> Said:
    """The window, a row a week."""
    lines = ask.ran(calendar_command).split("\n\n")[0].split("\n")[2:]
    lines = [line for line in lines if not line.isdigit()]  # the year of the rows below
    day = ask.recovery.day_zero
    for line in lines:
        week, row = week_of(ask, day), line[7:42]
        for place in range((day - week).days, 7):
            if day > ask.recovery.last_day:
                break
            text = row[place * 5 : place * 5 + 5].rstrip("]")
            assert int(re.sub(r"\D", "", text)) == day.day, (line, text)
            if (sign := text[1]) in SIGNS and day != ask.today:
                yield ("state", day), SIGNS[sign]
            day += ONE
        found = re.search(r"(\d+) of (\d+)$", line)
        if week <= ask.today:
            yield ("week", week), (int(found[1]), int(found[2])) if found else (0, 0)


def steps_json(ask: Ask) -> Said:
    """The routine, for scripts."""
    for one in ask.json(steps_command)["steps"]:
        days = [date.fromisoformat(day) for day in one["next"][:5]]
        if not one["ended"]:
            yield ("next words", one["name"]), ", ".join(weekday_day(day, ask.today) for day in days)
        if days and days[0] > ask.today:
            yield ("next day", one["name"]), weekday_day(days[0], ask.today)
        if not one["ended"]:
            yield ("since", one["name"]), one["since"]
        yield ("changes", one["name"]), [change["from"] for change in one["changes"]]


def steps_text(ask: Ask) -> Said:
    """The routine, for a person: since when each step is there, and from when on it changes."""
    names = {one["name"]: one["ended"] for one in ask.json(steps_command)["steps"]}
    for line in ask.ran(steps_command).split("\n"):
        found = re.match(r" *\d+ +(?:morning|day|evening) +(\S+)\b.* (?:since|from) (\d+ \w+(?: \d{4})?)(?:  |$)", line)
        if found and found[1] in names and not names[found[1]]:
            yield ("since", found[1]), day_of(ask, found[2])


def window(ask: Ask) -> Said:
    """How long the window is."""
    found = re.search(r": (\d+) days, from (.+) to (.+)\.", ask.ran(window_command))
    assert found
    yield ("window",), int(found[1])
    yield ("day zero",), day_of(ask, found[2])
    yield ("last day",), day_of(ask, found[3])


def plans_json(ask: Ask) -> Said:
    """Pauses, visits and sessions, for scripts."""
    offset = ask.recovery.offset
    pauses = [(one["id"], _day(one["from"]), _day(one["until"])) for one in ask.json(care_command)["pauses"]]
    yield ("pauses",), sorted(str((offset(first), last and offset(last))) for _, first, last in pauses)
    for name, first, last in pauses:
        yield ("pause words", name), span_words(first, last, ask.today)
    following = ask.json(care_command)["next_visit"]
    if following:
        yield ("next visit",), (following["day"], following["time"])
    for one in ask.json(visit_command.commands["list"])["visits"]:
        yield ("visit words", one["id"]), when_words(_day(one["day"]), _hour(one["time"]), ask.today).lower()
    for one in ask.json(procedure_command.commands["list"])["procedures"]:
        held = [session for session in one["sessions"] if session["day"]]
        inside = [one for one in held if ask.recovery.contains(_day(one["day"]))]  # a page tells of its window
        yield ("sessions",), sorted((offset(_day(one["day"])), one["time"] or "", one["done"]) for one in inside)
        for session in held:
            words = when_words(_day(session["day"]), _hour(session["time"]), ask.today)
            yield ("session words", session["id"]), words.lower()


def _day(said: str | None) -> Any:
    return date.fromisoformat(said) if said else None


def _hour(said: str | None) -> Any:
    return time.fromisoformat(said) if said else None
