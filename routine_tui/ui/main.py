"""The main screen: owns the state, and answers the widgets. Written first, shown second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from textual import events, on
from textual._styles_cache import StylesCache
from textual.app import ComposeResult
from textual.dom import DOMNode
from textual.geometry import Size

from routine_tui.glyphs import Glyphs, choose
from routine_tui.model.recovery.recovery import DEFAULT_DAY_START, Recovery
from routine_tui.model.text import clipped, short_day
from routine_tui.planner.planner import Planner
from routine_tui.settings import read_settings, write_setting
from routine_tui.ui.ascii_mode import use_signs
from routine_tui.ui.check_in_host import CheckInHost
from routine_tui.ui.commands import SCOPE_OF_VIEW, Command
from routine_tui.ui.dialogs.host import NOTICE_LIMIT
from routine_tui.ui.keys import bindings, command_of, keys_of
from routine_tui.ui.notices import clear_the_way
from routine_tui.ui.phone_host import PhoneHost
from routine_tui.ui.views.today import TodayView
from routine_tui.ui.widgets.checklist import Checklist
from routine_tui.ui.widgets.concern_banner import ConcernBanner
from routine_tui.ui.widgets.headline import Headline
from routine_tui.ui.widgets.kept import Ground, Switcher
from routine_tui.ui.widgets.key_bar import KeyBar
from routine_tui.ui.widgets.lines import LineList
from routine_tui.ui.widgets.phase_ribbon import PhaseRibbon
from routine_tui.ui.widgets.week import WeekStrip

POLL_SECONDS = 1.0
"""How often the file and the clock are looked at: one ``stat``, and no frame where nothing changed."""


class MainScreen(CheckInHost, PhoneHost, Ground):
    """Today, Calendar, Routine, Skin and Care, one at a time, over one frozen recovery and one chosen day."""

    BINDINGS = bindings("main")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (74, "-wide"), (100, "-paired"), (112, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (32, "-roomy")]

    def __init__(self, planner: Planner, glyphs: Glyphs, keymap: Mapping[str, str], sample: bool = False) -> None:
        super().__init__(planner, glyphs)
        self._keymap = keymap
        self._sample = sample
        self._others: set[int] = set()
        """The numbers of changes that other programs made, and of which nothing was told here."""

    def compose(self) -> ComposeResult:
        """The views and the phases, what the skin calls for, one of five views, the key bar."""
        yield Headline(self.glyphs, self._keymap).data_bind(
            MainScreen.day, MainScreen.today, MainScreen.view, recovery=MainScreen.settled
        )
        yield PhaseRibbon(self.glyphs).data_bind(MainScreen.today, recovery=MainScreen.settled)
        if self.told is not None:
            yield self._banner()
        with Switcher(initial="today"):
            today = TodayView(self.glyphs, self.planner.settings.first_weekday, "today")
            today.day_starts_at = self.planner.settings.day_starts_at
            yield today.data_bind(
                MainScreen.recovery, MainScreen.settled, MainScreen.day, MainScreen.today, MainScreen.told
            )
        yield KeyBar(self._keymap).data_bind(MainScreen.view, MainScreen.told, MainScreen.day, MainScreen.today)

    def _banner(self) -> ConcernBanner:
        why = keys_of(command_of("concern.why"), self._keymap)[0]
        return ConcernBanner(self.glyphs, why).data_bind(MainScreen.told, MainScreen.view)

    def watch_told(self) -> None:
        """Have a place for what is told from when there is something: that is known after the first frame."""
        if self.told is not None and not self.query(ConcernBanner) and (places := self.query(Switcher)):
            self.mount(self._banner(), before=places.first())

    def on_resize(self, event: events.Resize) -> None:
        """The terminal has another size."""
        self.fit_to(event.size)

    def fit_to(self, size: Size) -> None:
        """With fewer than ten lines only the list is shown, and what somebody is to be called for."""
        super().fit_to(size)
        self.set_class(size.height < 10, "-tiny")

    def on_mount(self) -> None:
        """Read the recovery; ask for the first where there is none."""
        self.set_interval(POLL_SECONDS, self._poll)
        with self.notify_errors():
            recovery, today = self.planner.look()
            if recovery is None:
                self._welcome()
            else:
                self._show(recovery, today)
        self.query_one(Checklist).focus()
        if self._sample:
            self.notify("Sample data: try anything. esc goes back to yours.", timeout=8, markup=False)

    # ------------------------------------------------------------------ what there is, now

    def _poll(self) -> None:
        """Take in what another program changed, and the new day once it has begun."""
        StylesCache.get_inner_outer.cache_clear()  # through it Textual keeps the lines of a thousand widgets long gone
        if self.recovery is None and not self._trouble:
            return
        trouble, self._trouble = self._trouble, ""
        with self.notify_errors(trouble):
            recovery, today = self.planner.look(follow=self.is_active)
            if recovery is not None:
                self._show(recovery, today)
            elif self.is_active:
                self.recovery = None
                self._welcome()

    def _show(self, recovery: Recovery, today: date) -> None:
        """Set the state: today first moves along where it is what is being looked at."""
        if self.recovery is not None and recovery is not self.recovery:
            self._others.add(self.planner.last_change()[0])
        follows = self.day in (date.min, self.recovery.nearest(self.today) if self.recovery else date.min)
        if self.today != today:
            self.today = today
        self.recovery = recovery
        wanted = recovery.nearest(today if follows else self.day)
        if self.day != wanted:
            self.day = wanted

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Do nothing more once a dialog is open: a key that came before it is not meant for what lies under it."""
        return self.is_current

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

    async def action_view(self, view: str) -> None:
        """Show one of the views; a key that comes meanwhile waits, as it is meant for that view."""
        self.call_later(
            self._turn_to, view, turned := asyncio.Event()
        )  # a widget binds to what composes it, so not the app
        if asyncio.current_task() is not self._task:  # where this screen runs it, it would wait for itself
            await turned.wait()

    async def _turn_to(self, view: str, turned: asyncio.Event) -> None:
        """Turn to a view, the first time it is made; then say so."""
        async with self.drawn_once(turned.set):
            switcher = self.query_one(Switcher)
            if not switcher.query(f"#{view}"):
                await switcher.add_content(self._make(view), id=view)
            if view != self.view:
                clear_the_way(self.app)
            if view == "today":
                self.query_one(TodayView).come_into_sight()
            switcher.current = self.view = view
            self.set_focus(self.query_one(f"#{view}").query_one(LineList))  # at once: the next key is on its way

    def _make(self, view: str) -> Any:
        from routine_tui.ui.views.make_view import make_view

        made = make_view(view, self.glyphs, self.planner.settings.first_weekday, self._step_day)
        day = (MainScreen.day,) if hasattr(made, "day") else ()
        return made.data_bind(MainScreen.recovery, MainScreen.today, *day)

    def on_window_grid_wanted(self, event: Any) -> None:
        """A day was chosen in the calendar; opened, it is shown in Today."""
        if event.day is not None:
            self.day = event.day
        if event.open:
            self.call_later(self._turn_to, "today", asyncio.Event())

    def _step_day(self, by: int) -> None:
        """Move the cursor of the calendar."""
        from routine_tui.ui.widgets.window_grid import stepped

        if self.recovery is not None:
            self.day = stepped(self.recovery, self.day, by)

    @on(KeyBar.Pressed)
    async def _run(self, event: KeyBar.Pressed) -> None:
        await self.run_command(event.command)

    async def run_command(self, command: Command) -> None:
        """Do what a command's key does, where it belongs."""
        places: dict[str, tuple[DOMNode, ...]] = {"app": (self.app,), "main": (self,)}
        if command.scope == SCOPE_OF_VIEW[self.view]:
            view = self.query_one(f"#{self.view}")
            places[command.scope] = (view, view.query_one(LineList))
        for place in places.get(command.scope, ()):
            if await self.app.run_action(command.action, default_namespace=place):
                return

    # ------------------------------------------------------------------ undo, pause, share, settings

    def action_undo(self) -> None:
        """Take the last change back; one that was made elsewhere is told first."""
        with self.notify_errors():
            self._show(self.planner.recovery, self.today)
            number, label = self.planner.last_change()
            if number in self._others:
                self._others.remove(number)
                self.say(f"Not done here: {label}. Press ‹change.undo› again to undo it.")
            else:
                self._step("Undid", self.planner.undo)

    def action_redo(self) -> None:
        """Bring back what was undone."""
        self._step("Redid", self.planner.redo)

    def _step(self, word: str, step: Callable[[], str]) -> None:
        with self.notify_errors():
            label = step()
            self.recovery = recovery = self.planner.recovery
            self._show(recovery, self.today)
            self.notify(clipped(f"{word}: {label}.", NOTICE_LIMIT), timeout=3, markup=False)

    def action_pause(self) -> None:
        """Expect nothing for some days, or begin again."""
        from routine_tui.ui.dialogs.pause import PauseDialog

        if self.recovery is None:
            return
        day = self.day
        if any(pause.covers(day, "") for pause in self.recovery.pauses if not pause.step_ids):
            said = f"Routine resumed from {short_day(day, self.today)}. Press ‹change.undo› to undo."
            self.apply(lambda: self.planner.pauses.resume(day), said)
        else:
            self.submit(PauseDialog(self.recovery, day, self.today), lambda answer: answer.change(self.planner))

    def action_question(self) -> None:
        """Keep a question for the next visit."""
        from routine_tui.ui.dialogs.question import QuestionDialog

        if self.recovery is not None:
            said = "Question saved. Press ‹change.undo› to undo."
            self.submit(QuestionDialog(), lambda answer: answer.change(self.planner), said)

    def action_share(self) -> None:
        """Write a page to share."""
        from routine_tui.ui.dialogs.share import ShareDialog

        if self.recovery is not None:
            self.show(ShareDialog(self.planner, self.recovery, self.today, self.glyphs))

    def action_settings(self) -> None:
        """Theme, start of the day, week, signs."""
        from routine_tui.ui.dialogs.settings import SettingsDialog

        own = self.recovery.day_starts_at if self.recovery else DEFAULT_DAY_START
        starts = self.planner.settings.day_starts_at or own
        self.submit(SettingsDialog(self.planner, starts, self.phone), self._store_settings, then=self._draw_again)

    def _store_settings(self, changed: Mapping[str, str]) -> None:
        """Write the settings that changed, and take them; the day may begin at another hour."""
        path, glyphs = self.planner.home.config, self.planner.settings.glyphs
        for key, value in changed.items():
            write_setting(path, key, value or None)
        self.planner.settings = read_settings(path)
        if self.planner.settings.glyphs != glyphs:
            self.glyphs = choose(self.planner.settings.glyphs)
            use_signs(self.app, self.glyphs)
        self.query_one(TodayView).day_starts_at = self.planner.settings.day_starts_at
        self.follow_phone()

    def _draw_again(self) -> None:
        """Draw everything with other signs, another week."""
        self.view = "today"
        self.call_later(self._compose_again)

    async def _compose_again(self) -> None:
        await self.recompose()
        self.query_one(Checklist).focus()
        self._poll()

    def action_recovery(self) -> None:
        """Change the recovery's name, day zero and window."""
        from routine_tui.ui.dialogs.recovery import RecoveryDialog

        if self.recovery is not None:
            self.submit(RecoveryDialog(self.recovery, self.today), self._describe)

    def _describe(self, changed: Mapping[str, Any]) -> Recovery:
        """Store what was changed of the recovery; the day that is looked at stays within them."""
        self.recovery = recovery = self.planner.recoveries.describe(**changed)
        self._show(recovery, self.today)
        return recovery

    def _welcome(self) -> None:
        from routine_tui.ui.dialogs.welcome import Welcome

        self.app.push_screen(Welcome(self.planner), self._welcomed)

    def _welcomed(self, answer: str | None) -> None:
        if answer == "sample":
            self._look_around()
            return
        with self.notify_errors():
            recovery, today = self.planner.look()
            if recovery is None:
                self.app.exit()
            else:
                self.day = date.min
                self._show(recovery, today)
                self._ask_for_a_photo_before()

    def _look_around(self) -> None:
        """Sample data on a screen of its own, in a folder that goes away with it."""
        from routine_tui.demo import sample_planner

        folder, planner = sample_planner(self.planner.clock, self.planner.settings)

        def left(_: None) -> None:
            folder.cleanup()
            self._welcome()

        self.app.push_screen(type(self)(planner, self.glyphs, self._keymap, sample=True), left)

    def action_back(self) -> None:
        """Come back to today; from there, leave the sample data for the welcome."""
        if self.recovery is not None and self.day != self.recovery.nearest(self.today):
            self.action_today()
        elif self._sample:
            self.dismiss()
