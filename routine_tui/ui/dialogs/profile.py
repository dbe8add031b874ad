"""What is asked once about the person: a few questions, each of which can be left out."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from routine_tui.facts.skin import question_groups, questions
from routine_tui.glyphs import Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_in_form import AskedPart
from routine_tui.ui.dialogs.check_in import show_question
from routine_tui.ui.dialogs.field_values import changes
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame
from routine_tui.ui.widgets.cut_to_fit import CutToFit
from routine_tui.ui.widgets.questionnaire import Questionnaire


class ProfileDialog(Form[Mapping[str, int | bool | None]]):
    """Skin type, year of birth and risks. Gives what was changed by name, None for an answer that was taken back."""

    DEFAULT_CSS = """
    ProfileDialog Questionnaire { height: 11; max-height: 11; min-height: 4; margin-top: 1; }
    ProfileDialog.-short Questionnaire { height: 4; }
    ProfileDialog.-narrow Questionnaire { scrollbar-size-vertical: 0; }
    ProfileDialog .asked { height: 4; margin-top: 1; padding-right: 1; }
    ProfileDialog.-narrow .asked { height: 8; }
    ProfileDialog.-short .asked { height: 2; margin-top: 0; }
    ProfileDialog .keys { height: 1; color: $text-muted; }
    ProfileDialog.-short Questionnaire { margin-top: 0; }
    """
    AUTO_FOCUS = "Questionnaire"

    def __init__(self, recovery: Recovery, glyphs: Glyphs) -> None:
        super().__init__("profile")
        self._recorded = recovery.profile
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """What it is for, the questions, what the one under the cursor asks."""
        asked = [one for one in questions() if one.group == "profile"]
        (group,) = (one for one in question_groups() if one.id == "profile")
        yield frame(
            group.label,
            Static(group.about, classes="hint", markup=False),
            Questionnaire([AskedPart(group, tuple(asked))], self._recorded, glyphs=self._glyphs),
            CutToFit(self._glyphs, classes="asked"),
            Static("", classes="keys", markup=False),
            complaint(),
            buttons(),
        )

    @on(Questionnaire.Shown)
    def _say(self, event: Questionnaire.Shown) -> None:
        show_question(self, self.query_one(Questionnaire), self._glyphs.dot)
        self.show_error(event.refused)

    @on(Questionnaire.Finished)
    def _finish(self) -> None:
        self.action_accept()

    def bring_up_to_date(self) -> None:
        """Say what the question under the cursor is."""
        show_question(self, self.query_one(Questionnaire), self._glyphs.dot)

    def answer(self) -> Mapping[str, int | bool | None] | None:
        """What was changed; None where nothing was."""
        changed = changes(self._recorded, self.query_one(Questionnaire).answers)
        return {name: None if answer is None else _whole(answer) for name, answer in changed.items()} or None


def _whole(answer: float | bool) -> int | bool:
    return answer if isinstance(answer, bool) else int(answer)
