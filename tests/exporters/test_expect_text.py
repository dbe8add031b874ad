"""What to expect, and when, as text: one's own complications, bars on one's own days, and whoever says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.clock import SystemClock
from routine_tui.exporters.expect_text import NARROWEST, render
from routine_tui.facts import care as care_facts
from routine_tui.facts import guidance
from routine_tui.facts.skin import region
from routine_tui.glyphs import ASCII, UNICODE, Glyphs
from routine_tui.model.care.guidance_by_time import NOW
from routine_tui.model.care.timeline import COMPLICATIONS, HONEST, NO_RANGE, PublishedRange, span_words
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.reassurance import WITHHELD
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home
from tests.cases import each_case

ZERO = date(2026, 10, 31)
TODAY = date(2026, 11, 22)
RANGES = care_facts.ranges()


def recovery_of(answers: Mapping[str, Answer] | None = None, window: int = 84) -> Recovery:
    day = ZERO + timedelta(days=3)
    return Recovery("r", "Face", ZERO, window, days={day: Day(day, skin=CheckIn.of(answers or {}))})


def page(
    answers: Mapping[str, Answer] | None = None,
    width: int = 78,
    glyphs: Glyphs = UNICODE,
    today: int = 22,
    window: int = 84,
) -> str:
    day = ZERO + timedelta(days=today)
    return render(recovery_of(answers, window), RANGES, guidance.sources(), day, width, glyphs=glyphs)


def drawn(text: str, glyphs: Glyphs = UNICODE) -> list[str]:
    """The bars of a page, without what they are set in by."""
    signs = {glyphs.line, glyphs.line_rest, "▲", "┊", "▸", "^", "|", ">"}
    return [line[2:] for line in text.splitlines() if line.startswith("  ") and line.strip() and set(line[2:]) <= signs]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_every_range_of_ones_own_complications_is_told_with_its_days_and_sources() -> None:
    text = flat(page({"redness": 2, "hot": True}))
    assert NO_RANGE in text and HONEST in text and "General guidance, not medical advice." in text
    for one in RANGES:
        is_own = one.complication in ("redness", "infection")
        assert (one.says in text) == is_own, one.id
        if is_own:
            words = span_words(one)
            named = "; ".join(f"{source.title}, {source.publisher}" for source in guidance.cited(one.sources))
            assert f"{words[0].upper()}{words[1:]}" in text and f"{named}." in text, one.id
    headings = [heading for heading in COMPLICATIONS.values() if f"\n{heading}\n" in page({"redness": 2, "hot": True})]
    assert headings == ["Redness that stays", "Infection"]


def test_where_nothing_was_logged_all_four_are_told() -> None:
    text = page()
    assert [heading for heading in COMPLICATIONS.values() if f"\n{heading}\n" in text] == list(COMPLICATIONS.values())
    assert len(drawn(text)) == sum(one.is_drawn for one in RANGES)


def test_a_bar_covers_its_days_and_marks_today_and_the_end_of_the_window() -> None:
    # Half a year in 183 columns: a column is a day, so that a bar can be counted by hand.
    usual, expected, stays = drawn(page({"redness": 2}, width=185))
    assert usual == "━" * 4 + "─" * 18 + "▲" + "─" * 61 + "┊" + "─" * 98
    assert expected == "━" * 8 + "─" * 14 + "▲" + "─" * 61 + "┊" + "─" * 98
    assert stays == "─" * 8 + "━" * 14 + "▲" + "━" * 61 + "┊" + "━" * 96 + "─" * 2


def test_months_stand_above_the_days_on_which_they_begin() -> None:
    text = page({"redness": 2}, width=185)
    months = text.splitlines()[text.splitlines().index("Redness that stays") + 1][2:]
    assert [months.index(number) for number in "0123456"] == [0, 30, 60, 90, 120, 150, 180]


def test_only_a_range_in_which_today_lies_is_now() -> None:
    text = flat(page({"redness": 2}))
    assert "Days 8 to 180 (now)." in text and text.count("(now)") == 1
    assert flat(page({"redness": 2}, today=5)).count("(now)") == 1
    assert "(now)" not in flat(page({"redness": 2}, today=181))


def test_today_outside_a_line_has_no_mark_on_it() -> None:
    assert not any("▲" in bar for today in (-2, 183) for bar in drawn(page({"redness": 2}, today=today)))
    assert all("▲" in bar for bar in drawn(page({"redness": 2}, today=182)))


def test_a_range_without_an_end_goes_on_after_its_line() -> None:
    fade, deep = drawn(page({"marks": 2}))
    assert deep.endswith("━▸") and not fade.endswith("▸")


def test_a_window_as_long_as_the_line_has_no_end_on_it() -> None:
    bars = drawn(page({"redness": 2}, window=365))
    assert bars and not any("┊" in bar for bar in bars)


def test_ascii_is_plain_and_says_the_same() -> None:
    text = page(glyphs=ASCII)
    assert text.isascii()
    to_ascii = str.maketrans("━─▲┊▸", "=-^|>")
    assert drawn(text, ASCII) == [bar.translate(to_ascii) for bar in drawn(page())]


@given(st.integers(NARROWEST, 130), st.integers(-40, 900), st.integers(7, 730), st.sampled_from((UNICODE, ASCII)))
def test_no_line_is_wider_than_asked_for_and_bars_fill_the_width(
    width: int, today: int, window: int, glyphs: Glyphs
) -> None:
    text = page(None, width, glyphs, today, window)
    assert max(map(len, text.splitlines())) <= width
    assert {len(bar) for bar in drawn(text, glyphs)} == {width - 2}
    assert text == "\n".join(line.rstrip() for line in text.splitlines())


@each_case("width", [0, 12, NARROWEST])
def test_a_width_too_narrow_to_read_is_taken_as_the_narrowest(width: int) -> None:
    assert page(width=width) == page(width=NARROWEST)


def test_a_range_of_a_treatment_is_told_without_a_bar() -> None:
    recovery = recovery_of({"pus": True})
    ranges = (PublishedRange("x", "infection", "It turns.", 0, 3, ("S50",), "treatment"),)
    text = render(recovery, ranges, guidance.sources(), TODAY, glyphs=UNICODE)
    assert "It turns." in text and "The first 2 days of treatment. Cellulitis, NHS." in text
    assert drawn(text) == []


def test_the_door_tells_it_of_the_current_recovery(tmp_path: Path) -> None:
    zone = ZoneInfo("Europe/Berlin")
    with time_machine.travel(datetime(2026, 11, 22, 7, 42, tzinfo=zone), tick=False):
        planner = Planner(find_home(str(tmp_path)), SystemClock(zone))
        planner.recoveries.begin("Face", ZERO)
        planner.skin.check_in(TODAY, {"redness": 1})
        told, ranges = planner.exports.expect_page(60, ASCII), page({"redness": 1}, 60, ASCII).rpartition("\n\n")[0]
        assert told.startswith(ranges) and NOW in told.removeprefix(ranges)
        assert all(" ".join(says.split()[:3]) in flat(told) for says, _ in care_facts.worth_doing(22, True, region("")))
        planner.skin.check_in(TODAY, {"redness": 2})
        assert "settled by themselves" not in planner.exports.expect_page()


def test_while_a_flag_is_open_what_usually_happens_is_left_out_and_why_is_said() -> None:
    recovery = recovery_of({"redness": 2, "scar": 1})
    text = render(recovery, RANGES, guidance.sources(), TODAY, glyphs=UNICODE, speaks_of_healing=False)
    assert WITHHELD in flat(text) and "\nScars\n" in text and "Redness that stays" not in text
    assert [one.id for one in RANGES if one.says in flat(text)] == ["keloid_first_signs"]
    only = render(
        recovery_of({"redness": 2}), RANGES, guidance.sources(), TODAY, glyphs=UNICODE, speaks_of_healing=False
    )
    assert WITHHELD in flat(only) and HONEST not in flat(only) and drawn(only) == []
