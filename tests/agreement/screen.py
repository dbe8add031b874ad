"""What the views of the full screen say of a recovery, as their rows and words have it."""

from __future__ import annotations

import re
from datetime import timedelta

from routine_tui.glyphs import UNICODE
from routine_tui.model.day.agenda import agenda
from routine_tui.model.day.progress import adherence_of
from routine_tui.model.text import weekday_day
from routine_tui.ui.views.calendar import weekday_percents, weekdays_in_words
from routine_tui.ui.views.calendar_day import day_in_words
from routine_tui.ui.views.care_rows import care_rows
from routine_tui.ui.views.routine_text import coming_in_words
from routine_tui.ui.widgets.checklist_rows import TOMORROW, rows_of_day
from routine_tui.ui.widgets.week import in_words
from tests.agreement.asking import Ask, Said, last_days


def today_screen(ask: Ask) -> Said:
    """What the rows of Today and the week beside them say."""
    for day in ask.shown:
        rows = rows_of_day(ask.recovery, day, ask.today, 40, ask.planner.day_starts_at())
        items = [row.item for row in rows if row.item]
        yield ("steps", day), [(one.version.slot, one.version.name, one.state) for one in items]
        for row in rows:
            if row.item and row.when.startswith("next ") and day == ask.today:
                yield ("next day", row.item.version.name), row.when.removeprefix("next ")
            elif row.item and row.when == TOMORROW:
                yield ("next day", row.item.version.name), weekday_day(day + timedelta(days=1), ask.today)
        if day.weekday() == 6 and day <= ask.today:  # a whole week: the seven days up to its last
            week = [
                day - timedelta(days=back) for back in range(7) if ask.recovery.contains(day - timedelta(days=back))
            ]
            if found := re.fullmatch(r"(\d+) of (\d+)", in_words(adherence_of(ask.recovery, week, ask.today))):
                yield from last_days(7, day, (int(found[1]), int(found[2])))


def calendar_screen(ask: Ask) -> Said:
    """What the words below the weeks say of a day and of the weekdays."""
    for day in ask.shown:
        words = day_in_words(agenda(ask.recovery, day, ask.today))
        if found := re.match(r"(\d+) of (\d+) done", words):
            yield ("day", day), (int(found[1]), int(found[2]))
        elif found := re.match(r"(\d+) steps? planned", words):
            yield ("to come", day), int(found[1])
    percents = weekday_percents(ask.recovery, ask.today, ask.first_weekday)
    for name, percent in re.findall(r"(\w\w) (\d+)%", weekdays_in_words(ask.recovery, percents)):
        yield ("weekday percent", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su").index(name)), int(percent)


def routine_screen(ask: Ask) -> Said:
    """What Routine says of the step under the cursor."""
    for step, version in ask.recovery.routine.current(ask.recovery.nearest(ask.today)):
        yield ("next words", version.name), coming_in_words(ask.recovery, step, ask.today)


def care_screen(ask: Ask) -> Said:
    """The rows of Care."""
    for row in care_rows(ask.recovery, ask.today, UNICODE).rows:
        if row.kind == "visit":
            yield ("visit words", row.key), row.label.lower().removesuffix(", cancelled")
        elif row.kind == "session":
            if not row.value.endswith("cancelled"):
                yield ("session words", row.key), row.label.lower()
        elif row.kind == "pause":
            yield ("pause words", row.key), row.label
