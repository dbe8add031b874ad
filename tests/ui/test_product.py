"""The dialogs of the shelf: what is typed becomes a product, what is pasted is looked through, nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
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
        answers: list[Any] = []
        app.app.push_screen(dialog, answers.append)
        await app.settle()
        yield Asked(app, answers)


def with_shelf(planner: Planner, *products: Product) -> Recovery:
    return replace(planner.recovery, products=products)


def using(recovery: Recovery, step_id: str, label: str, day: date = TODAY) -> Recovery:
    return recovery.with_routine(recovery.routine.with_changes(step_id, day, product=label))


# --- a product


async def test_a_name_is_enough(planner: Planner) -> None:
    async with asked(planner, ProductDialog(planner.recovery, TODAY)) as dialog:
        await dialog.app.press("B", "a", "l", "m", "ctrl+s")
        assert dialog.answers == [ProductAnswer(Product("", "Balm", introduced_on=TODAY), Members((), ()))]


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
    async with asked(planner, ProductDialog(recovery, TODAY, BALM)) as dialog:
        assert "Edit Zinc Balm" in dialog.app.text
        assert dialog.ticked == ["Moisturiser (evening)"]
        assert "Ointment" in dialog.app.text
        await dialog.app.type("keeps", "6")
        await dialog.app.press("ctrl+s")
        (answer,) = dialog.answers
    assert answer.changes_from(BALM) == {"keeps_months": 6}
    assert (answer.product.id, answer.step_ids) == ("a1", Members((), ()))


async def test_a_step_with_a_hostile_name_is_shown_as_it_is_spelt(planner: Planner) -> None:
    planner.routine.edit("morning-moisturiser", TODAY, name="Balm [/b]")
    async with asked(planner, ProductDialog(planner.recovery, TODAY)) as dialog:
        assert "Balm [/b] (morning)" in dialog.app.text


async def test_a_product_that_has_ended_is_offered_no_steps(planner: Planner) -> None:
    ended = replace(BALM, ended_on=TODAY)
    async with asked(planner, ProductDialog(with_shelf(planner, ended), TODAY, ended)) as dialog:
        assert "Used in these steps" not in dialog.app.text and "Why it ended" in dialog.app.text
        await dialog.app.press("ctrl+s")
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


async def test_escape_leaves_and_answers_nothing(planner: Planner) -> None:
    async with asked(planner, ProductDialog(planner.recovery, TODAY)) as dialog:
        await dialog.app.press("B", "escape")
        assert dialog.answers == [None]


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


@pytest.mark.parametrize("size", [(40, 15), (60, 20)])
async def test_on_a_small_screen_what_is_found_is_in_sight_beside_the_list(
    planner: Planner, size: tuple[int, int]
) -> None:
    async with asked(planner, ProductDialog(planner.recovery, TODAY), size) as dialog:
        dialog.app.app.screen.query_one(TextArea).focus()
        await dialog.app.settle()
        assert dialog.app.app.screen.query_one("#screened").region.bottom < size[1]
        await dialog.paste("Retinol")
        assert "Retinol" in dialog.app.text and "1 to avoid" in dialog.app.text
        await dialog.paste("")
        assert "to avoid" not in dialog.app.text


# --- the screen of a list


async def test_a_list_is_shown_with_why_until_when_and_who_says_so(planner: Planner) -> None:
    async with asked(planner, ScreeningDialog("Aqua, Retinol, Retinyl palmitate, Whatnot", planner.recovery)) as dialog:
        day = planner.recovery.day_zero + timedelta(days=28)
        words = dialog.app.said("found").replace("\n", " ")
        assert "Avoid: RETINOL, RETINYL PALMITATE Retinoid" in words
        assert f"Until {day.day} {day:%b %Y} (D28) at least, then ask a clinician." in words
        assert "Sources Retinoid (vitamin A family): Tri-Luma" in words
        assert (
            "1 ingredient isn't in our lists; we can't say anything about it. General guidance, not medical advice."
            in words
        )
        assert not dialog.app.app.screen.query(TextArea)


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


async def test_nothing_found_is_not_called_a_promise(planner: Planner) -> None:
    async with asked(planner, ScreeningDialog("Aqua", planner.recovery)) as dialog:
        assert dialog.app.said("found").startswith(
            "Nothing on our list. That doesn't guarantee it will suit your skin.\nGeneral"
        )


async def test_a_medicine_is_left_to_whoever_prescribed_it(planner: Planner) -> None:
    async with asked(planner, ScreeningDialog("Tretinoin", planner.recovery)) as dialog:
        found = dialog.app.said("found")
        assert "Ask: TRETINOIN" in found and "follow whoever prescribed it" in found and "Until" not in found


async def test_a_list_is_pasted_and_what_is_found_scrolls(planner: Planner) -> None:
    async with asked(planner, ScreeningDialog(None, planner.recovery), (40, 15), ascii_only=True) as dialog:
        assert "Paste the ingredients" in dialog.app.text
        await dialog.paste(LABEL)
        assert "Ask: TRETINOIN" in dialog.app.text
        await dialog.app.press("tab", *["j"] * 9)
        assert "Ask: TRETINOIN" not in dialog.app.text
        dialog.app.app.screen.query_one("#results").scroll_end(animate=False)
        await dialog.app.settle()
        assert "causes, NHS" in dialog.app.text
        await dialog.app.press("escape")
        assert dialog.answers == [None]


async def test_a_pregnancy_that_was_told_is_spoken_of_first(planner: Planner) -> None:
    told = replace(planner.recovery, profile={"pregnant": True})
    async with asked(planner, ScreeningDialog("Aqua, Retinol", told)) as dialog:
        found = dialog.app.said("found")
        assert found.index("You told us that you are pregnant") < found.index("Avoid: RETINOL")
    async with asked(planner, ScreeningDialog("Aqua, Retinol", planner.recovery)) as dialog:
        found = dialog.app.said("found")
        assert found.index("Avoid: RETINOL") < found.index("If you are or may be pregnant")


async def test_what_cannot_be_looked_through_is_said(planner: Planner) -> None:
    async with asked(planner, ScreeningDialog("x" * 200_001, planner.recovery)) as dialog:
        assert dialog.app.said("found").count("\n") == 0 and "200,000" in dialog.app.said("found")
