"""The main screen of the plain mode."""

from __future__ import annotations

from routine_tui.ui.main import MainScreen


class PlainScreen(MainScreen):
    """The main screen as on a phone, however wide the terminal is."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow")]
