"""Three pictures, and the dialog on them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from routine_tui.model.recovery.photo import Photo
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.photos import PhotosDialog
from tests.pictures import another
from tests.ui.driver import TODAY, Opened, opened


def with_three(planner: Planner, source: Path) -> Planner:
    """The planner with three pictures."""
    for days, words in ((20, "left"), (9, "[b]right[/b]"), (0, "chin")):
        planner.photos.add(another(source), TODAY - timedelta(days=days), words)
    return planner


@asynccontextmanager
async def pictures(
    planner: Planner, size: tuple[int, int] = (80, 24), *keys: str, ascii_only: bool = False
) -> AsyncIterator[Opened]:
    """The dialog, open after some keys."""
    async with opened(planner, size, ascii_only=ascii_only) as app:
        app.main.show(PhotosDialog(app.main, planner.recovery, TODAY))
        await app.settle()
        for key in keys:
            await app.press(key)
        yield app


def photo_of(planner: Planner, words: str) -> Photo:
    """The picture with these words."""
    return next(photo for photo in planner.recovery.photos if photo.caption == words)
