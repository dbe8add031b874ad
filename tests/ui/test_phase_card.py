"""What is said of the phase on Today: its days always, usual healing only while no red flag is open."""

from __future__ import annotations

from datetime import timedelta

import pytest

from routine_tui.demo import sample_recovery
from routine_tui.facts import guidance
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.session_kind import NO_FIGURES
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.expect import Ranges
from routine_tui.ui.widgets.phase_card import PhaseCard
from tests.model.lived_skin import without_skin
from tests.ui.driver import TODAY, Opened, SetClock, opened, planner_with


@pytest.fixture
def planner(clock: SetClock) -> Planner:
    """A planner on the sample recovery, of which nothing is said about the skin yet."""
    return planner_with(without_skin(sample_recovery(TODAY)), clock)


def card(app: Opened) -> str:
    """What the card says."""
    return " ".join(app.app.screen.query_one(PhaseCard).render().plain.split())


async def test_the_phase_is_told_with_its_days_its_words_and_its_source(planner: Planner) -> None:
    async with opened(planner, (100, 52)) as app:
        assert "REBUILD  days 8–28" in app.text and "PubMed Central" in app.text
        assert card(app).startswith("WORTH DOING NOW · ")
        assert f"REBUILD days 8–28 {guidance.phases()[2].hint}" in card(app)
        assert card(app).endswith(NOT_ADVICE)
        planner.skin.check_in(TODAY, {"redness": 1})
        await app.look()
        assert guidance.phases()[2].hint in card(app)


async def test_usual_healing_is_not_told_of_while_a_red_flag_is_open(planner: Planner) -> None:
    planner.skin.check_in(TODAY - timedelta(days=9), {"lumps": True})
    async with opened(planner, (100, 32)) as app:
        assert card(app).endswith("REBUILD days 8–28")
        await app.press("left_square_bracket")
        assert card(app).endswith("REBUILD days 8–28")
        planner.skin.check_in(TODAY, {"lumps": False})
        await app.look()
        assert guidance.phases()[2].hint in card(app)
        planner.undo()
        await app.look()
        assert card(app).endswith("REBUILD days 8–28")


async def test_what_to_expect_says_why_it_says_less_and_keeps_what_warns(planner: Planner) -> None:
    planner.skin.check_in(TODAY, {"lumps": True, "redness": 1, "spreading": True})
    async with opened(planner, (100, 40), "5", "G", "enter") as app:
        said = app.app.screen.query_one(Ranges)
        words = "\n".join(line.plain for line in said.lines(80))
        assert "Whether your skin heals as usual isn't said for now" in words and "Slow" not in words
        assert "slow kind of infection" in words and "keep" not in words
        assert not any(word in words for word in ("settled by themselves", "recover fully", "start to improve"))
        bar = said.get_visual_style("ranges--bar").foreground
        assert bar == app.app.screen.get_visual_style().foreground


async def test_a_phase_that_rests_on_needling_says_after_a_laser_that_there_are_no_figures(planner: Planner) -> None:
    planner.recoveries.begin("Other", TODAY, session={"session_kind": "laser"})
    async with opened(planner, (100, 52)) as app:
        assert NO_FIGURES in card(app) and guidance.phases()[0].hint not in card(app)
        planner.visits.tell({"session_kind": "microneedling"})
        await app.look()
        assert guidance.phases()[0].hint in card(app)
