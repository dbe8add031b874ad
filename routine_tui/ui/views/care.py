"""Care: visits, questions, courses, procedures, pauses, and what is told once; words below for the cursor's row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.form import Dialog
from routine_tui.ui.messages import Change
from routine_tui.ui.views.care_rows import CareRows, care_rows
from routine_tui.ui.views.care_text import words_of
from routine_tui.ui.widgets.care_list import CareList
from routine_tui.ui.widgets.row_list import Row
from routine_tui.ui.widgets.text_below import WordsBelow


class CareWords(WordsBelow):
    """What the cursor stands on, in words."""

    DEFAULT_CSS = """
    CareWords { max-height: 8; min-height: 3; }
    """


class CareView(Vertical):
    """The list with words below. While it is hidden it does nothing, so that a tick in Today costs nothing here."""

    DEFAULT_CSS = """
    CareView { height: 1fr; padding-top: 1; }
    """
    recovery: var[Recovery | None] = var(None)
    today: var[date] = var(date.min)

    def __init__(self, planner: Planner, glyphs: Glyphs = UNICODE, id: str = "care") -> None:  # noqa: A002
        super().__init__(id=id)
        self._planner = planner
        self._glyphs = glyphs
        self._page: CareRows | None = None
        self._drafts: dict[str, Any] = {}
        """What was typed in dialogs that were left with Escape, by what they were about."""

    def compose(self) -> ComposeResult:
        """The list, and the words."""
        yield CareList(self._glyphs)
        yield CareWords(self._glyphs)

    # ------------------------------------------------------------------ what there is

    def watch_recovery(self) -> None:
        """Something changed."""
        self._bring_up_to_date()

    def watch_today(self) -> None:
        """A new day has begun."""
        self._bring_up_to_date()

    def on_show(self) -> None:
        """Take in what happened while it was hidden."""
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        if self.recovery is None or self.today == date.min or not self.display or not self.is_attached:
            return
        rows = self.query_one(CareList)
        self._page = care_rows(self.recovery, self.today, self._glyphs)
        rows.rows = self._page.rows
        self._tell(rows.row)

    @on(CareList.Moved)
    def _show_words(self) -> None:
        self._tell(self.query_one(CareList).row)

    def _tell(self, row: Row | None) -> None:
        if self._page is not None and self.recovery is not None:
            self.query_one(CareWords).say(*words_of(self._page, self.recovery, row, self._glyphs.dot))

    # ------------------------------------------------------------------ what is wanted

    @on(CareList.Asked)
    def _answer(self, event: CareList.Asked) -> None:
        row, recovery = event.row, self.recovery
        if recovery is None:
            return
        wishes: dict[str, Callable[[], None]] = {
            "visit": lambda: self._visit(recovery, ""),
            "course": lambda: self._course(recovery, ""),
            "procedure": lambda: self._procedure(recovery, ""),
            "bring": lambda: self._bring(recovery, row.key if row is not None and row.kind == "visit" else ""),
        }
        if event.wish in wishes:
            wishes[event.wish]()
        elif row is not None and event.wish == "open":
            self._open(recovery, row)
        elif row is not None:
            self._end(recovery, row)

    def _open(self, recovery: Recovery, row: Row) -> None:
        kinds: dict[str, Callable[[Recovery, str], None]] = {
            "visit": self._visit,
            "question": self._question,
            "course": self._course,
            "procedure": self._procedure,
            "session": self._session,
            "no_day": self._new_session,
            "pause": self._pause,
            "background": self._background,
            "expect": self._expect,
            "add": self._add,
        }
        kinds[row.kind](recovery, row.key)

    def _add(self, recovery: Recovery, wish: str) -> None:
        """Add the first of a kind; questions and pauses are kept by the screen, as they are from any view."""
        kinds = {"visit": self._visit, "course": self._course, "procedure": self._procedure}
        if wish in kinds:
            kinds[wish](recovery, "")
        else:
            self.call_later(self.run_action, f"screen.{wish}")

    # ------------------------------------------------------------------ dialogs

    def _visit(self, recovery: Recovery, visit_id: str) -> None:
        from routine_tui.ui.dialogs.visit import VisitDialog

        visit = next((one for one in recovery.care.visits if one.id == visit_id), None)
        if not visit_id or visit is not None:
            self._ask(VisitDialog(recovery, self.today, visit, self._drafts))

    def _question(self, recovery: Recovery, question_id: str) -> None:
        from routine_tui.ui.dialogs.question import AnswerDialog

        for question in recovery.care.questions:
            if question.id == question_id:
                self._ask(AnswerDialog(question, self._drafts))

    def _course(self, recovery: Recovery, course_id: str) -> None:
        from routine_tui.ui.dialogs.course import CourseDialog

        course = next((one for one in recovery.care.courses if one.id == course_id), None)
        if not course_id or course is not None:
            self._ask(CourseDialog(recovery, self.today, course, self._glyphs))

    def _procedure(self, recovery: Recovery, procedure_id: str) -> None:
        from routine_tui.ui.dialogs.procedure import ProcedureDialog

        procedure = next((one for one in recovery.care.procedures if one.id == procedure_id), None)
        if not procedure_id or procedure is not None:
            self._ask(ProcedureDialog(recovery, self.today, procedure, self._glyphs))

    def _session(self, recovery: Recovery, session_id: str) -> None:
        from routine_tui.ui.dialogs.session import SessionDialog

        for session in recovery.care.sessions:
            if session.id == session_id:
                self._ask(SessionDialog(recovery, self.today, session.procedure_id, session, self._glyphs))

    def _new_session(self, recovery: Recovery, procedure_id: str) -> None:
        from routine_tui.ui.dialogs.session import SessionDialog

        self._ask(SessionDialog(recovery, self.today, procedure_id, None, self._glyphs))

    def _pause(self, recovery: Recovery, pause_id: str) -> None:
        from routine_tui.ui.dialogs.pause import PauseDialog

        for pause in recovery.pauses:
            if pause.id == pause_id:
                self._ask(PauseDialog(recovery, pause.first_day, self.today, pause))

    def _bring(self, recovery: Recovery, visit_id: str) -> None:
        from routine_tui.ui.dialogs.visit_checklist import BringDialog

        following = self._page.next_visit if self._page else None
        wanted = visit_id or (following.id if following else "")
        dialog = BringDialog(self._planner, recovery, wanted, self.today, self._glyphs, self._drafts)
        self.app.push_screen(dialog, self._look_again)

    def _background(self, recovery: Recovery, group_id: str) -> None:
        from routine_tui.ui.dialogs.background import BackgroundDialog

        dialog = BackgroundDialog(self._planner, recovery, group_id, self.today, self._glyphs, self._drafts)
        self.app.push_screen(dialog, self._look_again)

    def _expect(self, recovery: Recovery, _: str) -> None:
        from routine_tui.ui.dialogs.expect import ExpectDialog

        self.app.push_screen(ExpectDialog(recovery, self.today, self._glyphs))

    # ------------------------------------------------------------------ changes

    def _end(self, recovery: Recovery, row: Row) -> None:
        """Call off, end or take away what the cursor stands on."""
        from routine_tui.ui.views.care_ends import ending

        if (wanted := ending(recovery, row, self.today)) is None:
            return
        if wanted.apply is None:
            self.notify(wanted.says, timeout=4, markup=False)
            return
        apply = wanted.apply

        def change(planner: Planner) -> Recovery:
            kept = apply(planner)
            self.notify(f"{wanted.says} Press u to undo.", timeout=4, markup=False)
            return kept

        self.post_message(Change(change))

    def _ask(self, dialog: Dialog[Any]) -> None:
        """Open a dialog; what it answers is kept while it is open, so that nothing is lost where it cannot be."""
        dialog.keep = lambda answer: answer.change(self._planner)
        self.app.push_screen(dialog, lambda answer: self._look_again(answer) if answer is not None else None)

    def _look_again(self, _: object) -> None:
        self.post_message(Change(lambda planner: planner.recovery))
