"""Which kind of thing is to be added under Care."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.form import frame

KINDS: Final = (
    ("visit", "v", "A visit"),
    ("course", "t", "A treatment that was prescribed"),
    ("procedure", "o", "A laser, a peel or another procedure"),
    ("contact", "k", "A call, a message: who said what"),
    ("paper", "f", "A paper: consent form, receipt, message"),
    ("week", "w", "This week: days at home, bad nights; look less"),
)
"""What can be added: its action, its key here, and its words."""


class AddDialog(Dialog[str]):
    """Gives the kind that was chosen, by a key, by Enter or by a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"choose('{kind}')", words, show=False) for kind, key, words in KINDS
    ]
    DEFAULT_CSS = """
    AddDialog OptionList { height: auto; border: none; background: $surface; }
    """

    def compose(self) -> ComposeResult:
        """The kinds, each with its key."""
        kinds = (Option(f"{key}  {words}", id=kind) for kind, key, words in KINDS)
        yield frame("Add", OptionList(*kinds, compact=True))  # without an edge, which leaves no cell in a window of one

    def action_choose(self, kind: str) -> None:
        """Add one of a kind."""
        self.dismiss(kind)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Add what Enter or a click is on."""
        self.dismiss(event.option_id)
