"""What is written as another program writes it is read back as it was, whatever names, days, states and notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.importers.found import Habit
from tests.importers import writers
from tests.importers.habits import LINES, ONE_LINE, habits
from tests.importers.writers import found_in, put


def same(wanted: Sequence[Habit], write: Callable[[Path], Path]) -> None:
    """Hold that what is written is read back: names, days, states and notes, whatever their order."""
    with TemporaryDirectory() as folder:
        found = found_in(write(Path(folder)))
    assert {one.name: one.records for one in found.habits} == {one.name: one.records for one in wanted}
    assert not found.losses.keys() & {"names", "texts", "unreadable", "doubled", "words", "automatic", "untold"}


@given(habits(("done", "not done", "skipped", "unknown")))
def test_loop_s_zip(wanted: list[Habit]) -> None:
    same(wanted, lambda folder: put(folder, "x", writers.loop_zip(wanted)))


@given(habits(("done", "not done", "skipped", "unknown")))
def test_loop_s_backup(wanted: list[Habit]) -> None:
    same(wanted, lambda folder: writers.loop_db(folder / "x", 25, *writers.loop_rows(wanted)))


@given(habits(("done", "not done", "unknown")))
def test_habitbull(wanted: list[Habit]) -> None:
    same(wanted, lambda folder: put(folder, "x", writers.habitbull(wanted)))


_UNBROKEN = ONE_LINE.filter(lambda text: " : " not in f" {text} " and ": " not in f"{text} " and text[0] not in "#!")


@given(habits(("done", "not done", "skipped"), _UNBROKEN, ONE_LINE))
def test_harsh(wanted: list[Habit]) -> None:
    planned, log = writers.harsh(wanted)

    def write(folder: Path) -> Path:
        put(folder, "habits", planned)
        put(folder, "log", log)
        return folder

    same(wanted, write)


@given(habits(("done", "not done", "skipped"), _UNBROKEN, st.just("")))
def test_habitctl(wanted: list[Habit]) -> None:
    planned, log = writers.habitctl(wanted)

    def write(folder: Path) -> Path:
        put(folder, "habits", planned)
        put(folder, "log", log)
        return folder

    same(wanted, write)


@given(habits(("done", "not done"), notes=LINES.filter(lambda text: "#skip" not in text)))
def test_beaverhabits(wanted: list[Habit]) -> None:
    same(wanted, lambda folder: put(folder, "x", writers.beaver(wanted)))


@given(habits(("done", "not done", "unknown")))
def test_table_habit(wanted: list[Habit]) -> None:
    same(wanted, lambda folder: put(folder, "x", writers.table_habit(wanted)))


@given(habits(("done", "not done", "skipped", "unknown")))
def test_habo(wanted: list[Habit]) -> None:
    same(wanted, lambda folder: put(folder, "x", writers.habo(wanted)))


_NO_APOSTROPHE = ONE_LINE.filter(lambda text: "'" not in text)
"""One before what begins a formula was put there for a spreadsheet, and is taken away."""


@given(habits(("done", "not done", "skipped", "unknown"), _NO_APOSTROPHE, _NO_APOSTROPHE), st.sampled_from(",;\t|"))
def test_a_simple_table(wanted: list[Habit], delimiter: str) -> None:
    same(wanted, lambda folder: put(folder, "x.csv", writers.simple(wanted, delimiter)))
