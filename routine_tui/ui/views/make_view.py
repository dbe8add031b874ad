"""Makes a view the first time it is turned to; each is imported only then."""

from __future__ import annotations

from collections.abc import Callable

from textual.widget import Widget

from routine_tui.glyphs import Glyphs


def make_view(view: str, glyphs: Glyphs, first_weekday: int, on_step: Callable[[int], None]) -> Widget:
    """The view of a name; ``first_weekday`` begins a week, 0 is Monday; ``on_step`` turns the day, so many days on."""
    if view == "calendar":
        from routine_tui.ui.views.calendar import CalendarView

        return CalendarView(glyphs, first_weekday, view, on_step)
    if view == "skin":
        from routine_tui.ui.views.skin import SkinView

        return SkinView(glyphs, view)
    if view == "care":
        from routine_tui.ui.views.care import CareView

        return CareView(glyphs, view)
    from routine_tui.ui.views.routine import RoutineView

    return RoutineView(glyphs, view)
