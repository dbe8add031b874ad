"""What is told once, under one heading: the session that did it, skin and health, for a visit, before a next time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from routine_tui.facts.care import field_groups, fields, fields_of
from routine_tui.model.by_id import by_id, find
from routine_tui.model.care.contact_text import FURTHER, further_day
from routine_tui.model.care.record_letter import letter, state_words
from routine_tui.model.care.visit_checklist import held
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.background import BackgroundField
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import CHOICES, KIND, PLACE, PLACES
from routine_tui.model.skin.avoidance_text import calm_words
from routine_tui.model.text import weekday_day
from routine_tui.ui.dialogs.fields import FILL_IN, FieldsDialog
from routine_tui.ui.dialogs.footer import CLOSE, Keys
from routine_tui.ui.dialogs.host import FormHost
from routine_tui.ui.dialogs.page import PageDialog
from routine_tui.ui.widgets.row_list import Row

if TYPE_CHECKING:
    from routine_tui.model.skin.avoidance import Calm

NEXT_TIME = "next_time"
RECORD_GROUP = "record"
"""The group of what the clinic can be asked for."""


class BackgroundDialog(FieldsDialog):
    """Enter tells one thing; before a next time the first line says whether the log shows calm skin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "write", "Save this page", show=False),
        Binding("l", "letter", "Write a letter", show=False),
        Binding("s", "sent", "The letter was sent", show=False),
    ]

    def __init__(self, host: FormHost, recovery: Recovery, group_id: str, today: date) -> None:
        super().__init__(host, recovery)
        self._group = by_id(field_groups(), group_id, "group")
        self._today = today

    def heading(self) -> str:
        """The group's name."""
        return self._group.label

    def top(self) -> str:
        """What it is about, or how it stands with the skin."""
        if self._group.id != NEXT_TIME:
            return self._group.about
        return calm_words(self._planner.skin.calm())

    def rows(self) -> Sequence[Row]:
        """What is told of each."""
        calm = self._planner.skin.calm() if self._group.id == NEXT_TIME else None
        return [self._row(field, calm) for field in fields_of(self._group.id)]

    def keys(self) -> Keys:
        """What can be printed has a key for that."""
        own: dict[str, Keys] = {
            NEXT_TIME: (("w save this page", "write"),),
            RECORD_GROUP: (("l letter", "letter"), ("s sent", "sent")),
        }
        return (FILL_IN, *own.get(self._group.id, ()), CLOSE)

    def action_write(self) -> None:
        """Write what is worth knowing before a next time, as a page to print."""
        if self._group.id == NEXT_TIME and self.is_current:
            page = self._planner.exports.next_time_page
            self.app.push_screen(PageDialog(self._group.label, page, f"next-time-{self._today}"))

    def action_letter(self) -> None:
        """Write a letter that asks the clinic for a copy of the treatment record."""
        if self._group.id == RECORD_GROUP and self.is_current:
            text = letter(self._recovery, fields(), self._today)
            self.app.push_screen(PageDialog("Letter", lambda _: text, f"letter-{self._today}", ("txt",)))

    def action_sent(self) -> None:
        """Note that the letter was sent, so that what is in it was asked for."""
        if self._group.id == RECORD_GROUP and self.is_current:
            try:
                self._host.recovery = self.took(self._planner.visits.record_asked())
            except RoutineError as error:
                self.show_error(str(error))

    def after(self, field: BackgroundField) -> None:
        """Once a further session is booked, open what is worth knowing before anything else is done."""
        if field.id == FURTHER and further_day(self._recovery, self._today):
            self.app.push_screen(BackgroundDialog(self._host, self._recovery, NEXT_TIME, self._today))

    def _row(self, field: BackgroundField, calm: Calm | None) -> Row:
        told = find(self._recovery.care.background, field.id)
        words = self._shown(field) or held(self._recovery, field)
        is_done = bool(words)
        if field.holds == "calm" and calm is not None and not words:
            words, is_done = "calm, by the log" if calm.is_met else "not yet, by the log", calm.is_met
        sign = self._glyphs.done if is_done else self._glyphs.due
        private = f"private {self._glyphs.dot} " if told is not None and told.private else ""
        return Row(
            "field",
            f"{sign} {field.label}",
            private + words if words else state_words(self._recovery, field.id, self._today) or "empty",
            field.id,
        )

    def _shown(self, field: BackgroundField) -> str:
        """An answer as it was chosen, or a day as it is said; empty for what is shown as it was typed."""
        text = self._recovery.care.told(field.id)
        if field.id == FURTHER and (day := further_day(self._recovery, self._today)):
            return weekday_day(day, self._today)
        return CHOICES.get(text, "") if field.id == KIND else PLACES.get(text, "") if field.id == PLACE else ""
