"""The calendar as a picture: it says what the calendar says, nothing overlaps or is cut off, and nothing is live."""

from __future__ import annotations

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Final

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from routine_tui.demo import sample_recovery
from routine_tui.exporters.png import DOTS_PER_INCH
from routine_tui.exporters.png import render as dots
from routine_tui.exporters.svg import MARGIN, CalendarDrawing, render
from routine_tui.exporters.text_width import BOLD, width_of, wrapped
from routine_tui.model.day.progress import calendar
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.lived import sample, summary_of
from tests.exporters.lived_care import TODAY
from tests.exporters.planned import with_care
from tests.strategies import recoveries
from tests.texts import names

SVG: Final = "{http://www.w3.org/2000/svg}"
LONG: Final = {
    "wide": "W" * 200,
    "words": "Left cheek, worse than the right one since the session of October, and " * 3,
    "Vietnamese": "Phục hồi da mặt sau lăn kim " * 7,
    "Greek and Cyrillic": "Ψυχή και δέρμα, Кожа лица Щ" * 7,
    "Arabic": "تنظيف البشرة بعد جلسة الوخز بالإبر الدقيقة " * 4,
    "ideographs": "洗顔料と保湿剤" * 28,
    "emoji": "👩🏽‍🔬❤️🇩🇪 " * 20,
    "accents": "e\u0301\u0316\u0334" * 60,
    "ligature": "﷽" * 40,
    "letters by themselves": "ض " * 100,
    "signs wider than any letter": "⒨" * 200,
}

OURS: Final = ("wide", "Vietnamese")
"""In letters of typst's own faces; for others it reads those of the computer, which are a hundred megabytes."""


def tree(svg: str) -> ET.Element:
    """The picture as XML."""
    return ET.fromstring(svg)


def elements(svg: str) -> Counter[str]:
    """How many elements of each kind there are."""
    return Counter(one.tag.removeprefix(SVG) for one in tree(svg).iter())


def days_told(svg: str) -> list[str]:
    """What is said of each day."""
    return [one.text or "" for one in tree(svg).iter(f"{SVG}title")][1:]


# ---------------------------------------------------------------------- what it shows


@given(recoveries(max_window=400), st.integers(-20, 420))
def test_every_day_has_its_sign_and_says_it_in_words(recovery: Recovery, days: int) -> None:
    today = recovery.day_zero + timedelta(days=days)
    svg = render(summary_of(recovery, today))
    cells = calendar(recovery, today)
    told = days_told(svg)
    assert [one.split(" ")[0] for one in told] == [f"D{cell.offset}" for cell in cells]
    shown = {
        "all done": "complete", "some done": "partial", "not recorded": "open", "all skipped": "skipped",
        "nothing expected": "rest", "before the record began": "blank",
        "paused": "paused", "today, nothing marked yet": "today", "ahead": "ahead",
    }  # fmt: skip
    words = [re.sub(r"(, \d+ of \d+ done)?(, \d+ skipped)?$", "", one.split("): ")[1].split("; ")[0]) for one in told]
    assert [shown[one] for one in words] == [c.state for c in cells]
    states = Counter(cell.state for cell in cells)
    full = [one for one in tree(svg).iter(f"{SVG}circle") if one.get("r") == "7"]
    assert len(full) == states["complete"] + ("complete" in states)  # once more in the legend


def test_a_day_with_an_event_has_a_diamond_and_says_what_it_is() -> None:
    plain, planned = (render(summary_of(one)) for one in (sample(), with_care(sample(), "Balm", TODAY)))
    (today,) = [one for one in days_told(planned) if one.startswith("D22 ")]
    assert today == "D22 (22 Nov): some done, 2 of 5 done; Visit, Balm; Balm; Balm starts; Check-up: Balm"
    assert elements(planned)["path"] > elements(plain)["path"]
    assert "visit, session, review or change" in planned and "visit, session" not in plain


def test_only_today_has_a_frame() -> None:
    def framed(today: date) -> list[str]:
        days = tree(render(summary_of(sample(), today))).iterfind(f".//{SVG}title/..")
        return [one.findtext(f"{SVG}title", "") for one in days if one.find(f"{SVG}rect[@stroke]") is not None]

    assert [told[:3] for told in framed(TODAY)] == ["D22"]
    assert framed(sample().last_day + timedelta(days=1)) == []


def test_a_span_is_all_that_is_drawn_and_a_name_that_is_left_out_is_nowhere() -> None:
    svg = render(summary_of(sample(), since=TODAY, until=TODAY + timedelta(days=3), without={"name"}))
    assert [one[:3] for one in days_told(svg)] == ["D22", "D23", "D24", "D25"]
    assert "Sample" not in svg and "Calendar of a recovery" in svg
    assert "Calendar of Sample" in render(summary_of(sample()))


# ---------------------------------------------------------------------- where it stands


