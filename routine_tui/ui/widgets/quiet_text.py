"""A text of which parts are quiet: sources, dates, what can be passed over."""

from __future__ import annotations

from textual.style import Style
from textual.widgets import Static

from routine_tui.ui.widgets.kept import KeepsLines


class QuietText(Static, KeepsLines):
    """A Static whose ``quiet`` style is muted on what lies behind it.

    ``$text-muted`` in a style of a Content is drawn in plain white or black: how much of it counts is lost there, and
    sources came out brighter than what they belong to. A component class keeps it.
    """

    COMPONENT_CLASSES = {"quiet-text--quiet"}
    DEFAULT_CSS = """
    QuietText { height: auto; color: $text; }
    QuietText > .quiet-text--quiet { color: $text-muted; }
    """

    @property
    def quiet(self) -> Style:
        """The style of what is quiet; known once it is mounted."""
        return self.get_visual_style("quiet-text--quiet")
