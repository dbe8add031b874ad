"""The dialog on pictures, and one of them by its words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from routine_tui.model.recovery.photo import Photo
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.photos import PhotosDialog
from tests.ui.driver import TODAY, Opened, opened


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
