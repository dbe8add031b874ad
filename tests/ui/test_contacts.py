"""Contacts on the screen: written down under Care and from what a check-in calls for, answered, closed."""

from __future__ import annotations

from textual.widgets import Select, TextArea

from routine_tui.model.recovery.contact import Contact
from routine_tui.planner.planner import Planner
from tests.ui.cared import dialog, go_to
from tests.ui.driver import Opened, opened


async def write(app: Opened, page: str, words: str) -> None:
    """Put words on a page."""
    app.app.screen.query_one(f"#{page}", TextArea).text = words
    await app.settle()


async def test_a_contact_is_added_answered_and_closed(planner: Planner) -> None:
    async with opened(planner, (80, 40), "5", "a", "k") as app:
        assert dialog(app) == "ContactDialog"
        assert app.app.focused is app.app.screen.query_one("#who")  # once its hidden list, which showed no focus
        await app.type("name", "Studio")
        await write(app, "i_said", "It weeps.")
        await app.press("ctrl+s")
        (one,) = planner.recovery.care.contacts
        assert (one.who, one.name, one.i_said, one.is_waiting) == ("clinic", "Studio", "It weeps.", True)
        assert one.at is not None and "Clinic, Studio · no answer yet" in app.text
        await app.press("end", *"k" * 7)
        await go_to(app, "Studio")
        assert "You: It weeps." in app.text
        await app.press("enter")
        await write(app, "said", "Wait.")
        await app.press("ctrl+s")
        (answered,) = planner.recovery.care.contacts
        assert (answered.said, answered.at, answered.id) == ("Wait.", one.at, one.id)
        await app.press("x", "u", "u", "x")
        assert planner.recovery.care.contacts[0].ended


async def test_what_cannot_be_is_told_and_stays_in_the_form(planner: Planner) -> None:
    async with opened(planner, (80, 40), "5", "a", "k") as app:
        await app.type("day", "tomorrow")
        await app.press("ctrl+s")
        assert "in the future" in app.text and dialog(app) == "ContactDialog"
        assert planner.recovery.care.contacts == ()


async def test_from_what_a_check_in_calls_for_it_is_written_down_with_what_to_say(planner: Planner) -> None:
    """Only what somebody said who can judge it lets the banner go."""
    planner.skin.check_in(planner.today(), {"pus": True})
    async with opened(planner, (80, 40), "w") as app:
        for who in ("clinic", "doctor"):
            await app.press("r")
            assert dialog(app) == "ContactDialog"
            app.app.screen.query_one("#who", Select).value = who
            await write(app, "said", "Come in at four.")
            await app.press("ctrl+s")
            one = planner.recovery.care.contacts[-1]
            assert one.who == who and "pus" in one.i_said.lower() and one.said == "Come in at four."
            assert ("CONTACT A CLINICIAN TODAY" in app.text) is (who == "clinic")
            await app.press("w")
            words = " ".join(app.text.replace("│", " ").split())
            assert ("The clinic answered. Your answers still call for someone today" in words) is (who == "clinic")


async def test_today_says_what_is_waited_for_until_it_is_answered(planner: Planner) -> None:
    """With cards and, where there is no room for them, in the lines above the list."""
    planner.contacts.add(Contact("", planner.today(), "clinic", i_said="It weeps."))
    (contact,) = planner.recovery.care.contacts
    async with opened(planner, (80, 24)) as app:
        for size in ((80, 24), (60, 20)):
            await app.resize(*size)
            for said in ("", "Come in."):
                planner.contacts.edit(contact.id, said=said)
                await app.look()
                words = " ".join(app.text.replace("│", " ").split())
                assert (f"Clinic: asked {planner.today():%a}, no answer" in words) is (not said), size
                assert ("no answer" in words) is (not said), size
