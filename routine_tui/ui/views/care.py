"""Care: visits, questions, courses, procedures, pauses, contacts, what is told once; words for the cursor's row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.by_id import find
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.weeks import monday_of
from routine_tui.ui.dialogs.add_care import AddDialog
from routine_tui.ui.dialogs.background import BackgroundDialog
from routine_tui.ui.dialogs.contact import ContactDialog
from routine_tui.ui.dialogs.course import CourseDialog
from routine_tui.ui.dialogs.expect import ExpectDialog
from routine_tui.ui.dialogs.host import host_of
from routine_tui.ui.dialogs.paper import PaperDialog
from routine_tui.ui.dialogs.pause import PauseDialog
from routine_tui.ui.dialogs.procedure import ProcedureDialog
from routine_tui.ui.dialogs.question import AnswerDialog
from routine_tui.ui.dialogs.session import SessionDialog
from routine_tui.ui.dialogs.visit import VisitDialog
from routine_tui.ui.dialogs.visit_checklist import BringDialog
from routine_tui.ui.dialogs.week import WeekDialog
from routine_tui.ui.keys import bindings, with_keys
from routine_tui.ui.open_folder import show_file
from routine_tui.ui.views.care_ends import ending
from routine_tui.ui.views.care_rows import CareRows, care_rows
from routine_tui.ui.views.care_text import words_of
from routine_tui.ui.widgets.care_list import CareList
from routine_tui.ui.widgets.kept import Column
from routine_tui.ui.widgets.lines import retitle
from routine_tui.ui.widgets.row_list import Row
from routine_tui.ui.widgets.text_below import WordsBelow

if TYPE_CHECKING:
    from routine_tui.planner.planner import Planner
    from routine_tui.ui.dialogs.form import Form


class _Changing(Protocol):
    def change(self, planner: Planner) -> Recovery: ...


Changing = TypeVar("Changing", bound=_Changing)


class CareWords(WordsBelow):
    """What the cursor stands on, in words."""

    DEFAULT_CSS = """
    CareWords {
        max-height: 8; min-height: 3;
        border-title-style: bold; border-title-color: $text; border-title-background: $background;
    }
    """
    _told = ("", "", "")

    def say(self, what: str, how: str, source: str) -> None:
        """Say something else; in a panel what it is about is the panel's title."""
        self._told = (what, how, source)
        is_title = self.is_boxed and bool(how or source)
        retitle(self, what if is_title else "")
        super().say("" if is_title else what, how, source)

    def on_resize(self) -> None:
        """It may have become a panel."""
        self.say(*self._told)


