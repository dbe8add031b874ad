"""What to avoid, in words."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from routine_tui.facts.skin import rules
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.skin.avoidance import Avoidance, avoidance, calm
from routine_tui.model.skin.avoidance_text import calm_words, conditions_of, general_conditions, quiet_line, until_words
from tests.model.skin.test_avoidance import CALM, MAKEUP, PICKING, RETINOID, at, one, recovery_of, word


def test_the_conditions_stand_one_by_one_with_what_is_still_needed() -> None:
    found = one(RETINOID, recovery_of({26: {"redness": 0}}), 30)
    assert [tuple(condition) for condition in conditions_of(found)] == [
        ("28 Nov 2026 or later", True),
        ("Redness 0 or 1 in your last 3 check-ins (1 of 3 so far)", False),
        ("No sign of infection or open skin", True),
        ("A clinician has agreed", False),
    ]
    assert conditions_of(one(MAKEUP, recovery_of(CALM), 26))[1].text.endswith("last 3 check-ins")
    assert conditions_of(one(RETINOID, recovery_of(CALM), 22))[0].text == "28 Nov 2026 or later (in 6 days)"
    assert conditions_of(one(PICKING, recovery_of(CALM), 82))[0].text == (
        "22 Jan 2027 or later, the end of the 12 weeks (in 1 day)"
    )
    assert conditions_of(one(MAKEUP, recovery_of({}, word("makeup", 30)), 26)) == (
        ("30 Nov 2026 or later (in 4 days), the date a clinician gave", False),
    )


def test_until_when_and_who_is_asked_is_told() -> None:
    assert until_words(one(RETINOID, recovery_of(CALM), 26)) == "until 28 Nov at least, then ask a clinician"
    assert until_words(one(RETINOID, recovery_of(CALM), 30)) == "until a clinician agrees"
    assert until_words(one(MAKEUP, recovery_of({}), 1)) == "until 7 Nov at least"
    assert until_words(one(PICKING, recovery_of(CALM), 26)) == "until 22 Jan 2027 (the whole 12 weeks)"
    assert until_words(one(replace(PICKING, needs_clinician=True), recovery_of(CALM), 26)) == (
        "until 22 Jan 2027, then ask a clinician"
    )
    assert until_words(one(PICKING, replace(recovery_of(CALM), window_days=90), 26)).endswith("(the whole 90 days)")
    assert until_words(one(MAKEUP, recovery_of(CALM), 26)) == "may be fine again"


def test_a_clinicians_day_is_told_as_theirs() -> None:
    assert until_words(one(RETINOID, recovery_of(CALM, word("retinoid", 36)), 26)) == "until 6 Dec, as a clinician said"
    assert until_words(one(RETINOID, recovery_of(CALM, word("retinoid", 26)), 26)) == "may be fine again"


def test_a_day_that_has_come_gives_way_to_what_is_still_waited_for() -> None:
    """“From 7 Nov”, read on the 22nd, would say that it may be used by now."""
    red: dict[int, Mapping[str, Answer]] = {offset: {"redness": 3, "hot": True} for offset in range(20, 31)}
    assert until_words(one(MAKEUP, recovery_of(red), 30)) == (
        "until redness is down and there is no sign of infection or open skin"
    )
    assert until_words(one(RETINOID, recovery_of({}), 30)) == "until redness is down, then ask a clinician"


def test_what_holds_for_all_is_said_whatever_a_clinician_said_of_one() -> None:
    recovery = recovery_of({**CALM, 18: {"pus": True}}, word("makeup", 1))
    found = avoidance((MAKEUP, PICKING), recovery, at(26))
    assert [one.no_flag for one in found] == [True, False]
    assert [condition.is_met for condition in general_conditions(found)] == [True, False]
    assert len(general_conditions(())) == 1


def test_calm_skin_is_told_as_far_as_the_log_can_tell() -> None:
    assert calm_words(calm(recovery_of(CALM), at(26), rules())) == (
        "Your skin is calm: redness 0 or 1 in your last 3 check-ins, and no red flag."
    )
    lumps = recovery_of({**CALM, 20: {"lumps": True}})
    assert not calm(lumps, at(26), rules()).is_met  # that is said only where no red flag of any kind is open
    assert calm_words(calm(lumps, at(26), rules())).endswith("Still needed: no open red flag.")
    assert "(0 of 3 so far)" in calm_words(calm(recovery_of({}), at(26), rules()))


def many(count: int, today: int = 0) -> tuple[Avoidance, ...]:
    items = [replace(MAKEUP, id=f"t{number}", words=f"thing {number}") for number in range(count)]
    return avoidance(items, recovery_of(CALM), at(today))


def test_the_quiet_line_names_some_and_counts_the_rest_in_the_room_there_is() -> None:
    assert quiet_line(many(14)) == "Still avoid: thing 0, thing 1, thing 2 and 11 more"
    assert quiet_line(many(14), 45) == "Still avoid: thing 0, thing 1 and 12 more"
    assert quiet_line(many(14), 35) == "Still avoid: thing 0 and 13 more"
    assert quiet_line(many(14), 29) == "14 things to avoid for now"
    assert quiet_line(many(1), 20) == "Still avoid: thing 0"
    assert quiet_line(many(14), 20) == "Avoid: 14 things"
    assert quiet_line(many(3)) == "Still avoid: thing 0, thing 1 and thing 2"


def test_what_may_be_fine_again_is_not_in_the_quiet_line() -> None:
    assert quiet_line(avoidance((MAKEUP, RETINOID), recovery_of(CALM), at(26))) == "Still avoid: retinoids"
    assert quiet_line(many(3, today=26)) == ""


def test_what_a_clinician_is_asked_about_comes_first_in_the_quiet_line() -> None:
    found = avoidance((PICKING, MAKEUP, RETINOID), recovery_of({}), at(0))
    assert quiet_line(found) == "Still avoid: retinoids, picking and makeup"
