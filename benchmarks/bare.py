"""The yardstick of the full screen: the least that a Textual app can be."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Footer, Static


class BareApp(App[None]):
    """One Static, a Footer."""

    def compose(self) -> ComposeResult:
        """A line of text, and the keys."""
        yield Static("Nothing but this line.")
        yield Footer()


if __name__ == "__main__":
    BareApp().run()