class CareView(Column):
    """The list with words below. While it is hidden it does nothing, so that a tick in Today costs nothing here."""

    DEFAULT_CSS = """
    CareView { height: 1fr; padding-top: 1; }

    .-short CareView { padding-top: 0; }
    .-short CareWords { max-height: 4; }
    .-paired CareView, .-broad CareView { layout: horizontal; }
    .-paired CareView > CareList { width: 16fr; }
    .-broad CareView > CareList { width: 13fr; }
    .-paired CareView > CareWords { width: 9fr; }
    .-broad CareView > CareWords { width: 11fr; }
    .-paired CareView > CareWords, .-broad CareView > CareWords {
        height: 1fr; max-height: 100%; margin: 0 1; border: round $border;
    }
    """
    SCOPED_CSS = False  # by the room there is, which the screen tells
    BINDINGS = bindings("care")
    recovery: var[Recovery | None] = var(None)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE, id: str = "care") -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._glyphs = glyphs
        self._page: CareRows | None = None

    def compose(self) -> ComposeResult:
        """The list, and the words."""
        rows = CareList(self._glyphs)
        rows.follower = self._tell
        yield rows
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

    def _tell(self, row: Row | None) -> None:
        if self._page is not None and self.recovery is not None:
            self.query_one(CareWords).say(*map(with_keys, words_of(self._page, self.recovery, row, self._glyphs.dot)))

    # ------------------------------------------------------------------ what is wanted

    @on(CareList.Opened)
    def action_open(self) -> None:
        """Open what the cursor stands on."""
        row, recovery = self.query_one(CareList).row, self.recovery
        if row is None or recovery is None:
            return
        kinds: dict[str, Callable[[Recovery, str], None]] = {
            "visit": self._visit,
            "question": self._question,
            "course": self._course,
            "review": self._course,
            "procedure": self._procedure,
            "session": self._session,
            "no_day": self._new_session,
            "pause": self._pause,
            "paper": self._paper,
            "contact": self._contact,
            "week": self._week,
            "background": self._background,
            "expect": self._expect,
            "add": self._add,
        }
        kinds[row.kind](recovery, row.key)

    def _add(self, _: Recovery, action: str) -> None:
        """Add the first of a kind; questions and pauses are the screen's, as they are kept from any view."""
        place = self if hasattr(self, f"action_{action}") else self.screen
        self.call_later(self.app.run_action, action, place)

    def action_add(self) -> None:
        """Add a visit, a treatment or a procedure."""
        if self.recovery is not None and host_of(self).is_current:
            self.app.push_screen(AddDialog(), self._add_one)

    def _add_one(self, kind: str | None) -> None:
        if kind and self.recovery is not None:
            self._add(self.recovery, kind)

    def action_visit(self) -> None:
        """Plan a visit, or record a past one."""
        if self.recovery is not None:
            self._visit(self.recovery, "")

    def action_course(self) -> None:
        """Add a course that a clinician set."""
        if self.recovery is not None:
            self._course(self.recovery, "")

    def action_procedure(self) -> None:
        """Add a procedure that was agreed on; on a paper, open its file with the system's own program."""
        row = self.query_one(CareList).row
        if row is not None and row.kind == "paper":
            self.run_worker(self._show_file(row.key))
        elif self.recovery is not None:
            self._procedure(self.recovery, "")

    def action_contact(self) -> None:
        """Write down who was spoken to, and what was said."""
        if self.recovery is not None:
            self._contact(self.recovery, "")

    def action_paper(self) -> None:
        """Keep a copy of a paper."""
        if self.recovery is not None:
            self._paper(self.recovery, "")

    def action_week(self) -> None:
        """Tell what this week was like."""
        if self.recovery is not None:
            self._week(self.recovery, monday_of(self.today).isoformat())

    def action_bring(self) -> None:
        """See what is ready to bring to the visit under the cursor, or to the next one."""
        row, following = self.query_one(CareList).row, self._page.next_visit if self._page else None
        visit_id = row.key if row is not None and row.kind == "visit" else following.id if following else ""
        if self.recovery is not None:
            host = host_of(self)
            host.show(BringDialog(host, self.recovery, visit_id, self.today))

    def action_end(self) -> None:
        """Call off, end or take away what the cursor stands on."""
        row, recovery = self.query_one(CareList).row, self.recovery
        if row is None or recovery is None or (wanted := ending(recovery, row, self.today)) is None:
            return
        host, apply = host_of(self), wanted.apply
        if apply is None:
            host.say(wanted.says)
        else:
            host.apply(lambda: apply(host.planner), f"{wanted.says} Press ‹change.undo› to undo.")

    # ------------------------------------------------------------------ dialogs

    def _visit(self, recovery: Recovery, visit_id: str) -> None:
        visit = find(recovery.care.visits, visit_id)
        if visit is not None or not visit_id:
            self._submit(VisitDialog(recovery, self.today, visit))

    def _question(self, recovery: Recovery, question_id: str) -> None:
        if (question := find(recovery.care.questions, question_id)) is not None:
            self._submit(AnswerDialog(question))

    def _course(self, recovery: Recovery, course_id: str) -> None:
        course = find(recovery.care.courses, course_id)
        if course is not None or not course_id:
            self._submit(CourseDialog(recovery, self.today, course, self._glyphs))

    def _procedure(self, recovery: Recovery, procedure_id: str) -> None:
        procedure = find(recovery.care.procedures, procedure_id)
        if procedure is not None or not procedure_id:
            self._submit(ProcedureDialog(recovery, self.today, procedure, self._glyphs))

    def _session(self, recovery: Recovery, session_id: str) -> None:
        if (session := find(recovery.care.sessions, session_id)) is not None:
            self._submit(SessionDialog(recovery, self.today, session.procedure_id, session, self._glyphs))

    def _new_session(self, recovery: Recovery, procedure_id: str) -> None:
        self._submit(SessionDialog(recovery, self.today, procedure_id, None, self._glyphs))

    def _pause(self, recovery: Recovery, pause_id: str) -> None:
        if (pause := find(recovery.pauses, pause_id)) is not None:
            self._submit(PauseDialog(recovery, pause.first_day, self.today, pause))

    def _contact(self, recovery: Recovery, contact_id: str) -> None:
        contact = find(recovery.care.contacts, contact_id)
        if contact is not None or not contact_id:
            self._submit(ContactDialog(self.today, host_of(self).planner.clock.now(), contact))

    def _paper(self, recovery: Recovery, paper_id: str) -> None:
        paper = find(recovery.care.papers, paper_id)
        if paper is not None or not paper_id:
            lies = host_of(self).planner.papers.path(paper) if paper else None
            self._submit(PaperDialog(self.today, paper, lies))

    def _week(self, recovery: Recovery, monday: str) -> None:
        host = host_of(self)
        form = WeekDialog(recovery, date.fromisoformat(monday), self.today)
        host.submit(form, lambda answer: answer.change(host.planner), then=host.offer_looking_less)

    async def _show_file(self, paper_id: str) -> None:
        host = host_of(self)
        if self.recovery is None or (paper := find(self.recovery.care.papers, paper_id)) is None:
            return
        try:
            await show_file(host.planner.papers.path(paper))
        except RoutineError as error:
            host.say(str(error))

    def _background(self, recovery: Recovery, group_id: str) -> None:
        host = host_of(self)
        host.show(BackgroundDialog(host, recovery, group_id, self.today))

    def _expect(self, recovery: Recovery, _: str) -> None:
        host = host_of(self)
        host.show(ExpectDialog(recovery, self.today, self._glyphs, host.planner.settings.region))

    def _submit(self, form: Form[Changing]) -> None:
        host, rows = host_of(self), self.query_one(CareList)
        before = {(row.kind, row.key) for row in rows.rows}

        def stand_on_what_is_new() -> None:
            for kind, key in ((row.kind, row.key) for row in rows.rows if row.is_open):
                if (kind, key) not in before:
                    rows.stand_on(kind, key)
                    return

        host.submit(form, lambda answer: answer.change(host.planner), then=stand_on_what_is_new)
