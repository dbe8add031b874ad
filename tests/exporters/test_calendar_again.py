"""A calendar file, the routine edited, and a second one: no day shows a step twice, and what is over is cancelled."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from routine_tui.clock import SystemClock
from routine_tui.exporters import json_archive
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.ics import HOURS
from routine_tui.model.care.events import events
from routine_tui.model.day.agenda import EXPECTED, agenda
from routine_tui.model.day.progress import days_between
from routine_tui.model.recovery.procedure import Around, Procedure
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from tests.cli.outside import did, file_of
from tests.exporters.test_ics import Shown, days_of, entries
from tests.exporters.test_other_readers import KHAL, ran

DAY = timedelta(days=1)
ICS = ExportRequest("ics")
STEP = "morning-cleanser"


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    """A recovery of ten days with a visit and a session around which a step rests."""
    planner = Planner(Home(tmp_path, tmp_path / "config.toml"), SystemClock())
    today = planner.today()
    planner.recoveries.begin("Face", today - 10 * DAY, 42)
    planner.visits.add(Visit("", today + 9 * DAY, time(10, 30), "Dr Kaya"))
    rests = [Around("morning-cleanser", before=1, days_after=2)]
    planner.procedures.add(Procedure("", "Peel"), [today + 5 * DAY], rests)
    return planner


def undone(planner: Planner) -> None:
    planner.routine.edit(STEP, planner.today(), name="Another")
    planner.exports.file(ICS)
    planner.undo()


EDITS: dict[str, Callable[[Planner, date], object]] = {
    "rule": lambda planner, day: planner.routine.edit(STEP, day, schedule=Schedule.from_words("3 days", day)),
    "weekday": lambda planner, day: planner.routine.edit(STEP, day, schedule=Schedule.from_words("mon,thu", day)),
    "slot": lambda planner, day: planner.routine.edit(STEP, day, slot="evening"),
    "name": lambda planner, day: planner.routine.edit(STEP, day, name="Oil"),
    "product": lambda planner, day: planner.routine.edit(STEP, day, product="Oat"),
    "end": lambda planner, day: planner.routine.end(STEP, day - 10 * DAY),
    "undo": lambda planner, _day: undone(planner),
    "undone adding": lambda planner, _day: (planner.undo(), planner.undo()),
    "pause": lambda planner, day: planner.pauses.add(day, day + 4 * DAY),
    "session moved": lambda planner, day: planner.procedures.move(planner.recovery.care.sessions[0].id, day + 12 * DAY),
    "visit cancelled": lambda planner, _day: planner.visits.edit(planner.recovery.care.visits[0].id, called_off=True),
    "if needed": lambda planner, day: planner.routine.edit(STEP, day - 10 * DAY, required=False),
    "template": lambda planner, day: planner.routine.use_template("simple", day - 10 * DAY),
    "skipped": lambda planner, day: planner.skip(day, [STEP]),
}


def imported(*files: str) -> dict[str, Any]:
    """What a calendar holds that files were imported into one after the other: of each UID the greatest number."""
    held: dict[str, Any] = {}
    for file in files:
        seen = set()
        for entry in entries(file):
            uid = str(entry["uid"])
            assert uid not in seen
            seen.add(uid)
            if uid not in held or entry["sequence"] > held[uid]["sequence"]:
                held[uid] = entry
            elif entry["sequence"] == held[uid]["sequence"]:
                assert entry == held[uid]
            else:
                pytest.fail(f"{uid} went back from {held[uid]['sequence']} to {entry['sequence']}")
    return {uid: one for uid, one in held.items() if str(one.get("status", "")) != "CANCELLED"}


def shown(held: dict[str, Any]) -> Counter[Shown]:
    """What it shows."""
    found: Counter[Shown] = Counter()
    for entry in held.values():
        for day in days_of(entry):
            at = day.time() if hasattr(day, "time") else None
            found[date(day.year, day.month, day.day), at, str(entry["summary"])] += 1
    return found


def expected(planner: Planner) -> Counter[Shown]:
    """What it is to show: the checklists of all days, and the events."""
    recovery = planner.recovery
    steps = Counter(
        (day, HOURS[item.version.slot], item.version.named(day))
        for day in days_between(recovery.day_zero, recovery.last_day)
        for item in agenda(recovery, day, planner.today()).items
        if item.state in EXPECTED and item.version.required
    )
    return steps + Counter((one.day, one.at, one.title) for one in events(recovery))


@pytest.mark.parametrize("edit", EDITS)
def test_a_second_file_brings_the_first_up_to_date(planner: Planner, edit: str) -> None:
    """Nothing stands twice, nothing that is over stays, and what was not changed keeps its number."""
    first = planner.exports.preview(ICS)
    assert planner.exports.file(ICS).decode() == first
    EDITS[edit](planner, planner.today())
    second = planner.exports.file(ICS).decode()
    assert shown(imported(first, second)) == expected(planner)
    assert planner.exports.file(ICS).decode() == second


def test_all_edits_one_after_the_other(planner: Planner) -> None:
    files = [planner.exports.file(ICS).decode()]
    for edit in EDITS.values():
        edit(planner, planner.today())
        files.append(planner.exports.file(ICS).decode())
        assert shown(imported(*files)) == expected(planner)


def test_a_day_keeps_its_uid_whatever_the_rule_becomes(planner: Planner) -> None:
    def by_day(text: str) -> dict[tuple[object, str], str]:
        return {(day, str(one["summary"])): str(one["uid"]) for one in entries(text) for day in days_of(one)}

    before = by_day(planner.exports.file(ICS).decode())
    for rule in ("2 days", "3 on 2 off", "mon,thu", "day"):
        day = planner.today()
        planner.routine.edit(STEP, day, schedule=Schedule.from_words(rule, day))
        after = by_day(planner.exports.file(ICS).decode())
        assert {key: after[key] for key in before.keys() & after.keys()} == {
            key: before[key] for key in before.keys() & after.keys()
        }


def test_what_was_exported_outlives_undo_restoring_merging_and_the_archive(planner: Planner, tmp_path: Path) -> None:
    planner.routine.edit(STEP, planner.today(), name="Oil")
    backup = planner.safety.backup().read_bytes()
    planner.exports.file(ICS)
    known = planner.recovery.calendar
    assert known
    planner.undo()
    assert planner.recovery.calendar == known
    planner.safety.restore(backup, tmp_path / "copy.json")
    assert planner.recovery.calendar == known
    assert json_archive.load(planner.exports.file(ExportRequest("json"))) == planner.recovery
    other = Planner(Home(tmp_path / "other", tmp_path / "config.toml"), SystemClock())
    other.safety.restore(backup, tmp_path / "copy.json")
    assert other.recovery.calendar == ()
    assert planner.path is not None
    other.safety.merge(planner.path.read_bytes(), planner.path)
    assert other.recovery.calendar == known


def test_a_part_that_is_left_out_is_not_cancelled(planner: Planner) -> None:
    """It is still true; and where care is left out, nothing of a visit is told by its cancelling."""
    first = planner.exports.file(ICS).decode()
    today = planner.today()
    part = planner.exports.file(ExportRequest("ics", today, today + DAY, ["care"])).decode()
    assert "CANCELLED" not in part
    planner.visits.edit(planner.recovery.care.visits[0].id, called_off=True)
    assert "Kaya" not in planner.exports.file(ExportRequest("ics", without=["care"])).decode()
    assert "Kaya" in first


def test_a_file_that_cannot_be_written_is_exported_and_it_is_said(planner: Planner, tmp_path: Path) -> None:
    path = planner.path
    assert path is not None
    path.with_name(f".{path.name}.tmp").mkdir()
    assert planner.exports.file(ICS).startswith(b"BEGIN:VCALENDAR")
    assert "couldn't be remembered" in planner.notices[0]


def test_an_older_file_without_the_table_is_read_and_exported(planner: Planner) -> None:
    path = planner.path
    assert path is not None
    did(path.parent.parent, "export", "-o", str(path.parent.parent / "one.ics"))
    assert file_of(path.parent.parent).read_text().count('"calendar":{"1"') == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("khal") is None, reason="khal, a calendar that would read it, is not installed")
def test_khal_shows_each_step_once(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "entries").mkdir()
    (tmp_path / "config").write_text(KHAL.format(folder=tmp_path), "utf-8")
    khal = ("khal", "-c", tmp_path / "config")
    for edit in (None, *(one for name, one in EDITS.items() if name != "undone adding")):
        if edit:
            edit(planner, planner.today())
        (tmp_path / "face.ics").write_bytes(planner.exports.file(ICS))
        ran((*khal, "import", "--batch", tmp_path / "face.ics"), tmp_path)
    recovery = planner.recovery
    form = "{start-date}\t{start-time}\t{title}\t{status}"
    span = (str(recovery.day_zero), str(recovery.last_day + DAY))
    listed = ran((*khal, "list", "--day-format", "", "-f", form, *span), tmp_path)
    rows = [line.split("\t") for line in listed.splitlines() if line and "CANCELLED" not in line]
    found = Counter((date.fromisoformat(day), time.fromisoformat(at) if at else None, t) for day, at, t, *_ in rows)
    assert found == expected(planner)
