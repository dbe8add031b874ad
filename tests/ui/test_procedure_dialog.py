"""Procedures and their sessions: what is typed is read back in words, what rests moves with its session."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from routine_tui.cli.procedure import procedure_command
from routine_tui.cli.session import CliSession as Words
from routine_tui.demo import sample_recovery
from routine_tui.glyphs import UNICODE
from routine_tui.model.care.conflicts import conflicts
from routine_tui.model.day.agenda import agenda
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.procedure import Around, Procedure, Session
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import weekday_day
from routine_tui.planner.courses import Regimen
from routine_tui.planner.planner import Planner
from routine_tui.settings import Home
from routine_tui.ui.dialogs.procedure import ProcedureDialog
from routine_tui.ui.dialogs.session import SessionDialog
from tests.ui.care_dialogs import ask, filled
from tests.ui.driver import TODAY, SetClock, opened, planner_with
from tests.ui.test_hostile import TEXTS, assert_calm

OINTMENT = Around("sunscreen", 0, 5, "clinic ointment")


def procedure_dialog(recovery: Recovery, procedure: Procedure | None = None) -> ProcedureDialog:
    return ProcedureDialog(recovery, TODAY, procedure, UNICODE)


def agreed(planner: Planner, *days: date) -> tuple[Procedure, tuple[Session, ...]]:
    """A laser of three sessions, six to eight weeks apart, with what rests around each."""
    new = Procedure("laser", "Laser", "laser", count=3, gap_least=42, gap_most=56)
    care = planner.procedures.add(new, days, (OINTMENT,)).care
    planner.notices.clear()
    return care.procedures[0], care.sessions_of("laser")


def states(planner: Planner, day: date) -> dict[str, str]:
    return {item.version.name: item.state for item in agenda(planner.recovery, day, TODAY).items}


async def test_a_procedure_is_typed_by_keys_and_is_what_the_same_words_give(planner: Planner) -> None:
    before = planner.recovery
    async with filled(planner, procedure_dialog(before), (60, 20)) as dialog:
        app = dialog.app
        await app.press_at_once(*"Pulsed dye laser")
        await app.press("tab", "enter", *["up"] * 6, "enter")
        assert "Laser" in app.line("Type")
        for words in ("", "Dr Kaya", "3", "2026-12-03, 2027-01-14"):
            await app.press_at_once(*words)
            await app.press("tab")
        assert app.said("reads") == "Planned for Thu 3 Dec and Thu 14 Jan 2027."
        for words in ("enter", "", "marks", "6 to 8 weeks"):
            await app.press_at_once(*([words] if words == "enter" else words))
            await app.press("tab")
        await app.press_at_once(*"sunscreen: 5 days after, clinic ointment instead", "enter")
        await app.press_at_once(*"retinoid: 7 days before, 7 days after")
        assert app.said("resting").split("\n") == [
            "· Sunscreen SPF 30+ and Sunscreen top-up: paused 3 Dec to 7 Dec, clinic ointment instead.",
            "· “retinoid”, which is no step yet: paused 26 Nov to 9 Dec.",
        ]
        await app.press("ctrl+s")
        assert dialog.answers, app.text
    session = Words()
    session.__dict__["planner"] = told = Planner(Home(Path("words"), Path("words/config.toml")), SetClock())
    told.open(told.folder.create(replace(before, name="Words")))
    typed = ("Pulsed dye laser", "--kind", "laser", "--with", "Dr Kaya", "--why", "marks", "--sessions", "3",
             "--gap", "6-8 weeks", "--on", "2026-12-03", "--on", "2027-01-14",
             "--rest", "sunscreen: 5 days after, clinic ointment instead",
             "--rest", "retinoid: 7 days before, 7 days after")  # fmt: skip
    procedure_command.main(["add", *typed], obj=session, standalone_mode=False, prog_name="routine-tui procedure")
    (mine,), (theirs,) = planner.recovery.care.procedures, told.recovery.care.procedures
    assert replace(mine, id="") == replace(theirs, id="")
    mine_, theirs_ = planner.recovery.care.sessions_of(mine.id), told.recovery.care.sessions_of(theirs.id)
    assert [one.placed for one in mine_] == [one.placed for one in theirs_]
    assert len(planner.recovery.routine.steps) == len(told.recovery.routine.steps) > len(before.routine.steps)


async def test_what_is_wrong_is_said_in_one_line_and_nothing_is_lost(planner: Planner) -> None:
    before = planner.recovery
    async with filled(planner, procedure_dialog(before)) as dialog:
        app = dialog.app
        assert app.said("resting") == "e.g. sunscreen: 5 days after, clinic ointment instead"
        await dialog.fill(label="Peel [/b]")
        for lines, sentence, is_live in (
            ({"count": "many"}, "“many” isn't a number of sessions: use 1 to 60, or leave it blank.", False),
            ({"count": "99"}, "99 sessions aren't possible: use 1 to 60.", False),
            ({"gap": "8 to 6 weeks"}, "“8 to 6 weeks” isn't possible: put the shorter time first.", False),
            ({"days": "3 Dec, 03/04/2026"}, "“03/04/2026”: 4 Mar or 3 Apr", True),
            ({"rests": "sunscreen"}, "“sunscreen” doesn't say for how many days: write it like", True),
            ({"rests": "sunscreen: 900 days after"}, "“900 days” isn't possible", True),
        ):
            await dialog.fill(**lines)
            assert any(app.said(one).startswith(sentence) for one in ("reads", "resting")) == is_live
            await app.press("ctrl+s")
            assert app.complaint.startswith(sentence) and dialog.answers == []
            assert app.text.count(sentence[:20]) == 1
            await dialog.fill(**dict.fromkeys(lines, ""))
        assert "Peel [/b]" in app.line("Name")
        await dialog.fill(days="D30, day 60")
        assert _named(planner, 30) in app.said("reads") and _named(planner, 60) in app.said("reads")
        await app.press("escape")
        assert dialog.answers == [None] and planner.recovery is before


def _named(planner: Planner, number: int) -> str:
    """A day by the number that the screens show of it, as the dialog reads it back."""
    return weekday_day(planner.recovery.day_zero + timedelta(days=number), TODAY)


async def test_a_procedure_is_changed_from_today_on_and_kept_as_it_is_makes_no_change(planner: Planner) -> None:
    procedure, _ = agreed(planner, TODAY + timedelta(days=4))
    before = planner.recovery
    async with opened(planner) as app:
        dialog = await ask(app, planner, procedure_dialog(before, procedure))
        assert "Dates" not in app.text and "6 to 8 weeks" in app.line("Time between")
        assert "sunscreen: 5 days after, clinic ointment instead" in app.text
        assert "paused 26 Nov to 30 Nov" in app.said("resting").replace("\n", " ")
        await app.press("ctrl+s")
        assert dialog.answers == [None] and planner.recovery is before
        dialog = await ask(app, planner, procedure_dialog(before, procedure))
        await dialog.fill(rests="everything: 1 day before, 2 days after", gap="at least 4 weeks", note="Blue light")
        assert app.said("resting") == "· Every step: paused 25 Nov to 27 Nov."
        await app.press("ctrl+s")
    (changed,) = planner.recovery.care.procedures
    assert (changed.gap_least, changed.gap_most, changed.note) == (28, None, "Blue light")
    assert changed.around_on(TODAY) == (Around("everything", 1, 2),)
    assert changed.around_on(TODAY - timedelta(days=1)) == (OINTMENT,)
    assert states(planner, date(2026, 11, 27))["Moisturiser"] == "paused"


# --- sessions


async def test_moving_a_session_says_what_moves_along_and_moves_it_as_one_change(planner: Planner) -> None:
    first = TODAY + timedelta(days=4)
    _, (session,) = agreed(planner, first)
    cover = Regimen(Schedule(TODAY, around=("laser", -2, 10)), ("evening",))
    planner.courses.add(Course("", "Antiviral cover", TODAY), cover)
    before = planner.recovery
    async with filled(planner, SessionDialog(before, TODAY, "laser", session, UNICODE)) as dialog:
        app = dialog.app
        assert "Laser" in app.lines[app.place("Date (needed)").y - 1]
        names = "· Sunscreen SPF 30+ and Sunscreen top-up paused"
        assert app.said("along").split("\n")[1:3] == [
            "Changes around it:", f"{names} 26 Nov to 30 Nov, clinic ointment instead"
        ]  # fmt: skip
        await app.press_at_once(*"2026-12-10")
        assert app.said("along").split("\n") == [
            "Thu 10 Dec.",
            "Also moves:",
            f"{names} 10 Dec to 14 Dec, clinic ointment instead",
            "· Antiviral cover 8 Dec to 20 Dec",
        ]
        await app.press("ctrl+s")
        assert dialog.answers
    assert planner.recovery.care.sessions[0].day == date(2026, 12, 10)
    assert states(planner, date(2026, 12, 14))["Sunscreen SPF 30+"] == "paused"
    assert states(planner, first)["Sunscreen SPF 30+"] == "ahead"
    planner.undo()
    assert planner.recovery == before


async def test_a_session_is_planned_within_what_was_agreed_or_told_as_done(planner: Planner) -> None:
    agreed(planner, date(2026, 11, 2))
    async with opened(planner) as app:
        dialog = await ask(app, planner, SessionDialog(planner.recovery, TODAY, "laser", None, UNICODE))
        assert app.said("along") == "As agreed: 14 Dec to 28 Dec."
        await dialog.fill(day="2026-12-01", at="10:30", done=True)
        await app.press("ctrl+s")
        assert app.complaint.startswith("A session that is in the future") and dialog.answers == []
        await dialog.fill(done=False, note="Bring the [/b] sheet")
        await app.press("ctrl+s")
        assert dialog.answers
        new = planner.recovery.care.sessions_of("laser")[1]
        assert (new.day, new.at, new.done, new.note) == (date(2026, 12, 1), time(10, 30), False, "Bring the [/b] sheet")
        assert any("at least 42 days were agreed" in one.says for one in conflicts(planner.recovery))
        old = planner.recovery.care.sessions_of("laser")[0]
        dialog = await ask(app, planner, SessionDialog(planner.recovery, TODAY, "laser", old, UNICODE))
        await dialog.fill(done=True, note="7 J")
        await app.press("ctrl+s")
    told = planner.recovery.care.sessions_of("laser")[0]
    assert (told.done, told.note, told.placed) == (True, "7 J", old.placed)


async def test_what_cannot_be_a_session_is_said_and_nothing_is_lost(planner: Planner) -> None:
    _, (session,) = agreed(planner, TODAY + timedelta(days=4))
    before = planner.recovery
    async with filled(planner, SessionDialog(before, TODAY, "laser", session, UNICODE)) as dialog:
        await dialog.fill(note="Typed")
        for lines, sentence in (
            ({"day": ""}, "Enter a date, e.g. 3 Dec."),
            ({"day": "03/04/2026"}, "“03/04/2026”: 4 Mar or 3 Apr"),
            ({"day": "+9", "at": "soonish"}, "“soonish” isn't a time"),
        ):
            await dialog.fill(**lines)
            await dialog.app.press("ctrl+s")
            assert dialog.app.complaint.startswith(sentence) and dialog.answers == []
        assert "Typed" in dialog.app.text
        await dialog.app.press("escape")
        assert dialog.answers == [None] and planner.recovery is before
        off = planner.procedures.call_off(session.id).care.sessions[0]  # one that was called off gets another day
        again = await ask(dialog.app, planner, SessionDialog(planner.recovery, TODAY, "laser", off, UNICODE))
        await again.fill(day="+12", note="", at="")
        await again.app.press("ctrl+s")
    assert planner.recovery.care.sessions[0].day == TODAY + timedelta(days=12)


async def test_hostile_texts_can_do_nothing() -> None:
    text = "".join(TEXTS.values())
    planner = planner_with(sample_recovery(TODAY), SetClock())
    procedure, (session,) = agreed(planner, TODAY + timedelta(days=4))
    around = replace(procedure.around[0], around=(Around(text, 1, 2, text),))
    hostile = replace(procedure, label=text, who=text, where=text, why=text, note=text, around=(around,))
    told = replace(session, note=text)
    recovery = replace(planner.recovery, care=planner.recovery.care.having(procedures=(hostile,), sessions=(told,)))
    async with opened(planner, (60, 20)) as app:
        for dialog in (
            procedure_dialog(recovery, hostile),
            SessionDialog(recovery, TODAY, "laser", told, UNICODE),
        ):
            asked = await ask(app, planner, dialog)
            assert_calm(app)
            assert "Balm [/b][bold red]x" in app.text
            await app.press("pagedown", "ctrl+s")
            assert_calm(app)
            await app.press("escape")
            assert app.app.screen is app.main and not any(asked.answers)
