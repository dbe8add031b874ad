"""A course that a clinician set: what is done of it, when and for how long, told in words while it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import ItemGrid
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select, Static, TextArea

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.care.care_text import day_words
from routine_tui.model.care.lengths import read_reviews, reviews_words
from routine_tui.model.changes import Members, differing
from routine_tui.model.day.coming import next_days
from routine_tui.model.day.course_days import is_over, last_day_of
from routine_tui.model.day.often import often_words
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.hours import normal
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import SLOTS, Slot, Step, StepVersion
from routine_tui.model.recovery.rule import LONGEST_TEXT
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import NOTE_LIMIT, clipped, escape_control_characters
from routine_tui.planner.courses import CourseChange, Regimen
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.dialogs.more import More
from routine_tui.ui.dialogs.terms import AROUND, NEEDED, PHASES, STAGES, TERMS, Terms, read_most, regimen_of
from routine_tui.ui.inputs import Choice, TextBox, TextLine
from routine_tui.ui.widgets.tick_box import TickBox

_ABOUT: Final = ("label", "first_day", "set_by", "why", "dose", "reviews", "effect", "ended_why", "note")
_SHOWN_DAYS: Final = 4
"""How many of the next days are told."""
_SOMETIMES: Final = ("detail", "procedure", "most", "again", "hours")
"""Rows that do not belong to every choice."""
_NO_PROCEDURE: Final = ("none yet", "")


class CourseAnswer(Struct, frozen=True):
    """A course as it is to be, and what is done of it from a day on."""

    course: Course
    regimen: Regimen
    from_day: date
    old: Course | None
    """As it was before; None for a new one."""
    was: Regimen | None
    """What was done of it before."""

    def change(self, planner: Planner) -> Recovery:
        """Keep it: of a course that is there already only what differs. Raises RoutineError."""
        if self.old is None:
            return planner.courses.add(self.course, self.regimen)
        return planner.courses.edit(self.old.id, self.from_day, self.differs)

    @property
    def differs(self) -> CourseChange:
        """What differs from what was; the past of its steps stays."""
        old, was = self.old, self.was or self.regimen
        steps = differing(was, self.regimen, was.fields())
        return CourseChange(
            differing(old, self.course, _ABOUT), steps, Members.between(was.slots, self.regimen.slots) or None
        )


class CourseDialog(Form[CourseAnswer]):
    """Asks for all that a course is; rows are there where they apply."""

    DEFAULT_CSS = """
    CourseDialog .slots { grid-rows: 1; }
    CourseDialog #coming { min-height: 1; margin-bottom: 1; }
    CourseDialog.-short #coming { margin-bottom: 0; }
    CourseDialog TextArea { height: 2; width: 1fr; }
    """

    def __init__(self, recovery: Recovery, today: date, course: Course | None, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(f"course {course.id if course else ''}")
        self._recovery = recovery
        self._today = today
        self._old = course
        self._glyphs = glyphs
        self._shown = course or Course("", "", recovery.nearest(today))
        self._ahead = course is None or course.first_day > today
        """Whether it is still to begin, so that its first day can be another one."""
        self._from = self._shown.first_day if self._ahead else recovery.nearest(today)
        self._was = regimen_of(recovery, course, recovery.nearest(today)) if course else None
        self._over = course is not None and (self._was is None or is_over(recovery, course, today))
        self._regimen = self._was or Regimen(Schedule(self._from), ())
        self._terms = Terms.of(self._regimen.schedule, self._regimen.required)
        self._often = self._terms.often
        self._details = {self._often: self._terms.detail}
        """What was typed for each choice."""

    # ------------------------------------------------------------------ rows

    def compose(self) -> ComposeResult:
        """Who and what, when with the days that follow, how; a complaint, the buttons."""
        shown = self._shown
        yield frame(
            f"Edit {clipped(shown.label)}" if self._old else "New treatment",
            field("Name", TextLine(shown.label, id="label", placeholder="e.g. Azelaic acid 20 %"), needed=True),
            field("Prescribed by", TextLine(shown.set_by, id="set_by", placeholder="e.g. Dr Kaya, 12 Nov")),
            *(() if self._over else self._when()),
            Static("", id="coming", classes="hint", markup=False),
            More("breaks, check-ups, dose, product, instructions", *self._more(), is_open=self._old is not None),
            complaint(),
            buttons(),
        )

    def _when(self) -> Iterator[Widget]:
        """The rows of the schedule."""
        terms, slots, most = self._terms, self._regimen.slots, self._regimen.most_per_day
        boxes = [TickBox(slot, slot in slots, f"slot-{slot}") for slot in SLOTS]
        procedures = [(clipped(one.label), one.id) for one in self._recovery.care.procedures] or [_NO_PROCEDURE]
        known = terms.procedure_id if any(terms.procedure_id == key for _, key in procedures) else procedures[0][1]
        yield field("When", ItemGrid(*boxes, min_column_width=13, classes="slots"), needed=True)
        choices = [(words, key) for key, (words, _) in TERMS.items()]
        yield field("How often", Choice(choices, terms.often, "often"))
        yield field("Procedure", Choice(procedures, known, "procedure"))
        yield field("", TextLine(terms.detail, id="detail", max_length=LONGEST_TEXT))
        yield field("At most", TextLine(str(most or ""), id="most", placeholder="times a day, optional"))
        first = DayLine(self._from, self._today, "from", coming=lambda: self._today)
        yield field("Starts" if self._ahead else "Change from", first)
        yield field("For how long", TextLine(terms.length, id="length", placeholder="e.g. 24 weeks; blank = ongoing"))

    def _more(self) -> Iterator[Widget]:
        """The rows that are seldom needed."""
        shown, regimen = self._shown, self._regimen
        if not self._over:
            yield field("Breaks", TextLine(self._terms.again, id="again", placeholder="e.g. 8 weeks, 2 times"))
            yield field("Hours worn", TextLine(regimen.hours, id="hours", placeholder="a day, e.g. 12 hours"))
        yield field(
            "Check-ups", TextLine(reviews_words(shown.reviews), id="reviews", placeholder="in weeks: 4, 8, 16, 24")
        )
        yield field("Dose", TextLine(shown.dose, id="dose", placeholder="e.g. a pea-sized amount"))
        if not self._over:
            yield field("Product", TextLine(regimen.product, id="product"))
            yield field("Instructions", TextLine(regimen.instructions, id="how", max_length=NOTE_LIMIT))
        yield field("Reason", TextLine(shown.why, id="why"))
        if self._old:
            yield from self._afterwards()

    def _afterwards(self) -> Iterator[Widget]:
        """The rows of how it went."""
        if self._over:
            yield field("Ended because", TextLine(self._shown.ended_why, id="ended_why"))
        yield field("What it did", TextBox(clipped(self._shown.effect, NOTE_LIMIT, newlines=True), "effect"))
        yield field("Note", TextBox(clipped(self._shown.note, NOTE_LIMIT, newlines=True), "note"))

    # ------------------------------------------------------------------ what happens

    @on(Select.Changed, "#often")
    def _begin_line(self) -> None:
        """Another choice: its line is as it was left, or begins with an example."""
        if (often := self.typed("often")) == self._often:
            return
        line = self.query_one("#detail", Input)
        self._details[self._often] = line.value
        self._often = often
        line.value = self._details.get(self._often, TERMS[self._often][1])

    def put_draft(self) -> None:
        """A draft brings its own choice and the line that belongs to it."""
        super().put_draft()
        if not self._over:
            self._often = self.typed("often")

    def bring_up_to_date(self) -> None:
        """Show the rows that apply to the choice, and say what follows from all of it, or what is wrong."""
        for name in () if self._over else _SOMETIMES:
            row = self.query_one(f"#{name}").parent
            assert row is not None
            row.display = self._applies(name)
        line = self.query_one("#coming", Static)
        try:
            line.update(Content(" ".join(self._in_words())))
        except BadInput as error:
            line.update(Content(escape_control_characters(str(error))))

    def _applies(self, name: str) -> bool:
        """Whether a row belongs to how often it is done."""
        often = self._often
        if name == "most":
            return often == NEEDED or (often == self._terms.often and not self._regimen.required)
        return {
            "detail": bool(TERMS[often][1]),
            "procedure": often == AROUND,
            "again": often not in (STAGES, PHASES, AROUND, NEEDED),
            "hours": often != NEEDED,
        }[name]

    def answer(self) -> CourseAnswer | None:
        """The course, once it can be one."""
        answer = self._answer()
        return None if self._old is not None and answer.differs == CourseChange() else answer

    # ------------------------------------------------------------------ what is typed

    def _answer(self) -> CourseAnswer:
        """The course as it is typed. Raises BadInput."""
        course, day = self._course(), self._day()
        if self._over:
            return CourseAnswer(course, self._regimen, self._from, self._old, self._was)
        regimen = self._read(day)
        if not regimen.slots:
            raise BadInput("Choose when: morning, day or evening.")
        if self._ahead:
            day = min(day, self._from) if self._old else day
        return CourseAnswer(course, regimen, day, self._old, self._was)

    def _course(self) -> Course:
        """The course itself; a text that nobody changed stays as it was. Raises BadInput."""
        shown = self._shown
        texts = ("label", "set_by", "why", "dose", "ended_why")
        typed: dict[str, Any] = {
            name: line.value
            for name in texts
            for line in self.query(f"#{name}").results(Input)
            if line.value != clipped(getattr(shown, name))
        }
        for page in self.query(TextArea):
            name = str(page.id)
            if page.text != clipped(getattr(shown, name), NOTE_LIMIT, newlines=True):
                typed[name] = page.text
        if self.typed("reviews") != reviews_words(shown.reviews):
            typed["reviews"] = read_reviews(self.typed("reviews"))
        if self._ahead:
            typed["first_day"] = self._day()
        return replace(shown, **typed).cleaned()

    def _read(self, day: date) -> Regimen:
        """What is done from a day on. Raises BadInput."""
        was, often = self._regimen, self._often
        same = often == self._terms.often
        lines = {name: self.typed(name) if self._applies(name) else "" for name in ("detail", "again", "most", "hours")}
        procedure_id = self.typed("procedure") if often == AROUND else ""
        terms = Terms(often, lines["detail"], procedure_id, self.typed("length"), lines["again"])
        return replace(
            was,
            schedule=self._schedule(terms, day),
            slots=self._slots(),
            required=was.required if same else often != NEEDED,
            most_per_day=read_most(lines["most"]),
            hours=normal(lines["hours"]) if lines["hours"].strip() else "",
            product=self._kept("product", was.product),
            instructions=self._kept("how", was.instructions, NOTE_LIMIT),
        )

    def _schedule(self, terms: Terms, day: date) -> Schedule:
        """The schedule; one whose rule was not changed keeps its first day, so that its days do not shift."""
        old, known = self._regimen.schedule, self._terms
        same = (terms.often, terms.detail, terms.procedure_id) == (known.often, known.detail, known.procedure_id)
        first = old.first_day if same and not self._ahead else day
        if self._old and first == old.first_day and terms == known:
            return old
        return terms.read(first, self._today, self._recovery.day_zero)

    def _slots(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in SLOTS if self.query_one(f"#slot-{slot}", TickBox).value)

    def _day(self) -> date:
        day = (None if self._over else self.typed_day("from")) or self._from
        if not self._ahead and day < self._shown.first_day:
            raise BadInput(f"It started on {self._shown.first_day}: choose that day or a later one for the change.")
        return day

    def _kept(self, name: str, was: str, limit: int = 200) -> str:
        """A text as it is typed; one that nobody changed stays as it was, however long."""
        typed = self.typed(name)
        return was if typed == clipped(was, limit) else typed

    # ------------------------------------------------------------------ in words

    def _in_words(self) -> Iterator[str]:
        """How often until when, the next days, hours, and the reviews. Raises BadInput."""
        reviews = replace(self._shown, first_day=self._day() if self._ahead else self._shown.first_day)
        reviews = replace(reviews, reviews=read_reviews(self.typed("reviews")))
        if self._over:
            assert self._old is not None
            last = last_day_of(self._recovery, self._old)
            yield f"It is over: its last day was {day_words(last or self._from, self._today)}."
        else:
            day = self._day()
            regimen = self._read(day)
            version = StepVersion(day, "morning", name="x", **regimen.fields())
            yield from self._days(version, day)
        if days := [day_words(one, self._today) for one in reviews.review_days]:
            yield f"Check-ups: {', '.join(days)}."

    def _days(self, version: StepVersion, day: date) -> Iterator[str]:
        """How often until when, the next days on which it is expected, and how much of it was set."""
        first = max(day, self._recovery.nearest(self._today), version.schedule.first_day)
        coming = next_days(self._recovery, Step("", (version,)), first, first, _SHOWN_DAYS)
        told = ", ".join(day_words(one, self._today) for one in coming)
        nowhere = "no session is planned yet" if version.schedule.around else "no day within the window"
        words = often_words(version, self._today)
        yield f"{words[:1].upper()}{words[1:]}."
        if version.required:
            yield f"Next: {told or nowhere}."
