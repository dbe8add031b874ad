"""Notices over a screen: what was told of things done makes way for what is opened next."""

from __future__ import annotations

from typing import Any

from textual.app import App


def clear_the_way(app: App[Any], said: str | None = None) -> None:
    """Take away what was told of things done, or only what says the same as something new. Warnings stay their time."""
    for notice in tuple(app._notifications):  # Textual offers to take away all, and not some
        if notice.severity == "information" and said in (None, notice.message):
            app._unnotify(notice)
