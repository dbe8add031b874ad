"""Draws every view and dialog at one size and in one mode on one sheet: ``python docs/contact_sheets.py FOLDER``.

The sheets are for looking at, and stay out of the tree. What is shown, and by which keys, is the list of the snapshots.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from routine_tui.planner.planner import Planner
from routine_tui.settings import Home, read_settings
from routine_tui.ui.app import RoutineApp
from tests.ui.cared import cared
from tests.ui.driver import Opened, SetClock
from tests.ui.test_snapshots import CARED, SCREENS

SIZES: Final = ((46, 38), (60, 20), (80, 24), (100, 32), (120, 36), (140, 45))
MODES: Final = ("dark", "light", "ascii", "no-color")
PAGE: Final = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<style>body {{ background: #777; font-family: sans-serif }}
figure {{ display: inline-block; margin: 8px; width: {width}px }}
svg {{ width: 100%; height: auto }}</style><h1>{title}</h1>{figures}
"""


@contextmanager
def mode_of(mode: str) -> Iterator[None]:
    """The surroundings of a mode."""
    if mode == "no-color":
        os.environ["NO_COLOR"] = "1"
    try:
        yield
    finally:
        os.environ.pop("NO_COLOR", None)


async def drawn(size: tuple[int, int], mode: str, keys: tuple[str, ...], folder: Path, is_new: bool) -> str:
    """One screen as SVG, after some keys."""
    home = Home(folder, folder / "config.toml")
    home.config.write_text(f'theme = "routine-{"light" if mode == "light" else "dark"}"\n', "utf-8")
    planner = Planner(home, SetClock(), read_settings(home.config))
    if not is_new:
        planner.folder.create(cared())
    app = RoutineApp(planner, mode == "ascii")
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        here = Opened(app, pilot)
        await here.settle()
        await here.press(*keys)
        await here.wait()
        return app.export_screenshot(title="", simplify=True)


async def sheet(size: tuple[int, int], mode: str) -> str:
    """All screens of a size and a mode as one page."""
    figures = []
    with mode_of(mode):
        for name, keys in (SCREENS | CARED).items():
            with TemporaryDirectory() as folder:
                svg = await drawn(size, mode, keys, Path(folder), is_new=name == "welcome")
            figures.append(f"<figure>{svg}<figcaption>{escape(name)}</figcaption></figure>")
    title = f"{size[0]}x{size[1]}, {mode}"
    return PAGE.format(title=title, width=size[0] * 7, figures="".join(figures))


def main() -> None:
    """Write the sheets; a second and third argument choose one size (80x24) and one mode."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [size for size in SIZES if len(sys.argv) < 3 or f"{size[0]}x{size[1]}" == sys.argv[2]]
    modes = [mode for mode in MODES if len(sys.argv) < 4 or mode == sys.argv[3]]
    for size in sizes:
        for mode in modes:
            path = folder / f"{size[0]}x{size[1]}-{mode}.html"
            path.write_text(asyncio.run(sheet(size, mode)), "utf-8")
            print(path)


if __name__ == "__main__":
    main()
