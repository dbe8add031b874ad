"""The main screen: owns the state, and answers the widgets. Written first, shown second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from textual import on
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import ContentSwitcher

from routine_tui.glyphs import Glyphs, choose
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import DEFAULT_DAY_START, Recovery
from routine_tui.model.text import clipped, short_day
from routine_tui.planner.planner import Planner
from routine_tui.settings import Settings
from routine_tui.ui.ascii_mode import use_signs
from routine_tui.ui.commands import SCOPE_OF_VIEW, Command
from routine_tui.ui.keys import bindings
from routine_tui.ui.messages import Change
from routine_tui.ui.views.today import TodayView
from routine_tui.ui.widgets.checklist import Checklist
from routine_tui.ui.widgets.headline import Headline, Meter
from routine_tui.ui.widgets.key_bar import KeyBar
from routine_tui.ui.widgets.lines import LineList
from routine_tui.ui.widgets.week import WeekStrip

if TYPE_CHECKING:
    from routine_tui.model.day.agenda import ChecklistItem
    from routine_tui.ui.dialogs.form import Dialog

LOOK_SECONDS = 1.0
"""How often the file and the clock are looked at: one ``stat``, and no frame where nothing changed."""
NOTICE_LIMIT = 1000
"""The longest notice, in characters: it may name several steps, and must not cover the screen."""


class MainScreen(Screen[None]):
    """Today, Calendar, Routine, Skin and Care, one at a time, over one frozen recovery and one chosen day."""

    BINDINGS = bindings("main")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (74, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (32, "-roomy")]

    # var, not reactive: a change must not repaint the screen, only the widgets that are bound to it.
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)
    view: var[str] = var("today")

    def __init__(self, planner: Planner, glyphs: Glyphs, keymap: Mapping[str, str], sample: bool = False) -> None:
        super().__init__(classes="-wide -tall")  # as on most terminals: then the first layout changes no style
        self._planner = planner
        self._glyphs = glyphs
        self._keymap = keymap
        self._sample = sample
        self._trouble = ""
        """What could not be read when it was last looked at; it is told once."""
        self._drafts: dict[str, dict[str, str | bool]] = {}
        """A question that was typed and not kept."""

    def compose(self) -> ComposeResult:
        """Two lines of head, one of five views, the key bar."""
        yield Headline(self._glyphs).data_bind(MainScreen.recovery, MainScreen.day, MainScreen.today)
        yield Meter(self._glyphs).data_bind(MainScreen.recovery, MainScreen.today)
        with ContentSwitcher(initial="today"):
            today = TodayView(self._glyphs, self._planner.settings.first_weekday, "today")
            today.day_starts_at = self._planner.settings.day_starts_at
            yield today.data_bind(MainScreen.recovery, MainScreen.day, MainScreen.today)
        yield KeyBar(self._keymap).data_bind(MainScreen.view)

    def on_mount(self) -> None:
        """Read the recovery; ask for the first where there is none."""
        self.set_interval(LOOK_SECONDS, self._look)
        with self._told():
            recovery, today = self._planner.look()
            if recovery is None:
                self._welcome()
            else:
                self._show(recovery, today)
        self.query_one(Checklist).focus()
        if self._sample:
            self.notify("This is sample data: try anything. Escape goes back.", timeout=8, markup=False)

    # ------------------------------------------------------------------ what there is, now

    def _look(self) -> None:
        """Take in what another program changed, and the new day once it has begun."""
        StylesCache.get_inner_outer.cache_clear()  # through it Textual keeps the lines of a thousand widgets long gone
        if self.recovery is None and not self._trouble:
            return
        trouble, self._trouble = self._trouble, ""
        with self._told(trouble):
            recovery, today = self._planner.look()
            if recovery is not None:
                self._show(recovery, today)

    def _show(self, recovery: Recovery, today: date) -> None:
        """Set the state: today first moves along where it is what is being looked at."""
        follows = self.day in (date.min, self.recovery.nearest(self.today) if self.recovery else date.min)
        if self.today != today:
            self.today = today
        self.recovery = recovery
        wanted = recovery.nearest(today if follows else self.day)
        if self.day != wanted:
            self.day = wanted

    @contextmanager
    def _told(self, before: str = "") -> Iterator[None]:
        """Tell the person what could not be done, unless it was told ``before``; what is on the screen stays."""
        try:
            yield
        except RoutineError as error:
            self._trouble = str(error)
            if self._trouble != before:
                self.notify(clipped(self._trouble, NOTICE_LIMIT), severity="warning", timeout=8, markup=False)
        for sentence in self._planner.notices:
            self.notify(clipped(sentence, NOTICE_LIMIT), severity="warning", timeout=20, markup=False)
        self._planner.notices.clear()

    def _do(self, change: Callable[[], Recovery]) -> None:
        """Make a change, and show what the disk now has."""
        with self._told():
            self.recovery = change()

    def _ask(self, dialog: Screen[Any], then: Callable[[Any], None]) -> None:
        """Open a dialog; what it gives goes to ``then``, unless it was left with Escape."""

        def answered(answer: Any) -> None:
            if answer is not None:
                then(answer)

        self.app.push_screen(dialog, answered)

    # ------------------------------------------------------------------ changes

    @on(Checklist.Ticked)
    def _tick(self, event: Checklist.Ticked) -> None:
        item, step_id = event.item, event.item.step_id
        if item.version.hours:
            self._ask_hours(item)
        elif item.mark is None or item.takes_more:
            self._do(lambda: self._planner.tick(self.day, [step_id]))
        else:
            self._do(lambda: self._planner.untick(self.day, [step_id]))

    def _ask_hours(self, item: ChecklistItem) -> None:
        """Ask for how long something was worn on the day."""
        from routine_tui.ui.dialogs.hours import HoursDialog

        with self._told():
            self._planner.require_not_ahead(self.day)
            self._keep(HoursDialog(item, self.day, self.today))

    @on(Change)
    def _change(self, event: Change) -> None:
        self._do(lambda: event.apply(self._planner))

    def action_note(self) -> None:
        """Write the day's note."""
        self.query_one(TodayView).write_note()

    # ------------------------------------------------------------------ days and views

    def action_day(self, by: int) -> None:
        """Go some days on (back, when negative), within the window."""
        if self.recovery is not None:
            self.day = self.recovery.nearest(self.day + timedelta(days=by))

    def action_today(self) -> None:
        """Come back to today."""
        if self.recovery is not None:
            self.day = self.recovery.nearest(self.today)

    @on(WeekStrip.Picked)
    def _show_picked(self, event: WeekStrip.Picked) -> None:
        self.day = event.day

    def action_view(self, view: str) -> None:
        """Show one of the views."""
        self.call_later(self._show_view, view)  # a widget binds to what composes it: this screen, not the app's key

    async def _show_view(self, view: str) -> None:
        """Turn to a view; the first time it is made."""
        switcher = self.query_one(ContentSwitcher)
        if not switcher.query(f"#{view}"):
            await switcher.add_content(self._make(view), id=view)
        switcher.current = view
        self.view = view
        self.query_one(f"#{view}").query_one(LineList).focus()

    def _make(self, view: str) -> Any:
        if view == "calendar":
            from routine_tui.ui.views.calendar import CalendarView

            first = self._planner.settings.first_weekday
            return CalendarView(self._glyphs, first, view).data_bind(
                MainScreen.recovery, MainScreen.day, MainScreen.today
            )
        if view == "skin":
            from routine_tui.ui.views.skin import SkinView

            return SkinView(self._planner, self._glyphs, view).data_bind(
                MainScreen.recovery, MainScreen.day, MainScreen.today
            )
        if view == "care":
            from routine_tui.ui.views.care import CareView

            return CareView(self._planner, self._glyphs, view).data_bind(MainScreen.recovery, MainScreen.today)
        from routine_tui.ui.views.routine import RoutineView

        return RoutineView(self._glyphs, view).data_bind(MainScreen.recovery, MainScreen.today)

    def on_window_grid_wanted(self, event: Any) -> None:
        """A day was chosen in the calendar; opened, it is shown in Today."""
        if event.day is not None:
            self.day = event.day
        if event.open:
            self.action_view("today")

    def on_window_grid_stepped(self, event: Any) -> None:
        """The cursor of the calendar moves."""
        from routine_tui.ui.widgets.window_grid import stepped

        if self.recovery is not None:
            self.day = stepped(self.recovery, self.day, event.by)

    @on(KeyBar.Pressed)
    async def _run(self, event: KeyBar.Pressed) -> None:
        await self.run_command(event.command)

    async def run_command(self, command: Command) -> None:
        """Do what a command's key does, where it belongs."""
        places: dict[str, DOMNode] = {"app": self.app, "main": self}
        if command.scope == SCOPE_OF_VIEW[self.view]:
            places[command.scope] = self.query_one(f"#{self.view}").query_one(LineList)
        if place := places.get(command.scope):
            await self.app.run_action(command.action, default_namespace=place)

    # ------------------------------------------------------------------ undo, pause, share, settings

    def action_undo(self) -> None:
        """Take the last change back."""
        self._step("Undone", self._planner.undo)

    def action_redo(self) -> None:
        """Bring back what was undone."""
        self._step("Done again", self._planner.redo)

    def _step(self, word: str, step: Callable[[], str]) -> None:
        with self._told():
            label = step()
            self._show(self._planner.recovery, self.today)
            self.notify(clipped(f"{word}: {label}.", NOTICE_LIMIT), timeout=3, markup=False)

    def action_pause(self) -> None:
        """Expect nothing for some days, or begin again."""
        from routine_tui.ui.dialogs.pause import PauseDialog

        if self.recovery is None:
            return
        day = self.day
        if any(pause.first_day <= day and (pause.last_day or day) >= day for pause in self.recovery.pauses):
            self._do(lambda: self._planner.pauses.resume(day))
            self.notify(f"The routine goes on from {short_day(day)}. Press u to undo.", timeout=4, markup=False)
            return
        self._keep(PauseDialog(self.recovery, day, self.today))

    def action_question(self) -> None:
        """Keep a question for the next visit."""
        from routine_tui.ui.dialogs.question import QuestionDialog

        if self.recovery is not None:
            self._keep(QuestionDialog(self._drafts), "Kept for the next visit: Care lists it. Press u to undo.")

    def _keep(self, dialog: Dialog[Any], said: str = "") -> None:
        """Open a dialog; what it answers is kept while it is open, so that nothing is lost where it cannot be."""

        def answered(_: object) -> None:
            self._do(lambda: self._planner.recovery)
            if said:
                self.notify(said, timeout=4, markup=False)

        dialog.keep = lambda answer: answer.change(self._planner)
        self._ask(dialog, answered)

    def action_share(self) -> None:
        """Write a page to share."""
        from routine_tui.ui.dialogs.share import ShareDialog

        if self.recovery is not None:
            self.app.push_screen(ShareDialog(self._planner, self.recovery, self.today))

    def action_settings(self) -> None:
        """Theme, start of the day, week, signs."""
        from routine_tui.ui.dialogs.settings import SettingsDialog

        own = self.recovery.day_starts_at if self.recovery else DEFAULT_DAY_START
        starts = self._planner.settings.day_starts_at or own
        self._ask(SettingsDialog(self._planner, starts), self._take_settings)

    def _take_settings(self, settings: Settings) -> None:
        """Draw everything again with other signs, another week; the day may begin at another hour."""
        if settings.glyphs != self._planner.settings.glyphs:
            self._glyphs = choose(settings.glyphs)
            use_signs(self.app, self._glyphs)
        self._planner.settings = settings
        self.query_one(TodayView).day_starts_at = settings.day_starts_at
        self.view = "today"
        self.call_later(self._draw_again)

    async def _draw_again(self) -> None:
        await self.recompose()
        self.query_one(Checklist).focus()
        self._look()

    def action_recovery(self) -> None:
        """Change the recovery's name, day zero and window."""
        from routine_tui.ui.dialogs.recovery import RecoveryDialog

        if self.recovery is not None:
            dialog = RecoveryDialog(self.recovery, self.today)
            self._ask(dialog, lambda answer: self._described(*answer))

    def _described(self, name: str, day_zero: date, window_days: int) -> None:
        with self._told():
            self._show(self._planner.recoveries.describe(name, day_zero, window_days), self.today)

    def _welcome(self) -> None:
        from routine_tui.ui.dialogs.welcome import Welcome

        self.app.push_screen(Welcome(self._planner), self._welcomed)

    def _welcomed(self, answer: str | None) -> None:
        if answer == "sample":
            self._look_around()
            return
        with self._told():
            recovery, today = self._planner.look()
            if recovery is None:
                self.app.exit()
                return
            self.day = date.min
            self._show(recovery, today)

    def _look_around(self) -> None:
        """Sample data on a screen of its own, in a folder that goes away with it."""
        from routine_tui.demo import sample_planner

        folder, planner = sample_planner(self._planner.clock, self._planner.settings)

        def left(_: None) -> None:
            folder.cleanup()
            self._welcome()

        self.app.push_screen(MainScreen(planner, self._glyphs, self._keymap, sample=True), left)

    def action_leave_sample(self) -> None:
        """Go back from the sample data to the welcome."""
        if self._sample:
            self.dismiss()
