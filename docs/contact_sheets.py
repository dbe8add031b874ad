"""Draws every view and dialog at one size and in one mode on one sheet: ``python docs/contact_sheets.py FOLDER``.

The sheets are for looking at, and stay out of the tree. Views are those of somebody who has used them for three weeks,
of somebody who begins today, and at each level of concern; dialogs are all that the tests know of.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, chdir, contextmanager
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from routine_tui.demo import cared_for, sample_recovery
from routine_tui.facts.guidance import routine_of
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from tests.model.lived_skin import without_skin
from tests.ui.cared import cared
from tests.ui.driver import HOME, NOW, TODAY, Opened, opened, planner_with
from tests.ui.test_concern_banner import ANSWERS
from tests.ui.test_every_dialog import ALL, dialog_of
from tests.ui.test_snapshots import CARED, SCREENS

SIZES: Final = ((46, 38), (60, 20), (80, 24), (100, 32), (120, 36), (140, 45))
MODES: Final = ("dark", "light", "ascii", "no-color")
PAGE: Final = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<style>body {{ background: #777; font-family: sans-serif }}
figure {{ display: inline-block; margin: 8px; width: {width}px }}
svg {{ width: 100%; height: auto }}</style><h1>{title}</h1>{figures}
"""


def lived() -> Recovery:
    """Three weeks in, with check-ins, products, a visit and a treatment."""
    return cared_for(sample_recovery(TODAY), TODAY)


def begun() -> Recovery:
    """Begun today, with nothing recorded."""
    return Recovery("r", "Face", TODAY, routine=routine_of("gentle", TODAY), begun=TODAY)


def at_level(level: int) -> Callable[[], Recovery]:
    """Three weeks in, with a check-in of today that calls for this much; at 2 without the redness that came back."""
    return lambda: (without_skin(lived()) if level == 2 else lived()).checked_in(TODAY, CheckIn.of(ANSWERS[level], NOW))


VIEWS: Final[Mapping[str, tuple[Callable[[], Recovery], tuple[str, ...]]]] = {
    "today": (lived, ()),
    "today, a day back": (lived, ("left_square_bracket",)),
    "today, all done": (lived, ("A", "G", "k", "A", "A")),
    "calendar": (lived, ("2", "k", "left")),
    "calendar, a day to come": (cared, ("2", "down", "down", "left", "left", "left")),
    "calendar, redness": (lived, ("2", "v")),
    "routine": (cared, ("3", "j")),
    "skin, trends": (lived, ("4",)),
    "skin, avoid": (lived, ("4", "right", "j")),
    "skin, products": (lived, ("4", "right", "right")),
    "skin, photos": (lived, ("4", "left", "left")),
    "skin, about you": (lived, ("4", "left")),
    "care": (cared, ("5",)),
    "care, its end": (cared, ("5", "end", *"kkkkkkkkkk")),
    **{f"today, first day of {key}": (begun, (key,)) for key in "12345"},
    **{f"level {level} in {key}": (at_level(level), (key, "escape")) for level in (1, 2, 3, 4) for key in "124"},
}
"""Who it is, and which keys lead there."""
MORE: Final = ("check-in, signs", "check-in", "bring", "tell", "next time", "palette", "product")
"""Of the snapshots those that show what no opened dialog does."""


@contextmanager
def mode_of(mode: str) -> Iterator[None]:
    """The surroundings of a mode: a fresh folder with its settings."""
    with TemporaryDirectory() as folder, chdir(folder):
        HOME.data.mkdir()
        theme, glyphs = "light" if mode == "light" else "dark", "ascii" if mode == "ascii" else "unicode"
        HOME.config.write_text(f'theme = "routine-{theme}"\nglyphs = "{glyphs}"\nregion = "uk"\n', "utf-8")
        if mode == "no-color":
            os.environ["NO_COLOR"] = "1"
        try:
            yield
        finally:
            os.environ.pop("NO_COLOR", None)


@asynccontextmanager
async def opened_at(who: Callable[[], Recovery], keys: tuple[str, ...]) -> AsyncIterator[Opened]:
    """The app of somebody, after some keys."""
    async with opened(planner_with(who()), (80, 24), *keys) as app:
        yield app


def scenes() -> Iterator[tuple[str, Callable[[], AbstractAsyncContextManager[Opened]]]]:
    """Everything there is to see, by its name, and how it is opened."""
    for name, (who, keys) in VIEWS.items():
        yield name, partial(opened_at, who, keys)
    for name in ALL:
        yield f"dialog: {name}", partial(dialog_of, name)
    for name in MORE:
        yield name, partial(opened_at, cared, (SCREENS | CARED)[name])


async def sheets(sizes: Sequence[tuple[int, int]], mode: str) -> dict[tuple[int, int], str]:
    """All screens of a mode, a page a size; each is opened once, and the terminal then has one size after the other."""
    figures: dict[tuple[int, int], str] = dict.fromkeys(sizes, "")
    for name, scene in scenes():
        with mode_of(mode):
            async with scene() as app:
                for size in sizes:
                    await app.resize(*size)
                    await app.wait()
                    svg = app.app.export_screenshot(title="", simplify=True)
                    figures[size] += f"<figure>{svg}<figcaption>{escape(name)}</figcaption></figure>"
    return {
        (width, height): PAGE.format(title=f"{width}x{height}, {mode}", width=width * 7, figures=shown)
        for (width, height), shown in figures.items()
    }


def main() -> None:
    """Write the sheets; a second and third argument choose sizes (80x24,60x20) and one mode."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [size for size in SIZES if len(sys.argv) < 3 or f"{size[0]}x{size[1]}" in sys.argv[2].split(",")]
    modes = [mode for mode in MODES if len(sys.argv) < 4 or mode == sys.argv[3]]
    for mode in modes:
        for (width, height), page in asyncio.run(sheets(sizes, mode)).items():
            path = folder / f"{width}x{height}-{mode}.html"
            path.write_text(page, "utf-8")
            print(path)


if __name__ == "__main__":
    main()
