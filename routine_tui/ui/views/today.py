"""Today: the checklist of one day, this week beside it, and what this phase is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import TYPE_CHECKING, Final

from textual import on
from textual.app import ComposeResult
from textual.reactive import var

from routine_tui.glyphs import Glyphs
from routine_tui.model.day.agenda import ChecklistItem
from routine_tui.model.recovery.care import NO_CARE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import NOTE_LIMIT, clipped, short_day
from routine_tui.ui.dialogs.host import host_of
from routine_tui.ui.keys import bindings
from routine_tui.ui.widgets.checklist import Checklist
from routine_tui.ui.widgets.kept import Column, Row
from routine_tui.ui.widgets.phase_card import PhaseCard
from routine_tui.ui.widgets.quiet_line import QuietLines, SkinLines
from routine_tui.ui.widgets.step_words import StepWords
from routine_tui.ui.widgets.week import WeekStrip
from routine_tui.ui.widgets.worked_out_later import WorkedOutLater

if TYPE_CHECKING:
    from routine_tui.model.skin.told import Told

LONGEST_NOTE: Final = 5 * NOTE_LIMIT
"""The longest note that is opened, in characters: more than can be typed, and no more than can be laid out at once."""


class TodayView(Row):
    """The checklist of a day with what helps to do it."""

    DEFAULT_CSS = """
    TodayView { height: 1fr; }
    TodayView > .list { width: 1fr; }
    TodayView > .side { width: 36; padding-top: 1; border-left: solid $border-blurred; }
    TodayView.-tight > .side { padding-top: 0; }
    TodayView .side PhaseCard { margin-top: 1; }
    """
    BINDINGS = bindings("checklist")
    recovery: var[Recovery | None] = var(None)
    settled: var[Recovery | None] = var(None)
    """The same as it was before the last ticks, for the cards, of which they change nothing."""
    day: var[date] = var(date.min)
    """The day that was chosen."""
    shown: var[date] = var(date.min)
    """The day that is drawn: the chosen one as soon as the view can be seen."""
    today: var[date] = var(date.min)
    day_starts_at: var[time | None] = var(None)
    told: var[Told | None] = var(None)

    def __init__(self, glyphs: Glyphs, first_weekday: int, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._glyphs = glyphs
        self._first_weekday = first_weekday
        self.has_cards = True
        """Whether it is wide enough for cards beside the list."""
        self._words: StepWords | None = None
        """What tells of the step under the cursor, once it has a place."""
        self._planned: QuietLines | None = None
        """The lines of what is planned, once there is any."""

    def compose(self) -> ComposeResult:
        """The list on the left, the week and the phase on the right (below, where it is narrow)."""
        with Column(classes="list"):
            lines = SkinLines(self._glyphs, _opening_line)
            lines.is_wanted = False  # until it is known to be narrow
            yield lines.data_bind(TodayView.today, TodayView.told, recovery=TodayView.settled)
            with Column(classes="steps"):
                self._checklist = Checklist(self._glyphs, self._show_step)
                yield self._checklist.data_bind(
                    TodayView.recovery, TodayView.today, TodayView.day_starts_at, day=TodayView.shown
                )
                self._words = StepWords(self._glyphs)
                yield self._words.data_bind(TodayView.recovery, TodayView.today, day=TodayView.shown)
        with Column(classes="side"):
            week = WeekStrip(self._glyphs, self._first_weekday)
            yield week.data_bind(TodayView.recovery, TodayView.today, day=TodayView.shown)
            yield PhaseCard(self._glyphs, lambda: host_of(self).planner.settings.region).data_bind(
                TodayView.today, day=TodayView.shown, recovery=TodayView.settled
            )

    def on_resize(self) -> None:
        """Beside the list there is room for cards, or above it for lines."""
        self.has_cards = not self.screen.has_class("-narrow")
        self._place_cards()
        self._show_care()

    def on_mount(self) -> None:
        """Show what is planned, where it was known before this was there; cards are told after the first frame."""
        self._show_care()
        self.call_after_refresh(self._mount_cards)

    def _mount_cards(self) -> None:
        from routine_tui.ui.widgets.today_cards import AvoidCard, SkinCard, VisitCard  # not for the first frame

        cards = (
            VisitCard(self._glyphs).data_bind(TodayView.today, recovery=TodayView.settled),
            SkinCard(self._glyphs, _opening_line).data_bind(
                TodayView.today, TodayView.told, recovery=TodayView.settled
            ),
            AvoidCard(self._glyphs).data_bind(TodayView.today, recovery=TodayView.settled),
        )
        self._place_cards(*cards)
        self.query_one(".side").mount(*cards, before=self.query_one(PhaseCard))

    def _place_cards(self, *new: WorkedOutLater) -> None:
        """Have cards where it is wide, and lines where it is narrow."""
        for one in new or self.query(WorkedOutLater):
            one.is_wanted = isinstance(one, QuietLines) != self.has_cards

    def watch_day(self) -> None:
        """Draw another day; while the calendar moves over its days nothing is drawn for nobody."""
        if self.display:
            self.shown = self.day

    def come_into_sight(self) -> None:
        """Draw the day that was chosen while another view was shown, in the frame that shows this one."""
        self.shown = self.day

    def watch_recovery(self) -> None:
        """Something may be planned."""
        self._show_care()

    def watch_today(self) -> None:
        """What is planned is nearer."""
        self._show_care()

    def _show_care(self) -> None:
        """Put what is planned above the list; what draws it is imported, and there, only once there is any."""
        recovery = self.recovery
        if recovery is None or self.today == date.min or self.has_cards:
            return
        if self._planned is None and recovery.care is NO_CARE:
            return
        if self._planned is None:
            from routine_tui.ui.widgets.care_lines import CareLines

            if not (places := self.query(".steps")):
                return
            self._planned = CareLines(self._glyphs)
            self.query_one(".list").mount(self._planned, before=places.first())
        self._planned.today, self._planned.recovery = self.today, recovery

    def _show_step(self, item: ChecklistItem | None) -> None:
        """Say what belongs to the step under the cursor, once there is a place for it; the side begins as the list."""
        self.set_class(self._checklist.is_tight, "-tight")
        if self._words is not None:
            self._words.recovery, self._words.item = self.recovery, item  # the list is bound first: the step may be new

    # ------------------------------------------------------------------ changes

    @on(Checklist.Ticked)
    def _tick_clicked(self) -> None:
        """By mouse the cursor stays: a second click takes the mark back."""
        self._tick(goes_on=False)

    def action_tick(self) -> None:
        """Tick the step under the cursor, or take its mark back; what is worn is asked for in hours."""
        self._tick(goes_on=True)

    def _tick(self, goes_on: bool) -> None:
        if (item := self._item()) is None:
            return
        host, day = host_of(self), self.day
        if item.version.hours:
            self._ask_hours(item)
        elif item.mark is None or item.takes_more:
            if goes_on:
                self._go_on(item)
            host.apply(lambda: host.planner.tick(day, [item.step_id]))
        else:
            host.apply(lambda: host.planner.untick(day, [item.step_id]))

    def _go_on(self, item: ChecklistItem) -> None:
        """Let the cursor go on once the step is done, unless the settings say that it stays."""
        self._checklist.follow(item, host_of(self).planner.settings.after_tick == "next")

    def action_tick_all(self) -> None:
        """Tick all that is due in the part of the day under the cursor; what is worn is asked for by itself."""
        if (item := self._item()) is None:
            return
        host, day = host_of(self), self.day
        steps = [one for one in self._checklist.part if not one.version.hours]
        if not steps:
            part = "in this part of the day" if item.version.slot == "day" else f"this {item.version.slot}"
            self.notify(f"Nothing left to tick {part}.", timeout=3, markup=False)
            return
        self._go_on(steps[-1])
        host.apply(lambda: host.planner.tick(day, [one.step_id for one in steps]))

    def _ask_hours(self, item: ChecklistItem) -> None:
        """Ask for how long something was worn on the day."""
        from routine_tui.ui.dialogs.hours import HoursDialog

        host = host_of(self)
        with host.notify_errors():
            host.planner.require_not_ahead(self.day)
            host.submit(HoursDialog(item, self.day, self.today), lambda answer: answer.change(host.planner))

    def action_skip(self) -> None:
        """Skip the step under the cursor, with a reason where there is one."""
        if (item := self._item()) is None:
            return
        from routine_tui.ui.dialogs.text import SkipDialog

        host, day = host_of(self), self.day
        form = SkipDialog(
            f"Skip {clipped(item.version.name)}", item.mark.reason if item.mark else "", f"skip {item.step_id} {day}"
        )
        host.submit(form, lambda answer: host.planner.skip(day, [item.step_id], answer.reason))

    def action_step_note(self) -> None:
        """Write a note beside the mark of the step under the cursor."""
        if (item := self._item()) is None:
            return
        if item.mark is None:
            self.notify("Tick or skip this step first, then you can add a note to it.", markup=False)
            return
        planner, day = host_of(self).planner, self.day
        self._write(
            f"Note on {clipped(item.version.name)}, {short_day(day, self.today)}",
            item.mark.note,
            f"note {item.step_id} {day}",
            lambda text: planner.step_note(day, item.step_id, text),
        )

    def write_note(self) -> None:
        """Ask for the day's note."""
        if self.recovery is not None:
            planner, day = host_of(self).planner, self.day
            note = self.recovery.record(day).note
            self._write(
                f"Note for {short_day(day, self.today)}",
                note,
                f"note {day}",
                lambda text: planner.note(day, text, append=False),
            )

    def _write(self, title: str, note: str, subject: str, store: Callable[[str], Recovery]) -> None:
        """Open a note, unless it is longer than can be shown."""
        if len(note) > LONGEST_NOTE:
            self.notify(f"This note is {len(note):,} characters long: routine-tui export shows it.", severity="warning")
            return
        from routine_tui.ui.dialogs.text import NoteDialog

        host_of(self).submit(NoteDialog(title, note, subject), store)

    def _item(self) -> ChecklistItem | None:
        """The step under the cursor, which the cursor then follows."""
        if (item := self._checklist.item) is not None:
            self._checklist.follow(item)
        return item


def _opening_line(recovery: Recovery, today: date) -> str:
    """A product on trial, a cream with a clock, one to be replaced soon, or a photo day; each imported where needed."""
    said = ""
    if recovery.products:
        from routine_tui.model.shelf.shelf import opening_line
        from routine_tui.model.skin.cream_clock import product_line

        said = product_line(recovery, today) or opening_line(recovery, today)
    if recovery.photos and not said:
        from routine_tui.model.skin.photo_day import photo_line

        said = photo_line(recovery, today)
    return said
