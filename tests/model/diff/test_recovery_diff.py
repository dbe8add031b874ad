"""What differs between two states, in words."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from msgspec.structs import replace

from routine_tui.model.diff.recovery_diff import differences, newer_records, replaced_words
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.diary import Day, Mark, Pause
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import escape_control_characters
from tests.store.rooms import TODAY, ZERO, noted, recovery, ticked
from tests.strategies import recoveries


def told(before: Recovery, after: Recovery) -> list[str]:
    return [str(one) for one in differences(before, after)]


def test_marks_and_notes_are_told_day_by_day_in_the_order_of_the_routine() -> None:
    before = noted("dry")(ticked(step_id="evening-cleanser")(recovery()))
    skipped = Mark("skipped", datetime(2026, 11, 22, 8, 5, tzinfo=UTC), "rain", "a\nb")
    after = noted("calm")(ticked(step_id="morning-cleanser")(recovery())).marked(TODAY, "evening-moisturiser", skipped)
    assert told(before, after) == [
        "22 Nov 2026, Gentle cleanser: not recorded → done 07:42",
        "22 Nov 2026, Gentle cleanser: done 07:42 → not recorded",
        "22 Nov 2026, Moisturiser: not recorded → skipped 08:05, reason “rain”, note “a b”",
        "22 Nov 2026, note: “dry” → “calm”",
    ]


def test_the_recovery_itself_is_told() -> None:
    after = replace(
        recovery(), name="Nose", day_zero=ZERO + timedelta(days=1), window_days=85, day_starts_at=time(4, 30)
    )
    assert told(recovery(), after) == [
        "Name: Face → Nose",
        "Day zero: 1 Nov 2026 → 2 Nov 2026",
        "Window: 84 days → 85 days",
        "Day starts at: 03:00 → 04:30",
    ]


def test_steps_are_told_with_what_is_another() -> None:
    routine = recovery().routine
    serum = StepVersion(TODAY, "evening", "other", "Serum", Schedule(TODAY))
    after = recovery().with_routine(
        routine.with_step(serum)
        .with_changes("morning-cleanser", TODAY, product="Balm", cue="")
        .with_end("evening-cleanser", TODAY)
        .with_move("morning-sunscreen", TODAY, -1)
    )
    assert told(recovery(), after) == [
        "Step Gentle cleanser (morning): as it is → changed: product and cue",
        "Step Moisturiser (morning): as it is → in another place",
        "Step Sunscreen SPF 30+ (morning): as it is → in another place",
        "Step Gentle cleanser (evening): in the routine → ended",
        "Step Serum (evening): not there → there",
    ]
    assert told(after, recovery())[-1] == "Step Serum (evening): there → not there"


def test_pauses_are_told_by_what_they_are_and_not_by_their_place() -> None:
    before = (
        recovery()
        .with_pause(Pause(ZERO, ZERO + timedelta(days=3)))
        .with_pause(Pause(TODAY, None, ("morning-cleanser",)))
    )
    after = before.resumed(TODAY + timedelta(days=2), "morning-cleanser")
    assert told(before, after) == [
        "Pause from 22 Nov 2026: 1 step, until it is ended → 1 step, until 23 Nov 2026",
    ]
    assert told(after, recovery()) == [
        "Pause from 1 Nov 2026: all steps, until 4 Nov 2026 → not there",
        "Pause from 22 Nov 2026: 1 step, until 23 Nov 2026 → not there",
    ]


@given(recoveries(), recoveries())
def test_what_differs_is_told_and_nothing_else_on_one_line_each(before: Recovery, after: Recovery) -> None:
    after = replace(after, id=before.id)
    assert (differences(before, after) == []) == (before == after)
    assert differences(before, before) == []
    for line in told(before, after):
        assert escape_control_characters(line) == line and len(line) < 700


def test_records_that_were_found_and_are_not_known_are_told_with_their_day() -> None:
    mark = Mark("done", datetime(2026, 11, 22, 9, tzinfo=UTC))
    found = {
        TODAY: Day(TODAY, {"morning-cleanser": mark, "unheard-of": mark}, "calm"),
        ZERO: Day(ZERO, dict(ticked(0)(recovery()).record(ZERO).marks)),
    }
    assert list(newer_records(ticked(0)(recovery()), found)) == [
        (TODAY, "22 Nov 2026, Gentle cleanser: done 09:00"),
        (TODAY, "22 Nov 2026, unheard-of: done 09:00"),
        (TODAY, "22 Nov 2026, note: calm"),
    ]


# ---------------------------------------------------------------------- how the skin is doing

AT = datetime(2026, 11, 22, 7, 42, tzinfo=UTC)


def checked(answers: dict[str, Answer], note: str = "", at: datetime | None = AT) -> Recovery:
    return recovery().checked_in(TODAY, CheckIn.of(answers, at, note))


def test_a_check_in_is_told_question_by_question_in_the_order_in_which_they_are_asked() -> None:
    before = checked({"temp": 37.0, "redness": 3, "pus": True, "itch": 0}, "dry")
    after = checked({"temp": 38.2, "pus": False, "itch": 0, "antibiotic_days": 2}, "dry, tight")
    assert told(before, after) == [
        "22 Nov 2026, redness: 3 → not answered",
        "22 Nov 2026, temperature: 37.0 °C → 38.2 °C",
        "22 Nov 2026, pus: yes → no",
        "22 Nov 2026, antibiotic days: not answered → 2",
        "22 Nov 2026, note of the check-in: “dry” → “dry, tight”",
    ]
    assert told(recovery(), checked({"redness": 0})) == ["22 Nov 2026, redness: not answered → 0"]


def test_looks_of_another_moment_are_other_looks() -> None:
    later = checked({"redness": 1}, at=AT + timedelta(minutes=5))
    assert told(checked({"redness": 1}), later) == [
        "22 Nov 2026 07:42, redness: 1 → not answered",
        "22 Nov 2026 07:47, redness: not answered → 1",
    ]
    unknown = checked({"redness": 1}, at=None)
    assert told(unknown, checked({"redness": 1}))[0] == "22 Nov 2026 (hour not known), redness: 1 → not answered"


def test_a_look_that_was_added_is_told_with_its_hour_and_what_it_said() -> None:
    morning = checked({"redness": 1})
    skin = morning.days[TODAY].skin
    assert skin
    evening = skin.with_answers({"temp": 37.0}, AT + timedelta(hours=12), "After ibuprofen.", {"all": "left cheek"})
    assert told(morning, morning.checked_in(TODAY, evening)) == [
        "22 Nov 2026 19:42, temperature: not answered → 37.0 °C",
        "22 Nov 2026 19:42, place of it: none → “left cheek”",
        "22 Nov 2026 19:42, note of the check-in: none → “After ibuprofen.”",
    ]


def test_the_profile_the_shelf_pictures_and_a_clinicians_words_are_told() -> None:
    balm, photo = Product("p", "Balm", "Haven"), Photo("f", ZERO, "a.jpg")
    word = ClinicianOverride("w", "retinoid", AT, TODAY, "Dr Kaya")
    before = replace(recovery(), products=(balm, Product("q", "Gel")), profile={"phototype": 4})
    after = replace(
        recovery(),
        products=(replace(balm, name="Oat balm", keeps_months=6),),
        photos=(photo,),
        clearances=(word,),
        profile={"phototype": 5, "diabetes": False},
    )
    assert told(before, after) == [
        "Profile, phototype: 4 → 5",
        "Profile, diabetes: not answered → no",
        "Product Haven Oat balm: as it is → changed: name and keeps months",
        "Product Gel: there → not there",
        "Picture of 1 Nov 2026: not there → there",
        "Clinician's word of 22 Nov 2026 on retinoid: not there → there",
    ]
    assert len(told(after, before)) == 6


def test_answers_that_were_found_and_are_not_known_are_told_with_their_whole_note() -> None:
    note = "peels around the nose and the chin, " * 9 + "but less"
    found = {TODAY: Day(TODAY, {}, "", CheckIn.of({"redness": 2, "temp": 37.5, "pus": False}, AT, note))}
    assert list(newer_records(checked({"redness": 2, "pus": True}), found)) == [
        (TODAY, f"22 Nov 2026, check-in: temperature 37.5 °C, pus no, note “{note}”")
    ]
    assert list(newer_records(checked({"redness": 2, "temp": 37.5, "pus": False}, note), found)) == []


def test_what_a_copy_says_of_the_skin_and_the_joined_recovery_does_not_is_told() -> None:
    copy = replace(
        checked({"redness": 3, "pus": True}, "dry"),
        products=(Product("p", "Balm", ingredients="Aqua"),),
        photos=(Photo("f", ZERO, "a.jpg", caption="left cheek"),),
        clearances=(ClinicianOverride("w", "retinoid", AT, None, "Dr Kaya"),),
    )
    assert list(replaced_words(copy, copy)) == []
    assert list(replaced_words(recovery(), copy)) == []
    joined = replace(checked({"redness": 2, "pus": True}, "dry and tight"), products=(Product("p", "Balm"),))
    assert [str(one) for one in replaced_words(copy, joined)] == [
        "Product Balm, ingredients: “Aqua” → none",
        "Picture of 1 Nov 2026, caption: “left cheek” → none",
        "Clinician's word of 22 Nov 2026 on retinoid, words: “Dr Kaya” → none",
        "22 Nov 2026, redness: 3 → 2",
    ]


def test_hostile_text_about_the_skin_is_told_on_one_plain_line() -> None:
    hostile = "\x1b[31mred\n\u202eevil " * 30
    after = replace(
        checked({"redness": 1}, hostile),
        products=(Product("p", hostile, hostile),),
        clearances=(ClinicianOverride("w", hostile, AT),),
    )
    lines = told(recovery(), after) + [line for _, line in newer_records(recovery(), after.days)]
    assert len(lines) == 5
    for line in lines:
        assert escape_control_characters(line) == line
    for line in told(recovery(), after):
        assert len(line) < 200
