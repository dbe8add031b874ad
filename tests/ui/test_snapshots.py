"""Every view and every dialog as a person sees it, in small, usual and large terminals, and in plain ASCII."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from routine_tui.planner.planner import Planner
from routine_tui.store.drafts import Drafts
from routine_tui.ui.views.skin import SkinView
from routine_tui.ui.views.skin_rows import SECTIONS
from tests.ui.cared import cared
from tests.ui.driver import Opened, SetClock, opened, planner_with

SCREENS: dict[str, tuple[str, ...]] = {
    "today": (),
    "today, a day back": ("left_square_bracket",),
    "calendar": ("2", "k", "left"),
    "routine": ("3", "j"),
    "skin": ("4", "j"),
    "skin, avoid": ("4", "right", "j"),
    "skin, products": ("4", "l", "l", "j"),
    "skin, about you": ("4", "left"),
    "check-in": ("4", "c", "3"),
    "check-in, signs": ("4", "c", "0", "n", "2", "1"),
    "level": ("w",),
    "leave alone": ("4", "right", "j", "j", "enter"),
    "product": ("4", "a", *"Balm"),
    "ingredients": ("4", "l", "l", "end", "i"),
    "profile": ("4", "left", "enter"),
    "skip": ("s",),
    "note": ("left_square_bracket", "n", *"Calm."),
    "step add": ("3", "a", *"Zinc"),
    "step edit": ("3", "end", "enter"),
    "template": ("3", "m"),
    "pause": ("p",),
    "recovery": ("R",),
    "share": ("e",),
    "settings": ("comma",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "step note": ("home", "N"),
}
CARED: dict[str, tuple[str, ...]] = {
    "care": ("5",),
    "care, its end": ("5", "end", *"kkkkkkkkkk"),
    "today, a visit": (),
    "calendar, events": ("2", "down", "down", "left", "left", "left"),
    "visit": ("5", "j", "enter"),
    "question": ("Q", *"When?"),
    "answer": ("5", *"jjjjjj", "enter"),
    "told": ("5", "end", *"kkkkk", "enter"),
    "tell": ("5", "end", "k", "enter", "enter"),
    "next time": ("5", "end", "k", "enter", "j"),
    "write the page": ("5", "end", "k", "enter", "w"),
    "what to expect": ("5", "end", "enter"),
    "course": ("5", *"jjjjjjjj", "enter"),
    "procedure": ("5", "o"),
    "session": ("5", *"jjj", "enter"),
    "bring": ("5", "b", "space"),
}
"""Those of somebody with something of everything that is planned."""
VIEWS = ("today", "calendar", "routine", "skin", "skin, avoid", "care", "care, its end")
ROOMY = ("skip", "note", "step note", "template", "pause", "recovery", "profile", "ingredients", "palette", "welcome",
         "question", "answer", "told", "write the page", "session")  # fmt: skip
"""Dialogs of a few lines, which a small terminal holds as a usual one does."""
SIZES = ("40x15", "80x24", "120x40", "80x24 ascii")
"""Dialogs are no wider in a large terminal, and in ASCII they only have other signs: of them there are two sizes."""
QUICK = (("sample", "80x24"), ("cared", "80x24"), ("sample", "80x24 ascii"))
"""The views of both, and each dialog that somebody has who told nothing of care."""


def screens_at(size: str) -> list[str]:
    """What is looked at in a size."""
    every = [*SCREENS, *CARED] if size in ("40x15", "80x24 ascii") else list(VIEWS)
    return [screen for screen in every if size != "40x15" or screen not in ROOMY]


@pytest.mark.parametrize(
    ("who", "size"),
    [
        pytest.param(who, size, id=f"{who}-{size}", marks=[] if (who, size) in QUICK else pytest.mark.slow)
        for who, shown in (("sample", SCREENS), ("cared", CARED))
        for size in SIZES
    ],
)
async def test_it_looks_as_it_did(
    who: str,
    size: str,
    planner: Planner,
    clock: SetClock,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("routine_tui.ui.dialogs.help.__version__", "1.2.3")
    monkeypatch.setattr(Drafts, "keep", lambda *_: None)  # so that each dialog opens as it does at first
    if who == "cared":
        planner = planner_with(cared(), clock)
    columns, rows = map(int, size.split(maxsplit=1)[0].split("x"))
    shown = SCREENS if who == "sample" else CARED
    async with opened(planner, (columns, rows), ascii_only="ascii" in size) as app:
        for screen in screens_at(size):
            if screen in shown:
                await app.press(*shown[screen])
                if screen == "palette":
                    await app.wait()
                looks_as_it_did(app, screen, size, snapshot)
                await start_over(app)


@pytest.mark.parametrize("size", ["80x24 ascii"])
async def test_the_welcome_looks_as_it_did(size: str, empty: Planner, snapshot: SnapshotAssertion) -> None:
    async with opened(empty, (80, 24), ascii_only=True) as app:
        looks_as_it_did(app, "welcome", size, snapshot)


def looks_as_it_did(app: Opened, screen: str, size: str, snapshot: SnapshotAssertion) -> None:
    """Hold what is shown against what was."""
    assert app.cut == [], screen
    assert f"\n{app.text}\n" == snapshot(name=f"{screen} {size}")
    if "ascii" in size:
        page = "·" if screen == "share" else ""  # the page itself is as it will be written
        assert app.text.replace(page, "").isascii(), screen


async def start_over(app: Opened) -> None:
    """Leave what is open, and have each view as it is at first."""
    while app.app.screen is not app.main:
        await app.press("escape")
    if app.main.view == "skin":
        skin = app.main.query_one(SkinView)
        skin._turn_to(SECTIONS[0])
        skin._places.clear()
    if app.main.view != "today":
        await app.press("home")
    app.app.clear_notifications()
    await app.press("1", "t")
