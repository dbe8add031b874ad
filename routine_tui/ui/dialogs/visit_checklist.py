"""What to bring to a visit: what the recovery holds, what is ready in another way, and what is still to get ready."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from routine_tui.facts.care import fields
from routine_tui.model.by_id import find
from routine_tui.model.care.care_text import when_words
from routine_tui.model.care.visit_checklist import ItemToBring, ready_words, to_bring
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.background import BackgroundField
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.text import clipped
from routine_tui.ui.dialogs.fields import FILL_IN, FieldsDialog
from routine_tui.ui.dialogs.footer import CLOSE, Keys
from routine_tui.ui.dialogs.host import FormHost
from routine_tui.ui.widgets.row_list import Row

NO_VISIT = "No visit is planned yet: once there is one, space ticks what you have elsewhere."


class BringDialog(FieldsDialog):
    """Space says that something is ready in another way, or no longer; Enter tells it here."""

    def __init__(self, host: FormHost, recovery: Recovery, visit_id: str, today: date) -> None:
        super().__init__(host, recovery)
        self._visit_id = visit_id
        self._today = today

    def heading(self) -> str:
        """For which visit."""
        if (visit := self._visit) is None:
            return "Checklist for a visit"
        when = when_words(visit.day, visit.at, self._today)
        who = "" if visit.title == "Visit" else f" {self._glyphs.dot} {clipped(visit.title)}"
        return f"Checklist for {when}{who}"

    def top(self) -> str:
        """How much is ready."""
        return ready_words(self._items)

    def rows(self) -> Sequence[Row]:
        """What the recovery holds of each thing, or whether it is ready."""
        return [self._row(item) for item in self._items]

    def keys(self) -> Keys:
        """What is different about a visit: what is ready."""
        return (FILL_IN, ("space tick", "ready"), CLOSE)

    def more(self, field: BackgroundField) -> str:
        """Whether it is ready, and what can be done about it."""
        by = next(item.by for item in self._items if item.field.id == field.id)
        if by == "missing":
            return f"Enter: write it here.{' Space: tick it if you have it elsewhere.' if self._visit else ''}"
        return "Ticked: you have it elsewhere. Space: untick it." if by == "hand" else ""

    def ready(self, field: BackgroundField) -> None:
        """It is ready in another way, or no longer."""
        visit = self._visit
        if visit is None:
            self.show_error(NO_VISIT)
            return
        if next(item.by for item in self._items if item.field.id == field.id) == "here":
            self.show_error(f"{field.label} is already here, so it is ready.")
            return
        lists = ((), (field.id,)) if field.id in visit.ready else ((field.id,), ())
        try:
            self._host.recovery = self.took(self._planner.visits.ready(visit.id, *lists))
        except RoutineError as error:
            self.show_error(str(error))

    @property
    def _visit(self) -> Visit | None:
        return find(self._recovery.care.visits, self._visit_id)

    @property
    def _items(self) -> tuple[ItemToBring, ...]:
        return to_bring(self._recovery, fields(), self._visit)

    def _row(self, item: ItemToBring) -> Row:
        sign = self._glyphs.done if item.is_ready else self._glyphs.due
        value = item.words or ("ready" if item.by == "hand" else "not yet")
        return Row("field", f"{sign} {item.field.label}", value, item.field.id)
