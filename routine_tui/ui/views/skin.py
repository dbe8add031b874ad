"""Skin: how it is doing, what to leave alone, what is in the jar; what the cursor stands on is told in words below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var

from routine_tui.facts import skin as skin_facts
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.concern import TODAY_LEVEL, Concern, concern
from routine_tui.model.text import clipped
from routine_tui.planner.planner import Planner
from routine_tui.ui.messages import Change
from routine_tui.ui.views.skin_rows import SkinRows, skin_rows, words_of
from routine_tui.ui.widgets.row_list import Row
from routine_tui.ui.widgets.skin_list import SkinList
from routine_tui.ui.widgets.text_below import WordsBelow

if TYPE_CHECKING:
    from routine_tui.ui.dialogs.check_in import CheckInAnswer
    from routine_tui.ui.dialogs.form import Dialog


class SkinWords(WordsBelow):
    """What the cursor stands on, in words, with where they come from."""

    DEFAULT_CSS = """
    SkinWords { max-height: 8; min-height: 3; }
    """


class SkinView(Vertical):
    """The list with words below. While it is hidden it does nothing, so that a tick in Today costs nothing here."""

    DEFAULT_CSS = """
    SkinView { height: 1fr; padding-top: 1; }
    """
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    def __init__(self, planner: Planner, glyphs: Glyphs = UNICODE, id: str = "skin") -> None:  # noqa: A002
        super().__init__(id=id)
        self._planner = planner
        self._glyphs = glyphs
        self._page: SkinRows | None = None
        self._draft: dict[str, Any] | None = None
        """What was answered in a check-in that was left with Escape."""

    def compose(self) -> ComposeResult:
        """The list, and the words."""
        yield SkinList(self._glyphs)
        yield SkinWords(self._glyphs)

    # ------------------------------------------------------------------ what there is

    def watch_recovery(self) -> None:
        """Something changed."""
        self._bring_up_to_date()

    def watch_day(self) -> None:
        """Another day is looked at."""
        self._bring_up_to_date()

    def watch_today(self) -> None:
        """A new day has begun."""
        self._bring_up_to_date()

    def on_show(self) -> None:
        """Take in what happened while it was hidden."""
        self._bring_up_to_date()

    def on_resize(self) -> None:
        """The charts have another width."""
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        if self.recovery is None or date.min in (self.day, self.today) or not self.display or not self.is_attached:
            return
        rows = self.query_one(SkinList)
        room = max(16, rows.size.width - 4)
        self._page = skin_rows(self.recovery, self.day, self.today, self._glyphs, room)
        rows.rows = self._page.rows
        self._tell(rows.row)

    @on(SkinList.Moved)
    def _show_words(self) -> None:
        self._tell(self.query_one(SkinList).row)

    def _tell(self, row: Row | None) -> None:
        if self._page is not None and self.recovery is not None:
            self.query_one(SkinWords).say(*words_of(self._page, self.recovery, row))

    # ------------------------------------------------------------------ what is wanted

    @on(SkinList.Asked)
    def _answer(self, event: SkinList.Asked) -> None:
        row = event.row
        if self.recovery is None:
            return
        if event.wish == "open" and row is not None:
            self._open(row)
        elif event.wish == "check_in":
            self._check_in()
        elif event.wish == "add":
            self._product("")
        elif event.wish == "end" and row is not None and row.kind == "product":
            self._end_product(row.key)
        elif event.wish == "screen":
            self._screen(row.key if row is not None and row.kind == "product" else "")
        elif event.wish == "photos":
            self._photos()

    def _open(self, row: Row) -> None:
        kinds: dict[str, Callable[[], None]] = {
            "level": self._level,
            "check_in": self._check_in,
            "trend": lambda: self._trend(row.key),
            "avoid": lambda: self._avoid(row.key),
            "product": lambda: self._product(row.key),
            "photos": self._photos,
            "profile": self._profile,
        }
        kinds[row.kind]()

    def _check_in(self) -> None:
        from routine_tui.ui.dialogs.check_in import CheckInDialog

        recovery, day = self.recovery, self.day
        assert recovery is not None
        if day > self.today:
            self.notify("That day is still to come: a check-in tells how the skin is.", markup=False)
            return

        taken: set[str] = set()

        def keep_draft(draft: dict[str, Any] | None) -> None:
            self._draft = None if draft is None else {"day": day, **draft}
            if draft is not None:
                self.notify("Not kept yet: what you answered is still here when you press c.", timeout=4, markup=False)

        def keep(answer: CheckInAnswer) -> None:
            _keep_check_in(self._planner, day, answer, taken)

        def answered(answer: CheckInAnswer | None) -> None:
            if answer is not None or taken:
                self._look_again(None)
            if answer is not None:
                self._tell_level(day)

        draft = self._draft if self._draft and self._draft.get("day") == day else None
        dialog = CheckInDialog(recovery, day, self.today, self._glyphs, draft, keep_draft)
        dialog.keep = keep
        self.app.push_screen(dialog, answered)

    def _tell_level(self, day: date) -> None:
        """After a check-in: what it calls for, where it calls for something soon; worked out from what is stored."""
        told = concern(skin_facts.rules(), self._planner.recovery, day)
        if told.level >= TODAY_LEVEL:
            self._show_level(told)

    def _level(self) -> None:
        if self._page is not None:
            self._show_level(self._page.concern)

    def _show_level(self, told: Concern) -> None:
        from routine_tui.ui.dialogs.concern import ConcernDialog

        day = told.day

        def answered(answer: str | None) -> None:
            if answer is not None:
                self.post_message(Change(lambda planner: planner.skin.check_in(day, {"contacted": True})))

        chosen = skin_facts.region(self._planner.settings.region)
        self.app.push_screen(ConcernDialog(told, chosen, self._glyphs), answered)

    def _trend(self, name: str) -> None:
        from routine_tui.ui.dialogs.trend import TrendDialog

        if self.recovery is not None:
            self.app.push_screen(TrendDialog(self.recovery, name, self.today, self._glyphs))

    def _avoid(self, item_id: str) -> None:
        from routine_tui.ui.dialogs.avoid import AvoidDialog

        page, recovery = self._page, self.recovery
        if page is None or recovery is None:
            return
        avoidance = next(one for one in page.avoidances if one.item.id == item_id)
        self._ask(
            AvoidDialog(avoidance, recovery, self.today),
            lambda answer: lambda planner: planner.skin.clear(item_id, answer.from_day, answer.words),
        )

    def _product(self, product_id: str) -> None:
        from routine_tui.ui.dialogs.product import ProductAnswer, ProductDialog

        recovery = self.recovery
        assert recovery is not None
        product = next((one for one in recovery.products if one.id == product_id), None)
        if product_id and product is None:  # taken away a moment ago
            return

        def change(answer: ProductAnswer) -> Callable[[Planner], Recovery]:
            if product is None:
                return lambda planner: planner.shelf.add(answer.product, answer.step_ids)
            changes = answer.changes_from(product)
            steps = None if product.ended_on is not None else answer.step_ids
            return lambda planner: planner.shelf.edit(product_id, steps, **changes)

        self._ask(ProductDialog(recovery, self.today, product), change)

    def _end_product(self, product_id: str) -> None:
        recovery, today = self.recovery, self.today
        assert recovery is not None
        product = next((one for one in recovery.products if one.id == product_id), None)
        if product is None:  # taken away a moment ago
            return
        ended = product.ended_on is not None
        label, now = product.label, "in use again" if ended else "no longer used"

        def change(planner: Planner) -> Recovery:
            shelf = planner.shelf
            kept = shelf.edit(product_id, ended_on=None) if ended else shelf.end(product_id, today)
            self.notify(clipped(f"{label} is {now}. Press u to undo."), timeout=4, markup=False)
            return kept

        self.post_message(Change(change))

    def _screen(self, product_id: str) -> None:
        from routine_tui.ui.dialogs.screening import ScreeningDialog

        recovery = self.recovery
        assert recovery is not None
        product = next((one for one in recovery.products if one.id == product_id), None)
        self.app.push_screen(ScreeningDialog(product.ingredients or None if product else None, recovery))

    def _photos(self) -> None:
        from routine_tui.ui.dialogs.photos import PhotosDialog

        recovery = self.recovery
        assert recovery is not None
        self.app.push_screen(PhotosDialog(self._planner, recovery, self.today, self._glyphs), self._look_again)

    def _look_again(self, _: object) -> None:
        self.post_message(Change(lambda planner: planner.recovery))

    def _profile(self) -> None:
        from routine_tui.ui.dialogs.profile import ProfileDialog

        if self.recovery is not None:
            self._ask(
                ProfileDialog(self.recovery, self._glyphs),
                lambda answers: lambda planner: planner.skin.set_profile(answers),
            )

    def _ask(self, dialog: Dialog[Any], change: Callable[[Any], Callable[[Planner], Recovery]]) -> None:
        """Open a dialog; what it answers is kept while it is open, so that nothing is lost where it cannot be."""

        def keep(answer: Any) -> None:
            change(answer)(self._planner)

        def answered(answer: Any) -> None:
            if answer is not None:
                self._look_again(answer)

        dialog.keep = keep
        self.app.push_screen(dialog, answered)


def _keep_check_in(planner: Planner, day: date, answer: CheckInAnswer, taken: set[str]) -> None:
    """Record a check-in and the picture that came with it, which is first: one that is refused leaves all unrecorded.

    ``taken`` holds the pictures that were taken in by an earlier try.
    """
    if answer.photo and answer.photo not in taken:
        from routine_tui.files import typed_path

        planner.photos.add(typed_path(answer.photo), day)
        taken.add(answer.photo)
    if answer.answers or answer.note is not None:
        planner.skin.check_in(day, answer.answers, answer.note)
