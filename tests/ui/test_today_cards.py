"""Beside Today's list, where there is room: the week, the next visit, the skin, what to avoid; and the step in full."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from routine_tui.demo import sample_recovery
from routine_tui.model.recovery.answers import URGENT_SIGNS
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.visit import Visit
from routine_tui.planner.planner import Planner
from routine_tui.ui.widgets.today_cards import AvoidCard, Card, SkinCard, VisitCard
from tests.full import full_recovery
from tests.model.lived_skin import without_skin
from tests.ui.cared import cared
from tests.ui.counting_frames import counting_frames
from tests.ui.driver import TODAY, Opened, SetClock, opened, planner_with
from tests.ui.test_concern_banner import ANSWERS, checked

WIDTHS = ((80, 24), (120, 36), (200, 60))


def card(app: Opened, kind: type[Card]) -> str:
    """What a card says, without its frame; empty where it is away."""
    found = app.app.screen.query_one(kind)
    if not found.display:
        return ""
    title, aside, lines = found._said
    region = found.region
    seen = "\n".join(line[region.x : region.right] for line in app.lines[region.y : region.bottom])
    for part in (aside, *(word for line in lines for word in line.split()[:2])):
        assert part in seen, f"{part} of {title} is not on the screen:\n{seen}"
    return " | ".join((title, aside, *lines))


async def test_the_next_visit_is_told_with_how_far_it_is_and_what_is_ready(clock: SetClock) -> None:
    async with opened(planner_with(cared(), clock)) as app:
        for size in WIDTHS:
            await app.resize(*size)
            assert card(app, VisitCard) == (
                "Next visit | in 11 days | Thu 3 Dec, 10:30 | Dr Kaya · 4 of 14 things ready | "
                "Thu 26 Nov: Tretinoin 0.025 % starts"
            ), size


async def test_a_card_that_has_nothing_to_say_is_away_and_comes_and_goes_with_what_is_planned(clock: SetClock) -> None:
    planner = planner_with(full_recovery(TODAY, 23), clock)
    async with opened(planner) as app:
        assert card(app, VisitCard) == "" and "NEXT VISIT" not in app.text
        planner.visits.add(Visit("", TODAY + timedelta(days=1)))
        await app.look()
        assert card(app, VisitCard) == "Next visit |  | tomorrow | 0 of 14 things ready"
        await app.press("u", "u")
        assert "NEXT VISIT" not in app.text


async def test_the_skin_is_told_where_it_is_calm_and_left_to_the_banner_where_it_is_not(clock: SetClock) -> None:
    planner = planner_with(without_skin(sample_recovery(TODAY)), clock)
    async with opened(planner) as app:
        assert card(app, SkinCard) == "Skin |  | Time for a check-in: c"
        planner.skin.check_in(TODAY, {"redness": 1, **dict.fromkeys(URGENT_SIGNS, False)})
        await app.look()
        assert card(app, SkinCard) == "Skin |  | No red flags today | Redness 1"
        planner.skin.check_in(TODAY, {"pus": True})
        await app.look()
        assert "No red flags" not in app.text and card(app, AvoidCard) != ""


async def test_what_to_avoid_is_told_with_until_when_the_soonest_first(clock: SetClock) -> None:
    async with opened(planner_with(without_skin(sample_recovery(TODAY)), clock), (100, 40)) as app:
        said = card(app, AvoidCard)
        assert said.startswith("Keep avoiding | 23 things | ") and said.count("until ") == 2


@pytest.mark.parametrize("size", [(73, 24), (46, 38), (60, 20)])
async def test_in_a_narrow_terminal_the_cards_are_away_and_nothing_is_worked_out_for_them(
    size: tuple[int, int], clock: SetClock
) -> None:
    async with opened(planner_with(cared(), clock), size) as app:
        for kind in (VisitCard, SkinCard, AvoidCard):
            assert card(app, kind) == "" and app.app.screen.query_one(kind)._known is None
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert card(app, VisitCard).startswith("Next visit") and "Still avoid" not in app.text
        await app.pilot.resize_terminal(*size)
        await app.settle()
        assert "NEXT VISIT" not in app.text and ("Visit Thu" in app.text or "visit: Thu" in app.text or size[1] < 24)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_tick_and_a_move_are_one_frame_beside_the_cards(size: tuple[int, int], clock: SetClock) -> None:
    async with counting_frames(planner_with(cared(), clock), size) as frames:
        for key in ("space", "space", "j", "k", "u"):
            assert len(await frames.after(key)) == 1, key


async def test_in_a_wide_terminal_the_step_has_a_panel_with_how_it_went(planner: Planner) -> None:
    async with opened(planner, (120, 36)) as app:
        assert "─ Sunscreen SPF 30+ ─" in app.text and "Last 4 weeks: done" in app.text
        await app.press("g")
        assert "─ Gentle cleanser ─" in app.text
        assert "╭─ Today ─" in app.text
        await app.press("left_square_bracket")
        assert "╭─ Sat 21 Nov ─" in app.text


async def test_no_text_can_do_anything_in_a_card_or_a_title(clock: SetClock) -> None:
    recovery = full_recovery(TODAY, 23)
    named = replace(recovery, care=Care(visits=(Visit("v", TODAY, who="Balm [/b][red] 洗"),)))
    step = named.routine.on(TODAY)[0].step_id
    named = named.with_routine(named.routine.with_changes(step, TODAY, name="Balm [/b][red]"))
    async with opened(planner_with(named, clock), (120, 36)) as app:
        await app.press("g")
        assert "Balm [/b][red] 洗" in app.text and "─ Balm [/b][red] ─" in app.text


async def test_the_side_begins_in_the_row_in_which_the_list_begins() -> None:
    """Seen to fail at 80x24 and 100x32 below a banner: the list has no row to spare there and began a row above."""
    planner = checked(ANSWERS[4])
    async with opened(planner, (80, 24)) as app:
        for size in ((80, 24), (80, 30), (100, 32), (99, 26), (111, 22)):
            await app.resize(*size)
            assert app.place("MORNING").y == app.place("THIS WEEK").y, (size, app.text)
