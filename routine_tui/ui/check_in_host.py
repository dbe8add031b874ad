"""What every view can do about the skin: check in, and ask what a check-in calls for. It knows what stands today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from textual import on
from textual.reactive import var

from routine_tui.files import typed_path
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.answers import CONTACTED
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.dialogs.host import FormHost
from routine_tui.ui.widgets.concern_banner import ConcernBanner

if TYPE_CHECKING:
    from routine_tui.model.skin.concern import Concern
    from routine_tui.model.skin.told import Told
    from routine_tui.ui.dialogs.check_in import CheckInAnswer

ASKS_ABOUT_TODAY: Final = ("routine", "care")
"""The views that show no day: a check-in from there is one of today."""


class CheckInHost(FormHost):
    """The screen that keeps what is told of the check-ins.

    It is worked out after the first frame, and again only where check-ins or what they are judged by changed, which no
    tick does. Where nothing was checked in, no rule is read.
    """

    day: var[date] = var(date.min)
    today: var[date] = var(date.min)
    view: var[str] = var("today")
    told: var[Told | None] = var(None)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._judged: object = None
        """What ``told`` was worked out from."""
        self._asked_on = date.min
        """The last day on which it was asked whether somebody was spoken to."""
        self.skin_section = ""
        """The section of Skin that was looked at last; empty before any was. A view that is made anew begins there."""

    # ------------------------------------------------------------------ photos that wait

    def on_mount(self) -> None:
        """Look into the photo inbox once the first frame is drawn, where one is set."""
        if self.planner.settings.photo_inbox:
            self.call_after_refresh(self._look_for_photos)

    def _look_for_photos(self) -> None:
        """Look in a thread: hashing some photos takes a while."""
        if self.recovery is not None:
            look = self.planner.photos.look_for_waiting()
            self.run_worker(lambda: self._say_what_waits(look), thread=True, exit_on_error=False)

    def _say_what_waits(self, look: Callable[[], Sequence[Path]]) -> None:
        """Say how many photos wait; that the folder cannot be read is said by the command."""
        with suppress(RoutineError):
            if count := len(look()):
                waits = "1 new photo is" if count == 1 else f"{count} new photos are"
                self.app.call_from_thread(
                    self.say, f"{waits} in your photo inbox. To add: ‹view.skin›, ‹skin.photos›, then i."
                )

    def _ask_for_a_photo_before(self) -> None:
        """Ask once, when a recovery was begun, for a photo from before the session."""
        from routine_tui.model.skin.photo_day import ASK_BEFORE

        self.notify(f"{ASK_BEFORE} Add it: 4, f.", timeout=12, markup=False)

    # ------------------------------------------------------------------ what stands

    def watch_settled(self) -> None:
        """A check-in may have changed, or what it is judged by."""
        self._judge()

    def watch_today(self) -> None:
        """Another day: what stood may be over."""
        self._judge()

    def watch_view(self) -> None:
        """Where Today opens, it is asked whether somebody was spoken to."""
        self._ask_again()

    def _judge(self) -> None:
        recovery = self.settled
        if recovery is None or self.today == date.min:
            return
        checks = [record.skin for record in recovery.days.values() if record.skin is not None]
        about = (recovery.id, recovery.day_zero, recovery.profile, recovery.products, recovery.routine, recovery.care)
        judged = (self.today, checks, about, self.planner.settings.region) if checks else None
        if judged != self._judged:
            self._judged = judged
            self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        """Work out what is told; what that takes is imported only here, and only once there is a check-in."""
        if self._judged is None or self.recovery is None:
            self.told = None
            return
        from routine_tui.facts.skin import levels, region, rules
        from routine_tui.model.skin.told import told_today

        here = region(self.planner.settings.region)
        self.told = told_today(rules(), levels(), here, self.recovery, self.today)
        self._ask_again()

    def _ask_again(self) -> None:
        """Ask once a day, where Today is opened, about what was told on a day before and still stands."""
        told = self.told
        if told is None or not told.is_filled or told.concern.day == self.today or self._asked_on == self.today:
            return
        if self.view == "today" and self.is_current:
            self.show_concern(told.concern)

    # ------------------------------------------------------------------ what is wanted

    @on(ConcernBanner.Wanted)
    def action_why(self) -> None:
        """Say what the level rests on."""
        if self.told is None:  # the key may come before the first frame
            self._tell()
        if self.told is None:
            self.say("No check-in yet: press ‹skin.check_in› to check in.")
        else:
            self.show_concern(self.told.concern)

    def show_concern(self, concern: Concern) -> None:
        """Say what the check-in of a day calls for, and store it where somebody was spoken to about it."""
        from routine_tui.facts.skin import questions, region, rules
        from routine_tui.model.skin.clocks import clock_lines
        from routine_tui.model.skin.concern import TODAY_LEVEL
        from routine_tui.model.skin.concern_text import EMERGENCY
        from routine_tui.model.skin.phone_text import phone_lines
        from routine_tui.model.skin.standing import last_look_day, open_flags, standing_of
        from routine_tui.model.skin.standing_text import answered_words
        from routine_tui.ui.dialogs.concern import ConcernDialog

        self._asked_on, today, recovery = self.today, self.today, self.planner.recovery
        flags = open_flags(rules(), recovery, last_look_day(recovery, today))
        found = standing_of(flags, today)
        stands = found is not None and found.level >= TODAY_LEVEL
        labels = {one.id: one.label for one in questions()}
        phone = phone_lines(recovery, concern.day, today, labels, concern.tone >= EMERGENCY)
        clocks = clock_lines(recovery, self.planner.clock.now())
        form = ConcernDialog(
            concern,
            region(self.planner.settings.region),
            self.glyphs,
            stands,
            phone,
            clocks,
            answered_words(flags, recovery, today),
        )
        form.on_plan = lambda: self.call_later(self._plan_visit)
        form.on_contact = lambda: self.call_later(self._write_down, phone)
        self.submit(form, lambda _: self.planner.skin.check_in(today, {CONTACTED: True}))

    def _plan_visit(self) -> None:
        """Plan a visit about what a check-in calls for."""
        from routine_tui.ui.dialogs.visit import VisitDialog

        if self.recovery is not None:
            self.submit(VisitDialog(self.recovery, self.today, None), lambda answer: answer.change(self.planner))

    def _write_down(self, phone: Sequence[str]) -> None:
        """Write down who was spoken to about a check-in; what to say on the phone is proposed."""
        from routine_tui.ui.dialogs.contact import ContactDialog

        form = ContactDialog(self.today, self.planner.clock.now(), i_said="\n".join(phone))
        self.submit(form, lambda answer: answer.change(self.planner))

    def action_check_in(self) -> None:
        """Say how the skin is on the day that is shown; in a view that shows none, today."""
        from routine_tui.ui.dialogs.check_in import CheckInDialog

        recovery, day = self.recovery, self.today if self.view in ASKS_ABOUT_TODAY else self.day
        if recovery is None:
            return
        if day > self.today:
            self.notify("You can't check in for a future day.", markup=False)
            return
        taken: set[str] = set()

        def store(answer: CheckInAnswer) -> Recovery:
            self._take_picture(day, answer, taken)
            if answer.answers or answer.note is not None or answer.places:
                return self.planner.skin.check_in(day, answer.answers, answer.note, answer.places, answer.at)
            return self.planner.recovery

        form = CheckInDialog(recovery, day, self.today, self.glyphs, self.planner.clock.now())
        self.submit(form, store, then=lambda: self._say_result(day))

    def _take_picture(self, day: date, answer: CheckInAnswer, taken: set[str]) -> None:
        """Take the picture in that came with a check-in, which is first: one that is refused leaves all unrecorded.

        ``taken`` holds the pictures that were taken in by an earlier try.
        """
        if answer.photo and answer.photo not in taken:
            self.recovery = self.planner.photos.add(typed_path(answer.photo), day)
            taken.add(answer.photo)

    def _say_result(self, day: date) -> None:
        """After every check-in, say what it calls for: in a dialog from level 2 on, else in a line."""
        from routine_tui.facts.skin import rules
        from routine_tui.model.skin.concern import RED_FLAG, concern
        from routine_tui.model.skin.look_less import rest_words
        from routine_tui.model.skin.standing import last_look_day, standing
        from routine_tui.model.skin.told import calm_words

        recovery = self.planner.recovery
        found = concern(rules(), recovery, day)
        stands = standing(rules(), recovery, last_look_day(recovery, self.today), RED_FLAG)
        if stands is not None and stands.level > found.level:  # what was answered before counts more than this
            self.show_concern(stands)
        elif found.level >= RED_FLAG:
            self.show_concern(found)
        elif found.checked:
            rest = rest_words(recovery, self.today) if found.level == 0 and day == self.today else ""
            self.say(" ".join(filter(None, (f"Saved. {calm_words(found, self.today)[0]}", rest))))
            self.offer_looking_less()

    def offer_looking_less(self) -> None:
        """Offer to look less, where looking weighs much and nothing calls for anybody; a yes and a no are both kept."""
        from routine_tui.facts.skin import rules
        from routine_tui.model.skin.look_less import is_offered

        if is_offered(rules(), self.planner.recovery, self.today):
            from routine_tui.ui.dialogs.look_less import LookLessDialog

            self.submit(LookLessDialog(), self.planner.weeks.look_less)
