"""The template picker: another routine from today on; the days before keep theirs."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from routine_tui.facts import guidance
from routine_tui.model.guidance import Template
from routine_tui.model.recovery.routine import SLOTS
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame

_UNDONE: Final = "Your current steps stop today; past days stay as they are. You can undo this with u."


class TemplateDialog(Form[str]):
    """Gives the id of a template."""

    DEFAULT_CSS = """
    TemplateDialog OptionList { height: auto; background: $surface; border: none; margin-top: 1; }
    TemplateDialog OptionList { scrollbar-size-vertical: 0; }  /* it would stay once there was one, and hide a line */
    TemplateDialog.-short OptionList { margin-top: 0; }
    TemplateDialog #brings { margin-top: 1; }
    TemplateDialog.-short #brings { margin-top: 0; }
    """
    AUTO_FOCUS = "OptionList"
    VERB = "use this"

    def __init__(self) -> None:
        super().__init__("template")

    def compose(self) -> ComposeResult:
        """What there is to begin with."""
        options = [Option(Content.assemble((t.label, "bold"), f"  {t.about}"), id=t.id) for t in guidance.templates()]
        yield frame(
            "Start again from a template",
            Static(_UNDONE, classes="hint"),
            OptionList(*options, compact=True),
            Static(_steps_of(guidance.templates()[0]), id="brings", classes="hint", markup=False),
            complaint(),
            buttons("Use this (^s)"),
        )

    def on_option_list_option_highlighted(self) -> None:
        """Say which steps it brings."""
        choice = self.answer()
        found = next((one for one in guidance.templates() if one.id == choice), None)
        self.query_one("#brings", Static).update(Content(_steps_of(found) if found else ""))

    def on_option_list_option_selected(self) -> None:
        """Enter chooses."""
        self.action_accept()

    def answer(self) -> str | None:
        """The one under the cursor."""
        choice = self.query_one(OptionList)
        return choice.get_option_at_index(choice.highlighted or 0).id


def _steps_of(template: Template) -> str:
    """The steps that a template brings, a line for each part of the day."""
    lines = []
    for slot in SLOTS:
        names = [f"{one.name}{'' if one.required else ' (if needed)'}" for one in template.steps if one.slot == slot]
        lines += [f"{slot.title()}: {', '.join(names)}"] if names else []
    return "\n".join(lines) or "No steps: you add your own."
