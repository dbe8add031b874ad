"""Trends: every value is seen on its day, a day without one is never zero, and nobody is told why."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.facts import guidance
from routine_tui.facts.skin import label_of, question
from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.skin.check_in_table import answers_in_words, findings_in_words, table, yes_words
from routine_tui.model.skin.trends import (
    LABELS,
    TRENDS,
    Event,
    change_words,
    charted,
    column_words,
    event_words,
    events,
    logged,
    newest_in_words,
    series,
    span_words,
    spark,
)
from tests.cases import each_case
from tests.model.lived_skin import AT, PAIN, REDNESS, TODAY, ZERO, lived_skin, with_products, with_values

WIDTHS = st.integers(1, 200)


@st.composite
def _lived(draw: st.DrawFn, name: str = "redness", most: int = 4) -> tuple[Recovery, dict[int, int]]:
    """A window of 7 to 730 days, and what was logged in it by day offset."""
    days = draw(st.integers(7, 730))
    values = draw(st.dictionaries(st.integers(0, days - 1), st.integers(0, most), max_size=20))
    return with_values(values, name, days), values


def _on(offset: int) -> date:
    return ZERO + timedelta(days=offset)


@given(_lived(), WIDTHS, st.integers(-10, 740), st.booleans())
def test_a_chart_is_never_wider_than_its_room_and_holds_each_day_once(
    lived: tuple[Recovery, dict[int, int]], width: int, now: int, so_far: bool
) -> None:
    recovery = lived[0]
    chart = charted(recovery, "redness", _on(now), width, so_far=so_far)
    assert 1 <= len(chart.columns) <= width
    days = [column.first + timedelta(days=k) for column in chart.columns for k in range(column.days)]
    last = min(max(now, 0), recovery.window_days - 1) if so_far else recovery.window_days - 1
    assert days == [_on(offset) for offset in range(last + 1)]
    assert {column.days for column in chart.columns[:-1]} <= {chart.days_per_column}


@given(_lived("pain", 10), WIDTHS)
def test_every_value_shows_in_its_column_or_a_higher_one_of_the_same_column_does(
    lived: tuple[Recovery, dict[int, int]], width: int
) -> None:
    recovery, values = lived
    chart = charted(recovery, "pain", TODAY, width)
    for place, column in enumerate(chart.columns):
        offsets = range(place * chart.days_per_column, place * chart.days_per_column + column.days)
        inside = [values[offset] for offset in offsets if offset in values]
        assert column.value == (max(inside) if inside else None)


@each_case("glyphs", [UNICODE, ASCII])
@each_case(("name", "most"), [("redness", 4), ("pain", 10)])
def test_one_is_never_drawn_as_zero_and_zero_never_as_not_logged(name: str, most: int, glyphs: Glyphs) -> None:
    cells = spark(
        charted(with_values(dict(enumerate(range(most + 1))), name), name, TODAY, 84), glyphs.level, glyphs.open
    )
    assert len(set(cells[: most + 1])) >= 5 and list(cells[:1]) != list(cells[1:2])
    assert glyphs.open not in cells[: most + 1] and cells[most + 1 : 23] == glyphs.open * (22 - most)
    assert cells[23:] == " " * 61
    if glyphs is ASCII:
        assert cells[: most + 1] == "0123456789X"[: most + 1]


def test_nothing_logged_gives_empty_columns_and_says_so() -> None:
    empty = with_values({})
    assert series(empty, "redness") == () and logged(empty) == ()
    assert {column.value for column in charted(empty, "redness", TODAY, 50).columns} == {None}
    assert change_words((), TODAY) == "not logged yet" and span_words((), TODAY) == ""


def test_the_first_and_the_last_day_of_two_years_have_a_column() -> None:
    chart = charted(with_values({0: 4, 729: 1}, window_days=730), "redness", TODAY, 70)
    assert chart.days_per_column == 11 and len(chart.columns) == 67
    assert (chart.columns[0].value, chart.columns[-1].value, chart.columns[-1].days) == (4, 1, 4)
    assert column_words(chart) == "Each column is 11 days and shows the worst of them."
    assert column_words(charted(with_values({}), "redness", TODAY, 84)) == ""


def test_days_ahead_are_empty_and_days_gone_by_are_not_logged() -> None:
    chart = charted(with_values({}), "redness", TODAY, 84)
    assert [column.ahead for column in chart.columns] == [False] * 23 + [True] * 61
    assert chart.today == 22
    shared = charted(with_values({}), "redness", TODAY, 10)  # nine days a column: today shares one with days ahead
    assert shared.today == 2 and [column.ahead for column in shared.columns[:4]] == [False, False, False, True]


def test_before_day_zero_all_lies_ahead_and_after_the_window_nothing_does() -> None:
    early = charted(with_values({}), "redness", ZERO - timedelta(days=3), 84)
    assert early.today is None and all(column.ahead for column in early.columns)
    late = charted(with_values({}), "redness", ZERO + timedelta(days=300), 84)
    assert late.today is None and not any(column.ahead for column in late.columns)
    only = charted(with_values({0: 3}), "redness", ZERO - timedelta(days=3), 84, so_far=True)
    assert [column.value for column in only.columns] == [3]


def test_a_value_logged_east_of_here_shows_though_its_day_is_ahead() -> None:
    chart = charted(with_values({23: 2}), "redness", TODAY, 84)
    assert chart.columns[23].ahead and chart.columns[23].value == 2


def test_phases_cover_the_chart_without_a_gap_at_every_width() -> None:
    for width in range(1, 120):
        spans = charted(with_values({}), "redness", TODAY, width, guidance.phases()).spans
        assert spans[0].first == 0
        assert [span.end for span in spans[:-1]] == [span.first for span in spans[1:]]
        assert spans[-1].end == len(charted(with_values({}), "redness", TODAY, width).columns)
    full = charted(with_values({}), "redness", TODAY, 84, guidance.phases()).spans
    assert [(span.label, span.first) for span in full] == [
        ("Settle", 0),
        ("First week", 3),
        ("Rebuild", 8),
        ("Early remodelling", 29),
    ]


def test_a_product_marks_the_column_of_its_day() -> None:
    recovery = with_products(lived_skin())
    chart = charted(recovery, "redness", TODAY, 42, happened=events(recovery))
    assert chart.marks == {6, 9} and chart.events[0].label == "Zinc balm"
    assert event_words(chart.events[1], ZERO) == "18 Nov: Serum [/b]�[31m introduced"
    before = Event(ZERO - timedelta(days=1), "procedure", "Peel")
    assert charted(recovery, "redness", TODAY, 42, happened=[before]).marks == frozenset()


def test_a_product_without_a_day_is_introduced_when_a_step_first_uses_it() -> None:
    routine = Routine().with_step(
        StepVersion(_on(4), "morning", "other", "Balm", Schedule(_on(4)), product="Zinc balm")
    )
    used = Product("1", "Zinc balm")
    recovery = replace(with_values({}), routine=routine, products=(used, Product("2", "Never used")))
    assert events(recovery) == (Event(_on(4), "product", "Zinc balm"),)
    said = replace(recovery, products=(replace(used, introduced_on=_on(9)),))
    assert [event.day for event in events(said)] == [_on(9)]


@each_case(
    ("values", "words"),
    [
        ({22: 2}, "now 2"),
        ({3: 4, 22: 2}, "now 2, down from 4 on 3 Nov"),
        ({3: 4, 9: 0, 10: 2, 22: 2}, "now 2, up from 0 on 9 Nov"),
        ({3: 4, 19: 2}, "2 on 19 Nov, down from 4 on 3 Nov"),
        ({3: 2, 22: 2}, "now 2, as every time before"),
    ],
)
def test_a_change_is_told_from_the_last_other_value(values: dict[int, int], words: str) -> None:
    assert change_words(series(with_values(values), "redness"), TODAY) == words


def test_the_highest_value_comes_with_its_last_day() -> None:
    points = series(lived_skin(), "redness")
    assert span_words(points, TODAY) == "Highest 4 on 3 Nov, at first 3. 14 check-ins."
    assert span_words(points[:1], TODAY) == "1 check-in." and span_words((), TODAY) == ""


def test_what_the_newest_value_stands_for_is_told_beside_it() -> None:
    points = series(with_values({3: 4, 22: 2}), "redness")
    assert change_words(points, TODAY, "clear but mild") == "now 2 (clear but mild), down from 4 on 3 Nov"
    assert change_words(points, TODAY + timedelta(days=1), "mild") == "2 (mild) on 22 Nov, down from 4 on 3 Nov"


@given(_lived())
def test_words_claim_no_cause_and_blame_nobody(lived: tuple[Recovery, dict[int, int]]) -> None:
    points = series(lived[0], "redness")
    words = change_words(points, TODAY) + span_words(points, TODAY)
    assert not re.search(r"because|cause|due to|since|missed|fail|late|behind|better|worse|!", words)


def test_every_trend_has_a_name_and_its_values_in_order() -> None:
    assert tuple(LABELS) == TRENDS
    assert {name: question(name).label for name in TRENDS} == LABELS, "questions.toml is their home"
    assert [(point.day, point.value) for point in series(lived_skin(), "pain")] == [
        (_on(offset), value) for offset, value in PAIN.items()
    ]
    assert logged(lived_skin()) == ("redness", "flaking", "pain")


# ---------------------------------------------------------------------- the table


def test_the_table_has_a_row_a_check_in_and_only_columns_that_were_answered() -> None:
    header, rows = table(lived_skin(), ZERO)
    assert header == ("Day", "D", "Redness", "Flaking", "Pain", "Temp", "Note", "Yes to")
    assert len(rows) == len(REDNESS) and {len(row) for row in rows} == {len(header)}
    assert rows[0] == ("31 Oct", "0", "3", "", "7", "", "", "")
    assert ("13 Nov", "13", "3", "", "10", "37.8", "", "spreading, hot") in rows
    assert table(with_values({}), ZERO) == (("Day", "D"), [])


def test_no_is_not_blank_and_not_answered_is_not_no() -> None:
    assert yes_words(CheckIn.of({"pus": False}, AT)) == "none"
    assert yes_words(CheckIn.of({"redness": 0}, AT)) == ""
    assert yes_words(CheckIn.of({"pus": False, "eye_pain": True}, AT)) == "eye pain"
    assert yes_words(CheckIn.of({"antibiotics": True, "antibiotic_days": 5}, AT)) == "antibiotics, antibiotic days: 5"
    assert yes_words(CheckIn.of({"antibiotic_days": 5}, AT)) == "antibiotic days: 5"


def test_a_window_over_new_year_carries_the_year() -> None:
    _, rows = table(with_values({0: 1, 70: 1}), ZERO)
    assert [row[0] for row in rows] == ["31 Oct", "9 Jan 2027"]


def test_answers_in_words_leave_out_what_was_not_answered() -> None:
    said = CheckIn.of({"redness": 0, "pain": 10, "temp": 37.25, "pus": False, "hot": True, "unwell": True}, AT)
    assert (
        answers_in_words(said, label_of)
        == "Redness 0, pain 10, temperature 37.2. Hot and painful skin; feeling very unwell."
    )
    assert answers_in_words(CheckIn.of({}, AT, "Only a note."), label_of) == "Nothing was answered."
    assert answers_in_words(CheckIn.of({"pus": False}, AT), label_of) == "No to all that was answered."
    told = answers_in_words(CheckIn.of({"pain": 2, "pus": False}, AT), label_of)
    assert told == "Pain 2. No to what else was answered."


def test_what_was_answered_yes_is_called_as_it_was_asked() -> None:
    """“Yes to breathing” was told of somebody who could not breathe."""
    said = CheckIn.of({"redness": 2, "breathing": True, "antibiotic_days": 5}, AT)
    assert answers_in_words(said, label_of) == "Redness 2. Trouble breathing; days of antibiotics: 5."
    assert findings_in_words(said, label_of) == "redness 2, trouble breathing; days of antibiotics: 5."


def test_words_of_a_check_in_name_nothing_of_mood() -> None:
    """The calendar and the card of the last check-in said it to whoever passes by; Skin's line did not."""
    said = CheckIn.of({"self_harm": True, "pus": False}, AT)
    assert (answers_in_words(said, label_of), findings_in_words(said, label_of)) == ("2 answered.", "2 answered.")
    said = CheckIn.of({"low_mood": True, "pus": True}, AT)
    assert (answers_in_words(said, label_of), findings_in_words(said, label_of)) == ("Pus.", "pus.")


def test_the_newest_numbers_are_told_with_the_first_and_only_those_of_their_day() -> None:
    def checked(recovery: Recovery, offset: int, **values: int) -> Recovery:
        return recovery.with_record(replace(recovery.record(_on(offset)), skin=CheckIn.of(dict(values), AT)))

    recovery = Recovery("r", "Face", ZERO)
    assert newest_in_words(recovery, ZERO) == ""
    recovery = checked(recovery, 0, redness=3, pain=8, scar=0, bumps=1)
    assert newest_in_words(recovery, ZERO) == "Today: pain 8, redness 3"
    later = checked(recovery, 9, redness=1, pain=0, scar=0)
    assert newest_in_words(later, _on(10)) == "9 Nov: redness 1 (3 at first), pain 0 (8 at first)"
    assert newest_in_words(checked(later, 10, scar=0), _on(10)) == ""
