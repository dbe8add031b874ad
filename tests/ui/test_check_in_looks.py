"""A check-in by mouse, and how it looks."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.color import Color

from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.model.recovery.answers import URGENT_SIGNS
from routine_tui.planner.planner import Planner
from tests.ui.checking_in import CALM, check_in, lived
from tests.ui.driver import opened


async def test_a_click_answers_and_a_second_one_takes_it_back() -> None:
    async with check_in(size=(80, 40)) as asked:
        for size in ((80, 40), (46, 38)):
            await asked.app.resize(*size)
            await asked.app.click("0  1  2  3" if size[0] > 60 else "0 1 2 3", 1, 6 if size[0] > 60 else 4)
            assert asked.answers == {"swelling": 2} and asked.at == "swelling", size
            await asked.app.click("[2]", 0, 1)
            assert asked.answers == {}, size
            await asked.app.click("Thoughts of self-harm")
            assert asked.answers == {} and asked.at == "self_harm", size


async def test_yes_and_no_can_be_clicked_and_a_heading_only_where_it_says_no_to_the_rest() -> None:
    async with check_in(size=(120, 40)) as asked:
        await asked.go("hot")
        row = asked.app.line("Hot and painful skin")
        await asked.app.click("Hot and painful skin", 0, row.index(" no ") + 1 - row.index("Hot and"))
        assert asked.answers == {"hot": False}
        await asked.app.click("Any of these?")
        assert asked.answers == {"hot": False}
        await asked.app.click("N no to all the rest")
        assert asked.answers == {name: False for name in CALM if name not in URGENT_SIGNS}


async def test_the_last_value_stands_quietly_beside_with_its_age() -> None:
    async with check_in(size=(80, 40)) as asked:
        await asked.go("redness")
        assert "was 3 yesterday" in asked.app.line("Redness") and "was 10 on 12 Nov" in asked.app.line("Itch")
        assert "yesterday" not in asked.app.line("Swelling")
        await asked.go("temp")
        assert "was 37.2 yesterday" in asked.app.line("Temperature")
        assert "was yes on 12 Nov" in asked.app.line("Hot and painful skin")
        assert "was no yesterday" in asked.app.line("Pus")


async def test_the_chosen_box_stands_in_brackets_with_its_word_and_what_is_not_answered_has_none() -> None:
    for ascii_only, sign in ((False, "[0]"), (True, "<0>")):
        async with check_in(ascii_only=ascii_only) as asked:
            await asked.go("swelling")
            await asked.press("0", "up")
            assert f"{sign} 1  2  3  4   none" in asked.app.line("Swelling")
            assert " 0  1  2  3  4 " in asked.app.line("Redness")
            assert "0: none" in asked.app.text


async def test_the_words_follow_the_cursor() -> None:
    async with check_in(size=(46, 38)) as asked:
        await asked.go("redness")
        assert "How much does treated skin" in asked.app.text and "3: strong" in asked.app.text
        await asked.go("pus")
        assert "Thick yellow or green fluid" in asked.app.text and "N no to all the rest" in asked.app.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "ascii_only"),
    [((40, 15), False), ((46, 38), False), ((60, 20), True), ((60, 20), False), ((80, 24), False)],
    ids=str,
)
async def test_every_line_can_be_read_and_answered_at_every_size(size: tuple[int, int], ascii_only: bool) -> None:
    async with check_in(size=size, ascii_only=ascii_only) as asked:
        app, form = asked.app, asked.form
        pointer = ASCII.cursor if ascii_only else UNICODE.cursor
        assert "Check-in, Sun 22 Nov" in app.text and "day 22" in app.text
        seen, before = 0, ""
        while asked.at != before:
            row, before = form.row, asked.at
            label = row.question.label if row.question else row.line.label if row.line else "None of these"
            here = f" {pointer} {row.key}{'  ' if row.key else ''}{label}"
            assert any(here[:26] in line for line in app.lines), (here, app.text)
            assert app.text.isascii() == ascii_only
            assert max(cell_len(one) for one in app.lines) <= size[0]
            assert "Note" in app.text and "Photo" in app.text and "Save (^s)" in app.text
            seen += 1
            await asked.press("down")
        assert seen == len(form.sheet.places)


async def test_every_text_stands_out_from_what_is_behind_it() -> None:
    async with check_in(lived({"redness": 2, "pus": True, "hot": False})) as asked:
        for theme in ("routine-dark", "routine-light"):
            asked.app.app.theme = theme
            await asked.app.settle()
            for y in range(len(asked.form.sheet.rows)):
                for segment in asked.form.line(y, 71):
                    style = segment.style
                    if segment.text.strip() and style and style.color and style.bgcolor:
                        front, back = (Color.from_rich_color(one) for one in (style.color, style.bgcolor))
                        assert abs(front.brightness - back.brightness) > 0.15, (theme, segment.text, front, back)


async def test_what_has_no_room_is_cut_with_a_sign(planner: Planner) -> None:
    async with opened(planner, (40, 15), "4", "left", "enter") as here:
        assert "tans…" in here.text, here.text
