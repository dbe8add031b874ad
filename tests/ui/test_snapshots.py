"""Every view and every dialog as a person sees it, in small, usual and large terminals, and in plain ASCII."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from routine_tui.planner.planner import Planner
from tests.ui.cared import cared
from tests.ui.driver import SetClock, opened, planner_at, planner_with

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
    "welcome": (),
    "skip": ("s",),
    "note": ("left_square_bracket", "n", *"Calm."),
    "step note": ("home", "N"),
    "step add": ("3", "a", *"Zinc"),
    "step edit": ("3", "end", "enter"),
    "template": ("3", "m"),
    "pause": ("p",),
    "recovery": ("R",),
    "share": ("e",),
    "settings": ("comma",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
}
CARED: dict[str, tuple[str, ...]] = {
    "care": ("5",),
    "care, its end": ("5", "end", *"kkkkkkkkkk"),
    "today, a visit": (),
    "calendar, events": ("2", "down", "down", "left", "left", "left"),
    "visit": ("5", "j", "enter"),
    "question": ("Q", *"When?"),
    "answer": ("5", *"jjjjjj", "enter"),
    "bring": ("5", "b", "space"),
    "told": ("5", "end", *"kkkkk", "enter"),
    "tell": ("5", "end", "k", "enter", "enter"),
    "next time": ("5", "end", "k", "enter", "j"),
    "write the page": ("5", "end", "k", "enter", "w"),
    "what to expect": ("5", "end", "enter"),
    "course": ("5", *"jjjjjjjj", "enter"),
    "procedure": ("5", "o"),
    "session": ("5", *"jjj", "enter"),
}
"""Those of somebody with something of everything that is planned."""
VIEWS = ("today", "calendar", "routine", "skin", "skin, avoid", "care", "care, its end")
ROOMY = ("skip", "note", "step note", "template", "pause", "recovery", "profile", "ingredients", "palette", "welcome",
         "question", "answer", "told", "write the page", "session")  # fmt: skip
"""Dialogs of a few lines, which a small terminal holds as a usual one does."""
SIZES = [
    (screen, size)
    for screen in SCREENS | CARED
    for size in (("40x15", "80x24", "120x40", "80x24 ascii") if screen in VIEWS else ("40x15", "80x24 ascii"))
    if size != "40x15" or screen not in ROOMY
]
"""Dialogs are no wider in a large terminal, and in ASCII they only have other signs."""


@pytest.mark.parametrize(
    ("screen", "size"),
    [
        pytest.param(screen, size, id=f"{screen}-{size}", marks=[] if "80x24" in size else pytest.mark.slow)
        for screen, size in SIZES
    ],
)
async def test_it_looks_as_it_did(
    screen: str,
    size: str,
    planner: Planner,
    clock: SetClock,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("routine_tui.ui.dialogs.help.__version__", "1.2.3")
    columns, rows = map(int, size.split(maxsplit=1)[0].split("x"))
    if screen == "welcome":
        for path in planner.folder.recoveries.glob("*.json"):
            path.unlink()
        planner = planner_at()
    if screen in CARED:
        planner = planner_with(cared(), clock)
    async with opened(planner, (columns, rows), *(SCREENS | CARED)[screen], ascii_only="ascii" in size) as app:
        if screen == "palette":
            await app.wait()
        assert app.cut == []
        assert f"\n{app.text}\n" == snapshot(name=f"{screen} {size}")
        if "ascii" in size:
            page = "·" if screen == "share" else ""  # the page itself is as it will be written
            assert app.text.replace(page, "").isascii()
