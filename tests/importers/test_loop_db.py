"""Loop's backup: a database of each version from 12 to 25, as each was, and what is no such thing."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.importers import loop_db
from routine_tui.importers.found import ImportedData
from routine_tui.model.errors import BadInput
from tests.cases import each_case
from tests.importers.writers import days_of, found_in, ms_of, put
from tests.importers.writers import loop_db as written

DAY = date(2026, 11, 22)
MEDITATE = {
    "id": 1, "name": "Meditate", "description": "Ten minutes", "question": "Did you?", "freq_num": 1, "freq_den": 1,
    "archived": 0, "position": 1, "color": 8, "uuid": "0f",
}  # fmt: skip
RUN: dict[str, Any] = MEDITATE | {"id": 2, "name": "Run", "position": 0, "type": 1, "target_value": 2.5, "unit": "km"}


@pytest.fixture(params=["XXX-14", "XXX+12", "CET-1CEST,M3.5.0,M10.5.0/3"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A time zone of the whole process."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def of(value: int, note: str | None = None, habit: int = 1, day: date = DAY) -> dict[str, Any]:
    return {"habit": habit, "timestamp": ms_of(day), "value": value, "notes": note}


def read(
    folder: Path, version: int, *days: dict[str, Any], habits: tuple[dict[str, Any], ...] = (MEDITATE,)
) -> ImportedData:
    return found_in(written(folder / "backup", version, habits, days))


@each_case("version", range(12, 26))
def test_every_version_is_read_with_what_it_has(tmp_path: Path, version: int) -> None:
    skipped, noted = of(3, "ill"), of(0, "forgot", day=date(2026, 11, 21))
    found = read(tmp_path, version, skipped, noted)
    assert found.format_name == f"Loop Habit Tracker, backup of version {version}"
    (habit,) = found.habits
    states = [one.state for one in habit.records]
    assert states == (["done", "done"] if version < 16 else ["not done", "skipped"])
    assert [one.note for one in habit.records] == (["", ""] if version < 25 else ["forgot", "ill"])
    assert habit.about == ("Ten minutes" if version < 23 else "Did you?\nTen minutes")


@each_case("version", [16, 18, 25])
def test_numeric_habits_have_targets_from_version_18_on(tmp_path: Path, version: int) -> None:
    days = [of(2500, habit=2), of(2400, habit=2, day=date(2026, 11, 21)), of(3, habit=2, day=date(2026, 11, 20))]
    (run,) = read(tmp_path, version, *days, habits=(RUN,)).habits
    told = [one[1:] for one in days_of(run)]
    if version < 18:
        assert told == [("skipped", ""), ("done", "2.4"), ("done", "2.5")]
    else:
        assert told == [("skipped", ""), ("not done", "2.4 km"), ("done", "2.5 km")]
        assert run.about.endswith("At least 2.5 km a day.")


def test_a_target_beyond_all_numbers_is_none(tmp_path: Path) -> None:
    (run,) = read(tmp_path, 25, of(1500, habit=2), habits=(RUN | {"target_value": float("inf")},)).habits
    assert (days_of(run)[0][1:], run.about) == (("done", "1.5 km"), "Did you?\nTen minutes")


def test_at_most_is_kept_as_at_most(tmp_path: Path) -> None:
    (run,) = read(tmp_path, 25, of(2500, habit=2), habits=(RUN | {"target_type": 1},)).habits
    assert (days_of(run)[0][1:], run.about.splitlines()[-1]) == (("done", "2.5 km"), "At most 2.5 km a day.")


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(1969, 12, 31), date(2026, 10, 25), date(2027, 3, 28), DAY])
@pytest.mark.usefixtures("zone")
def test_a_day_is_the_local_day_that_it_was_in_every_zone(tmp_path: Path, day: date) -> None:
    assert read(tmp_path, 25, of(2, day=day)).habits[0].records[0].day == day


def test_of_two_rows_of_a_day_the_first_counts_as_loop_has_it(tmp_path: Path) -> None:
    found = read(tmp_path, 21, of(2), of(0), of(3))
    assert (days_of(found.habits[0]), found.losses["doubled"]) == ([("2026-11-22", "done", "")], 2)


def test_rows_of_habits_that_are_gone_and_rows_without_a_day_are_counted(tmp_path: Path) -> None:
    without = of(2) | {"timestamp": None}
    lost = [of(2, habit=9), of(2) | {"habit": None}, without, of(2) | {"timestamp": 10**18}, of(2) | {"value": "x"}]
    found = read(tmp_path, 21, of(2, day=date(2026, 1, 1)), *lost)
    assert (found.losses["orphans"], found.losses["unreadable"], found.records) == (2, 3, 1)


def test_habits_come_in_their_order_with_what_has_no_place_counted(tmp_path: Path) -> None:
    evening = MEDITATE | {"archived": 1, "reminder_hour": 21, "freq_num": 3, "freq_den": 7}
    found = read(tmp_path, 25, habits=(evening, RUN))
    assert [(one.name, one.archived) for one in found.habits] == [("Run", False), ("Meditate", True)]
    assert (found.losses["colours"], found.losses["reminders"], found.losses["several"]) == (2, 1, 1)


def test_a_name_that_is_no_utf_8_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE])
    with closing(sqlite3.connect(path)) as database:
        database.execute("update Habits set name = cast(x'4d6564ff' as text)")
        database.commit()
    found = found_in(path)
    assert (found.habits[0].name, found.losses["texts"]) == ("Med\ufffd", 1)


def test_nothing_is_written_beside_it_nor_to_it(tmp_path: Path) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE], [of(2)])
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma journal_mode = wal")  # to look into such a file, SQLite puts another one beside it
        database.commit()
    before = path.read_bytes(), path.stat().st_mtime_ns, tmp_path.stat().st_mtime_ns
    assert found_in(path).records == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns, tmp_path.stat().st_mtime_ns) == before


def test_a_name_with_every_sign_that_an_address_has_is_found(tmp_path: Path) -> None:
    path = written(tmp_path / "x?mode=rwc#a%20b.db", 25, [MEDITATE], [of(2)])
    assert found_in(path).records == 1


@each_case(("version", "told"), [(26, "from a newer Loop"), (11, "12 is the oldest"), (0, "the oldest")])
def test_another_version_is_refused(tmp_path: Path, version: int, told: str) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE])
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"pragma user_version = {version}")
        database.commit()
    with pytest.raises(BadInput, match=told):
        found_in(path)


def test_a_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    days = [of(2, "x" * 100, day=date.fromordinal(730_000 + number)) for number in range(400)]
    content = written(tmp_path / "x", 25, [MEDITATE], days).read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        with pytest.raises(BadInput, match=r"y isn't a complete SQLite database: copy or export it again\."):
            found_in(put(tmp_path, "y", content[: int(len(content) * share)]))


def test_a_file_in_which_a_byte_is_another_than_it_must_be_is_refused(tmp_path: Path) -> None:
    content = bytearray(written(tmp_path / "x", 25, [MEDITATE], [of(2)]).read_bytes())
    size = int.from_bytes(content[16:18], "big")
    assert content[size] == 13  # a leaf of a table: its byte 7 counts fragments of free space
    content[size + 7] = 99
    with pytest.raises(BadInput, match="isn't a complete SQLite database"):
        found_in(put(tmp_path, "y", bytes(content)))


def test_another_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table tracks (name)")
        database.commit()
    with pytest.raises(BadInput, match="is a database, but not a backup of Loop"):
        found_in(path)


def test_views_in_the_place_of_tables_are_not_run(tmp_path: Path) -> None:
    path = tmp_path / "x"
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table Habits (id, name, freq_num)")
        database.execute(f"create view Repetitions as {endless} i as habit, i as timestamp from n")
        database.execute("pragma user_version = 25")
        database.commit()
    with pytest.raises(BadInput, match="not a backup of Loop"):
        found_in(path)


def test_it_ends_where_a_database_keeps_sqlite_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE])
    with closing(sqlite3.connect(path)) as database:
        rows = ((1, ms_of(date.fromordinal(700_000 + number)), 2) for number in range(20_000))
        database.executemany("insert into Repetitions (habit, timestamp, value) values (?, ?, ?)", rows)
        database.commit()
    assert found_in(path).records == 20_000
    monkeypatch.setattr(loop_db, "_MOST_STEPS", 1)
    with pytest.raises(BadInput, match="isn't a complete SQLite database"):
        found_in(path)


@given(st.data())
def test_whatever_bytes_are_another_it_is_read_or_refused_in_one_sentence(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "x", 25, [MEDITATE, RUN], [of(2, "calm"), of(2500, habit=2)])
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 6))):
            content[data.draw(st.integers(16, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(content)
        try:
            found_in(path)
        except BadInput as refusal:
            assert "\n" not in str(refusal)


def test_changes_that_are_still_beside_a_file_are_not_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path / "x.db", 25, [MEDITATE])
    (tmp_path / "link").symlink_to(path)
    put(tmp_path, "x.db-journal", bytes(512))  # one that was done with, and is kept for the next change
    assert found_in(path).format_id == "loop"
    for end in ("journal", "wal"):
        put(tmp_path, f"x.db-{end}", b"x")
        for name in ("x.db", "link"):
            with pytest.raises(BadInput, match=rf"/{name} has changes that are still in x\.db-{end}"):
                found_in(tmp_path / name)
        (tmp_path / f"x.db-{end}").unlink()


def test_a_note_beside_a_value_that_is_none_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE])
    with closing(sqlite3.connect(path)) as database:
        database.execute("drop table Repetitions")
        database.execute("create table Repetitions (id integer primary key, habit, timestamp, value, notes)")
        rows = [(1, ms_of(date(2026, 11, 20 + place)), value, "said") for place, value in enumerate((2.5, "two", None))]
        database.executemany("insert into Repetitions (habit, timestamp, value, notes) values (?, ?, ?, ?)", rows)
        database.commit()
    found = found_in(path)
    assert [one[1:] for one in days_of(found.habits[0])] == [("unknown", "said")] * 3
    assert (found.losses["words"], found.losses["unreadable"]) == (3, 0)


@each_case("column", ["text default '{}'", "default x'{}'"])
def test_a_text_that_a_table_makes_up_for_every_row_is_refused(tmp_path: Path, column: str) -> None:
    path = written(tmp_path / "x", 24, [MEDITATE], [of(2)])
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"alter table Repetitions add column notes {column.format('00' * 300_000)}")
        database.commit()
    with pytest.raises(BadInput, match="as it makes up long texts: export it there again"):
        found_in(path)


def test_a_text_that_no_note_can_be_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE], [of(2, "n" * 5_000_000)])
    with pytest.raises(BadInput, match="holds a text of more than 4 MB, too long for a note"):
        found_in(path)


def test_it_ends_after_a_time_however_long_one_instruction_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE])
    monkeypatch.setattr(loop_db, "_MOST_SECONDS", -1)
    with closing(sqlite3.connect(path)) as database:
        rows = ((1, ms_of(date.fromordinal(700_000 + number)), 2) for number in range(2_000))
        database.executemany("insert into Repetitions (habit, timestamp, value) values (?, ?, ?)", rows)
        database.commit()
    with pytest.raises(BadInput, match="isn't a complete SQLite database"):
        found_in(path)


def test_triggers_and_other_views_have_no_say(tmp_path: Path) -> None:
    path = written(tmp_path / "x", 25, [MEDITATE], [of(2, "said")])
    with closing(sqlite3.connect(path)) as database:
        database.execute("create view v as select * from Repetitions")
        database.execute("create trigger t after insert on Repetitions begin delete from Habits; end")
        database.commit()
    assert days_of(found_in(path).habits[0]) == [("2026-11-22", "done", "said")]
