"""``skin --table``: every check-in as text that a screen reader and a pipe can take."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from routine_tui.cli.session import CliSession, width_of
from routine_tui.cli.skin_table import table_lines
from routine_tui.model.recovery.answers import FEELINGS, SIGNS, YES_NO, Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from tests.model.lived_skin import AT, REDNESS, TODAY, ZERO, lived_skin, with_products, with_values


def _lines(recovery: Recovery, home: Path, ascii_only: bool = False) -> list[str]:
    return table_lines(CliSession(str(home), ascii_only), recovery, TODAY)


@pytest.fixture(autouse=True)
def _utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_a_row_a_check_in_aligned_below_its_headings(tmp_path: Path) -> None:
    lines = _lines(lived_skin(), tmp_path)
    header, rows = lines[0], lines[1 : len(REDNESS) + 1]
    assert header.split() == ["Day", "D", "Redness", "Flaking", "Pain", "Temp", "Note", "Yes", "to"]
    assert rows[0].split() == ["31", "Oct", "0", "3", "7"]
    place = header.index("Redness") + len("Redness") - 1
    assert [row[place] for row in rows] == [str(value) for value in REDNESS.values()]
    assert any(row.endswith("37.8        spreading, hot") for row in rows)


def test_each_sign_follows_as_a_line_with_words(tmp_path: Path) -> None:
    lines = _lines(lived_skin(), tmp_path)
    assert "Redness  ▆███▆▆▅·▅··▃▆▆·▅···▁··▅  now 2, up from 0 on 19 Nov" in lines
    assert "Each line runs from D0 to D22; · not logged." in lines
    assert lines[-1].startswith("Blank: not answered, which isn't zero. Temp in Celsius. Yes to:")


def test_in_ascii_each_value_is_its_digit(tmp_path: Path) -> None:
    lines = _lines(lived_skin(), tmp_path, ascii_only=True)
    assert "Pain     7643210.....5X.2.......  2 on 15 Nov, down from 10 on 13 Nov" in lines
    assert "Each line runs from D0 to D22; . not logged. X is 10." in lines
    assert "\n".join(lines).isascii()


def test_what_a_person_typed_is_not_obeyed_and_products_come_with_their_day(tmp_path: Path) -> None:
    text = "\n".join(_lines(with_products(lived_skin()), tmp_path))
    assert "◆ 12 Nov: Zinc balm introduced" in text and "\x1b" not in text


def test_without_a_check_in_it_says_how_to_record_one(tmp_path: Path) -> None:
    assert _lines(with_values({}), tmp_path) == ["No check-ins yet: make one, e.g. routine-tui skin redness=2."]


def test_everything_answered_still_fits_eighty_columns(tmp_path: Path) -> None:
    answers: dict[str, Answer] = {**dict.fromkeys(SIGNS, 4), **dict.fromkeys(FEELINGS, 10), "temp": 38.5}
    answers |= dict.fromkeys(YES_NO, True)
    recovery = with_values({}).checked_in(ZERO + timedelta(days=20), CheckIn.of(answers, AT, "Long day."))
    lines = _lines(recovery, tmp_path)
    rows = lines[: lines.index("")]
    assert max(width_of(line) for line in rows) <= 80
    assert rows[2].startswith("        yes to: breathing, throat, lips,") and rows[-1].endswith("contacted, bled")
    assert "self harm" in " ".join(rows)


@pytest.mark.parametrize("count", range(10))
def test_no_line_of_the_table_is_wider_than_eighty(count: int, tmp_path: Path) -> None:
    answers: dict[str, Answer] = {**dict.fromkeys((*SIGNS, *FEELINGS)[:count], 4), **dict.fromkeys(YES_NO, True)}
    recovery = lived_skin().checked_in(ZERO + timedelta(days=20), CheckIn.of(answers, AT, "Long day."))
    lines = _lines(recovery, tmp_path)
    assert max(width_of(line) for line in lines[: lines.index("")]) <= 80


def test_a_note_alone_is_a_check_in_too(tmp_path: Path) -> None:
    recovery = with_values({}).checked_in(ZERO, CheckIn.of({}, AT, "Calm."))
    lines = _lines(recovery, tmp_path)
    assert lines[1].split() == ["31", "Oct", "0", "note"] and len(lines) == 5
