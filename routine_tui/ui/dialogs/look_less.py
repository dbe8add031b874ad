"""Looking less, offered once: yes or no, and either way it is not asked again."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from routine_tui.model.errors import RoutineError
from routine_tui.model.skin.look_less import NOT_ALONE_WITH_IT, OFFER, SOONER
from routine_tui.ui.dialogs.footer import Keys
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame


class LookLessDialog(Form[bool]):
    """Says what would change and what would not. Escape is a no, as it is offered once only."""

    DEFAULT_CSS = """
    LookLessDialog Static.words { margin-bottom: 1; }
    """
    AUTO_FOCUS = ""  # a key that is still held answers nothing

    def __init__(self) -> None:
        super().__init__("look less")

    def keys(self) -> Keys:
        """Both answers have a key."""
        return (("^s yes", "accept"), ("esc no", "leave"))

    def compose(self) -> ComposeResult:
        """The offer, and what should bring one back sooner."""
        yield frame(
            "Look less?",
            Static(OFFER, classes="words", markup=False),
            Static(SOONER, classes="words", markup=False),
            Static(NOT_ALONE_WITH_IT, classes="words", markup=False),
            complaint(),
            buttons("Yes (^s)", leave="No (esc)"),
        )

    def answer(self) -> bool:
        """Yes."""
        return True

    def action_leave(self) -> None:
        """No: kept, so that it is not offered again."""
        if self.is_answered:
            return
        try:
            self.on_submit(False)
        except RoutineError as error:
            self.notify(str(error), severity="warning", markup=False)
        self.dismiss(False)
