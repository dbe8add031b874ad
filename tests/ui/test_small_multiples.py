"""The rows of the trends: one axis, values with their scale, gaps that are no values, changes by number."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.trends import logged
from routine_tui.ui.widgets.small_multiples import Multiples, multiples
from routine_tui.ui.widgets.trend_lines import QUIET, Line
from tests.model.lived_skin import TODAY, ZERO, lived_skin, with_products, with_values


def text(line: Line) -> str:
    return "".join(part for part, _ in line)


def drawn(recovery: Recovery, width: int = 76, glyphs: Glyphs = UNICODE, whole: bool = False) -> Multiples:
    return multiples(recovery, logged(recovery), TODAY, width, glyphs, whole)


def test_the_axis_runs_from_the_session_to_today_and_over_the_window_where_that_is_asked_for() -> None:
    found = drawn(lived_skin())
    assert text(found.head[0]).split() == ["31", "Oct", "7", "Nov", "14", "21", "now", "change"]
    assert text(found.rows["redness"])[11 : 11 + 23] == "▆███▆▆▅·▅··▃▆▆·▅···▁··▅"
    assert text(drawn(lived_skin(), 120, whole=True).head[0]).split()[-4:] == ["2027", "16", "now", "change"]


def test_a_value_has_its_scale_its_day_where_that_is_not_today_and_what_became_of_the_first() -> None:
    found = drawn(lived_skin())
    assert text(found.rows["redness"]).split()[-4:] == ["2/4", "↓", "from", "3"]
    assert text(found.rows["pain"]).split()[-6:] == ["2/10", "15", "Nov", "↓", "from", "7"]
    assert text(found.rows["flaking"]).split()[-4:] == ["0/4", "↓", "from", "1"]
    once = drawn(with_values({3: 2}))
    assert "3 Nov" in text(once.head[0]) and text(once.rows["redness"]).rstrip().endswith("2/4")
    assert text(drawn(with_values({3: 2, 9: 2})).rows["redness"]).split()[-1] == "="


def test_where_there_is_no_room_for_the_days_of_older_values_nothing_is_called_now() -> None:
    """Seen to fail: at 46 columns values of three days stood below the word now."""
    narrow = drawn(lived_skin(), 42)
    assert "15 Nov" not in text(narrow.rows["pain"])
    assert "newest" in text(narrow.head[0]) and "now" not in text(narrow.head[0])


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_a_gap_is_no_value_and_zero_is_one(glyphs: Glyphs) -> None:
    cells = text(drawn(with_values({0: 4, 2: 0}), glyphs=glyphs).rows["redness"])[11:]
    assert re.match(r"(█+ *· *▁+|4+ *\. *0+)", cells)
    assert f"{glyphs.open} no check-in" in text(drawn(with_values({0: 4, 2: 0}), glyphs=glyphs).foot[-1])


def test_columns_of_several_days_show_the_worst_of_them_and_say_so() -> None:
    found = drawn(with_values({0: 1, 1: 3, 22: 0}), 33)
    assert text(found.rows["redness"])[11] == UNICODE.level(3, 4)
    assert "worst of 2 days a column" in text(found.foot[-1])
    assert "a column" not in text(drawn(lived_skin()).foot[-1])


def test_changes_have_a_number_below_their_day_and_their_names_with_it() -> None:
    recovery = with_products(lived_skin())
    marks, names, *_ = map(text, drawn(recovery).foot)
    assert marks.index("1") == 11 + 12 and marks.index("2") == 11 + 18
    assert names.startswith("1  12 Nov Zinc balm   2  18 Nov Serum [/b]\ufffd[31m")


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_no_line_is_wider_than_there_is_room(glyphs: Glyphs) -> None:
    for width in (*range(1, 60, 3), 60, 76, 116, 196):
        fits(width, glyphs)


def fits(width: int, glyphs: Glyphs) -> None:
    """At some width, with much and with little, over little and over much."""
    plain = replace(lived_skin(), products=with_products(lived_skin()).products[:1])
    for recovery in (plain, with_values({0: 4}), replace(plain, window_days=730)):
        for whole in (False, True):
            found = drawn(recovery, width, glyphs, whole)
            lines = [text(line) for line in (*found.head, *found.rows.values(), *found.foot)]
            assert max(map(cell_len, lines)) <= max(width, 23), "a name, a cell and the value are never left out"
            assert glyphs is UNICODE or all(line.isascii() for line in lines)


def test_phases_stand_above_quietly_as_no_colour_of_theirs_may_say_that_all_is_well() -> None:
    looks = {part.strip(): look for part, look in drawn(lived_skin(), 120).head[1]}
    assert looks["Settle"] == looks["Rebuild"] == QUIET


def test_before_the_first_day_and_with_nothing_there_is_nothing_to_go_wrong() -> None:
    assert drawn(with_values({})).rows == {}
    early = multiples(with_values({0: 3}), ["redness"], ZERO - timedelta(days=3), 60, UNICODE)
    assert "3/4" in text(early.rows["redness"])
