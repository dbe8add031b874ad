"""What a file is, whatever it is called; and how much of one is looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.importers import found
from routine_tui.importers.detect import Ours, read
from routine_tui.importers.found import LOSSES, Habit, ImportedData
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.integrity import check_integrity
from tests.cases import each_case
from tests.exporters.lived import sample, written
from tests.importers import writers
from tests.importers.face import bare, with_found
from tests.importers.writers import found_in, habit, put

DAY = date(2026, 11, 22)
HABITS = [habit("Balm", (DAY, "done", "calm"), (date(2026, 11, 20), "not done", ""))]
Writer = Callable[[list[Habit]], str | bytes]
FORMS: dict[str, Writer] = {
    "loop": writers.loop_zip,
    "habitbull": writers.habitbull,
    "harsh": lambda habits: writers.harsh(habits)[1],
    "habitctl": lambda habits: writers.habitctl(habits)[1],
    "beaver": writers.beaver,
    "table-habit": writers.table_habit,
    "habo": writers.habo,
    "csv": writers.simple,
}


@each_case("name", ["x", "x.csv", "x.zip", "x.json", "x.db", "log", "habits"])
@each_case("form", FORMS)
def test_a_file_is_told_by_what_is_in_it_whatever_its_name(tmp_path: Path, form: str, name: str) -> None:
    found_here = found_in(put(tmp_path, name, FORMS[form](HABITS)))
    assert (found_here.format_id, found_here.habits[0].name) == (form, "Balm")
    assert found_here.losses.keys() <= LOSSES.keys()


@each_case("name", ["x", "x.csv", "x.zip"])
def test_so_is_a_database_and_our_own_export(tmp_path: Path, name: str) -> None:
    assert found_in(writers.loop_db(tmp_path / name, 25, *writers.loop_rows(HABITS))).format_id == "loop"
    assert isinstance(read(put(tmp_path, name, written("json", sample())), {}), Ours)


@pytest.mark.parametrize("form", [*FORMS, "db"])
def test_more_records_than_a_person_has_days_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(found, "MOST_RECORDS", 1)
    path = tmp_path / "x"
    if form == "db":
        writers.loop_db(path, 25, *writers.loop_rows(HABITS))
    else:
        put(tmp_path, "x", FORMS[form](HABITS))
    with pytest.raises(BadInput, match="holds more than 1 records, more than any person's days come to"):
        found_in(path)


def test_more_habits_than_a_person_has_are_refused(tmp_path: Path) -> None:
    many = [habit(f"Balm {number}", (DAY, "done", "")) for number in range(401)]
    with pytest.raises(BadInput, match="holds 401 habits, and 400 at most"):
        found_in(put(tmp_path, "x", writers.habo(many)))
    assert len(found_in(put(tmp_path, "x", writers.habo(many[1:]))).habits) == 400


def test_a_zero_byte_in_a_note_is_shown_and_counted(tmp_path: Path) -> None:
    found_here = found_in(put(tmp_path, "x", writers.simple(HABITS).replace("calm", "ca\0lm")))
    assert (found_here.habits[0].records[1].note, found_here.losses["texts"]) == ("ca�lm", 1)


@given(st.sampled_from([form for form in FORMS if form != "loop"]), st.data())
def test_a_file_with_a_hole_in_it_is_read_or_refused_in_one_sentence(form: str, data: st.DataObject) -> None:
    content = FORMS[form](HABITS)
    assert isinstance(content, str)
    start = data.draw(st.integers(0, len(content)))
    end = start + data.draw(st.integers(0, 40))
    _read_or_refused(content[:start] + data.draw(st.text(max_size=3)) + content[end:])


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4)
    | st.sampled_from(["2026-11-22", 10**400, -(10**30), "[1,2]", "DayType.check"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


@given(st.sampled_from(["beaver", "table-habit", "habo"]), st.data())
def test_json_with_anything_in_the_place_of_anything_is_read_or_refused(form: str, data: st.DataObject) -> None:
    content = json.loads(FORMS[form](HABITS))
    places: list[tuple[object, object]] = []

    def walk(value: object) -> None:
        keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        for key in keys:
            places.append((value, key))
            walk(value[key])  # type: ignore[index]

    walk(content)
    for holder, key in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=3)):
        holder[key] = data.draw(_JSON)  # type: ignore[index]
    _read_or_refused(json.dumps(content))


def _read_or_refused(content: str) -> None:
    with TemporaryDirectory() as folder:
        try:
            held = read(put(Path(folder), "x", content.encode("utf-8", "surrogatepass")), {})
        except BadInput as refusal:
            assert "\n" not in str(refusal)
        else:
            assert isinstance(held, ImportedData)
            check_integrity(with_found(bare(), held).recovery)
