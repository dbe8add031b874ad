"""The dialogs on a level of concern and on one thing to avoid."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Any

from routine_tui.demo import sample_recovery
from routine_tui.facts.skin import avoid_items, region, rules
from routine_tui.glyphs import ASCII, UNICODE
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.avoidance import avoidance
from routine_tui.model.skin.concern import concern
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.avoid import AvoidAnswer, AvoidDialog
from routine_tui.ui.dialogs.concern import ConcernDialog
from tests.model.lived_skin import without_skin
from tests.ui.driver import TODAY, Opened, opened

SIZES = [(40, 15), (80, 24)]


def checked(answers: Mapping[str, Answer], *words: ClinicianOverride) -> Recovery:
    """The sample with a check-in of today, and what a clinician said."""
    from msgspec.structs import replace

    return replace(without_skin(sample_recovery(TODAY)).checked_in(TODAY, CheckIn.of(answers)), clearances=words)


@asynccontextmanager
async def asked(
    planner: Planner, dialog: Any, size: tuple[int, int] = (80, 24), ascii_only: bool = False
) -> AsyncIterator[tuple[Opened, list[Any]]]:
    """A dialog, open over Today, and what it gave."""
    async with opened(planner, size, ascii_only=ascii_only) as app:
        yield app, await ask(app, dialog)


async def ask(app: Opened, dialog: Any) -> list[Any]:
    """A dialog, opened over what is there; gives what it gives. One that is open already is left."""
    if app.app.screen is not app.main:
        await app.press("escape")
    given: list[Any] = []
    app.app.push_screen(dialog, given.append)
    await app.settle()
    assert app.app.screen is dialog
    return given


def concern_dialog(answers: Mapping[str, Answer], where: str = "uk", ascii_only: bool = False) -> ConcernDialog:
    """The dialog for a check-in of today."""
    found = concern(rules(), checked(answers), TODAY)
    return ConcernDialog(found, region(where), ASCII if ascii_only else UNICODE)


def avoid_dialog(item: str, *words: ClinicianOverride) -> AvoidDialog:
    """The dialog for one thing to avoid."""
    recovery = checked({"redness": 1}, *words)
    found = avoidance(avoid_items(), recovery, TODAY)
    return AvoidDialog(next(one for one in found if one.item.id == item), recovery, TODAY)


# ---------------------------------------------------------------------- the level


async def test_what_to_do_and_whom_to_ring_are_in_view_at_any_size_and_the_rest_by_scrolling(planner: Planner) -> None:
    answers: dict[str, Answer] = {"breathing": True, "pus": True, "pain": 8, "redness": 4}
    async with asked(planner, concern_dialog({"breathing": True, "pus": True, "pain": 8}), SIZES[-1]) as (app, _):
        for size in reversed(SIZES):
            await app.resize(*size)
            assert "(level 4 of 4)" in app.text and "Call 999." in app.text and "spoken to" in app.text, size
        await ask(app, concern_dialog(answers))
        assert "not a diagnosis" not in app.text
        await app.press_at_once(*["j"] * 20, *["down"] * 20)
        assert "diagnosis" in app.text and "(level 4" not in app.text
        await app.press_at_once(*["k"] * 20, *["up"] * 20)
        assert "(level 4" in app.text


async def test_that_a_clinician_was_spoken_to_is_said_by_one_key_and_leaving_says_nothing(planner: Planner) -> None:
    async with opened(planner) as app:
        given = await ask(app, concern_dialog({"pus": True}))
        assert "Yes, I have (^s)" in app.text and "Not yet (esc)" in app.text
        await app.press("ctrl+s")
        assert given == ["contacted"]
        for key in ("escape", "enter"):
            given = await ask(app, concern_dialog({"pus": True}))
            await app.press(key)
            assert given in ([], [None]), key
            await app.press("escape")
            assert given == [None], key
        given = await ask(app, concern_dialog({"redness": 3}))  # below level 3 nobody is asked
        assert "(level 2 of 4)" in app.text and "spoken" not in app.text and "Close (esc)" in app.text
        await app.press("ctrl+s")
        assert given == [None]
        await ask(app, ConcernDialog(concern(rules(), checked({"throat": True}), TODAY)))  # without a region
        assert "112 in Europe" in app.text and "999 in the UK" in app.text


async def test_the_level_is_ascii_where_all_else_is(planner: Planner) -> None:
    async with asked(planner, concern_dialog({"pus": True}, ascii_only=True), (80, 40), ascii_only=True) as (app, _):
        plain = app.text.translate({ord("“"): '"', ord("”"): '"'})
        assert plain.isascii() and "- Pus" in plain


async def test_sources_are_quieter_than_what_they_belong_to(planner: Planner) -> None:
    """Seen to fail: they were drawn in plain white, brighter than the number to call."""
    async with asked(planner, concern_dialog({"pus": True}), (80, 40)) as (app, _):
        for theme in ("routine-dark", "routine-light"):
            await app.wear(theme)
            told = (app.contrast(words) for words in ("Because you", "Cellulitis, NHS", "Call NHS 111"))
            text, source, number = told
            assert 4.5 <= source < text and number >= 4.5, theme


# ---------------------------------------------------------------------- one thing to avoid


def said(words: str, day: date | None = date(2026, 12, 10)) -> ClinicianOverride:
    return ClinicianOverride("c", "acids", datetime(2026, 11, 20, 10, tzinfo=UTC), day, words)


async def test_why_until_when_and_each_condition_with_its_sign(planner: Planner) -> None:
    async with asked(planner, avoid_dialog("acids", said("Dr Kaya [/b]"))) as (app, _):
        assert "Avoid for now" in app.text and "irritation can deepen" in app.text
        assert (
            "○ 10 Dec 2026 or later (in 18 days), the date a clinician gave" in app.text
            and "“Dr Kaya [/b]”" in app.text
        )
        assert "Redness" not in app.text  # their yes takes the place of everything else
        assert "Source: " in app.text and "clinics differ" in app.text
        await ask(app, avoid_dialog("acids"))
        assert "○ 28 Nov 2026 or later (in 6 days)" in app.text and "○ A clinician has agreed" in app.text
        assert "○ Redness 0 or 1 in your last 3 check-ins (1 of 3 so far)" in app.text
        assert "✓ No sign of infection or open skin" in app.text


async def test_a_date_and_who_said_it_are_given_and_without_a_word_nothing(planner: Planner) -> None:
    async with opened(planner) as app:
        given = await ask(app, avoid_dialog("makeup"))
        for typed, words, complaint in (
            ("2026-12-01", " ", "Who gave you this date?"),
            ("03/04/2026", "Dr Kaya", "03/04/2026"),
            ("2026-10-30", "Dr Kaya", "is before the session on 2026-10-31"),
        ):
            await app.type("from_day", typed)
            await app.type("words", words)
            await app.press("ctrl+s")
            assert complaint in app.complaint and given == [], typed
        await app.type("from_day", "2026-12-01")
        await app.press("ctrl+s")
        assert given == [AvoidAnswer(date(2026, 12, 1), "Dr Kaya")]
        given = await ask(app, avoid_dialog("makeup"))
        await app.press("ctrl+s")
        assert given == [None]
        given = await ask(app, avoid_dialog("acids", said("Dr Kaya")))  # emptied, it is the list's own day again
        await app.type("from_day", "")
        await app.press("ctrl+s")
        assert given == [AvoidAnswer(None, "")]


async def test_the_two_lines_are_in_view_at_any_size(planner: Planner) -> None:
    async with opened(planner, SIZES[0]) as app:
        for size in SIZES:
            await app.resize(*size)
            await ask(app, avoid_dialog("vitamin_c"))
            assert app.line("OK from") and app.line("Who agreed"), size
            await app.press_at_once(*["up"] * 30)
            assert "Avoid for now" in app.text, size
