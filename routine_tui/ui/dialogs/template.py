"""The template picker: another routine from today on; the days before keep theirs."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from routine_tui.facts import guidance
from routine_tui.model.guidance import Template
from routine_tui.model.recovery.routine import SLOTS
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame
from routine_tui.ui.widgets.one_of import OneOf

_UNDONE: Final = "Your current steps stop today; past days stay as they are. You can undo this with u."


class TemplateDialog(Form[str]):
    """Gives the id of a template."""

    DEFAULT_CSS = """
    TemplateDialog OneOf { border: none; margin-top: 1; text-wrap: wrap; }
    TemplateDialog OneOf { scrollbar-size-vertical: 0; }  /* it would stay once there was one, and hide a line */
    TemplateDialog.-short OneOf { margin-top: 0; }
    TemplateDialog #brings { margin-top: 1; }
    TemplateDialog.-short #brings { margin-top: 0; }
    """
    AUTO_FOCUS = "OneOf"
    VERB = "use this"

    def __init__(self) -> None:
        super().__init__("template")

    def compose(self) -> ComposeResult:
        """What there is to begin with."""
        routines = {one.id: Content.assemble((one.label, "bold"), f"  {one.about}") for one in guidance.templates()}
        yield frame(
            "Start again from a template",
            Static(_UNDONE, classes="hint"),
            OneOf(routines, next(iter(routines)), "template"),
            Static(_steps_of(guidance.templates()[0]), id="brings", classes="hint", markup=False),
            complaint(),
            buttons("Use this (^s)"),
        )

    def on_option_list_option_highlighted(self) -> None:
        """Say which steps it brings."""
        choice = self.answer()
        found = next((one for one in guidance.templates() if one.id == choice), None)
        self.query_one("#brings", Static).update(Content(_steps_of(found) if found else ""))

    def answer(self) -> str:
        """The one that is chosen."""
        return self.query_one(OneOf).value


def _steps_of(template: Template) -> str:
    """The steps that a template brings, a line for each part of the day."""
    lines = []
    for slot in SLOTS:
        names = [f"{one.name}{'' if one.required else ' (if needed)'}" for one in template.steps if one.slot == slot]
        lines += [f"{slot.title()}: {', '.join(names)}"] if names else []
    return "\n".join(lines) or "No steps: you add your own."
