"""No surface tells a day of another year without that year: what would be read as this year's is a wrong date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from html import unescape
from pathlib import Path
from random import Random

import click
import pytest
from msgspec.structs import replace

from routine_tui.cli.program import COMMANDS, Program
from routine_tui.exporters.formats import render
from routine_tui.glyphs import UNICODE
from routine_tui.model.diff.recovery_diff import differences, replaced_words
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.model.text import MONTHS
from routine_tui.ui.views.care_rows import care_rows
from tests.agreement.asking import Ask
from tests.agreement.lives import Life, arbitrary
from tests.agreement.test_agreement import planner_of
from tests.cases import each_case
from tests.ui.driver import ZONE, opened

ONE = timedelta(days=1)
_MONTH = "|".join(name[:3] for name in MONTHS)
_DAY_MONTH = re.compile(rf"(?<![\d–-])(\d\d?) ({_MONTH})[a-z]*\b(?:,? (\d{{4}}))?")
_ROW_OF_WEEK = re.compile(rf"({_MONTH}) +(\d\d?) ")
_LISTS = (
    "status", "today", "calendar", "steps", "care", "visit", "course", "procedure", "avoid", "products", "profile",
    "photos", "skin", "skin --table", "window", "list", "check",
)  # fmt: skip


def told_wrongly(text: str, zero: date, today: date) -> Iterator[str]:
    """The lines with a day of another year than today's that name no year.

    All days of a life lie within a year around day zero, so a day and a month are one date. A year counts for the
    days of its line (``28 Dec to 3 Jan 2027``); one that stands alone on a line, for the rows of weeks below it.
    """
    heading = today.year
    text = re.sub(rf"(\d ({_MONTH})[a-z]*)\n *(?=\d{{4}})", r"\1 ", text)  # a line that was broken there
    for line in text.splitlines():
        if re.fullmatch(r"\s*\d{4}\s*", line):
            heading = int(line)
            continue
        if not line.strip():
            heading = today.year
        found = [(int(day), month, year) for day, month, year in _DAY_MONTH.findall(line)]
        if row := _ROW_OF_WEEK.match(line):
            found.append((int(row[2]), row[1], ""))
        years = {int(year) for _, _, year in found if year} | {heading}
        for day, month, year in found:
            number = 1 + [name[:3] for name in MONTHS].index(month)
            meant = next((on for on in _near(zero) if (on.month, on.day) == (number, day)), None)
            if meant and not year and meant.year not in years:
                yield f"{meant}: {line.strip()}"


def _near(zero: date) -> Iterator[date]:
    return (zero + number * ONE for number in range(-100, 265))


def lived_over_new_year(seed: int) -> Life:
    """An arbitrary life of a window within a year around New Year, with something of every kind that has a day."""
    chance = Random(seed)
    life = next(one for k in range(200) if _fits(one := arbitrary(seed * 1000 + k)))
    zero, today = life.recovery.day_zero, life.today
    days = [zero + chance.randint(0, life.recovery.window_days - 1) * ONE for _ in range(8)]
    past = [min(day, today) for day in days]

    def at(day: date) -> datetime:
        return datetime.combine(day, time(9, 30), ZONE)

    known = life.recovery.care
    care = Care(
        visits=(*known.visits, Visit("x", days[0], None, "Dr Kaya"), Visit("y", past[1], time(9))),
        questions=(Question("q", past[2], "Why?"), Question("r", past[3], "When?", "Soon.")),
        courses=known.courses,
        procedures=known.procedures,
        sessions=known.sessions,
    )
    recovery = replace(
        life.recovery,
        care=care,
        products=(Product("p", "Balm", "", "moisturiser", past[4], past[4], 2), Product("e", "Oil", ended_on=past[5])),
        photos=(Photo("f", past[6], "a.jpg", time(8), "chin"), Photo("g", past[7], "b.jpg")),
        clearances=(ClinicianOverride("w", "retinoid", at(past[0]), days[1], "Dr Kaya"),),
    )
    for day in past:
        recovery = recovery.checked_in(day, CheckIn.of({"redness": chance.randint(0, 4), "pus": False}, at(day)))
    for step in recovery.routine.steps[:1]:
        recovery = recovery.marked(past[2], step.id, Mark("done", at(today)))  # added later
    return replace(life, recovery=recovery)


def _fits(life: Life) -> bool:
    zero, last = life.recovery.day_zero, life.recovery.last_day
    return life.recovery.window_days <= 130 and zero <= life.today <= last and zero.year != last.year


def surfaces(ask: Ask) -> Iterator[tuple[str, str]]:
    """The name and the text of everything that tells days of a recovery."""
    recovery, program = ask.recovery, Program()
    for words in [line.split() for line in _LISTS] + [["today", "--on", str(day)] for day in ask.shown]:
        command = program.get_command(click.Context(program), words[0])
        assert command is not None and words[0] in COMMANDS
        yield " ".join(words), ask.ran(command, *words[1:])
    for name in ("md", "txt", "html", "svg"):
        text = render(name, ask.summary)
        yield (
            name,
            unescape(re.sub(r"(?s)<(style|script).*?</\1>|</?(b|i|em|strong|span|time|a)\b[^>]*>", "", text)),
        )
    yield "care rows", "\n".join(f"{row.label} {row.value}" for row in care_rows(recovery, ask.today, UNICODE).rows)
    bare = Recovery(recovery.id, "Other", recovery.day_zero, 84)
    for told in (*differences(recovery, bare), *differences(bare, recovery), *replaced_words(recovery, bare)):
        yield "differences", f"{told.what}: {told.before} {told.after}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def wrong_of(life: Life) -> list[str]:
    planner = planner_of(life)
    try:
        told = surfaces(Ask(planner))
        return [
            f"{name}: {line}"
            for name, text in told
            for line in told_wrongly(re.sub("<[^>]*>", "\n", text), life.recovery.day_zero, life.today)
        ]
    finally:
        for entry in planner.recoveries.entries():
            entry.path.unlink()


def test_a_day_without_its_year_is_seen() -> None:
    zero, today = date(2026, 11, 1), date(2026, 11, 20)
    assert not list(told_wrongly("12 Nov, 3 Jan 2027, 28 Dec to 4 Jan 2027", zero, today))
    assert len(list(told_wrongly("until 3 Jan\nJan  4  · 1\n2027\nJan  4  · 1\n12 Nov", zero, today))) == 3


@each_case("fours", range(3))
def test_no_command_and_no_page_tells_a_day_of_another_year_without_it(fours: int) -> None:
    for seed in range(fours * 4, fours * 4 + 4):
        life = lived_over_new_year(seed)
        wrong = wrong_of(life)
        assert not wrong, f"seed {seed}, day zero {life.recovery.day_zero}, today {life.today}\n" + "\n".join(
            wrong[:30]
        )


@pytest.mark.slow
async def test_no_view_of_the_full_screen_does() -> None:
    for seed in range(4):
        life = lived_over_new_year(seed)
        planner = planner_of(life)
        async with opened(planner, size=(120, 60)) as app:
            for view in "12345":
                await app.press(view)
                wrong = list(told_wrongly(_columns(app.lines), life.recovery.day_zero, life.today))
                assert not wrong, (seed, view, life.today, wrong)
        for entry in planner.recoveries.entries():
            entry.path.unlink()


def _columns(lines: list[str]) -> str:
    """What stands beside each other, a line each; the rows of weeks are told apart by their numbers of days."""
    return "\n".join(part for line in lines for part in re.split("│|┃", line) if not _ROW_OF_WEEK.match(part.strip()))
