"""Skin: how it is doing, what to avoid, what is in the jar; what the cursor stands on is told in words below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.by_id import find
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped
from routine_tui.ui.check_in_host import CheckInHost
from routine_tui.ui.dialogs.avoid import AvoidDialog
from routine_tui.ui.dialogs.host import host_of
from routine_tui.ui.dialogs.photos import PhotosDialog
from routine_tui.ui.dialogs.product import ProductAnswer, ProductDialog
from routine_tui.ui.dialogs.profile import ProfileDialog
from routine_tui.ui.dialogs.screening import ScreeningDialog
from routine_tui.ui.dialogs.trend import TrendDialog
from routine_tui.ui.keys import bindings
from routine_tui.ui.views.skin_rows import SkinRows, skin_rows, words_of
from routine_tui.ui.widgets.row_list import Row
from routine_tui.ui.widgets.skin_list import SkinList
from routine_tui.ui.widgets.text_below import WordsBelow

if TYPE_CHECKING:
    from routine_tui.model.recovery.product import Product


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
    BINDINGS = bindings("skin")
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE, id: str = "skin") -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._glyphs = glyphs
        self._page: SkinRows | None = None

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

    @on(SkinList.Opened)
    def action_open(self) -> None:
        """Open what the cursor stands on."""
        row = self.query_one(SkinList).row
        if self.recovery is None or row is None:
            return
        kinds: dict[str, Callable[[], None]] = {
            "level": self._level,
            "check_in": lambda: self._host.action_check_in(),
            "trend": lambda: self._trend(row.key),
            "avoid": lambda: self._avoid(row.key),
            "product": lambda: self._product(row.key),
            "photos": self.action_photos,
            "profile": self._profile,
        }
        kinds[row.kind]()

    def _level(self) -> None:
        if self._page is not None:
            self._host.show_concern(self._page.concern)

    @property
    def _host(self) -> CheckInHost:
        host = host_of(self)
        assert isinstance(host, CheckInHost)
        return host

    def _trend(self, name: str) -> None:
        if self.recovery is not None:
            host_of(self).show(TrendDialog(self.recovery, name, self.today, self._glyphs))

    def _avoid(self, item_id: str) -> None:
        host, page, recovery = host_of(self), self._page, self.recovery
        if page is None or recovery is None:
            return
        avoidance = next(one for one in page.avoidances if one.item.id == item_id)
        host.submit(
            AvoidDialog(avoidance, recovery, self.today),
            lambda answer: host.planner.skin.clear(item_id, answer.from_day, answer.words, answer.keeps_day),
        )

    def action_add(self) -> None:
        """Put a product on the shelf."""
        self._product("")

    def _product(self, product_id: str) -> None:
        recovery, shelf = self.recovery, host_of(self).planner.shelf
        assert recovery is not None
        product = find(recovery.products, product_id)
        if product_id and product is None:  # taken away a moment ago
            return

        def store(answer: ProductAnswer) -> Recovery:
            if product is None:
                return shelf.add(answer.product, answer.step_ids(()))
            return shelf.edit(product_id, answer.step_ids or None, **answer.changes_from(product))

        host_of(self).submit(ProductDialog(recovery, self.today, product), store)

    def action_end(self) -> None:
        """No longer use the product under the cursor, from today on, or use it again."""
        if (product := self._product_here()) is None:
            return
        host, today, ended = host_of(self), self.today, product.ended_on is not None
        shelf, now = host.planner.shelf, "in use again" if ended else "no longer used"
        host.apply(
            lambda: shelf.edit(product.id, ended_on=None) if ended else shelf.end(product.id, today),
            f"{clipped(product.label)} is {now}. Press u to undo.",
        )

    def action_screen(self) -> None:
        """Look through an ingredients list: that of the product under the cursor, or one that is pasted."""
        if self.recovery is not None:
            product = self._product_here()
            listed = product.ingredients or None if product else None
            host_of(self).show(ScreeningDialog(listed, self.recovery, self._glyphs.dot))

    def action_photos(self) -> None:
        """Show the pictures, or add one."""
        if self.recovery is not None:
            host_of(self).show(PhotosDialog(host_of(self), self.recovery, self.today))

    def _profile(self) -> None:
        if self.recovery is not None:
            host = host_of(self)
            host.submit(ProfileDialog(self.recovery, self._glyphs), host.planner.skin.set_profile)

    def _product_here(self) -> Product | None:
        """The product under the cursor."""
        row = self.query_one(SkinList).row
        if self.recovery is None or row is None or row.kind != "product":
            return None
        return find(self.recovery.products, row.key)
