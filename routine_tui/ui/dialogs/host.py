"""The screen that forms are opened from: it stores what they give, and shows what the disk then has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar

from textual.reactive import var

from routine_tui.glyphs import Glyphs
from routine_tui.model.diff.marks_alone import differ_in_marks_alone
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped
from routine_tui.planner.planner import Planner
from routine_tui.ui.fitted_screen import FittedScreen
from routine_tui.ui.keys import with_keys

if TYPE_CHECKING:
    from routine_tui.ui.dialogs.dialog import Dialog
    from routine_tui.ui.dialogs.form import Form

Answer = TypeVar("Answer")
SO_ALREADY: Final = "It was so already: nothing was changed."
NOTICE_LIMIT = 1000
"""The longest notice, in characters: it may name several steps, and must not cover the screen."""


class FormHost(FittedScreen[None]):
    """Holds the recovery that is shown. Every change of it goes through ``apply`` or ``submit``."""

    # var, not reactive: a change must not repaint the screen, only the widgets that are bound to it.
    recovery: var[Recovery | None] = var(None)
    settled: var[Recovery | None] = var(None)
    """The same as it was before the last ticks, for what shows nothing of them."""

    def __init__(self, planner: Planner, glyphs: Glyphs) -> None:
        super().__init__()
        self.planner = planner
        self.glyphs = glyphs
        self._trouble = ""
        """What could not be read when it was last looked at; it is told once."""

    def _watch_recovery(self, before: Recovery | None, after: Recovery | None) -> None:
        """Tell what shows no ticks of another recovery at once, of any other change when it was drawn, of ticks not."""
        if before is None or after is None or before.id != after.id:
            self.settled = after
        elif self.settled is None or not differ_in_marks_alone(self.settled, after):
            self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self.settled = self.recovery

    def apply(self, change: Callable[[], Recovery], said: str = "") -> None:
        """Make a change and show what the disk then has; where it is refused, all stays as it is and a notice says why.

        ``said`` is told once the change is made, and not where all was so already. While a dialog is open, a key that
        came before it changes nothing.
        """
        if not self.is_current:
            return
        with self.notify_errors():
            before = self.planner.recovery if said else None
            self.recovery = change()
            self.say(SO_ALREADY if said and self.recovery is before else said)

    def submit(
        self,
        form: Form[Answer],
        on_submit: Callable[[Answer], Recovery | None],
        said: str = "",
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Open a form, which stays open until ``on_submit`` has stored its answer.

        ``said`` is told, and ``then`` called, once it is stored; neither where the form is left.
        """
        from routine_tui.ui.dialogs.form import Form

        if isinstance(self.app.screen, Form):  # a key that opens a form came twice
            return

        def store(answer: Answer) -> None:
            if (recovery := on_submit(answer)) is not None:
                self.recovery = recovery

        def stored(answer: Answer | None) -> None:
            if answer is not None:
                self._notify_notices()
                self.say(said)
                then()

        recovery_id = self.recovery.id if self.recovery else ""
        form.on_submit = store
        form.draft = self.planner.drafts.find(recovery_id, form.subject)
        form.on_draft = lambda draft: self.planner.drafts.keep(recovery_id, form.subject, draft)
        self.app.push_screen(form, stored)

    def offer_looking_less(self) -> None:
        """Offer once to look less, where it weighs much; whoever knows check-ins does."""

    def show(self, dialog: Dialog[Any]) -> None:
        """Open a dialog that only shows something, or stores by itself; not a second one over another."""
        if self.is_current:
            self.app.push_screen(dialog)

    def say(self, sentence: str) -> None:
        """Tell what was done; nothing where the sentence is empty."""
        if sentence:
            self.notify(clipped(with_keys(sentence), NOTICE_LIMIT), timeout=4, markup=False)

    @contextmanager
    def notify_errors(self, before: str = "") -> Iterator[None]:
        """Tell the person what could not be done, unless it was told ``before``; what is on the screen stays."""
        try:
            yield
        except RoutineError as error:
            self._trouble = str(error)
            if self._trouble != before:
                self.notify(clipped(self._trouble, NOTICE_LIMIT), severity="warning", timeout=8, markup=False)
        self._notify_notices()

    def _notify_notices(self) -> None:
        """Tell what the planner has to tell once."""
        for sentence in self.planner.notices:
            self.notify(clipped(sentence, NOTICE_LIMIT), severity="warning", timeout=20, markup=False)
        self.planner.notices.clear()


def host_of(widget: Any) -> FormHost:
    """The screen that a view is part of."""
    screen = widget.screen
    assert isinstance(screen, FormHost)
    return screen