@given(recoveries(max_window=400), st.one_of(names, st.sampled_from(list(LONG.values()))), st.integers(-20, 420))
def test_nothing_leaves_the_picture_and_no_line_runs_into_another(recovery: Recovery, name: str, days: int) -> None:
    today = recovery.day_zero + timedelta(days=days)
    drawn = CalendarDrawing(summary_of(replace(recovery, name=name), today))
    for text in (*drawn.heading, *drawn.method, *drawn.phases):
        assert text.x >= MARGIN and text.x + text.line.width <= drawn.width - MARGIN + 0.1, text
    for above, below in pairwise((*drawn.heading, *drawn.method)):
        assert above.y + 0.2 * above.size < below.y - 0.8 * below.size, (above, below)
    assert drawn.heading[0].y - drawn.heading[0].size > 0
    squares = [(one.x, one.y) for one in drawn.squares]
    assert len(set(squares)) == len(squares)
    assert max(x for x, _ in squares) + drawn.cell <= drawn.width - MARGIN
    assert drawn.heading[-1].y < drawn.top - 10 and max(y for _, y in squares) + drawn.row <= drawn.grid_end
    assert drawn.method[-1].y < drawn.height
    ends = [(one.x, one.x + 22 + one.text.width, one.y) for one in drawn.legend]
    for (_, end, y), (start, _, next_y) in pairwise(ends):
        assert next_y > y + 20 or start >= end
    assert all(end <= drawn.width and y > drawn.grid_end + 10 for _, end, y in ends)
    phases = [(one.x, one.y) for one in drawn.phases]
    assert all(abs(one - other) > 10 for (x, one), (also, other) in pairwise(phases) if x == also)


@each_case("days", [42, 84, 180, 400, 730])
def test_a_window_of_any_length_has_the_shape_of_a_page(days: int) -> None:
    drawn = CalendarDrawing(summary_of(sample_recovery(TODAY, 22, days)))
    assert 0.6 < drawn.width / drawn.height < 1.7


def test_lines_hold_all_words_and_no_letter_is_parted_from_its_accents() -> None:
    lines = [line.text for line in wrapped("ab cd efghij", 10, 31)]
    assert lines == ["ab cd", "efghi", "j"]
    assert "".join(line.text for line in wrapped(LONG["emoji"], 10, 60)).replace(" ", "") == LONG["emoji"].replace(
        " ", ""
    )
    for text in ("👩🏽‍🔬", "🇩🇪", "e\u0301\u0316"):
        assert {line.text for line in wrapped(text * 9, 10, 1)} == {text}
    assert wrapped("e" + "\u0301" * 60, 10, 60)[0].text == "e" + "\u0301" * 3


@each_case(("weight", "wider"), [("regular", 1.0), ("bold", BOLD)])
def test_letters_are_reckoned_at_least_as_wide_as_they_are_drawn(weight: str, wider: float) -> None:
    drawable = filter(lambda one: unicodedata.category(one)[0] in "LNPS", map(chr, range(0x21, 0x2100)))
    letters = "".join(one for one in drawable if wrapped(one, 1, 1.5)[0].is_known)
    assert len(letters) > 1000
    found = typst.query(
        b'#set text(font: "Libertinus Serif", size: 100pt, weight: sys.inputs.weight)\n'
        b"#context [#metadata(sys.inputs.letters.codepoints().map(one => measure(one).width.pt())) <widths>]",
        "<widths>",
        field="value",
        one=True,
        sys_inputs={"letters": letters, "weight": weight},
        ignore_system_fonts=True,
    )
    widths = [float(one) for one in (json.loads(found) if isinstance(found, str) else found)]
    assert [one for one, drawn in zip(letters, widths, strict=True) if drawn > wider * width_of(one, 100)] == []


# ---------------------------------------------------------------------- what it never holds


@pytest.mark.parametrize(
    "name", [*OURS, *(pytest.param(name, marks=pytest.mark.slow) for name in LONG if name not in OURS)]
)
def test_the_margin_stays_white_whatever_the_name(name: str) -> None:
    image = Image.open(BytesIO(dots(summary_of(replace(sample(), name=LONG[name][:200])))))
    drawn = CalendarDrawing(summary_of(replace(sample(), name=LONG[name][:200])))
    scale = DOTS_PER_INCH / 96
    assert image.size == (round(drawn.width * scale), round(drawn.height * scale))
    edge = round((MARGIN - 2) * scale)
    for box in ((0, 0, edge, image.height), (image.width - edge, 0, image.width, image.height)):
        assert image.convert("L").crop(box).getextrema() == (255, 255)


def test_it_is_the_same_again_to_the_last_dot() -> None:
    summary = summary_of(with_care(sample(), "Balm", TODAY))
    assert render(summary) == render(summary)
    assert dots(summary) == dots(summary)
    assert dots(summary).startswith(b"\x89PNG\r\n")


def test_letters_are_distorted_only_where_they_might_not_fit() -> None:
    assert "textLength" not in render(summary_of(replace(sample(), name="Face 🧴")))
    assert "textLength" in render(summary_of(replace(sample(), name="Face 🧴 " * 20)))


def test_characters_that_no_xml_may_hold_are_shown_as_such() -> None:
    svg = render(summary_of(with_care(replace(sample(), name='a\ufffe\uffffb <x> & "y"'), "\uffff", TODAY)))
    (heading,) = [one for one in tree(svg).iter(f"{SVG}text") if one.get("font-size") == "22"]
    assert heading.text == 'a��b <x> & "y"'


def test_it_is_never_red_and_asks_nobody_for_anything() -> None:
    svg = render(summary_of(with_care(sample(), "Balm", TODAY)))
    colours = {
        one if len(one) == 6 else "".join(2 * part for part in one) for one in re.findall(r"#([0-9a-f]+)\"", svg)
    }
    assert len(colours) > 4
    assert [one for one in colours if int(one[:2], 16) > int(one[2:4], 16)] == []
    assert set(re.findall(r"[a-z]+://[^\"'\s]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"href|script|style|url\(|<image|<use|foreignObject|\bon\w+=", svg)
