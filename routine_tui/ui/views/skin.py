"""Skin in sections: trends, what to avoid, products, pictures, the person; words for what the cursor stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.by_id import find
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.trials import new_beside_words
from routine_tui.model.skin.trends import events
from routine_tui.model.text import clipped
from routine_tui.ui.check_in_host import CheckInHost
from routine_tui.ui.dialogs.avoid import AvoidDialog
from routine_tui.ui.dialogs.host import host_of
from routine_tui.ui.dialogs.photos import PhotosDialog
from routine_tui.ui.dialogs.product import ProductAnswer, ProductDialog
from routine_tui.ui.dialogs.profile import ProfileDialog
from routine_tui.ui.dialogs.screening import ScreeningDialog
from routine_tui.ui.dialogs.trend import TrendDialog
from routine_tui.ui.keys import bindings, with_keys
from routine_tui.ui.views.skin_rows import SECTIONS, Section, SkinPage, skin_rows
from routine_tui.ui.views.skin_text import cards_of, chart_words, trend_title, words_of
from routine_tui.ui.widgets.kept import Column
from routine_tui.ui.widgets.lines import retitle
from routine_tui.ui.widgets.row_list import Row
from routine_tui.ui.widgets.section_tabs import SectionTabs
from routine_tui.ui.widgets.skin_list import SkinList
from routine_tui.ui.widgets.skin_parts import CheckInLine, SectionHead, SkinCards, SkinWords
from routine_tui.ui.widgets.trend_chart import TrendChart

BELOW_CHART: Final = 10
"""Lines of the place beside the rows that the chart has not: its words, by the stylesheet, and one to part them."""


class SkinView(Column):
    """Sections of a list with words below. While it is hidden it does nothing: a tick in Today costs nothing here."""

    DEFAULT_CSS = Path(__file__).with_name("skin.tcss").read_text("utf-8")
    SCOPED_CSS = False  # by the room there is, which the screen tells
    BINDINGS = bindings("skin")
    recovery: var[Recovery | None] = var(None)
    day: var[date] = var(date.min)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs = UNICODE, id: str = "skin") -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._glyphs = glyphs
        self._page: SkinPage | None = None
        self._shown_of: Recovery | None = None
        self._asked: tuple[object, ...] = ()
        """What the page was worked out from, besides the recovery."""
        self._section: Section = SECTIONS[0]
        self._whole = False
        """Whether trends are drawn over the whole window, and not until today."""
        self._wants_charts = False
        """Whether charts are shown although somebody looks less: until the program is left."""
        self._is_beside = False
        """Whether the chart of a sign stands beside the rows."""
        self._places: dict[Section, tuple[str, str]] = {}
        """The row under the cursor in each section that was looked at, by its kind and key."""

    def compose(self) -> ComposeResult:
        """The day's check-in, the sections, the rows of one, and the words."""
        rows = SkinList(self._glyphs)
        rows.follower = self._tell
        yield CheckInLine(self._glyphs)
        yield SectionTabs(self._glyphs)
        with Column(classes="body"):
            with Column(classes="rows"):
                yield SectionHead()
                yield rows
                yield SkinCards()
            with Column(classes="side"):
                yield TrendChart(None, date.min, (), self._glyphs)
                yield SkinWords(self._glyphs)

    # ------------------------------------------------------------------ what there is

    def on_mount(self) -> None:
        """Begin with the section that was looked at last."""
        self._section = next((one for one in SECTIONS if one == self._host.skin_section), SECTIONS[0])

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
        rows, tabs = self.query_one(SkinList), self.query_one(SectionTabs)
        if not rows.size.width:  # it is resized before it is seen
            return
        put_away = self.recovery.is_quiet(self.today) and not self._wants_charts
        asked = (self._section, self.day, self.today, self._whole, put_away, rows.size, self.query_one(".side").size)
        if self.recovery is self._shown_of and asked == self._asked:  # it is shown and resized at once
            return
        self._shown_of, self._asked = self.recovery, asked
        self._page = page = skin_rows(
            self.recovery, self._section, self.day, self.today, self._glyphs, rows.size.width, self._whole, put_away
        )
        is_broad = self._is_paired and not self.screen.has_class("-short")
        self._is_beside = is_broad and bool(page.charted)
        self.set_class(self._is_beside, "-beside")
        tabs.tabs, tabs.here = page.tabs, page.section
        self.query_one(CheckInLine).said = page.check_in
        self.query_one(SectionHead).head = page.head
        self._show_beside()
        rows.labels, rows.rows = page.labels, page.rows
        self._tell(rows.row)

    @property
    def _is_paired(self) -> bool:
        """Whether the words about a row stand beside the rows, and not below them."""
        return self.screen.has_class("-paired") or self.screen.has_class("-broad")

    def _show_beside(self) -> None:
        """In a broad terminal trends have a chart beside them, and cards below."""
        if self._is_beside and self.recovery is not None:
            self.query_one(TrendChart).follow(self.recovery, self.today, events(self.recovery))
            if self.screen.has_class("-roomy"):
                self.query_one(SkinCards).cards = cards_of(self.recovery, self.day, self.today)

    def _tell(self, row: Row | None) -> None:
        if self._page is None or self.recovery is None:
            return
        side, words = self.query_one(".side"), self.query_one(SkinWords)
        if self._is_beside and row is not None and row.kind == "trend":
            chart = self.query_one(TrendChart)
            chart.show(row.key, not self._whole, side.size.height - BELOW_CHART)
            retitle(side, trend_title(row.key))
            words.say(*chart_words(self._page, self.recovery, row.key, chart.drawn_chart(max(1, side.size.width))))
            return
        what, how, source = map(with_keys, words_of(self._page, self.recovery, row))
        is_title = self._is_paired and bool(how or source)
        retitle(side, what if is_title else "")
        words.say("" if is_title else what, how, source)

    def _show_charts(self) -> None:
        """Show the charts that were put away, as long as the program is open."""
        self._wants_charts = True
        self._bring_up_to_date()

    def action_window(self) -> None:
        """Show trends over the whole window, or until today again."""
        self._whole = not self._whole
        self._bring_up_to_date()

    # ------------------------------------------------------------------ sections

    @on(SkinList.Turned)
    def _turn_by(self, event: SkinList.Turned) -> None:
        self._turn_to(SECTIONS[(SECTIONS.index(self._section) + event.by) % len(SECTIONS)])

    @on(SectionTabs.Turned)
    def _turn_to_clicked(self, event: SectionTabs.Turned) -> None:
        self._turn_to(next(one for one in SECTIONS if one == event.section))

    def _turn_to(self, section: Section) -> None:
        """Show another section, with the cursor where it was there."""
        rows = self.query_one(SkinList)
        if rows.row is not None:
            self._places[self._section] = (rows.row.kind, rows.row.key)
        self._section = self._host.skin_section = section
        self._bring_up_to_date()
        rows.stand_on(*self._places.get(section, ("", "")))

    # ------------------------------------------------------------------ what is wanted

    @on(SkinList.Opened)
    def action_open(self) -> None:
        """Open what the cursor stands on."""
        row = self.query_one(SkinList).row
        if self.recovery is None or row is None:
            return
        kinds: dict[str, Callable[[], None]] = {
            "level": self._level,
            "check_in": self._check_in,
            "charts": self._show_charts,
            "trend": lambda: self._trend(row.key),
            "avoid": lambda: self._avoid(row.key),
            "product": lambda: self._product(row.key),
            "add": self.action_add,
            "photo": lambda: self._photos(row.key),
            "photos": self.action_photos,
            "profile": self._profile,
        }
        kinds[row.kind]()

    @on(CheckInLine.Wanted)
    def _check_in(self) -> None:
        self._host.action_check_in()

    def _level(self) -> None:
        if self._page is not None and self._page.concern is not None:
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
        """Add a product, and show it among the others."""
        self._turn_to("products")
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

        form = ProductDialog(recovery, self.today, product)
        host_of(self).submit(form, store, then=lambda: self._say_what_is_new(form.beside))

    def _say_what_is_new(self, other: Product | None) -> None:
        """Say that another product is new as well, once one was added."""
        if other is not None:
            host_of(self).say(new_beside_words(other, self.today))

    def action_end(self) -> None:
        """No longer use the product under the cursor, from today on, or use it again."""
        if (product := self._product_here()) is None:
            return
        host, today, ended = host_of(self), self.today, product.ended_on is not None
        shelf, now = host.planner.shelf, "in use again" if ended else "stopped using"
        host.apply(
            lambda: shelf.edit(product.id, ended_on=None) if ended else shelf.end(product.id, today),
            f"{clipped(product.label)}: {now}. Press ‹change.undo› to undo.",
        )

    def action_screen(self) -> None:
        """Look through an ingredients list: that of the product under the cursor, or one that is pasted."""
        if self.recovery is not None:
            product = self._product_here()
            listed = product.ingredients or None if product else None
            host_of(self).show(ScreeningDialog(listed, self.recovery, self._glyphs.dot))

    def action_photos(self) -> None:
        """Show the pictures, or add one."""
        self._photos("")

    def _photos(self, photo_id: str) -> None:
        if self.recovery is not None:
            host_of(self).show(PhotosDialog(host_of(self), self.recovery, self.today, photo_id))

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
