"""A product on the shelf, added or changed: its days, its steps, and its ingredients, looked through live."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, Select, Static, TextArea

from routine_tui.model.changes import Members, differing
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.product import CATEGORIES, INGREDIENTS_LIMIT, WITHIN, Product, Reaction
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.screening_text import counts_line
from routine_tui.model.shelf.shelf import read_months
from routine_tui.model.shelf.trials import VERDICT_WORDS, WHAT_WORDS, new_beside, reaction_words
from routine_tui.model.shelf.uses import using
from routine_tui.model.text import clipped, escape_control_characters, folded
from routine_tui.ui.dialogs.day_line import DayLine
from routine_tui.ui.dialogs.form import Form, buttons, complaint, field, frame
from routine_tui.ui.dialogs.more import More
from routine_tui.ui.dialogs.screening import screened
from routine_tui.ui.inputs import Choice, TextBox, TextLine
from routine_tui.ui.widgets.tick_box import TickBox


class ProductAnswer(Struct, frozen=True):
    """What the person wants: the product as it is to be, and the steps that use it."""

    product: Product
    """Its id is empty where it is new."""
    step_ids: Members
    """The steps that are to use it from now on, and those that no longer do."""

    def changes_from(self, old: Product) -> dict[str, Any]:
        """The fields that differ from what was."""
        names = ("name", "brand", "category", "introduced_on", "opened_on", "keeps_months", "ingredients", "trial_on",
                 "trial_place", "verdict", "reactions", "ended_because")  # fmt: skip
        return differing(old, self.product, names)


class ProductDialog(Form[ProductAnswer]):
    """Asks for all that a product is; only the name is needed."""

    DEFAULT_CSS = """
    ProductDialog .uses { height: auto; layout: grid; grid-size: 2; grid-rows: auto; }
    ProductDialog.-narrow .uses { grid-size: 1; }
    ProductDialog TextArea { height: 4; }
    ProductDialog.-short TextArea { height: 3; }
    ProductDialog #screened { min-height: 1; }
    ProductDialog .heading { color: $text-muted; margin-top: 1; }
    ProductDialog.-short .heading { margin-top: 0; }
    """

    def __init__(self, recovery: Recovery, today: date, product: Product | None = None) -> None:
        super().__init__(f"product {product.id if product else ''}")
        self._recovery = recovery
        self._today = today
        self._old = product
        self._shown = product or Product("", "", introduced_on=today)
        self._label_text = clipped(self._shown.ingredients, INGREDIENTS_LIMIT, newlines=True)
        self._steps = [(step.id, version) for step, version in recovery.routine.current(today)]
        self._using = using(recovery, product, today) if product else frozenset()
        self.beside: Product | None = None
        """What is new as well, once the form is answered."""

    def compose(self) -> ComposeResult:
        """A row a field, a box a step, the ingredients with what is found in them, a complaint, the buttons."""
        shown = self._shown
        months = f"{shown.keeps_months}M" if shown.keeps_months else ""
        yield frame(
            f"Edit {clipped(shown.label)}" if self._old else "Add a product",
            field("Name", TextLine(shown.name, id="name", placeholder="e.g. Barrier cream"), needed=True),
            field("Brand", TextLine(shown.brand, id="brand")),
            *([field("Why it ended", TextLine(shown.ended_because, id="because"))] if shown.ended_on else []),
            *self._boxes(),
            Label("Ingredients, pasted from the label", classes="heading"),
            TextBox(self._label_text, "ingredients"),
            Static("", id="screened", classes="hint", markup=False),
            More(
                "type, first used, opened on, good for",
                field("Type", _categories(shown.category)),
                field("First used", DayLine(shown.introduced_on, self._today, "introduced", "optional")),
                field("Opened on", DayLine(shown.opened_on, self._today, "opened", "optional")),
                field("Good for", TextLine(months, id="keeps", placeholder="e.g. 12M, beside the open-jar symbol")),
                is_open=self._old is not None,
            ),
            *self._tried(),
            complaint(),
            buttons(),
        )

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where the screen is short, keep what is found in the ingredients in sight while they are typed."""
        if isinstance(event.widget, TextArea):
            self.query_one("#screened").scroll_visible(animate=False)

    def answer(self) -> ProductAnswer:
        """The product, once it can be one."""
        product = self._product()
        self._require_new(product)
        if self._old is None or self._old.introduced_on != product.introduced_on:
            self.beside = new_beside(self._recovery.products, product)
        boxes = self.query(TickBox)
        known = [step_id for step_id, _ in self._steps]
        chosen = [step_id for step_id, box in zip(known, boxes, strict=True) if box.value]
        return ProductAnswer(product, Members.between([one for one in known if one in self._using], chosen))

    def _tried(self) -> Iterator[Widget]:
        """The trial on one place, and what was seen after it."""
        shown, today = self._shown, self._today
        verdicts = [
            ("still open", "open"),
            *((words.capitalize(), verdict) for verdict, words in VERDICT_WORDS.items()),
        ]
        whats = [("nothing to add", "none"), *((words, what) for what, words in WHAT_WORDS.items())]
        withins = [(f"within {one}" if one else "not said how soon", one or "none") for one in WITHIN]
        seen = "; ".join(reaction_words(one, today) for one in shown.reactions)
        yield More(
            "a trial on one place, what you saw after it",
            field("On trial since", DayLine(shown.trial_on, today, "trial", "optional: days 2 and 4 ask for a look")),
            field("Trial place", TextLine(shown.trial_place, id="place", placeholder="e.g. behind the ear")),
            field("Trial went", Choice(verdicts, shown.verdict or "open", "verdict")),
            *([Static(Content(f"Seen: {seen}"), classes="hint")] if seen else []),
            field("Seen today", Choice(whats, "none", "what")),
            field("How soon", Choice(withins, "none", "within")),
            is_open=shown.trial_on is not None and not shown.verdict,
        )

    def _reactions(self) -> tuple[Reaction, ...]:
        """What was seen after it, with what was seen today."""
        what: Any = self.typed("what")
        within: Any = self.typed("within").replace("none", "")
        if what == "none":
            return self._shown.reactions
        kept = [one for one in self._shown.reactions if (one.day, one.what) != (self._today, what)]
        return (*kept, Reaction(self._today, what, within))

    def _boxes(self) -> Iterator[Widget]:
        """A box a step; none for a product that has ended, as no step can use it."""
        ended = self._shown.ended_on
        if ended is not None and ended <= self._today:
            self._steps = []
        boxes = []
        for number, (step_id, version) in enumerate(self._steps):
            words = Content(f"{clipped(version.name)} ({version.slot})")
            boxes.append(TickBox(words, step_id in self._using, f"use-{number}"))
        if boxes:
            yield Label("Used in these steps", classes="heading")
            yield Container(*boxes, classes="uses")

    def bring_up_to_date(self) -> None:
        """Say in one line what is on the list, or why it cannot be looked through."""
        text = self.query_one(TextArea).text
        line = self.query_one("#screened", Static)
        if not text.strip():
            line.update("")
            return
        try:
            line.update(Content(counts_line(screened(text))))
        except BadInput as error:
            line.update(Content(escape_control_characters(str(error))))

    def _product(self) -> Product:
        """The product as it is typed. Raises BadInput."""
        text, shown = self.query_one(TextArea).text, self._shown
        category: Any = self.query_one("#category", Select).value
        verdict: Any = self.typed("verdict")
        product = replace(
            shown,
            name=self.typed("name"),
            brand=self.typed("brand"),
            category=category,
            introduced_on=self.typed_day("introduced"),
            opened_on=self.typed_day("opened"),
            keeps_months=read_months(self.typed("keeps")),
            ingredients=shown.ingredients if text == self._label_text else text,
            trial_on=self.typed_day("trial"),
            trial_place=self.typed("place"),
            verdict=verdict.replace("open", ""),
            reactions=self._reactions(),
            ended_because=self.typed("because") if shown.ended_on else shown.ended_because,
        ).cleaned()
        if product.ingredients and product.ingredients != shown.ingredients:
            screened(product.ingredients)
        if product.opened_on and product.opened_on > self._today:
            raise BadInput(f"{product.opened_on} is in the future: leave out when it was opened until then.")
        return product

    def _require_new(self, product: Product) -> None:
        wanted = folded(product.label)
        if any(folded(one.label) == wanted and one.id != product.id for one in self._recovery.products):
            raise BadInput(
                f"“{product.label}” is already in your products: edit that one, or give this one another name."
            )


def _categories(category: str) -> Choice[str]:
    known = list(dict.fromkeys([*CATEGORIES, category]))
    return Choice([(clipped(one).capitalize(), one) for one in known], category, "category")
