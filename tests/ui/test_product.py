"""The dialogs of the shelf: what is typed becomes a product, what is pasted is looked through, nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace
from textual.widgets import Input, Select, TextArea

from routine_tui.model.changes import Members
from routine_tui.model.recovery.product import Product, Reaction
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.product import ProductAnswer, ProductDialog
from routine_tui.ui.dialogs.screening import ScreeningDialog
from routine_tui.ui.widgets.tick_box import TickBox
from tests.ui.driver import TODAY, Opened, opened

LABEL = "Aqua, Glycerin, Retinol, Parfum, Tretinoin, Something odd"
BALM = Product("a1", "Balm", "Zinc", "ointment", TODAY - timedelta(days=9), TODAY - timedelta(days=9), 12, LABEL)


@dataclass
class Asked:
    """A dialog that is open, and what it answered."""

    app: Opened
    answers: list[Any]

    async def paste(self, words: str) -> None:
        """Put words in the place for a list, as if pasted."""
        self.app.app.screen.query_one(TextArea).text = words
        await self.app.settle()

    @property
    def ticked(self) -> list[str]:
        """The steps whose box is ticked."""
        return [str(box.label) for box in self.app.app.screen.query(TickBox) if box.value]


@asynccontextmanager
async def asked(
    planner: Planner, dialog: Dialog[Any], size: tuple[int, int] = (80, 24), ascii_only: bool = False
) -> AsyncIterator[Asked]:
    """A dialog over the app, open in a terminal of a size."""
    async with opened(planner, size, ascii_only=ascii_only) as app:
        yield await ask(app, dialog)


async def ask(app: Opened, dialog: Dialog[Any]) -> Asked:
    """A dialog, opened over what is there; one that is open already is left."""
    if app.app.screen is not app.main:
        await app.press("escape")
    answers: list[Any] = []
    app.app.push_screen(dialog, answers.append)
    await app.settle()
    assert app.app.screen is dialog
    return Asked(app, answers)


def with_shelf(planner: Planner, *products: Product) -> Recovery:
    return replace(planner.recovery, products=products)


def using(recovery: Recovery, step_id: str, label: str, day: date = TODAY) -> Recovery:
    return recovery.with_routine(recovery.routine.with_changes(step_id, day, product=label))


# --- a product


async def test_a_name_is_enough_and_escape_answers_nothing(planner: Planner) -> None:
    planner.routine.edit("morning-moisturiser", TODAY, name="Balm [/b]")
    async with opened(planner) as app:
        dialog = await ask(app, ProductDialog(planner.recovery, TODAY))
        assert "Balm [/b] (morning)" in app.text, "a step with a hostile name is shown as it is spelt"
        await app.press("B", "a", "l", "m", "ctrl+s")
        assert dialog.answers == [ProductAnswer(Product("", "Balm", introduced_on=TODAY), Members((), ()))]
        dialog = await ask(app, ProductDialog(planner.recovery, TODAY))
        await app.press("B", "escape")
        assert dialog.answers == [None]


async def test_all_that_is_typed_becomes_the_product(planner: Planner) -> None:
    async with asked(planner, ProductDialog(planner.recovery, TODAY)) as dialog:
        for field, words in (
            ("name", " Barrier  cream "), ("brand", "Oat"), ("introduced", "-3"), ("opened", ""), ("keeps", "6M"),
        ):  # fmt: skip
            await dialog.app.type(field, words)
        await dialog.paste(LABEL)
        await dialog.app.click("] Moisturiser (morning)")
        await dialog.app.press("ctrl+s")
        (answer,) = dialog.answers
    assert answer.product == Product(
        "", "Barrier cream", "Oat", "other", TODAY - timedelta(days=3), None, 6, LABEL
    )  # fmt: skip
    assert answer.step_ids == Members(("morning-moisturiser",), ())


async def test_a_product_is_shown_as_it_is_and_says_only_what_differs(planner: Planner) -> None:
    recovery = using(with_shelf(planner, BALM), "evening-moisturiser", "zinc balm")
    async with opened(planner) as app:
        dialog = await ask(app, ProductDialog(recovery, TODAY, BALM))
        assert "Edit Zinc Balm" in app.text and "Ointment" in app.text
        assert dialog.ticked == ["Moisturiser (evening)"]
        await app.type("keeps", "6")
        await app.press("ctrl+s")
        (answer,) = dialog.answers
        assert answer.changes_from(BALM) == {"keeps_months": 6}
        assert (answer.product.id, answer.step_ids) == ("a1", Members((), ()))
        ended = replace(BALM, ended_on=TODAY)
        dialog = await ask(app, ProductDialog(with_shelf(planner, ended), TODAY, ended))
        assert "Used in these steps" not in app.text and "Why it ended" in app.text
        await app.press("ctrl+s")
        assert dialog.answers == [ProductAnswer(ended, Members((), ()))]


async def test_what_cannot_be_kept_is_said_and_all_that_was_typed_stays(planner: Planner) -> None:
    recovery = with_shelf(planner, replace(BALM, id="b2", brand=""))
    async with asked(planner, ProductDialog(recovery, TODAY)) as dialog:
        await dialog.paste(LABEL)
        for field, words, sentence in (
            ("name", " ", "The name of the product is empty"),
            ("name", "balm", "already in your products"),
            ("keeps", "a year", "use 12 or 12M"),
            ("opened", "tomorrow", "in the future"),
            ("introduced", "03/04/2026", "or 3 Apr"),
            ("brand", "z" * 200, "use 200 at most"),
        ):
            await dialog.app.type("name", "New")
            before = dialog.app.app.screen.query_one(f"#{field}", Input).value
            await dialog.app.type(field, words)
            await dialog.app.press("ctrl+s")
            assert sentence in dialog.app.complaint
            assert dialog.answers == []
            assert dialog.app.app.screen.query_one(TextArea).text == LABEL
            await dialog.app.type(field, before)


async def test_the_ingredients_are_looked_through_while_they_are_typed(planner: Planner) -> None:
    async with asked(planner, ProductDialog(planner.recovery, TODAY)) as dialog:
        await dialog.paste(LABEL)
        assert dialog.app.said("screened") == "1 to ask about, 2 to be careful with, 1 ingredient not in our lists"
        await dialog.paste("Aqua")
        assert dialog.app.said("screened") == "Nothing on our list"
        await dialog.paste("a," * 5_500)
        assert "5,500 ingredients" in dialog.app.said("screened")
        await dialog.app.type("name", "New")
        await dialog.app.press("ctrl+s")
        assert dialog.answers == [] and dialog.app.complaint


async def test_on_a_small_screen_what_is_found_is_in_sight_beside_the_list(planner: Planner) -> None:
    async with opened(planner, (40, 15)) as app:
        for size in ((40, 15), (60, 20)):
            await app.resize(*size)
            dialog = await ask(app, ProductDialog(planner.recovery, TODAY))
            app.app.screen.query_one(TextArea).focus()
            await app.settle()
            assert app.app.screen.query_one("#screened").region.bottom < size[1], size
            await dialog.paste("Retinol")
            assert "Retinol" in app.text and "1 to avoid" in app.text, size
            await dialog.paste("")
            assert "to avoid" not in app.text, size
            await app.press("escape")


async def test_a_trial_and_what_was_seen_today_are_filled_in(planner: Planner) -> None:
    first = Reaction(TODAY - timedelta(days=2), "nothing")
    balm = replace(BALM, trial_on=TODAY - timedelta(days=2), reactions=(first,))
    recovery = with_shelf(planner, balm)
    async with asked(planner, ProductDialog(recovery, TODAY, balm), (80, 50)) as dialog:
        screen = dialog.app.app.screen
        assert "Seen: 20 Nov nothing seen" in dialog.app.text
        screen.query_one("#what", Select).value = "stung"
        screen.query_one("#within", Select).value = "minutes"
        screen.query_one("#verdict", Select).value = "reacted"
        await dialog.app.type("place", "jaw")
        await dialog.app.press("ctrl+s")
        (answer,) = dialog.answers
        assert answer.product.reactions == (first, Reaction(TODAY, "stung", "minutes"))
        assert (answer.product.trial_place, answer.product.verdict) == ("jaw", "reacted")
        assert answer.changes_from(balm).keys() == {"reactions", "trial_place", "verdict"}


# --- the screen of a list


async def test_a_list_is_pasted_and_what_is_found_scrolls(planner: Planner) -> None:
    async with asked(planner, ScreeningDialog(None, planner.recovery), (40, 15), ascii_only=True) as dialog:
        assert "Paste the ingredients" in dialog.app.text
        await dialog.paste(LABEL)
        assert "Ask: TRETINOIN" in dialog.app.text
        await dialog.app.press("tab")
        await dialog.app.press_at_once(*["j"] * 9)
        assert "Ask: TRETINOIN" not in dialog.app.text
        dialog.app.app.screen.query_one("#results").scroll_end(animate=False)
        await dialog.app.settle()
        assert "causes, NHS" in dialog.app.text
        await dialog.app.press("escape")
        assert dialog.answers == [None]


async def test_a_list_is_shown_with_why_until_when_and_who_says_so(planner: Planner) -> None:
    day = planner.recovery.day_zero + timedelta(days=28)
    pregnant = replace(planner.recovery, profile={"pregnant": True})
    async with opened(planner) as app:

        async def found(text: str, recovery: Recovery = planner.recovery) -> str:
            await ask(app, ScreeningDialog(text, recovery))
            return app.said("found")

        words = (await found("Aqua, Retinol, Retinyl palmitate, Whatnot")).replace("\n", " ")
        assert "Avoid: RETINOL, RETINYL PALMITATE Retinoid" in words
        assert f"Until {day.day} {day:%b %Y} (D28) at least, then ask a clinician." in words
        assert "Sources Retinoid (vitamin A family): Tri-Luma" in words
        assert (
            "1 ingredient isn't in our lists; we can't say anything about it. General guidance, not medical advice."
            in words
        )
        assert not app.app.screen.query(TextArea)
        assert (await found("Aqua")).startswith(  # and that is not called a promise
            "Nothing on our list. That doesn't guarantee it will suit your skin.\nGeneral"
        )
        words = await found("Tretinoin")
        assert "Ask: TRETINOIN" in words and "follow whoever prescribed it" in words and "Until" not in words
        words = await found("Aqua, Retinol", pregnant)
        assert words.index("You told us that you are pregnant") < words.index("Avoid: RETINOL")
        words = await found("Aqua, Retinol")
        assert words.index("Avoid: RETINOL") < words.index("If you are or may be pregnant")
        words = await found("x" * 200_001)
        assert words.count("\n") == 0 and "200,000" in words
