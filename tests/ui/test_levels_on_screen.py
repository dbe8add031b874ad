"""What people could check in, entered in the real dialog: its level in banner and dialog, and how loudly it is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Final

import pytest
from rich.cells import cell_len
from rich.color import Color

from routine_tui.exporters.formats import ExportRequest
from routine_tui.facts.skin import levels, region, rules
from routine_tui.model.recovery.answers import URGENT_SIGNS, Answer, kind_of
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.told import told_today
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.check_in import CheckInDialog
from routine_tui.ui.dialogs.concern import ConcernDialog
from routine_tui.ui.main import MainScreen
from routine_tui.ui.widgets.concern_banner import ConcernBanner
from routine_tui.ui.widgets.questionnaire import Questionnaire
from tests.ui.driver import NOW, TODAY, Opened, SetClock, opened, planner_with
from tests.ui.test_concern_banner import ANSWERS, THEMES, VIEWS, banner, checked, new_home

NONE_URGENT: Final[dict[str, Answer]] = dict.fromkeys(URGENT_SIGNS, False)
VIGNETTES: Final[Mapping[str, tuple[int, int, dict[str, int | bool], dict[str, Answer]]]] = {
    "impetigo": (3, 4, {}, {"crust": True, "redness": 2, "pain": 2, "temp": 37.0}),
    "cellulitis and rigors": (
        4, 3, {},
        {"redness": 3, "hot": True, "unwell": True, "heartbeat": True, "faint": True, "pain": 5, "swelling": 2},
    ),
    "sight blurred": (4, 1, {}, {"redness": 2, "swelling": 1, "pain": 2, "vision": True, "light": True}),
    "herpes starting": (
        3, 2, {"cold_sores": True}, {"tingling": True, "pain": 4, "itch": 5, "redness": 2, "swelling": 1}
    ),
    "necrotising fasciitis, early": (4, 2, {}, {"redness": 2, "swelling": 2, "pain": 6, "pain_beyond": True}),
    "tram tracks": (2, 35, {}, {"lines": True, "scar": 2}),
    "acne flare": (2, 10, {}, {"bumps": 3, "redness": 1, "pain": 2}),
    "burn by radiofrequency": (3, 1, {}, {"flaking": 4, "oozing": True, "redness": 3, "swelling": 2, "pain": 6}),
    "a needle used before": (3, 1, {}, {"shared_needle": True, "redness": 2, "swelling": 1, "pain": 2}),
    "a rusty roller": (
        2, 1, {"tetanus_known": False}, {"dirty_needle": True, "redness": 2, "swelling": 1, "pain": 2}
    ),
    "antibiotics do not help": (
        3, 7, {},
        {"antibiotics": True, "antibiotic_days": 3, "improving": False, "redness": 2, "swelling": 1, "pain": 3},
    ),
    "thoughts of self-harm": (4, 30, {}, {"self_harm": True}),
    "one side of the mouth droops": (4, 1, {}, {"droop": True, "redness": 2, "swelling": 1, "pain": 2, "numb": True}),
    "flakes in the fourth week": (1, 22, {}, {"flaking": 2, "redness": 0, "pain": 0}),
    "calm": (0, 22, {}, {**NONE_URGENT, "redness": 0, "pain": 0}),
}  # fmt: skip
"""Level, day, what was told once, and what is answered: from the cases that people could make after microneedling."""
CALMING: Final = re.compile(
    r"\b(?:normal|calm|as expected|no red flags?|on track|healing well|usually (?:fad|settl|get|goes on|heal)\w*)\b",
    re.IGNORECASE,
)
"""Words that would tell somebody that nothing is wrong."""


def begun(days: int, profile: Mapping[str, int | bool] | None = None) -> Recovery:
    """A recovery of so many days, without a check-in."""
    return Recovery("r", "Face", TODAY - timedelta(days=days), 84, profile=profile or {})


async def enter(app: Opened, answers: Mapping[str, Answer]) -> None:
    """Check in by keys, as a person does: urgent lines by digit and letter, the rest on its line; then save."""
    await app.press("c")
    asked = app.app.screen.query_one(Questionnaire)
    said = [name for name in URGENT_SIGNS if answers.get(name) is True and name != "self_harm"]
    for name in said:
        lines = [row for row in asked.sheet.rows if row.is_line and row.line]
        line = next(row for row in lines if row.line and name in row.line.asks)
        assert line.line is not None
        await app.press(line.key, "abcd"[line.line.asks.index(name)])
    if any(answers.get(name) is False for name in URGENT_SIGNS):
        await app.press("0")
    for name in ("self_harm", *(name for name in answers if name not in URGENT_SIGNS)):
        if name not in answers:
            continue
        at = [row.question.id if row.question else "" for row in asked.sheet.rows].index(name)
        down = asked.sheet.places.index(at) - asked.sheet.places.index(asked.sheet.cursor)
        await app.press_at_once(*["down" if down > 0 else "up"] * abs(down))
        await app.press(*_keys(name, answers[name]))
    assert {name: asked.answers.get(name) for name in answers} == dict(answers)
    await app.press("ctrl+s")


def _keys(name: str, answer: Answer) -> list[str]:
    if isinstance(answer, bool):
        return ["y" if answer else "n"]
    if kind_of(name) in ("temperature", "days"):
        return [*str(answer), "enter"]
    return ["x" if answer == 10 else str(answer)]


# ---------------------------------------------------------------------- by keys


QUICK: Final = ("sight blurred", "a needle used before", "tram tracks", "calm")
"""One a level, entered by keys; what all of them come to is worked out without a screen."""


def test_a_vignette_comes_out_at_its_level() -> None:
    for who, (level, day, profile, answers) in VIGNETTES.items():
        recovery = begun(day, profile).checked_in(TODAY, CheckIn.of(answers, NOW))
        told = told_today(rules(), levels(), region(""), recovery, TODAY)
        assert told is not None and told.level == level, who


@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=[] if who in QUICK else pytest.mark.slow) for who in VIGNETTES]
)
async def test_a_vignette_comes_out_at_its_level_in_dialog_and_banner(who: str) -> None:
    level, day, profile, answers = VIGNETTES[who]
    new_home()
    async with opened(planner_with(begun(day, profile)), (80, 24)) as app:
        await enter(app, answers)
        if level >= 2:
            assert isinstance(app.app.screen, ConcernDialog) and f"(level {level} of 4)" in app.text
            await app.press("escape")
        assert isinstance(app.app.screen, MainScreen)
        await app.press("4")
        words = app.app.screen.query_one(ConcernBanner)
        assert words.has_class(f"-level{level}") and banner(app)
        assert app.main.told is not None and app.main.told.level == level


async def test_an_evening_without_fever_does_not_hide_the_morning() -> None:
    """Seen to fail where a second look replaced the first: "No red flag was recorded"."""
    new_home()
    clock = SetClock()
    planner = planner_with(begun(1), clock)
    async with opened(planner, (80, 24)) as app:
        await enter(app, {"pain": 8, "temp": 38.6, "hot": True})
        assert "CONTACT" in app.text.upper() or "EMERGENCY" in app.text.upper()
        await app.press("escape")
        level = app.main.told.level if app.main.told else 0
        clock.at += timedelta(hours=10)
        await app.look()
        await enter(app, {"pain": 2, "temp": 37.0, "painkiller": True, "hot": False})
        assert isinstance(app.app.screen, ConcernDialog)
        await app.press("escape")
        assert app.main.told is not None and app.main.told.level == level >= 3
    looks = planner.recovery.record(TODAY).skin.looks  # type: ignore[union-attr]
    assert [look.answers["temp"] for look in looks] == [38.6, 37.0]


async def test_level_2_is_said_aloud_once_and_quiet_once_it_is_looked_after() -> None:
    clock = SetClock()
    planner = checked(ANSWERS[2], clock)
    async with opened(planner, (100, 30)) as app:
        words = app.app.screen.query_one(ConcernBanner)
        assert banner(app)[0].startswith("SEE A CLINICIAN SOON") and not words.has_class("-quiet")
        clock.at += timedelta(days=1)
        await app.look()
        await enter(app, ANSWERS[2])
        await app.press("escape")
        assert "Still there since" in banner(app)[0] and words.has_class("-quiet")
        await app.press("w", "v")
        await app.type("day", "in 3 days")
        await app.press("ctrl+s")
        assert "visit" in banner(app)[0] and words.has_class("-quiet")
        await app.press("c")
        assert isinstance(app.app.screen, CheckInDialog)


# ---------------------------------------------------------------------- how loudly


def _colour(app: Opened, name: str) -> str:
    return app.app.get_css_variables()[name].lower()


def _coloured(app: Opened, *names: str) -> dict[str, set[str]]:
    """What is drawn in some colours of the theme, or on them: the letters and signs, by the kind of widget."""
    wanted = {_colour(app, name) for name in names}
    found: dict[str, set[str]] = {}
    for column, y, words, style in app.runs():
        if words.isspace() or not any(_hex(one) in wanted for one in (style.color, style.bgcolor)):
            continue
        for place, mark in enumerate(words):
            if mark.strip():
                widget, _ = app.app.screen.get_widget_at(column + cell_len(words[:place]), y)
                found.setdefault(type(widget).__name__, set()).add(mark)
    return found


@cache
def _hex(color: Color | None) -> str:
    return color.get_truecolor().hex if color else ""


@pytest.mark.slow
async def test_red_is_nowhere_but_where_an_emergency_number_is_to_be_called() -> None:
    for level, answers in ANSWERS.items():
        async with opened(checked(answers), (100, 30)) as app:
            for theme in THEMES:
                app.app.theme = theme
                for key, view in enumerate(VIEWS, 1):
                    await app.press(str(key))
                    red = _coloured(app, "danger").keys()
                    assert red == ({"ConcernBanner"} if level == 4 else set()), (level, view, theme)
                await app.press("w")
                assert ("Static" in _coloured(app, "danger")) is (level == 4), (level, theme)
                await app.press("escape", "c")
                assert _coloured(app, "danger").keys() <= {"ConcernBanner"}, (level, theme)
                await app.press("escape")


NOT_OF_THE_SKIN: Final = {"KeyBar", "PhaseRibbon", "Headline", "WeekStrip", "WindowGrid", "Checklist"}
"""What is drawn in green says which keys there are, how far the window is, and which steps are done."""


@pytest.mark.slow
async def test_nothing_about_the_skin_is_green_or_told_as_normal_while_somebody_is_to_be_seen() -> None:
    for level in (2, 3, 4):
        planner = checked(ANSWERS[level])
        for days in (1, 2, 5):
            planner.skin.check_in(TODAY - timedelta(days=days), {**ANSWERS[0], "redness": 3, "itch": 2})
        async with opened(planner, (120, 36)) as app:
            assert app.main.told is not None and app.main.told.level == level
            for theme, size in product(THEMES, ((120, 36), (80, 24))):
                app.app.theme = theme
                await app.pilot.resize_terminal(*size)
                await _tells_nobody_that_all_is_well(app, (level, theme, size))


async def _tells_nobody_that_all_is_well(app: Opened, case: object) -> None:
    """No view, nor what it rests on, nor the trend of a sign."""
    for key, view in enumerate(VIEWS, 1):
        await app.press(str(key))
        assert view != "skin" or any("Redness" in line for line in app.lines), case
        assert _coloured(app, "primary", "success").keys() <= NOT_OF_THE_SKIN, (case, view)
        assert CALMING.findall(app.text) == [], (case, view)
    await app.press("w")
    assert CALMING.findall(app.text) == [], case
    await app.press("escape", "4", "g")
    while not app.line("▌ Redness"):
        await app.press("down")
    await app.press("enter")
    assert type(app.app.screen).__name__ == "TrendDialog", case
    assert not any("Trend" in name for name in _coloured(app, "primary", "success")), case
    await app.press("escape")


def test_no_page_tells_of_normal_healing_while_somebody_is_to_be_seen() -> None:
    for level in (2, 3, 4):
        planner = checked(ANSWERS[level])
        for name in ("md", "txt", "html"):
            assert CALMING.findall(_page(planner, name)) == [], (level, name)
        assert CALMING.findall(planner.exports.expect_page()) == [], level


def _page(planner: Planner, name: str) -> str:
    """The page to share in a format, as text, without its styles."""
    page = planner.exports.file(ExportRequest(name, including=["notes", "mood", "days"])).decode()
    return re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
